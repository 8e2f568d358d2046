#include "CLineBreaks.h"

#include <unicode/ubrk.h>

int32_t clinebreaks_find(const uint16_t *text, int32_t count, int32_t *places, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    // The root locale: where lines end must not depend on the machine.
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, "", (const UChar *)text, count, &status);
    if (U_FAILURE(status)) return -1;
    int32_t found = 0;
    for (int32_t place = ubrk_next(breaks); place != UBRK_DONE && found < capacity; place = ubrk_next(breaks)) {
        places[found++] = place;
    }
    ubrk_close(breaks);
    return found;
}
