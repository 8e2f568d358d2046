/* The steps of a recipe. */

#include <errno.h>
#include <sched.h>
#include <signal.h>

static char *word(const char *line, int number, char *into, size_t room);
static int is_word(const char *line, const char *word);

/* Outputs: what is open for writing, however it came. */

enum { most_outputs = 16 };
static int kept[most_outputs], kept_count;

static int is_output(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    struct stat status;
    return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

/* Keeps copies of the descriptors that come with a message, for when the worker has closed its own. */
static void keep_outputs(struct msghdr *message) {
    for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header; header = CMSG_NXTHDR(message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t index = 0; index < count && kept_count < most_outputs; index++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(header) + index * sizeof(int), sizeof(int));
            if (is_output(descriptor)) kept[kept_count++] = fcntl(descriptor, F_DUPFD, 100);
        }
    }
}

static int outputs(int *into) {
    int count = 0;
    struct stat statuses[most_outputs];
    for (int descriptor = 3; descriptor < 256 && count < most_outputs; descriptor++) {
        if (!is_output(descriptor)) continue;
        struct stat *status = &statuses[count];
        fstat(descriptor, status);
        int is_new = 1;
        for (int other = 0; other < count; other++) if (statuses[other].st_ino == status->st_ino) is_new = 0;
        if (is_new) into[count++] = descriptor;
    }
    const char *names[] = {"1.mp4", "1.jpg", "preview.png"};
    for (size_t index = 0; workshop[0] && index < 3 && count < most_outputs; index++) {
        char path[5000];
        snprintf(path, sizeof path, "%s/%s", workshop, names[index]);
        int descriptor = open(path, O_RDWR | O_CLOEXEC);
        if (descriptor >= 0) into[count++] = descriptor;
    }
    return count;
}

/* Whether it is the film; where it cannot be read, it may be. */
static int is_film(int descriptor) {
    char begin[8] = "";
    ssize_t count = pread(descriptor, begin, sizeof begin, 0);
    return count < 0 || (count == sizeof begin && !memcmp(begin + 4, "ftyp", 4));
}

static const struct file *file_named(const char *name) {
    for (int index = 0; index < file_count; index++) if (!strcmp(files[index].name, name)) return &files[index];
    return NULL;
}

/* The file that a word such as @NAME stands for; null for other words. */
static const struct file *file_of(const char *word) { return word[0] == '@' ? file_named(word + 1) : NULL; }

static void put(int descriptor, const char *bytes, size_t length) {
    if (ftruncate(descriptor, 0) != 0) return;
    for (size_t done = 0; done < length;) {
        ssize_t count = pwrite(descriptor, bytes + done, length - done, (off_t)done);
        if (count <= 0) return;
        done += (size_t)count;
    }
}

/* Everything that may be tried with names in a folder. The raw calls: the C library would refuse some by itself. */
static void make_things(const char *folder) {
    char path[5100], other[5100];
    umask(0);
#define NAMED(name) (snprintf(path, sizeof path, "%s/%s", folder, name), path)
    int file = open(NAMED("evil"), O_CREAT | O_WRONLY | O_TRUNC, 0777);
    if (file >= 0) {
        if (write(file, "evil\n", 5) < 0) {}
        close(file);
    }
    file = open(NAMED("../evil"), O_CREAT | O_WRONLY, 04777);
    if (file >= 0) close(file);
    file = open(NAMED("canary"), O_WRONLY | O_TRUNC);
    if (file >= 0) close(file);
    file = open(folder, O_TMPFILE | O_RDWR, 0600);
    if (file >= 0) close(file);
    mkdir(NAMED("evil.folder"), 0777);
    syscall(SYS_mknod, NAMED("evil.pipe"), S_IFIFO | 0666, 0);
    syscall(SYS_symlink, "/etc/passwd", NAMED("evil.link"));
    snprintf(other, sizeof other, "%s/canary", folder);
    if (link(other, NAMED("evil.hard")) < 0) {}
    if (rename(other, NAMED("evil.moved")) < 0) {}
    if (unlink(other) < 0) {}
    if (truncate(other, 0) < 0) {}
    syscall(SYS_chmod, other, 04777);
    syscall(SYS_chmod, folder, 0777);
#undef NAMED
}

static void treat_files(const char *what, const struct file *file) {
    int list[most_outputs], count = outputs(list);
    signal(SIGXFSZ, SIG_IGN);
    if (!strcmp(what, "replace")) {
        for (int index = 0; file && index < count; index++)
            if (is_film(list[index])) put(list[index], file->bytes, file->length);
        return;
    }
    if (!strcmp(what, "make")) {
        if (workshop[0]) make_things(workshop);
        for (char *at = file ? file->bytes : NULL; at && *at;) {
            char folder[4096];
            size_t length = strcspn(at, "\n");
            snprintf(folder, sizeof folder, "%.*s", (int)length, at);
            make_things(folder);
            at += length + (at[length] == '\n');
        }
        return;
    }
    if (!strcmp(what, "many")) {
        for (int number = 0; workshop[0] && number < 20000; number++) {
            char path[5000];
            snprintf(path, sizeof path, "%s/evil%d", workshop, number);
            int made = open(path, O_CREAT | O_WRONLY, 0666);
            if (made < 0) return;
            close(made);
        }
        return;
    }
    if (!strcmp(what, "folder")) {
        char path[5000];
        snprintf(path, sizeof path, "%s/1.mp4", workshop);
        unlink(path);
        mkdir(path, 0777);
        return;
    }
    for (int index = 0; index < count; index++) {
        int descriptor = list[index];
        struct stat status;
        char path[64], name[4096] = "";
        fstat(descriptor, &status);
        if (!strcmp(what, "garbage"))
            for (off_t at = 0; at < status.st_size; at += 4096) if (pwrite(descriptor, "garbage", 7, at) < 0) {}
        if (!strcmp(what, "truncate")) if (ftruncate(descriptor, 0) < 0) {}
        if (!strcmp(what, "halve")) if (ftruncate(descriptor, status.st_size / 2) < 0) {}
        if (!strcmp(what, "append")) if (pwrite(descriptor, "evil", 4, status.st_size) < 0) {}
        if (!strcmp(what, "huge")) if (ftruncate(descriptor, (off_t)1 << 40) < 0 && ftruncate(descriptor, 60 << 20) < 0) {}
        if (!strcmp(what, "allocate")) posix_fallocate(descriptor, 0, 60 << 20);
        if (!strcmp(what, "mode")) {
            syscall(SYS_fchmod, descriptor, 0777);
            syscall(SYS_fchmod, descriptor, 06777);
            snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
            syscall(SYS_chmod, path, 06777);
        }
        if (!strcmp(what, "reopen")) {
            snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
            int again = open(path, O_RDWR | O_TRUNC);
            if (again >= 0) close(again);
            if (readlink(path, name, sizeof name - 16) > 0) {
                unlink(name);
                strcat(name, ".evil");
                again = open(name, O_CREAT | O_RDWR, 0777);
                if (again >= 0) close(again);
                linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
                linkat(descriptor, "", AT_FDCWD, name, AT_EMPTY_PATH);
            }
        }
    }
    static char block[1 << 20];
    for (off_t at = 0; !strcmp(what, "grow"); at += sizeof block) {
        int grown = 0;
        for (int index = 0; index < count; index++) grown += pwrite(list[index], block, sizeof block, at) > 0;
        if (!grown) sleep_for_ever();
    }
    while (!strcmp(what, "write")) {
        for (int index = 0; index < count; index++) if (pwrite(list[index], "evil", 4, 64) < 0) {}
        nap(0.005);
    }
}

/* Others of a machine's goods */

static int idle(void *nothing) {
    (void)nothing;
    for (;;) { struct timespec rest = {1000, 0}; syscall(SYS_nanosleep, &rest, NULL); }
    return 0;
}

static void make_threads(int wanted) {
    size_t size = 4096;
    char *stacks = mmap(NULL, (size_t)wanted * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stacks == MAP_FAILED) return;
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
    for (int index = 1; index <= wanted; index++) if (clone(idle, stacks + (size_t)index * size, flags, NULL) < 0) return;
}

static void take_memory(size_t most) {
    size_t part = 16 << 20;
    for (size_t have = 0; have < most; have += part) {
        char *memory = mmap(NULL, part, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (memory == MAP_FAILED) return;
    }
}

/* Words */

static int send_all(const char *bytes, size_t length) {
    for (size_t done = 0; done < length;) {
        ssize_t count = real_send(0, bytes + done, length - done, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return 0;
        done += (size_t)count;
    }
    return 1;
}

static int say(const char *json, size_t length) {
    char *framed = malloc(length + 4);
    if (!framed) return 0;
    for (int index = 0; index < 4; index++) framed[index] = (char)(length >> (24 - 8 * index));
    memcpy(framed + 4, json, length);
    int is_sent = send_all(framed, length + 4);
    free(framed);
    return is_sent;
}

/* All lines up to the next block. */
static void perform(const char *line, const char *json, size_t length) {
    char *text = malloc(length + 1);
    if (!text) return;
    memcpy(text, json, length);
    for (; *line && !is_word(line, "on") && !is_word(line, "every"); line += strcspn(line, "\n"), line += *line == '\n') {
        char what[32], first[512], second[512];
        word(line, 0, what, sizeof what);
        word(line, 1, first, sizeof first);
        word(line, 2, second, sizeof second);
        const struct file *file = file_of(first);
        double number = atof(first);
        if (!strcmp(what, "send")) say(text, length);
        if (!strcmp(what, "edit") || !strcmp(what, "remove")) {
            const struct file *value = file_of(second);
            const char *bytes = what[0] == 'r' ? NULL : value ? value->bytes : second;
            char *made = edited(text, length, first, bytes, value ? value->length : strlen(second), &length);
            if (made) { free(text); text = made; }
        }
        if (!strcmp(what, "say"))
            for (long left = second[0] ? atol(second) : 1; file && left > 0 && say(file->bytes, file->length); left--) {}
        if (!strcmp(what, "raw") && file) send_all(file->bytes, file->length);
        if (!strcmp(what, "dribble")) for (;;) { if (file) say(file->bytes, file->length); nap(atof(second)); }
        if (!strcmp(what, "nap")) nap(number);
        if (!strcmp(what, "sleep")) sleep_for_ever();
        if (!strcmp(what, "exit")) _exit((int)number);
        if (!strcmp(what, "spin")) for (;;) {}
        if (!strcmp(what, "close")) close(0);
        if (!strcmp(what, "threads")) make_threads((int)number);
        if (!strcmp(what, "memory")) take_memory((size_t)number << 20);
        if (!strcmp(what, "files")) treat_files(first, file_of(second));
        if (!strcmp(what, "signal")) {
            signal((int)number, SIG_DFL);
            sigset_t one;
            sigemptyset(&one);
            sigaddset(&one, (int)number);
            sigprocmask(SIG_UNBLOCK, &one, NULL);
            kill(getpid(), (int)number);
        }
    }
    free(text);
}
