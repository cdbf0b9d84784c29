#include "render/printer.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct text_case {
    struct slice in;
    const char *json;
};

#define IN(s)            \
    {                    \
        s, sizeof(s) - 1 \
    }

static const struct text_case texts[] = {
    {IN(""), "\"\"\n"},
    {IN("plain"), "\"plain\"\n"},
    {IN("アマゾン ¥"), "\"アマゾン ¥\"\n"},
    {IN("a\"b\\c/"), "\"a\\\"b\\\\c/\"\n"},
    {IN("\t\n\r\b\f"), "\"\\t\\n\\r\\b\\f\"\n"},
    {IN("\x01\x1f\x7f"), "\"\\u0001\\u001f\\u007f\"\n"},
    {IN("\xc2\x9b\xe2\x80\xae"), "\"\\u009b\\u202e\"\n"},
    {IN("nul\0inside"), "\"nul\\u0000inside\"\n"},
    {IN("\xff"), "\"\xef\xbf\xbd\"\n"},
    {IN("a\xe3\x81"), "\"a\xef\xbf\xbd\xef\xbf\xbd\"\n"},
    {IN("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"\n"}, /* a surrogate */
    {IN("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"\n"},                 /* over-long */
    {IN("𠮷"), "\"𠮷\"\n"},
};

static void text_is_escaped_and_always_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct output out;
        struct printer p;

        output_init(&out, &base_test_allocator, NULL, NULL);
        p = printer_json(&out);
        p.type->string(&p, texts[i].in);
        output_add_byte(&out, '\n');
        assert_text(((struct slice){out.at, out.len}), texts[i].json, "text");
        output_done(&out);
    }
}

/* What must be escaped is, wherever it stands in a long text. */
static void every_place_is_looked_at(void **state)
{
    static const struct text_case marks[] = {
        {IN("\""), "\\\""},      {IN("\\"), "\\\\"},           {IN("\n"), "\\n"},
        {IN("\x7f"), "\\u007f"}, {IN("\xff"), "\xef\xbf\xbd"}, {IN("ア"), "ア"},
    };
    char text[40], want[64];

    (void)state;
    for (size_t at = 0; at < 36; at++)
        for (size_t i = 0; i < COUNT(marks); i++) {
            size_t n = marks[i].in.len;
            struct output out;
            struct printer p;

            memset(text, 'x', sizeof(text));
            memcpy(text + at, marks[i].in.ptr, n);
            snprintf(want, sizeof(want), "\"%.*s%s%.*s\"", (int)at, text, marks[i].json,
                     (int)(sizeof(text) - at - n), text + at + n);
            output_init(&out, &base_test_allocator, NULL, NULL);
            p = printer_json(&out);
            p.type->string(&p, (struct slice){text, sizeof(text)});
            assert_text(((struct slice){out.at, out.len}), want, "text");
            output_done(&out);
        }
}

struct number_case {
    double value;
    const char *json;
};

static const struct number_case numbers[] = {
    {0, "0.0"},
    {1, "1.0"},
    {0.998, "0.998"},
    {0.1, "0.1"},
    {2.0 / 3, "0.666667"},
    {0.9999999, "1.0"},
    {1e-9, "0.0"},
    {-1.5, "-1.5"},
    {1234.5, "1234.5"},
    {1e300, "1000000000000.0"},
    {0.000001, "0.000001"},
};

static void numbers_have_at_most_six_decimals_in_any_locale(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct output out;

        output_init(&out, &base_test_allocator, NULL, NULL);
        output_decimal(&out, numbers[i].value);
        assert_text(((struct slice){out.at, out.len}), numbers[i].json, "number");
        output_done(&out);
    }
}

static void write_document(struct printer *p)
{
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("x/1"));
    print_key(p, "empty");
    print_begin_list(p);
    print_end(p);
    print_key(p, "place");
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "path", SLICE("a.csv"));
    print_integer_of(p, "line", INT64_MIN);
    print_end(p);
    print_key(p, "list");
    print_begin_list(p);
    p->type->boolean(p, true);
    p->type->null(p);
    print_day(p, day_of(2026, 8, 15));
    print_end(p);
    print_text_of(p, "nothing", SLICE(""));
    print_day_of(p, "never", DAY_NONE);
    print_end(p);
}

static const char document[] =
    "{\n"
    "  \"schema\": \"x/1\",\n"
    "  \"empty\": [],\n"
    "  \"place\": { \"path\": \"a.csv\", \"line\": -9223372036854775808 },\n"
    "  \"list\": [\n"
    "    true,\n"
    "    null,\n"
    "    \"2026-08-15\"\n"
    "  ],\n"
    "  \"nothing\": null,\n"
    "  \"never\": null\n"
    "}\n";

static void a_document_is_indented_and_small_maps_stand_on_one_line(void **state)
{
    struct output out;
    struct printer p;

    (void)state;
    output_init(&out, &base_test_allocator, NULL, NULL);
    p = printer_json(&out);
    write_document(&p);
    assert_text(((struct slice){out.at, out.len}), document, "document");
    output_done(&out);
}

static void a_line_holds_the_same_without_blanks(void **state)
{
    struct output out;
    struct printer p;

    (void)state;
    output_init(&out, &base_test_allocator, NULL, NULL);
    p = printer_json_line(&out);
    write_document(&p);
    for (size_t i = 0, k = 0; i < sizeof(document) - 1; i++) {
        static bool quoted;

        quoted = quoted != (document[i] == '"');
        if (quoted || (document[i] != ' ' && document[i] != '\n'))
            assert_int_equal(out.at[k++], document[i]);
    }
    assert_int_equal(out.at[out.len - 1], '\n');
    assert_null(memchr(out.at, '\n', out.len - 1));
    output_done(&out);
}

struct collected {
    size_t len, calls;
    char at[4 * OUTPUT_CHUNK];
};

static void collect(void *ctx, struct slice bytes)
{
    struct collected *to = ctx;

    assert_true(to->len + bytes.len <= sizeof(to->at));
    memcpy(to->at + to->len, bytes.ptr, bytes.len);
    to->len += bytes.len;
    to->calls++;
}

static void a_sink_gets_all_bytes_in_large_pieces(void **state)
{
    static struct collected to;
    struct output out;

    (void)state;
    output_init(&out, &base_test_allocator, collect, &to);
    for (int i = 0; i < 40000; i++)
        output_add(&out, SLICE("abcde"));
    assert_true(out.cap <= OUTPUT_CHUNK);
    output_done(&out);
    assert_int_equal(to.len, 200000);
    assert_true(to.calls <= 5);
    for (size_t i = 0; i < to.len; i++)
        assert_int_equal(to.at[i], "abcde"[i % 5]);
}

static void write_inner(struct printer *p)
{
    print_begin_map(p);
    print_integer_of(p, "a", 1);
    print_key(p, "b");
    print_begin_list(p);
    p->type->integer(p, 2);
    print_end(p);
    print_end(p);
}

/* A list of two such values under a key. */
static void write_outer(struct printer *p, bool apart)
{
    print_begin_map(p);
    print_key(p, "list");
    print_begin_list(p);
    for (int i = 0; i < 2; i++) {
        struct output out;
        struct printer inner;

        output_init(&out, &base_test_allocator, NULL, NULL);
        inner = printer_json_inner(&out, 2);
        write_inner(apart ? &inner : p);
        if (apart)
            printer_json_take(p, (struct slice){out.at, out.len});
        output_done(&out);
    }
    print_end(p);
    print_end(p);
}

static void what_is_written_apart_looks_as_if_written_in_place(void **state)
{
    struct output in_place, apart;
    struct printer p;

    (void)state;
    output_init(&in_place, &base_test_allocator, NULL, NULL);
    output_init(&apart, &base_test_allocator, NULL, NULL);
    p = printer_json(&in_place);
    write_outer(&p, false);
    p = printer_json(&apart);
    write_outer(&p, true);
    output_add_byte(&in_place, '\0');
    assert_text(((struct slice){apart.at, apart.len}), in_place.at, "apart");
    output_done(&in_place);
    output_done(&apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_apart_looks_as_if_written_in_place),
        cmocka_unit_test(text_is_escaped_and_always_utf8),
        cmocka_unit_test(every_place_is_looked_at),
        cmocka_unit_test(numbers_have_at_most_six_decimals_in_any_locale),
        cmocka_unit_test(a_document_is_indented_and_small_maps_stand_on_one_line),
        cmocka_unit_test(a_line_holds_the_same_without_blanks),
        cmocka_unit_test(a_sink_gets_all_bytes_in_large_pieces),
    };

    return cmocka_run_group_tests_name("printer_json", tests, NULL, NULL);
}
