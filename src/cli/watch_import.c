#include "cli/watch_run.h"

#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "render/words.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing of this process goes along: neither memory nor open files. */
static _Noreturn void run_import(const struct watching *w, const struct folder_paths *paths,
                                 struct arena *arena)
{
    const char **argv = arena_make_n(arena, const char *, paths->len + 10);
    size_t n = 0;
    int null = open("/dev/null", O_RDWR);
    sigset_t none;

    argv[n++] = "mioboe";
    argv[n++] = "import";
    argv[n++] = "--store";
    argv[n++] = own_store_path(w->options, arena);
    if (w->options->dns_file) {
        argv[n++] = "--dns-file";
        argv[n++] = w->options->dns_file;
    } else if (!w->options->offline) {
        argv[n++] = "--online";
    }
    argv[n++] = "--";
    for (size_t i = 0; i < paths->len; i++)
        argv[n++] = paths->at[i];
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execv("/proc/self/exe", (char *const *)(uintptr_t)argv);
    _exit(127);
}

static int begin(struct watching *w)
{
    struct arena *arena = arena_new(&memory);
    struct folder_paths paths = {NULL, 0, 0};
    pid_t pid = 0;

    folders_take(w->folders, w->ms, arena, &paths);
    if (paths.len)
        pid = fork();
    if (pid == 0 && paths.len)
        run_import(w, &paths, arena);
    w->importing = pid > 0 ? pid : 0;
    arena_free(arena);
    if (pid < 0)
        message_say(SLICE(""), 0, _("New files could not be taken in."));
    return 0;
}

int watch_import_step(struct watching *w)
{
    int status;

    folders_step(w->folders, w->ms);
    if (!w->importing)
        return begin(w);
    if (waitpid((pid_t)w->importing, &status, WNOHANG) != (pid_t)w->importing)
        return 0;
    w->importing = 0;
    return watch_look(w);
}
