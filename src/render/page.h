#ifndef MIOBOE_RENDER_PAGE_H
#define MIOBOE_RENDER_PAGE_H

/* Text for a terminal: columns by East Asian width, wrapped lines, colours only where they are
 * asked for. */

#include "base/money.h"
#include "render/output.h"

enum page_style {
    PAGE_PLAIN,
    PAGE_HEADING,
    PAGE_ALARM,
    PAGE_DOUBT,
    PAGE_FINE,
    PAGE_QUIET,
    PAGE_STYLES
};

struct page {
    struct output *out;
    struct arena *arena; /* scratch */
    size_t width;        /* columns of a line */
    bool color;
    bool japanese; /* which of a catalogue row's two texts is shown */
};

/* The text in the reader's language; the other where it is empty. */
struct slice page_choose(const struct page *page, struct slice ja, struct slice en);

/* From here on, until PAGE_PLAIN. */
void page_style(struct page *page, enum page_style style);

/* ${s} as well-formed text without what would command a terminal; itself where it is that already.
 */
struct slice page_harmless(struct arena *arena, struct slice s);

/* ${s} as it is, without what would command a terminal (control characters become blanks). */
void page_add(struct page *page, struct slice s);
void page_line(struct page *page, struct slice s);
void page_blank(struct page *page, size_t columns);

/* ${s} in exactly ${columns}: cut with `…`, or filled with blanks behind it (page_cell) or before
 * it (page_cell_right). */
void page_cell(struct page *page, struct slice s, size_t columns);
void page_cell_right(struct page *page, struct slice s, size_t columns);

/* ${s}, at most ${columns} wide, cut with `…`. */
struct slice page_cut(struct page *page, struct slice s, size_t columns);

/* ${s} wrapped to the width, every line indented; the first begins with ${mark}, the others below
 * its end. */
void page_wrap(struct page *page, size_t indent, struct slice mark, struct slice s);

/* How many bytes of ${s} stand on a line of ${columns}: it breaks at blanks and between wide
 * characters, where Japanese allows it; all of ${s} where it fits. */
size_t page_line_length(struct slice s, size_t columns);

/* ¥1,488  -$12.50  CHF 3.20 */
struct slice page_money(struct page *page, int64_t amount, struct currency currency);

/* 2026-08-15, or blanks' worth of `-`. */
struct slice page_day(struct page *page, int32_t day);

/* 8/15; with the year where it is another than that of ${near}. */
struct slice page_short_day(struct page *page, int32_t day, int32_t near);

/* ${format} with its %s, from left to right, replaced by ${parts}.  Where words go differs between
 * languages: %1$s, %2$s … name them. */
struct slice page_format(struct page *page, const char *format, const struct slice *parts,
                         size_t n);
#define page_format_of(page, format, ...)                              \
    page_format((page), (format), (const struct slice[]){__VA_ARGS__}, \
                sizeof((const struct slice[]){__VA_ARGS__}) / sizeof(struct slice))

#endif
