#include "watch/mailbox_test.h"
#include "watch/mailbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOW 1785000000 /* 2026-07-25 */
#define DAY 86400
#define SHOP "order@shop.example"
#define NEWS "news@other.example"

/* A mailbox, its server, and what was judged of it. */
struct fixture {
    struct net net;
    struct mailbox *mailbox;
    int64_t now, ms;
    uint32_t judged[FAKE_MAILS * 2]; /* their UIDs in the order in which they came */
    bool is_past[FAKE_MAILS * 2];
    size_t judged_len;
    bool lacks_keys;
    int logins, cannot_login;
    uint32_t waiting, left_out; /* the last message that was left out */
    struct allocator allocator;
    size_t used, most; /* bytes of it */
};

static void *resize(void *ctx, void *ptr, size_t from, size_t to)
{
    struct fixture *f = ctx;

    f->used = f->used - from + to;
    f->most = f->used > f->most ? f->used : f->most;
    return base_test_resize(NULL, ptr, from, to);
}

static bool is_listed(void *ctx, struct slice fields)
{
    (void)ctx;
    return slice_has(fields, SLICE("shop.example"));
}

static int login(void *ctx, struct net_login *ret)
{
    struct fixture *f = ctx;

    f->logins++;
    *ret = (struct net_login){.url = SLICE("imaps://localhost")};
    return f->cannot_login;
}

static void on_left_out(void *ctx, uint32_t uid)
{
    ((struct fixture *)ctx)->left_out = uid;
}

static void open_mailbox(struct fixture *f, const struct mailbox_state *state)
{
    struct mailbox_opts opts = {.ops = &fake_ops,
                                .net = &f->net,
                                .allocator = &f->allocator,
                                .folder = SLICE("INBOX"),
                                .history = 3 * DAY,
                                .is_listed = is_listed,
                                .login = login,
                                .on_left_out = on_left_out,
                                .ctx = f,
                                .seed = 1,
                                .waiting = f->waiting};

    f->mailbox = mailbox_new(&opts, state);
}

static struct fixture *begin(void)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    f->now = NOW;
    f->ms = 1000000;
    f->net.uid_validity = 7;
    f->net.uid_next = 1;
    f->net.has_idle = true;
    f->allocator = (struct allocator){resize, f};
    open_mailbox(f, &(struct mailbox_state){0});
    return f;
}

static void end(struct fixture *f)
{
    mailbox_free(f->mailbox);
    assert_int_equal(f->used, 0);
    free(f);
}

static void pass(struct fixture *f, int64_t ms)
{
    f->ms += ms;
    f->now += ms / 1000;
}

/* One turn of watch's loop: what was fetched is judged at once.  Whether anything was. */
static bool turn(struct fixture *f)
{
    struct mailbox_mail mails[MAILBOX_PIECE];
    struct mailbox_mails taken = {mails, 0, MAILBOX_PIECE};
    uint32_t uids[MAILBOX_PIECE];

    mailbox_step(f->mailbox, f->now, f->ms);
    mailbox_take(f->mailbox, &taken);
    for (size_t i = 0; i < taken.len; i++) {
        uids[i] = mails[i].uid;
        assert_true(slice_has(mails[i].bytes, SLICE("message ")));
        f->is_past[f->judged_len] = mails[i].is_past;
        f->judged[f->judged_len++] = mails[i].uid;
    }
    for (size_t i = 0; i < taken.len; i++)
        mailbox_judged(f->mailbox, uids[i], f->lacks_keys, f->ms);
    return taken.len > 0;
}

static struct mailbox_health health(const struct fixture *f)
{
    struct mailbox_health health;

    mailbox_health(f->mailbox, &health);
    return health;
}

static bool idles(const struct fixture *f)
{
    return f->net.line && f->net.line->idle_tag[0];
}

/* What would wake watch's loop: something came, or it may not wait. */
static bool is_woken(const struct fixture *f)
{
    bool came = f->net.line && f->net.refuses == NET_OK && f->net.line->out_len;

    return came || mailbox_patience(f->mailbox, f->ms) == 0;
}

/* Until nothing is to be done, without any time passing; a loop that never rests is a fault. */
static void settle(struct fixture *f)
{
    int turns = 0;

    do {
        turn(f);
        assert_in_range(turns++, 0, 1000);
    } while (is_woken(f));
}

static size_t times_judged(const struct fixture *f, uint32_t uid)
{
    size_t n = 0;

    for (size_t i = 0; i < f->judged_len; i++)
        n += f->judged[i] == uid;
    return n;
}

static void all_once(const struct fixture *f)
{
    for (size_t i = 0; i < f->net.len; i++)
        if (times_judged(f, f->net.mails[i].uid) != 1) {
            print_error("message %u: judged %zu times\n", f->net.mails[i].uid,
                        times_judged(f, f->net.mails[i].uid));
            fail();
        }
}

/* ------------------------------------------------------------------ what is read, in which order
 */

static void what_was_there_is_read_from_the_newest_back(void **state)
{
    struct fixture *f = begin();

    (void)state;
    for (int i = 0; i < 10; i++)
        fake_deliver(&f->net, i == 4 ? SHOP : NEWS, NOW - DAY);
    settle(f);
    all_once(f);
    assert_int_equal(f->judged[0], 5); /* who is listed is first */
    assert_int_equal(f->judged[1], 10);
    assert_int_equal(f->judged[9], 1);
    assert_int_equal(mailbox_state(f->mailbox).next, 11);
    assert_int_equal(mailbox_state(f->mailbox).past, 0);
    assert_true(health(f).is_idle && idles(f));
    end(f);
}

/* Nothing but watch's own patience drives it: a pause between two pieces would make days of a large
 * mailbox. */
static void a_large_mailbox_is_read_without_a_pause(void **state)
{
    struct fixture *f = begin();

    (void)state;
    for (int i = 0; i < 1150; i++)
        fake_deliver(&f->net, i % 10 ? NEWS : SHOP, NOW - DAY);
    while (!health(f).is_idle) {
        turn(f);
        assert_true(health(f).is_idle || is_woken(f));
    }
    all_once(f);
    end(f);
}

/* One turn takes a tenth of a second here: a second is ten pieces at most. */
static void new_mail_does_not_wait_for_the_old(void **state)
{
    struct fixture *f = begin();
    int64_t at;

    (void)state;
    for (int i = 0; i < 1100; i++)
        fake_deliver(&f->net, NEWS, NOW - DAY);
    for (int i = 0; f->judged_len < 200; i++, pass(f, 100))
        turn(f);
    fake_deliver(&f->net, SHOP, NOW);
    for (at = f->ms; !times_judged(f, 1101); pass(f, 100))
        turn(f);
    assert_in_range(f->ms - at, 1, 2 * MAILBOX_LOOK_MS);
    assert_in_range(f->judged_len, 200, 800);
    settle(f);
    all_once(f);
    end(f);
}

/* Of more than can be kept in mind the rest comes when the first are judged. */
static void more_than_can_wait_is_read_all_the_same(void **state)
{
    struct fixture *f = begin();

    (void)state;
    mailbox_free(f->mailbox);
    f->waiting = 100;
    open_mailbox(f, &(struct mailbox_state){0});
    settle(f);
    for (int i = 0; i < 350; i++)
        fake_deliver(&f->net, NEWS, NOW);
    settle(f);
    all_once(f);
    assert_true(idles(f));
    assert_int_equal(mailbox_state(f->mailbox).next, 351);
    end(f);
}

static void only_what_lies_long_back_is_past(void **state)
{
    struct fixture *f = begin();

    (void)state;
    fake_deliver(&f->net, SHOP, NOW - 3 * DAY - 1);
    fake_deliver(&f->net, SHOP, NOW - 3 * DAY + 1);
    settle(f);
    assert_int_equal(f->judged[0], 2);
    assert_false(f->is_past[0]);
    assert_true(f->is_past[1]);
    end(f);
}

static void a_message_that_went_meanwhile_keeps_nobody_waiting(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    fake_deliver(&f->net, SHOP, NOW);
    fake_deliver(&f->net, SHOP, NOW);
    f->net.mails[0].is_gone = true;
    settle(f);
    assert_int_equal(f->judged_len, 1);
    assert_int_equal(mailbox_state(f->mailbox).next, 3);
    assert_true(idles(f));
    end(f);
}

static void without_keys_it_is_judged_again_three_times(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    f->lacks_keys = true;
    fake_deliver(&f->net, SHOP, NOW);
    settle(f);
    assert_int_equal(f->judged_len, 1);
    assert_int_equal(mailbox_state(f->mailbox).next, 1); /* it is not read yet */
    for (size_t i = 1; i <= 3; i++) {
        static const int64_t minutes[] = {0, 1, 5, 20};

        pass(f, minutes[i] * 60000 - 1);
        settle(f);
        assert_int_equal(f->judged_len, i);
        pass(f, 1);
        settle(f);
        assert_int_equal(f->judged_len, i + 1);
    }
    assert_int_equal(mailbox_state(f->mailbox).next, 2);
    end(f);
}

/* ------------------------------------------------------------------ how far it was read */

static void after_a_broken_line_only_the_rest_is_read(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    for (int i = 0; i < 20; i++)
        fake_deliver(&f->net, NEWS, NOW);
    settle(f);
    all_once(f);
    fake_cut(&f->net);
    settle(f);
    fake_deliver(&f->net, SHOP, NOW);
    pass(f, 2000);
    settle(f);
    assert_int_equal(f->net.dials, 2);
    all_once(f);
    end(f);
}

static void what_is_stored_is_enough_to_go_on(void **state)
{
    struct fixture *f = begin();
    struct mailbox_state kept;

    (void)state;
    for (int i = 0; i < 700; i++)
        fake_deliver(&f->net, NEWS, NOW - DAY);
    while (f->judged_len < 600)
        turn(f);
    fake_deliver(&f->net, SHOP, NOW);
    kept = mailbox_state(f->mailbox);
    mailbox_free(f->mailbox); /* a kill: what was judged since is judged again, all else once */
    f->judged_len = 0;
    open_mailbox(f, &kept);
    settle(f);
    assert_int_equal(times_judged(f, 701), 1);
    for (uint32_t uid = 1; uid <= 200; uid++)
        assert_int_equal(times_judged(f, uid), 1);
    assert_int_equal(times_judged(f, 700), 0); /* the first chunk was over */
    end(f);
}

static void other_numbers_of_the_server_begin_anew(void **state)
{
    struct fixture *f = begin();

    (void)state;
    for (int i = 0; i < 3; i++)
        fake_deliver(&f->net, SHOP, NOW - DAY);
    settle(f);
    f->judged_len = 0;
    fake_cut(&f->net);
    settle(f);
    f->net.uid_validity = 8;
    for (size_t i = 0; i < f->net.len; i++)
        f->net.mails[i].uid = (uint32_t)(i + 101);
    f->net.uid_next = 104;
    pass(f, 2000);
    settle(f);
    all_once(f);
    assert_int_equal(mailbox_state(f->mailbox).uid_validity, 8);
    assert_int_equal(mailbox_state(f->mailbox).next, 104);
    end(f);
}

static void a_state_is_kept_as_it_was(void **state)
{
    struct mailbox_state a = {7, 4000000000u, 12, NOW}, b = {0};
    struct arena *arena = arena_new(&base_test_allocator);
    struct err err;

    (void)state;
    assert_int_equal(mailbox_state_read(mailbox_state_write(&a, arena), arena, &b, &err), 0);
    assert_int_equal(b.uid_validity, 7);
    assert_int_equal(b.next, 4000000000u);
    assert_int_equal(b.past, 12);
    assert_int_equal(b.began, NOW);
    arena_free(arena);
}

/* ------------------------------------------------------------------ a line that breaks */

/* Milliseconds until the next dial. */
static int64_t until_dial(struct fixture *f)
{
    int64_t begun = f->ms;
    size_t dials = f->net.dials;

    while (f->net.dials == dials && f->ms - begun < 3600000) {
        pass(f, 10);
        turn(f);
    }
    return f->ms - begun;
}

static void a_server_that_is_away_is_asked_ever_less_often(void **state)
{
    struct fixture *f = begin();
    int64_t want = 1000;

    (void)state;
    f->net.refuses = NET_CONNECT;
    turn(f);
    turn(f);
    for (int i = 0; i < 14; i++) {
        int64_t waited = until_dial(f);

        assert_in_range(waited, want * 3 / 4, want * 5 / 4 + 20);
        want = want * 2 < MAILBOX_WAIT_MS ? want * 2 : MAILBOX_WAIT_MS;
        turn(f);
    }
    assert_false(health(f).is_up);
    assert_int_equal(health(f).code, NET_CONNECT);
    assert_string_equal(health(f).said, "as the test says");
    f->net.refuses = NET_OK;
    until_dial(f);
    settle(f);
    assert_true(health(f).is_up && !health(f).down_since);
    fake_cut(&f->net); /* it was there: begin again with a second */
    settle(f);
    assert_in_range(until_dial(f), 750, 1270);
    end(f);
}

static void a_refused_password_is_not_tried_at_once(void **state)
{
    struct fixture *f = begin();

    (void)state;
    f->net.refuses = NET_LOGIN;
    turn(f);
    turn(f);
    assert_int_equal(f->logins, 1);
    assert_in_range(until_dial(f), MAILBOX_WAIT_MS * 3 / 4, MAILBOX_WAIT_MS * 5 / 4 + 20);
    assert_int_equal(f->logins, 2); /* a token may be a new one by then */
    end(f);
}

static void without_a_password_nobody_is_dialled(void **state)
{
    struct fixture *f = begin();

    (void)state;
    f->cannot_login = 1;
    turn(f);
    turn(f);
    assert_int_equal(f->net.dials, 0);
    assert_int_equal(health(f).code, NET_LOGIN);
    f->cannot_login = 0;
    until_dial(f);
    settle(f);
    assert_true(health(f).is_up);
    end(f);
}

static void a_server_that_says_nothing_is_given_up(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    assert_true(idles(f));
    f->net.is_silent = true;
    pass(f, MAILBOX_IDLE_MS);
    settle(f); /* the end of IDLE is asked for */
    assert_true(health(f).is_up);
    pass(f, MAILBOX_SILENT_MS);
    settle(f);
    assert_true(health(f).is_up);
    pass(f, 1);
    settle(f);
    assert_false(health(f).is_up);
    assert_int_equal(health(f).code, NET_TIMEOUT);
    f->net.is_silent = false;
    fake_deliver(&f->net, SHOP, NOW);
    until_dial(f);
    settle(f);
    all_once(f);
    end(f);
}

/* ------------------------------------------------------------------ IDLE */

static void idle_is_renewed_before_the_server_ends_it(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    f->net.log_len = 0;
    pass(f, MAILBOX_IDLE_MS - 1);
    settle(f);
    assert_int_equal(f->net.log_len, 0);
    assert_in_range(mailbox_patience(f->mailbox, f->ms), 1, 1);
    pass(f, 1);
    settle(f);
    assert_string_equal(f->net.log, "DONE;IDLE;");
    assert_true(idles(f));
    end(f);
}

static void idle_that_the_server_ends_begins_again(void **state)
{
    struct fixture *f = begin();
    char text[40];

    (void)state;
    settle(f);
    snprintf(text, sizeof(text), "%s OK that was long\r\n", f->net.line->idle_tag);
    fake_say(&f->net, text);
    f->net.line->idle_tag[0] = '\0';
    settle(f);
    assert_true(idles(f));
    assert_int_equal(f->net.dials, 1);
    fake_deliver(&f->net, SHOP, NOW);
    settle(f);
    all_once(f);
    end(f);
}

static void idle_that_ends_in_bye_connects_again(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    fake_say(&f->net, "* BYE maintenance\r\n");
    settle(f);
    assert_false(health(f).is_up);
    assert_string_equal(health(f).said, "maintenance");
    fake_deliver(&f->net, SHOP, NOW);
    pass(f, 2000);
    settle(f);
    all_once(f);
    assert_true(idles(f));
    end(f);
}

static void polls(struct fixture *f)
{
    settle(f);
    f->net.log_len = 0;
    f->net.log[0] = '\0';
    pass(f, MAILBOX_POLL_MS - 1);
    settle(f);
    assert_string_equal(f->net.log, "");
    pass(f, 1);
    settle(f);
    assert_string_equal(f->net.log, "NOOP;");
    fake_deliver(&f->net, SHOP, NOW);
    pass(f, MAILBOX_POLL_MS);
    settle(f);
    all_once(f);
    assert_int_equal(f->net.dials, 1);
    end(f);
}

static void a_server_without_idle_is_asked_each_minute(void **state)
{
    struct fixture *f = begin();

    (void)state;
    f->net.has_idle = false;
    polls(f);
}

static void a_server_that_refuses_idle_is_asked_each_minute(void **state)
{
    struct fixture *f = begin();

    (void)state;
    f->net.refuses_idle = true;
    polls(f);
}

/* ------------------------------------------------------------------ what no server may say */

static void nonsense_breaks_the_line_and_loses_nothing(void **state)
{
    static const char *const said[] = {
        "",
        "m999 OK who asked\r\n",
        "x OK\r\n",
        "* 1 FETCH (UID 1 BODY[] {5\r\n",
        "* 1 FETCH UID 1\r\n",
        "* 1 FETCH (UID 1 BODY[] {33554433}\r\n",
        "* 1 FETCH (UID 1 BODY[] {99999999999999999999}\r\n",
        "* 1 FETCH (((((((((((((((((((((((\r\n",
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "\r\n",
        "* BYE\r\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(said); i++) {
        struct fixture *f = begin();

        settle(f);
        fake_deliver(&f->net, SHOP, NOW);
        f->net.greeting = said[i];
        settle(f);
        if (i == 0)
            pass(f, MAILBOX_SILENT_MS + 1); /* only half of something: it is waited for */
        settle(f);
        if (health(f).is_up)
            print_error("said: %s\n", said[i]);
        assert_false(health(f).is_up);
        pass(f, 2000);
        settle(f);
        all_once(f);
        assert_int_equal(mailbox_state(f->mailbox).next, 2);
        end(f);
    }
}

static void a_message_over_the_limit_is_left_out(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    for (int i = 0; i < 3; i++)
        fake_deliver(&f->net, SHOP, NOW);
    f->net.mails[1].size = IMAP_MAX_LITERAL + 1;
    settle(f);
    assert_int_equal(f->judged_len, 2);
    assert_int_equal(times_judged(f, 2), 0);
    assert_int_equal(f->left_out, 2);
    assert_int_equal(f->net.dials, 1);
    assert_int_equal(mailbox_state(f->mailbox).next, 4);
    end(f);
}

/* The server says that it is small, and sends more than may be: it must not keep all that comes
 * after it from being read. */
static void a_message_that_breaks_the_line_each_time_is_given_up(void **state)
{
    struct fixture *f = begin();

    (void)state;
    settle(f);
    for (int i = 0; i < 5; i++)
        fake_deliver(&f->net, SHOP, NOW);
    f->net.mails[2].length = IMAP_MAX_LITERAL + 1;
    for (int i = 0; i < 40; i++) {
        settle(f);
        pass(f, 2000);
    }
    assert_int_equal(times_judged(f, 3), 0);
    assert_true(times_judged(f, 1) && times_judged(f, 2) && times_judged(f, 4) &&
                times_judged(f, 5));
    assert_int_equal(mailbox_state(f->mailbox).next, 6);
    assert_int_equal(f->left_out, 3);
    assert_in_range(f->net.dials, 2, 8);
    end(f);
}

/* ------------------------------------------------------------------ a day */

/* 24 hours, a mail each second, the line cut every hour: each is judged, the newest within two
 * seconds, and no more memory is used in the evening than in the morning. */
static void a_day_of_flood_is_read_as_it_comes(void **state)
{
    struct fixture *f = begin();
    size_t judged = 0, morning = 0;

    (void)state;
    settle(f);
    for (uint32_t second = 1; second <= DAY; second++) {
        fake_deliver(&f->net, second % 1000 ? NEWS : SHOP, f->now);
        if (second % 3600 == 0)
            fake_cut(&f->net);
        f->judged_len = 0;
        settle(f);
        judged += f->judged_len;
        assert_true(times_judged(f, second) || second % 3600 < 2);
        pass(f, 1000);
        if (f->net.len > 20 && health(f).is_idle)
            fake_delete(&f->net);
        if (second == DAY / 24)
            morning = f->most;
    }
    f->judged_len = 0;
    pass(f, 2000);
    settle(f);
    judged += f->judged_len;
    assert_in_range(judged, DAY, DAY + 24); /* what came as the line was cut may come twice */
    assert_int_equal(mailbox_state(f->mailbox).next, DAY + 1);
    assert_in_range(f->most, 1, morning + morning / 10);
    end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_there_is_read_from_the_newest_back),
        cmocka_unit_test(a_large_mailbox_is_read_without_a_pause),
        cmocka_unit_test(new_mail_does_not_wait_for_the_old),
        cmocka_unit_test(more_than_can_wait_is_read_all_the_same),
        cmocka_unit_test(only_what_lies_long_back_is_past),
        cmocka_unit_test(a_message_that_went_meanwhile_keeps_nobody_waiting),
        cmocka_unit_test(without_keys_it_is_judged_again_three_times),
        cmocka_unit_test(after_a_broken_line_only_the_rest_is_read),
        cmocka_unit_test(what_is_stored_is_enough_to_go_on),
        cmocka_unit_test(other_numbers_of_the_server_begin_anew),
        cmocka_unit_test(a_state_is_kept_as_it_was),
        cmocka_unit_test(a_server_that_is_away_is_asked_ever_less_often),
        cmocka_unit_test(a_refused_password_is_not_tried_at_once),
        cmocka_unit_test(without_a_password_nobody_is_dialled),
        cmocka_unit_test(a_server_that_says_nothing_is_given_up),
        cmocka_unit_test(idle_is_renewed_before_the_server_ends_it),
        cmocka_unit_test(idle_that_the_server_ends_begins_again),
        cmocka_unit_test(idle_that_ends_in_bye_connects_again),
        cmocka_unit_test(a_server_without_idle_is_asked_each_minute),
        cmocka_unit_test(a_server_that_refuses_idle_is_asked_each_minute),
        cmocka_unit_test(nonsense_breaks_the_line_and_loses_nothing),
        cmocka_unit_test(a_message_over_the_limit_is_left_out),
        cmocka_unit_test(a_message_that_breaks_the_line_each_time_is_given_up),
        cmocka_unit_test(a_day_of_flood_is_read_as_it_comes),
    };

    return cmocka_run_group_tests_name("mailbox", tests, NULL, NULL);
}
