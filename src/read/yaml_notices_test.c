#include "read/catalog_yaml.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TAIL "  source: a page\n  seen: 2026-11\n  confidence: M\n"
#define ROW(more) "- id: a\n  sender: b\n" more TAIL
#define USE(more) ROW("  from: [a@b.example]\n  kind: usage\n  stage: authorised\n" more)

struct yaml_case {
    const char *text;
    const char *fault; /* NULL = it is sound */
};

static const struct yaml_case cases[] = {
    {USE("  lines: ['金額：{price}']\n"), NULL},
    {USE("  lines: ['{date} {shop} {amount}円']\n"), NULL},
    {USE("  lines: [\"{shop}\\n{date}\\n{price}\"]\n"), NULL},
    {USE("  begin: ['◇*']\n  end: ['例)*']\n  marks: ['*カード*']\n"), NULL},
    {USE("  turns: [{field: type, when: 返品*, kind: usage_reversed}]\n"), NULL},
    {USE("  turns: [{when: '*不足*', kind: usage_declined}]\n"), NULL},
    {ROW("  from: [b.example]\n  kind: bill\n"), NULL},
    {ROW("  from: [b.example]\n  kind: sign_in\n  event: sign_in_blocked\n"), NULL},
    {ROW("  kind: bill\n"), "no sender's address"},
    {ROW("  from: [B.example]\n  kind: bill\n"), "not in lower case"},
    {ROW("  from: [a b.example]\n  kind: bill\n"), "not in lower case"},
    {ROW("  from: [example]\n  kind: bill\n"), "no address"},
    {ROW("  from: ['@b.example']\n  kind: bill\n"), "no address"},
    {ROW("  from: [a@b@c.example]\n  kind: bill\n"), "no address"},
    {ROW("  from: [b.example]\n  kind: invoice\n"), "no such kind"},
    {ROW("  from: [b.example]\n  kind: usage\n"), "no such stage"},
    {ROW("  from: [b.example]\n  kind: usage\n  stage: late\n"), "no such stage"},
    {ROW("  from: [b.example]\n  kind: sign_in\n"), "no such event"},
    {ROW("  from: [b.example]\n  kind: sign_in\n  event: login\n"), "no such event"},
    {ROW("  from: [b.example]\n  kind: bill\n  currency: yen\n  moon: 1\n"), "Unexpected key"},
    {ROW("  from: [b.example]\n  kind: bill\n  currency: '12'\n"), "no currency"},
    {USE("  lines: ['利用先：{shop}']\n"), "a use without a price"},
    {USE("  silent: true\n  lines: ['利用先：{shop}']\n"), NULL},
    {USE("  lines: ['{shoe} {price}']\n"), "no such field"},
    {USE("  subject: ['*{sum}*{total}']\n"), "no such field"},
    {USE("  lines: ['* {shop}']\n"), "a template that fits every line"},
    {USE("  lines: ['{price']\n"), "no template"},
    {USE("  lines: [\"a\\nb\\nc\\nd\\n{price}\"]\n"), "more than four lines"},
    {USE("  turns: [{field: shoe, when: a, kind: usage}]\n"), "no such field"},
    {USE("  turns: [{when: a, kind: used}]\n"), "no such kind"},
    {USE("  turns: [{when: '*', kind: usage}]\n"), "a template that fits every line"},
    {ROW("  from: [b.example]\n  kind: order\n  lines: ['合計 {sum}']\n"),
     "an order without its number"},
    {ROW("  from: [b.example]\n  kind: bill\n") ROW("  from: [b.example]\n  kind: bill\n"),
     "this id is given twice"},
};

static int read(const char *text, struct arena *arena, struct catalog_rows *rows, struct err *err)
{
    return catalog_yaml_read(slice_of(text), catalog_file_of(SLICE("catalog/notices/x.yaml")),
                             arena, rows, err);
}

static void forms_are_held_to_their_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
        struct err err = {.line = 0};
        int code = read(cases[i].text, arena, &rows, &err);

        if (!cases[i].fault && code != 0)
            print_error("%s: %s\n", cases[i].text, err.detail);
        if (cases[i].fault && (code == 0 || !strstr(err.detail, cases[i].fault)))
            print_error("%s: want %s, have %s\n", cases[i].text, cases[i].fault, err.detail);
        assert_int_equal(code, cases[i].fault ? ERR_SYNTAX : 0);
        if (cases[i].fault)
            assert_non_null(strstr(err.detail, cases[i].fault));
        arena_free(arena);
    }
}

static void what_is_written_is_what_is_read(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
    struct err err = {.line = 0};
    const struct notice_form *form;

    (void)state;
    assert_int_equal(read(USE("  currency: USD\n  html: true\n  subject: ['ご利用：{title}']\n"
                              "  lines: [\"■ご利用先 :\\n{shop}\", '金額 ： {price}']\n"
                              "  turns: [{field: type, when: 返品*, kind: usage_reversed}]\n"),
                          arena, &rows, &err),
                     0);
    form = &rows.notices.at[0];
    assert_text(form->subjects[0], "ご利用:{title}", "folded");
    assert_text(form->lines[0], "■ご利用先:\n{shop}", "two lines");
    assert_text(form->lines[1], "金額:{price}", "no blanks around a colon");
    assert_int_equal(form->turns[0].field, FORM_TYPE);
    assert_int_equal(form->turns[0].kind, MAIL_USAGE_REVERSED);
    assert_int_equal(form->stage, NOTICE_AUTHORISED);
    assert_int_equal(form->event, ACCOUNT_EVENTS);
    assert_true(form->html && !form->digital && !form->silent);
    assert_text(slice_of(form->currency.code), "USD", "currency");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_held_to_their_form),
        cmocka_unit_test(what_is_written_is_what_is_read),
    };

    return cmocka_run_group_tests_name("yaml_notices", tests, NULL, NULL);
}
