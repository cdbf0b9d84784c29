#include "mioboe.h"

#include "base/base_test.h"
#include "base/day.h"
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct collected {
    char at[1 << 16];
    size_t len;
};

static void collect(void *ctx, const char *bytes, size_t len)
{
    struct collected *to = ctx;

    assert_true(to->len + len <= sizeof(to->at));
    memcpy(to->at + to->len, bytes, len);
    to->len += len;
}

static struct mioboe *open_door(void)
{
    static const uint8_t key[MIOBOE_LABEL_KEY_LEN] = {1};
    struct mioboe_options options = {
        .as_of = day_of(2026, 11, 22), .resize = base_test_resize, .label_key = key};

    return mioboe_new(&options);
}

static void read_text(struct mioboe *m, const char *path, const char *text,
                      enum mioboe_input_kind kind)
{
    struct mioboe_input input = {.path = path,
                                 .path_len = strlen(path),
                                 .bytes = text,
                                 .len = strlen(text),
                                 .named = 1,
                                 .kind = kind};

    mioboe_read(m, &input);
}

static void lines_become_a_report(void **state)
{
    static struct collected report;
    struct mioboe *m = open_door();
    struct slice json;

    (void)state;
    read_text(m, "-", "8/14 AMAZON.CO.JP 1,488\n", MIOBOE_LINES);
    assert_int_equal(mioboe_explain(m, collect, &report), 1);
    json = (struct slice){report.at, report.len};
    assert_true(slice_has(json, SLICE("\"mioboe.explain/1\"")));
    assert_true(slice_has(json, SLICE("\"amount\": 1488")));
    assert_true(slice_has(json, SLICE("\"as_of\": \"2026-11-22\"")));
    assert_true(slice_ends(json, SLICE("}\n")));
    mioboe_free(m);
}

static void a_file_that_is_none_is_a_problem_and_status_2(void **state)
{
    static struct collected report;
    struct mioboe_problem problem;
    struct mioboe *m = open_door();

    (void)state;
    read_text(m, "diary.txt", "Dear diary,\nit rained.\n", MIOBOE_FILE);
    assert_int_equal(mioboe_problem(m, 0, &problem), 1);
    assert_int_equal(problem.code, ERR_UNKNOWN_FORMAT);
    assert_int_equal(problem.fatal, 1);
    assert_memory_equal(problem.path, "diary.txt", problem.path_len);
    assert_int_equal(mioboe_problem(m, 1, &problem), 0);
    assert_int_equal(mioboe_explain(m, collect, &report), 2);
    mioboe_free(m);
}

static void again_begins_anew_and_keeps_the_catalogue(void **state)
{
    static const char path[] = "catalog/merchants/own.yaml",
                      text[] = "- id: sample.bakery\n  brand: sample\n  class: retail\n"
                               "  meaning: {ja: 見本, en: Sample}\n  texts: [見本ベーカリー]\n"
                               "  source: own\n  seen: 2026-11\n  confidence: H\n";
    static struct collected report, later;
    struct mioboe *m = open_door();
    struct slice json;

    (void)state;
    assert_int_equal(mioboe_catalog(m, path, strlen(path), text, strlen(text), NULL), 0);
    read_text(m, "-", "8/14 見本ベーカリー 310\n", MIOBOE_LINES);
    mioboe_explain(m, collect, &report);
    mioboe_again(m);
    assert_int_equal(mioboe_explain(m, collect, &later), 0);
    assert_true(slice_has((struct slice){later.at, later.len}, SLICE("\"charges\": []")));
    mioboe_again(m);
    later.len = 0;
    read_text(m, "-", "8/14 見本ベーカリー 310\n", MIOBOE_LINES);
    mioboe_explain(m, collect, &later);
    json = (struct slice){later.at, later.len};
    assert_true(slice_has(json, SLICE("sample.bakery")));
    assert_true(slice_eq(json, (struct slice){report.at, report.len}));
    mioboe_free(m);
}

static void nothing_read_is_a_whole_report(void **state)
{
    static struct collected report;
    struct mioboe *m = open_door();

    (void)state;
    assert_int_equal(mioboe_explain(m, collect, &report), 0);
    assert_true(slice_has((struct slice){report.at, report.len}, SLICE("\"charges\": []")));
    mioboe_free(m);
    mioboe_free(NULL);
}

static void a_fault_in_the_own_catalogue_has_its_line(void **state)
{
    static const char path[] = "catalog/merchants/own.yaml", text[] = "- id: x\n  nonsense: 1\n";
    struct mioboe_problem problem = {0};
    struct mioboe *m = open_door();

    (void)state;
    assert_true(mioboe_catalog(m, path, strlen(path), text, strlen(text), &problem) < 0);
    assert_int_equal(problem.code, ERR_SYNTAX);
    assert_true(problem.line > 0);
    mioboe_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_a_report),
        cmocka_unit_test(a_file_that_is_none_is_a_problem_and_status_2),
        cmocka_unit_test(again_begins_anew_and_keeps_the_catalogue),
        cmocka_unit_test(nothing_read_is_a_whole_report),
        cmocka_unit_test(a_fault_in_the_own_catalogue_has_its_line),
    };

    return cmocka_run_group_tests_name("door", tests, NULL, NULL);
}
