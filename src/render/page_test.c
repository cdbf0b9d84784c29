#include "render/page.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct paper {
    struct output out;
    struct page page;
};

static void paper_init(struct paper *paper, size_t width)
{
    output_init(&paper->out, &base_test_allocator, NULL, NULL);
    paper->page =
        (struct page){.out = &paper->out, .arena = arena_new(&base_test_allocator), .width = width};
}

static struct slice written(const struct paper *paper)
{
    return (struct slice){paper->out.at, paper->out.len};
}

static void paper_done(struct paper *paper)
{
    arena_free(paper->page.arena);
    output_done(&paper->out);
}

struct cell_case {
    const char *in;
    size_t columns;
    const char *left, *right;
};

static const struct cell_case cells[] = {
    {"abc", 5, "abc  ", "  abc"},
    {"abcdef", 4, "abc…", "abc…"},
    {"アマゾン", 8, "アマゾン", "アマゾン"},
    {"アマゾン", 7, "アマゾ…", "アマゾ…"},
    {"アマゾン", 6, "アマ… ", " アマ…"},
    {"ｱﾏｿﾞﾝ", 6, "ｱﾏｿﾞﾝ ", " ｱﾏｿﾞﾝ"},
    {"", 2, "  ", "  "},
    {"a\033[31mb", 8, "a [31mb ", " a [31mb"},
};

static void cells_have_exactly_their_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        struct paper left, right;

        paper_init(&left, 80);
        paper_init(&right, 80);
        page_cell(&left.page, slice_of(cells[i].in), cells[i].columns);
        page_cell_right(&right.page, slice_of(cells[i].in), cells[i].columns);
        assert_text(written(&left), cells[i].left, cells[i].in);
        assert_text(written(&right), cells[i].right, cells[i].in);
        paper_done(&left);
        paper_done(&right);
    }
}

struct wrap_case {
    const char *in, *out;
};

/* 30 columns, indented by 2, behind the mark "- ": 26 for the text. */
static const struct wrap_case wraps[] = {
    {"short", "  - short\n"},
    {"", "  - \n"},
    {"one two three four five six seven", "  - one two three four five\n    six seven\n"},
    {"あいうえおかきくけこさしすせそ", "  - あいうえおかきくけこさしす\n    せそ\n"},
    {"あいうえおかきくけこさしす。せ", "  - あいうえおかきくけこさし\n    す。せ\n"},
    {"あいうえおかきくけこさし（せそ）", "  - あいうえおかきくけこさし\n    （せそ）\n"},
    {"a-word-that-is-longer-than-the-line", "  - a-word-that-is-longer-than\n    -the-line\n"},
    {"the price is ¥4,950 today", "  - the price is ¥4,950 today\n"},
    {"the prices here are ¥4,950 now", "  - the prices here are ¥4,950\n    now\n"},
    {"and these prices here: ¥4,950", "  - and these prices here:\n    ¥4,950\n"},
};

static void lines_break_at_blanks_and_beside_wide_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wraps); i++) {
        struct paper paper;

        paper_init(&paper, 30);
        page_wrap(&paper.page, 2, SLICE("- "), slice_of(wraps[i].in));
        assert_text(written(&paper), wraps[i].out, wraps[i].in);
        paper_done(&paper);
    }
}

static void money_has_its_sign_before_the_symbol(void **state)
{
    struct paper paper;

    (void)state;
    paper_init(&paper, 80);
    assert_text(page_money(&paper.page, 1488, CURRENCY_JPY), "¥1,488", "yen");
    assert_text(page_money(&paper.page, -1980, CURRENCY_JPY), "-¥1,980", "credit");
    assert_text(page_money(&paper.page, 1195, (struct currency){"USD"}), "$11.95", "dollars");
    assert_text(page_money(&paper.page, 320, (struct currency){"CHF"}), "CHF 3.20", "francs");
    assert_text(page_money(&paper.page, 320, (struct currency){""}), "3.20", "not known");
    paper_done(&paper);
}

static void days_are_short_within_the_year(void **state)
{
    struct paper paper;
    int32_t day = day_of(2026, 8, 5);

    (void)state;
    paper_init(&paper, 80);
    assert_text(page_day(&paper.page, day), "2026-08-05", "day");
    assert_text(page_day(&paper.page, DAY_NONE), "-", "none");
    assert_text(page_short_day(&paper.page, day, day_of(2026, 1, 1)), "8/5", "same year");
    assert_text(page_short_day(&paper.page, day, day_of(2025, 12, 31)), "2026-08-05", "other year");
    paper_done(&paper);
}

static void formats_take_their_parts_in_any_order(void **state)
{
    struct paper paper;

    (void)state;
    paper_init(&paper, 80);
    assert_text(page_format_of(&paper.page, "%s by %s", SLICE("x"), SLICE("y")), "x by y",
                "in order");
    assert_text(page_format_of(&paper.page, "%2$s: %1$s", SLICE("x"), SLICE("y")), "y: x",
                "turned");
    assert_text(page_format_of(&paper.page, "none", SLICE("x")), "none", "unused");
    paper_done(&paper);
}

static void colours_are_written_only_where_asked_for(void **state)
{
    struct paper paper;

    (void)state;
    paper_init(&paper, 80);
    page_style(&paper.page, PAGE_ALARM);
    assert_int_equal(paper.out.len, 0);
    paper.page.color = true;
    page_style(&paper.page, PAGE_PLAIN);
    assert_text(written(&paper), "\033[0m", "plain");
    paper_done(&paper);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_have_exactly_their_columns),
        cmocka_unit_test(lines_break_at_blanks_and_beside_wide_characters),
        cmocka_unit_test(money_has_its_sign_before_the_symbol),
        cmocka_unit_test(days_are_short_within_the_year),
        cmocka_unit_test(formats_take_their_parts_in_any_order),
        cmocka_unit_test(colours_are_written_only_where_asked_for),
    };

    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
