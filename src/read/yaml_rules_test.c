#include "read/catalog_yaml.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TAIL "  source: a page\n  seen: 2026-11\n  confidence: M\n"
#define CAUSE(clues) \
    "- id: a\n  name: {ja: A, en: A}\n  prior: 0.5\n  next: x\n  clues: " clues "\n" TAIL
#define STEP(more) "- id: x\n  text: {ja: J, en: E}\n" more TAIL

struct yaml_case {
    const char *path, *text;
    const char *fault; /* NULL = it is sound */
};

static const struct yaml_case cases[] = {
    {"catalog/rules/causes.yaml", CAUSE("[{clue: credit, ratio: 2.5}]"), NULL},
    {"catalog/rules/causes.yaml", CAUSE("[]"), NULL},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: class_is, value: pay, ratio: 3}]"), NULL},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: class_is, value: shoes, ratio: 3}]"),
     "no such class"},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: moon, ratio: 3}]"), "no such clue"},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: credit, ratio: 0}]"), "no ratio"},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: credit, ratio: -1}]"), "no ratio"},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: credit, value: pay, ratio: 2}]"),
     "a clue without values"},
    {"catalog/rules/causes.yaml", CAUSE("[{clue: credit, ratio: 2}, {clue: credit, ratio: 3}]"),
     "a clue given twice"},
    {"catalog/rules/causes.yaml", CAUSE("[]") CAUSE("[]"), "this id is given twice"},
    {"catalog/rules/next.yaml", STEP(""), NULL},
    {"catalog/rules/next.yaml", STEP("  url: https://pages.example/\n"), NULL},
    {"catalog/rules/next.yaml", STEP("  url: http://pages.example/\n"), "no https address"},
    {"catalog/rules/next.yaml", STEP("") STEP(""), "this id is given twice"},
    {"catalog/rules/other.yaml", STEP(""), "no part of the catalogue"},
};

static void rules_are_held_to_their_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
        struct err err = {.line = 0};
        int code = catalog_yaml_read(slice_of(cases[i].text),
                                     catalog_file_of(slice_of(cases[i].path)), arena, &rows, &err);

        if (cases[i].fault) {
            assert_int_equal(code, ERR_SYNTAX);
            assert_non_null(strstr(err.detail, cases[i].fault));
        } else {
            assert_int_equal(code, 0);
            assert_int_equal(rows.causes.len + rows.next_steps.len, 1);
        }
        arena_free(arena);
    }
}

static void what_is_written_is_what_is_read(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
    struct err err = {.line = 0};
    struct catalog catalog;
    const struct cause *cause;

    (void)state;
    assert_int_equal(catalog_yaml_read(SLICE(CAUSE("[{clue: class_is, value: pay, ratio: 3}, "
                                                   "{clue: amount_tiny, ratio: 0.25}]")),
                                       CATALOG_CAUSES, arena, &rows, &err),
                     0);
    assert_int_equal(catalog_yaml_read(SLICE(STEP("  url: https://pages.example/\n")),
                                       CATALOG_NEXT_STEPS, arena, &rows, &err),
                     0);
    catalog = catalog_rows_done(arena, &rows);
    cause = catalog_cause(&catalog, SLICE("a"));
    assert_non_null(cause);
    assert_float_equal(cause->prior, 0.5, 0);
    assert_int_equal(cause->clues_len, 2);
    assert_int_equal(cause->clues[0].value, MERCHANT_PAY);
    assert_int_equal(cause->clues[1].kind, CLUE_AMOUNT_TINY);
    assert_float_equal(cause->clues[1].ratio, 0.25, 0);
    assert_int_equal(catalog_next_step(&catalog, cause->next)->url.len, 22);
    assert_int_equal(cause->provenance.confidence, 'M');
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_held_to_their_form),
        cmocka_unit_test(what_is_written_is_what_is_read),
    };

    return cmocka_run_group_tests_name("yaml_rules", tests, NULL, NULL);
}
