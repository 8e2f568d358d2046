#pragma once

#include "CSandbox.h"

/// An attempt that consists of one system call. Its arguments make the call fail even if the kernel lets it through.
struct call_attempt {
    const char *name;
    bool is_essential;
    long number;
    long arguments[6];
};

extern const struct call_attempt call_attempts[];
extern const int call_attempt_count;

/// Makes the call; returns -1 and sets `errno` if it fails.
long make_call_attempt(const struct call_attempt *attempt);

enum need { needs_nothing, needs_writable, needs_decoy };

/// An attempt that takes several steps.
struct deed_attempt {
    const char *name;
    bool is_essential;
    enum need need;
    /// Returns -1 and sets `errno` if it fails.
    int (*attempt)(struct csandbox_surroundings);
};

extern const struct deed_attempt deed_attempts[];
extern const int deed_attempt_count;
