#include "watch/credential.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_BYTES 4096

static bool expand(struct slice path, char *ret)
{
    const char *home = getenv("HOME");
    bool in_home = slice_starts(path, SLICE("~/"));
    int len = snprintf(ret, PATH_BYTES, "%s%.*s", in_home && home ? home : "",
                       SLICE_ARG(slice_skip(path, in_home && home ? 1 : 0)));

    return len > 0 && len < PATH_BYTES;
}

const char *credential_path(struct slice path, struct arena *arena)
{
    char text[PATH_BYTES];

    if (!expand(path, text))
        text[0] = '\0';
    return arena_copy(arena, (struct slice){text, strlen(text) + 1}).ptr;
}

/* All that comes until the first line ends; false when it is too long or takes too long. */
static bool read_line(int fd, int64_t seconds, struct credential *ret)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};

    while (ret->len < sizeof(ret->at)) {
        ssize_t n = poll(&p, 1, (int)seconds * 1000) > 0
                        ? read(fd, ret->at + ret->len, sizeof(ret->at) - ret->len)
                        : -1;
        struct slice all = {ret->at, ret->len + (size_t)(n > 0 ? n : 0)};
        size_t end = slice_find_byte(all, '\n');

        if (n < 0)
            return false;
        ret->len = all.len;
        if (end < all.len || n == 0) {
            ret->len = end < all.len && end && ret->at[end - 1] == '\r' ? end - 1 : end;
            return ret->len > 0;
        }
    }
    return false;
}

static bool read_file(struct slice path, struct credential *ret)
{
    char text[PATH_BYTES];
    int fd = expand(path, text) ? open(text, O_RDONLY | O_CLOEXEC) : -1;
    bool ok = fd >= 0 && read_line(fd, 1, ret);

    if (fd >= 0)
        close(fd);
    return ok;
}

static bool read_systemd(struct slice name, struct credential *ret)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    char text[PATH_BYTES];
    int len = snprintf(text, sizeof(text), "%s/%.*s", folder ? folder : "", SLICE_ARG(name));

    return folder && len < (int)sizeof(text) && read_file(slice_of(text), ret);
}

static _Noreturn void run_shell(struct slice command, int out)
{
    char text[PATH_BYTES];
    int null = open("/dev/null", O_RDONLY);
    sigset_t none;

    snprintf(text, sizeof(text), "%.*s", SLICE_ARG(command));
    dup2(null, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execl("/bin/sh", "sh", "-c", text, (char *)NULL);
    _exit(127);
}

static bool read_command(struct slice command, struct credential *ret)
{
    int fds[2], status = 0;
    pid_t pid;
    bool ok;

    if (command.len >= PATH_BYTES || pipe2(fds, O_CLOEXEC) < 0)
        return false;
    pid = fork();
    if (pid == 0)
        run_shell(command, fds[1]);
    close(fds[1]);
    ok = pid > 0 && read_line(fds[0], CREDENTIAL_COMMAND_SECONDS, ret);
    close(fds[0]);
    if (pid > 0 && !ok)
        kill(pid, SIGTERM);
    if (pid > 0)
        waitpid(pid, &status, 0);
    return ok;
}

bool credential_read(const struct config_secret *from, struct credential *ret)
{
    bool ok = true;

    sodium_mlock(ret->at, sizeof(ret->at)); /* where it may not be locked it works all the same */
    ret->len = 0;
    ret->why = (struct slice){"", 0};
    if (from->file.len) {
        ok = read_file(from->file, ret);
        ret->why = from->file;
    } else if (from->command.len) {
        ok = read_command(from->command, ret);
        ret->why = from->command;
    } else if (from->credential.len) {
        ok = read_systemd(from->credential, ret);
        ret->why = from->credential;
    }
    return ok;
}

void credential_wipe(struct credential *secret)
{
    sodium_munlock(secret->at, sizeof(secret->at)); /* overwrites it, too */
    secret->len = 0;
}
