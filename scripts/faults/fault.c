/* Makes one call of a program fail, or kills or stops the program or cuts the power right before it.

   A library for LD_PRELOAD. Counts the calls that change files under a folder, in the whole process and
   not per thread, so that every one of them can be met, one after the other. The program's workers do
   not get it: their environment is closed.

   FAULT_UNDER   the folder; calls elsewhere are not counted
   FAULT_CALLS   names of calls, separated by commas; empty for all below
   FAULT_AT      which one, counted from 1; 0 for none
   FAULT_ACTION  kill, stop, cut, or the number of an error
   FAULT_CUT     folders, separated by colons, whose file systems lose their power (root)
   FAULT_UNSYNCED  a folder: fsync and fdatasync of what is in it do nothing, and say that they have done it
   FAULT_LOG     a file outside of the folder; gets one line for each call: number, name, path */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static const char *under, *calls, *action, *unsynced;
static long at;
static int log_file = -1;
static atomic_long count;

/* A copy of the process loses its environment and its descriptors, and others get their numbers. */
static void forget(void) {
    under = unsynced = NULL;
    log_file = -1;
}

__attribute__((constructor)) static void begin(void) {
    pthread_atfork(NULL, NULL, forget);
    under = getenv("FAULT_UNDER");
    calls = getenv("FAULT_CALLS");
    action = getenv("FAULT_ACTION");
    const char *number = getenv("FAULT_AT"), *log = getenv("FAULT_LOG");
    at = number ? atol(number) : 0;
    unsynced = getenv("FAULT_UNSYNCED");
    if (log) log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_counted(const char *call) {
    if (!calls || !*calls) return 1;
    size_t length = strlen(call);
    for (const char *place = calls; (place = strstr(place, call)); place += length) {
        int begins = place == calls || place[-1] == ',';
        if (begins && (place[length] == 0 || place[length] == ',')) return 1;
    }
    return 0;
}

/* The path that a call is about, made absolute where it begins in the current folder. */
static const char *resolve(int folder, const char *path, char *buffer) {
    if (path && path[0] == '/') return path;
    char link[64];
    if (folder == AT_FDCWD) strcpy(link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0) return "";
    buffer[length] = 0;
    if (path) {
        strncat(buffer, "/", PATH_MAX - strlen(buffer) - 1);
        strncat(buffer, path, PATH_MAX - strlen(buffer) - 1);
    }
    return buffer;
}

/* FS_IOC_SHUTDOWN without flushing the journal: what was not synced is gone, and all calls fail with EIO. */
static void cut_power(void) {
    const char *list = getenv("FAULT_CUT");
    char folders[PATH_MAX] = "", *rest = folders, *folder;
    strncat(folders, list ? list : "", sizeof folders - 1);
    while ((folder = strsep(&rest, ":"))) {
        int descriptor = syscall(SYS_openat, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        uint32_t without_journal = 2;
        if (descriptor < 0) continue;
        syscall(SYS_ioctl, descriptor, _IOR('X', 125, uint32_t), &without_journal);
        close(descriptor);
    }
}

/* Whether the call is to fail; errno is set then. */
static int fails(const char *call, int folder, const char *path) {
    if (!under || !is_counted(call)) return 0;
    int saved = errno;
    char buffer[PATH_MAX];
    const char *whole = resolve(folder, path, buffer);
    if (strncmp(whole, under, strlen(under)) != 0) {
        errno = saved;
        return 0;
    }
    long number = atomic_fetch_add(&count, 1) + 1;
    if (log_file >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, whole);
        syscall(SYS_write, log_file, line, (size_t)length);
    }
    errno = saved;
    if (number != at || !action) return 0;
    if (!strcmp(action, "kill")) kill(getpid(), SIGKILL);
    if (!strcmp(action, "stop")) {
        kill(getpid(), SIGSTOP);
        return 0;
    }
    if (!strcmp(action, "cut")) {
        cut_power();
        errno = saved;
        return 0;
    }
    errno = atoi(action);
    return 1;
}

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

#define ON_DESCRIPTOR(name, result, parameters, arguments) \
    result name parameters { return fails(#name, descriptor, NULL) ? -1 : NEXT(name) arguments; }
ON_DESCRIPTOR(write, ssize_t, (int descriptor, const void *bytes, size_t size), (descriptor, bytes, size))
ON_DESCRIPTOR(pwrite, ssize_t, (int descriptor, const void *bytes, size_t size, off_t offset),
    (descriptor, bytes, size, offset))
ON_DESCRIPTOR(pwrite64, ssize_t, (int descriptor, const void *bytes, size_t size, off64_t offset),
    (descriptor, bytes, size, offset))
ON_DESCRIPTOR(ftruncate, int, (int descriptor, off_t size), (descriptor, size))
ON_DESCRIPTOR(ftruncate64, int, (int descriptor, off64_t size), (descriptor, size))

static int is_unsynced(int descriptor) {
    char buffer[PATH_MAX];
    return unsynced && !strncmp(resolve(descriptor, NULL, buffer), unsynced, strlen(unsynced));
}

#define SYNCING(name)                                                      \
    int name(int descriptor) {                                             \
        if (fails(#name, descriptor, NULL)) return -1;                     \
        return is_unsynced(descriptor) ? 0 : NEXT(name)(descriptor);       \
    }
SYNCING(fsync)
SYNCING(fdatasync)

ssize_t copy_file_range(int from, off64_t *begin, int descriptor, off64_t *end, size_t size, unsigned flags) {
    return fails("copy_file_range", descriptor, NULL)
        ? -1 : NEXT(copy_file_range)(from, begin, descriptor, end, size, flags);
}

ssize_t sendfile(int descriptor, int from, off_t *offset, size_t size) {
    ssize_t (*next)(int, int, off_t *, size_t) = dlsym(RTLD_NEXT, "sendfile");
    return fails("sendfile", descriptor, NULL) ? -1 : next(descriptor, from, offset, size);
}

#define ON_PATH(name, parameters, arguments) \
    int name parameters { return fails(#name, AT_FDCWD, path) ? -1 : NEXT(name) arguments; }
ON_PATH(unlink, (const char *path), (path))
ON_PATH(rmdir, (const char *path), (path))
ON_PATH(remove, (const char *path), (path))
ON_PATH(link, (const char *from, const char *path), (from, path))
ON_PATH(rename, (const char *from, const char *path), (from, path))

int mkdir(const char *path, mode_t mode) {
    int (*next)(const char *, mode_t) = dlsym(RTLD_NEXT, "mkdir");
    return fails("mkdir", AT_FDCWD, path) ? -1 : next(path, mode);
}

int fchmod(int descriptor, mode_t mode) {
    int (*next)(int, mode_t) = dlsym(RTLD_NEXT, "fchmod");
    return fails("fchmod", descriptor, NULL) ? -1 : next(descriptor, mode);
}

int unlinkat(int folder, const char *path, int flags) {
    return fails("unlinkat", folder, path) ? -1 : NEXT(unlinkat)(folder, path, flags);
}

#define IN_FOLDER(name, parameters, arguments) \
    int name parameters { return fails(#name, folder, path) ? -1 : NEXT(name) arguments; }
IN_FOLDER(linkat, (int other, const char *from, int folder, const char *path, int flags),
    (other, from, folder, path, flags))
IN_FOLDER(renameat, (int other, const char *from, int folder, const char *path), (other, from, folder, path))
IN_FOLDER(renameat2, (int other, const char *from, int folder, const char *path, unsigned flags),
    (other, from, folder, path, flags))
IN_FOLDER(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))

/* Opening counts where it may make a file. */
#define OPENING(name)                                                                   \
    int name(const char *path, int flags, ...) {                                        \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                       \
        va_end(rest);                                                                   \
        if ((flags & O_CREAT) && fails("open", AT_FDCWD, path)) return -1;              \
        return NEXT(name)(path, flags, mode);                                           \
    }
OPENING(open)
OPENING(open64)

#define OPENING_IN(name)                                                                \
    int name(int folder, const char *path, int flags, ...) {                            \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                       \
        va_end(rest);                                                                   \
        if ((flags & O_CREAT) && fails("open", folder, path)) return -1;                \
        return NEXT(name)(folder, path, flags, mode);                                   \
    }
OPENING_IN(openat)
OPENING_IN(openat64)
