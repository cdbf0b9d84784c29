#include "mail/address.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The addresses as `name|address|domain;` each. */
static struct slice shown(const char *value, struct arena *arena)
{
    struct mime_addresses all = {0};
    struct slice text = SLICE("");

    (void)address_read(slice_of(value), arena, &all);
    for (size_t i = 0; i < all.len; i++) {
        struct slice parts[] = {text,       all.at[i].name,   SLICE("|"), all.at[i].address,
                                SLICE("|"), all.at[i].domain, SLICE(";")};

        text = arena_join(arena, parts, COUNT(parts));
    }
    return text;
}

static void addresses_are_read_as_mail_programs_do(void **state)
{
    static const struct {
        const char *value, *want;
    } cases[] = {
        {"a@b.example", "|a@b.example|b.example;"},
        {"Amazon <a@B.Example>", "Amazon|a@b.example|b.example;"},
        {"\"Amazon, Inc.\" <a@b.example>, c@d.example",
         "Amazon, Inc.|a@b.example|b.example;|c@d.example|d.example;"},
        {"\"auto-confirm@amazon.co.jp\" <x@evil.example>",
         "auto-confirm@amazon.co.jp|x@evil.example|evil.example;"},
        {"auto-confirm@amazon.co.jp <x@evil.example>",
         "auto-confirm@amazon.co.jp|x@evil.example|evil.example;"},
        {"\"<a@amazon.co.jp>\" <x@evil.example>", "<a@amazon.co.jp>|x@evil.example|evil.example;"},
        {"<a@amazon.co.jp> <x@evil.example>",
         "|a@amazon.co.jp|amazon.co.jp;|x@evil.example|evil.example;"},
        {"a@amazon.co.jp@evil.example", "|a@amazon.co.jp@evil.example|evil.example;"},
        {"a@b.example (Amazon)", "Amazon|a@b.example|b.example;"},
        {"Amazon (really) <a(x)@ b . example>", "Amazon|a@b.example|b.example;"},
        {"a@b.example (a@amazon.co.jp (nested) \\) x)",
         "a@amazon.co.jp (nested) \\) x|a@b.example|b.example;"},
        {"Group: a@b.example, C <c@d.example>;, e@f.example",
         "|a@b.example|b.example;C|c@d.example|d.example;|e@f.example|f.example;"},
        {"undisclosed-recipients:;", ""},
        {"<@a.example,@b.example:c@d.example>", "|c@d.example|d.example;"},
        {"=?utf-8?B?44GU5Yip55So?= <a@b.example>", "ご利用|a@b.example|b.example;"},
        {"\"=?utf-8?B?44GU5Yip55So?=\" <a@b.example>", "ご利用|a@b.example|b.example;"},
        {"=?utf-8?Q?a,b<c>?= <a@b.example>", "a,b<c>|a@b.example|b.example;"},
        {"=?utf-8?Q?x@amazon.co.jp?=", "x@amazon.co.jp||;"},
        {"\033$B$4MxMQ\033(B <a@b.example>", "ご利用|a@b.example|b.example;"},
        {"\202\262\227\230\227p <a@b.example>", "ご利用|a@b.example|b.example;"},
        {"a@\346\227\245\346\234\254.example", "|a@日本.example|日本.example;"},
        {"Amazon", "Amazon||;"},
        {"<>", "||;"},
        {"", ""},
        {", ,", ""},
        {"Amazon <a@b.example", "Amazon|a@b.example|b.example;"},
        {"\"Amazon <a@b.example>", "Amazon|a@b.example|b.example;"},
        {"\"a b\"@c.example", "|ab@c.example|c.example;"},
        {"<\"a b\"@c.example>", "|\"a b\"@c.example|c.example;"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(shown(cases[i].value, arena), cases[i].want, cases[i].value);
        arena_free(arena);
    }
}

static void a_group_is_named_by_each_that_is_in_it(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_addresses list = {0};

    (void)state;
    assert_true(address_read(SLICE("=?utf-8?Q?Amazon.co.jp?= : a@b.example, C <c@d.example>;, "
                                   "e@f.example"),
                             arena, &list));
    assert_int_equal(list.len, 3);
    assert_text(list.at[0].group, "Amazon.co.jp", "first");
    assert_text(list.at[1].group, "Amazon.co.jp", "second");
    assert_text(list.at[1].name, "C", "its own name");
    assert_text(list.at[2].group, "", "behind the group");
    arena_free(arena);
}

static void addresses_over_the_limit_are_told(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_addresses all = {0};
    char text[4 * (MIME_MAX_ADDRESSES + 1)];

    (void)state;
    for (size_t i = 0; i < MIME_MAX_ADDRESSES + 1; i++)
        memcpy(text + 4 * i, "a@b,", 4);
    assert_true(address_read((struct slice){text, 4 * MIME_MAX_ADDRESSES}, arena, &all));
    all.len = 0;
    assert_false(address_read((struct slice){text, sizeof(text)}, arena, &all));
    assert_int_equal(all.len, MIME_MAX_ADDRESSES);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read_as_mail_programs_do),
        cmocka_unit_test(a_group_is_named_by_each_that_is_in_it),
        cmocka_unit_test(addresses_over_the_limit_are_told),
    };

    return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
