#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Decompresses a WOFF2 font (W3C, WOFF File Format 2.0) into memory that the caller must free.
//
// Returns null if the font is damaged, has more than `limit` bytes, or memory is short.
uint8_t *cwoff2_decode(const uint8_t *bytes, size_t count, size_t limit, size_t *decoded_count);

#ifdef __cplusplus
}
#endif
