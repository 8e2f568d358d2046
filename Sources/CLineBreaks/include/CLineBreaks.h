#pragma once

#include <stdint.h>

// ICU's functions are macros that add its release to their names, which Swift does not import; and its types are
// those of Foundation's own ICU, which Swift takes for others of the same names. Thus none of them is seen here.

// Writes where lines of a text in UTF-16 may end, in code units and in their order, the text's end among them.
//
// Returns their number, at most `capacity`, or a negative one where ICU cannot tell.
int32_t clinebreaks_find(const uint16_t *text, int32_t count, int32_t *places, int32_t capacity);
