// Names that differ between FFmpeg's releases. Each function uses the newest name that the headers have, so that
// nothing depends on a name that a later release has removed (doc/APIchanges of FFmpeg, by version of the library).
#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
#include <stdbool.h>

// FFmpeg 6.1 (libavutil 58.7) turned these fields into flags, and 8.0 removed the fields.
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
#define STORYMEDIA_FRAME_FIELD(flag, field) (frame->flags & (flag)) != 0
#else
#define STORYMEDIA_FRAME_FIELD(flag, field) frame->field != 0
#endif

static inline bool storymedia_frame_is_key(const AVFrame *frame) {
    return STORYMEDIA_FRAME_FIELD(AV_FRAME_FLAG_KEY, key_frame);
}

static inline bool storymedia_frame_is_interlaced(const AVFrame *frame) {
    return STORYMEDIA_FRAME_FIELD(AV_FRAME_FLAG_INTERLACED, interlaced_frame);
}

static inline bool storymedia_frame_is_top_field_first(const AVFrame *frame) {
    return STORYMEDIA_FRAME_FIELD(AV_FRAME_FLAG_TOP_FIELD_FIRST, top_field_first);
}

#undef STORYMEDIA_FRAME_FIELD

static inline void storymedia_frame_set_progressive(AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
    frame->flags &= ~AV_FRAME_FLAG_INTERLACED;
#else
    frame->interlaced_frame = 0;
#endif
}

// FFmpeg 6.0 (libavutil 57.30) renamed this field, because encoders may use it, too.
static inline int64_t storymedia_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
    return frame->duration;
#else
    return frame->pkt_duration;
#endif
}

// FFmpeg 6.1 (libavcodec 60.30, libavformat 60.15) moved a stream's side data to its codec parameters.
static inline const uint8_t *storymedia_stream_side_data(
    const AVStream *stream, enum AVPacketSideDataType type, size_t *size) {
#if LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100)
    const AVCodecParameters *codec = stream->codecpar;
    const AVPacketSideData *data =
        av_packet_side_data_get(codec->coded_side_data, codec->nb_coded_side_data, type);
    *size = data ? data->size : 0;
    return data ? data->data : NULL;
#else
    return av_stream_get_side_data(stream, type, size);
#endif
}

// FFmpeg 8.0 (libswscale 9) publishes the members of a context, which changes the type of its pointers in Swift. The
// type of this structure stays the same.
typedef struct {
    struct SwsContext *context;
} StorymediaScaler;

// These are numbers up to FFmpeg 7, and then an enumeration whose values Swift cannot combine.
static const int storymedia_SWS_AREA = SWS_AREA;
static const int storymedia_SWS_BICUBIC = SWS_BICUBIC;
static const int storymedia_SWS_ACCURATE_RND = SWS_ACCURATE_RND;
static const int storymedia_SWS_FULL_CHR_H_INT = SWS_FULL_CHR_H_INT;
static const int storymedia_SWS_FULL_CHR_H_INP = SWS_FULL_CHR_H_INP;

// From FFmpeg 7 on, the write callback takes constant bytes; before that, it only promised not to change them.
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
