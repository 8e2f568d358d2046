#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)

#include <sys/syscall.h>

// From include/uapi/linux/landlock.h. Repeated here because a distribution's header is often older than its kernel, and
// rights that the header does not name would stay allowed.
enum {
    access_execute = 1 << 0,
    access_write_file = 1 << 1,
    access_read_file = 1 << 2,
    access_read_dir = 1 << 3,
    access_remove_dir = 1 << 4,
    access_remove_file = 1 << 5,
    access_make_char = 1 << 6,
    access_make_dir = 1 << 7,
    access_make_reg = 1 << 8,
    access_make_sock = 1 << 9,
    access_make_fifo = 1 << 10,
    access_make_block = 1 << 11,
    access_make_sym = 1 << 12,
    access_refer = 1 << 13,
    access_truncate = 1 << 14,
    access_ioctl_dev = 1 << 15,
    access_resolve_unix = 1 << 16,
};

enum { net_bind_tcp = 1 << 0, net_connect_tcp = 1 << 1 };
enum { scope_abstract_unix_socket = 1 << 0, scope_signal = 1 << 1 };
enum { create_ruleset_version = 1 << 0 };
enum { rule_path_beneath = 1 };
enum { restrict_self_tsync = 1 << 3 };

struct ruleset_attributes {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

struct path_beneath_attributes {
    uint64_t allowed_access;
    int32_t parent_fd;
} __attribute__((packed));

// The rights that apply to a file; the others concern the content of a folder.
static const uint64_t file_rights = access_execute | access_write_file | access_read_file
    | access_truncate | access_ioctl_dev | access_resolve_unix;

/// Every right that a version can withhold (landlock.7, "Features").
static uint64_t handled_rights(int abi)
{
    uint64_t rights = (access_make_sym << 1) - 1;
    if (abi >= 2) rights |= access_refer;
    if (abi >= 3) rights |= access_truncate;
    if (abi >= 5) rights |= access_ioctl_dev;
    if (abi >= 9) rights |= access_resolve_unix;
    return rights;
}

int csandbox_landlock_abi(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, create_ruleset_version);
}

int csandbox_landlock_ruleset(int abi)
{
    struct ruleset_attributes attributes = {.handled_access_fs = handled_rights(abi)};
    if (abi >= 4) attributes.handled_access_net = net_bind_tcp | net_connect_tcp;
    if (abi >= 6) attributes.scoped = scope_abstract_unix_socket | scope_signal;
    // An older kernel accepts a longer structure if the rest is zero.
    return (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
}

int csandbox_landlock_place(const char *path, enum csandbox_place kind)
{
    const int flags[] = {
        [csandbox_place_any] = 0,
        [csandbox_place_folder] = O_DIRECTORY | O_NOFOLLOW,
        [csandbox_place_file] = O_NOFOLLOW,
    };
    return open(path, O_PATH | O_CLOEXEC | flags[kind]);
}

static int allow(int ruleset, int place, uint64_t rights)
{
    struct stat status;
    if (fstat(place, &status) != 0) return -1;
    if (!S_ISDIR(status.st_mode)) rights &= file_rights;
    struct path_beneath_attributes attributes = {.allowed_access = rights, .parent_fd = place};
    return (int)syscall(SYS_landlock_add_rule, ruleset, rule_path_beneath, &attributes, 0);
}

int csandbox_landlock_allow_reading(int ruleset, int place)
{
    return allow(ruleset, place, access_read_file | access_read_dir);
}

int csandbox_landlock_allow_writing(int ruleset, int place, int abi)
{
    uint64_t rights = access_read_file | access_read_dir | access_write_file | access_truncate
        | access_make_reg | access_make_dir | access_remove_file | access_remove_dir | access_refer;
    return allow(ruleset, place, rights & handled_rights(abi));
}

int csandbox_landlock_allow_rewriting(int ruleset, int place, int abi)
{
    uint64_t rights = access_read_file | access_write_file | access_truncate;
    return allow(ruleset, place, rights & handled_rights(abi));
}

int csandbox_landlock_enforce(int ruleset, int abi)
{
    return (int)syscall(SYS_landlock_restrict_self, ruleset, abi >= 8 ? restrict_self_tsync : 0);
}

#else

int csandbox_landlock_abi(void) { errno = ENOSYS; return -1; }
int csandbox_landlock_ruleset(int abi) { errno = ENOSYS; return -1; }
int csandbox_landlock_place(const char *path, enum csandbox_place kind) { errno = ENOSYS; return -1; }
int csandbox_landlock_allow_reading(int ruleset, int place) { errno = ENOSYS; return -1; }
int csandbox_landlock_allow_writing(int ruleset, int place, int abi) { errno = ENOSYS; return -1; }
int csandbox_landlock_allow_rewriting(int ruleset, int place, int abi) { errno = ENOSYS; return -1; }
int csandbox_landlock_enforce(int ruleset, int abi) { errno = ENOSYS; return -1; }

#endif
