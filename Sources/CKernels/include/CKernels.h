#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Loops over samples that Swift's compiler does not vectorise, or that need instructions for which the program must
// check the processor first. Only Kernels calls them: it checks the bounds of all memory that they touch.

// Whether this processor has the instructions for ckernels_look_up (AVX2).
bool ckernels_can_look_up(void);

// A colour table, made by Color's ColorLUT.
typedef struct {
    // The values at the 8 corners of each luma cell, and of each chroma cell for blue and red.
    const int16_t *luma;
    const int16_t *chroma;
    // For each of 1,024 chroma codes: the cell times 256, plus the share of the cell's upper end, 0 to 128.
    const uint16_t *positions;
    // The number of cells along each chroma axis, as a power of two.
    int axis_bits;
} ckernels_table;

// Samples of a square of a 4:2:0 picture. Rows are `stride` elements apart in the chroma planes and twice as many in
// the luma plane.
typedef struct {
    const uint16_t *luma;
    const uint16_t *blue;
    const uint16_t *red;
    ptrdiff_t stride;
} ckernels_source;

// How many elements the target moves on for each column and each row of the source.
typedef struct {
    ptrdiff_t column;
    ptrdiff_t row;
} ckernels_steps;

// Where the first samples go, and the steps to the others.
typedef struct {
    uint8_t *luma;
    uint8_t *blue;
    uint8_t *red;
    ckernels_steps luma_steps;
    ckernels_steps chroma_steps;
} ckernels_target;

// Looks up the colours of blocks of 2×2 lumas with their chroma.
//
// The function reads an even number of block columns from the source: one more than `columns` if that is odd. If the
// column step of luma is 1, it also writes the lumas of that many.
void ckernels_look_up(
    const ckernels_table *table, const ckernels_source *source, int columns, int rows,
    const ckernels_target *target);

// One plane of a picture.
typedef struct {
    const uint8_t *bytes;
    // Bytes from one row to the next.
    ptrdiff_t stride;
} ckernels_plane;

// The task for a plane with two fields.
typedef struct {
    // In samples and rows; at least 4 rows.
    int width;
    int height;
    // 1 or 2.
    int bytes_per_sample;
    // The highest sample value.
    int maximum;
    // The first row of the field to keep, 0 or 1.
    int first_row;
    // Whether to use the pictures before and after.
    bool has_neighbours;
} ckernels_fields;

// Makes a whole picture from the earlier field of `current` by interpolating the other rows.
void ckernels_deinterlace(
    const ckernels_fields *fields, ckernels_plane previous, ckernels_plane current, ckernels_plane next,
    uint8_t *target, ptrdiff_t target_stride);

// A 4:2:0 picture in limited-range BT.709.
typedef struct {
    const uint8_t *luma;
    const uint8_t *blue;
    const uint8_t *red;
    // Bytes from one row to the next.
    ptrdiff_t luma_stride;
    ptrdiff_t chroma_stride;
} ckernels_yuv;

// Converts a picture to RGB, three bytes for each pixel.
void ckernels_screen_colors(
    const ckernels_yuv *source, int width, int height, uint8_t *target, ptrdiff_t target_stride);
