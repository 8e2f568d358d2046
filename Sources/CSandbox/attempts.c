// Attempts to break out of the confinement, made by the confined process itself.
//
// Each is chosen so that it does no harm where it succeeds: a call with arguments of no use fails with some
// other error than a refusal where it is let through, and what was done to a file is undone.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#if defined(__linux__)

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <sys/xattr.h>

// Stands for the parent's number among the arguments of a call.
#define PARENT (-1234567L)

/// An attempt that is one system call.
struct call {
    const char *name;
    bool is_essential;
    long number;
    long arguments[6];
};

static char no_path[] = "";
static char root[] = "/";
static int zero;
static struct rlimit old_limit;

static const struct call calls[] = {
    {"open a TCP socket", true, SYS_socket, {AF_INET, SOCK_STREAM, 0}},
    {"open a UDP socket", true, SYS_socket, {AF_INET, SOCK_DGRAM, 0}},
    {"open a TCP socket of IPv6", false, SYS_socket, {AF_INET6, SOCK_STREAM, 0}},
    {"open a Unix socket", true, SYS_socket, {AF_UNIX, SOCK_STREAM, 0}},
    {"open a netlink socket", false, SYS_socket, {AF_NETLINK, SOCK_RAW, 0}},
    {"connect a socket", false, SYS_connect, {-1}},
    {"bind a socket", false, SYS_bind, {-1}},
    {"listen at a socket", false, SYS_listen, {-1}},
    {"send a message with descriptors", false, SYS_sendmsg, {-1}},
    {"receive a message with descriptors", false, SYS_recvmsg, {-1}},
    {"execute a program", true, SYS_execve, {(long)no_path}},
    {"execute a program by descriptor", false, SYS_execveat, {-1, (long)no_path}},
    {"make a process with clone3", false, SYS_clone3, {0, 0}},
    {"leave a namespace", false, SYS_unshare, {0}},
    {"enter a namespace", false, SYS_setns, {-1, 0}},
    {"trace a process", true, SYS_ptrace, {PTRACE_PEEKDATA, PARENT}},
    {"signal the parent", true, SYS_kill, {PARENT, 0}},
    {"signal every process", false, SYS_kill, {-1, 0}},
    {"signal the parent's thread", false, SYS_tgkill, {PARENT, PARENT, 0}},
    {"signal a thread by number", false, SYS_tkill, {PARENT, 0}},
    {"queue a signal to the parent", false, SYS_rt_sigqueueinfo, {PARENT, 0, 0}},
    {"hold the parent by descriptor", true, SYS_pidfd_open, {PARENT, 0}},
    {"read the parent's memory", false, SYS_process_vm_readv, {PARENT, 0, 0, 0, 0, 0}},
    {"write the parent's memory", false, SYS_process_vm_writev, {PARENT, 0, 0, 0, 0, 0}},
    {"see the parent's limits", false, SYS_prlimit64, {PARENT, RLIMIT_CORE, 0, (long)&old_limit}},
    {"bind a thread to a processor", false, SYS_sched_setaffinity, {-1, 0, 0}},
    {"use io_uring", true, SYS_io_uring_setup, {0, 0}},
    {"load a program into the kernel", false, SYS_bpf, {-1, 0, 0}},
    {"handle page faults", false, SYS_userfaultfd, {-1}},
    {"count the processor's events", false, SYS_perf_event_open, {0}},
    {"use the kernel's keys", false, SYS_keyctl, {0x7fffffff}},
    {"add a key to the kernel's", false, SYS_add_key, {0}},
    {"change the personality", false, SYS_personality, {0xffffffff}},
    {"watch others' files", false, SYS_inotify_init1, {-1}},
    {"share memory", false, SYS_shmget, {0x73746f72, 1, 0}},
    {"open a message queue", false, SYS_mq_open, {0}},
    {"give pages to a pipe", false, SYS_vmsplice, {-1, 0, 0, 0}},
    {"mount a file system", true, SYS_mount, {0, 0, 0, 0, 0}},
    {"unmount a file system", false, SYS_umount2, {(long)no_path, 0}},
    {"change the root folder", false, SYS_chroot, {(long)no_path}},
    {"change the current folder", false, SYS_chdir, {(long)root}},
    {"open a file by handle", false, SYS_open_by_handle_at, {-1, 0, 0}},
    {"set the clock", false, SYS_settimeofday, {0, 0}},
    {"put a filter over the filter", false, SYS_seccomp, {2, 0, (long)&zero}},
    {"make rules over the rules", false, SYS_landlock_create_ruleset, {0, 0, 1}},
    {"change a property of the process", false, SYS_prctl, {PR_SET_TIMERSLACK, 0}},
};

static long make_call(const struct call *call)
{
    long arguments[6];
    for (int index = 0; index < 6; index++) {
        long argument = call->arguments[index];
        arguments[index] = argument == PARENT ? getppid() : argument;
    }
    long result = syscall(call->number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
        arguments[5]);
    const bool is_descriptor = call->number == SYS_socket || call->number == SYS_pidfd_open;
    if (result >= 0 && is_descriptor) close((int)result);
    return result;
}

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

/// Makes a path of two parts that lives until the next call.
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

// In a folder where files may be made.

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

// Against a file outside of that folder.

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

enum need { needs_nothing, needs_writable, needs_decoy };

/// An attempt that takes several steps.
struct deed {
    const char *name;
    bool is_essential;
    enum need need;
    int (*attempt)(struct csandbox_surroundings);
};

static const struct deed deeds[] = {
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
    {"list the folder above the writable one", true, needs_writable, list_folder_above},
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

enum {
    call_count = sizeof(calls) / sizeof(struct call),
    deed_count = sizeof(deeds) / sizeof(struct deed),
};

int csandbox_attempt_count(void) { return call_count + deed_count; }

const char *csandbox_attempt_name(int attempt)
{
    return attempt < call_count ? calls[attempt].name : deeds[attempt - call_count].name;
}

bool csandbox_attempt_is_essential(int attempt)
{
    return attempt < call_count ? calls[attempt].is_essential : deeds[attempt - call_count].is_essential;
}

int csandbox_attempt(int attempt, struct csandbox_surroundings surroundings)
{
    if (attempt < call_count) return make_call(&calls[attempt]) < 0 ? errno : 0;
    const struct deed *deed = &deeds[attempt - call_count];
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
