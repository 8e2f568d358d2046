#pragma once

#include "CSandbox.h"

/// An attempt that is one system call, with arguments that make it fail where it is let through.
struct call_attempt {
    const char *name;
    bool is_essential;
    long number;
    long arguments[6];
};

extern const struct call_attempt call_attempts[];
extern const int call_attempt_count;

/// Makes the call; -1 and `errno` where it failed.
long make_call_attempt(const struct call_attempt *attempt);

enum need { needs_nothing, needs_writable, needs_decoy };

/// An attempt that takes several steps.
struct deed_attempt {
    const char *name;
    bool is_essential;
    enum need need;
    /// Returns -1 and `errno` where it failed.
    int (*attempt)(struct csandbox_surroundings);
};

extern const struct deed_attempt deed_attempts[];
extern const int deed_attempt_count;
