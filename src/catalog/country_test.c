#include "catalog/country.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *place, *code;
} rows[] = {
    {"JP", "JP"},           {"ZZ", "ZZ"},
    {"東京都", "JP"},       {"大阪府大阪市", "JP"},
    {"Tokyo, Japan", "JP"}, {"Tokyo", "JP"},
    {"日本", "JP"},         {"Lagos, Nigeria", "NG"},
    {"ブラジル", "BR"},     {"Hanoi, Vietnam", "VN"},
    {"Springfield", ""},    {"Japanese", ""},
    {"Niger", ""},          {"", ""},
};

static void a_place_in_words_lies_in_a_country(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        assert_text(country_of_place(slice_of(rows[i].place)), rows[i].code, rows[i].place);
}

static void countries_have_names(void **state)
{
    struct phrase name = {{"", 0}, {"", 0}};

    (void)state;
    assert_true(country_name(SLICE("BR"), &name));
    assert_text(name.ja, "ブラジル", "in Japanese");
    assert_text(name.en, "Brazil", "in English");
    assert_false(country_name(SLICE("ZZ"), &name));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_in_words_lies_in_a_country),
        cmocka_unit_test(countries_have_names),
    };

    return cmocka_run_group_tests_name("country", tests, NULL, NULL);
}
