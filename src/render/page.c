#include "render/page.h"

#include "base/day.h"
#include "base/text.h"

struct slice page_choose(const struct page *page, struct slice ja, struct slice en)
{
    struct slice first = page->japanese ? ja : en;

    return first.len ? first : page->japanese ? en : ja;
}

void page_style(struct page *page, enum page_style style)
{
    static const struct slice codes[PAGE_STYLES] = {
        [PAGE_PLAIN] = {"\033[0m", 4},    [PAGE_HEADING] = {"\033[1m", 4},
        [PAGE_ALARM] = {"\033[1;31m", 7}, [PAGE_DOUBT] = {"\033[33m", 5},
        [PAGE_FINE] = {"\033[32m", 5},    [PAGE_QUIET] = {"\033[2m", 4},
    };

    if (page->color)
        output_add(page->out, codes[style]);
}

/* ------------------------------------------------------------------ text */

struct slice page_harmless(struct arena *arena, struct slice s)
{
    char *at;
    size_t len = 0, n;
    uint32_t cp;
    struct slice rest = s;

    while ((n = text_next(rest, &cp)) > 0 && !output_is_command(cp) && !(cp == 0xFFFD && n == 1))
        rest = slice_skip(rest, n);
    if (n == 0)
        return s;
    at = arena_alloc(arena, 3 * s.len + 1);
    for (rest = s; (n = text_next(rest, &cp)) > 0; rest = slice_skip(rest, n)) {
        struct slice c = slice_sub(rest, 0, n);

        if (output_is_command(cp))
            c = SLICE(" ");
        else if (cp == 0xFFFD && n == 1)
            c = SLICE("\xef\xbf\xbd");
        memcpy(at + len, c.ptr, c.len);
        len += c.len;
    }
    return (struct slice){at, len};
}

void page_add(struct page *page, struct slice s)
{
    output_add(page->out, page_harmless(page->arena, s));
}

void page_line(struct page *page, struct slice s)
{
    page_add(page, s);
    output_add_byte(page->out, '\n');
}

void page_blank(struct page *page, size_t columns)
{
    output_repeat(page->out, ' ', columns);
}

struct slice page_cut(struct page *page, struct slice s, size_t columns)
{
    s = page_harmless(page->arena, s);
    if (text_width(s) <= columns)
        return s;
    if (!columns)
        return (struct slice){"", 0};
    s = text_head(s, columns - 1);
    return arena_join(page->arena, (struct slice[]){s, SLICE("…")}, 2);
}

void page_cell(struct page *page, struct slice s, size_t columns)
{
    s = page_cut(page, s, columns);
    output_add(page->out, s);
    page_blank(page, columns - text_width(s));
}

void page_cell_right(struct page *page, struct slice s, size_t columns)
{
    s = page_cut(page, s, columns);
    page_blank(page, columns - text_width(s));
    output_add(page->out, s);
}

/* ------------------------------------------------------------------ wrapping */

/* Characters that do not begin a line (JIS X 4051). */
static bool is_closing(struct slice s)
{
    static const char *const marks[] = {"、", "。", "，", "．", "）", "」", "』", "】", "ー", "っ",
                                        "ッ", "ゃ", "ゅ", "ょ", "ャ", "ュ", "ョ", "%",  ")",  "・"};

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (slice_starts(s, slice_of(marks[i])))
            return true;
    return false;
}

/* Characters that do not end a line. */
static bool is_opening(struct slice s)
{
    static const char *const marks[] = {"（", "「", "『", "【", "［", "("};

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
        if (slice_starts(s, slice_of(marks[i])))
            return true;
    return false;
}

static size_t step_back(struct slice s, size_t at)
{
    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xC0) == 0x80)
        ;
    return at;
}

static bool is_wide(struct slice s)
{
    uint32_t cp;

    return text_width(slice_sub(s, 0, text_next(s, &cp))) == 2;
}

/* Whether a line may end before byte ${at}: at a blank, or beside a wide character. */
static bool can_break(struct slice s, size_t at)
{
    struct slice before = slice_skip(s, step_back(s, at)), after = slice_skip(s, at);

    if (s.ptr[at] == ' ' || s.ptr[at - 1] == ' ')
        return true;
    return (is_wide(after) || is_wide(before)) && !is_closing(after) && !is_opening(before);
}

size_t page_line_length(struct slice s, size_t columns)
{
    size_t len = text_head(s, columns).len, at = len;

    if (len == s.len || len == 0)
        return s.len;
    while (at > 0 && !can_break(s, at))
        at = step_back(s, at);
    return at ? at : len;
}

void page_wrap(struct page *page, size_t indent, struct slice mark, struct slice s)
{
    size_t hanging = indent + text_width(mark);
    size_t columns = page->width > hanging + 20 ? page->width - hanging : 20;

    s = page_harmless(page->arena, s);
    page_blank(page, indent);
    output_add(page->out, mark);
    for (bool first = true; s.len || first; first = false) {
        size_t n = page_line_length(s, columns);

        if (!first)
            page_blank(page, hanging);
        output_add(page->out, slice_trim(slice_sub(s, 0, n)));
        output_add_byte(page->out, '\n');
        s = slice_skip(s, n);
        while (slice_starts(s, SLICE(" ")))
            s = slice_skip(s, 1);
    }
}

/* ------------------------------------------------------------------ values */

struct slice page_money(struct page *page, int64_t amount, struct currency currency)
{
    static const struct {
        struct currency currency;
        struct slice sign;
    } signs[] = {
        {{"JPY"}, {"¥", 2}}, {{"USD"}, {"$", 1}}, {{"EUR"}, {"€", 3}}, {{"GBP"}, {"£", 2}}};
    struct slice sign = {"", 0}, blank = SLICE(""), number;

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
        if (currency_eq(signs[i].currency, currency))
            sign = signs[i].sign;
    if (!sign.len && currency.code[0]) {
        sign = arena_copy(page->arena, slice_of(currency.code));
        blank = SLICE(" ");
    }
    number = money_write(page->arena, amount, currency_digits(currency));
    if (amount < 0)
        number = slice_skip(number, 1);
    return arena_join(
        page->arena, (struct slice[]){amount < 0 ? SLICE("-") : SLICE(""), sign, blank, number}, 4);
}

struct slice page_day(struct page *page, int32_t day)
{
    char text[DAY_TEXT_LEN];

    if (day == DAY_NONE)
        return SLICE("-");
    day_write(day, text);
    return arena_copy(page->arena, (struct slice){text, sizeof(text)});
}

struct slice page_short_day(struct page *page, int32_t day, int32_t near)
{
    int year, near_year, month, of_month;

    if (day == DAY_NONE)
        return SLICE("-");
    day_split(day, &year, &month, &of_month);
    near_year = year;
    if (near != DAY_NONE) {
        int m, d;

        day_split(near, &near_year, &m, &d);
    }
    if (near_year != year)
        return page_day(page, day);
    return arena_join(page->arena,
                      (struct slice[]){arena_number(page->arena, month), SLICE("/"),
                                       arena_number(page->arena, of_month)},
                      3);
}

struct slice page_format(struct page *page, const char *format, const struct slice *parts, size_t n)
{
    struct output out;
    struct slice rest = slice_of(format), head, result;

    output_init(&out, page->out->allocator, NULL, NULL);
    for (size_t i = 0; i < n || rest.len; i++) {
        size_t which = i;
        size_t at = slice_find_byte(rest, '%');

        head = slice_sub(rest, 0, at);
        output_add(&out, head);
        rest = slice_skip(rest, at);
        if (!rest.len)
            break;
        if (rest.len > 3 && rest.ptr[2] == '$') {
            which = (size_t)(rest.ptr[1] - '1');
            rest = slice_skip(rest, 4);
        } else {
            rest = slice_skip(rest, 2);
        }
        if (which < n)
            output_add(&out, parts[which]);
    }
    result = arena_copy(page->arena, (struct slice){out.at, out.len});
    output_done(&out);
    return result;
}
