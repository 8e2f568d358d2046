#include "CWOFF2Decoder.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include <woff2/decode.h>
#include <woff2/output.h>

uint8_t *cwoff2_decode(const uint8_t *bytes, size_t count, size_t limit, size_t *decoded_count)
{
    // Memory that runs out is an exception in C++, and must not leave this function.
    try {
        std::string font;
        woff2::WOFF2StringOut out(&font);
        out.SetMaxSize(limit);
        if (!woff2::ConvertWOFF2ToTTF(bytes, count, &out)) return nullptr;
        size_t size = out.Size() < font.size() ? out.Size() : font.size();
        auto copy = static_cast<uint8_t *>(std::malloc(size > 0 ? size : 1));
        if (copy == nullptr) return nullptr;
        std::memcpy(copy, font.data(), size);
        *decoded_count = size;
        return copy;
    } catch (...) {
        return nullptr;
    }
}
