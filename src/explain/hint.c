#include "explain/hint.h"

#include "base/sort.h"
#include "match/amount_index.h"

/* A sum that a mail names. */
struct sum {
    struct origin origin;
    int64_t amount; /* as the charge would have it: negative = to the person */
    struct currency currency;
    int32_t day;
    int32_t before, after; /* how many days the charge may come before and after it */
};

struct hinting {
    const struct report *report;
    const struct records *unproven;
    struct arena *arena;
    struct amount_index amounts;
    struct hint_list *to;
};

static void add(struct hinting *h, const struct sum *sum)
{
    uint32_t at;

    if (h->unproven->sources.at[sum->origin.source].trust != TRUST_UNKNOWN || !sum->amount)
        return;
    at = amount_index_first(&h->amounts, sum->amount, sum->currency);
    for (; at; at = amount_index_next(&h->amounts, at)) {
        uint32_t entry = amount_index_entry(at);
        int32_t day = h->report->entries.list.at[entry].day;
        int64_t days = (int64_t)day - sum->day;

        if (day != DAY_NONE && sum->day != DAY_NONE && days >= -sum->before && days <= sum->after)
            *array_push(h->arena, h->to) = (struct hint){entry, sum->origin};
    }
}

/* ------------------------------------------------------------------ what mails name */

static void add_orders(struct hinting *h)
{
    const struct records *r = h->unproven;

    for (size_t i = 0; i < r->orders.len; i++) {
        const struct order *order = &r->orders.at[i];

        add(h, &(struct sum){order->origin, order->has_billed ? order->billed : order->total,
                             order->currency, order->ordered, 1, HINT_ORDER_DAYS});
    }
    for (size_t i = 0; i < r->shipments.len; i++) {
        const struct shipment *shipment = &r->shipments.at[i];

        add(h, &(struct sum){shipment->origin, shipment->charged, shipment->currency,
                             shipment->shipped != DAY_NONE ? shipment->shipped : shipment->ordered,
                             HINT_NOTICE_DAYS, HINT_ORDER_DAYS});
    }
}

static void add_digitals(struct hinting *h)
{
    const struct records *r = h->unproven;

    for (size_t i = 0; i < r->digitals.len; i++)
        add(h, &(struct sum){r->digitals.at[i].origin, r->digitals.at[i].amount,
                             r->digitals.at[i].currency, r->digitals.at[i].ordered, 1,
                             HINT_ORDER_DAYS});
    for (size_t i = 0; i < r->billings.len; i++)
        add(h, &(struct sum){r->billings.at[i].origin, r->billings.at[i].amount,
                             r->billings.at[i].currency, r->billings.at[i].day, HINT_NOTICE_DAYS,
                             HINT_NOTICE_DAYS});
}

static void add_refunds(struct hinting *h)
{
    const struct records *r = h->unproven;

    for (size_t i = 0; i < r->refunds.len; i++) {
        const struct refund *refund = &r->refunds.at[i];

        if (refund->amount > 0)
            add(h, &(struct sum){refund->origin, -refund->amount, refund->currency,
                                 refund->day != DAY_NONE ? refund->day : refund->created,
                                 HINT_NOTICE_DAYS, HINT_ORDER_DAYS});
    }
}

static void add_notices(struct hinting *h)
{
    const struct records *r = h->unproven;

    for (size_t i = 0; i < r->notices.len; i++) {
        const struct notice *notice = &r->notices.at[i];

        if (notice->kind != NOTICE_DECLINED)
            add(h, &(struct sum){notice->origin, notice->amount, notice->currency, notice->day,
                                 HINT_NOTICE_DAYS, HINT_NOTICE_DAYS});
    }
}

/* ------------------------------------------------------------------ order */

static bool hint_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct hinting *h = ctx;
    const struct hint *ha = &h->to->at[a], *hb = &h->to->at[b];
    const struct sources *sources = &h->unproven->sources;
    int c;

    if (ha->entry != hb->entry)
        return ha->entry < hb->entry;
    c = slice_cmp(sources->at[ha->origin.source].path, sources->at[hb->origin.source].path);
    return c ? c < 0 : ha->origin.line < hb->origin.line;
}

/* In order, each source once for a charge, and not too many for one. */
static void settle(struct hinting *h)
{
    struct arena *scratch = arena_like(h->arena);
    uint32_t *order = sort_order(h->to->len, hint_before, h, scratch);
    struct hint_list settled = {0};
    size_t of_charge = 0;

    for (size_t i = 0; i < h->to->len; i++) {
        const struct hint *hint = &h->to->at[order[i]];
        const struct hint *last = settled.len ? &settled.at[settled.len - 1] : NULL;
        bool same = last && last->entry == hint->entry;

        if (same && last->origin.source == hint->origin.source)
            continue;
        of_charge = same ? of_charge + 1 : 1;
        if (of_charge <= HINT_MAX_OF_CHARGE)
            *array_push(h->arena, &settled) = *hint;
    }
    arena_free(scratch);
    *h->to = settled;
}

void hint_find(const struct report *report, const struct records *unproven, struct arena *arena,
               struct hint_list *ret)
{
    struct hinting h = {.report = report, .unproven = unproven, .arena = arena, .to = ret};

    *ret = (struct hint_list){0};
    amount_index_init(&h.amounts, report->records, &report->entries, arena);
    add_orders(&h);
    add_digitals(&h);
    add_refunds(&h);
    add_notices(&h);
    settle(&h);
}
