#define _GNU_SOURCE
#include "attempts.h"

#if defined(__linux__)

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static int open_and_close(const char *path, int flags)
{
    int descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0600);
    if (descriptor >= 0) close(descriptor);
    return descriptor;
}

static int open_of_process(pid_t process, const char *name)
{
    char path[64];
    snprintf(path, sizeof(path), "/proc/%d/%s", (int)process, name);
    return open_and_close(path, O_RDONLY);
}

/// Joins two parts of a path. The result is valid until the next call.
static const char *joined(const char *folder, const char *name)
{
    static char path[4096];
    snprintf(path, sizeof(path), "%s%s", folder, name);
    return path;
}

static int make_process(long flags)
{
    long child = syscall(SYS_clone, flags | SIGCHLD, 0L, 0L, 0L, 0L);
    if (child < 0) return -1;
    if (child == 0) _exit(0);
    while (waitpid((pid_t)child, NULL, 0) < 0 && errno == EINTR) {}
    return 0;
}

#define DEED(name) static int name(struct csandbox_surroundings at __attribute__((unused)))

DEED(read_root) { return open_and_close("/", O_RDONLY | O_DIRECTORY); }
DEED(read_accounts) { return open_and_close("/etc/passwd", O_RDONLY); }
DEED(read_parents_environment) { return open_of_process(getppid(), "environ"); }
DEED(read_own_environment) { return open_of_process(getpid(), "environ"); }
DEED(open_parents_memory) { return open_of_process(getppid(), "maps"); }
DEED(list_parents_descriptors) { return open_of_process(getppid(), "fd"); }
DEED(reopen_output) { return open_and_close("/proc/self/fd/2", O_RDWR); }
DEED(open_device) { return open_and_close("/dev/zero", O_RDWR); }
DEED(fork_process) { return make_process(0); }
DEED(make_user_namespace) { return make_process(CLONE_NEWUSER); }

DEED(create_outside)
{
    char path[64];
    snprintf(path, sizeof(path), "/tmp/.escape-%d", (int)getpid());
    int result = open_and_close(path, O_WRONLY | O_CREAT | O_EXCL);
    if (result >= 0) unlink(path);
    return result;
}

DEED(make_folder_outside)
{
    char path[64];
    snprintf(path, sizeof(path), "/tmp/.escape-%d", (int)getpid());
    int result = mkdir(path, 0700);
    if (result == 0) rmdir(path);
    return result;
}

DEED(make_file_in_memory)
{
    int result = (int)syscall(SYS_memfd_create, "escape", 1);
    if (result >= 0) close(result);
    return result;
}

DEED(map_data_as_code)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return -1;
    munmap(page, 4096);
    return 0;
}

DEED(turn_data_into_code)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return 0;
    int result = mprotect(page, 4096, PROT_READ | PROT_EXEC);
    int code = errno;
    munmap(page, 4096);
    errno = code;
    return result;
}

DEED(control_descriptor)
{
    int result = ioctl(0, FIOCLEX);
    if (result == 0) ioctl(0, FIONCLEX);
    return result;
}

DEED(direct_signals_at_parent) { return fcntl(0, F_SETOWN, getppid()) < 0 ? -1 : fcntl(0, F_SETOWN, 0); }
DEED(set_limit)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    return setrlimit(RLIMIT_NOFILE, &limit);
}
DEED(set_user) { return (int)syscall(SYS_setresuid, getuid(), geteuid(), -1); }
DEED(slow_parent)
{
    errno = 0;
    int priority = getpriority(PRIO_PROCESS, (id_t)getppid());
    return setpriority(PRIO_PROCESS, (id_t)getppid(), priority);
}

// Attempts in a folder where files may be made.

DEED(list_folder_above) { return open_and_close(joined(at.writable, "/.."), O_RDONLY | O_DIRECTORY); }
DEED(make_link)
{
    int result = symlink("/etc/passwd", joined(at.writable, "/.escape"));
    if (result == 0) unlink(joined(at.writable, "/.escape"));
    return result;
}
DEED(make_pipe)
{
    int result = mknod(joined(at.writable, "/.escape"), S_IFIFO | 0600, 0);
    if (result == 0) unlink(joined(at.writable, "/.escape"));
    return result;
}
DEED(make_device)
{
    int result = mknod(joined(at.writable, "/.escape"), S_IFCHR | 0600, makedev(1, 3));
    if (result == 0) unlink(joined(at.writable, "/.escape"));
    return result;
}
DEED(open_folder_to_all) { return chmod(at.writable, 0700); }

// Attempts on a file outside that folder.

DEED(read_decoy) { return open_and_close(at.decoy, O_RDONLY); }
DEED(write_decoy) { return open_and_close(at.decoy, O_WRONLY); }
DEED(append_to_decoy) { return open_and_close(at.decoy, O_WRONLY | O_APPEND); }
DEED(empty_decoy) { return truncate(at.decoy, 0); }
DEED(change_decoys_mode) { return chmod(at.decoy, 0600); }
DEED(change_decoys_owner) { return chown(at.decoy, getuid(), getgid()); }
DEED(change_decoys_times) { return utimensat(AT_FDCWD, at.decoy, NULL, 0); }
DEED(mark_decoy) { return setxattr(at.decoy, "user.escape", "1", 1, 0); }
DEED(rename_decoy)
{
    int result = rename(at.decoy, joined(at.decoy, ".escape"));
    if (result == 0) rename(joined(at.decoy, ".escape"), at.decoy);
    return result;
}
DEED(fetch_decoy)
{
    int result = rename(at.decoy, joined(at.writable, "/.escape"));
    if (result == 0) rename(joined(at.writable, "/.escape"), at.decoy);
    return result;
}
DEED(link_decoy)
{
    int result = link(at.decoy, joined(at.writable, "/.escape"));
    if (result == 0) unlink(joined(at.writable, "/.escape"));
    return result;
}
DEED(replace_decoy)
{
    // Making the file is allowed.
    const char *own = joined(at.writable, "/.escape");
    if (open_and_close(own, O_WRONLY | O_CREAT) < 0) return 0;
    int result = rename(own, at.decoy);
    int code = errno;
    if (result != 0) unlink(own);
    errno = code;
    return result;
}
DEED(remove_decoy) { return unlink(at.decoy); }

const struct deed_attempt deed_attempts[] = {
    {"list the root folder", true, needs_nothing, read_root},
    {"read /etc/passwd", true, needs_nothing, read_accounts},
    {"read the parent's environment", true, needs_nothing, read_parents_environment},
    {"read the own environment again", false, needs_nothing, read_own_environment},
    {"see the parent's memory map", false, needs_nothing, open_parents_memory},
    {"list the parent's descriptors", false, needs_nothing, list_parents_descriptors},
    {"open standard error anew", false, needs_nothing, reopen_output},
    {"open a device", false, needs_nothing, open_device},
    {"create a file outside", true, needs_nothing, create_outside},
    {"make a folder outside", false, needs_nothing, make_folder_outside},
    {"make a process", true, needs_nothing, fork_process},
    {"make a process with rights of its own", false, needs_nothing, make_user_namespace},
    {"make a file in memory", true, needs_nothing, make_file_in_memory},
    {"map memory for data and code", true, needs_nothing, map_data_as_code},
    {"turn data into code", true, needs_nothing, turn_data_into_code},
    {"control a device", false, needs_nothing, control_descriptor},
    {"direct a descriptor's signals at the parent", false, needs_nothing, direct_signals_at_parent},
    {"set a limit", true, needs_nothing, set_limit},
    {"set the user", false, needs_nothing, set_user},
    {"change the parent's priority", false, needs_nothing, slow_parent},
    {"list the folder above the writable one", false, needs_writable, list_folder_above},
    {"make a symbolic link", true, needs_writable, make_link},
    {"make a pipe with a name", false, needs_writable, make_pipe},
    {"make a device", false, needs_writable, make_device},
    {"change a folder's mode", false, needs_writable, open_folder_to_all},
    {"read a file outside", false, needs_decoy, read_decoy},
    {"write to a file outside", false, needs_decoy, write_decoy},
    {"append to a file outside", false, needs_decoy, append_to_decoy},
    {"empty a file outside", false, needs_decoy, empty_decoy},
    {"change the mode of a file outside", false, needs_decoy, change_decoys_mode},
    {"change the owner of a file outside", false, needs_decoy, change_decoys_owner},
    {"change the times of a file outside", false, needs_decoy, change_decoys_times},
    {"put an attribute on a file outside", false, needs_decoy, mark_decoy},
    {"rename a file outside", false, needs_decoy, rename_decoy},
    {"move a file in from outside", false, needs_decoy, fetch_decoy},
    {"link a file in from outside", false, needs_decoy, link_decoy},
    {"replace a file outside", false, needs_decoy, replace_decoy},
    {"remove a file outside", false, needs_decoy, remove_decoy},
};

const int deed_attempt_count = sizeof(deed_attempts) / sizeof(struct deed_attempt);

#endif
