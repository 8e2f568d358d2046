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
#include <string.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "versions.h"

// Swift does not import function-like macros; these are their values.
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

static inline int storymedia_get_blank_buffer(AVCodecContext *context, AVFrame *frame, int flags) {
    int result = avcodec_default_get_buffer2(context, frame, flags);
    // Buffers from a pool still hold what earlier pictures left in them.
    if (result == 0)
        for (int i = 0; i < AV_NUM_DATA_POINTERS && frame->buf[i]; i++)
            memset(frame->buf[i]->data, 0, frame->buf[i]->size);
    return result;
}

// Makes a decoder start each picture with zeros.
static inline void storymedia_use_blank_buffers(AVCodecContext *context) {
    context->get_buffer2 = storymedia_get_blank_buffer;
}
