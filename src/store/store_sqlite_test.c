#include "store/store_sqlite.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW 1795305600
#define AT_ONCE 12
#define ROUNDS 40

/* Wait until ${fd} is closed by the parent, so that all begin together; then the exit status. */
static int open_when_told(int fd, const char *path)
{
    struct store *store = NULL;
    struct err err = {.line = 0};
    char byte;
    int r;

    if (read(fd, &byte, 1) != 0)
        return 100;
    r = store_sqlite_open(path, STORE_CREATE, NOW, &base_test_allocator, &store, &err);
    if (r == 0)
        store_close(store);
    else
        fprintf(stderr, "open: %d %s\n", r, err.detail);
    return r == 0 ? 0 : 1;
}

static int children_that_failed(const char *path)
{
    int start[2], failed = 0;

    assert_int_equal(pipe(start), 0);
    for (int i = 0; i < AT_ONCE; i++) {
        pid_t pid = fork();

        assert_true(pid >= 0);
        if (pid == 0) {
            close(start[1]);
            _exit(open_when_told(start[0], path));
        }
    }
    close(start[0]);
    close(start[1]);
    for (int i = 0; i < AT_ONCE; i++) {
        int status = 0;

        assert_true(wait(&status) > 0);
        failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    }
    return failed;
}

static void all_who_make_the_same_store_at_once_find_it_made(void **state)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    char folder[] = "/tmp/mioboe-store-test-XXXXXX", path[64], file[80];

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/m.sqlite", folder);
    for (int round = 0; round < ROUNDS; round++) {
        assert_int_equal(children_that_failed(path), 0);
        for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
            snprintf(file, sizeof(file), "%s%s", path, suffixes[i]);
            unlink(file);
        }
    }
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_who_make_the_same_store_at_once_find_it_made),
    };

    return cmocka_run_group_tests_name("store_sqlite", tests, NULL, NULL);
}
