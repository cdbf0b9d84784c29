#include "cli/watch_run.h"

#include "cli/memory.h"
#include "cli/own_store.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* The page is no child of the unit that watches: in it a browser could not work. */
static _Noreturn void run_page(const struct watching *w, struct arena *arena)
{
    const char *store = own_store_path(w->options, arena);
    char program[4096];
    ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
    const char *argv[] = {"systemd-run", "--user",  "--quiet", "--collect", "--",    program,
                          "page",        "--store", store,     "--at",      "watch", NULL};
    sigset_t none;
    int null = open("/dev/null", O_RDWR);

    if (fork() != 0)
        _exit(0); /* nobody waits for the page */
    program[len > 0 ? len : 0] = '\0';
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    if (getenv("INVOCATION_ID")) /* systemd.exec(5): started by systemd */
        execvp(argv[0], (char *const *)(uintptr_t)argv);
    else
        execv(program, (char *const *)(uintptr_t)(argv + 5));
    _exit(127);
}

void watch_open_page(void *ctx)
{
    const struct watching *w = ctx;
    struct arena *arena = arena_new(&memory);
    pid_t pid = fork();

    if (pid == 0)
        run_page(w, arena);
    if (pid > 0)
        waitpid(pid, NULL, 0);
    arena_free(arena);
}
