#include "CKernels.h"

// Converts limited-range BT.709 in 4:2:0 to RGB. A chroma sample lies at the left of its two lumas and between their
// rows (H.264, figure 6-1 with chroma_sample_loc_type 0). Each row therefore takes three quarters from the nearer
// chroma row and one quarter from the farther one, and every other column takes half from each neighbour. In total,
// these are eighths.

enum {
    // BT.709-6 in limited range (H.273, 8.3): the inverse matrix times 255/219 and 255/224, in 1/8192ths.
    luma_share = 9539,
    red_of_red = 14686,
    green_of_blue = -1747,
    green_of_red = -4366,
    blue_of_blue = 17305,
    share_bits = 13,
    eighth_bits = 3,
    luma_zero = 16,
    chroma_zero = 128,
    // Columns per pass: an even number, small enough for the nearest cache.
    columns = 256,
};

static inline __attribute__((always_inline)) uint8_t code(int value) {
    value = (value + (1 << (share_bits + eighth_bits - 1))) >> (share_bits + eighth_bits);
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

// A chroma sample for each column, times 8 and relative to zero chroma: from -1,024.
//
// `last` is the index of the last sample of a row, counted from `near`.
static inline __attribute__((always_inline)) void spread(
    const uint8_t *near, const uint8_t *far, int count, int last, int16_t *spread) {
    int16_t samples[columns / 2 + 1];
    int half = (count + 1) / 2;
    for (int x = 0; x < half; x++) samples[x] = (int16_t)(3 * near[x] + far[x] - 4 * chroma_zero);
    int next = half <= last ? half : last;
    samples[half] = (int16_t)(3 * near[next] + far[next] - 4 * chroma_zero);
    for (int x = 0; x < half; x++) {
        spread[2 * x] = (int16_t)(2 * samples[x]);
        spread[2 * x + 1] = (int16_t)(samples[x] + samples[x + 1]);
    }
}

static inline __attribute__((always_inline)) void convert(
    const ckernels_yuv *source, int width, int height, uint8_t *target, ptrdiff_t target_stride) {
    int last_row = (height + 1) / 2 - 1, last_column = (width + 1) / 2 - 1;
    for (int y = 0; y < height; y++) {
        int row = y / 2, other = y % 2 == 0 ? row - 1 : row + 1;
        other = other < 0 ? 0 : other > last_row ? last_row : other;
        for (int x = 0; x < width; x += columns) {
            int count = width - x < columns ? width - x : columns;
            int16_t blue[columns], red[columns];
            ptrdiff_t near = row * source->chroma_stride + x / 2, far = other * source->chroma_stride + x / 2;
            spread(source->blue + near, source->blue + far, count, last_column - x / 2, blue);
            spread(source->red + near, source->red + far, count, last_column - x / 2, red);
            const uint8_t *lumas = source->luma + y * source->luma_stride + x;
            uint8_t *pixels = target + y * target_stride + 3 * x;
            for (int i = 0; i < count; i++) {
                int luma = (lumas[i] - luma_zero) * (luma_share << eighth_bits);
                pixels[3 * i] = code(luma + red_of_red * red[i]);
                pixels[3 * i + 1] = code(luma + green_of_blue * blue[i] + green_of_red * red[i]);
                pixels[3 * i + 2] = code(luma + blue_of_blue * blue[i]);
            }
        }
    }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static void convert_avx2(
    const ckernels_yuv *source, int width, int height, uint8_t *target, ptrdiff_t target_stride) {
    convert(source, width, height, target, target_stride);
}

#endif

void ckernels_screen_colors(
    const ckernels_yuv *source, int width, int height, uint8_t *target, ptrdiff_t target_stride) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return convert_avx2(source, width, height, target, target_stride);
#endif
    convert(source, width, height, target, target_stride);
}
