#include "catalog/catalog.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define TEXT(literal)                  \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

static const struct slice card_from[] = {TEXT("statement@card.example")};
static const struct slice usage_subjects[] = {TEXT("ご利用のお知らせ*"), TEXT("USED:*")};
static const struct slice bill_subjects[] = {TEXT("*お知らせ")};
static const struct slice news_from[] = {TEXT("news.card.example"), TEXT("card.example")};

/* As the compiler of the catalogue leaves them: folded. */
static const struct notice_form forms[] = {
    {.id = TEXT("usage"),
     .sender = TEXT("card"),
     .from = card_from,
     .from_len = 1,
     .subjects = usage_subjects,
     .subjects_len = 2},
    {.id = TEXT("bill"),
     .sender = TEXT("card"),
     .from = card_from,
     .from_len = 1,
     .subjects = bill_subjects,
     .subjects_len = 1},
    {.id = TEXT("news"), .sender = TEXT("card"), .from = news_from, .from_len = 2},
};
static const struct catalog catalog = {.notices = forms, .notices_len = COUNT(forms)};

struct form_case {
    const char *address, *subject;
    const char *form; /* "none" = no form is of it */
};

static const struct form_case form_cases[] = {
    {"statement@card.example", "ご利用のお知らせ【カード】", "usage"},
    {"Statement@CARD.example", "ご利用のお知らせ", "usage"},
    {"statement@card.example", "Ｕｓｅｄ：　once", "usage"},
    {"statement@card.example", "お支払い金額のお知らせ", "bill"},
    {"statement@card.example", "something else", "news"}, /* below card.example, any subject */
    {"statement@card.example.evil.example", "ご利用のお知らせ", "none"},
    {"statement@xcard.example", "ご利用のお知らせ", "none"},
    {"xstatement@card.example", "ご利用のお知らせ", "news"},
    {"x@b.news.card.example", "news", "news"},
    {"x@bnews.card.example.com", "news", "none"},
    {"card.example", "news", "none"},
    {"", "", "none"},
    {"@", "", "none"},
};

static void a_form_is_told_by_sender_and_subject(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(form_cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice subject = notice_fold(arena, slice_of(form_cases[i].subject));
        size_t at = 0;
        const struct notice_form *form =
            notice_form_next(&catalog, slice_of(form_cases[i].address), subject, &at);

        assert_text(form ? form->id : SLICE("none"), form_cases[i].form, form_cases[i].address);
        arena_free(arena);
    }
}

static void blanks_around_a_colon_do_not_matter(void **state)
{
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"ご利用金額（円）　  : 610", "ご利用金額(円):610"},
        {"◇利用日  ：2026/08/09 21:30:41", "◇利用日:2026/08/09 21:30:41"},
        {": a : b :", ":A:B:"},
        {"plain", "PLAIN"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(notice_fold(arena, slice_of(cases[i].text)), cases[i].folded, cases[i].text);
        arena_free(arena);
    }
}

static void every_field_has_a_name_and_is_found_by_it(void **state)
{
    (void)state;
    for (int i = 0; i < FORM_FIELDS; i++) {
        assert_true(notice_field_name((enum form_field)i).len > 0);
        assert_int_equal(notice_field_of(notice_field_name((enum form_field)i)), i);
    }
    assert_int_equal(notice_field_of(SLICE("total")), FORM_FIELDS);
}

static void every_form_that_fits_is_given_in_turn(void **state)
{
    size_t at = 0;
    const struct slice address = SLICE("statement@card.example");
    const struct slice subject = SLICE("ご利用のお知らせ");

    (void)state;
    assert_ptr_equal(notice_form_next(&catalog, address, subject, &at), &forms[0]);
    assert_ptr_equal(notice_form_next(&catalog, address, subject, &at), &forms[1]);
    assert_ptr_equal(notice_form_next(&catalog, address, subject, &at), &forms[2]);
    assert_null(notice_form_next(&catalog, address, subject, &at));
}

static void own_forms_stand_in_front_and_replace_those_of_their_id(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    const struct notice_form mine[] = {
        {.id = TEXT("bill"), .sender = TEXT("mine")},
        {.id = TEXT("other"), .sender = TEXT("mine")},
    };
    struct catalog own = {.notices = mine, .notices_len = 2}, merged;

    (void)state;
    merged = catalog_merge(arena, &own, &catalog);
    assert_int_equal(merged.notices_len, COUNT(forms) + 1);
    assert_text(notice_form_of(&merged, SLICE("bill"))->sender, "mine", "replaced");
    assert_text(merged.notices[1].id, "other", "in front");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_told_by_sender_and_subject),
        cmocka_unit_test(blanks_around_a_colon_do_not_matter),
        cmocka_unit_test(every_field_has_a_name_and_is_found_by_it),
        cmocka_unit_test(every_form_that_fits_is_given_in_turn),
        cmocka_unit_test(own_forms_stand_in_front_and_replace_those_of_their_id),
    };

    return cmocka_run_group_tests_name("notice", tests, NULL, NULL);
}
