#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// The kernel's maximum for one message (SCM_MAX_FD, unix.7).
enum { most_descriptors = 253 };

#if defined(__linux__)

union control {
    struct cmsghdr header;  // For its alignment.
    char bytes[CMSG_SPACE(most_descriptors * sizeof(int))];
};

ssize_t csandbox_send(
    int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count)
{
    if (descriptor_count < 0 || descriptor_count > most_descriptors) {
        errno = EINVAL;
        return -1;
    }
    // A confined process may make this call, but not the one that carries descriptors.
    if (descriptor_count == 0) return send(socket, bytes, count, MSG_NOSIGNAL);
    union control control;
    memset(&control, 0, sizeof(control));
    size_t size = (size_t)descriptor_count * sizeof(int);
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = CMSG_SPACE(size),
    };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(header), descriptors, size);
    return sendmsg(socket, &message, MSG_NOSIGNAL);
}

ssize_t csandbox_receive(
    int socket, void *bytes, size_t capacity, int *descriptors, int descriptor_capacity,
    int *descriptor_count, bool *is_truncated)
{
    *descriptor_count = 0;
    *is_truncated = false;
    // The kernel closes descriptors that the process does not ask for, and a confined process may make this call.
    if (descriptor_capacity < 0) return recv(socket, bytes, capacity, 0);
    // Has room for all descriptors that can arrive, so that the surplus is counted and closed here.
    union control control;
    struct iovec part = {.iov_base = bytes, .iov_len = capacity};
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = sizeof(control.bytes),
    };
    ssize_t received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (received < 0) return received;
    *is_truncated = (message.msg_flags & MSG_CTRUNC) != 0;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t index = 0; index < count; index++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(header) + index * sizeof(int), sizeof(int));
            if (*descriptor_count < descriptor_capacity) {
                descriptors[(*descriptor_count)++] = descriptor;
            } else {
                close(descriptor);
                *is_truncated = true;
            }
        }
    }
    return received;
}

#else

ssize_t csandbox_send(
    int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count)
{
    errno = ENOSYS;
    return -1;
}

ssize_t csandbox_receive(
    int socket, void *bytes, size_t capacity, int *descriptors, int descriptor_capacity,
    int *descriptor_count, bool *is_truncated)
{
    errno = ENOSYS;
    return -1;
}

#endif
