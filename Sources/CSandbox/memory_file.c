#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <sys/mman.h>

#if defined(__linux__)

int csandbox_memory_file(void) { return memfd_create("storymedia", MFD_CLOEXEC); }

#else

int csandbox_memory_file(void)
{
    errno = ENOSYS;
    return -1;
}

#endif
