// The row functions of deinterlace.c for one type of SAMPLE; ROWS makes their names. They use `restrict` and
// conditional expressions instead of branches, so that the compiler vectorises them.

static void ROWS(spatial)(
    SAMPLE *restrict target, const SAMPLE *restrict c1, const SAMPLE *restrict e1,
    const SAMPLE *restrict c3, const SAMPLE *restrict e3, int width, int maximum) {
    for (int x = 0; x < width; x++) {
        int value = (spatial_1 * (c1[x] + e1[x]) - spatial_3 * (c3[x] + e3[x])) >> share_bits;
        target[x] = (SAMPLE)within(value, 0, maximum);
    }
}

// `p`, `q`, `n`: the row in the previous, current and next picture. Rows are `ps`, `qs` and `ns` elements apart.
static void ROWS(moving)(
    SAMPLE *restrict target, const SAMPLE *restrict p, const SAMPLE *restrict q,
    const SAMPLE *restrict n, ptrdiff_t ps, ptrdiff_t qs, ptrdiff_t ns, int width, int maximum) {
    for (int x = 0; x < width; x++) {
        int above = q[x - qs], below = q[x + qs];
        int still = (p[x] + q[x]) >> 1, change = apart(p[x], q[x]);
        int motion = most(
            change >> 1,
            most((apart(p[x - ps], above) + apart(p[x + ps], below)) >> 1,
                 (apart(n[x - ns], above) + apart(n[x + ns], below)) >> 1));
        int sums_above = p[x - 2 * ps] + q[x - 2 * qs], sums_below = p[x + 2 * ps] + q[x + 2 * qs];
        int slope_above = (sums_above >> 1) - above, slope_below = (sums_below >> 1) - below;
        int high = most(most(still - below, still - above), least(slope_above, slope_below));
        int low = least(least(still - below, still - above), most(slope_above, slope_below));
        int limit = motion == 0 ? 0 : most(motion, most(low, -high));
        int sums_far = p[x - 4 * ps] + q[x - 4 * qs] + p[x + 4 * ps] + q[x + 4 * qs];
        int outer = q[x - 3 * qs] + q[x + 3 * qs];
        int detail = (detail_0 * (p[x] + q[x]) - detail_2 * (sums_above + sums_below) + detail_4 * sums_far) >> 2;
        int woven = (detail + rest_1 * (above + below) - rest_3 * outer) >> share_bits;
        int spatial = (spatial_1 * (above + below) - spatial_3 * outer) >> share_bits;
        int value = apart(above, below) > change ? woven : spatial;
        target[x] = (SAMPLE)within(within(value, still - limit, still + limit), 0, maximum);
    }
}

// For rows near the picture's edge: `c` and `e` are the offsets to the rows above and below, in each picture.
static void ROWS(edge)(
    SAMPLE *restrict target, const SAMPLE *restrict p, const SAMPLE *restrict q,
    const SAMPLE *restrict n, ptrdiff_t ps, ptrdiff_t qs, ptrdiff_t ns, ptrdiff_t c, ptrdiff_t e,
    bool has_slopes, int width, int maximum) {
    for (int x = 0; x < width; x++) {
        int above = q[x + c * qs], below = q[x + e * qs];
        int still = (p[x] + q[x]) >> 1, change = apart(p[x], q[x]);
        int limit = most(
            change >> 1,
            most((apart(p[x + c * ps], above) + apart(p[x + e * ps], below)) >> 1,
                 (apart(n[x + c * ns], above) + apart(n[x + e * ns], below)) >> 1));
        if (limit != 0 && has_slopes) {
            int slope_above = ((p[x - 2 * ps] + q[x - 2 * qs]) >> 1) - above;
            int slope_below = ((p[x + 2 * ps] + q[x + 2 * qs]) >> 1) - below;
            int high = most(most(still - below, still - above), least(slope_above, slope_below));
            int low = least(least(still - below, still - above), most(slope_above, slope_below));
            limit = most(limit, most(low, -high));
        }
        int value = (above + below) >> 1;
        target[x] = (SAMPLE)within(within(value, still - limit, still + limit), 0, maximum);
    }
}

static void ROWS(row)(
    const ckernels_fields *fields, int y, ckernels_plane previous, ckernels_plane current,
    ckernels_plane next, uint8_t *target) {
    const ptrdiff_t ps = previous.stride / (ptrdiff_t)sizeof(SAMPLE);
    const ptrdiff_t qs = current.stride / (ptrdiff_t)sizeof(SAMPLE);
    const ptrdiff_t ns = next.stride / (ptrdiff_t)sizeof(SAMPLE);
    const SAMPLE *p = (const SAMPLE *)previous.bytes + y * ps;
    const SAMPLE *q = (const SAMPLE *)current.bytes + y * qs;
    const SAMPLE *n = (const SAMPLE *)next.bytes + y * ns;
    SAMPLE *row = (SAMPLE *)target;
    const int width = fields->width, height = fields->height, maximum = fields->maximum;
    const int room = least(y, height - 1 - y);
    if (!fields->has_neighbours) {
        ROWS(spatial)(
            row, q + up(y, 1) * qs, q + down(y, 1, height) * qs, q + up(y, 3) * qs,
            q + down(y, 3, height) * qs, width, maximum);
    } else if (room < wide_rows) {
        ROWS(edge)(
            row, p, q, n, ps, qs, ns, up(y, 1), down(y, 1, height), room >= near_rows, width, maximum);
    } else {
        ROWS(moving)(row, p, q, n, ps, qs, ns, width, maximum);
    }
}
