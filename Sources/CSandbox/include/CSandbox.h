// The system calls that confine a process and that hand open files from one process to another.
//
// Swift cannot make them itself: some have no function in the C library; others are variadic or macros. Each function
// returns the result of the call and leaves the reason for a failure in `errno`. Except on Linux, they fail with
// ENOSYS.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// MARK: Landlock (landlock.7)

/// The version of Landlock's interface that the kernel offers, from 1; -1 if it offers none.
int csandbox_landlock_abi(void);

/// Makes a ruleset that forbids everything that version `abi` can forbid: all use of the file system,
/// TCP, and signals and abstract sockets to the outside.
///
/// Returns its descriptor.
int csandbox_landlock_ruleset(int abi);

enum csandbox_place {
    /// A file or folder, or a link to one.
    csandbox_place_any,
    /// A folder, but not a link to one.
    csandbox_place_folder,
    /// A file, but not a link to one.
    csandbox_place_file,
};

/// Opens a file or folder so that rules can name it, but not for reading or writing (O_PATH).
int csandbox_landlock_place(const char *path, enum csandbox_place kind);

/// Makes a ruleset allow reading everything at or below `place`.
int csandbox_landlock_allow_reading(int ruleset, int place);

/// Makes a ruleset allow reading, writing, making, renaming and removing files and folders below the folder `place`,
/// but not links, devices, sockets or pipes.
int csandbox_landlock_allow_writing(int ruleset, int place, int abi);

/// Makes a ruleset allow opening the file `place` for reading, writing and emptying.
int csandbox_landlock_allow_rewriting(int ruleset, int place, int abi);

/// Subjects the calling thread to a ruleset; from version 8 on, all threads of the process.
int csandbox_landlock_enforce(int ruleset, int abi);

// MARK: seccomp (seccomp.2)

/// Whether the kernel can filter system calls and refuse them with an error.
bool csandbox_has_seccomp(void);

/// Subjects all threads of the process to the filter. Calls that are not on its list of harmless calls fail with
/// ENOSYS; calls that are known to lead outside fail with EPERM.
int csandbox_seccomp_enforce(void);

// MARK: The process (prctl.2, getrlimit.2)

/// Prevents this process and its children from gaining privileges by executing a program.
int csandbox_no_new_privileges(void);

/// Gives up the capabilities of root; for good once ``csandbox_no_new_privileges`` was called.
int csandbox_drop_capabilities(void);

/// Keeps the process's memory from being written to disk in a crash and from being inspected by other processes of the
/// same user.
int csandbox_hide_memory(void);

/// Has the kernel kill this process when the thread that started it ends.
int csandbox_die_with_parent(void);

/// Forks this process. The new process has its own session, and everything that this one has loaded and linked.
///
/// It has `socket` as its standard input, nothing else open, no signal handlers, and `environment` (terminated by a
/// null) as its environment. It overwrites its copy of this process's environment strings. Call it while the
/// process has a single thread. Returns 0 in the new process, and the new process's number in this one.
pid_t csandbox_fork(int socket, char **environment);

enum csandbox_limit {
    csandbox_limit_address_space,
    csandbox_limit_processor_time,
    csandbox_limit_file_size,
    csandbox_limit_open_files,
    csandbox_limit_core,
};

/// Lowers a limit, for good; a lower limit that is already in force stays.
///
/// The limit on processor time (seconds) ends a process by SIGXCPU.
int csandbox_limit(enum csandbox_limit kind, uint64_t value);

// MARK: Open files over a socket (unix.7)

/// Sends bytes with copies of descriptors attached. Returns how many bytes were sent, which may be fewer; the
/// descriptors travel with the first byte.
///
/// If the peer is gone, the call fails with EPIPE and raises no signal. Without descriptors, a confined process can
/// also send.
ssize_t csandbox_send(
    int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count);

/// Receives bytes and the descriptors that came with them, which are closed when a program is executed. If
/// `descriptor_capacity` is negative, descriptors are closed unseen.
///
/// At most `descriptor_capacity` descriptors are delivered; if more were attached, the rest are closed and
/// `*is_truncated` is true. Returns how many bytes were received; 0 at the end.
ssize_t csandbox_receive(
    int socket, void *bytes, size_t capacity, int *descriptors, int descriptor_capacity,
    int *descriptor_count, bool *is_truncated);

// MARK: Files in memory

/// Makes an empty file that has no name and exists as long as it is open. Returns its descriptor, which is closed when
/// a program is executed, or -1.
///
/// A confined process cannot make one.
int csandbox_memory_file(void);

// MARK: Attempts to break out

/// What an attempt may use. Either may be null; attempts that need it are then skipped.
struct csandbox_surroundings {
    /// A folder in which files may be made.
    const char *writable;
    /// A file outside that folder that may be lost.
    const char *decoy;
};

/// How many attempts there are, numbered from 0.
int csandbox_attempt_count(void);

/// A description of what an attempt tries.
const char *csandbox_attempt_name(int attempt);

/// Whether an attempt is among the few that show that every part of the confinement is in force.
bool csandbox_attempt_is_essential(int attempt);

/// Makes an attempt, and undoes what it did. Returns 0 if it succeeded, the error if it failed, and -1 if it was
/// skipped.
int csandbox_attempt(int attempt, struct csandbox_surroundings surroundings);
