#include "mail/authres.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* `method=result:domain:selector;` each. */
static struct slice shown(const struct authres_results *all, struct arena *arena)
{
    struct slice text = SLICE("");

    for (size_t i = 0; i < all->len; i++) {
        struct slice parts[] = {text,       all->at[i].method, SLICE("="), all->at[i].result,
                                SLICE(":"), all->at[i].domain, SLICE(":"), all->at[i].selector,
                                SLICE(";")};

        text = arena_join(arena, parts, COUNT(parts));
    }
    return text;
}

static void fields_are_read_by_rfc_8601(void **state)
{
    static const struct {
        const char *value, *authserv, *want; /* authserv NULL: refused */
    } cases[] = {
        {"example.org 1; none", "example.org", ""},
        {"example.org; none", "example.org", ""},
        {"Example.com; spf=pass smtp.mailfrom=Example.net", "example.com",
         "spf=pass:example.net:;"},
        {"example.com; auth=pass (cram-md5) smtp.auth=sender@example.net;\tspf=pass "
         "smtp.mailfrom=a@example.net",
         "example.com", "auth=pass::;spf=pass:example.net:;"},
        {"mx.google.com; dkim=pass header.i=@amazon.co.jp header.s=sel header.b=ab/c+D==;"
         " spf=pass (google.com: domain of x@b designates 1.2.3.4; yes) smtp.mailfrom=x@b.example;"
         " dmarc=pass (p=QUARANTINE dis=NONE) header.from=amazon.co.jp",
         "mx.google.com",
         "dkim=pass:amazon.co.jp:sel;spf=pass:b.example:;dmarc=pass:amazon.co.jp:;"},
        {"m; dkim=pass header.d=a.example header.i=@sub.a.example", "m", "dkim=pass:a.example:;"},
        {"m; dkim=fail reason=\"bad; header.d=x\" header.d=a.example", "m",
         "dkim=fail:a.example:;"},
        {"m; dkim = pass (c (nested \\) c)) header . d = \"A.example\" ;", "m",
         "dkim=pass:a.example:;"},
        {"m; spf=pass smtp.mailfrom=\"a b\"@c.example", "m", "spf=pass:c.example:;"},
        {"m; spf=pass smtp.mailfrom=\"x header.d=amazon.co.jp\"@evil.example", "m",
         "spf=pass:evil.example:;"},
        {"m; dkim/1=pass header.d=a", "m", "dkim=pass:a:;"},
        {"\"m x\"; none", "m x", ""},
        {"foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for "
         "it) fail policy (A dot can go here) . (like that) expired (this surprised me) = (as I "
         "wasn't expecting it) 1362471462",
         "foo.example.net", "dkim=fail::;"},
        {"m; dkim=pass header.d=a; dkim=fail header.d=b", "m", "dkim=pass:a:;dkim=fail:b:;"},
        {"m; spf=pass action=none smtp.mailfrom=a", "m", "spf=pass:a:;"},
        {"m 2; dkim=pass header.d=a", NULL, ""},
        {"m; dkim/2=pass header.d=a", NULL, ""},
        {"m; dkim=pass header.d=a header.d=amazon.co.jp", NULL, ""},
        {"m; dkim=pass (no end header.d=a", NULL, ""},
        {"m; dkim=pass header.d=\"a", NULL, ""},
        {"m; dkim", NULL, ""},
        {"m; =pass", NULL, ""},
        {"spf=pass smtp.mailfrom=a", NULL, ""},
        {"m", NULL, ""},
        {"; none", NULL, ""},
        {"", NULL, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct authres ret = {.authserv = SLICE("untouched")};
        int status = authres_read(slice_of(cases[i].value), arena, &ret);

        assert_text(ret.authserv, cases[i].authserv ? cases[i].authserv : "untouched",
                    cases[i].value);
        assert_int_equal(status, cases[i].authserv ? 0 : -1);
        assert_text(shown(&ret.results, arena), cases[i].want, cases[i].value);
        arena_free(arena);
    }
}

#define AR(name, d) "Authentication-Results: " name "; dkim=pass header.d=" d "\r\n"
#define SES "Received: from ses.example (ses.example [192.0.2.1])\r\n by "
#define OWN SES "mx.mine.example (x) with ESMTPS id 1; Sat, 15 Aug 2026 01:02:03 +0000\r\n"
#define SENDERS SES "relay.sender.example; Sat, 15 Aug 2026 01:02:02 +0000\r\n"
#define INSIDE "Received: by 2002:a05:1234 with SMTP id x; Sat, 15 Aug 2026 01:02:04 +0000\r\n"
#define LMTP "Received: from mx.mine.example by imap.mine.example with LMTP id 2; x\r\n"
#define LOOP "Received: from localhost (localhost [127.0.0.1]) by mx.mine.example (amavis); x\r\n"
#define MINE "mx.mine.example"

static void only_what_the_sender_cannot_have_written_is_believed(void **state)
{
    static const struct {
        const char *about, *header, *want;
    } cases[] = {
        {"above the border", AR(MINE, "a") OWN SENDERS, "dkim=pass:a:;"},
        {"below the own Received, as Gmail writes it and as a sender could",
         INSIDE OWN AR(MINE, "a") SENDERS, ""},
        {"above it and below local hops", LMTP LOOP AR(MINE, "a") OWN SENDERS, "dkim=pass:a:;"},
        {"several above", AR(MINE, "a") AR(MINE, "b") OWN, "dkim=pass:a:;dkim=pass:b:;"},
        {"forged, below the sender's Received", OWN SENDERS AR(MINE, "amazon.co.jp"), ""},
        {"forged, with a forged border below the sender's",
         OWN SENDERS OWN AR(MINE, "amazon.co.jp"), ""},
        {"forged, right below the border", OWN AR(MINE, "amazon.co.jp") SENDERS, ""},
        {"forged below the border, real one above", AR(MINE, "a") OWN AR(MINE, "amazon.co.jp"),
         "dkim=pass:a:;"},
        {"another server received it", SENDERS AR(MINE, "amazon.co.jp") OWN, ""},
        {"the sender says to be the server",
         "Received: from mx.mine.example (x [192.0.2.9]) by "
         "mx.mine.example; x\r\n" OWN AR(MINE, "amazon.co.jp"),
         ""},
        {"a private address is no proof of being inside",
         "Received: from localhost (x [172.22.1.1]) by mx.mine.example; x\r\n" OWN AR(
             MINE, "amazon.co.jp"),
         ""},
        {"the loopback only as a name",
         "Received: from localhost ([127.0.0.1] [192.0.2.9]) by "
         "mx.mine.example; x\r\n" OWN AR(MINE, "amazon.co.jp"),
         ""},
        {"a server that nobody trusts", AR("mx.other.example", "a") OWN, ""},
        {"a name that ends alike", AR("evil-mx.mine.example", "a") OWN, ""},
        {"a name below a trusted one", AR("b.mx.mine.example", "a") OWN, "dkim=pass:a:;"},
        {"no Received", AR(MINE, "a"), ""},
        {"not well-formed",
         "Authentication-Results: " MINE "; dkim=pass header.d=a header.d=b\r\n" OWN, ""},
        {"folded", "Authentication-Results: " MINE ";\r\n\tdkim=pass\r\n header.d=a\r\n" OWN,
         "dkim=pass:a:;"},
    };
    static const struct slice trusted[] = {{"mx.other.invalid", 16}, {MINE, sizeof(MINE) - 1}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct authres_results ret = {0}, none = {0};
        struct raw_message raw;

        header_read(slice_of(cases[i].header), arena, &raw);
        authres_trusted(&raw, trusted, COUNT(trusted), arena, &ret);
        assert_text(shown(&ret, arena), cases[i].want, cases[i].about);
        authres_trusted(&raw, trusted, 0, arena, &none);
        assert_int_equal(none.len, 0);
        arena_free(arena);
    }
}

static void results_over_the_limit_are_left_out(void **state)
{
    static const char one[] = "; dkim=pass";
    struct arena *arena = arena_new(&base_test_allocator);
    char text[1 + (sizeof(one) - 1) * (AUTHRES_MAX_RESULTS + 3)] = "m";
    struct authres ret;

    (void)state;
    for (size_t i = 0; i < AUTHRES_MAX_RESULTS + 3; i++)
        memcpy(text + 1 + i * (sizeof(one) - 1), one, sizeof(one) - 1);
    assert_int_equal(authres_read((struct slice){text, sizeof(text)}, arena, &ret), 0);
    assert_int_equal(ret.results.len, AUTHRES_MAX_RESULTS);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_read_by_rfc_8601),
        cmocka_unit_test(only_what_the_sender_cannot_have_written_is_believed),
        cmocka_unit_test(results_over_the_limit_are_left_out),
    };

    return cmocka_run_group_tests_name("authres", tests, NULL, NULL);
}
