#include "mail/notice_block.h"

#include "base/pattern.h"
#include "mail/notice_value.h"

/* What is kept of a run of lines that fits a template. */
struct fit {
    size_t lines;
    struct {
        enum form_field field;
        struct slice folded, raw; /* of the line that it stands in */
        struct slice value;       /* part of folded */
    } at[PATTERN_CAPTURES];
    size_t len;
};

struct reading {
    const struct notice_form *form;
    struct arena *arena;
    struct notice_reading *to;
    bool is_open; /* the last of the blocks is being filled */
};

/* ------------------------------------------------------------------ patterns */

static bool is_special(char c)
{
    return c == '*' || c == '?' || c == '{';
}

/* Whether ${text} has what ${pattern} begins with, or, where that is any run, what follows it: most
 * lines are told apart by that, at a fraction of the cost. */
static bool may_fit(struct slice pattern, struct slice text)
{
    size_t from = pattern.len && pattern.ptr[0] == '*', to = from;

    while (to < pattern.len && !is_special(pattern.ptr[to])) {
        if (from == 0 && (to >= text.len || text.ptr[to] != pattern.ptr[to]))
            return false;
        to++;
    }
    return from == 0 || slice_has(text, slice_sub(pattern, from, to));
}

static bool fits(struct slice pattern, struct slice text, struct pattern_match *ret)
{
    return may_fit(pattern, text) && pattern_match(pattern, text, ret);
}

static bool fits_any(const struct slice *patterns, size_t len, struct slice text)
{
    for (size_t i = 0; i < len; i++)
        if (fits(patterns[i], text, NULL))
            return true;
    return false;
}

/* ------------------------------------------------------------------ templates */

/* A captured value must be one of its field. */
static bool is_sound(const struct notice_form *form, enum form_field field, struct slice value)
{
    struct currency currency;
    struct slice order;
    int64_t amount;

    if (field == FORM_FIELDS || slice_trim(value).len == 0)
        return false;
    if (notice_field_is_money(field))
        return notice_price_read(value, form->currency, &amount, &currency);
    return field != FORM_ORDER || notice_order_read(value, &order);
}

static bool fit_line(const struct notice_form *form, struct slice pattern, struct slice raw,
                     struct slice folded, struct fit *fit)
{
    struct pattern_match match;

    if (!fits(pattern, folded, &match))
        return false;
    for (size_t i = 0; i < match.len; i++) {
        enum form_field field = notice_field_of(match.at[i].name);

        if (fit->len == PATTERN_CAPTURES || !is_sound(form, field, match.at[i].value))
            return false;
        fit->at[fit->len].field = field;
        fit->at[fit->len].raw = raw;
        fit->at[fit->len].folded = folded;
        fit->at[fit->len++].value = match.at[i].value;
    }
    return true;
}

/* Whether the lines from ${at} on fit ${template}. */
static bool fit_template(const struct reading *r, struct slice template, struct text_lines *lines,
                         size_t at, struct fit *ret)
{
    struct slice pattern, rest = template;
    bool more;

    ret->lines = ret->len = 0;
    do {
        struct text_line *line;

        more = slice_cut(rest, SLICE("\n"), &pattern, &rest);
        if (at + ret->lines >= lines->len)
            return false;
        line = &lines->at[at + ret->lines++];
        if (!fit_line(r->form, pattern, line->raw, notice_text_folded(line, r->arena), ret))
            return false;
    } while (more);
    return true;
}

/* ------------------------------------------------------------------ blocks */

static bool is_full(const struct reading *r)
{
    return r->to->blocks.len >= NOTICE_MAX_BLOCKS;
}

static void open_block(struct reading *r, uint32_t line)
{
    struct notice_block *block = array_push(r->arena, &r->to->blocks);

    *block = r->to->base;
    block->line = line;
    r->is_open = true;
}

static struct notice_block *current(struct reading *r)
{
    return r->is_open ? &r->to->blocks.at[r->to->blocks.len - 1] : &r->to->base;
}

/* Whether ${block} itself tells the field. */
static bool is_own(const struct reading *r, const struct notice_block *block, enum form_field field)
{
    return block->folded[field].ptr && block->folded[field].ptr != r->to->base.folded[field].ptr;
}

/* Whether a value that came already comes again, so that another block begins. */
static bool comes_again(const struct reading *r, const struct fit *fit)
{
    const struct notice_block *block = &r->to->blocks.at[r->to->blocks.len - 1];

    for (size_t i = 0; i < fit->len; i++)
        if (fit->at[i].field != FORM_TITLE && is_own(r, block, fit->at[i].field))
            return true;
    return false;
}

static void add_title(struct reading *r, struct notice_block *block, struct slice written)
{
    struct slice *title = &block->written[FORM_TITLE];
    const struct slice parts[] = {*title, SLICE(" / "), written};

    if (block->titles++ >= NOTICE_MAX_TITLES || title->len > NOTICE_MAX_SHOWN)
        return;
    *title = block->titles == 1 ? written : arena_join(r->arena, parts, 3);
}

/* The first value of a field counts; titles are joined. */
static void take(struct reading *r, struct notice_block *block, const struct fit *fit)
{
    for (size_t i = 0; i < fit->len; i++) {
        enum form_field field = fit->at[i].field;
        struct slice folded = fit->at[i].folded, value = fit->at[i].value, written;
        size_t from = (size_t)(value.ptr - folded.ptr);

        if (field != FORM_TITLE && is_own(r, block, field))
            continue;
        written = notice_text_written(r->arena, fit->at[i].raw, folded, from, from + value.len);
        block->values++;
        block->folded[field] = slice_trim(value);
        if (field == FORM_TITLE)
            add_title(r, block, written);
        else
            block->written[field] = written;
    }
}

static void take_fit(struct reading *r, const struct fit *fit, uint32_t line)
{
    bool by_lines = r->form->begins_len > 0;

    if (!by_lines && (!r->is_open || comes_again(r, fit))) {
        if (is_full(r))
            return;
        open_block(r, line);
    }
    take(r, current(r), fit);
}

/* ------------------------------------------------------------------ turns */

/* A line that changes the kind: of the block at hand, else of all. */
static void turn_by_line(struct reading *r, struct slice folded)
{
    for (size_t i = 0; i < r->form->turns_len; i++) {
        const struct form_turn *turn = &r->form->turns[i];

        if (turn->field == FORM_FIELDS && fits(turn->pattern, folded, NULL))
            current(r)->kind = turn->kind;
    }
}

static void turn_by_values(const struct notice_form *form, struct notice_block *block)
{
    struct currency currency;
    int64_t amount;

    for (size_t i = 0; i < form->turns_len; i++) {
        const struct form_turn *turn = &form->turns[i];

        if (turn->field < FORM_FIELDS && block->folded[turn->field].ptr &&
            pattern_match(turn->pattern, block->folded[turn->field], NULL))
            block->kind = turn->kind;
    }
    if (block->kind == MAIL_USAGE && block->folded[FORM_PRICE].ptr &&
        notice_price_read(block->folded[FORM_PRICE], form->currency, &amount, &currency) &&
        amount < 0)
        block->kind = MAIL_USAGE_REVERSED;
}

/* ------------------------------------------------------------------ the whole */

static bool begins_block(const struct reading *r, struct text_lines *lines, size_t at)
{
    struct fit fit;

    for (size_t i = 0; i < r->form->begins_len; i++)
        if (fit_template(r, r->form->begins[i], lines, at, &fit))
            return true;
    return false;
}

/* The lines from ${at} on; return how many were used. */
static size_t read_line(struct reading *r, struct text_lines *lines, size_t at)
{
    struct text_line *line = &lines->at[at];
    struct slice folded = notice_text_folded(line, r->arena);
    struct fit fit;

    if (!is_full(r) && begins_block(r, lines, at))
        open_block(r, line->number);
    turn_by_line(r, folded);
    for (size_t i = 0; i < r->form->lines_len; i++) {
        if (!fit_template(r, r->form->lines[i], lines, at, &fit))
            continue;
        take_fit(r, &fit, line->number);
        return fit.lines;
    }
    return 1;
}

static void read_subject(struct reading *r, struct slice subject)
{
    struct slice folded = notice_fold(r->arena, subject);

    for (size_t i = 0; i < r->form->subjects_len; i++) {
        struct fit fit = {.len = 0};

        if (!fit_line(r->form, r->form->subjects[i], subject, folded, &fit))
            continue;
        take(r, &r->to->base, &fit);
        r->to->base.titles = 0; /* the body's titles take its place */
        return;
    }
}

/* Blocks without values of their own are none; the others are judged by their values. */
static void finish(struct reading *r)
{
    struct notice_reading *to = r->to;
    size_t kept = 0;

    turn_by_values(r->form, &to->base);
    to->kind = to->base.kind;
    for (size_t i = 0; i < to->blocks.len; i++) {
        struct notice_block *block = &to->blocks.at[i];

        if (block->values == to->base.values)
            continue;
        turn_by_values(r->form, block);
        if (kept == 0 || block->kind == r->form->kind)
            to->kind = block->kind;
        to->blocks.at[kept++] = *block;
    }
    to->blocks.len = kept;
}

void notice_block_read(const struct notice_form *form, struct slice subject,
                       struct text_lines *lines, struct arena *arena, struct notice_reading *ret)
{
    struct reading r = {form, arena, ret, false};
    size_t at = 0;

    *ret = (struct notice_reading){.base = {.line = 1, .kind = form->kind}};
    read_subject(&r, subject);
    while (at < lines->len &&
           !fits_any(form->ends, form->ends_len, notice_text_folded(&lines->at[at], arena)))
        at += read_line(&r, lines, at);
    finish(&r);
}

bool notice_block_is_marked(const struct notice_form *form, struct text_lines *lines,
                            struct arena *arena)
{
    for (size_t i = 0; i < form->marks_len; i++) {
        size_t k = 0;

        while (k < lines->len &&
               !fits(form->marks[i], notice_text_folded(&lines->at[k], arena), NULL))
            k++;
        if (k == lines->len)
            return false;
    }
    return true;
}
