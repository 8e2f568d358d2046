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

// libpng leaves by longjmp where something fails, which must not pass through a frame of Swift; here it
// ends. Returns 0 where that happened.
static inline int storymedia_png_write(
    storymedia_png_bytes *target, const unsigned char *rows, size_t stride, unsigned width, unsigned height,
    const char *software) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, storymedia_png_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return 0;
    }
    png_set_write_fn(png, target, storymedia_png_append, storymedia_png_flush);
    // Of all filters and levels these take the least time for frames of video (35 ms for 1080×1920), and
    // the files are not larger than with others.
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
    png_set_compression_level(png, 1);
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
    for (unsigned row = 0; row < height; row++) png_write_row(png, rows + row * stride);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return 1;
}
