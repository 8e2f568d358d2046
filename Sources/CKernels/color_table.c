#include "CKernels.h"

// The same calculation as ColorTile's in Swift, to the last bit, for two blocks at a time. It interpolates the luma and
// chroma cells by the block's position along the chroma axes, then by its position along the luma axis.

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define INLINE AVX2 __attribute__((always_inline)) static inline

bool ckernels_can_look_up(void) { return __builtin_cpu_supports("avx2"); }

enum {
    // ChromaAxis.one. The weights of a cell's corners add up to its square.
    one = 128,
    square_bits = 14,
    // ColorLUT.fractionBits, plus four bits for the luma share.
    value_bits = 11,
    // The bytes of all luma cells and of all chroma cells along the luma axis, as powers of two.
    luma_row_bits = 10,
    chroma_row_bits = 9,
};

// The weights of a cell's four corners, repeated four times.
INLINE __m256i corner_weights(uint32_t blue, uint32_t red) {
    // (1 - b, 1 - b, b, b) and (1 - r, r, 1 - r, r), with one multiplication each.
    uint64_t blues = 0x0000000000800080 + (blue & 255) * 0x00010000fffeffff;
    uint32_t reds = one + (red & 255) * 0xffff;
    return _mm256_mullo_epi16(_mm256_set1_epi64x((long long)blues), _mm256_set1_epi32((int)reds));
}

INLINE __m256i two_cells(const char *cells, uint32_t first, uint32_t second) {
    __m256i low = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(cells + first)));
    return _mm256_inserti128_si256(low, _mm_loadu_si128((const __m128i *)(cells + second)), 1);
}

// Values at the lower and upper ends of the luma cells. Upper lumas are at even places, lower ones at odd places.
INLINE __m256i luma_ends(const char *cells, const uint16_t *upper, const uint16_t *lower, __m256i weights) {
    // A code without its last four bits is 16 times its cell, and a cell has 16 bytes.
    __m256i above = two_cells(cells, upper[0] & 0x3f0, upper[1] & 0x3f0);
    __m256i below = two_cells(cells, lower[0] & 0x3f0, lower[1] & 0x3f0);
    return _mm256_srli_epi32(
        _mm256_hadd_epi32(_mm256_madd_epi16(above, weights), _mm256_madd_epi16(below, weights)), square_bits);
}

// Interpolates by pairs of shares and rounds to codes.
INLINE __m256i between(__m256i ends, __m256i shares) {
    __m256i half = _mm256_set1_epi32(1 << (value_bits - 1));
    return _mm256_srli_epi32(_mm256_add_epi32(_mm256_madd_epi16(ends, shares), half), value_bits);
}

// Stores the codes of two blocks, in the order of luma_ends.
INLINE void store_lumas(__m256i values, uint8_t *luma, ckernels_steps steps, bool is_alone) {
    values = _mm256_packus_epi16(_mm256_packs_epi32(values, values), values);
    __m128i left = _mm256_castsi256_si128(values), right = _mm256_extracti128_si256(values, 1);
    if (steps.column == 1) {
        __m128i rows = _mm_shufflelo_epi16(_mm_unpacklo_epi8(left, right), _MM_SHUFFLE(3, 1, 2, 0));
        _mm_storeu_si32(luma, rows);
        _mm_storeu_si32(luma + steps.row, _mm_srli_si128(rows, 4));
        return;
    }
    uint32_t first = (uint32_t)_mm_cvtsi128_si32(left), second = (uint32_t)_mm_cvtsi128_si32(right);
    luma[0] = (uint8_t)first;
    luma[steps.row] = (uint8_t)(first >> 8);
    luma[steps.column] = (uint8_t)second;
    luma[steps.column + steps.row] = (uint8_t)(second >> 8);
    if (is_alone) return;
    luma += 2 * steps.column;
    luma[0] = (uint8_t)(first >> 16);
    luma[steps.row] = (uint8_t)(first >> 24);
    luma[steps.column] = (uint8_t)(second >> 16);
    luma[steps.column + steps.row] = (uint8_t)(second >> 24);
}

INLINE void store_chroma(int64_t both, uint8_t *chroma, ptrdiff_t column, bool is_alone) {
    chroma[0] = (uint8_t)both;
    if (!is_alone) chroma[column] = (uint8_t)(both >> 32);
}

INLINE void look_up_row(
    const ckernels_table *table, const uint16_t *restrict upper, const uint16_t *restrict lower,
    const uint16_t *restrict blue, const uint16_t *restrict red, int columns, uint8_t *restrict luma,
    ckernels_steps steps, uint8_t *restrict target_blue, uint8_t *restrict target_red, ptrdiff_t chroma_step) {
    const char *lumas = (const char *)table->luma, *chromas = (const char *)table->chroma;
    const uint16_t *positions = table->positions;
    const int bits = table->axis_bits;
    for (int column = 0; column < columns; column += 2) {
        bool is_alone = column + 1 == columns;
        uint32_t blue0 = positions[blue[column] & 1023], red0 = positions[red[column] & 1023];
        uint32_t blue1 = positions[blue[column + 1] & 1023], red1 = positions[red[column + 1] & 1023];
        size_t cell0 = ((blue0 >> 8) << bits) + (red0 >> 8), cell1 = ((blue1 >> 8) << bits) + (red1 >> 8);
        __m256i weights0 = corner_weights(blue0, red0), weights1 = corner_weights(blue1, red1);

        const uint16_t *above = upper + 2 * column, *below = lower + 2 * column;
        __m256i ends = _mm256_packs_epi32(
            luma_ends(lumas + (cell0 << luma_row_bits), above, below, weights0),
            luma_ends(lumas + (cell1 << luma_row_bits), above + 2, below + 2, weights1));
        // Pairs of an upper and a lower code, in the order of the ends: the left columns first.
        __m128i codes = _mm_unpacklo_epi16(
            _mm_loadl_epi64((const __m128i *)above), _mm_loadl_epi64((const __m128i *)below));
        __m128i share = _mm_and_si128(_mm_shuffle_epi32(codes, _MM_SHUFFLE(3, 1, 2, 0)), _mm_set1_epi16(15));
        __m128i rest = _mm_sub_epi16(_mm_set1_epi16(16), share);
        __m256i shares = _mm256_inserti128_si256(
            _mm256_castsi128_si256(_mm_unpacklo_epi16(rest, share)), _mm_unpackhi_epi16(rest, share), 1);
        store_lumas(between(ends, shares), luma, steps, is_alone);
        luma += 4 * steps.column;

        // The block's luma for its chroma is a quarter of the sum of its four codes.
        __m128i sums = _mm_madd_epi16(codes, _mm_set1_epi16(1));
        sums = _mm_hadd_epi32(sums, sums);
        uint64_t both = (uint64_t)_mm_cvtsi128_si64(sums);
        const char *chroma0 = chromas + (cell0 << chroma_row_bits) + ((both >> 3) & 0x1e0);
        const char *chroma1 = chromas + (cell1 << chroma_row_bits) + ((both >> 35) & 0x1e0);
        ends = _mm256_srli_epi32(
            _mm256_hadd_epi32(
                _mm256_madd_epi16(_mm256_loadu_si256((const __m256i *)chroma0), weights0),
                _mm256_madd_epi16(_mm256_loadu_si256((const __m256i *)chroma1), weights1)),
            square_bits);
        // (16 - share, share), with a single subtraction.
        __m128i part = _mm_and_si128(_mm_srli_epi32(sums, 4), _mm_set1_epi32(15));
        part = _mm_add_epi32(_mm_sub_epi32(_mm_slli_epi32(part, 16), part), _mm_set1_epi32(16));
        __m256i values = between(_mm256_packs_epi32(ends, ends), _mm256_broadcastsi128_si256(part));
        store_chroma(_mm256_extract_epi64(values, 0), target_blue, chroma_step, is_alone);
        store_chroma(_mm256_extract_epi64(values, 2), target_red, chroma_step, is_alone);
        target_blue += 2 * chroma_step;
        target_red += 2 * chroma_step;
    }
}

AVX2 void ckernels_look_up(
    const ckernels_table *table, const ckernels_source *source, int columns, int rows,
    const ckernels_target *target) {
    for (ptrdiff_t row = 0; row < rows; row++) {
        const uint16_t *upper = source->luma + row * 4 * source->stride;
        look_up_row(
            table, upper, upper + 2 * source->stride, source->blue + row * source->stride,
            source->red + row * source->stride, columns, target->luma + row * 2 * target->luma_steps.row,
            target->luma_steps, target->blue + row * target->chroma_steps.row,
            target->red + row * target->chroma_steps.row, target->chroma_steps.column);
    }
}

#else

bool ckernels_can_look_up(void) { return false; }

void ckernels_look_up(
    const ckernels_table *table, const ckernels_source *source, int columns, int rows,
    const ckernels_target *target) {
    __builtin_trap();
}

#endif
