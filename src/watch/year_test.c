/*
 * A year of two people, by a clock of its own: what the five accounts of docs/design tell of, and
 * which notice came when. A tick every five minutes.
 */

#include "watch/vigil.h"

#include "base/base_test.h"
#include "base/day.h"
#include "base/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define TICK 300

static const struct slice people[] = {{"Hanako", 6}, {"Taro", 4}};
static const struct vigil_rules rules = {.again_after = 600,
                                         .asks = 2,
                                         .quiet_from = 22 * 60,
                                         .quiet_until = 7 * 60,
                                         .zone = DAY_JST,
                                         .people = people,
                                         .people_len = 2};

enum act { MAIL, FORGED, FINDING, YES, NO };

/* One thing that happens; an answer is to the question of that key. */
struct event {
    const char *at, *key;
    enum act act;
    int kind; /* of a mail, of a finding */
    const char *order;
    int64_t amount;
    const char *more; /* brand of the shop of a use; device of a sign-in */
};

static const struct event events[] = {
    /* 1: an unknown line on a statement */
    {"2026-01-09T12:40", "u1", MAIL, MAIL_USAGE, "", 1490, "amazon"},
    {"2026-01-09T12:52", "u1", NO, MATTER_USAGE},
    {"2026-02-05T20:00", "charge|c1", FINDING, MATTER_CHARGE, "", 1490, ""},
    {"2026-02-20T06:00", "deadline|case1", FINDING, MATTER_DEADLINE, "", 1490, ""},
    {"2026-02-28T23:30", "promise|case1", FINDING, MATTER_PROMISE, "", 0, ""},
    {"2026-03-05T20:00", "refund|case1", FINDING, MATTER_REFUND_LATE, "", 1490, ""},
    /* 2: a film in the night; nobody hears the telephone, the second one does */
    {"2026-03-14T02:13", "o2", MAIL, MAIL_ORDER, "D01-1", 500, ""},
    {"2026-03-14T02:36", "o2", NO, MATTER_ORDER},
    {"2026-03-14T02:40", "o2c", MAIL, MAIL_CANCELLATION, "D01-1", 0, ""},
    {"2026-03-14T04:40", "o2r", MAIL, MAIL_REFUND, "D01-1", 500, ""},
    /* 3: "your card was not approved": one mail real, five not */
    {"2026-05-02T10:00", "o3", MAIL, MAIL_ORDER, "250-3", 8200, ""},
    {"2026-05-02T10:01", "o3", YES, MATTER_ORDER},
    {"2026-05-02T18:20", "d3", MAIL, MAIL_PAYMENT_DECLINED, "250-3", 3100, ""},
    {"2026-05-02T19:00", "u3", MAIL, MAIL_USAGE, "", 8200, "amazon"},
    {"2026-05-02T23:10", "f1", FORGED, MAIL_PAYMENT_DECLINED, "", 0, ""},
    {"2026-05-02T23:11", "f2", FORGED, MAIL_PAYMENT_DECLINED, "", 0, ""},
    {"2026-05-02T23:12", "f3", FORGED, MAIL_PAYMENT_DECLINED, "", 0, ""},
    {"2026-05-03T11:00", "s3", MAIL, MAIL_DISPATCH, "250-3", 8200, ""},
    /* 4: the monthly look */
    {"2026-06-10T07:30", "price|1", FINDING, MATTER_PRICE_ROSE, "", 700, ""},
    {"2026-06-28T22:30", "trial|1", FINDING, MATTER_TRIAL_ENDS, "", 600, ""},
    {"2026-08-20T07:30", "statement|1", FINDING, MATTER_STATEMENT, "", 0, ""},
    {"2026-08-20T13:30", "statement|1", FINDING, MATTER_STATEMENT, "", 0, ""},
    /* 5: an account taken over in the night: a sign-in, a new password, gift cards and goods */
    {"2026-10-21T03:00", "s5", MAIL, MAIL_SIGN_IN, "", 0, "Android, Hanoi"},
    {"2026-10-21T03:02", "p5", MAIL, MAIL_PASSWORD_RESET, "", 0, ""},
    {"2026-10-21T03:04", "g1", MAIL, MAIL_ORDER, "250-51", 10000, ""},
    {"2026-10-21T03:05", "g2", MAIL, MAIL_ORDER, "250-52", 10000, ""},
    {"2026-10-21T03:09", "g1", NO, MATTER_ORDER},
    {"2026-10-21T03:09", "g2", NO, MATTER_ORDER},
    {"2026-10-21T03:09", "s5", NO, MATTER_SIGN_IN},
    {"2026-10-21T03:09", "p5", NO, MATTER_PASSWORD},
    {"2026-10-22T09:00", "x5", MAIL, MAIL_DISPATCH, "250-51", 10000, ""},
    {"2026-10-22T09:30", "u5", MAIL, MAIL_USAGE, "", 10000, "amazon"},
    {"2026-11-10T20:00", "stopped|c9", FINDING, MATTER_STOPPED_CARD, "", 300, ""},
    {"2026-12-10T23:00", "debit|c5", FINDING, MATTER_DEBIT_AFTER_REFUND, "", 10000, ""},
};

/* When it is told (quiet hours over), to whom, what. */
static const char *const expected[] = {
    "2026-01-09T12:40 Hanako usage",         "2026-01-09T12:50 Hanako usage",
    "2026-02-20T06:00 - deadline",           "2026-03-01T07:00 - promise",
    "2026-03-05T20:00 - refund_late",        "2026-03-14T02:13 Hanako order",
    "2026-03-14T02:25 Hanako order",         "2026-03-14T02:35 Taro order",
    "2026-03-14T07:00 - cancelled_told",     "2026-03-14T07:00 - refund_told",
    "2026-05-02T10:00 Hanako order",         "2026-05-03T07:00 Hanako forged",
    "2026-06-10T07:30 - price_rose",         "2026-06-29T07:00 - trial_ends",
    "2026-08-20T07:30 - statement",          "2026-10-21T03:00 Hanako sign_in",
    "2026-10-21T03:02 Hanako password",      "2026-10-21T03:04 Hanako order",
    "2026-10-21T03:05 Hanako order",         "2026-10-22T09:00 - sent_anyway",
    "2026-10-22T09:30 - charged_anyway",     "2026-11-10T20:00 - stopped_card",
    "2026-12-10T23:00 - debit_after_refund",
};

static int64_t moment_of(const char *text)
{
    int64_t moment = 0;

    assert_true(moment_read(slice_of(text), DAY_JST, &moment));
    return moment;
}

static void fill(const struct event *e, int64_t now, struct matter *ret)
{
    matter_clear(ret, e->act == FINDING ? (enum matter_kind)e->kind : MATTER_ORDER);
    ret->brand = e->kind == MAIL_USAGE && e->act == MAIL ? SLICE("smbc-card") : SLICE("amazon");
    ret->order_id = slice_of(e->order);
    ret->amount = e->amount;
    ret->has_amount = e->amount != 0;
    ret->currency = CURRENCY_JPY;
    ret->day = moment_day(now, DAY_JST);
    ret->charge = slice_of(e->act == FINDING ? e->key : "");
    if (e->kind == MAIL_SIGN_IN)
        ret->device = slice_of(e->more);
    else
        ret->shop_brand = slice_of(e->more);
}

static void see(struct vigil *v, int64_t now, const struct event *e)
{
    struct seen_mail mail = {.key = slice_of(e->key),
                             .person = SLICE("Hanako"),
                             .trust = e->act == FORGED ? TRUST_FAKE : TRUST_GENUINE,
                             .kind = (enum mail_kind)e->kind,
                             .received = now};

    fill(e, now, &mail.about);
    vigil_mail(v, now, &mail);
}

static void happen(struct vigil *v, int64_t now, const struct event *e)
{
    char id[ASKING_ID_LEN];
    struct matter about;

    switch (e->act) {
    case MAIL:
    case FORGED: see(v, now, e); break;
    case FINDING:
        fill(e, now, &about);
        /* the statement of the month after shows it two weeks later than its notice */
        if (e->kind == MATTER_CHARGE)
            about.day = moment_day(moment_of("2026-01-09T12:40"), DAY_JST);
        vigil_finding(v, now, slice_of(e->key), &about, false);
        break;
    case YES:
    case NO:
        asking_id((enum matter_kind)e->kind, slice_of(e->key), id);
        assert_int_equal(vigil_answered(v, now, (struct slice){id, sizeof(id)}, e->act == YES,
                                        SLICE("ntfy"), false),
                         VIGIL_TAKEN);
        break;
    }
}

static void line_of(const struct alert *alert, char *ret, size_t len)
{
    char due[MOMENT_TEXT_LEN];
    struct slice name = matter_name((enum matter_kind)alert->about.kind);

    moment_write(alert->due + DAY_JST * 60, due);
    snprintf(ret, len, "%.16s %.*s %.*s", due, alert->person.len ? (int)alert->person.len : 1,
             alert->person.len ? alert->person.ptr : "-", (int)name.len, name.ptr);
}

/* What is told must be what the list says, in its order of being told. */
static void compare(const struct vigil *v)
{
    char line[80];

    for (size_t i = 0; i < v->alerts.len; i++) {
        line_of(&v->alerts.at[i], line, sizeof(line));
        if (i >= COUNT(expected) || strcmp(line, expected[i]) != 0)
            fail_msg("notice %zu: \"%s\", expected \"%s\"", i + 1, line,
                     i < COUNT(expected) ? expected[i] : "nothing");
    }
    assert_int_equal(v->alerts.len, COUNT(expected));
}

static void live(struct vigil *v, struct arena *arena)
{
    int64_t now = moment_of("2026-01-01T00:00"), end = moment_of("2027-01-01T00:00");
    size_t next = 0;

    vigil_init(v, &rules, arena);
    for (; now < end; now += TICK) {
        for (; next < COUNT(events) && moment_of(events[next].at) <= now; next++)
            happen(v, moment_of(events[next].at), &events[next]);
        vigil_tick(v, now);
    }
    assert_int_equal(next, COUNT(events));
}

static void a_year_brings_these_notices_at_these_times(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct vigil v;

    (void)state;
    live(&v, arena);
    compare(&v);
    arena_free(arena);
}

/* 24 hours in which a mail comes every second: 86,400, one in a thousand of them an order. */
static void a_day_of_flood_hides_nothing_and_grows_little(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    int64_t now = moment_of("2026-04-01T00:00");
    uint32_t orders = 0, told = 0;
    char key[24], id[ASKING_ID_LEN];
    struct vigil v;

    (void)state;
    vigil_init(&v, &rules, arena);
    for (uint32_t i = 0; i < 86400; i++, now++) {
        bool is_order = i % 1000 == 999;
        struct event e = {NULL, key, is_order ? MAIL : FORGED, MAIL_ORDER, "", 0, ""};

        snprintf(key, sizeof(key), "k%u", i);
        see(&v, now, &e);
        orders += is_order;
        asking_id(MATTER_ORDER, slice_of(key), id);
        if (is_order)
            vigil_answered(&v, now, (struct slice){id, sizeof(id)}, true, SLICE("x"), false);
    }
    for (size_t i = 0; i < v.alerts.len; i++)
        told += v.alerts.at[i].about.kind == MATTER_ORDER;
    assert_int_equal(told, orders);
    assert_true(v.alerts.len < orders + 10);
    assert_true(v.told_now.len < 20);
    assert_int_equal(v.askings.len, orders);
    arena_free(arena);
}

/* The list for docs/watch.md, from the run itself. */
static int tell(void)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct vigil v;
    char line[80];

    live(&v, arena);
    for (size_t i = 0; i < v.alerts.len; i++) {
        line_of(&v.alerts.at[i], line, sizeof(line));
        puts(line);
    }
    arena_free(arena);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_brings_these_notices_at_these_times),
        cmocka_unit_test(a_day_of_flood_hides_nothing_and_grows_little),
    };

    if (argc > 1 && strcmp(argv[1], "--tell") == 0)
        return tell();
    return cmocka_run_group_tests_name("year", tests, NULL, NULL);
}
