/* What a worker does that was taken over by the file that it decodes.

   A library for LD_PRELOAD or ld.so.preload. It rides in the process of a worker, behind the worker's own confinement,
   and meets the messages that the worker sends to its parent. What it does then is a recipe, which it reads as soon as
   the order has come, before the confinement:

       HOSTILE_FOLDER/trials/TRIAL/recipe

   where the order, or the path of a file that comes with it, names hostile_TRIAL_…

   A recipe has a line for each step, its words separated by tabs. `on TASK MESSAGE N` begins a block for the N-th
   message of a name, in a worker with that task; `every TASK MESSAGE` one for all of them. MESSAGE may be `*`, TASK, too.
   A message that has a block is sent only if a step says so. @NAME stands for what is in a file beside the recipe. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "json_path.h"

static pid_t parent;
static int is_executed_worker;

/* Shared with the script: the block was reached, and by which process. */
struct met { volatile int32_t count, process; };
static struct met *met;

static char trial[512];
static char *recipe;
static char task[64];
static struct file { char name[64]; char *bytes; size_t length; } files[64];
static int file_count;
static struct tally { char name[64]; int count; } tallies[64];
static char workshop[4096];

/* The order as far as it has come. */
static char *order;
static size_t order_length, order_room;
static int is_ordered;

/* All messages of all workers, for the script to learn from. */
static struct record { volatile uint64_t used; char bytes[(32 << 20) - 8]; } *record;

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))
static __typeof__(send) *real_send;
static __typeof__(recvmsg) *real_recvmsg;
static __typeof__(recv) *real_recv;
static __typeof__(read) *real_read;

__attribute__((constructor)) static void begin(void) {
    parent = getpid();
    real_send = NEXT(send);
    real_recvmsg = NEXT(recvmsg);
    real_recv = NEXT(recv);
    real_read = NEXT(read);
    char line[256] = "";
    int file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t length = real_read(file, line, sizeof line - 1);
    close(file);
    const char *second = line + strlen(line) + 1;
    is_executed_worker = length > 0 && second < line + length && !strcmp(second, "worker");
}

static int is_worker(void) { return is_executed_worker || getpid() != parent; }

static void nap(double seconds) {
    struct timespec rest = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&rest, &rest) < 0) {}
}

static void sleep_for_ever(void) { for (;;) nap(1000); }

#include "hostile_deeds.h"

/* The order */

static char *load(const char *path, size_t *length) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return NULL;
    char *bytes = malloc((size_t)status.st_size + 1);
    size_t have = 0;
    for (ssize_t got; have < (size_t)status.st_size; have += (size_t)got) {
        got = real_read(file, bytes + have, (size_t)status.st_size - have);
        if (got <= 0) break;
    }
    close(file);
    bytes[have] = 0;
    *length = have;
    return bytes;
}

static void *share(const char *path, size_t size) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return NULL;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return memory == MAP_FAILED ? NULL : memory;
}

static void copy_string(const char *key, char *into, size_t room) {
    struct span value, whole;
    if (!find_path((struct span){order, order + order_length}, key, &value, &whole) || *value.begin != '"') return;
    size_t length = 0;
    for (const char *at = value.begin + 1; at < value.end - 1 && length + 1 < room; at++)
        if (*at != '\\') into[length++] = *at;
    into[length] = 0;
}

static void take_order(void) {
    is_ordered = 1;
    copy_string("task", task, sizeof task);
    copy_string("workshop", workshop, sizeof workshop);
    record = share(HOSTILE_FOLDER "/record", sizeof *record);
    char path[4096 + 80];
    const char *name = memmem(order, order_length, "hostile_", 8);
    for (int descriptor = 1; !name && descriptor < 256; descriptor++) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        ssize_t length = readlink(link, path, 4095);
        if (length > 0) name = memmem(path, (size_t)length, "hostile_", 8);
    }
    if (!name) return;
    name += 8;
    snprintf(trial, sizeof trial, HOSTILE_FOLDER "/trials/%.*s/", (int)strcspn(name, "_\"/."), name);
    size_t length;
    snprintf(path, sizeof path, "%srecipe", trial);
    recipe = load(path, &length);
    snprintf(path, sizeof path, "%smet", trial);
    met = share(path, sizeof *met);
    for (const char *at = recipe; at && (at = strchr(at, '@')) && file_count < 64; at++) {
        struct file *file = &files[file_count];
        snprintf(file->name, sizeof file->name, "%.*s", (int)strcspn(at + 1, "\t\n"), at + 1);
        if (file_named(file->name)) continue;
        snprintf(path, sizeof path, "%s%s", trial, file->name);
        if ((file->bytes = load(path, &file->length))) file_count++;
    }
}

static void hear(const char *bytes, size_t length) {
    if (is_ordered || !is_worker()) return;
    if (order_length + length + 1 > order_room) {
        order_room = 2 * (order_length + length) + 4096;
        order = realloc(order, order_room);
    }
    memcpy(order + order_length, bytes, length);
    order_length += length;
    order[order_length] = 0;
    if (order_length < 4) return;
    const unsigned char *header = (const unsigned char *)order;
    size_t wanted = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    if (order_length < wanted + 4) return;
    order_length -= 4;
    memmove(order, order + 4, order_length + 1);
    take_order();
}

/* A worker that was taken over does not end with its parent's end of the socket. */
static ssize_t heard(ssize_t count) {
    if (count <= 0 && met && met->process == getpid()) sleep_for_ever();
    return count;
}

ssize_t recvmsg(int socket, struct msghdr *message, int flags) {
    ssize_t count = real_recvmsg(socket, message, flags);
    if (count > 0 && is_worker()) {
        keep_outputs(message);
        hear(message->msg_iov[0].iov_base, (size_t)count);
    }
    return socket == 0 && is_ordered ? heard(count) : count;
}

ssize_t recv(int socket, void *bytes, size_t size, int flags) {
    ssize_t count = real_recv(socket, bytes, size, flags);
    return socket == 0 && is_ordered ? heard(count) : count;
}

ssize_t read(int descriptor, void *bytes, size_t size) {
    ssize_t count = real_read(descriptor, bytes, size);
    return descriptor == 0 && is_ordered ? heard(count) : count;
}

/* The messages */

static int is_word(const char *line, const char *word) {
    size_t length = strlen(word);
    return !strncmp(line, word, length) && strchr("\t\n", line[length]);
}

/* The n-th word of a line, from 0; empty where it has fewer. */
static char *word(const char *line, int number, char *into, size_t room) {
    while (number-- > 0) {
        line += strcspn(line, "\t\n");
        if (*line == '\t') line++;
    }
    snprintf(into, room, "%.*s", (int)strcspn(line, "\t\n"), line);
    return into;
}

/* The lines of the block for a message; null where no lines follow. */
static const char *block(const char *name, int count, int total) {
    for (const char *line = recipe; line && *line; line = (line = strchr(line, '\n')) ? line + 1 : NULL) {
        int is_every = is_word(line, "every");
        char text[64];
        if (!is_every && !is_word(line, "on")) continue;
        if (strcmp(word(line, 1, text, sizeof text), "*") && strcmp(text, task)) continue;
        int is_any = !strcmp(word(line, 2, text, sizeof text), "*");
        if (!is_any && strcmp(text, name)) continue;
        if (is_every || atoi(word(line, 3, text, sizeof text)) == (is_any ? total : count)) return strchr(line, '\n');
    }
    return NULL;
}

static void note(const char *json, size_t length) {
    if (!record) return;
    uint32_t lengths[] = {(uint32_t)strlen(task), (uint32_t)length};
    uint64_t at = __atomic_fetch_add(&record->used, 8 + lengths[0] + length, __ATOMIC_SEQ_CST);
    if (at + 8 + lengths[0] + length > sizeof record->bytes) return;
    memcpy(record->bytes + at, lengths, 8);
    memcpy(record->bytes + at + 8, task, lengths[0]);
    memcpy(record->bytes + at + 8 + lengths[0], json, length);
}

/* Does what the recipe says to a message; false where there is nothing to be done. */
static int meet(const char *json, size_t length) {
    static int total;
    struct span name = {json, json + length};
    while (name.begin < name.end && *name.begin != '"') name.begin++;
    if (name.begin == name.end) return 0;
    char text[64];
    snprintf(text, sizeof text, "%.*s", (int)(skip_string(name.begin, name.end) - name.begin - 2), name.begin + 1);
    struct tally *tally = tallies;
    while (tally->name[0] && strcmp(tally->name, text) && tally < tallies + 63) tally++;
    strcpy(tally->name, text);
    const char *lines = block(text, ++tally->count, ++total);
    if (!lines) return 0;
    if (met) {
        met->process = getpid();
        met->count++;
    }
    perform(lines + 1, json, length);
    return 1;
}

ssize_t send(int socket, const void *bytes, size_t size, int flags) {
    static __thread int is_inside;
    if (socket != 0 || !is_ordered || is_inside || size < 5) return real_send(socket, bytes, size, flags);
    const unsigned char *header = bytes;
    size_t length = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    // The rest of a message whose beginning has been met.
    if (length + 4 != size) return real_send(socket, bytes, size, flags);
    const char *json = (const char *)bytes + 4;
    note(json, length);
    is_inside = 1;
    int is_met = recipe && meet(json, length);
    is_inside = 0;
    return is_met ? (ssize_t)size : real_send(socket, bytes, size, flags);
}
