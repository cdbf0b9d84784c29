/*
 * A store with a case, for tests: usage: make-journal STORE CASE < LINES.  Each line is an event as
 * in casework/casework_test_journal.h (`answer fact=order_in_account; value=no`), an hour after the
 * one before.
 */

#include "casework/casework_test_journal.h"
#include "store/journal.h"
#include "store/store_sqlite.h"

#define BEGIN 1795305600 /* 2026-11-22T00:00:00Z */

static int append(struct store *store, const char *line, struct slice id, struct arena *arena)
{
    static int64_t n;
    struct event event = test_event(line, 1, BEGIN + 3600 * n++, arena);
    struct err err = {0};

    event.case_id = id;
    if (event.kind != EVENTS && journal_append(store, &event, arena, &err) == 0)
        return 0;
    fprintf(stderr, "make-journal: %s: %s\n", line, err.detail);
    return 1;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct store *store = NULL;
    struct err err = {0};
    char line[2000];
    int status = argc != 3;

    if (status == 0 &&
        store_sqlite_open(argv[1], STORE_CREATE, BEGIN, &base_test_allocator, &store, &err) < 0) {
        fprintf(stderr, "make-journal: %s\n", err.detail);
        status = 1;
    }
    while (status == 0 && fgets(line, sizeof(line), stdin)) {
        line[strcspn(line, "\n")] = '\0';
        status = append(store, line, slice_of(argv[2]), arena);
    }
    store_close(store);
    arena_free(arena);
    return status;
}
