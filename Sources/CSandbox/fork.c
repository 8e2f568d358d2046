#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)

extern char **environ;

// What is ignored stays so, as it does where a program is executed.
static void forget_signal_handlers(void)
{
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_IGN) continue;
        signal(number, SIG_DFL);
    }
}

static int keep_only(int socket)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere < 0) return -1;
    bool is_set = dup2(socket, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0
        && dup2(nowhere, STDERR_FILENO) >= 0;
    return is_set ? close_range(STDERR_FILENO + 1, ~0U, 0) : -1;
}

pid_t csandbox_fork(int socket, char **environment)
{
    pid_t process = fork();
    if (process != 0) return process;
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) explicit_bzero(*entry, strlen(*entry));
    environ = environment;
    forget_signal_handlers();
    if (setsid() < 0 || keep_only(socket) != 0) _exit(71);
    return 0;
}

#else

pid_t csandbox_fork(int socket, char **environment)
{
    errno = ENOSYS;
    return -1;
}

#endif
