// The filter of system calls: a list of what computing needs, and a refusal of everything else.
//
// What is not listed fails with ENOSYS, as on a kernel that does not know the call, so that the C library
// takes its older way. What is known to lead out of the process fails with EPERM, which says more in a
// trace. Nothing is killed: a library that tries something superfluous does its work all the same.

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
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// PR_SET_VMA, with which malloc names its memory; younger than some headers.
#define SET_MEMORY_NAME 0x53564d41

static const int harmless[] = {
    // Memory. Those that can make code of data are looked at more closely below.
    SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise, SYS_mincore, SYS_msync, SYS_mlock, SYS_munlock,
    // Threads, and waiting for each other.
    SYS_futex, SYS_set_robust_list, SYS_get_robust_list, SYS_set_tid_address, SYS_rseq, SYS_membarrier,
    SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler,
    SYS_sched_get_priority_max, SYS_sched_get_priority_min, SYS_getpriority, SYS_getcpu, SYS_gettid,
    SYS_exit, SYS_exit_group, SYS_restart_syscall,
    // The process's own signals.
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigpending, SYS_rt_sigsuspend,
    SYS_rt_sigtimedwait, SYS_sigaltstack,
    // Time.
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_times,
    // What is open already.
    SYS_read, SYS_readv, SYS_pread64, SYS_preadv, SYS_preadv2, SYS_write, SYS_writev, SYS_pwrite64,
    SYS_pwritev, SYS_pwritev2, SYS_lseek, SYS_close, SYS_close_range, SYS_dup, SYS_dup3, SYS_fstat,
    SYS_ftruncate, SYS_fallocate, SYS_fsync, SYS_fdatasync, SYS_fadvise64, SYS_flock, SYS_fstatfs,
    SYS_getdents64,
    // Names, which Landlock judges.
    SYS_openat, SYS_newfstatat, SYS_statx, SYS_statfs, SYS_faccessat, SYS_faccessat2, SYS_readlinkat,
    SYS_renameat2, SYS_renameat, SYS_linkat, SYS_unlinkat, SYS_mkdirat, SYS_truncate, SYS_getcwd, SYS_umask,
    // Waiting for several things.
    SYS_ppoll, SYS_pselect6, SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2,
    SYS_timerfd_create, SYS_timerfd_settime, SYS_timerfd_gettime, SYS_pipe2,
    // What the process is.
    SYS_getpid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getresuid,
    SYS_getresgid, SYS_getrlimit, SYS_getrusage, SYS_sysinfo, SYS_uname, SYS_getrandom,
#if defined(__x86_64__)
    // The older forms of the same, which only this architecture has.
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_rename, SYS_link, SYS_unlink, SYS_mkdir,
    SYS_rmdir, SYS_dup2, SYS_pipe, SYS_poll, SYS_select, SYS_epoll_wait, SYS_epoll_create, SYS_eventfd,
    SYS_getdents, SYS_time, SYS_arch_prctl,
#endif
};

static const int dangerous[] = {
    // The network and other processes' sockets. What came in by a socket is received before.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto,
    SYS_recvfrom, SYS_sendmsg, SYS_sendmmsg, SYS_recvmsg, SYS_recvmmsg, SYS_shutdown, SYS_getsockname,
    SYS_getpeername, SYS_setsockopt, SYS_getsockopt,
    // Programs and processes. fork(2) is clone(2) without CLONE_THREAD.
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp,
    SYS_pidfd_open, SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_tkill, SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo, SYS_setpriority, SYS_sched_setaffinity, SYS_sched_setscheduler,
    SYS_sched_setparam, SYS_sched_setattr, SYS_ioprio_set, SYS_migrate_pages, SYS_move_pages,
    SYS_setpgid, SYS_setsid,
    // Large and young parts of the kernel.
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_userfaultfd,
    SYS_perf_event_open, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_memfd_create, SYS_io_setup,
    SYS_personality, SYS_vmsplice, SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_fanotify_init,
    SYS_inotify_init1, SYS_mq_open, SYS_shmget, SYS_shmat, SYS_msgget, SYS_semget, SYS_quotactl,
    SYS_syslog, SYS_acct,
    // The view of the file system.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_fsopen, SYS_fsconfig,
    SYS_fsmount, SYS_fspick, SYS_move_mount, SYS_open_tree, SYS_mount_setattr, SYS_swapon, SYS_swapoff,
    SYS_chdir, SYS_fchdir,
    // Names that are no files, and properties of files, which Landlock does not judge.
    SYS_symlinkat, SYS_mknodat, SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_utimensat,
    SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
    // Rights and limits.
    SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups,
    SYS_setfsuid, SYS_setfsgid, SYS_capset, SYS_setrlimit, SYS_seccomp, SYS_landlock_create_ruleset,
    SYS_landlock_add_rule, SYS_landlock_restrict_self,
    // The machine.
    SYS_reboot, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_settimeofday,
    SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex, SYS_sethostname, SYS_setdomainname,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_symlink, SYS_mknod, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes,
    SYS_futimesat, SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS_inotify_init, SYS_kexec_file_load,
#endif
};

/// A program of the filter's machine while it is made.
struct program {
    struct sock_filter instructions[1024];
    unsigned short count;
};

static void add(struct program *program, struct sock_filter instruction)
{
    program->instructions[program->count++] = instruction;
}

static void load(struct program *program, uint32_t offset)
{
    add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

/// The lower half of an argument. Where a flag or a number of an `int` is looked at, the kernel looks at no
/// more either.
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

/// `verdict` where the loaded word is `value`, else the next instruction.
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

/// `verdict` where the loaded word has any of the bits, else the next instruction.
static void end_if_any_bit(struct program *program, uint32_t bits, uint32_t verdict)
{
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
    end(program, verdict);
}

enum {
    allowed = SECCOMP_RET_ALLOW,
    refused = SECCOMP_RET_ERRNO | EPERM,
    unknown = SECCOMP_RET_ERRNO | ENOSYS,
    no_terminal = SECCOMP_RET_ERRNO | ENOTTY,
};

/// Begins a section for one call; `finish_call` says where it ends.
static unsigned short begin_call(struct program *program, int number)
{
    unsigned short jump = program->count;
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)number, 0, 0));
    return jump;
}

/// Ends the section with a verdict for what it did not judge.
static void finish_call(struct program *program, unsigned short jump, uint32_t verdict)
{
    end(program, verdict);
    program->instructions[jump].jf = (unsigned char)(program->count - jump - 1);
}

static void judge_threads_and_signals(struct program *program, pid_t own)
{
    // The flags of clone3 are in memory, which a filter cannot see; the C library takes clone instead.
    end_if_equal(program, SYS_clone3, unknown);

    unsigned short jump = begin_call(program, SYS_clone);
    load_argument(program, 0);
    end_if_any_bit(program,
        CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID
            | CLONE_NEWNET | CLONE_PTRACE | CLONE_UNTRACED | CLONE_PIDFD | CLONE_VFORK,
        refused);
    end_if_any_bit(program, CLONE_THREAD, allowed);
    finish_call(program, jump, refused);

    // What abort() and a crash do to their own process.
    const int signals[] = {SYS_kill, SYS_tgkill};
    for (size_t index = 0; index < 2; index++) {
        jump = begin_call(program, signals[index]);
        load_argument(program, 0);
        end_if_equal(program, (uint32_t)own, allowed);
        finish_call(program, jump, refused);
    }
}

static void judge_memory(struct program *program)
{
    // No data becomes code: all libraries are loaded by now.
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
    // F_SETOWN and F_SETSIG would send signals, F_SETLEASE and F_NOTIFY watch others' files.
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

    // Limits are read, of this process only, and never set.
    jump = begin_call(program, SYS_prlimit64);
    load_argument(program, 0);
    end_if_not_equal(program, 0, refused);
    for (uint32_t half = 0; half < 2; half++) {
        load(program, (uint32_t)offsetof(struct seccomp_data, args[2]) + 4 * half);
        end_if_not_equal(program, 0, refused);
    }
    finish_call(program, jump, allowed);
}

static void make(struct program *program)
{
    program->count = 0;
    // The same number means other calls elsewhere, such as in 32-bit code.
    load(program, offsetof(struct seccomp_data, arch));
    end_if_not_equal(program, OWN_ARCHITECTURE, refused);
    load_number(program);
#if defined(__x86_64__)
    // So it does in code with 32-bit pointers, where this bit of the number is set.
    end_if_any_bit(program, __X32_SYSCALL_BIT, refused);
#endif
    for (size_t index = 0; index < sizeof(harmless) / sizeof(int); index++)
        end_if_equal(program, (uint32_t)harmless[index], allowed);
    judge_memory(program);
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
        // The number of a thread that has a filter of its own and cannot take this one.
        errno = EBUSY;
        return -1;
    }
    return (int)result;
}

#else

bool csandbox_has_seccomp(void) { return false; }
int csandbox_seccomp_enforce(void) { errno = ENOSYS; return -1; }

#endif
