#include "mail/transit.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define SAFE "https://jpn01.safelinks.protection.outlook.com/"
#define DEFENSE "https://urldefense.proofpoint.com/"

/* NULL = not told. */
static const struct {
    const char *href, *target;
} targets[] = {
    {SAFE "?url=https%3A%2F%2Fwww.amazon.co.jp%2Fap%2Fsignin&data=05%7C01",
     "https://www.amazon.co.jp/ap/signin"},
    {SAFE "ap/t-59584e83/?URL=http%3a%2f%2fevil.example#x", "http://evil.example"},
    {DEFENSE "v2/url?u=https-3A__www.amazon.co.jp_ap_a-2Db&d=x", "https://www.amazon.co.jp/ap/a-b"},
    {DEFENSE "v1/url?u=https%3A%2F%2Fwww.amazon.co.jp/&k=x", "https://www.amazon.co.jp/"},
    {"https://urldefense.com/v3/__https://www.amazon.co.jp/ap__;!!abc$",
     "https://www.amazon.co.jp/ap"},
    {SAFE "?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fevil.example%2F__%3B!!x",
     "https://evil.example/"},

    {"https://www.amazon.co.jp/?url=https%3A%2F%2Fevil.example", NULL},
    {SAFE "?url=https%3A%2F%2Fwww.amazon.co.jp&url=https%3A%2F%2Fevil.example", NULL},
    {SAFE "?data=05", NULL},
    {SAFE, NULL},
    {"https://safelinks.protection.outlook.com.evil.example/?url=https%3A%2F%2Fwww.amazon.co.jp",
     NULL},
    {"https://x@jpn01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.amazon.co.jp", NULL},
    {DEFENSE "v9/url?u=https-3A__www.amazon.co.jp", NULL},
    {"mailto:x@safelinks.protection.outlook.com", NULL},
};

static void rewritten_links_tell_where_they_lead_on(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(targets); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice target = {"", 0};
        bool told = transit_target(slice_of(targets[i].href), arena, &target);

        if (told != (targets[i].target != NULL) ||
            (told && !slice_eq(target, slice_of(targets[i].target))))
            fail_msg("%s leads to %.*s", targets[i].href, SLICE_ARG(target));
        arena_free(arena);
    }
}

static void endless_rewriting_is_not_followed(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice href = SLICE("https://evil.example/"), target;
    struct slice begin = SLICE("https://urldefense.com/v3/__"), end = SLICE("__;x");

    (void)state;
    for (int i = 0; i < TRANSIT_MAX_HOPS + 1; i++)
        href = arena_join(arena, (struct slice[]){begin, href, end}, 3);
    assert_false(transit_target(href, arena, &target));
    arena_free(arena);
}

static void tags_of_filters_are_known(void **state)
{
    static const char *const tagged[] = {"[SPAM] x",      "[spam] x",  "*****SPAM***** x",
                                         "[meiwaku] x",   "【外部】x", "[External] x",
                                         "[迷惑メール] x"};
    static const char *const plain[] = {"",       "SPAM x",     "Re: [SPAM] x",
                                        "ご注文", "[Amazon] x", "【重要】x"};

    (void)state;
    for (size_t i = 0; i < COUNT(tagged); i++)
        assert_true(transit_is_tagged(slice_of(tagged[i])));
    for (size_t i = 0; i < COUNT(plain); i++)
        assert_false(transit_is_tagged(slice_of(plain[i])));
}

static void rebuilt_messages_are_known_by_their_fields(void **state)
{
    static const struct {
        const char *header;
        bool is_rebuilt;
    } rows[] = {
        {"x-ms-exchange-organization-AuthSource: mbx.example.org\n\n", true},
        {"From: a@b.example\nX-MS-TNEF-Correlator: <1>\n\n", true},
        {"X-MIMETrack: Itemize by SMTP Server\n\n", true},
        {"X-MS-Exchange-Transport-Fields: x\n\n", false},
        {"Subject: X-MIMETrack\n\nX-MIMETrack: x\n", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct raw_message message;

        header_read(slice_of(rows[i].header), arena, &message);
        assert_int_equal(transit_is_rebuilt(&message), rows[i].is_rebuilt);
        arena_free(arena);
    }
}

static void escaped_lines_are_seen(void **state)
{
    (void)state;
    assert_true(transit_is_escaped(SLICE("Hello\n>From here\n")));
    assert_true(transit_is_escaped(SLICE(">From here\n")));
    assert_false(transit_is_escaped(SLICE("Hello >From here\n")));
    assert_false(transit_is_escaped(SLICE("Hello\n> From here\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rewritten_links_tell_where_they_lead_on),
        cmocka_unit_test(endless_rewriting_is_not_followed),
        cmocka_unit_test(tags_of_filters_are_known),
        cmocka_unit_test(rebuilt_messages_are_known_by_their_fields),
        cmocka_unit_test(escaped_lines_are_seen),
    };

    return cmocka_run_group_tests_name("transit", tests, NULL, NULL);
}
