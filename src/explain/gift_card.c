#include "explain/gift_card.h"

#include "base/sort.h"
#include "explain/flag.h"
#include "explain/history.h"

/* Charges that come within so many days of the first are looked at together. */
#define TOGETHER_DAYS 3
#define TOGETHER_LEAST 2u

/* Together they are asked about from this sum on, in yen and in cents, */
#define SUM_YEN 10000
#define SUM_CENTS 10000
/* if it is so many times what the household's charges usually are, */
#define USUAL_TIMES 5
/* and what gift cards it ever bought together before. */
#define EARLIER_TIMES 3

struct gift_cards {
    struct report *report;
    uint32_t *entries; /* charges for nothing but gift cards, by day */
    size_t len;
    int64_t usual;   /* median of the charges that are explained */
    int64_t earlier; /* largest sum of charges together so far */
};

static const struct slice names[] = {SLICE("ギフトカード"), SLICE("ギフト券"), SLICE("Gift Card"),
                                     SLICE("gift card"), SLICE("eGift")};

static bool is_named_so(struct slice title)
{
    if (!slice_has(title, SLICE("ギフト")) && !slice_has(title, SLICE("ift")))
        return false; /* nearly all end here */
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_has(title, names[i]))
            return true;
    return false;
}

static bool is_gift_card(const struct report *r, uint32_t entry)
{
    const struct verdict *v = &r->verdicts[entry];

    if ((v->kind != VERDICT_EXPLAINED && v->kind != VERDICT_PROBABLE) || v->parts.len == 0 ||
        r->entries.list.at[entry].amount <= 0)
        return false;
    for (uint32_t i = 0; i < v->parts.len; i++) {
        uint32_t unit = r->parts.at[v->parts.from + i].unit;

        if (unit == MAP_NONE || !is_named_so(r->units.list.at[unit].title))
            return false;
    }
    return true;
}

static bool day_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct report *r = ctx;

    return history_day(r, a) < history_day(r, b);
}

static bool amount_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct report *r = ctx;

    return r->entries.list.at[a].amount < r->entries.list.at[b].amount;
}

/* The median of what is explained and is no gift card. */
static int64_t usual_amount(const struct gift_cards *g, struct arena *arena)
{
    const struct report *r = g->report;
    uint32_t *order = arena_make_n(arena, uint32_t, r->entries.list.len + 1);
    size_t n = 0;

    for (uint32_t e = 0; e < r->entries.list.len; e++)
        if (r->verdicts[e].kind == VERDICT_EXPLAINED && r->entries.list.at[e].amount > 0 &&
            !is_gift_card(r, e))
            order[n++] = e;
    sort_indices(order, n, amount_before, r, arena);
    return n ? r->entries.list.at[order[n / 2]].amount : 0;
}

/* ${n} charges from ${at} on, made together. */
static void judge(struct gift_cards *g, size_t at, size_t n)
{
    const struct report *r = g->report;
    int64_t sum = 0;
    int64_t least =
        currency_digits(history_charge(r, g->entries[at])->currency) ? SUM_CENTS : SUM_YEN;

    for (size_t i = at; i < at + n; i++)
        if (!money_add(sum, r->entries.list.at[g->entries[i]].amount, &sum))
            sum = INT64_MAX;
    if (n >= TOGETHER_LEAST && sum >= least && sum / USUAL_TIMES >= g->usual &&
        sum / EARLIER_TIMES >= g->earlier)
        for (size_t i = at; i < at + n; i++)
            flag_add(g->report, g->entries[i], FLAG_UNUSUAL_AMOUNT, true);
    if (sum > g->earlier)
        g->earlier = sum;
}

void gift_card_flag(struct report *report, struct arena *arena)
{
    struct gift_cards g = {.report = report};

    g.entries = arena_make_n(arena, uint32_t, report->entries.list.len + 1);
    for (uint32_t e = 0; e < report->entries.list.len; e++)
        if (history_day(report, e) != DAY_NONE && is_gift_card(report, e))
            g.entries[g.len++] = e;
    if (g.len < TOGETHER_LEAST)
        return;
    sort_indices(g.entries, g.len, day_before, report, arena);
    g.usual = usual_amount(&g, arena);
    for (size_t i = 0, n; i < g.len; i += n) {
        for (n = 1; i + n < g.len; n++)
            if (history_day(report, g.entries[i + n]) >
                    history_day(report, g.entries[i]) + TOGETHER_DAYS ||
                !currency_eq(history_charge(report, g.entries[i + n])->currency,
                             history_charge(report, g.entries[i])->currency))
                break;
        judge(&g, i, n);
    }
}
