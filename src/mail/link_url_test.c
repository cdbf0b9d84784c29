#include "mail/link_url.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct url_case {
    const char *text, *base, *href, *host;
    bool has_user, is_address;
};

static const struct url_case urls[] = {
    {"https://e.example", NULL, "https://e.example/", "e.example", false, false},
    {" \x01https://e.example/ \n", NULL, "https://e.example/", "e.example", false, false},
    {"ht\ntps:/\t/e.exa\rmple/a b", NULL, "https://e.example/a%20b", "e.example", false, false},
    {"HTTPS://E.example/", NULL, "https://E.example/", "E.example", false, false},
    {"https:e.example/a", NULL, "https://e.example/a", "e.example", false, false},
    {"https:/e.example", NULL, "https://e.example/", "e.example", false, false},
    {"https:////e.example", NULL, "https://e.example/", "e.example", false, false},
    {"https:\\\\e.example\\a\\b?c\\d", NULL, "https://e.example/a/b?c\\d", "e.example", false,
     false},
    {"//e.example/a", NULL, "https://e.example/a", "e.example", false, false},
    {"\\/e.example/a", NULL, "https://e.example/a", "e.example", false, false},
    {"https://amazon.co.jp@e.example/", NULL, "https://amazon.co.jp@e.example/", "e.example", true,
     false},
    {"https://a@b:c@e.example:8443/", NULL, "https://a@b:c@e.example:8443/", "e.example", true,
     false},
    {"https://e.example\\@amazon.co.jp/", NULL, "https://e.example/@amazon.co.jp/", "e.example",
     false, false},
    {"https://e.example#@amazon.co.jp/", NULL, "https://e.example/#@amazon.co.jp/", "e.example",
     false, false},
    {"https://e.example?@amazon.co.jp/", NULL, "https://e.example/?@amazon.co.jp/", "e.example",
     false, false},
    {"https://amazon.co.jp%2f.e.example/", NULL, "https://amazon.co.jp%2f.e.example/",
     "amazon.co.jp%2f.e.example", false, false},
    {"https://e。example/", NULL, "https://e。example/", "e。example", false, false},
    {"https://e.example/a/./b/../c/%2E%2e/d", NULL, "https://e.example/a/d", "e.example", false,
     false},
    {"https://e.example/..", NULL, "https://e.example/", "e.example", false, false},
    /* IP addresses */
    {"http://127.0.0.1/", NULL, "http://127.0.0.1/", "127.0.0.1", false, true},
    {"http://2130706433/", NULL, "http://2130706433/", "2130706433", false, true},
    {"http://0x7f.1/", NULL, "http://0x7f.1/", "0x7f.1", false, true},
    {"http://017700000001./", NULL, "http://017700000001./", "017700000001.", false, true},
    {"http://0x7F000001:80/", NULL, "http://0x7F000001:80/", "0x7F000001", false, true},
    {"http://１２７。0｡0．１/", NULL, "http://１２７。0｡0．１/", "１２７。0｡0．１", false, true},
    {"http://%31%32%37.1/", NULL, "http://%31%32%37.1/", "%31%32%37.1", false, true},
    {"http://12\xc2\xad"
     "7.1/",
     NULL,
     "http://12\xc2\xad"
     "7.1/",
     "12\xc2\xad"
     "7.1",
     false, true},
    {"http://①.2.3.4/", NULL, "http://①.2.3.4/", "①.2.3.4", false, true},
    {"http://[::1]:80/", NULL, "http://[::1]:80/", "[::1]", false, true},
    {"http://0x/", NULL, "http://0x/", "0x", false, true},
    {"http://1.2.3.4.5/", NULL, "http://1.2.3.4.5/", "1.2.3.4.5", false, false},
    {"http://256.1.1.1/", NULL, "http://256.1.1.1/", "256.1.1.1", false, false},
    {"http://4294967296/", NULL, "http://4294967296/", "4294967296", false, false},
    {"http://1.2.3.example/", NULL, "http://1.2.3.example/", "1.2.3.example", false, false},
    {"http://08.1/", NULL, "http://08.1/", "08.1", false, false},
    /* no host */
    {"mailto:a@e.example", NULL, "mailto:a@e.example", "", false, false},
    {"javascript:alert(1)", NULL, "javascript:alert(1)", "", false, false},
    {"data:text/html,<a b>", NULL, "data:text/html,<a%20b>", "", false, false},
    {"#top", NULL, "#top", "", false, false},
    {"a/b.png", NULL, "a/b.png", "", false, false},
    {"", NULL, "", "", false, false},
    {"intent://e.example/a#Intent;end", NULL, "intent://e.example/a#Intent;end", "e.example", false,
     false},
    /* what mail programs take for a domain */
    {"www.e.example/a", NULL, "http://www.e.example/a", "www.e.example", false, false},
    {"e.com", NULL, "http://e.com/", "e.com", false, false},
    /* relative */
    {"a", "https://e.example/b/c?d#e", "https://e.example/b/a", "e.example", false, false},
    {"../a", "https://e.example/b/c/d", "https://e.example/b/a", "e.example", false, false},
    {"/a", "https://e.example/b/c", "https://e.example/a", "e.example", false, false},
    {"?a", "https://e.example/b/c?d", "https://e.example/b/c?a", "e.example", false, false},
    {"#a", "https://e.example/b?c#d", "https://e.example/b?c#a", "e.example", false, false},
    {"", "https://e.example/b?c#d", "https://e.example/b?c", "e.example", false, false},
    {"//f.example/a", "http://e.example/", "http://f.example/a", "f.example", false, false},
    {"https:a", "https://e.example/b/c", "https://e.example/b/a", "e.example", false, false},
    {"https:/a", "https://e.example/b/c", "https://e.example/a", "e.example", false, false},
    {"http:a", "https://e.example/b/c", "http://a/", "a", false, false},
    {"\\a", "https://e.example/b/c", "https://e.example/a", "e.example", false, false},
    {"a", "https://u:p@e.example:8443", "https://u:p@e.example:8443/a", "e.example", true, false},
    {"www.f.example/a", "https://e.example/", "https://e.example/www.f.example/a", "e.example",
     false, false},
    {"a", "mailto:x", "a", "", false, false},
};

static void addresses_lead_where_a_browser_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(urls); i++) {
        const struct url_case *c = &urls[i];
        struct arena *arena = arena_new(&base_test_allocator);
        struct link_url base, url;

        if (c->base)
            link_url_read(slice_of(c->base), NULL, arena, &base);
        link_url_read(slice_of(c->text), c->base ? &base : NULL, arena, &url);
        assert_text(url.href, c->href, c->text);
        assert_text(url.host, c->host, c->text);
        if (url.has_user != c->has_user || url.is_address != c->is_address)
            fail_msg("%s: user %d, address %d", c->text, url.has_user, url.is_address);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_lead_where_a_browser_goes),
    };

    return cmocka_run_group_tests_name("link_url", tests, NULL, NULL);
}
