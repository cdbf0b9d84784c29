#include "render/report_text.h"

#include "render/advice.h"
#include "render/because.h"
#include "render/cause_view.h"
#include "render/mails_text.h"
#include "render/report_more.h"
#include "render/words.h"

#include "base/day.h"
#include "base/map.h"
#include "base/sort.h"
#include "base/text.h"

#define DATE_COLUMNS 10u
#define CARD_COLUMNS 4u
#define INDENT 6u
#define TITLE_COLUMNS 32u

#define ALMOST_SURE 0.9 /* that data are missing */

struct writing {
    struct page *page;
    const struct report *report;
    const struct report_text_opts *opts;
    struct advice advice;
    struct map told;       /* merchants whose meaning was told */
    size_t amount_columns; /* the widest amount */
};

/* ------------------------------------------------------------------ what is shown */

static const struct charge *charge_of(const struct report *r, uint32_t entry)
{
    return &r->records->charges.at[r->entries.list.at[entry].row];
}

static bool day_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct report *r = ctx;

    return r->entries.list.at[a].day < r->entries.list.at[b].day;
}

/* Like charges stand together, the larger ones first: they hurt most. */
static bool alike_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct report *r = ctx;
    int64_t amount_a = r->entries.list.at[a].amount, amount_b = r->entries.list.at[b].amount;

    if (amount_a != amount_b)
        return amount_a > amount_b;
    if (r->verdicts[a].merchant != r->verdicts[b].merchant)
        return r->verdicts[a].merchant < r->verdicts[b].merchant;
    return day_before(ctx, a, b);
}

/* Not settled by any record, but the person says that they know it. */
static bool is_known(const struct verdict *v)
{
    return v->is_mine && v->kind != VERDICT_EXPLAINED && v->kind != VERDICT_OUT_OF_SCOPE;
}

/* Not that nobody can explain the charge: what would tell of it has not been given. */
static bool lacks_data(const struct report *r, uint32_t entry)
{
    const struct verdict *v = &r->verdicts[entry];
    const struct found_cause *first;

    if (v->kind != VERDICT_UNEXPLAINED || !v->causes_len)
        return false;
    first = &r->causes.at[v->causes_from];
    return first->probability >= ALMOST_SURE &&
           slice_eq(cause_view_of(r, first).id, SLICE("missing_export"));
}

/* The entries with the verdict that are shown, and lack data or not; ${ret_len} of them. */
static uint32_t *shown(const struct writing *w, enum verdict_kind kind, bool lacking,
                       size_t *ret_len)
{
    const struct report *r = w->report;
    uint32_t *order = arena_make_n(w->page->arena, uint32_t, r->counts[kind] + 1u);
    size_t n = 0;

    for (uint32_t e = 0; e < r->entries.list.len && n < r->counts[kind]; e++)
        if (r->verdicts[e].kind == kind && !is_known(&r->verdicts[e]) &&
            lacks_data(r, e) == lacking && filter_shows(&w->opts->filter, r, e))
            order[n++] = e;
    sort_indices(order, n, kind == VERDICT_UNEXPLAINED ? alike_before : day_before, r,
                 w->page->arena);
    *ret_len = n;
    return order;
}

static struct slice amount_of(const struct writing *w, uint32_t entry)
{
    return page_money(w->page, w->report->entries.list.at[entry].amount,
                      charge_of(w->report, entry)->currency);
}

static void measure_amounts(struct writing *w)
{
    w->amount_columns = 8;
    for (uint32_t e = 0; e < w->report->entries.list.len; e++) {
        size_t width = text_width(amount_of(w, e));

        if (width > w->amount_columns)
            w->amount_columns = width;
    }
}

/* ------------------------------------------------------------------ one charge */

static enum page_style style_of(enum verdict_kind kind)
{
    static const enum page_style styles[VERDICTS] = {
        [VERDICT_EXPLAINED] = PAGE_FINE,     [VERDICT_PROBABLE] = PAGE_DOUBT,
        [VERDICT_AMBIGUOUS] = PAGE_DOUBT,    [VERDICT_UNEXPLAINED] = PAGE_ALARM,
        [VERDICT_OUT_OF_SCOPE] = PAGE_PLAIN,
    };

    return styles[kind];
}

/* Date, card, amount, descriptor. */
static void write_line(struct writing *w, uint32_t entry)
{
    const struct report *r = w->report;
    const struct charge *charge = charge_of(r, entry);
    struct page *page = w->page;
    struct slice card = slice_of(r->records->cards.at[charge->card].last4);
    size_t used = 2 + DATE_COLUMNS + 2 + CARD_COLUMNS + 2 + w->amount_columns + 2;

    page_blank(page, 2);
    page_cell(page, page_day(page, r->entries.list.at[entry].day), DATE_COLUMNS);
    page_blank(page, 2);
    page_cell(page, card.len ? card : SLICE("-"), CARD_COLUMNS);
    page_blank(page, 2);
    page_style(page, style_of(r->verdicts[entry].kind));
    page_cell_right(page, amount_of(w, entry), w->amount_columns);
    page_style(page, PAGE_PLAIN);
    page_blank(page, 2);
    page_line(page, page_cut(page, r->records->texts.at[charge->text].raw,
                             page->width > used + 8 ? page->width - used : 8));
}

/* What bills under that name; of each merchant once. */
static void write_meaning(struct writing *w, uint32_t entry)
{
    const struct report *r = w->report;
    uint32_t merchant = r->verdicts[entry].merchant;
    const struct merchant *m;

    if (!merchant || map_find(&w->told, merchant, NULL, NULL) != MAP_NONE)
        return;
    map_set(&w->told, w->page->arena, merchant, 1);
    m = &r->catalog->merchants[merchant - 1];
    page_wrap(w->page, INDENT, SLICE(""), page_choose(w->page, m->meaning_ja, m->meaning_en));
}

static struct slice place_of(const struct writing *w, uint32_t row)
{
    const struct charge *charge = &w->report->records->charges.at[row];
    const struct slice parts[] = {w->report->records->sources.at[charge->source].path, SLICE(":"),
                                  arena_number(w->page->arena, charge->line)};

    return arena_join(w->page->arena, parts, 3);
}

static void write_place(struct writing *w, uint32_t entry)
{
    if (!w->opts->verbose)
        return;
    page_style(w->page, PAGE_QUIET);
    page_wrap(w->page, INDENT, SLICE(""), place_of(w, w->report->entries.list.at[entry].row));
    page_style(w->page, PAGE_PLAIN);
}

/* Both lines of what was counted once. */
static void write_both_places(struct writing *w, uint32_t entry)
{
    const struct entries *entries = &w->report->entries;
    struct slice all = place_of(w, entries->list.at[entry].row);
    uint32_t next = entries->list.at[entry].more;

    for (; next; next = entries->appearances.at[next - 1].next) {
        struct slice parts[] = {all, SLICE("  "),
                                place_of(w, entries->appearances.at[next - 1].row)};

        all = arena_join(w->page->arena, parts, 3);
    }
    page_style(w->page, PAGE_QUIET);
    page_wrap(w->page, INDENT, SLICE(""), all);
    page_style(w->page, PAGE_PLAIN);
}

/* Why it is asked about; of what may be two purchases both rows, so that the person can say. */
static void write_flags(struct writing *w, uint32_t entry)
{
    const struct verdict *v = &w->report->verdicts[entry];

    report_more_flags(w->page, v);
    if (v->alarms & 1u << FLAG_MAYBE_TWO)
        write_both_places(w, entry);
}

static void write_alternatives(struct writing *w, uint32_t entry)
{
    const struct report *r = w->report;
    const struct verdict *v = &r->verdicts[entry];

    for (uint32_t i = 0; i < v->alternatives_len; i++) {
        struct part_range range = r->alternatives.at[v->alternatives_from + i];

        page_wrap(w->page, INDENT, slice_of(_("or: ")),
                  range.len ? because_sentence(w->page, r, entry, range)
                            : slice_of(_("no order for it was found")));
    }
}

static void write_because(struct writing *w, uint32_t entry)
{
    const struct verdict *v = &w->report->verdicts[entry];
    struct slice mark = slice_of(v->alternatives_len ? _("either: ") : _("because: "));

    if (!v->parts.len)
        return;
    page_wrap(w->page, INDENT, mark, because_sentence(w->page, w->report, entry, v->parts));
    if (v->kind == VERDICT_PROBABLE && v->has_probability) {
        struct slice parts[] = {arena_number(w->page->arena, (int64_t)(v->probability * 100)),
                                SLICE(" %")};

        page_wrap(
            w->page, INDENT, SLICE(""),
            page_format_of(w->page, _("probability: %s"), arena_join(w->page->arena, parts, 2)));
    }
}

/* ------------------------------------------------------------------ sections */

static void heading(struct writing *w, enum page_style style, struct slice text)
{
    output_add_byte(w->page->out, '\n');
    page_style(w->page, style);
    page_add(w->page, text);
    page_style(w->page, PAGE_PLAIN);
    output_add_byte(w->page->out, '\n');
}

/* The order that was cancelled, for it is what the person has to ask about. */
static void write_cancelled(struct writing *w, uint32_t entry)
{
    const struct order_line *line = report_cancelled_line(w->report, entry);
    struct page *page = w->page;

    if (!line)
        return;
    page_wrap(
        page, INDENT, SLICE(""),
        page_format_of(page, _("cancelled: order %1$s of %2$s, %3$s"), line->order_id,
                       page_short_day(page, line->ordered, w->report->entries.list.at[entry].day),
                       page_cut(page, line->title, TITLE_COLUMNS)));
}

static void write_unexplained(struct writing *w, const uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool goes_on =
            i + 1 < n &&
            w->report->verdicts[order[i]].merchant == w->report->verdicts[order[i + 1]].merchant &&
            advice_is_same(w->report, order[i], order[i + 1]);

        write_line(w, order[i]);
        write_place(w, order[i]);
        mails_text_charge(w->page, w->report, order[i]);
        write_flags(w, order[i]);
        write_cancelled(w, order[i]);
        if (goes_on)
            continue;
        write_meaning(w, order[i]);
        advice_write_causes(&w->advice, w->page, w->report, order[i]);
    }
    advice_write_steps(&w->advice, w->page, w->report);
}

static void write_explained(struct writing *w, const uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        write_line(w, order[i]);
        write_place(w, order[i]);
        mails_text_charge(w->page, w->report, order[i]);
        write_flags(w, order[i]);
        write_meaning(w, order[i]);
        write_because(w, order[i]);
        write_alternatives(w, order[i]);
    }
}

static void write_others(struct writing *w, const uint32_t *order, size_t n)
{
    if (!w->opts->all && !w->opts->filter.verdicts) {
        report_more_shops(w->page, w->report, order, n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        write_line(w, order[i]);
        write_place(w, order[i]);
        mails_text_charge(w->page, w->report, order[i]);
        write_flags(w, order[i]);
    }
}

/* The sections in the order in which a person wants them. */
static const struct section {
    enum verdict_kind kind;
    bool lacking; /* those for which the data are missing */
    enum page_style style;
    const char *heading;
    void (*write)(struct writing *w, const uint32_t *order, size_t n);
} sections[] = {
    {VERDICT_UNEXPLAINED, false, PAGE_ALARM, N_("Nobody can explain these (%s)"),
     write_unexplained},
    {VERDICT_UNEXPLAINED, true, PAGE_DOUBT, N_("More data are needed to tell these (%s)"),
     write_unexplained},
    {VERDICT_AMBIGUOUS, false, PAGE_DOUBT, N_("One of several things each (%s)"), write_explained},
    {VERDICT_PROBABLE, false, PAGE_DOUBT, N_("Probably explained (%s)"), write_explained},
    {VERDICT_EXPLAINED, false, PAGE_FINE, N_("Explained (%s)"), write_explained},
    {VERDICT_OUT_OF_SCOPE, false, PAGE_HEADING, N_("Other shops (%s)"), write_others},
};

static void write_section(struct writing *w, const struct section *section)
{
    size_t n;
    uint32_t *order = shown(w, section->kind, section->lacking, &n);

    if (!n)
        return;
    heading(w, section->style,
            page_format_of(w->page, _(section->heading), arena_number(w->page->arena, (int64_t)n)));
    section->write(w, order, n);
}

/* What the person knows, though no record settles it. */
static void write_known(struct writing *w)
{
    const struct report *r = w->report;
    uint32_t *order = arena_make_n(w->page->arena, uint32_t, r->entries.list.len + 1u);
    size_t n = 0;

    for (uint32_t e = 0; e < r->entries.list.len; e++)
        if (is_known(&r->verdicts[e]) && filter_shows(&w->opts->filter, r, e))
            order[n++] = e;
    if (!n)
        return;
    sort_indices(order, n, day_before, r, w->page->arena);
    heading(w, PAGE_FINE,
            page_format_of(w->page, _("Yours, as you said, though no record shows it (%s)"),
                           arena_number(w->page->arena, (int64_t)n)));
    for (size_t i = 0; i < n; i++) {
        write_line(w, order[i]);
        write_place(w, order[i]);
        write_flags(w, order[i]);
    }
}

/* ------------------------------------------------------------------ what is asked about */

/* What is odd about a charge that is explained, or of another shop.  Refunds that are late are told
 * with the money that should still move. */
static bool is_asked_about(const struct writing *w, uint32_t entry)
{
    const struct verdict *v = &w->report->verdicts[entry];

    return (v->kind == VERDICT_EXPLAINED || v->kind == VERDICT_OUT_OF_SCOPE) &&
           (v->alarms & ~(1u << FLAG_REFUND_LATE)) &&
           filter_shows(&w->opts->filter, w->report, entry);
}

static void write_asked_about(struct writing *w)
{
    const struct report *r = w->report;
    uint32_t *order = arena_make_n(w->page->arena, uint32_t, r->entries.list.len + 1u);
    size_t n = 0;

    for (uint32_t e = 0; e < r->entries.list.len; e++)
        if (is_asked_about(w, e))
            order[n++] = e;
    if (!n)
        return;
    sort_indices(order, n, day_before, r, w->page->arena);
    heading(w, PAGE_DOUBT,
            page_format_of(w->page, _("Worth a second look (%s)"),
                           arena_number(w->page->arena, (int64_t)n)));
    for (size_t i = 0; i < n; i++) {
        write_line(w, order[i]);
        write_flags(w, order[i]);
        if (!(r->verdicts[order[i]].alarms & 1u << FLAG_MAYBE_TWO))
            write_place(w, order[i]);
    }
}

/* ------------------------------------------------------------------ summary */

/* What cannot be explained, without what the person knows: those that lack data, or the others. */
struct open_charges {
    uint32_t n;
    struct slice sum;
};

static struct open_charges open_charges(struct writing *w, bool lacking)
{
    const struct report *r = w->report;
    struct open_charges open = {0, {"", 0}};

    for (size_t i = 0; i < r->sums.len; i++) {
        int64_t sum = 0;
        uint32_t n = 0;

        for (uint32_t e = 0; e < r->entries.list.len; e++) {
            if (r->verdicts[e].kind != VERDICT_UNEXPLAINED || r->verdicts[e].is_mine ||
                lacks_data(r, e) != lacking ||
                !currency_eq(r->records->charges.at[r->entries.list.at[e].latest].currency,
                             r->sums.at[i].currency))
                continue;
            n++;
            if (!money_add(sum, r->entries.list.at[e].amount, &sum))
                sum = INT64_MAX;
        }
        if (n)
            open.sum =
                arena_join(w->page->arena,
                           (struct slice[]){open.sum, open.n ? SLICE(" + ") : SLICE(""),
                                            page_money(w->page, sum, r->sums.at[i].currency)},
                           3);
        open.n += n;
    }
    return open;
}

static struct slice counted_open(struct writing *w, const struct open_charges *open,
                                 const char *words)
{
    if (!open->n)
        return SLICE("");
    return page_format_of(w->page, words, arena_number(w->page->arena, open->n), open->sum);
}

/* How many have the verdict, without those that the person knows. */
static uint32_t count_of(const struct report *r, enum verdict_kind kind)
{
    bool is_settled = kind == VERDICT_EXPLAINED || kind == VERDICT_OUT_OF_SCOPE;

    return r->counts[kind] - (is_settled ? 0 : r->mine[kind]);
}

static struct slice counted(struct writing *w, enum verdict_kind kind, const char *words)
{
    uint32_t n = count_of(w->report, kind);

    if (!n && kind != VERDICT_EXPLAINED)
        return SLICE("");
    return page_format_of(w->page, words, arena_number(w->page->arena, n));
}

/* 41 charges, 38 explained, 1 of another shop, 2 that nobody can explain: ¥15,480 */
static struct slice summary(struct writing *w)
{
    const struct report *r = w->report;
    size_t n = r->entries.list.len;
    uint32_t of[VERDICTS], known = report_known(r);
    struct open_charges strange = open_charges(w, false), lacking = open_charges(w, true);
    struct slice all = page_format_of(w->page, ngettext("%s charge", "%s charges", n),
                                      arena_number(w->page->arena, (int64_t)n));

    for (unsigned v = 0; v < VERDICTS; v++)
        of[v] = count_of(r, v);
    struct slice parts[] = {
        counted(w, VERDICT_EXPLAINED,
                ngettext("%s explained", "%s explained", of[VERDICT_EXPLAINED])),
        counted(w, VERDICT_PROBABLE, ngettext("%s probable", "%s probable", of[VERDICT_PROBABLE])),
        counted(w, VERDICT_AMBIGUOUS,
                ngettext("%s ambiguous", "%s ambiguous", of[VERDICT_AMBIGUOUS])),
        known ? page_format_of(w->page,
                               ngettext("%s yours as you said", "%s yours as you said", known),
                               arena_number(w->page->arena, known))
              : SLICE(""),
        counted(w, VERDICT_OUT_OF_SCOPE,
                ngettext("%s of another shop", "%s of other shops", of[VERDICT_OUT_OF_SCOPE])),
        counted_open(w, &strange,
                     ngettext("%s that nobody can explain: %s", "%s that nobody can explain: %s",
                              strange.n)),
        counted_open(w, &lacking,
                     ngettext("%s for which more data are needed: %s",
                              "%s for which more data are needed: %s", lacking.n)),
    };

    for (size_t i = 0; n && i < sizeof(parts) / sizeof(parts[0]); i++)
        if (parts[i].len)
            all = arena_join(w->page->arena, (struct slice[]){all, slice_of(_(", ")), parts[i]}, 3);
    return all;
}

struct slice report_text_summary(struct page *page, const struct report *report)
{
    struct writing w = {.page = page, .report = report};

    return summary(&w);
}

static void write_summary(struct writing *w)
{
    page_style(w->page, PAGE_HEADING);
    page_wrap(w->page, 0, SLICE(""), summary(w));
    page_style(w->page, PAGE_PLAIN);
}

/* What no section of charges tells. */
static void write_asked_first(struct writing *w)
{
    write_asked_about(w);
    report_more_expected(w->page, w->report);
}

void report_text_write(struct page *page, const struct report *report,
                       const struct report_text_opts *opts)
{
    struct writing w = {.page = page, .report = report, .opts = opts};

    w.advice.arena = page->arena;
    measure_amounts(&w);
    write_summary(&w);
    if (!report->entries.list.len && !report->mails)
        page_wrap(page, 0, SLICE(""),
                  slice_of(_("No charge of a statement was found here. \"mioboe formats COMPANY\" "
                             "tells how to get the file from a card company or bank.")));
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
        write_section(&w, &sections[i]);
        if (!opts->filter.verdicts && sections[i].kind == VERDICT_UNEXPLAINED &&
            !sections[i].lacking)
            write_asked_first(&w);
        if (sections[i].kind == VERDICT_PROBABLE)
            write_known(&w);
        if (!opts->filter.verdicts && sections[i].kind == VERDICT_PROBABLE)
            report_more_recurring(page, report, opts->all);
    }
    if (!opts->filter.verdicts)
        mails_text_write(page, report);
}
