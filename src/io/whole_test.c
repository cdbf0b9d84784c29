#include "io/whole.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGE (1 << 20)

static void on_alarm(int signal)
{
    (void)signal;
}

/* A pipe takes 64 KiB at a time, and signals come all the while. */
static void signals_and_parts_lose_nothing(void **state)
{
    struct sigaction action = {.sa_handler = on_alarm};
    struct itimerval often = {.it_interval = {.tv_usec = 500}, .it_value = {.tv_usec = 500}};
    char *sent = malloc(LARGE), *got = malloc(LARGE);
    int pipes[2], status;
    pid_t child;
    char more;

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    for (size_t i = 0; i < LARGE; i++)
        sent[i] = (char)(i * 7 + i / 256);
    child = fork();
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    if (child == 0)
        _exit(whole_write(pipes[1], (struct slice){sent, LARGE}) ? 0 : 1);
    close(pipes[1]);
    assert_int_equal(whole_read(pipes[0], got, LARGE), LARGE);
    assert_int_equal(whole_read(pipes[0], &more, 1), 0);
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_memory_equal(sent, got, LARGE);
    close(pipes[0]);
    free(sent);
    free(got);
}

static void faults_are_told(void **state)
{
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    char byte;

    (void)state;
    assert_true(full >= 0);
    assert_false(whole_write(full, SLICE("x")));
    assert_int_equal(errno, ENOSPC);
    assert_true(whole_write(full, SLICE("")));
    close(full);
    assert_int_equal(whole_read(full, &byte, 1), -1);
    assert_int_equal(errno, EBADF);
}

static void a_new_file_is_ones_own(void **state)
{
    char folder[] = "/tmp/whole-XXXXXX", path[64], text[8];
    struct stat about;
    int fd;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/new", folder);
    assert_true(whole_create(path, SLICE("first")));
    assert_false(whole_create(path, SLICE("second")));
    assert_int_equal(errno, EEXIST);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_int_equal(whole_read(fd, text, sizeof(text)), 5);
    assert_memory_equal(text, "first", 5);
    assert_int_equal(fstat(fd, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    close(fd);
    unlink(path);
    rmdir(folder);
    assert_false(whole_create(path, SLICE("third")));
    assert_int_equal(errno, ENOENT);
}

/* More than files may hold here: what was begun is taken away again. */
static void half_a_file_is_none(void **state)
{
    char folder[] = "/tmp/whole-XXXXXX", path[64];
    int status;
    pid_t child;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/new", folder);
    child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){4, 4});
        _exit(!whole_create(path, SLICE("longer")) && errno == EFBIG ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(access(path, F_OK), -1);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_and_parts_lose_nothing),
        cmocka_unit_test(faults_are_told),
        cmocka_unit_test(a_new_file_is_ones_own),
        cmocka_unit_test(half_a_file_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
