#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Loops over samples which Swift's compiler does not vectorise, or for whose best instructions a program
// that runs on every processor has to ask first. Only Kernels calls them: it knows that all that they
// touch is there.

// Whether this processor has what ckernels_look_up needs (AVX2).
bool ckernels_can_look_up(void);

// A table of colours, as Color's ColorLUT makes it.
typedef struct {
    // For each cell of luma, and for each of chroma those of blue and of red, the values at its 8 corners.
    const int16_t *luma;
    const int16_t *chroma;
    // For each of 1,024 codes of chroma the cell, times 256, plus the share of its upper end, 0 to 128.
    const uint16_t *positions;
    // Cells along each axis of chroma are two to the power of it.
    int axis_bits;
} ckernels_table;

// Samples of a square of a picture in 4:2:0, its rows `stride` elements of chroma apart, and twice as many
// of luma.
typedef struct {
    const uint16_t *luma;
    const uint16_t *blue;
    const uint16_t *red;
    ptrdiff_t stride;
} ckernels_source;

// Where a sample of the source goes: so many elements from the first, for each column and each row.
typedef struct {
    ptrdiff_t column;
    ptrdiff_t row;
} ckernels_steps;

// Where the first samples go, and from there the others.
typedef struct {
    uint8_t *luma;
    uint8_t *blue;
    uint8_t *red;
    ckernels_steps luma_steps;
    ckernels_steps chroma_steps;
} ckernels_target;

// Looks up the colours of blocks of 2×2 lumas with their chroma.
//
// Of the source an even number of columns of blocks is read: one more than `columns` where that is odd.
// Where steps from column to column are 1, so many are written as well.
void ckernels_look_up(
    const ckernels_table *table, const ckernels_source *source, int columns, int rows,
    const ckernels_target *target);

// One plane of a picture.
typedef struct {
    const uint8_t *bytes;
    // Bytes from one row to the next.
    ptrdiff_t stride;
} ckernels_plane;

// What is to be made of a plane of two fields.
typedef struct {
    // In samples, and rows; at least 4 rows.
    int width;
    int height;
    // 1 or 2.
    int bytes_per_sample;
    // The highest code.
    int maximum;
    // The first row of the field that stays, 0 or 1.
    int first_row;
    // Whether the pictures before and after are to be looked at.
    bool has_neighbours;
} ckernels_fields;

// Makes a whole picture of the earlier field of `current`: the other rows are interpolated.
void ckernels_deinterlace(
    const ckernels_fields *fields, ckernels_plane previous, ckernels_plane current, ckernels_plane next,
    uint8_t *target, ptrdiff_t target_stride);

// A picture in 4:2:0, limited BT.709.
typedef struct {
    const uint8_t *luma;
    const uint8_t *blue;
    const uint8_t *red;
    // Bytes from one row to the next.
    ptrdiff_t luma_stride;
    ptrdiff_t chroma_stride;
} ckernels_yuv;

// Converts a picture to RGB, three bytes a pixel.
void ckernels_screen_colors(
    const ckernels_yuv *source, int width, int height, uint8_t *target, ptrdiff_t target_stride);
