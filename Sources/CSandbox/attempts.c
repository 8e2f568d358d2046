// Attempts to break out of the confinement, made by the confined process itself.
//
// Each does no harm if it succeeds. A call that gets through fails because of its useless arguments, with an error that
// is not a refusal. An attempt that changes a file undoes the change.

#include "attempts.h"

#include <errno.h>

#if defined(__linux__)

int csandbox_attempt_count(void) { return call_attempt_count + deed_attempt_count; }

const char *csandbox_attempt_name(int attempt)
{
    if (attempt < call_attempt_count) return call_attempts[attempt].name;
    return deed_attempts[attempt - call_attempt_count].name;
}

bool csandbox_attempt_is_essential(int attempt)
{
    if (attempt < call_attempt_count) return call_attempts[attempt].is_essential;
    return deed_attempts[attempt - call_attempt_count].is_essential;
}

int csandbox_attempt(int attempt, struct csandbox_surroundings surroundings)
{
    if (attempt < call_attempt_count) return make_call_attempt(&call_attempts[attempt]) < 0 ? errno : 0;
    const struct deed_attempt *deed = &deed_attempts[attempt - call_attempt_count];
    if (deed->need >= needs_writable && surroundings.writable == NULL) return -1;
    if (deed->need >= needs_decoy && surroundings.decoy == NULL) return -1;
    return deed->attempt(surroundings) < 0 ? errno : 0;
}

#else

int csandbox_attempt_count(void) { return 0; }
const char *csandbox_attempt_name(int attempt) { return ""; }
bool csandbox_attempt_is_essential(int attempt) { return false; }
int csandbox_attempt(int attempt, struct csandbox_surroundings surroundings) { return ENOSYS; }

#endif
