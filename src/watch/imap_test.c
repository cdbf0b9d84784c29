#include "watch/imap.h"

#include "base/base_test.h"
#include "base/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* What the events told, as text. */
struct heard {
    char text[2000];
    size_t len;
};

static void on_head(void *ctx, const struct imap_head *head)
{
    struct heard *h = ctx;

    h->len +=
        (size_t)snprintf(h->text + h->len, sizeof(h->text) - h->len, "head %u %u %lld [%.*s];",
                         head->uid, head->size, (long long)head->received, SLICE_ARG(head->fields));
}

static void on_body(void *ctx, uint32_t uid, struct slice bytes)
{
    struct heard *h = ctx;

    h->len += (size_t)snprintf(h->text + h->len, sizeof(h->text) - h->len, "body %u [%.*s];", uid,
                               SLICE_ARG(bytes));
}

static void on_over(void *ctx, enum imap_command command, bool ok)
{
    struct heard *h = ctx;

    h->len += (size_t)snprintf(h->text + h->len, sizeof(h->text) - h->len, "over %d %d;",
                               (int)command, ok);
}

struct fixture {
    struct imap imap;
    struct heard heard;
};

static void begin(struct fixture *f)
{
    struct imap_events events = {on_head, on_body, on_over, &f->heard};

    f->heard = (struct heard){.len = 0};
    imap_init(&f->imap, &base_test_allocator, &events);
}

static void hear(struct fixture *f, const char *text)
{
    size_t len = strlen(text);

    memcpy(imap_room(&f->imap, len), text, len);
    imap_input(&f->imap, len);
}

static void said(struct fixture *f, const char *text)
{
    struct slice out = imap_output(&f->imap);

    assert_text(out, text, "what is sent");
    imap_sent(&f->imap, out.len);
}

static void a_mailbox_is_only_looked_at(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    assert_true(imap_examine(&f.imap, SLICE("A \"b\" \\c")));
    said(&f, "m1 EXAMINE \"A \\\"b\\\" \\\\c\"\r\n");
    hear(&f, "* 3 EXISTS\r\n* OK [UIDVALIDITY 17] ok\r\n* OK [UIDNEXT 9] ok\r\nm1 OK done\r\n");
    assert_int_equal(f.imap.uid_validity, 17);
    assert_int_equal(f.imap.uid_next, 9);
    assert_int_equal(f.imap.exists, 3);
    assert_false(f.imap.has_news);
    assert_string_equal(f.heard.text, "over 2 1;");
    imap_done(&f.imap);
}

static void heads_and_bodies_come_whole_however_they_are_cut(void **state)
{
    static const char text[] =
        "* 3 FETCH (UID 7 RFC822.SIZE 120 INTERNALDATE \"17-Jul-2026 02:44:25 +0900\" "
        "BODY[HEADER.FIELDS (FROM SUBJECT)] {10}\r\nFrom: a\r\n\n)\r\nm1 OK done\r\n";
    char expected[200];
    int64_t received = 0;

    (void)state;
    assert_true(moment_read(SLICE("2026-07-17T02:44:25+09:00"), 0, &received));
    snprintf(expected, sizeof(expected), "head 7 120 %lld [From: a\r\n\n];over 3 1;",
             (long long)received);
    for (size_t piece = 1; piece < sizeof(text); piece++) {
        struct fixture f;

        begin(&f);
        imap_heads(&f.imap, 7, 0);
        for (size_t at = 0; at < sizeof(text) - 1; at += piece) {
            size_t n = sizeof(text) - 1 - at < piece ? sizeof(text) - 1 - at : piece;

            memcpy(imap_room(&f.imap, n), text + at, n);
            imap_input(&f.imap, n);
        }
        assert_string_equal(f.heard.text, expected);
        imap_done(&f.imap);
    }
}

static void commands_name_what_they_ask_for(void **state)
{
    static const uint32_t uids[] = {5, 9};
    struct fixture f;

    (void)state;
    begin(&f);
    imap_heads(&f.imap, 3, 8);
    said(&f, "m1 UID FETCH 3:8 (UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS (FROM "
             "SUBJECT IN-REPLY-TO)])\r\n");
    hear(&f, "m1 OK\r\n");
    imap_bodies(&f.imap, uids, 2);
    said(&f, "m2 UID FETCH 5,9 (UID BODY.PEEK[])\r\n");
    hear(&f, "* 1 FETCH (UID 5 BODY[] {2}\r\nab)\r\n* 2 FETCH (FLAGS (\\Seen))\r\nm2 OK\r\n");
    assert_string_equal(f.heard.text, "over 3 1;body 5 [ab];over 4 1;");
    imap_done(&f.imap);
}

static void idling_ends_when_it_is_told(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    imap_idle(&f.imap);
    imap_end_idle(&f.imap); /* not before the server has agreed */
    said(&f, "m1 IDLE\r\n");
    hear(&f, "+ idling\r\n* 4 EXISTS\r\n");
    assert_true(f.imap.has_news);
    imap_end_idle(&f.imap);
    imap_end_idle(&f.imap);
    said(&f, "DONE\r\n");
    hear(&f, "m1 OK done\r\n");
    assert_string_equal(f.heard.text, "over 6 1;");
    imap_done(&f.imap);
}

static void what_no_server_may_say_breaks_the_line(void **state)
{
    static const char *const texts[] = {
        "m2 OK not ours\r\n",
        "* BYE\r\n",
        "* 1 FETCH (UID 1 BODY[] {99999999999}\r\n",
        "* 1 FETCH (X ((((((((((((1))))))))))))\r\n",
        "nonsense\r\n",
        "* 1 FETCH (UID 1 BODY[] \"open\r\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct fixture f;

        begin(&f);
        imap_heads(&f.imap, 1, 0);
        hear(&f, texts[i]);
        if (!f.imap.is_broken)
            fail_msg("goes on after %s", texts[i]);
        imap_done(&f.imap);
    }
}

static void a_line_without_end_is_given_up(void **state)
{
    static char long_line[8192];
    struct fixture f;

    (void)state;
    memset(long_line, 'x', sizeof(long_line) - 1);
    begin(&f);
    hear(&f, "* OK ");
    for (int i = 0; i < 100 && !f.imap.is_broken; i++)
        hear(&f, long_line);
    assert_true(f.imap.is_broken);
    imap_done(&f.imap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mailbox_is_only_looked_at),
        cmocka_unit_test(heads_and_bodies_come_whole_however_they_are_cut),
        cmocka_unit_test(commands_name_what_they_ask_for),
        cmocka_unit_test(idling_ends_when_it_is_told),
        cmocka_unit_test(what_no_server_may_say_breaks_the_line),
        cmocka_unit_test(a_line_without_end_is_given_up),
    };

    return cmocka_run_group_tests_name("imap", tests, NULL, NULL);
}
