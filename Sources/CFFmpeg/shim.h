#pragma once

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/cpu.h>
#include <libavutil/display.h>
#include <libavutil/dovi_meta.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

// Function-like macros are not imported into Swift; these are their values.
static const int storymedia_AVERROR_EAGAIN = AVERROR(EAGAIN);
static const int storymedia_AVERROR_EOF = AVERROR_EOF;
static const int storymedia_AVERROR_EXIT = AVERROR_EXIT;
static const int storymedia_AVERROR_OPTION_NOT_FOUND = AVERROR_OPTION_NOT_FOUND;
static const int storymedia_AVERROR_EINVAL = AVERROR(EINVAL);
static const int storymedia_AVERROR_EIO = AVERROR(EIO);
static const int storymedia_AVERROR_EPERM = AVERROR(EPERM);
static const int storymedia_AVERROR_DEMUXER_NOT_FOUND = AVERROR_DEMUXER_NOT_FOUND;
static const int storymedia_AVERROR_DECODER_NOT_FOUND = AVERROR_DECODER_NOT_FOUND;
static const int storymedia_AVERROR_ENCODER_NOT_FOUND = AVERROR_ENCODER_NOT_FOUND;
static const int storymedia_AVERROR_PATCHWELCOME = AVERROR_PATCHWELCOME;
static const int storymedia_AVERROR_INVALIDDATA = AVERROR_INVALIDDATA;
static const int storymedia_AVERROR_ENOMEM = AVERROR(ENOMEM);
static const int64_t storymedia_AV_NOPTS_VALUE = AV_NOPTS_VALUE;

// av_err2str uses a compound literal; this is the same call with the caller's buffer.
static inline void storymedia_strerror(int code, char *buffer, size_t size) {
    if (av_strerror(code, buffer, size) < 0 && size > 0) buffer[0] = 0;
}

// mallopt is in a header that Swift's Glibc module leaves out.
static inline void storymedia_use_one_heap(void) {
#if defined(__GLIBC__)
    mallopt(M_ARENA_MAX, 1);
#endif
}

// The writing callback takes constant bytes from FFmpeg 7 on; before that, it promised not to change them.
static inline AVIOContext *storymedia_avio_alloc_context(
    unsigned char *buffer, int size, int is_writing, void *opaque, int (*read)(void *, uint8_t *, int),
    int (*write)(void *, const uint8_t *, int), int64_t (*seek)(void *, int64_t, int)) {
#if LIBAVFORMAT_VERSION_MAJOR >= 61
    return avio_alloc_context(buffer, size, is_writing, opaque, read, write, seek);
#else
    return avio_alloc_context(
        buffer, size, is_writing, opaque, read, (int (*)(void *, uint8_t *, int))write, seek);
#endif
}
