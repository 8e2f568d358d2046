#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__linux__)

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

int csandbox_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
int csandbox_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
int csandbox_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

int csandbox_drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return (int)syscall(SYS_capset, &header, none);
}

int csandbox_limit(enum csandbox_limit kind, uint64_t value)
{
    __rlimit_resource_t resource;
    switch (kind) {
    case csandbox_limit_address_space: resource = RLIMIT_AS; break;
    case csandbox_limit_processor_time: resource = RLIMIT_CPU; break;
    case csandbox_limit_file_size: resource = RLIMIT_FSIZE; break;
    case csandbox_limit_open_files: resource = RLIMIT_NOFILE; break;
    case csandbox_limit_core: resource = RLIMIT_CORE; break;
    default: errno = EINVAL; return -1;
    }
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    // The kernel sends SIGXCPU at the soft limit and SIGKILL at the hard one. A second between the two lets the parent
    // see which limit it was.
    rlim_t hard = kind == csandbox_limit_processor_time ? value + 1 : value;
    if (hard < limit.rlim_max) limit.rlim_max = hard;
    if (value < limit.rlim_cur) limit.rlim_cur = value;
    if (limit.rlim_cur > limit.rlim_max) limit.rlim_cur = limit.rlim_max;
    return setrlimit(resource, &limit);
}

#else

int csandbox_no_new_privileges(void) { errno = ENOSYS; return -1; }
int csandbox_hide_memory(void) { errno = ENOSYS; return -1; }
int csandbox_die_with_parent(void) { errno = ENOSYS; return -1; }
int csandbox_drop_capabilities(void) { errno = ENOSYS; return -1; }
int csandbox_limit(enum csandbox_limit kind, uint64_t value) { errno = ENOSYS; return -1; }

#endif
