// The system calls that confine a process and that hand open files from one process to another.
//
// Swift cannot make them itself: some have no function in the C library, others take a variable
// number of arguments or are made of macros. Each function returns what the call returned and leaves
// the reason of a failure in `errno`. On anything but Linux they fail with ENOSYS.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// MARK: Landlock (landlock.7)

/// The version of Landlock's interface that the kernel offers, from 1; -1 where it has none.
int csandbox_landlock_abi(void);

/// Makes a ruleset that forbids everything that version `abi` can forbid: all use of the file system,
/// TCP, and signals and abstract sockets to the outside.
///
/// Returns its descriptor.
int csandbox_landlock_ruleset(int abi);

enum csandbox_place {
    /// A file or folder, or a link to one.
    csandbox_place_any,
    /// A folder, and no link to one.
    csandbox_place_folder,
    /// A file, and no link to one.
    csandbox_place_file,
};

/// Opens a file or folder so that rules can name it, without being able to read or write it (O_PATH).
int csandbox_landlock_place(const char *path, enum csandbox_place kind);

/// Lets a ruleset allow reading what is at or below `place`.
int csandbox_landlock_allow_reading(int ruleset, int place);

/// Lets a ruleset allow reading, writing, making, renaming and removing files and folders below the
/// folder `place`; neither links, devices, sockets nor pipes.
int csandbox_landlock_allow_writing(int ruleset, int place, int abi);

/// Lets a ruleset allow opening the file `place` for reading, writing and emptying.
int csandbox_landlock_allow_rewriting(int ruleset, int place, int abi);

/// Subjects the calling thread to a ruleset, and from version 8 on all threads of the process.
int csandbox_landlock_enforce(int ruleset, int abi);

// MARK: seccomp (seccomp.2)

/// Whether the kernel can filter system calls and refuse them with an error.
bool csandbox_has_seccomp(void);

/// Subjects all threads of the process to the filter: what is not on its list of harmless calls fails
/// with ENOSYS, and what is known to lead outside with EPERM.
int csandbox_seccomp_enforce(void);

// MARK: The process (prctl.2, getrlimit.2)

/// Forbids this process and all that it starts to gain rights by executing a program.
int csandbox_no_new_privileges(void);

/// Gives up the capabilities of root, for good once ``csandbox_no_new_privileges`` was called.
int csandbox_drop_capabilities(void);

/// Keeps the process's memory from being written to disk in a crash and from being looked at by other
/// processes of the same user.
int csandbox_hide_memory(void);

/// Has the kernel kill this process when the thread that started it ends.
int csandbox_die_with_parent(void);

/// Makes a copy of this process in a session of its own, which has loaded and linked all that this one has.
///
/// The copy has `socket` as its standard input, nothing else open, no handlers of signals, and `environment`, which
/// ends with a null, for its own; the strings that this process has there are overwritten in its memory. To be
/// called while there is one thread. Returns 0 in the copy, and its number here.
pid_t csandbox_fork(int socket, char **environment);

enum csandbox_limit {
    csandbox_limit_address_space,
    csandbox_limit_processor_time,
    csandbox_limit_file_size,
    csandbox_limit_open_files,
    csandbox_limit_core,
};

/// Lowers a limit, for good; where a lower one is in force already, that stays.
///
/// The limit on processor time (seconds) ends a process by SIGXCPU.
int csandbox_limit(enum csandbox_limit kind, uint64_t value);

// MARK: Open files over a socket (unix.7)

/// Sends bytes with copies of descriptors attached. Returns how many bytes were sent, which may be
/// fewer; the descriptors go with the first byte.
///
/// A peer that is gone is an error (EPIPE), not a signal. Without descriptors, a confined process can send, too.
ssize_t csandbox_send(
    int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count);

/// Receives bytes and the descriptors that came with them, which are closed on execution of a program.
/// Where `descriptor_capacity` is negative, descriptors are closed unseen.
///
/// No more than `descriptor_capacity` descriptors come in; where more were attached, the rest is
/// closed and `*is_truncated` is true. Returns how many bytes were received; 0 at the end.
ssize_t csandbox_receive(
    int socket, void *bytes, size_t capacity, int *descriptors, int descriptor_capacity,
    int *descriptor_count, bool *is_truncated);

// MARK: Attempts to break out

/// What an attempt may use. Either may be null; attempts that need it are not made then.
struct csandbox_surroundings {
    /// A folder in which files may be made.
    const char *writable;
    /// A file outside of it that may be lost.
    const char *decoy;
};

/// How many attempts there are, numbered from 0.
int csandbox_attempt_count(void);

/// What an attempt tries, in words.
const char *csandbox_attempt_name(int attempt);

/// Whether an attempt is among the few that show that every part of the confinement is in force.
bool csandbox_attempt_is_essential(int attempt);

/// Makes an attempt, and undoes what it did. Returns 0 where it succeeded, the error where it failed, and
/// -1 where it was not made.
int csandbox_attempt(int attempt, struct csandbox_surroundings surroundings);
