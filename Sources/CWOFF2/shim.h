#pragma once

// The library's own header is C++, which Swift does not import here: see CWOFF2Decoder.
