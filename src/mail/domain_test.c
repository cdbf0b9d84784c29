#include "mail/domain.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void hosts_are_read_as_browsers_look_them_up(void **state)
{
    static const struct {
        const char *host, *want; /* want empty: no domain name */
    } cases[] = {
        {"www.amazon.co.jp", "www.amazon.co.jp"},
        {"WWW.Amazon.CO.JP.", "www.amazon.co.jp"},
        {"ａｍａｚｏｎ。ｃｏ．ｊｐ", "amazon.co.jp"},
        {"amazon｡co｡jp", "amazon.co.jp"},
        {"amazon%2Eco%2ejp", "amazon.co.jp"},
        {"%E6%97%A5%E6%9C%AC.jp", "xn--wgv71a.jp"},
        {"аmazon.co.jp", "xn--mazon-3ve.co.jp"},
        {"ama\u2061zon.co.jp", "amazon.co.jp"},
        {"ama\u00adzon\u200b.co.jp", "amazon.co.jp"},
        {"𝕝𝕠𝕟𝕖𝕨𝕒𝕪.cn", "loneway.cn"},
        {"日本.jp。", "xn--wgv71a.jp"},
        {"faß.de", "xn--fa-hia.de"},
        {"💩.la", "xn--ls8h.la"},
        {"-x.日本", "-x.xn--wgv71a"},
        {"a_b.example", "a_b.example"},
        {"localhost", "localhost"},
        {"", ""},
        {".", ""},
        {"a..b", ""},
        {"a b.example", ""},
        {"amazon.co.jp∕evil.example", "amazon.co.xn--jpevil-qe3c.example"},
        {"℀.example", ""},
        {"a/b.example", ""},
        {"a@b.example", ""},
        {"amazon%2.jp", ""},
        {"a%00b.example", ""},
        {"192.0.2.1", ""},
        {"１９２．0.2.1", ""},
        {"0x7f.1", ""},
        {"2130706433", ""},
        {"a.0x7f", ""},
        {"[::1]", ""},
        {"\xff.example", ""},
    };
    struct domains *domains = domains_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice have = SLICE("");
        bool is_name = domain_ascii(domains, slice_of(cases[i].host), arena, &have);

        assert_text(have, cases[i].want, cases[i].host);
        assert_int_equal(is_name, cases[i].want[0] != '\0');
        arena_free(arena);
    }
    domains_free(domains);
}

static void names_are_as_long_as_dns_allows(void **state)
{
    struct domains *domains = domains_new(&base_test_allocator);
    struct arena *arena = arena_new(&base_test_allocator);
    char name[DOMAIN_MAX + 1];
    struct slice ret;

    (void)state;
    for (size_t i = 0; i < sizeof(name); i++)
        name[i] = i % 2 ? '.' : 'a';
    assert_true(domain_ascii(domains, (struct slice){name, DOMAIN_MAX}, arena, &ret));
    name[DOMAIN_MAX - 1] = 'b';
    name[DOMAIN_MAX] = 'b';
    assert_false(domain_ascii(domains, (struct slice){name, DOMAIN_MAX + 1}, arena, &ret));
    memset(name, 'a', 64);
    assert_true(domain_ascii(domains, (struct slice){name, 63}, arena, &ret));
    assert_false(domain_ascii(domains, (struct slice){name, 64}, arena, &ret));
    arena_free(arena);
    domains_free(domains);
}

static void the_registrable_domain_stands_below_a_public_suffix(void **state)
{
    static const struct {
        const char *name, *want;
    } cases[] = {
        {"www.amazon.co.jp", "amazon.co.jp"},
        {"amazon.co.jp", "amazon.co.jp"},
        {"co.jp", "co.jp"},
        {"amazon.co.jp.account-verify.net", "account-verify.net"},
        {"a.b.github.io", "b.github.io"},
        {"s3.amazonaws.com", "s3.amazonaws.com"},
        {"x.nosuchtld", "x.nosuchtld"},
        {"a.b.nosuchtld", "b.nosuchtld"},
        {"192.0.2.1", "192.0.2.1"},
        {"localhost", "localhost"},
        {"", ""},
    };
    struct domains *domains = domains_new(&base_test_allocator);
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(domain_registrable(domains, slice_of(cases[i].name), arena), cases[i].want,
                    cases[i].name);
    arena_free(arena);
    domains_free(domains);
}

static void within_and_aligned_go_by_labels(void **state)
{
    struct domains *domains = domains_new(&base_test_allocator);

    (void)state;
    assert_true(domain_within(SLICE("amazon.co.jp"), SLICE("amazon.co.jp")));
    assert_true(domain_within(SLICE("m.amazon.co.jp"), SLICE("amazon.co.jp")));
    assert_false(domain_within(SLICE("my-amazon.co.jp"), SLICE("amazon.co.jp")));
    assert_false(domain_within(SLICE("co.jp"), SLICE("amazon.co.jp")));
    assert_false(domain_within(SLICE("amazon.co.jp"), SLICE("")));
    assert_true(domain_aligned(domains, SLICE("m.amazon.co.jp"), SLICE("bounces.amazon.co.jp")));
    assert_false(domain_aligned(domains, SLICE("amazon.co.jp"), SLICE("rakuten.co.jp")));
    assert_false(domain_aligned(domains, SLICE("a.github.io"), SLICE("b.github.io")));
    assert_false(domain_aligned(domains, SLICE("co.jp"), SLICE("amazon.co.jp")));
    assert_false(domain_aligned(domains, SLICE(""), SLICE("")));
    domains_free(domains);
}

static void what_looks_alike_has_one_skeleton(void **state)
{
    static const struct {
        const char *a, *b;
        bool alike;
    } cases[] = {
        {"amazon", "amaz0n", true},
        {"amazon", "аmazon", true},
        {"amazon", "ａｍａｚｏｎ", true},
        {"amazon", "arnazon", true},
        {"amazon", "AMAZON", true},
        {"amazon", "Аmаzоn", true},
        {"amazon", "ama\u200bzon", true},
        {"amazon", "𝐚𝐦𝐚𝐳𝐨𝐧", true},
        {"amazon", "ɑmazon", true},
        {"メルカリ", "メ\u2061ルカリ", true},
        {"メルカリ", "ﾒﾙｶﾘ", true},
        {"paypay-card.co.jp", "paypay‐card.co.jp", true},
        {"amazon", "amazoon", false},
        {"amazon", "rakuten", false},
        {"amazon", "", false},
        {"jcb", "jaccs", false},
    };
    struct domains *domains = domains_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice a = domain_skeleton(domains, slice_of(cases[i].a), arena);
        struct slice b = domain_skeleton(domains, slice_of(cases[i].b), arena);

        if (slice_eq(a, b) != cases[i].alike) {
            print_error("%s %s: %.*s %.*s\n", cases[i].a, cases[i].b, SLICE_ARG(a), SLICE_ARG(b));
            fail();
        }
        arena_free(arena);
    }
    domains_free(domains);
}

static void a_long_text_is_cut_between_characters(void **state)
{
    struct domains *domains = domains_new(&base_test_allocator);
    struct arena *arena = arena_new(&base_test_allocator);
    char text[DOMAIN_MAX_TEXT + 3];

    (void)state;
    for (size_t i = 0; i + 2 < sizeof(text); i += 3)
        memcpy(text + i, "日", 3);
    assert_true(domain_skeleton(domains, (struct slice){text, DOMAIN_MAX_TEXT + 1}, arena).len <=
                DOMAIN_MAX_TEXT);
    domains_free(domains);
    domains_free(NULL);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_are_read_as_browsers_look_them_up),
        cmocka_unit_test(names_are_as_long_as_dns_allows),
        cmocka_unit_test(the_registrable_domain_stands_below_a_public_suffix),
        cmocka_unit_test(within_and_aligned_go_by_labels),
        cmocka_unit_test(what_looks_alike_has_one_skeleton),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
    };

    return cmocka_run_group_tests_name("domain", tests, NULL, NULL);
}
