#include "render/because.h"

#include "render/part_view.h"
#include "render/words.h"

#include "base/day.h"
#include "base/text.h"

#define TITLE_COLUMNS 32u
#define TITLES_SHOWN 2u
#define ORDERS_SHOWN 3u
#define ITEMS_SHOWN 6u /* a unit of more items is one term of the sum */

/* The pieces of a sentence that is put together. */
ARRAY_TYPE(pieces, struct slice);

static void add(struct page *page, struct pieces *to, struct slice piece)
{
    *array_push(page->arena, to) = piece;
}

static bool has(const struct pieces *pieces, struct slice s)
{
    for (size_t i = 0; i < pieces->len; i++)
        if (slice_eq(pieces->at[i], s))
            return true;
    return false;
}

static struct slice join(struct page *page, const struct pieces *pieces, struct slice between)
{
    struct pieces all = {0};

    for (size_t i = 0; i < pieces->len; i++) {
        if (i)
            add(page, &all, between);
        add(page, &all, pieces->at[i]);
    }
    return arena_join(page->arena, all.at, all.len);
}

/* ------------------------------------------------------------------ what */

static struct slice orders(struct page *page, const struct report *r, struct part_range range)
{
    struct pieces ids = {0};
    size_t more = 0;

    for (uint32_t i = 0; i < range.len; i++) {
        struct part_view view = part_view_of(r, &r->parts.at[range.from + i]);

        if (!view.order_id.len || has(&ids, view.order_id))
            continue;
        if (ids.len < ORDERS_SHOWN)
            add(page, &ids, view.order_id);
        else
            more++;
    }
    if (!ids.len)
        return SLICE("");
    if (more)
        add(page, &ids, SLICE("…"));
    return page_format_of(page, _("order %s"), join(page, &ids, SLICE(", ")));
}

static struct slice title_of(struct page *page, const struct part_view *view)
{
    struct slice title = view->title;

    if (view->plan)
        title = page_choose(page, view->plan->name_ja, view->plan->name_en);
    return page_cut(page, title, TITLE_COLUMNS);
}

/* Rows of a digital order are components of one item's price. */
static size_t items_beside_first(const struct unit *unit)
{
    bool counts = unit && (unit->kind == UNIT_SHIPMENT || unit->kind == UNIT_ORDER);

    return counts && unit->items > 1 ? unit->items - 1u : 0;
}

/* The items of a unit that are told singly and few enough to be shown so: how many, 0 = show the
 * whole. */
static size_t single_items(const struct unit *unit)
{
    if (!unit || unit->items_from == MAP_NONE || unit->items > ITEMS_SHOWN)
        return 0;
    return unit->items;
}

/* Add a title, or count it where there are enough. */
static void add_title(struct page *page, struct pieces *all, struct slice title, size_t *more)
{
    if (!title.len || has(all, title))
        return;
    if (all->len < TITLES_SHOWN)
        add(page, all, title);
    else
        ++*more;
}

static struct slice titles(struct page *page, const struct report *r, struct part_range range)
{
    struct pieces all = {0};
    size_t more = 0;

    for (uint32_t i = 0; i < range.len; i++) {
        struct part_view view = part_view_of(r, &r->parts.at[range.from + i]);
        size_t items = single_items(view.unit);

        if (view.what.len)
            continue;
        for (size_t k = 0; k < items; k++)
            add_title(
                page, &all,
                page_cut(page, r->units.items.at[view.unit->items_from + k].title, TITLE_COLUMNS),
                &more);
        if (items)
            continue;
        add_title(page, &all, title_of(page, &view), &more);
        more += items_beside_first(view.unit);
    }
    if (more)
        add(page, &all,
            page_format_of(page, _("%s more"), arena_number(page->arena, (int64_t)more)));
    return join(page, &all, SLICE(" + "));
}

static struct slice kind_in_words(const struct part_view *view)
{
    static const struct {
        const char *kind, *words;
    } names[] = {
        {"shipment", N_("a shipment")},     {"order", N_("an order")},
        {"digital", N_("a digital order")}, {"subscription", N_("a subscription")},
        {"refund", N_("a refund")},         {"transaction", N_("a payment that Amazon lists")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(view->kind, slice_of(names[i].kind)))
            return slice_of(_(names[i].words));
    return SLICE("");
}

/* ------------------------------------------------------------------ arithmetic */

static const char *adjustment_in_words(struct slice what)
{
    static const struct {
        const char *what, *words;
    } names[] = {
        {"points_or_gift_card", N_("points or gift balance")},
        {"split_part", N_("charged elsewhere")},
        {"netted_refund", N_("a refund taken off")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(what, slice_of(names[i].what)))
            return _(names[i].words);
    return "";
}

/* A sum as it grows. */
struct sum {
    struct pieces pieces;
    size_t terms;
    struct currency currency;
};

static void add_term(struct page *page, struct sum *sum, int64_t amount, struct currency currency)
{
    bool minus = sum->terms > 0 && amount < 0;

    if (sum->terms++)
        add(page, &sum->pieces, minus ? SLICE(" - ") : SLICE(" + "));
    add(page, &sum->pieces, page_money(page, minus ? -amount : amount, currency));
}

/* ¥1,788 + ¥2,200 - ¥300 (points or gift balance) = ¥3,688; one amount alone is just that,
 * unless it is in another currency: $25.99 = ¥4,121. */
static struct slice arithmetic(struct page *page, const struct report *r, size_t entry,
                               struct part_range range)
{
    const struct entry *e = &r->entries.list.at[entry];
    struct sum sum = {.currency = r->records->charges.at[e->row].currency};
    bool abroad = false;

    for (uint32_t i = 0; i < range.len; i++) {
        struct part_view view = part_view_of(r, &r->parts.at[range.from + i]);
        size_t items = single_items(view.unit);

        for (size_t k = 0; k < items; k++)
            add_term(page, &sum, r->units.items.at[view.unit->items_from + k].amount,
                     view.unit->currency);
        if (!items && view.abroad)
            add_term(page, &sum, view.unit->amount, view.unit->currency);
        else if (!items)
            add_term(page, &sum, view.amount, sum.currency);
        abroad = abroad || view.abroad;
        if (view.what.len) {
            add(page, &sum.pieces, SLICE(" ("));
            add(page, &sum.pieces, slice_of(adjustment_in_words(view.what)));
            add(page, &sum.pieces, SLICE(")"));
        }
    }
    if (sum.terms > 1 || abroad) {
        add(page, &sum.pieces, SLICE(" = "));
        add(page, &sum.pieces, page_money(page, e->amount, sum.currency));
    }
    return arena_join(page->arena, sum.pieces.at, sum.pieces.len);
}

/* ------------------------------------------------------------------ days */

static const char *day_in_words(const struct unit *unit)
{
    switch ((enum unit_kind)unit->kind) {
    case UNIT_SHIPMENT: return _("shipped %s");
    case UNIT_ORDER: return unit->shipped ? _("shipped %s") : _("ordered %s");
    case UNIT_DIGITAL: return _("ordered %s");
    case UNIT_REFUND: return _("refunded %s");
    case UNIT_SUBSCRIPTION:
    case UNIT_TRANSACTION: break;
    }
    return _("billed %s");
}

static void add_unit_days(struct page *page, struct pieces *to, const struct unit *unit,
                          int32_t near)
{
    const char *words = day_in_words(unit);
    int32_t days[] = {unit->day, unit->day_too};

    for (size_t i = 0; i < 2; i++) {
        struct slice text;

        if (days[i] == DAY_NONE)
            continue;
        text = page_format_of(page, words, page_short_day(page, days[i], near));
        if (!has(to, text))
            add(page, to, text);
    }
}

static struct slice days(struct page *page, const struct report *r, size_t entry,
                         struct part_range range)
{
    int32_t charged = r->entries.list.at[entry].day;
    const char *words = r->entries.list.at[entry].amount < 0 ? _("credited %s") : _("charged %s");
    struct pieces all = {0};

    for (uint32_t i = 0; i < range.len; i++) {
        struct part_view view = part_view_of(r, &r->parts.at[range.from + i]);

        if (view.unit && !view.what.len)
            add_unit_days(page, &all, view.unit, charged);
    }
    if (charged != DAY_NONE)
        add(page, &all, page_format_of(page, words, page_short_day(page, charged, charged)));
    return join(page, &all, slice_of(_(", ")));
}

/* ------------------------------------------------------------------ the sentence */

struct slice because_sentence(struct page *page, const struct report *report, size_t entry,
                              struct part_range range)
{
    struct pieces what = {0}, all = {0};
    struct slice order = orders(page, report, range), title = titles(page, report, range);
    struct slice when = days(page, report, entry, range);

    if (order.len)
        add(page, &what, order);
    if (title.len)
        add(page, &what, title);
    if (!what.len && range.len) {
        struct part_view view = part_view_of(report, &report->parts.at[range.from]);

        add(page, &what, kind_in_words(&view));
    }
    add(page, &all, join(page, &what, slice_of(_(", "))));
    add(page, &all, SLICE(": "));
    add(page, &all, arithmetic(page, report, entry, range));
    if (when.len) {
        add(page, &all, slice_of(_(", ")));
        add(page, &all, when);
    }
    return arena_join(page->arena, all.at, all.len);
}
