#include "read/catalog_yaml.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define SEEN "  source: s\n  seen: 2026-11\n  confidence: H\n"
#define PROFILE "- id: t\n  family: t\n  name: {ja: t, en: t}\n  kind: card\n  basis: real\n" SEEN
#define MERCHANT "- id: m\n  brand: b\n  class: retail\n  meaning: {ja: m, en: m}\n"
#define PLAN "- id: p\n  family: f\n  name: {ja: p, en: p}\n  months: 1\n"

struct lint_case {
    enum catalog_file kind;
    const char *text;
    uint32_t line;
    const char *detail; /* stands in the fault; NULL = no fault */
};

static const struct lint_case cases[] = {
    {CATALOG_PROFILES, "", 0, NULL},
    {CATALOG_PROFILES, PROFILE "  columns: {date: 利用日, amount: 利用金額}\n", 0, NULL},
    {CATALOG_PROFILES, PROFILE "  columns: {date: 0, amount: 2}\n  cells: 3-7\n", 0, NULL},
    {CATALOG_PROFILES, PROFILE "  columns: {date: 0, amount: 2}\n", 1, "needs `cells`"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: 0, amount: 利用金額}\n  cells: 3\n", 1,
     "all texts or all numbers"},
    {CATALOG_PROFILES, PROFILE "  columns: {dat: 利用日}\n", 9, "dat"},
    {CATALOG_PROFILES, PROFILE "  colours: {date: 利用日}\n", 8, "colours"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n  sign: odd\n", 1, "no such word"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n  currency: yens\n", 1, "currency"},
    {CATALOG_PROFILES,
     PROFILE "  columns: {date: d}\n  rules:\n    - {when: {date: ''}, aside: nothing}\n", 1,
     "no such reason"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n  rules:\n    - {when: {date: ''}}\n", 1,
     "exactly one"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n  rules:\n    - {when: {}, aside: note}\n", 1,
     "without condition"},
    {CATALOG_PROFILES,
     PROFILE "  columns: {date: d}\n  rules:\n    - {when: {shop: '{rate'}, aside: note}\n", 1,
     "no template"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n  extract:\n    - {from: shopp, match: x}\n",
     1, "no such field"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n  shop_forms: [x]\n", 1, "without {shop}"},
    {CATALOG_PROFILES, PROFILE "  columns: {date: d}\n" PROFILE "  columns: {date: d}\n", 1,
     "twice"},
    {CATALOG_PROFILES, "- id: [\n", 1, ""},
    {CATALOG_MERCHANTS, MERCHANT SEEN, 0, NULL},
    {CATALOG_MERCHANTS, MERCHANT, 4, "source"},
    {CATALOG_MERCHANTS, MERCHANT "  source: ''\n  seen: 2026-11\n  confidence: H\n", 1,
     "no source"},
    {CATALOG_MERCHANTS, MERCHANT "  source: s\n  seen: today\n  confidence: H\n", 1, "YYYY-MM"},
    {CATALOG_MERCHANTS, MERCHANT "  source: s\n  seen: 2026-11\n  confidence: X\n", 1, "H, M, L"},
    {CATALOG_MERCHANTS, MERCHANT "  explained_by: [hearsay]\n" SEEN, 1, "no such evidence"},
    {CATALOG_MERCHANTS, "- id: m\n  brand: b\n  class: shop\n  meaning: {ja: m, en: m}\n" SEEN, 1,
     "no such class"},
    {CATALOG_PLANS,
     PLAN
     "  prices:\n    - {amount: 600, currency: JPY, source: s, seen: 2026-11, confidence: H}\n",
     0, NULL},
    {CATALOG_PLANS,
     PLAN "  prices:\n    - {amount: 600, currency: JPY, from: soon, source: s, seen: 2026-11, "
          "confidence: H}\n",
     1, "no day"},
    {CATALOG_PLANS,
     PLAN
     "  prices:\n    - {amount: six, currency: JPY, source: s, seen: 2026-11, confidence: H}\n",
     6, "six"},
    {CATALOG_FILES, "", 0, "no part"},
};

static void every_fault_of_a_row_is_told_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
        struct err err = {.code = ERR_NONE};
        int code = catalog_yaml_read(slice_of(cases[i].text), cases[i].kind, arena, &rows, &err);

        if ((code == 0) != (cases[i].detail == NULL))
            fail_msg("%s\n%s", cases[i].text, err.detail);
        if (code != 0 && (!strstr(err.detail, cases[i].detail) || err.line != cases[i].line))
            fail_msg("%s\nline %u: %s", cases[i].text, err.line, err.detail);
        arena_free(arena);
    }
}

static void texts_and_templates_are_folded_when_read(void **state)
{
    static const char text[] =
        PROFILE "  columns:\n    date: ご利用日\n    shop: Shop Name|店 名\n    note?: ビコー\n"
                "    amount: 金額（円）\n"
                "  rules:\n    - {when: {shop: 'ａｂ　{last4}'}, attach: fee_note, counts: true}\n";
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
    const struct profile *p;

    (void)state;
    assert_int_equal(catalog_yaml_read(slice_of(text), CATALOG_PROFILES, arena, &rows, NULL), 0);
    p = &rows.profiles.at[0];
    assert_int_equal(p->columns_len, 4);
    assert_true(slice_eq(p->columns[1].header, SLICE("SHOPNAME|店名")));
    assert_true(slice_eq(p->columns[2].header, SLICE("金額(円)")));
    assert_true(p->columns[3].optional);
    assert_true(slice_eq(p->columns[3].header, SLICE("ビコ-")));
    assert_true(slice_eq(p->rules[0].tests[0].pattern, SLICE("AB {last4}")));
    assert_int_equal(p->rules[0].action, ACTION_ATTACH);
    assert_int_equal(p->rules[0].reason, ASIDE_FEE_NOTE);
    assert_true(p->rules[0].counts);
    assert_int_equal(p->rules[0].total, -1);
    arena_free(arena);
}

static void the_kind_of_a_file_is_told_by_its_path(void **state)
{
    (void)state;
    assert_int_equal(catalog_file_of(SLICE("catalog/statements/x.yaml")), CATALOG_PROFILES);
    assert_int_equal(catalog_file_of(SLICE("merchants/x.yaml")), CATALOG_MERCHANTS);
    assert_int_equal(catalog_file_of(SLICE("a/merchants/subscriptions.yaml")), CATALOG_PLANS);
    assert_int_equal(catalog_file_of(SLICE("catalog/senders/amazon.yaml")), CATALOG_SENDERS);
    assert_int_equal(catalog_file_of(SLICE("senders/keys.yaml")), CATALOG_SENDER_KEYS);
    assert_int_equal(catalog_file_of(SLICE("senders/domains.yaml")), CATALOG_SENDER_DOMAINS);
    assert_int_equal(catalog_file_of(SLICE("catalog/others/amazon.yaml")), CATALOG_FILES);
    assert_int_equal(catalog_file_of(SLICE("notices/catalog/rules/causes.yaml")), CATALOG_CAUSES);
    assert_int_equal(catalog_file_of(SLICE("my-statements/catalog/a/catalog/routes/a.yaml")),
                     CATALOG_ROUTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_of_a_row_is_told_with_its_line),
        cmocka_unit_test(texts_and_templates_are_folded_when_read),
        cmocka_unit_test(the_kind_of_a_file_is_told_by_its_path),
    };

    return cmocka_run_group_tests_name("catalog_yaml", tests, NULL, NULL);
}
