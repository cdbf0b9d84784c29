#include "casework/reach.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct slice report[] = {{"report_phishing", 15}}, unknown[] = {{"unknown_row", 11}},
                          files[] = {{"get_files", 9}};
static const struct route routes[] = {
    {.id = {"files", 5}, .party = PARTY_AMAZON, .purposes = files, .purposes_len = 1},
    {.id = {"phishing", 8}, .party = PARTY_OTHER, .purposes = report, .purposes_len = 1},
    {.id = {"chat", 4}, .party = PARTY_AMAZON, .purposes = unknown, .purposes_len = 1}};
static const struct catalog catalog = {.routes = routes, .routes_len = 3};

static const struct {
    const char *what;
    struct step step;
    const char *best; /* NULL = nobody */
} rows[] = {
    {"a party without a purpose is reached as it can be", {.party = PARTY_AMAZON}, "chat"},
    {"somebody else without a purpose is nobody in particular", {.party = PARTY_OTHER}, NULL},
    {"somebody else for a purpose is who serves it",
     {.party = PARTY_OTHER, .purpose = {"report_phishing", 15}},
     "phishing"},
    {"where files are got is for who asks for it",
     {.party = PARTY_AMAZON, .purpose = {"get_files", 9}},
     "files"},
    {"a purpose that nobody serves", {.party = PARTY_AMAZON, .purpose = {"refund", 6}}, NULL},
};

static void a_step_is_led_to_who_serves_it(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state empty;

    (void)state;
    state_init(&empty, arena);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct reach reach;

        reach_find(&catalog, &empty, &rows[i].step, arena, &reach);
        if (!rows[i].best != !reach.best ||
            (reach.best && !slice_eq(reach.best->id, slice_of(rows[i].best))))
            fail_msg("%s", rows[i].what);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_is_led_to_who_serves_it),
    };

    return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
