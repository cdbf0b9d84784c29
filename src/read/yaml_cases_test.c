#include "read/catalog_yaml.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define FROM "  source: own\n  seen: 2026-11\n  confidence: L\n"
#define QUESTION(rest) \
    "- id: stopped\n  ask: {ja: a, en: b}\n  why: {ja: a, en: b}\n  minutes: 1\n" rest FROM
#define YES_NO                                                    \
    "  answers:\n    - {value: \"yes\", label: {ja: a, en: b}}\n" \
    "    - {value: \"no\", label: {ja: a, en: b}}\n"
#define STEP(rest)                                                                              \
    "- id: p\n  name: {ja: a, en: b}\n  calm: {ja: a, en: b}\n  causes: [x]\n  steps:\n"        \
    "    - id: s\n      title: {ja: a, en: b}\n      why: {ja: a, en: b}\n      urgency: now\n" \
    "      party: issuer\n      channel: phone\n" rest                                          \
    "      source: own\n      seen: 2026-11\n      confidence: L\n" FROM

static int read_rows(const char *text, enum catalog_file kind, struct arena *arena,
                     struct catalog_rows *rows, struct err *err)
{
    *rows = (struct catalog_rows){.profiles = {NULL, 0, 0}};
    *err = (struct err){.line = 0};
    return catalog_yaml_read(slice_of(text), kind, arena, rows, err);
}

static void a_condition_is_clauses_of_terms(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog_rows rows;
    struct err err;
    const struct condition *when;

    (void)state;
    assert_int_equal(read_rows(QUESTION(YES_NO "  when: [\"a = x | b != y\", \"c\", \"! d\"]\n"),
                               CATALOG_QUESTIONS, arena, &rows, &err),
                     0);
    when = &rows.questions.at[0].when;
    assert_int_equal(when->len, 3);
    assert_int_equal(when->at[0].len, 2);
    assert_int_equal(when->at[0].at[0].test, FACT_IS);
    assert_text(when->at[0].at[0].value, "x", "value");
    assert_int_equal(when->at[0].at[1].test, FACT_IS_NOT);
    assert_text(when->at[0].at[1].fact, "b", "fact");
    assert_int_equal(when->at[1].at[0].test, FACT_KNOWN);
    assert_int_equal(when->at[2].at[0].test, FACT_NOT_KNOWN);
    assert_text(when->at[2].at[0].fact, "d", "fact");
    arena_free(arena);
}

static void a_step_is_read_whole(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog_rows rows;
    struct err err;
    const struct step *s;

    (void)state;
    assert_int_equal(read_rows(STEP("      sets: [\"stopped = yes\"]\n      after: [t]\n"
                                    "      ready:\n        - {ja: c, en: d}\n"
                                    "      expect: {ja: e, en: f}\n      within_hours: 48\n"
                                    "      valid_until: 2027-03-31\n"),
                               CATALOG_PLAYBOOKS, arena, &rows, &err),
                     0);
    s = &rows.playbooks.at[0].steps[0];
    assert_int_equal(s->party, PARTY_ISSUER);
    assert_int_equal(s->channel, CHANNEL_PHONE);
    assert_text(s->sets[0].value, "yes", "sets");
    assert_text(s->after[0], "t", "after");
    assert_text(s->ready.at[0].en, "d", "ready");
    assert_int_equal(s->within_hours, 48);
    arena_free(arena);
}

static void a_slip_of_the_pen_is_a_fault_with_its_reason(void **state)
{
    static const struct {
        const char *text;
        enum catalog_file kind;
        const char *detail;
    } rows[] = {
        {QUESTION(""), CATALOG_QUESTIONS, "stopped: a choice has two answers or more: "},
        {QUESTION(YES_NO "  otherwise: [0.5, 0.4]\n"), CATALOG_QUESTIONS,
         "stopped: numbers do not sum to 1: otherwise"},
        {QUESTION(YES_NO "  otherwise: [1.0]\n"), CATALOG_QUESTIONS,
         "stopped: not one number for each answer: otherwise"},
        {QUESTION(YES_NO "  otherwise: [0.0, 1.0]\n"), CATALOG_QUESTIONS,
         "stopped: a number below 0.001 or above 1: otherwise"},
        {QUESTION(YES_NO "  when: [\"a =\"]\n"), CATALOG_QUESTIONS, "stopped: no code: "},
        {QUESTION(YES_NO "  kind: maybe\n"), CATALOG_QUESTIONS, "stopped: no such kind: maybe"},
        {QUESTION(YES_NO) QUESTION(YES_NO), CATALOG_QUESTIONS, "stopped: this id is given twice: "},
        {STEP("      valid_until: 2026-02-30\n"), CATALOG_PLAYBOOKS,
         "p: no day YYYY-MM-DD: 2026-02-30"},
        {STEP("      within_hours: 2\n"), CATALOG_PLAYBOOKS, "p: within_hours without expect: s"},
        {STEP("      sets: [stopped]\n"), CATALOG_PLAYBOOKS, "p: no code: "},
        {"- id: r\n  party: nobody\n  channel: phone\n  name: {ja: a, en: b}\n  rank: 1\n" FROM,
         CATALOG_ROUTES, "r: no such party: nobody"},
        {"- id: r\n  party: issuer\n  channel: phone\n  name: {ja: a, en: b}\n  rank: 1\n" FROM,
         CATALOG_ROUTES, "r: no purposes: "},
        {"- id: d\n  topic: t\n  clock: moon\n  unit: days\n  count: 60\n  side: ours\n"
         "  what: {ja: a, en: b}\n" FROM,
         CATALOG_DEADLINES, "d: no such clock: moon"},
        {"- id: d\n  topic: t\n  clock: used\n  unit: weeks\n  count: 60\n  side: ours\n"
         "  what: {ja: a, en: b}\n" FROM,
         CATALOG_DEADLINES, "d: no such word: weeks"},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct catalog_rows read;
        struct err err;

        assert_int_equal(read_rows(rows[i].text, rows[i].kind, arena, &read, &err), ERR_SYNTAX);
        assert_text(slice_of(err.detail), rows[i].detail, rows[i].detail);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_condition_is_clauses_of_terms),
        cmocka_unit_test(a_step_is_read_whole),
        cmocka_unit_test(a_slip_of_the_pen_is_a_fault_with_its_reason),
    };

    return cmocka_run_group_tests_name("yaml_cases", tests, NULL, NULL);
}
