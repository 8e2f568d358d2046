#include "CKernels.h"

#include <string.h>

// Interpolates the rows of the later field by the filter of M. Weston (BBC R&D, PH-2071) from three fields, as FFmpeg's
// bwdif does. Fine detail comes from the fields before and after, the rest from the rows above and below. The result
// may differ from the same place in those fields by no more than the picture moves. All steps are those of bwdif, so
// tests can compare results to the last bit.

enum {
    // In 1/8192ths. Detail from the other fields: from the row itself, and from the rows 2 and 4 away.
    detail_0 = 5570,
    detail_2 = 3801,
    detail_4 = 1016,
    // The rest, from the rows 1 and 3 away.
    rest_1 = 4309,
    rest_3 = 213,
    // For the rows 1 and 3 away, if nothing comes from other fields.
    spatial_1 = 5077,
    spatial_3 = 981,
    share_bits = 13,
    // Rows closer to the picture's edge than this lack a row 4 or 2 away on one side.
    wide_rows = 4,
    near_rows = 2,
};

static inline int least(int a, int b) { return a < b ? a : b; }
static inline int most(int a, int b) { return a > b ? a : b; }
static inline int apart(int a, int b) { return a > b ? a - b : b - a; }
static inline int within(int value, int low, int high) { return most(low, least(value, high)); }

// The offset to the row that is `rows` above or below; at the picture's edge, to the adjacent row on the other side.
static inline ptrdiff_t up(int row, int rows) { return row >= rows ? -rows : 1; }
static inline ptrdiff_t down(int row, int rows, int height) { return row + rows < height ? rows : -1; }

#define SAMPLE uint8_t
#define ROWS(name) name##_8
#include "deinterlace_rows.h"
#undef SAMPLE
#undef ROWS

#define SAMPLE uint16_t
#define ROWS(name) name##_16
#include "deinterlace_rows.h"

void ckernels_deinterlace(
    const ckernels_fields *fields, ckernels_plane previous, ckernels_plane current, ckernels_plane next,
    uint8_t *target, ptrdiff_t target_stride) {
    for (int y = 0; y < fields->height; y++) {
        uint8_t *row = target + y * target_stride;
        if (y % 2 == fields->first_row) {
            size_t bytes = (size_t)fields->width * (size_t)fields->bytes_per_sample;
            memcpy(row, current.bytes + y * current.stride, bytes);
        } else if (fields->bytes_per_sample == 1) {
            row_8(fields, y, previous, current, next, row);
        } else {
            row_16(fields, y, previous, current, next, row);
        }
    }
}
