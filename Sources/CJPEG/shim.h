#pragma once

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// libjpeg leaves by longjmp where something fails, which must not pass through a frame of Swift; here it ends.

// Why reading stopped.
enum {
    storymedia_jpeg_damaged = 1,
    storymedia_jpeg_unsupported = 2,
    storymedia_jpeg_out_of_memory = 3,
    storymedia_jpeg_too_many_scans = 4,
};

// What is known of a row of blocks.
enum {
    storymedia_jpeg_row_missing = 1,
    storymedia_jpeg_row_damaged = 2,
};

// A side has 65535 samples at most, and a row of blocks is 8 of them high or more (T.81, B.2.2).
#define STORYMEDIA_JPEG_MAXIMUM_ROWS 8192

// Encoders make about ten; each costs the time of a whole picture, whatever its bytes.
#define STORYMEDIA_JPEG_MAXIMUM_SCANS 100

typedef struct {
    struct jpeg_decompress_struct decompress;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf leave;
    int failure;
    // Whether the bytes ended before the end marker.
    int ended_early;
    // Whether a refinement of the picture is missing.
    int lacks_refinement;
    unsigned char has_component[MAX_COMPONENTS];
    unsigned char rows[STORYMEDIA_JPEG_MAXIMUM_ROWS];
} storymedia_jpeg;

// Where the samples go: planes of them, or pixels in the first.
typedef struct {
    unsigned char *planes[3];
    size_t strides[3];
} storymedia_jpeg_target;

static void storymedia_jpeg_leave(j_common_ptr common) {
    storymedia_jpeg *jpeg = (storymedia_jpeg *)common->client_data;
    switch (common->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
        jpeg->failure = storymedia_jpeg_out_of_memory;
        break;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED:
        jpeg->failure = storymedia_jpeg_unsupported;
        break;
    default:
        jpeg->failure = storymedia_jpeg_damaged;
    }
    longjmp(jpeg->leave, 1);
}

static void storymedia_jpeg_mark(storymedia_jpeg *jpeg, unsigned count, unsigned char what) {
    unsigned row = jpeg->decompress.input_iMCU_row;
    for (unsigned i = row; i - row < count && i < STORYMEDIA_JPEG_MAXIMUM_ROWS; i++) jpeg->rows[i] |= what;
}

// How many rows of blocks are lost with the data from here to the next restart marker.
static unsigned storymedia_jpeg_rows_to_restart(j_decompress_ptr decompress) {
    unsigned interval = decompress->restart_interval, width = decompress->MCUs_per_row;
    if (interval == 0 || width == 0) return STORYMEDIA_JPEG_MAXIMUM_ROWS;
    return (interval + width - 1) / width;
}

// Notes what libjpeg warns of; it goes on with grey blocks, or with what it takes the data for.
static void storymedia_jpeg_hear(j_common_ptr common, int level) {
    if (level >= 0) return;
    storymedia_jpeg *jpeg = (storymedia_jpeg *)common->client_data;
    j_decompress_ptr decompress = (j_decompress_ptr)common;
    // What all later scans refine (T.81, G.1.1.1); others refine it.
    int is_first = decompress->Ss == 0 && decompress->Ah == 0;
    switch (common->err->msg_code) {
    case JWRN_JPEG_EOF:
        jpeg->ended_early = 1;
        break;
    case JWRN_HIT_MARKER: {
        int restarts = decompress->unread_marker >= JPEG_RST0 && decompress->unread_marker <= JPEG_RST0 + 7;
        if (!is_first)
            jpeg->lacks_refinement = 1;
        else if (restarts)
            storymedia_jpeg_mark(
                jpeg, storymedia_jpeg_rows_to_restart(decompress), storymedia_jpeg_row_damaged);
        else
            storymedia_jpeg_mark(jpeg, STORYMEDIA_JPEG_MAXIMUM_ROWS, storymedia_jpeg_row_missing);
        break;
    }
    case JWRN_ARITH_BAD_CODE:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
        storymedia_jpeg_mark(
            jpeg, storymedia_jpeg_rows_to_restart(decompress), storymedia_jpeg_row_damaged);
        break;
    case JWRN_EXTRANEOUS_DATA:
        // Some writers pad the end of a scan; before that, a decoder that finds no end has lost its place.
        if (common->err->msg_parm.i[0] > 64 && decompress->input_scan_number > 0)
            storymedia_jpeg_mark(jpeg, 1, storymedia_jpeg_row_damaged);
        break;
    }
}

static void storymedia_jpeg_quiet(j_common_ptr common) { (void)common; }

// Called before each row of blocks.
static void storymedia_jpeg_watch(j_common_ptr common) {
    storymedia_jpeg *jpeg = (storymedia_jpeg *)common->client_data;
    j_decompress_ptr decompress = (j_decompress_ptr)common;
    for (int i = 0; i < decompress->comps_in_scan; i++)
        jpeg->has_component[decompress->cur_comp_info[i]->component_index] = 1;
    if (decompress->input_scan_number > STORYMEDIA_JPEG_MAXIMUM_SCANS) {
        jpeg->failure = storymedia_jpeg_too_many_scans;
        longjmp(jpeg->leave, 1);
    }
}

// Reads a file's header. NULL where there is no memory; `failure` says what else is wrong.
static inline storymedia_jpeg *storymedia_jpeg_open(const unsigned char *bytes, size_t count) {
    storymedia_jpeg *jpeg = (storymedia_jpeg *)calloc(1, sizeof *jpeg);
    if (!jpeg) return NULL;
    jpeg->decompress.err = jpeg_std_error(&jpeg->errors);
    jpeg->decompress.client_data = jpeg;
    jpeg->errors.error_exit = storymedia_jpeg_leave;
    jpeg->errors.emit_message = storymedia_jpeg_hear;
    jpeg->errors.output_message = storymedia_jpeg_quiet;
    if (setjmp(jpeg->leave)) return jpeg;
    jpeg_create_decompress(&jpeg->decompress);
    jpeg->progress.progress_monitor = storymedia_jpeg_watch;
    jpeg->decompress.progress = &jpeg->progress;
    jpeg_mem_src(&jpeg->decompress, bytes, count);
    jpeg_read_header(&jpeg->decompress, TRUE);
    return jpeg;
}

static inline void storymedia_jpeg_close(storymedia_jpeg *jpeg) {
    jpeg_destroy_decompress(&jpeg->decompress);
    free(jpeg);
}

// How often the samples of a component go into those of the picture, as width × 16 + height; 0 where they
// do not.
static inline int storymedia_jpeg_spacing(const storymedia_jpeg *jpeg, int component) {
    const jpeg_component_info *info = jpeg->decompress.comp_info + component;
    int width = jpeg->decompress.max_h_samp_factor, height = jpeg->decompress.max_v_samp_factor;
    if (width % info->h_samp_factor || height % info->v_samp_factor) return 0;
    return width / info->h_samp_factor * 16 + height / info->v_samp_factor;
}

static void storymedia_jpeg_read_planes(storymedia_jpeg *jpeg, const storymedia_jpeg_target *target) {
    j_decompress_ptr decompress = &jpeg->decompress;
    decompress->raw_data_out = TRUE;
    decompress->out_color_space = decompress->jpeg_color_space;
    jpeg_start_decompress(decompress);
    // Whole rows of blocks, whatever the picture's size.
    JSAMPARRAY strips[3] = {NULL, NULL, NULL};
    for (int i = 0; i < decompress->num_components; i++) {
        jpeg_component_info *info = decompress->comp_info + i;
        // Blocks reach to the end of the last unit, which spans several of them.
        size_t units = (decompress->image_width + decompress->max_h_samp_factor * DCTSIZE - 1) /
                       (decompress->max_h_samp_factor * DCTSIZE);
        strips[i] = decompress->mem->alloc_sarray(
            (j_common_ptr)decompress, JPOOL_IMAGE, (JDIMENSION)(units * info->h_samp_factor * DCTSIZE),
            (JDIMENSION)(info->v_samp_factor * DCTSIZE));
    }
    unsigned height = (unsigned)(decompress->max_v_samp_factor * DCTSIZE);
    for (unsigned strip = 0; decompress->output_scanline < decompress->output_height; strip++) {
        if (jpeg_read_raw_data(decompress, strips, height) == 0) break;
        for (int i = 0; i < decompress->num_components; i++) {
            jpeg_component_info *info = decompress->comp_info + i;
            if (!target->planes[i]) continue;
            unsigned rows = (unsigned)(info->v_samp_factor * DCTSIZE), first = strip * rows;
            for (unsigned row = 0; row < rows && first + row < info->downsampled_height; row++)
                memcpy(
                    target->planes[i] + (first + row) * target->strides[i], strips[i][row],
                    info->downsampled_width);
        }
    }
}

static void storymedia_jpeg_read_pixels(
    storymedia_jpeg *jpeg, J_COLOR_SPACE space, const storymedia_jpeg_target *target) {
    j_decompress_ptr decompress = &jpeg->decompress;
    decompress->out_color_space = space;
    jpeg_start_decompress(decompress);
    while (decompress->output_scanline < decompress->output_height) {
        JSAMPROW row = target->planes[0] + decompress->output_scanline * target->strides[0];
        if (jpeg_read_scanlines(decompress, &row, 1) == 0) break;
    }
}

// Reads all of the data, of which an eighth of the picture is made and thrown away.
static void storymedia_jpeg_skim(storymedia_jpeg *jpeg) {
    j_decompress_ptr decompress = &jpeg->decompress;
    J_COLOR_SPACE space = decompress->jpeg_color_space;
    decompress->out_color_space = space == JCS_YCbCr ? JCS_GRAYSCALE : space;
    decompress->scale_num = 1;
    decompress->scale_denom = DCTSIZE;
    decompress->do_fancy_upsampling = FALSE;
    jpeg_start_decompress(decompress);
    JSAMPARRAY row = decompress->mem->alloc_sarray(
        (j_common_ptr)decompress, JPOOL_IMAGE,
        decompress->output_width * (JDIMENSION)decompress->output_components, 1);
    while (decompress->output_scanline < decompress->output_height)
        if (jpeg_read_scanlines(decompress, row, 1) == 0) break;
}

// Decodes the picture: as planes for JCS_UNKNOWN, as pixels of another colour space, or, without a target, only
// to see what of it is there. Returns 0 where it cannot be decoded; see `failure`.
static inline int storymedia_jpeg_read(
    storymedia_jpeg *jpeg, J_COLOR_SPACE space, const storymedia_jpeg_target *target) {
    j_decompress_ptr decompress = &jpeg->decompress;
    if (setjmp(jpeg->leave)) return 0;
    if (!target)
        storymedia_jpeg_skim(jpeg);
    else if (space == JCS_UNKNOWN)
        storymedia_jpeg_read_planes(jpeg, target);
    else
        storymedia_jpeg_read_pixels(jpeg, space, target);

    for (int i = 0; i < decompress->num_components; i++)
        if (!jpeg->has_component[i]) memset(jpeg->rows, storymedia_jpeg_row_missing, sizeof jpeg->rows);
    if (decompress->progressive_mode && decompress->coef_bits && jpeg->ended_early)
        for (int i = 0; i < decompress->num_components; i++)
            for (int k = 0; k < DCTSIZE2; k++)
                if (decompress->coef_bits[i][k] != 0) jpeg->lacks_refinement = 1;

    // The picture is made: what is wrong between it and the end marker only counts as the lack of that.
    if (setjmp(jpeg->leave)) {
        jpeg->failure = 0;
        jpeg->ended_early = 1;
        return 1;
    }
    jpeg_finish_decompress(decompress);
    return 1;
}

// Rows of blocks of which something is known.
static inline unsigned storymedia_jpeg_count(const storymedia_jpeg *jpeg, unsigned char what) {
    unsigned count = 0;
    for (unsigned i = 0; i < jpeg->decompress.total_iMCU_rows && i < STORYMEDIA_JPEG_MAXIMUM_ROWS; i++)
        if (jpeg->rows[i] & what) count++;
    return count;
}

static inline int storymedia_jpeg_is_from_adobe(const storymedia_jpeg *jpeg) {
    return jpeg->decompress.saw_Adobe_marker != 0;
}
