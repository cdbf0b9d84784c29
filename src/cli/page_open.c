#include "cli/page_open.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool write_leading(const char *path, const char *url)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!file)
        return false;
    fprintf(file,
            "<!doctype html><meta charset=utf-8><title>mioboe</title>"
            "<meta http-equiv=refresh content='0; url=%s'><a href='%s'>mioboe</a>\n",
            url, url);
    return fclose(file) == 0;
}

void page_open(const char *folder, const char *url)
{
    char path[PATH_MAX];
    char *words[] = {(char[]){"xdg-open"}, path, NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;

    if (!getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY"))
        return;
    snprintf(path, sizeof(path), "%s/open.html", folder);
    unlink(path); /* of the time before */
    if (!write_leading(path, url))
        return;
    signal(SIGCHLD, SIG_IGN); /* nobody waits for it */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnp(&pid, words[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
}
