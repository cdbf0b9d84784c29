#include "watch/vigil.h"

#include "base/base_test.h"
#include "base/day.h"
#include "base/hash.h"
#include "base/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOON 1795316400 /* 2026-11-22T12:00 in Japan */
#define MINUTE 60
#define HOUR 3600

static const struct slice people[] = {{"Hanako", 6}, {"Taro", 4}};
static const struct vigil_rules rules = {.again_after = 10 * MINUTE,
                                         .asks = 2,
                                         .quiet_from = 22 * 60,
                                         .quiet_until = 7 * 60,
                                         .zone = DAY_JST,
                                         .people = people,
                                         .people_len = 2};

struct fixture {
    struct arena *arena;
    struct vigil v;
};

static void begin(struct fixture *f)
{
    f->arena = arena_new(&base_test_allocator);
    vigil_init(&f->v, &rules, f->arena);
}

static void end(struct fixture *f)
{
    arena_free(f->arena);
}

static struct seen_mail mail_of(const char *key, enum mail_kind kind, const char *order)
{
    struct seen_mail mail = {.key = slice_of(key),
                             .person = SLICE("Hanako"),
                             .trust = TRUST_GENUINE,
                             .kind = kind,
                             .received = NOON};

    matter_clear(&mail.about, MATTER_ORDER);
    mail.about.brand = SLICE("amazon");
    mail.about.order_id = slice_of(order);
    mail.about.day = moment_day(NOON, DAY_JST);
    return mail;
}

static struct seen_mail sum_of(struct seen_mail mail, int64_t amount, const char *shop_brand)
{
    mail.about.amount = amount;
    mail.about.has_amount = true;
    mail.about.currency = CURRENCY_JPY;
    mail.about.shop_brand = slice_of(shop_brand);
    return mail;
}

static void see(struct fixture *f, int64_t now, struct seen_mail mail)
{
    vigil_mail(&f->v, now, &mail);
}

static size_t alerts_of(const struct fixture *f, enum matter_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < f->v.alerts.len; i++)
        n += f->v.alerts.at[i].about.kind == kind;
    return n;
}

static const struct alert *last_alert(const struct fixture *f)
{
    assert_true(f->v.alerts.len > 0);
    return &f->v.alerts.at[f->v.alerts.len - 1];
}

/* ------------------------------------------------------------------ asking */

static void an_order_is_asked_about_once(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, mail_of("k1", MAIL_ORDER, "250-1"));
    see(&f, NOON + 5, mail_of("k1", MAIL_ORDER, "250-1"));
    see(&f, NOON + 9, mail_of("k2", MAIL_DISPATCH, "250-1"));
    see(&f, NOON + 9, mail_of("k2", MAIL_DISPATCH, "250-1"));
    assert_int_equal(f.v.askings.len, 1);
    assert_int_equal(f.v.alerts.len, 1);
    assert_text(last_alert(&f)->person, "Hanako", "who");
    assert_int_equal(last_alert(&f)->due, NOON);
    end(&f);
}

static void kinds_that_are_no_news_ask_nothing(void **state)
{
    static const enum mail_kind kinds[] = {MAIL_BILL, MAIL_PROMOTION, MAIL_OTHER,
                                           MAIL_USAGE_REVERSED};
    struct fixture f;

    (void)state;
    begin(&f);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        see(&f, NOON, mail_of("k", kinds[i], "250-1"));
    assert_int_equal(f.v.askings.len + f.v.alerts.len, 0);
    end(&f);
}

static void what_the_store_knows_and_what_is_past_ask_nothing(void **state)
{
    struct seen_mail past = mail_of("k2", MAIL_ORDER, "250-2");
    struct map orders = {NULL, 0, 0};
    struct fixture f;

    (void)state;
    begin(&f);
    map_set(&orders, f.arena, hash_bytes(SLICE("250-1"), 0), 1);
    f.v.known.orders = &orders;
    see(&f, NOON, mail_of("k1", MAIL_DISPATCH, "250-1"));
    past.is_past = true;
    see(&f, NOON, past);
    assert_int_equal(f.v.askings.len, 0);
    see(&f, NOON, mail_of("k3", MAIL_DISPATCH, "250-3"));
    assert_int_equal(f.v.askings.len, 1);
    end(&f);
}

static void a_card_that_pays_for_an_order_asks_nothing_once(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, sum_of(mail_of("k1", MAIL_ORDER, "250-1"), 2420, ""));
    see(&f, NOON, sum_of(mail_of("u1", MAIL_USAGE, ""), 2420, "amazon"));
    assert_int_equal(f.v.askings.len, 1);
    see(&f, NOON, sum_of(mail_of("u2", MAIL_USAGE, ""), 2420, "amazon")); /* a second time */
    assert_int_equal(f.v.askings.len, 2);
    see(&f, NOON, sum_of(mail_of("u3", MAIL_USAGE, ""), 2421, "amazon"));
    see(&f, NOON, sum_of(mail_of("u4", MAIL_USAGE, ""), 2420, "other"));
    assert_int_equal(f.v.askings.len, 4);
    end(&f);
}

static void an_order_after_its_payment_asks_nothing(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, sum_of(mail_of("u1", MAIL_USAGE, ""), 2420, "amazon"));
    see(&f, NOON, sum_of(mail_of("k1", MAIL_ORDER, "250-1"), 2420, ""));
    assert_int_equal(f.v.askings.len, 1);
    see(&f, NOON, mail_of("k2", MAIL_DISPATCH, "250-1")); /* its number was learnt */
    assert_int_equal(f.v.askings.len, 1);
    end(&f);
}

static void what_recurs_asks_nothing_at_its_sum(void **state)
{
    static const struct vigil_recurring recurring[] = {{{"amazon", 6}, 600, {"JPY"}}};
    struct fixture f;

    (void)state;
    begin(&f);
    f.v.known.recurring = recurring;
    f.v.known.recurring_len = 1;
    see(&f, NOON, sum_of(mail_of("u1", MAIL_USAGE, ""), 600, "amazon"));
    assert_int_equal(f.v.askings.len, 0);
    see(&f, NOON, sum_of(mail_of("u2", MAIL_USAGE, ""), 700, "amazon"));
    assert_int_equal(f.v.askings.len, 1);
    end(&f);
}

static void a_device_that_was_confirmed_is_known_for_a_while(void **state)
{
    struct seen_mail mail = mail_of("s1", MAIL_SIGN_IN, "");
    struct fixture f;

    (void)state;
    begin(&f);
    mail.about.device = SLICE("Firefox");
    mail.about.place = SLICE("Tokyo");
    see(&f, NOON, mail);
    assert_int_equal(vigil_answered(&f.v, NOON, f.v.askings.at[0].id, true, SLICE("ntfy"), false),
                     VIGIL_TAKEN);
    mail.key = SLICE("s2");
    see(&f, NOON + 86400, mail);
    assert_int_equal(f.v.askings.len, 1);
    mail.key = SLICE("s3");
    mail.about.place = SLICE("Osaka");
    see(&f, NOON + 86400, mail);
    assert_int_equal(f.v.askings.len, 2);
    mail.key = SLICE("s4");
    mail.about.place = SLICE("Tokyo");
    see(&f, NOON + (int64_t)(VIGIL_SIGN_IN_DAYS + 1) * 86400, mail);
    assert_int_equal(f.v.askings.len, 3);
    end(&f);
}

/* ------------------------------------------------------------------ time */

static void silence_is_asked_again_then_the_next_person(void **state)
{
    static const struct {
        int64_t at;
        const char *who;
    } expected[] = {
        {0, "Hanako"}, {10 * MINUTE, "Hanako"}, {20 * MINUTE, "Taro"}, {30 * MINUTE, "Taro"}};
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, mail_of("k1", MAIL_ORDER, "250-1"));
    for (int64_t t = 0; t < 2 * HOUR; t += MINUTE)
        vigil_tick(&f.v, NOON + t);
    assert_int_equal(f.v.alerts.len, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(f.v.alerts.at[i].made, NOON + expected[i].at);
        assert_text(f.v.alerts.at[i].person, expected[i].who, "who is asked");
        assert_int_equal(f.v.alerts.at[i].ask, i + 1);
    }
    end(&f);
}

static void the_one_whose_mailbox_it_is_comes_first(void **state)
{
    struct seen_mail mail = mail_of("k1", MAIL_ORDER, "250-1");
    struct fixture f;

    (void)state;
    begin(&f);
    mail.person = SLICE("Taro");
    see(&f, NOON, mail);
    vigil_tick(&f.v, NOON + 10 * MINUTE);
    vigil_tick(&f.v, NOON + 20 * MINUTE);
    assert_int_equal(f.v.alerts.len, 3);
    assert_text(f.v.alerts.at[1].person, "Taro", "second");
    assert_text(f.v.alerts.at[2].person, "Hanako", "third");
    end(&f);
}

static void an_answer_ends_the_asking(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, mail_of("k1", MAIL_ORDER, "250-1"));
    vigil_answered(&f.v, NOON + 5, f.v.askings.at[0].id, true, SLICE("ntfy"), false);
    vigil_tick(&f.v, NOON + HOUR);
    assert_int_equal(f.v.alerts.len, 1);
    assert_true(vigil_next(&f.v, NOON + HOUR) == INT64_MAX);
    end(&f);
}

static void quiet_hours_hold_back_only_what_can_wait(void **state)
{
    static const struct {
        int64_t at, due;
    } rows[] = {
        {NOON, NOON},
        {NOON + 10 * HOUR, NOON + 19 * HOUR},               /* 22:00 → 7:00 */
        {NOON + 15 * HOUR + 30 * MINUTE, NOON + 19 * HOUR}, /* 3:30 */
        {NOON + 19 * HOUR, NOON + 19 * HOUR},               /* 7:00 */
    };
    char key[4] = "a";
    struct fixture f;

    (void)state;
    begin(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct matter about;

        matter_clear(&about, MATTER_REFUND_LATE);
        key[0]++;
        vigil_tell(&f.v, rows[i].at, arena_copy(f.arena, slice_of(key)), SLICE(""), &about);
        assert_int_equal(last_alert(&f)->due, rows[i].due);
        key[0]++;
        see(&f, rows[i].at, mail_of(key, MAIL_ORDER, ""));
        assert_int_equal(last_alert(&f)->due, rows[i].at);
    }
    end(&f);
}

static void open_questions_are_told_again_in_the_morning(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, mail_of("k1", MAIL_ORDER, "250-1"));
    for (int64_t t = 0; t < 10 * 86400; t += 10 * MINUTE)
        vigil_tick(&f.v, NOON + t);
    assert_int_equal(alerts_of(&f, MATTER_STILL_OPEN), VIGIL_REMIND_DAYS);
    end(&f);
}

/* ------------------------------------------------------------------ floods */

static void too_many_questions_come_as_one_alert(void **state)
{
    char key[8];
    struct fixture f;

    (void)state;
    begin(&f);
    for (int i = 0; i < 50; i++) {
        snprintf(key, sizeof(key), "k%d", i);
        see(&f, NOON + i, mail_of(key, MAIL_ORDER, ""));
    }
    assert_int_equal(f.v.askings.len, 50);
    assert_int_equal(alerts_of(&f, MATTER_ORDER), VIGIL_SINGLY);
    assert_int_equal(alerts_of(&f, MATTER_MANY), 1);
    end(&f);
}

static void forged_mails_are_told_once_for_each_brand_and_few_a_day(void **state)
{
    static const char *const brands[] = {"amazon", "rakuten", "jcb",    "smbc-card",
                                         "mufg",   "paypay",  "mercari"};
    char key[8];
    struct fixture f;

    (void)state;
    begin(&f);
    for (int i = 0; i < 700; i++) {
        struct seen_mail mail;

        snprintf(key, sizeof(key), "f%d", i);
        mail = mail_of(key, MAIL_ORDER, "");
        mail.trust = TRUST_FAKE;
        mail.about.brand = slice_of(brands[i % 7]);
        see(&f, NOON + i, mail);
    }
    assert_int_equal(alerts_of(&f, MATTER_FORGED), VIGIL_FORGED_A_DAY);
    assert_int_equal(alerts_of(&f, MATTER_FORGED_MANY), 1);
    assert_int_equal(f.v.askings.len, 0);
    end(&f);
}

static void a_mail_that_cannot_be_proven_asks_nothing(void **state)
{
    struct seen_mail mail = mail_of("k1", MAIL_ORDER, "250-1");
    struct fixture f;

    (void)state;
    begin(&f);
    mail.trust = TRUST_UNKNOWN;
    see(&f, NOON, mail);
    mail.key = SLICE("k2");
    see(&f, NOON + 60, mail);
    assert_int_equal(f.v.askings.len, 0);
    assert_int_equal(alerts_of(&f, MATTER_UNPROVEN), 1);
    end(&f);
}

/* ------------------------------------------------------------------ answers */

static void answers_are_good_once(void **state)
{
    struct slice id;
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, mail_of("k1", MAIL_ORDER, "250-1"));
    id = f.v.askings.at[0].id;
    assert_int_equal(vigil_answered(&f.v, NOON, SLICE("nothing1"), true, SLICE("x"), true),
                     VIGIL_NO_SUCH);
    assert_int_equal(vigil_answered(&f.v, NOON, id, true, SLICE("ntfy"), false), VIGIL_TAKEN);
    assert_int_equal(vigil_answered(&f.v, NOON, id, true, SLICE("ntfy"), false), VIGIL_ALREADY);
    assert_int_equal(vigil_answered(&f.v, NOON, id, false, SLICE("ntfy"), false), VIGIL_OTHERWISE);
    assert_int_equal(vigil_answered(&f.v, NOON, id, false, SLICE("command"), true), VIGIL_TAKEN);
    assert_int_equal(f.v.to_open.len, 1);
    assert_int_equal(vigil_answered(&f.v, NOON, id, true, SLICE("command"), true), VIGIL_OTHERWISE);
    end(&f);
}

static void an_unclear_reply_is_asked_again_a_few_times(void **state)
{
    static const char *const mails[] = {"m1", "m1", "m2", "m3", "m4"};
    struct fixture f;
    struct slice id;

    (void)state;
    begin(&f);
    see(&f, NOON, mail_of("k1", MAIL_ORDER, "250-1"));
    id = f.v.askings.at[0].id;
    for (size_t i = 0; i < sizeof(mails) / sizeof(mails[0]); i++)
        vigil_unclear(&f.v, NOON + 1, id, slice_of(mails[i]));
    assert_int_equal(alerts_of(&f, MATTER_UNCLEAR), VIGIL_UNCLEAR);
    assert_text(last_alert(&f)->person, "Hanako", "who");
    assert_true(slice_eq(last_alert(&f)->asking, id));
    assert_int_equal(last_alert(&f)->due, NOON + 1);
    assert_text(last_alert(&f)->about.order_id, "250-1", "about what");
    vigil_answered(&f.v, NOON + 2, id, true, SLICE("mail"), false);
    see(&f, NOON, mail_of("k2", MAIL_ORDER, "250-2"));
    vigil_answered(&f.v, NOON + 2, f.v.askings.at[1].id, true, SLICE("mail"), false);
    vigil_unclear(&f.v, NOON + 3, f.v.askings.at[1].id, SLICE("m5"));
    vigil_unclear(&f.v, NOON + 3, SLICE("nothing!"), SLICE("m6"));
    assert_int_equal(alerts_of(&f, MATTER_UNCLEAR), VIGIL_UNCLEAR);
    end(&f);
}

static void what_comes_after_a_no_is_told_at_once(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, sum_of(mail_of("k1", MAIL_ORDER, "250-1"), 2420, ""));
    vigil_answered(&f.v, NOON, f.v.askings.at[0].id, false, SLICE("ntfy"), false);
    see(&f, NOON + 60, mail_of("k2", MAIL_DISPATCH, "250-1"));
    see(&f, NOON + 61, mail_of("k2", MAIL_DISPATCH, "250-1"));
    see(&f, NOON + 62, mail_of("k3", MAIL_CANCELLATION, "250-1"));
    see(&f, NOON + 63, mail_of("k4", MAIL_REFUND, "250-1"));
    assert_int_equal(alerts_of(&f, MATTER_SENT_ANYWAY), 1);
    assert_int_equal(alerts_of(&f, MATTER_CANCELLED_TOLD), 1);
    assert_int_equal(alerts_of(&f, MATTER_REFUND_TOLD), 1);
    assert_int_equal(f.v.askings.len, 1);
    end(&f);
}

static void a_charge_that_was_asked_about_by_its_notice_is_not_asked_again(void **state)
{
    struct matter about;
    struct fixture f;

    (void)state;
    begin(&f);
    see(&f, NOON, sum_of(mail_of("u1", MAIL_USAGE, ""), 433, "other"));
    matter_clear(&about, MATTER_CHARGE);
    about.charge = SLICE("c1");
    about.amount = 433;
    about.has_amount = true;
    about.currency = CURRENCY_JPY;
    about.day = moment_day(NOON, DAY_JST) + 1;
    vigil_finding(&f.v, NOON, SLICE("charge|c1"), &about, false);
    vigil_finding(&f.v, NOON, SLICE("charge|c1"), &about, false);
    assert_int_equal(f.v.askings.len, 1);
    about.charge = SLICE("c2"); /* the notice pays for one charge only */
    vigil_finding(&f.v, NOON, SLICE("charge|c2"), &about, false);
    assert_int_equal(f.v.askings.len, 2);
    about.charge = SLICE("c3");
    about.amount = 1;
    vigil_finding(&f.v, NOON, SLICE("charge|c3"), &about, true);
    assert_int_equal(f.v.askings.len, 2);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_is_asked_about_once),
        cmocka_unit_test(kinds_that_are_no_news_ask_nothing),
        cmocka_unit_test(what_the_store_knows_and_what_is_past_ask_nothing),
        cmocka_unit_test(a_card_that_pays_for_an_order_asks_nothing_once),
        cmocka_unit_test(an_order_after_its_payment_asks_nothing),
        cmocka_unit_test(what_recurs_asks_nothing_at_its_sum),
        cmocka_unit_test(a_device_that_was_confirmed_is_known_for_a_while),
        cmocka_unit_test(silence_is_asked_again_then_the_next_person),
        cmocka_unit_test(the_one_whose_mailbox_it_is_comes_first),
        cmocka_unit_test(an_answer_ends_the_asking),
        cmocka_unit_test(quiet_hours_hold_back_only_what_can_wait),
        cmocka_unit_test(open_questions_are_told_again_in_the_morning),
        cmocka_unit_test(too_many_questions_come_as_one_alert),
        cmocka_unit_test(forged_mails_are_told_once_for_each_brand_and_few_a_day),
        cmocka_unit_test(a_mail_that_cannot_be_proven_asks_nothing),
        cmocka_unit_test(answers_are_good_once),
        cmocka_unit_test(an_unclear_reply_is_asked_again_a_few_times),
        cmocka_unit_test(what_comes_after_a_no_is_told_at_once),
        cmocka_unit_test(a_charge_that_was_asked_about_by_its_notice_is_not_asked_again),
    };

    return cmocka_run_group_tests_name("vigil", tests, NULL, NULL);
}
