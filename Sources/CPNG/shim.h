#pragma once

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// Bytes that grow; freed with `free`.
typedef struct {
    unsigned char *bytes;
    size_t count;
    size_t capacity;
} storymedia_png_bytes;

static void storymedia_png_append(png_structp png, png_bytep data, size_t count) {
    storymedia_png_bytes *target = (storymedia_png_bytes *)png_get_io_ptr(png);
    if (target->capacity - target->count < count) {
        size_t capacity = target->capacity * 2 + count;
        unsigned char *bytes = (unsigned char *)realloc(target->bytes, capacity);
        if (!bytes) png_error(png, "out of memory");
        target->bytes = bytes;
        target->capacity = capacity;
    }
    memcpy(target->bytes + target->count, data, count);
    target->count += count;
}

static void storymedia_png_flush(png_structp png) { (void)png; }

static void storymedia_png_quiet(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

// Subtracts from each row the one above it (PNG 3rd edition, 9.2, filter type 2), after a byte that says so.
// Of all filters it costs the least, and frames of video are not smaller with others.
static inline void storymedia_png_filter_up(
    unsigned char *filtered, const unsigned char *rows, size_t stride, size_t row_bytes, size_t height) {
    for (size_t row = 0; row < height; row++) {
        const unsigned char *current = rows + row * stride;
        unsigned char *target = filtered + row * (row_bytes + 1);
        *target++ = PNG_FILTER_VALUE_UP;
        if (row == 0) {
            memcpy(target, current, row_bytes);
        } else {
            for (size_t i = 0; i < row_bytes; i++) target[i] = current[i] - current[i - stride];
        }
    }
}

// Writes a picture of 8 bits of red, green and blue, whose data is filtered and compressed already.
// libpng leaves by longjmp where something fails, which must not pass through a frame of Swift; here it
// ends. Returns 0 where that happened.
static inline int storymedia_png_write(
    storymedia_png_bytes *target, unsigned width, unsigned height, const char *software,
    const unsigned char *data, size_t count) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, storymedia_png_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return 0;
    }
    png_set_write_fn(png, target, storymedia_png_append, storymedia_png_flush);
    png_set_IHDR(
        png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB_gAMA_and_cHRM(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_text text;
    memset(&text, 0, sizeof text);
    text.compression = PNG_TEXT_COMPRESSION_NONE;
    text.key = (png_charp) "Software";
    text.text = (png_charp)software;
    png_set_text(png, info, &text, 1);
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep) "IDAT", data, count);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    png_destroy_write_struct(&png, &info);
    return 1;
}
