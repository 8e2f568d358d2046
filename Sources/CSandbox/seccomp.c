// The filter of system calls: it allows what computing needs and refuses everything else.
//
// Calls that are not listed fail with ENOSYS, as on a kernel that does not know them, so the C library falls back to an
// older call. Calls that are known to lead out of the process fail with EPERM, which says more in a trace. Nothing is
// killed: a library that tries something superfluous still does its work.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <unistd.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "system_calls.h"

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// PR_SET_VMA, with which malloc names its memory; newer than some headers.
#define SET_MEMORY_NAME 0x53564d41

enum {
    allowed = SECCOMP_RET_ALLOW,
    refused = SECCOMP_RET_ERRNO | EPERM,
    unknown = SECCOMP_RET_ERRNO | ENOSYS,
    no_terminal = SECCOMP_RET_ERRNO | ENOTTY,
};

/// A program for the filter's machine, while it is being built.
struct program {
    struct sock_filter instructions[1024];
    unsigned short count;
};

// Two instructions for each call on a list, plus those that judge arguments.
_Static_assert(
    2 * (sizeof(harmless) + sizeof(dangerous)) / sizeof(int) + 150 <= 1024, "the lists are too long for the program");

static void add(struct program *program, struct sock_filter instruction)
{
    program->instructions[program->count++] = instruction;
}

static void load(struct program *program, uint32_t offset)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

/// Loads the lower half of an argument. For flags and numbers of type `int`, the kernel looks at no more either.
static void load_argument(struct program *program, int index)
{
    // Both architectures are little-endian.
    load(program, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)index));
}

static void load_number(struct program *program) { load(program, offsetof(struct seccomp_data, nr)); }

static void end(struct program *program, uint32_t verdict)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

/// Ends with `verdict` if the loaded word is `value`; otherwise continues with the next instruction.
static void end_if_equal(struct program *program, uint32_t value, uint32_t verdict)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    end(program, verdict);
}

static void end_if_not_equal(struct program *program, uint32_t value, uint32_t verdict)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0));
    end(program, verdict);
}

/// Ends with `verdict` if the loaded word has any of the bits; otherwise continues with the next instruction.
static void end_if_any_bit(struct program *program, uint32_t bits, uint32_t verdict)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
    end(program, verdict);
}

/// Refuses the call if an argument is a non-null pointer.
static void end_if_not_null(struct program *program, int index)
{
    for (uint32_t half = 0; half < 2; half++) {
        load(program, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (size_t)index) + 4 * half);
        end_if_not_equal(program, 0, refused);
    }
}

/// Begins the section for one call; `finish_call` ends it.
static unsigned short begin_call(struct program *program, int number)
{
    unsigned short jump = program->count;
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 0));
    return jump;
}

/// Ends the section, with a verdict for calls that it did not judge.
static void finish_call(struct program *program, unsigned short jump, uint32_t verdict)
{
    end(program, verdict);
    program->instructions[jump].jf = (unsigned char)(program->count - jump - 1);
}

static void judge_threads_and_signals(struct program *program, pid_t own)
{
    // The flags of clone3 are in memory, which a filter cannot see; the C library falls back to clone.
    end_if_equal(program, SYS_clone3, unknown);

    unsigned short jump = begin_call(program, SYS_clone);
    load_argument(program, 0);
    end_if_any_bit(program,
        CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
            | CLONE_NEWNET | CLONE_PTRACE | CLONE_UNTRACED | CLONE_PIDFD | CLONE_VFORK,
        refused);
    end_if_any_bit(program, CLONE_THREAD, allowed);
    finish_call(program, jump, refused);

    // abort() and a crash send these to their own process.
    const int signals[] = {SYS_kill, SYS_tgkill};
    for (size_t index = 0; index < 2; index++) {
        jump = begin_call(program, signals[index]);
        load_argument(program, 0);
        end_if_equal(program, (uint32_t)own, allowed);
        finish_call(program, jump, refused);
    }
}

/// Over a socket that is already open and connected, the process may write and read bytes, and receive open files,
/// which only the parent can send. Everything else is refused: addresses, sending descriptors, and the urgent bytes of
/// Unix sockets (MSG_OOB), which have caused severe kernel vulnerabilities.
static void judge_sockets(struct program *program)
{
    unsigned short receiving = begin_call(program, SYS_recvmsg);
    load_argument(program, 2);
    end_if_equal(program, MSG_CMSG_CLOEXEC, allowed);
    finish_call(program, receiving, refused);

    const struct { int number; uint32_t flags; } calls[] = {{SYS_sendto, MSG_NOSIGNAL}, {SYS_recvfrom, 0}};
    for (size_t index = 0; index < 2; index++) {
        unsigned short jump = begin_call(program, calls[index].number);
        load_argument(program, 3);
        end_if_not_equal(program, calls[index].flags, refused);
        end_if_not_null(program, 4);
        finish_call(program, jump, allowed);
    }
}

static void judge_memory(struct program *program)
{
    // No data may become code: all libraries are loaded by now.
    const int protections[] = {SYS_mmap, SYS_mprotect};
    for (size_t index = 0; index < 2; index++) {
        unsigned short jump = begin_call(program, protections[index]);
        load_argument(program, 2);
        end_if_any_bit(program, PROT_EXEC, refused);
        finish_call(program, jump, allowed);
    }
}

static void judge_controls(struct program *program)
{
    // Nothing is a terminal or a device.
    end_if_equal(program, SYS_ioctl, no_terminal);

    unsigned short jump = begin_call(program, SYS_fcntl);
    load_argument(program, 1);
    // F_SETOWN and F_SETSIG would send signals; F_SETLEASE and F_NOTIFY would watch others' files.
    const int harmless_controls[] = {
        F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW,
    };
    for (size_t index = 0; index < sizeof(harmless_controls) / sizeof(int); index++)
        end_if_equal(program, (uint32_t)harmless_controls[index], allowed);
    finish_call(program, jump, refused);

    jump = begin_call(program, SYS_prctl);
    load_argument(program, 0);
    const int harmless_options[] = {PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_SECCOMP, SET_MEMORY_NAME};
    for (size_t index = 0; index < sizeof(harmless_options) / sizeof(int); index++)
        end_if_equal(program, (uint32_t)harmless_options[index], allowed);
    finish_call(program, jump, refused);

    // Dispatch sets a priority for each of its threads, and complains in the system log if it cannot.
    jump = begin_call(program, SYS_setpriority);
    load_argument(program, 0);
    end_if_not_equal(program, PRIO_PROCESS, refused);
    load_argument(program, 1);
    end_if_not_equal(program, 0, refused);
    finish_call(program, jump, allowed);

    // The process may read its own limits, and set none.
    jump = begin_call(program, SYS_prlimit64);
    load_argument(program, 0);
    end_if_not_equal(program, 0, refused);
    end_if_not_null(program, 2);
    finish_call(program, jump, allowed);
}

static void make(struct program *program)
{
    program->count = 0;
    // On other architectures, such as in 32-bit code, the same number means another call.
    load(program, offsetof(struct seccomp_data, arch));
    end_if_not_equal(program, OWN_ARCHITECTURE, refused);
    load_number(program);
#if defined(__x86_64__)
    // The same is true of code with 32-bit pointers, which sets this bit of the number.
    end_if_any_bit(program, __X32_SYSCALL_BIT, refused);
#endif
    for (size_t index = 0; index < sizeof(harmless) / sizeof(int); index++)
        end_if_equal(program, (uint32_t)harmless[index], allowed);
    judge_memory(program);
    judge_sockets(program);
    judge_threads_and_signals(program, getpid());
    judge_controls(program);
    for (size_t index = 0; index < sizeof(dangerous) / sizeof(int); index++)
        end_if_equal(program, (uint32_t)dangerous[index], refused);
    end(program, unknown);
}

bool csandbox_has_seccomp(void)
{
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

int csandbox_seccomp_enforce(void)
{
    struct program program;
    make(&program);
    struct sock_fprog filter = {.len = program.count, .filter = program.instructions};
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    if (result > 0) {
        // This is the number of a thread that has its own filter and cannot take this one.
        errno = EBUSY;
        return -1;
    }
    return (int)result;
}

#else

bool csandbox_has_seccomp(void) { return false; }
int csandbox_seccomp_enforce(void) { errno = ENOSYS; return -1; }

#endif
