#include "read/typed.h"

#include "read/transaction_row.h"

#include "base/text.h"

#include <string.h>

enum kind { KIND_TEXT, KIND_DATE, KIND_NUMBER, KIND_AMOUNT, KIND_CREDIT, KIND_CURRENCY };

struct word {
    struct slice raw, folded;
    enum kind kind;
    int32_t day;
};

struct line {
    struct word words[TYPED_MAX_WORDS];
    size_t len;
};

/* ------------------------------------------------------------------ words */

/* Whether the comma at ${at} groups the digits of an amount: 1,488 but not 8/1,488. */
static bool is_grouping(struct slice s, size_t at)
{
    struct slice behind = slice_skip(s, at + 1);

    return at && s.ptr[at - 1] >= '0' && s.ptr[at - 1] <= '9' && behind.len >= 3 &&
           slice_is_digits(slice_sub(behind, 0, 3)) &&
           (behind.len == 3 || behind.ptr[3] < '0' || behind.ptr[3] > '9') &&
           !slice_has(slice_sub(s, 0, at), SLICE("/"));
}

/* Bytes of what parts words at ${at} of ${s}: a blank, also TAB and U+3000; the comma and the
 * quotation mark of a line that was copied from a CSV. */
static size_t gap_at(struct slice s, size_t at)
{
    if (at == s.len)
        return 0;
    if (slice_find_byte(SLICE(" \t\r\""), s.ptr[at]) < 4)
        return 1;
    if (s.ptr[at] == ',')
        return !is_grouping(s, at);
    return slice_starts(slice_skip(s, at), SLICE("\xe3\x80\x80")) ? 3 : 0;
}

static void split(struct slice s, struct line *ret)
{
    ret->len = 0;
    while ((s = slice_trim(s)).len) {
        size_t n = gap_at(s, 0);

        if (n) {
            s = slice_skip(s, n);
            continue;
        }
        while (n < s.len && (ret->len == TYPED_MAX_WORDS - 1 || !gap_at(s, n)))
            n++;
        ret->words[ret->len++] = (struct word){.raw = slice_sub(s, 0, n), .day = DAY_NONE};
        s = slice_skip(s, n);
    }
}

static bool has_any(struct slice s, const struct slice *marks, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (slice_has(s, marks[i]))
            return true;
    return false;
}

static bool is_credit(struct slice folded)
{
    static const struct slice marks[] = {
        {"返金", 6}, {"返品", 6}, {"取消", 6}, {"キヤンセル", 15}, {"REFUND", 6},
    };

    return has_any(folded, marks, sizeof(marks) / sizeof(marks[0]));
}

static bool is_credit_alone(const struct word *word)
{
    static const struct slice words[] = {
        {"返金", 6}, {"返品", 6}, {"取消", 6}, {"キヤンセル", 15}, {"(返金)", 8}, {"REFUND", 6},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_eq(word->folded, words[i]))
            return true;
    return false;
}

/* A date needs a sign of one between its numbers, or all eight digits. */
static bool is_date(const struct word *word, int32_t as_of, int32_t *ret)
{
    static const struct slice signs[] = {{"/", 1}, {"年", 3}, {"月", 3}};
    struct slice s = word->folded;
    size_t dashes = 0;

    for (size_t i = 1; i < s.len; i++)
        dashes += s.ptr[i] == '-' || s.ptr[i] == '.';
    if (!has_any(s, signs, 3) && dashes != 2 && !(slice_is_digits(s) && s.len == 8))
        return false;
    return day_read(s, DAY_YMD, as_of, ret) == 1;
}

static bool is_marked(struct slice folded)
{
    static const struct slice marks[] = {{"¥", 2}, {"円", 3}, {"$", 1}, {",", 1}, {"\\", 1}};

    return has_any(folded, marks, sizeof(marks) / sizeof(marks[0]));
}

/* In Japan a price is closed by a stroke so that nothing can be added: ¥1,488- is no minus. */
static struct slice without_stroke(struct slice s)
{
    if (slice_starts(s, SLICE("¥")) && slice_ends(s, SLICE("-")))
        return slice_sub(s, 0, s.len - 1);
    return s;
}

static enum kind kind_of(struct word *word, int32_t as_of)
{
    int64_t amount;

    if (is_date(word, as_of, &word->day))
        return KIND_DATE;
    if (slice_eq(word->folded, SLICE("USD")) || slice_eq(word->folded, SLICE("JPY")) ||
        slice_eq(word->folded, SLICE("円")))
        return KIND_CURRENCY;
    if (money_read(without_stroke(word->folded), 2, &amount) == 1)
        return is_marked(word->folded) ? KIND_AMOUNT : KIND_NUMBER;
    return is_credit(word->folded) ? KIND_CREDIT : KIND_TEXT;
}

/* ------------------------------------------------------------------ lines */

static size_t find_last(const struct line *line, enum kind kind)
{
    size_t i = line->len;

    while (i > 0 && line->words[i - 1].kind != kind)
        i--;
    return i; /* + 1; 0 = none */
}

/* The text: all words that are not the date, the amount, a currency or a word such as 返金 alone.
 */
static struct slice text_of(struct arena *scratch, const struct line *line, const struct word *date,
                            const struct word *amount)
{
    struct slice text = {"", 0};

    for (size_t i = 0; i < line->len; i++) {
        const struct word *word = &line->words[i];
        const struct slice parts[] = {text, SLICE(" "), word->raw};

        if (word == date || word == amount || word->kind == KIND_CURRENCY || is_credit_alone(word))
            continue;
        text = text.len ? arena_join(scratch, parts, 3) : word->raw;
    }
    return text;
}

static struct currency currency_in(const struct line *line)
{
    for (size_t i = 0; i < line->len; i++)
        if (slice_eq(line->words[i].folded, SLICE("USD")) ||
            (line->words[i].kind == KIND_AMOUNT && slice_has(line->words[i].folded, SLICE("$"))))
            return (struct currency){"USD"};
    return CURRENCY_JPY;
}

static void read_line(struct transaction_rows *rows, struct arena *scratch, struct slice s,
                      uint32_t number)
{
    struct line line;
    struct transaction_row row = {.line = number, .day = DAY_NONE, .posted = DAY_NONE};
    const struct word *date = NULL, *amount = NULL;
    size_t at;

    split(s, &line);
    for (size_t i = 0; i < line.len; i++) {
        line.words[i].folded = text_fold(scratch, line.words[i].raw);
        line.words[i].kind = kind_of(&line.words[i], rows->in->env->as_of);
        row.is_credit = row.is_credit || is_credit(line.words[i].folded);
        if (line.words[i].kind == KIND_DATE && !date)
            date = &line.words[i];
    }
    at = find_last(&line, KIND_AMOUNT);
    at = at ? at : find_last(&line, KIND_NUMBER);
    if (at)
        amount = &line.words[at - 1];
    if (!amount) {
        transaction_rows_aside(rows, number, ASIDE_UNREADABLE);
        return;
    }
    row.day = date ? date->day : DAY_NONE;
    row.currency = currency_in(&line);
    row.amount = without_stroke(amount->folded);
    row.shop = text_of(scratch, &line, date, amount);
    transaction_rows_add(rows, &row);
}

int typed_read(const struct read_input *in, struct records *records)
{
    struct transaction_rows rows;
    struct arena *scratch = arena_new(in->env->allocator);
    struct slice rest = in->text;
    uint32_t number = 0;

    transaction_rows_init(&rows, in, records, SLICE("typed"));
    while (rest.len) {
        size_t end = slice_find_byte(rest, '\n');
        struct slice line = slice_trim(text_cut_numbers(scratch, slice_sub(rest, 0, end)));

        rest = slice_skip(rest, end + 1);
        number++;
        if (line.len == 0)
            transaction_rows_aside(&rows, number, ASIDE_BLANK);
        else if (line.len > TYPED_MAX_LINE)
            transaction_rows_aside(&rows, number, ASIDE_UNREADABLE);
        else
            read_line(&rows, scratch, line, number);
    }
    transaction_rows_done(&rows);
    arena_free(scratch);
    return 0;
}
