#include "render/ics.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define NOW (1795305600) /* 2026-11-22T00:00:00Z */

static struct agenda_entry entry_of(const char *what)
{
    return (struct agenda_entry){.case_id = SLICE("c1"),
                                 .key = SLICE("jp-general-report-60"),
                                 .charge = SLICE("a/1"),
                                 .day = day_of(2026, 12, 2),
                                 .warn = day_of(2026, 11, 2),
                                 .urge = day_of(2026, 11, 27),
                                 .what = slice_of(what)};
}

static struct slice written(const struct agenda_entry *entry, struct arena *arena,
                            struct output *out)
{
    struct agenda_book book = {.today = day_of(2026, 11, 22), .now = NOW};
    struct page page = {.out = out, .arena = arena, .width = 80};

    *array_push(arena, &book.entries) = *entry;
    output_init(out, &base_test_allocator, NULL, NULL);
    ics_write(out, &book, &page);
    return (struct slice){out->at, out->len};
}

static bool has(struct slice text, const char *part)
{
    return slice_has(text, slice_of(part));
}

static void an_entry_is_an_event_of_one_day(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_entry entry = entry_of("report it");
    struct output out;
    struct slice text = written(&entry, arena, &out);

    (void)state;
    assert_true(slice_starts(text, SLICE("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")));
    assert_true(has(text, "\r\nDTSTAMP:20261122T000000Z\r\n"));
    assert_true(has(text, "\r\nDTSTART;VALUE=DATE:20261202\r\nDTEND;VALUE=DATE:20261203\r\n"));
    assert_true(has(text, "\r\nUID:c1.jp-general-report-60.a-1@mioboe.invalid\r\n"));
    assert_true(has(text, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    output_done(&out);
    arena_free(arena);
}

/* 2 November is past; 27 November and the day itself are to come. */
static void alarms_are_those_that_are_still_to_come(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_entry entry = entry_of("report it");
    struct output out;
    struct slice text = written(&entry, arena, &out);

    (void)state;
    assert_false(has(text, "TRIGGER:-P29DT15H"));
    assert_true(has(text, "\r\nTRIGGER:-P4DT15H\r\n"));
    assert_true(has(text, "\r\nTRIGGER:PT9H\r\n"));
    output_done(&out);
    entry.side = AGENDA_NETWORK;
    assert_false(has(written(&entry, arena, &out), "VALARM"));
    output_done(&out);
    arena_free(arena);
}

static void an_alarm_of_the_day_before_is_told_in_hours(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_entry entry = entry_of("report it");
    struct output out;

    (void)state;
    entry.urge = entry.day - 1;
    assert_true(has(written(&entry, arena, &out), "\r\nTRIGGER:-PT15H\r\n"));
    output_done(&out);
    arena_free(arena);
}

static void marks_of_the_format_are_escaped(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_entry entry = entry_of("a,b;c\\d\ne\x01\x7f"
                                         "f\r\nBEGIN:VALARM");
    struct output out;
    struct slice text = written(&entry, arena, &out);

    (void)state;
    assert_true(has(text, "a\\,b\\;c\\\\d\\nef\\nBEGIN:VALARM"));
    assert_false(has(text, "\r\nBEGIN:VALARM\r\nx"));
    output_done(&out);
    arena_free(arena);
}

/* No line has more than 75 octets, none begins within a character, and unfolded it is the text. */
static void lines_are_folded_between_characters(void **state)
{
    static const char long_text[] =
        "カード会社へ不正利用を届け出る（届け出た日から60日前までの利用が補償の対象）"
        "。会社により数え方が違います。";
    struct arena *arena = arena_new(&base_test_allocator);
    struct agenda_entry entry = entry_of(long_text);
    struct output out;
    struct slice text = written(&entry, arena, &out), rest = text, line;
    char *joined = arena_make_n(arena, char, text.len + 1);
    size_t len = 0;

    (void)state;
    while (rest.len && slice_cut(rest, SLICE("\r\n"), &line, &rest)) {
        bool is_fold = line.len && line.ptr[0] == ' ';

        assert_true(line.len <= ICS_LINE);
        assert_false(line.len > (size_t)is_fold &&
                     ((unsigned char)line.ptr[is_fold] & 0xc0) == 0x80);
        memcpy(joined + len, line.ptr + is_fold, line.len - is_fold);
        len += line.len - is_fold;
    }
    assert_true(has((struct slice){joined, len}, long_text));
    output_done(&out);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_is_an_event_of_one_day),
        cmocka_unit_test(alarms_are_those_that_are_still_to_come),
        cmocka_unit_test(an_alarm_of_the_day_before_is_told_in_hours),
        cmocka_unit_test(marks_of_the_format_are_escaped),
        cmocka_unit_test(lines_are_folded_between_characters),
    };

    return cmocka_run_group_tests_name("ics", tests, NULL, NULL);
}
