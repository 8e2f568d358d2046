#define _GNU_SOURCE
#include "attempts.h"

#if defined(__linux__)

#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Stands for the parent's process number among the arguments of a call.
#define PARENT (-1234567L)

static char no_path[] = "";
static char root[] = "/";
static int zero;
static struct rlimit old_limit;

const struct call_attempt call_attempts[] = {
    {"open a TCP socket", true, SYS_socket, {AF_INET, SOCK_STREAM, 0}},
    {"open a UDP socket", true, SYS_socket, {AF_INET, SOCK_DGRAM, 0}},
    {"open a TCP socket of IPv6", false, SYS_socket, {AF_INET6, SOCK_STREAM, 0}},
    {"open a Unix socket", true, SYS_socket, {AF_UNIX, SOCK_STREAM, 0}},
    {"open a netlink socket", false, SYS_socket, {AF_NETLINK, SOCK_RAW, 0}},
    {"connect a socket", false, SYS_connect, {-1}},
    {"bind a socket", false, SYS_bind, {-1}},
    {"listen at a socket", false, SYS_listen, {-1}},
    {"send a message with descriptors", false, SYS_sendmsg, {-1}},
    {"send bytes to an address", false, SYS_sendto, {-1, (long)root, 1, 0, (long)root, 1}},
    {"send an urgent byte", false, SYS_sendto, {-1, (long)root, 1, MSG_OOB, 0, 0}},
    {"receive an urgent byte", false, SYS_recvfrom, {-1, (long)&old_limit, 1, MSG_OOB, 0, 0}},
    {"receive an urgent message", false, SYS_recvmsg, {-1, 0, MSG_OOB}},
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

const int call_attempt_count = sizeof(call_attempts) / sizeof(struct call_attempt);

long make_call_attempt(const struct call_attempt *attempt)
{
    long arguments[6];
    for (int index = 0; index < 6; index++) {
        long argument = attempt->arguments[index];
        arguments[index] = argument == PARENT ? getppid() : argument;
    }
    long result = syscall(attempt->number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
        arguments[5]);
    const bool is_descriptor = attempt->number == SYS_socket || attempt->number == SYS_pidfd_open;
    if (result >= 0 && is_descriptor) close((int)result);
    return result;
}

#endif
