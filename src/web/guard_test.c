#include "web/guard.h"

#include "web/params.h"
#include "web/route.h"
#include "web/session.h"
#include "web/upload.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void only_our_names_are_hosts(void **state)
{
    static const char *const ours[] = {"127.0.0.1:8000", "localhost:8000", "[::1]:8000",
                                       "LocalHost:8000"};
    static const char *const others[] = {"",
                                         "127.0.0.1",
                                         "127.0.0.1:80",
                                         "evil.example:8000",
                                         "127.0.0.1:8000.evil.example",
                                         "localhost:8000 ",
                                         "[::1]"};
    struct guard guard;

    (void)state;
    guard_init(&guard, NULL, 8000, false);
    for (size_t i = 0; i < COUNT(ours); i++)
        assert_true(guard_host(&guard, slice_of(ours[i])));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(guard_host(&guard, slice_of(others[i])));
    guard_init(&guard, "mioboe.example", 443, true);
    assert_true(guard_host(&guard, SLICE("mioboe.example")));
    assert_true(guard_origin(&guard, SLICE("mioboe.example"), SLICE("https://mioboe.example"),
                             SLICE("same-origin")));
    assert_false(
        guard_origin(&guard, SLICE("mioboe.example"), SLICE("http://mioboe.example"), SLICE("")));
}

static void origins_are_ours_or_not_told(void **state)
{
    static const struct {
        const char *origin, *site;
        bool is_ours;
    } rows[] = {
        {"", "", true},
        {"http://127.0.0.1:8000", "same-origin", true},
        {"http://localhost:8000", "", false}, /* another origin for a browser */
        {"", "none", true},
        {"", "cross-site", false},
        {"", "same-site", false},
        {"http://127.0.0.1:8000", "cross-site", false},
        {"null", "", false},
        {"https://127.0.0.1:8000", "", false},
        {"http://127.0.0.1:8001", "", false},
        {"http://127.0.0.1:8000/", "", false},
        {"http://", "", false},
    };
    struct guard guard;

    (void)state;
    guard_init(&guard, NULL, 8000, false);
    for (size_t i = 0; i < COUNT(rows); i++)
        if (guard_origin(&guard, SLICE("127.0.0.1:8000"), slice_of(rows[i].origin),
                         slice_of(rows[i].site)) != rows[i].is_ours)
            fail_msg("%s %s", rows[i].origin, rows[i].site);
}

static void sessions_are_found_by_their_cookie_only(void **state)
{
    struct sessions sessions;
    char value[SESSION_TEXT + 1], header[300], token[SESSION_TEXT + 1];

    (void)state;
    session_init(&sessions, 8000);
    session_token(&sessions, token);
    assert_true(session_is_token(&sessions, slice_of(token)));
    assert_false(session_is_token(&sessions, slice_sub(slice_of(token), 0, SESSION_TEXT - 1)));
    assert_false(session_is_token(&sessions, SLICE("")));
    assert_null(session_find(&sessions, SLICE(""), 0));
    session_begin(&sessions, 0, value);
    assert_string_not_equal(value, token);
    snprintf(header, sizeof(header), "a=b; mioboe_8000=%s; c=d", value);
    assert_non_null(session_find(&sessions, slice_of(header), 1));
    assert_null(session_find(&sessions, slice_of(header), SESSION_MAX_AGE_MS + 1));
    snprintf(header, sizeof(header), "mioboe_8001=%s", value);
    assert_null(session_find(&sessions, slice_of(header), 1));
    for (int i = 0; i < SESSION_MAX; i++) { /* used less lately: it goes */
        char other[SESSION_TEXT + 1];

        session_begin(&sessions, 10 + i, other);
    }
    snprintf(header, sizeof(header), "mioboe_8000=%s", value);
    assert_null(session_find(&sessions, slice_of(header), 100));
}

static void tries_are_counted_by_the_minute(void **state)
{
    struct sessions sessions;

    (void)state;
    session_init(&sessions, 1);
    for (int i = 0; i < SESSION_FAILURES; i++)
        session_may_try(&sessions, 100000, true);
    assert_false(session_may_try(&sessions, 100001, false));
    assert_true(session_may_try(&sessions, 170000, false));
}

static void paths_are_found_in_the_table(void **state)
{
    static const struct {
        const char *method, *path;
        enum route_found found;
        const char *arg;
    } rows[] = {
        {"GET", "/api/state", ROUTE_FOUND, ""},
        {"HEAD", "/api/state", ROUTE_FOUND, ""},
        {"POST", "/api/state", ROUTE_NO_METHOD, ""},
        {"GET", "/api/state/", ROUTE_NO_PATH, ""},
        {"GET", "/api", ROUTE_NO_PATH, ""},
        {"GET", "", ROUTE_NO_PATH, ""},
        {"GET", "/api/cases/6s76v6ea", ROUTE_FOUND, "6s76v6ea"},
        {"GET", "/api/cases/6s76v6ea/next", ROUTE_FOUND, "6s76v6ea"},
        {"POST", "/api/cases/6s76v6ea/answer", ROUTE_FOUND, "6s76v6ea"},
        {"GET", "/api/cases/..", ROUTE_NO_PATH, ""},
        {"GET", "/api/cases/a%2fb", ROUTE_NO_PATH, ""},
        {"GET", "/api/cases/", ROUTE_NO_PATH, ""},
        {"GET", "/api/cases/a/b", ROUTE_NO_PATH, ""},
        {"GET", "/api/cases/{}", ROUTE_NO_PATH, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice args[ROUTE_ARGS] = {{"", 0}, {"", 0}};
        const struct route *route;

        if (route_find(routes, slice_of(rows[i].method), slice_of(rows[i].path), &route, args) !=
            rows[i].found)
            fail_msg("%s %s", rows[i].method, rows[i].path);
        if (rows[i].found == ROUTE_FOUND)
            assert_text(args[0], rows[i].arg, rows[i].path);
    }
}

static void names_of_files_stay_below(void **state)
{
    static const char *const fine[] = {
        "a.csv", "amazon/taro/x.csv", "-x", "利用明細 2026.csv", "a..b", ".hidden"};
    static const char *const bad[] = {
        "",    "/", "/a", "a/", "a//b", "..", "a/../b", ".", "a\\b", "a\nb", "1/2/3/4/5/6/7/8/9",
        "\xff"};

    (void)state;
    for (size_t i = 0; i < COUNT(fine); i++)
        assert_true(upload_is_name(slice_of(fine[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(upload_is_name(slice_of(bad[i])));
    assert_false(upload_is_name(SLICE("a\0b")));
}

static void queries_are_decoded_once(void **state)
{
    static const struct {
        const char *query, *name, *value;
        bool is_fine;
    } rows[] = {
        {"a=1&b=2", "b", "2", true},   {"q=a+b%20c", "q", "a b c", true},
        {"q=%252e", "q", "%2e", true}, {"q=%E3%81%82", "q", "あ", true},
        {"q", "q", "", true},          {"a=1&a=2", "a", "1", true},
        {"q=%", "q", "", false},       {"q=%4", "q", "", false},
        {"q=%zz", "q", "", false},     {"q=%ff", "q", "", false},
        {"q=%00", "q", "", false},     {"", "q", "", true},
        {"&&", "q", "", true},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct params params = {NULL, 0, 0};

        if (params_read_query(slice_of(rows[i].query), arena, &params) != rows[i].is_fine)
            fail_msg("%s", rows[i].query);
        assert_text(params_get(&params, rows[i].name), rows[i].value, rows[i].query);
    }
    arena_free(arena);
}

static void bodies_are_flat_objects(void **state)
{
    static const char *const fine[] = {"{}", " {\"a\":1} ", "{\"a\":[\"x\",2]}", "{\"a\":null}"};
    static const char *const bad[] = {"",
                                      "[]",
                                      "1",
                                      "{",
                                      "{}x",
                                      "{\"a\":{}}",
                                      "{\"a\":[[]]}",
                                      "{\"a\":1.5}",
                                      "{\"a\":[true]}",
                                      "{\"a\":\"\\u0000\"}",
                                      "{\"a\":\"\xff\"}"};
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(fine); i++) {
        struct params params = {NULL, 0, 0};

        assert_true(params_read_json(slice_of(fine[i]), arena, &params));
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct params params = {NULL, 0, 0};

        if (params_read_json(slice_of(bad[i]), arena, &params))
            fail_msg("%s", bad[i]);
        assert_int_equal(params.len, 0);
    }
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_our_names_are_hosts),
        cmocka_unit_test(origins_are_ours_or_not_told),
        cmocka_unit_test(sessions_are_found_by_their_cookie_only),
        cmocka_unit_test(tries_are_counted_by_the_minute),
        cmocka_unit_test(paths_are_found_in_the_table),
        cmocka_unit_test(names_of_files_stay_below),
        cmocka_unit_test(queries_are_decoded_once),
        cmocka_unit_test(bodies_are_flat_objects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
