#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)

extern char **environ;

// Ignored signals stay ignored, as when a program is executed.
static void forget_signal_handlers(void)
{
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_IGN) continue;
        signal(number, SIG_DFL);
    }
}

static void close_others(void)
{
    // The filters of some containers do not know this call.
    if (close_range(STDERR_FILENO + 1, ~0U, 0) == 0) return;
    long count = sysconf(_SC_OPEN_MAX);
    for (int descriptor = STDERR_FILENO + 1; descriptor < count; descriptor++) close(descriptor);
}

static bool keep_only(int socket)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere < 0 || dup2(socket, STDIN_FILENO) < 0 || dup2(nowhere, STDOUT_FILENO) < 0
        || dup2(nowhere, STDERR_FILENO) < 0)
        return false;
    close_others();
    return true;
}

pid_t csandbox_fork(int socket, char **environment)
{
    // A signal that arrives before the new process has reset its handlers is held back until then.
    sigset_t all, before;
    sigfillset(&all);
    if (sigprocmask(SIG_SETMASK, &all, &before) != 0) return -1;
    pid_t process = fork();
    if (process != 0) {
        int reason = errno;
        sigprocmask(SIG_SETMASK, &before, NULL);
        errno = reason;
        return process;
    }
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) explicit_bzero(*entry, strlen(*entry));
    environ = environment;
    forget_signal_handlers();
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (setsid() < 0 || !keep_only(socket)) _exit(71);
    return 0;
}

#else

pid_t csandbox_fork(int socket, char **environment)
{
    errno = ENOSYS;
    return -1;
}

#endif
