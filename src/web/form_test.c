#include "web/form.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct form brief = {"case brief", "audience", "to name reach", FORM_CASE, 0};
static const struct form money = {"case money", "charge move amount", "date of", FORM_CASE, 0};
static const struct form leave = {"case charge", "remove:remove", "charges:charge typed", FORM_CASE,
                                  0};
static const struct form mark = {"case log", "party", "in said keep_original", FORM_CASE, 0};

struct row {
    const struct form *form;
    const char *query;
    const char *words; /* joined by blanks; NULL = refused */
    const char *member;
};

static const struct row rows[] = {
    {&brief, "", "--", NULL},
    {&brief, "audience=police&to=Bank", "--to=Bank -- police", NULL},
    {&brief, "audience=--help", "-- --help", NULL},
    {&brief, "name=-x", "--name=-x --", NULL},
    {&brief, "name=--lang%3Dja", "--name=--lang=ja --", NULL},
    {&brief, "output=x", NULL, "output"},
    {&brief, "=x", NULL, ""},
    {&brief, "--to=x", NULL, "--to"},
    {&brief, "to%3Da=x", NULL, "to=a"},
    {&brief, "lang=ja&house=sample", "--", NULL},
    {&brief, "audience=a&audience=b", "-- a b", NULL},
    {&money, "charge=c&move=posted&amount=5", "-- c posted 5", NULL},
    {&money, "amount=5&move=posted&charge=c&of=2026-01-01", "--of=2026-01-01 -- c posted 5", NULL},
    {&money, "charge=c&amount=5", NULL, "move"},
    {&money, "charge=c&charge=d&move=posted", NULL, "charge"},
    {&leave, "remove=c", "-- remove c", NULL},
    {&leave, "", "--", NULL},
    {&leave, "charges=a&charges=b&typed=x", "--charge=a --charge=b --typed=x --", NULL},
    {&leave, "charge=a", NULL, "charge"},
    {&mark, "said=a&keep_original=", "--said=a --keep-original= --", NULL},
};

static struct slice joined(const struct words *words)
{
    struct slice text = {"", 0};

    for (size_t i = 0; i < words->len; i++)
        text =
            arena_join(words->arena,
                       (struct slice[]){text, text.len ? SLICE(" ") : SLICE(""), words->at[i]}, 3);
    return text;
}

static void values_never_become_options(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct params params = {NULL, 0, 0};
        struct words words = {.arena = arena};
        struct slice member, text;
        int r;

        assert_true(params_read_query(slice_of(rows[i].query), arena, &params));
        r = form_write(rows[i].form, &params, &words, &member);
        text = joined(&words);
        if (rows[i].words ? r != 0 || !slice_eq(text, slice_of(rows[i].words))
                          : r == 0 || !slice_eq(member, slice_of(rows[i].member)))
            fail_msg("%s: %d, %.*s", rows[i].query, r, SLICE_ARG(text));
    }
    arena_free(arena);
}

static void marks_have_no_value(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct params params = {NULL, 0, 0};
    struct words words = {.arena = arena};
    struct slice member;

    (void)state;
    assert_true(params_read_json(SLICE("{\"party\":\"shop\",\"in\":true,\"keep_original\":false}"),
                                 arena, &params));
    assert_int_equal(form_write(&mark, &params, &words, &member), 0);
    assert_true(slice_eq(joined(&words), SLICE("--in -- shop")));
    arena_free(arena);
}

static void a_nul_is_noticed(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct words words = {.arena = arena};

    (void)state;
    words_add(&words, SLICE("a"));
    assert_false(words.is_foul);
    words_add(&words, SLICE("a\0b"));
    assert_true(words.is_foul);
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_never_become_options),
        cmocka_unit_test(marks_have_no_value),
        cmocka_unit_test(a_nul_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
