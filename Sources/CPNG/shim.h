#pragma once

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
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

// How a picture is to be read.
typedef struct {
    unsigned width;
    unsigned height;
    // Whether there is a fourth sample, for opacity.
    int has_alpha;
    // Whether samples have 16 bits, in this machine's byte order.
    int is_deep;
} storymedia_png_layout;

typedef struct {
    const unsigned char *bytes;
    size_t count;
    size_t position;
    char *message;
    size_t message_size;
} storymedia_png_source;

static void storymedia_png_take(png_structp png, png_bytep target, size_t count) {
    storymedia_png_source *source = (storymedia_png_source *)png_get_io_ptr(png);
    if (source->count - source->position < count) png_error(png, "read beyond end of data");
    memcpy(target, source->bytes + source->position, count);
    source->position += count;
}

static void storymedia_png_leave(png_structp png, png_const_charp text) {
    storymedia_png_source *source = (storymedia_png_source *)png_get_error_ptr(png);
    snprintf(source->message, source->message_size, "%s", text);
    png_longjmp(png, 1);
}

// Reads a picture as RGB or RGBA, with its samples as they are stored: none of the chunks that speak of colour
// are heeded. Returns how many rows are whole; fewer than the picture has where the data are cut or damaged, of
// which `message` gets libpng's words. Of an interlaced picture either all rows are whole or none.
static inline unsigned storymedia_png_read(
    const unsigned char *bytes, size_t count, storymedia_png_layout layout, unsigned char *target,
    size_t stride, char *message, size_t message_size) {
    storymedia_png_source source = {bytes, count, 0, message, message_size};
    volatile unsigned rows = 0;
    png_structp png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, storymedia_png_leave, storymedia_png_quiet);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_read_struct(&png, &info, NULL);
        return rows;
    }
    png_set_read_fn(png, &source, storymedia_png_take);
    // What else there is has been read in Swift, and its damage is no damage to the picture.
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_crc_action(png, PNG_CRC_DEFAULT, PNG_CRC_QUIET_USE);
    png_read_info(png, info);
    if (png_get_image_width(png, info) != layout.width || png_get_image_height(png, info) != layout.height)
        png_error(png, "another size");
    png_set_expand(png);
    png_set_gray_to_rgb(png);
    if (layout.is_deep) {
        png_set_expand_16(png);
        const unsigned short one = 1;
        if (*(const unsigned char *)&one) png_set_swap(png);
    } else {
        png_set_scale_16(png);
    }
    if (layout.has_alpha)
        png_set_add_alpha(png, layout.is_deep ? 0xFFFF : 0xFF, PNG_FILLER_AFTER);
    else
        png_set_strip_alpha(png);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) !=
        (size_t)layout.width * (layout.has_alpha ? 4 : 3) * (layout.is_deep ? 2 : 1))
        png_error(png, "another layout");
    for (int pass = 0; pass < passes; pass++)
        for (unsigned row = 0; row < layout.height; row++) {
            png_read_row(png, target + row * stride, NULL);
            if (pass == passes - 1) rows = passes == 1 || row + 1 == layout.height ? row + 1 : 0;
        }
    png_destroy_read_struct(&png, &info, NULL);
    return rows;
}
