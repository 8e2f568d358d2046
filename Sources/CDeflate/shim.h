#pragma once

#include <isa-l/igzip_lib.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

// The room that a stream of so many bytes takes at most: where they do not get smaller they are stored, each
// 65,535 after 5 bytes of their own (RFC 1951, 3.2.4), with more for blocks that the compressor begins of itself.
static inline size_t storymedia_deflate_bound(size_t count) { return count + count / 4096 + 1024; }

// Compresses a buffer into a stream of RFC 1950. Returns its bytes, 0 where memory is short.
//
// Swift does not see ISA-L's sizes, which are made of macros.
static inline size_t storymedia_deflate(const uint8_t *bytes, size_t count, uint8_t *stream, size_t capacity)
{
    void *room = malloc(ISAL_DEF_LVL1_DEFAULT);
    struct isal_zstream *state = (struct isal_zstream *)malloc(sizeof(struct isal_zstream));
    size_t written = 0;
    if (room != NULL && state != NULL && count <= UINT32_MAX && capacity <= UINT32_MAX) {
        isal_deflate_stateless_init(state);
        state->level = 1;
        state->level_buf = (uint8_t *)room;
        state->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
        state->gzip_flag = IGZIP_ZLIB;
        state->end_of_stream = 1;
        state->flush = NO_FLUSH;
        state->next_in = (uint8_t *)bytes;
        state->avail_in = (uint32_t)count;
        state->next_out = stream;
        state->avail_out = (uint32_t)capacity;
        if (isal_deflate_stateless(state) == COMP_OK && state->avail_in == 0) written = state->total_out;
    }
    free(state);
    free(room);
    return written;
}
