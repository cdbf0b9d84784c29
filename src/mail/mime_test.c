#include "mail/mime.h"

#include "mail/dkim.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct mime_message *read_bytes(struct slice bytes, struct arena *arena)
{
    struct mime_message *m = arena_make(arena, struct mime_message);
    struct raw_message raw;

    header_read(bytes, arena, &raw);
    mime_read(bytes, &raw, arena, m);
    return m;
}

static struct mime_message *read_text(const char *text, struct arena *arena)
{
    return read_bytes(slice_of(text), arena);
}

/* The parts as `depth kind type [filename] "text";` with `!` for attachments. */
static struct slice shown(const struct mime_message *m, struct arena *arena)
{
    static const struct slice kinds[] = {
        [MIME_TEXT] = {" text ", 6},
        [MIME_HTML] = {" html ", 6},
        [MIME_MESSAGE] = {" message ", 9},
        [MIME_OTHER] = {" other ", 7},
    };
    struct slice all = SLICE("");

    for (size_t i = 0; i < m->parts.len; i++) {
        const struct mime_part *p = &m->parts.at[i];
        bool named = p->filename.len > 0, has_text = p->kind == MIME_TEXT || p->kind == MIME_HTML;
        struct slice parts[] = {all,
                                arena_number(arena, p->depth),
                                kinds[p->kind],
                                p->type,
                                p->is_attachment ? SLICE("!") : SLICE(""),
                                named ? SLICE(" [") : SLICE(""),
                                p->filename,
                                named ? SLICE("]") : SLICE(""),
                                has_text ? SLICE(" \"") : SLICE(""),
                                has_text ? p->text : SLICE(""),
                                has_text ? SLICE("\";") : SLICE(";")};

        all = arena_join(arena, parts, COUNT(parts));
    }
    return all;
}

#define FROM "From: A <a@b.example>\n"
#define MULTI(type) FROM "MIME-Version: 1.0\nContent-Type: multipart/" type "; boundary=\"=_b\"\n\n"

/* A message, and its parts as shown() tells them. */
struct part_case {
    const char *about, *bytes, *want;
};

static const struct part_case single_parts[] = {
    {"no type is text", FROM "\nhello\n", "0 text text/plain \"hello\n\";"},
    {"CRLF becomes LF", "From: a@b\r\n\r\na\r\nb\r\n", "0 text text/plain \"a\nb\n\";"},
    {"base64 in UTF-8",
     FROM "Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: BASE64\n\n"
          "44GU5Yip\r\n55So",
     "0 html text/html \"ご利用\";"},
    {"what is named as a page is opened as one",
     FROM "Content-Type: application/octet-stream; name=\"Form.HTML\"\n\n<form>",
     "0 html application/octet-stream! [Form.HTML] \"<form>\";"},
    {"a picture with links", FROM "Content-Type: image/svg+xml\n\n<svg>",
     "0 html image/svg+xml \"<svg>\";"},
    {"a message with the name of a page is a message",
     FROM "Content-Type: message/rfc822; name=a.html\n\nFrom: b@c.example\n\nx",
     "0 message message/rfc822! [a.html];1 text text/plain \"x\";"},
    {"any other file is bytes", FROM "Content-Type: application/octet-stream; name=x.bin\n\nx",
     "0 other application/octet-stream! [x.bin];"},
    {"quoted-printable in CP932",
     FROM "Content-Type: text/plain; charset=Shift_JIS\nContent-Transfer-Encoding: "
          "quoted-printable\n\n=82=B2=97=\n=98=97p",
     "0 text text/plain \"ご利用\";"},
    {"ISO-2022-JP, 7bit",
     FROM "Content-Type: text/plain; charset=\"ISO-2022-JP\"\n\n\033$B$4MxMQ\033(B "
          "\033(I1O\077^]\033(B\n",
     "0 text text/plain \"ご利用 ｱﾏｿﾞﾝ\n\";"},
    {"UTF-8 that says ASCII", FROM "Content-Type: text/plain; charset=us-ascii\n\n\343\201\224",
     "0 text text/plain \"ご\";"},
    {"flowed text",
     FROM "Content-Type: text/plain; format=flowed\n\n"
          "one \ntwo\n> q1 \n> q2\n>> deep \nout\n-- \nsig\n  x\n",
     "0 text text/plain \"one two\n> q1 q2\n>> deep \nout\n-- \nsig\n x\n\";"},
    {"flowed text with deleted blanks",
     FROM "Content-Type: text/plain; format=flowed; delsp=yes\n\nhttps://a.example/x \ny\n",
     "0 text text/plain \"https://a.example/xy\n\";"},
    {"a type that is none", FROM "Content-Type: text\n\nx", "0 text text/plain \"x\";"},
    {"a text without header", "Dear Customer,\n\nhttp://a.example\n",
     "0 text text/plain \"Dear Customer,\n\nhttp://a.example\n\";"},
    {"a saved page", "<!DOCTYPE html>\n<html><body>x",
     "0 html text/html "
     "\"<!DOCTYPE html>\n<html><body>x\";"},
    {"a multipart that cannot be cut", FROM "Content-Type: multipart/mixed\n\nhttp://a.example",
     "0 text text/plain \"http://a.example\";"},
    {"mark and empty lines before the header", "\xef\xbb\xbf\r\n" FROM "\nx",
     "0 text text/plain \"x\";"},
    {"CR alone", "From: a@b.example\rSubject: x\r\rone\rtwo\r",
     "0 text text/plain \"one\ntwo\n\";"},
};

static const struct part_case several_parts[] = {
    {"alternative",
     MULTI("alternative") "preamble\n--=_b\nContent-Type: text/plain\n\none\n--=_b\n"
                          "Content-Type: text/html\n\n<b>one</b>\n--=_b--\nepilogue\n",
     "0 text text/plain \"one\";0 html text/html \"<b>one</b>\";"},
    {"nested, and a boundary that begins like another",
     MULTI("mixed") "--=_b\nContent-Type: multipart/related; boundary==_b_2\n\n--=_b_2\n\nin\n"
                    "--=_b_2--\n\n--=_b\nContent-Type: application/pdf\nContent-Disposition: "
                    "attachment; filename=a.pdf\n\nx\n--=_b--\n",
     "0 text text/plain \"in\";0 other application/pdf! [a.pdf];"},
    {"no last delimiter", MULTI("mixed") "--=_b\n\none\n--=_b\n\ntwo\n",
     "0 text text/plain \"one\";0 text text/plain \"two\n\";"},
    {"blanks after a delimiter", MULTI("mixed") "--=_b \t\n\none\n--=_b-- \n",
     "0 text text/plain \"one\";"},
    {"a part without header or empty line", MULTI("mixed") "--=_b\nhttp://a.example/\n--=_b--\n",
     "0 text text/plain \"http://a.example/\";"},
    {"an empty part", MULTI("mixed") "--=_b\n--=_b\n\n\n--=_b--\n",
     "0 text text/plain \"\";0 text text/plain \"\";"},
    {"a digest", MULTI("digest") "--=_b\n\nFrom: x@y\n\nin\n--=_b--\n",
     "0 message message/rfc822;1 text text/plain \"in\";"},
    {"a message in a message",
     MULTI("mixed") "--=_b\n\nout\n--=_b\nContent-Type: message/rfc822\nContent-Disposition: "
                    "attachment\n\nFrom: evil@x.example\nSubject: inner\nContent-Type: "
                    "text/html\n\n<p>\n--=_b--\n",
     "0 text text/plain \"out\";0 message message/rfc822!;1 html text/html \"<p>\";"},
    {"a report",
     MULTI("report") "--=_b\n\nfailed\n--=_b\nContent-Type: message/delivery-status\n\nAction: "
                     "failed\n--=_b--\n",
     "0 text text/plain \"failed\";0 other message/delivery-status;"},
    {"an image shown inline is no attachment, winmail.dat is",
     MULTI("related") "--=_b\nContent-Type: image/png; name=a.png\nContent-ID: <x>\n\nx\n--=_b\n"
                      "Content-Type: application/ms-tnef; name=winmail.dat\n\nx\n--=_b--\n",
     "0 other image/png [a.png];0 other application/ms-tnef! [winmail.dat];"},
    {"an encoded file name",
     MULTI("mixed") "--=_b\nContent-Type: application/pdf\nContent-Disposition: attachment;\n"
                    " filename*0*=UTF-8''%E8%AB%8B;\n filename*1*=%E6%B1%82.pdf\n\nx\n--=_b--\n",
     "0 other application/pdf! [請求.pdf];"},
};

static void check_parts(const struct part_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new(&base_test_allocator);

        assert_text(shown(read_text(cases[i].bytes, arena), arena), cases[i].want, cases[i].about);
        arena_free(arena);
    }
}

static void a_single_part_is_read(void **state)
{
    (void)state;
    check_parts(single_parts, COUNT(single_parts));
}

static void parts_are_read_in_order(void **state)
{
    (void)state;
    check_parts(several_parts, COUNT(several_parts));
}

static void what_is_wrong_with_a_message_is_told(void **state)
{
    static const struct {
        const char *bytes, *fault;
    } cases[] = {
        {FROM "\nx", ""},
        {"hello", "no_header"},
        {"Subject: x\n\nx", "no_from"},
        {FROM FROM "\nx", "several_from"},
        {FROM "junk\n\nx", "junk_in_header"},
        {"From: a@b\rSubject: x\r\rx", "bare_cr"},
        {"Subject: x\rFrom: a@amazon.co.jp\n" FROM "\nx", "bare_cr"},
        {FROM "Content-Type: multipart/mixed\n\nx", "no_boundary"},
        {FROM "Content-Type: multipart/mixed; boundary=x\n\nx", "no_boundary"},
        {FROM "Content-Type: text/plain\nContent-Type: text/html\n\nx", "content_type_twice"},
        {FROM "Date: Sat, 15 Aug 2026 10:00:00 +0900\nDate: Sat, 15 Aug 2020 10:00:00 +0900\n\nx",
         "date_twice"},
        {FROM "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nx",
         "encoding_twice"},
        {FROM "Content-Transfer-Encoding: base64\n\n<<<<>>>>\n", "bad_base64"},
        {FROM "Content-Transfer-Encoding: base64\n\naGVsbG8=\n", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct mime_message *m = read_text(cases[i].bytes, arena);

        assert_text(m->fault, cases[i].fault, cases[i].bytes);
        assert_int_equal(m->is_malformed, cases[i].fault[0] != '\0');
        arena_free(arena);
    }
}

static void a_nul_in_the_header_is_a_fault_and_in_the_body_a_byte(void **state)
{
    static const char bytes[] = FROM "Subject: a\0b\n\nc\0d";
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message *m = read_bytes((struct slice){bytes, sizeof(bytes) - 1}, arena);

    (void)state;
    assert_text(m->fault, "nul_in_header", "fault");
    assert_int_equal(m->subject.len, 3);
    assert_int_equal(m->parts.at[0].text.len, 3);
    arena_free(arena);
}

static void fields_of_the_header_are_decoded(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message *m = read_text(
        "Return-Path: <bounce@x.example>\nReceived: from a (b; c) by d (x;y) id 1;\n"
        " Sat, 15 Aug 2026 10:02:03 +0900 (JST)\nReceived: by e; Sat, 15 Aug 2026 00:00:00 +0000\n"
        "From: =?UTF-8?B?44GU?= <A@X.Example>\nSender: s@x.example\nReply-To: r@x.example\n"
        "To: t@x.example\nCc: c@x.example\nSubject: =?UTF-8?B?56K66A==?=\n =?UTF-8?B?qo0=?=\n"
        "Message-ID: <1@x.example>\nDate: Sat, 15 Aug 2026 01:02:03 +0000\nList-Id: <l>\n\nx",
        arena);

    (void)state;
    assert_text(m->from.at[0].name, "ご", "name");
    assert_text(m->from.at[0].address, "A@x.example", "address");
    assert_text(m->from.at[0].domain, "x.example", "domain");
    assert_text(m->sender.at[0].address, "s@x.example", "sender");
    assert_text(m->reply_to.at[0].address, "r@x.example", "reply-to");
    assert_text(m->return_path.at[0].address, "bounce@x.example", "return-path");
    assert_int_equal(m->to.len, 2);
    assert_text(m->subject, "確認", "subject");
    assert_text(m->message_id, "1@x.example", "message-id");
    assert_int_equal(m->date, 1786755723);
    assert_int_equal(m->received, 1786755723);
    assert_true(m->is_list);
    assert_false(m->is_malformed);
    assert_int_equal(m->from_fields, 1);
    arena_free(arena);
}

static void without_a_date_there_is_none(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message *m = read_text(
        FROM "Received: by a\nReceived: by e; Sat, 15 Aug 2026 00:00:00 +0000\nDate: soon\n\nx",
        arena);

    (void)state;
    assert_true(m->date == MAIL_NO_TIME);
    assert_true(m->received == MAIL_NO_TIME);
    arena_free(arena);
}

static void the_inner_messages_header_is_not_the_outers(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message *m = read_text(
        FROM "Content-Type: message/rfc822\n\nFrom: x@amazon.co.jp\nSubject: inner\n\nhi", arena);

    (void)state;
    assert_int_equal(m->from.len, 1);
    assert_int_equal(m->from_fields, 1);
    assert_text(m->from.at[0].domain, "b.example", "domain");
    assert_text(m->subject, "", "subject");
    arena_free(arena);
}

static void dates_are_read_in_all_forms(void **state)
{
    static const struct {
        const char *text;
        int64_t want; /* -1 = none */
    } cases[] = {
        {"Sat, 15 Aug 2026 01:02:03 +0000", 1786755723},
        {"Sat, 15 Aug 2026 10:02:03 +0900 (JST)", 1786755723},
        {"15 Aug 2026 10:02:03 JST", 1786755723},
        {"Fri, 14 Aug 2026 20:02:03 EST", 1786755723},
        {"15 Aug 26 01:02:03 GMT", 1786755723},
        {"15 Aug 126 01:02:03 Z", 1786755723},
        {"15 August 2026 01:02:03 UT", 1786755723},
        {"Sat,15 Aug 2026 1:2:3 +0000", 1786755723},
        {"15-Aug-2026 01:02:03 +0000", 1786755723},
        {"Sat Aug 15 01:02:03 2026", 1786755723},
        {"Sat Aug 15 01:02:03 UTC 2026", 1786755723},
        {"Sat Aug 15 10:02:03 JST 2026", 1786755723},
        {"Sat (x, (y)) , 15 (z) Aug 2026 01:02:03", 1786755723},
        {"15 Aug 2026 01:02 +0000", 1786755720},
        {"31 Dec 99 23:59:60 +0000", 946684800},
        {"Sat, 15 Aug 2026", -1},
        {"31 Feb 2026 01:02:03 +0000", -1},
        {"15 Aug 2026 25:02:03 +0000", -1},
        {"15 Aug 2026 01:02:03 +9999", -1},
        {"15 Aug 1969 01:02:03 +0000", -1},
        {"15 Foo 2026 01:02:03 +0000", -1},
        {"99999999999999999999 Aug 2026 01:02:03", -1},
        {"soon", -1},
        {"", -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t have = -1;
        bool is_date = mime_date_read(slice_of(cases[i].text), &have);

        if (have != cases[i].want || is_date != (have != -1)) {
            print_error("%s: %lld\n", cases[i].text, (long long)have);
            fail();
        }
    }
}

/* ${n} times ${unit}. */
static struct slice repeat(struct arena *arena, const char *unit, size_t n)
{
    struct slice *parts = arena_make_n(arena, struct slice, n);

    for (size_t i = 0; i < n; i++)
        parts[i] = slice_of(unit);
    return arena_join(arena, parts, n);
}

static struct mime_message *read_three(struct arena *arena, const char *head, struct slice middle)
{
    struct slice parts[] = {slice_of(head), middle};

    return read_bytes(arena_join(arena, parts, 2), arena);
}

static void limits_are_kept_and_told(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mime_message *m;

    (void)state;
    m = read_three(arena, MULTI("mixed"), repeat(arena, "--=_b\n\nx\n", MIME_MAX_PARTS + 5));
    assert_int_equal(m->parts.len, MIME_MAX_PARTS);
    assert_true(m->is_cut);
    m = read_three(
        arena, FROM,
        repeat(arena, "Content-Type: message/rfc822\n\nFrom: x@y\n", MIME_MAX_DEPTH + 5));
    assert_int_equal(m->parts.len, MIME_MAX_DEPTH + 1);
    assert_true(m->is_cut);
    m = read_three(arena, FROM "\n", repeat(arena, "0123456789abcdef", MIME_MAX_TEXT / 16 + 1));
    assert_int_equal(m->parts.at[0].text.len, MIME_MAX_TEXT);
    assert_true(m->is_cut);
    m = read_three(arena, FROM "\n", repeat(arena, "0123456789abcdef", MIME_MAX_TEXT / 16));
    assert_false(m->is_cut);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_part_is_read),
        cmocka_unit_test(parts_are_read_in_order),
        cmocka_unit_test(what_is_wrong_with_a_message_is_told),
        cmocka_unit_test(a_nul_in_the_header_is_a_fault_and_in_the_body_a_byte),
        cmocka_unit_test(fields_of_the_header_are_decoded),
        cmocka_unit_test(without_a_date_there_is_none),
        cmocka_unit_test(the_inner_messages_header_is_not_the_outers),
        cmocka_unit_test(dates_are_read_in_all_forms),
        cmocka_unit_test(limits_are_kept_and_told),
    };

    return cmocka_run_group_tests_name("mime", tests, NULL, NULL);
}
