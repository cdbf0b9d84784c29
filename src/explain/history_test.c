#include "explain/report_test.h"

struct family_case {
    const char *a, *b;
    bool same;
};

static const struct family_case families[] = {
    {"AMZN MKTP JP*2K3LM4", "AMZN MKTP JP*9XQ1AB", true},
    {"東京ガス 6月分", "東京ガス 12月分", true},
    {"AUDIBLE*AB1C", "AUDIBLE*ZZ9Q", true},
    {"SHOP 0120111222", "SHOP 0120333444", true},
    {"BOOK1ST", "BOOK2ND", false},
    {"AMAZON.CO.JP", "AMAZON PRIME", false},
    {"NETFLIX.COM", "NETFLIX", false},
    {"", "#", false},
};

static void texts_that_differ_in_numbers_and_codes_only_are_one_family(void **state)
{
    struct made *m = made_new();

    (void)state;
    for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        uint64_t a = history_family(slice_of(families[i].a), m->arena);
        uint64_t b = history_family(slice_of(families[i].b), m->arena);

        assert_int_equal(a == b, families[i].same);
    }
    made_free(m);
}

static void lines_stand_by_text_and_day_and_entries_know_their_place(void **state)
{
    struct made *m = made_new();
    const struct history *h;
    uint32_t late = made_charge(m, 300, "SHOP A", 5), other = made_charge(m, 100, "SHOP B", 6);
    uint32_t early = made_charge(m, 200, "SHOP A", 7), none = made_charge(m, DAY_NONE, "SHOP A", 8);

    (void)state;
    h = history_of(&m->report, m->arena);
    assert_int_equal(h->len, 3);
    assert_int_equal(h->groups_len, 2);
    assert_int_equal(h->lines[h->groups[0].from].entry, early);
    assert_int_equal(h->lines[h->place[late]].amount, 5);
    assert_int_equal(h->place[late], h->place[early] + 1);
    assert_int_equal(h->group[other], 1);
    assert_int_equal(h->group[none], MAP_NONE);
    assert_int_equal(h->cards_len, 1);
    assert_int_equal(h->by_card[0], other);
    assert_int_equal(history_from(h, &h->groups[0], 201), h->place[late]);
    made_free(m);
}

static void members_of_the_household_have_groups_of_their_own(void **state)
{
    struct made *m = made_new();
    uint32_t a = made_charge(m, 100, "SHOP", 5), b = made_charge(m, 101, "SHOP", 5);
    const struct history *h;

    (void)state;
    made_row(m, b)->source = made_source(m, "other.csv", "hanako", true);
    h = history_of(&m->report, m->arena);
    assert_int_not_equal(h->group[a], h->group[b]);
    assert_int_equal(h->cards_len, 2);
    made_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_differ_in_numbers_and_codes_only_are_one_family),
        cmocka_unit_test(lines_stand_by_text_and_day_and_entries_know_their_place),
        cmocka_unit_test(members_of_the_household_have_groups_of_their_own),
    };

    return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
