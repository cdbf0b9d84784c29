#ifndef MIOBOE_CASEWORK_CASEWORK_TEST_JOURNAL_H
#define MIOBOE_CASEWORK_CASEWORK_TEST_JOURNAL_H

/* For tests: a case from lines such as `answer fact=order_in_account value=no`, an event each. */

#include "casework/state.h"

#include "base/base_test.h"

#include <string.h>

/* ${line} as an event with the next number; ${at} in seconds since 1970. */
static inline struct event test_event(const char *line, uint64_t seq, int64_t at,
                                      struct arena *arena)
{
    struct slice rest = slice_of(line), word;
    struct event event;

    memset(&event, 0, sizeof(event));
    event.seq = seq;
    event.case_id = SLICE("c1");
    event.at = at;
    event.of = MOMENT_NONE;
    event.prev = SLICE("0000000000000000000000000000000000000000000000000000000000000000");
    slice_cut(rest, SLICE(" "), &word, &rest);
    event.kind = event_kind_of(word);
    while (rest.len) {
        struct slice name, value;

        slice_cut(rest, SLICE("; "), &word, &rest);
        slice_cut(word, SLICE("="), &name, &value);
        event_add(&event, arena, name, value);
    }
    return event;
}

/* Let the ${n} lines happen, one a minute from 2026-11-22T00:00:00Z on, after what is in ${state};
 * through the stored form. */
static inline void test_journal(struct case_state *state, const char *const *lines, size_t n,
                                struct arena *arena)
{
    for (size_t i = 0; i < n; i++) {
        struct event event = test_event(lines[i], state->events + 1,
                                        1795305600 + 60 * (int64_t)state->events, arena);
        struct err err = {0};

        if (event.kind == EVENTS ||
            event_read(event_write(&event, arena), arena, &event, &err) < 0 ||
            state_apply(state, &event, &err) < 0) {
            fprintf(stderr, "journal line \"%s\": %s\n", lines[i], err.detail);
            abort();
        }
    }
}

#endif
