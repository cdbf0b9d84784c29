#include "web/query.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <unistd.h>

/* Ids are those of hash_write(); five charges in the order of a report. */
static const char text[] =
    "{ \"schema\": \"mioboe.explain/1\", \"as_of\": \"2026-11-22\", \"sources\": ["
    " { \"path\": \"a.csv\", \"account\": \"taro\" }, { \"path\": \"b.csv\", \"account\": null } ], \"charges\": ["
    "{\"id\":\"0000000000001\",\"ids\":[\"0000000000001\",\"0000000000011\"],\"source\":{\"path\":\"a.csv\",\"line\":1},"
    "\"card\":\"1234\",\"date\":\"2026-08-15\",\"amount\":1488,\"currency\":\"JPY\",\"descriptor\":\"ＡＭＡＺＯＮ\",\"merchant\":"
    "\"amazon.retail\",\"verdict\":\"explained\",\"explained_by\":[{\"order_id\":\"250-1\",\"title\":\"水筒 \\\"500ml\\\"\"}],\"flags\":[]},"
    "{\"id\":\"0000000000002\",\"ids\":[\"0000000000002\"],\"source\":{\"path\":\"a.csv\",\"line\":2},\"card\":\"1234\",\"date\":"
    "\"2026-09-01\",\"amount\":-500,\"currency\":\"JPY\",\"descriptor\":\"AMAZON\",\"merchant\":\"amazon.retail\",\"verdict\":"
    "\"unexplained\",\"mine\":true,\"explained_by\":[],\"flags\":[{\"flag\":\"refund_late\",\"alarm\":true}]},"
    "{\"id\":\"0000000000003\",\"ids\":[\"0000000000003\"],\"source\":{\"path\":\"b.csv\",\"line\":1},\"card\":null,\"date\":"
    "\"2026-09-02\",\"amount\":1000,\"currency\":\"USD\",\"descriptor\":\"Cafe\",\"merchant\":\"other\",\"verdict\":"
    "\"out_of_scope\",\"explained_by\":[],\"flags\":[{\"flag\":\"new_merchant\",\"alarm\":false}]},"
    "{\"id\":\"0000000000004\",\"ids\":[\"0000000000004\"],\"source\":{\"path\":\"b.csv\",\"line\":2},\"card\":\"9\",\"date\":"
    "null,\"amount\":15480,\"currency\":\"JPY\",\"descriptor\":\"Bar\",\"merchant\":\"other\",\"verdict\":\"probable\","
    "\"explained_by\":[],\"flags\":[]} ], \"recurring\": [1], \"expected\": [], \"warnings\": [], \"summary\": {\"charges\": 4} }";

static struct report *make(const char *bytes, size_t len)
{
    int fd = memfd_create("report", MFD_CLOEXEC);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    return report_read(fd, &base_test_allocator);
}

/* Of the charge's id. */
static char last_digit(struct slice charge)
{
    return slice_skip(charge, sizeof("{\"id\":\"000000000000") - 1).ptr[0];
}

static const struct {
    const char *query, *found; /* the last digits of ids; NULL = refused */
} rows[] = {
    {"", "3214"},
    {"order=asc", "4123"},
    {"sort=amount", "2314"},
    {"sort=amount&order=desc", "4132"},
    {"sort=verdict", "2413"},
    {"sort=shop", "2143"},
    {"verdict=unexplained,probable", "24"},
    {"card=1234", "21"},
    {"card=0000", ""},
    {"member=taro", "21"},
    {"member=", "3214"},
    {"month=2026-09", "32"},
    {"month=2026-09,2026-08", "321"},
    {"merchant=amazon.retail", "21"},
    {"flag=alarm", "2"},
    {"flag=new_merchant,refund_late", "32"},
    {"flag=nothing", ""},
    {"mine=no", "314"},
    {"mine=yes", "2"},
    {"mine=no&verdict=unexplained", ""},
    {"q=amazon", "21"},
    {"q=%E6%B0%B4%E7%AD%92", "1"},
    {"q=500ML", "1"},
    {"q=250-1", "1"},
    {"q=15%2C480", "4"},
    {"q=amazon+500", "21"},
    {"q=amazon+cafe", ""},
    {"mine=perhaps", NULL},
    {"verdict=nothing", NULL},
    {"month=2026-9", NULL},
    {"sort=colour", NULL},
    {"order=up", NULL},
};

static void queries_find_what_they_say(void **state)
{
    struct report *report = make(text, sizeof(text) - 1);
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    assert_non_null(report);
    for (size_t i = 0; i < 2 * COUNT(rows); i++) { /* twice: the second time from the cache */
        const char *query = rows[i % COUNT(rows)].query, *want = rows[i % COUNT(rows)].found;
        struct params params = {NULL, 0, 0};
        struct query_found found;
        struct slice member;
        char ids[8] = "";

        assert_true(params_read_query(slice_of(query), arena, &params));
        if (query_find(report, &params, &found, &member) != (want ? 0 : -1))
            fail_msg("%s", query);
        for (size_t n = 0; want && n < found.len && n + 1 < sizeof(ids); n++)
            ids[n] = last_digit(report_charge(report, &report->rows[found.rows[n]]));
        if (want)
            assert_text(slice_of(ids), want, query);
    }
    arena_free(arena);
    report_free(report);
}

static void sums_are_by_currency(void **state)
{
    struct report *report = make(text, sizeof(text) - 1);
    struct params params = {NULL, 0, 0};
    struct query_found found;
    struct slice member;

    (void)state;
    assert_int_equal(query_find(report, &params, &found, &member), 0);
    assert_int_equal(found.sums[0].charges, 0); /* of charges without a currency */
    assert_int_equal(found.sums[1].amount, 1488 - 500 + 15480);
    assert_int_equal(found.sums[1].charges, 3);
    assert_int_equal(found.sums[2].amount, 1000);
    assert_int_equal(report->alarms, 1);
    assert_text(report->recurring, "[1]", "recurring");
    report_free(report);
}

static void charges_are_cut_out_as_they_are(void **state)
{
    struct report *report = make(text, sizeof(text) - 1);
    const struct report_row *row;

    (void)state;
    row = report_find(report, SLICE("0000000000011")); /* another id of the first */
    assert_non_null(row);
    assert_true(slice_starts(report_charge(report, row), SLICE("{\"id\":\"0000000000001\"")));
    assert_true(slice_ends(report_charge(report, row), SLICE("\"flags\":[]}")));
    assert_null(report_find(report, SLICE("0000000000009")));
    assert_null(report_find(report, SLICE("nothing")));
    report_free(report);
}

static void what_is_no_report_is_none(void **state)
{
    static const char *const none[] = {
        "", "{", "[]", "{\"charges\":[]}", "nothing", "{\"sources\":[],\"charges\":[{\"id\""};

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++)
        assert_null(make(none[i], strlen(none[i])));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_find_what_they_say),
        cmocka_unit_test(sums_are_by_currency),
        cmocka_unit_test(charges_are_cut_out_as_they_are),
        cmocka_unit_test(what_is_no_report_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
