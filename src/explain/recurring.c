#include "explain/recurring.h"

#include "explain/chain.h"
#include "explain/flag.h"
#include "explain/plan_book.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"

/* A check of the card comes at most so many days before the first real charge. */
#define TRIAL_DAYS 100

/* A price that rises by more than half is asked about, unless the catalogue knows it. */
#define RISE_PERCENT 50

/* Days that a last charge of the old plan may follow the first of the new one. */
#define SWITCH_DAYS 5

/* What is known of a series beside what the report shows. */
struct series {
    uint64_t member;
    struct slice family; /* of plans; empty = none, or more than one could be meant */
    int32_t next_due;    /* also where it has stopped */
    uint32_t next;       /* next series of the same member and family + 1 */
};
ARRAY_TYPE(series_list, struct series);

/* A charge of nothing or next to nothing, as card checks are. */
struct card_check {
    uint32_t entry, next; /* next: of the same member and merchant, + 1 */
};
ARRAY_TYPE(card_checks, struct card_check);

struct finding_series {
    struct report *report;
    const struct history *history;
    struct arena *arena;
    int32_t *covered; /* by entry: last day that the statements of its card show */
    struct series_list series;
    struct map check_index;
    struct card_checks checks;
    struct plan_book book;
    struct plan_list plans;   /* that the merchant of the group bills */
    struct chain_line *lines; /* of the group */
    uint32_t *entries;        /* of those lines */
};

/* ------------------------------------------------------------------ which charges can recur */

static bool is_bought(const struct report *r, const struct part *part)
{
    const struct unit *u;

    if (part->unit == MAP_NONE || part->kind == PART_PLAN)
        return false;
    u = &r->units.list.at[part->unit];
    if (u->kind == UNIT_TRANSACTION)
        return u->purchase != MAP_NONE &&
               !slice_starts(r->units.purchases.at[u->purchase].order_id, SLICE("D"));
    return u->kind == UNIT_SHIPMENT || u->kind == UNIT_ORDER;
}

/* Orders come by hand, instalments end, and what was never posted was never paid. */
static bool can_recur(const struct report *r, const struct history_line *line)
{
    const struct verdict *v = &r->verdicts[line->entry];

    if (line->amount <= 0 || (line->traits & (HISTORY_VANISHED | HISTORY_PART)))
        return false;
    for (uint32_t i = 0; i < v->parts.len; i++)
        if (is_bought(r, &r->parts.at[v->parts.from + i]))
            return false;
    return true;
}

static size_t list_lines(struct finding_series *f, const struct history_group *group)
{
    uint32_t first = f->history->lines[group->from].entry;
    const struct merchant *merchant = history_merchant(f->report, first);
    struct currency currency = history_charge(f->report, first)->currency; /* all lines' */
    size_t n = 0;

    f->plans = plan_book_list(&f->book, f->report->verdicts[first].merchant);
    for (uint32_t i = 0; i < group->len; i++) {
        const struct history_line *line = &f->history->lines[group->from + i];
        const struct plan *plan;

        if (!can_recur(f->report, line))
            continue;
        plan = plan_book_find(&f->book, f->plans, line->day, line->amount, currency);
        f->entries[n] = line->entry;
        f->lines[n++] =
            (struct chain_line){.amount = line->amount,
                                .day = line->day,
                                .card = line->card,
                                .plan_months = plan ? (uint8_t)plan->months : 0,
                                .plan_alone = plan && merchant->class == MERCHANT_MEMBERSHIP};
    }
    return n;
}

/* ------------------------------------------------------------------ what statements cover */

/* The last day that each card's statements show. */
static void find_cover(struct finding_series *f)
{
    const struct history *h = f->history;

    f->covered = arena_make_n(f->arena, int32_t, f->report->entries.list.len + 1);
    for (size_t c = 0; c < h->cards_len; c++) {
        const uint32_t *entries = h->by_card + h->cards[c].from;
        uint32_t n = h->cards[c].len;

        for (uint32_t i = 0; i < n; i++)
            f->covered[entries[i]] = h->lines[h->place[entries[n - 1]]].day;
    }
}

/* ------------------------------------------------------------------ card checks */

static uint64_t check_key(const struct finding_series *f, uint32_t entry)
{
    uint32_t merchant = f->report->verdicts[entry].merchant;
    uint64_t what = merchant ? hash_mix(141, merchant) : hash_mix(142, f->history->group[entry]);

    return hash_mix(what, history_member(f->history, f->report, entry));
}

static void list_checks(struct finding_series *f)
{
    for (size_t i = 0; i < f->history->len; i++) {
        const struct history_line *line = &f->history->lines[i];
        uint64_t key;
        uint32_t had;

        if (line->amount < 0 || line->amount > 100)
            continue;
        if (line->amount > 1 &&
            currency_digits(history_charge(f->report, line->entry)->currency) == 0)
            continue;
        key = check_key(f, line->entry);
        had = map_find(&f->check_index, key, NULL, NULL);
        *array_push(f->arena, &f->checks) =
            (struct card_check){line->entry, had == MAP_NONE ? 0 : had + 1};
        map_set(&f->check_index, f->arena, key, (uint32_t)f->checks.len - 1);
    }
}

/* Whether the card was checked at that merchant before the first charge of a series. */
static bool follows_check(const struct finding_series *f, uint32_t entry)
{
    int32_t day = history_day(f->report, entry);
    uint32_t at = map_find(&f->check_index, check_key(f, entry), NULL, NULL);

    for (at = at == MAP_NONE ? 0 : at + 1; at; at = f->checks.at[at - 1].next) {
        int32_t days = day - history_day(f->report, f->checks.at[at - 1].entry);

        if (f->checks.at[at - 1].entry != entry && days >= 0 && days <= TRIAL_DAYS)
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ plans of a series */

/* Whether an export's title of what explains the entry names the plan; also where no title is
 * known. */
static bool title_fits(const struct finding_series *f, uint32_t entry, const struct plan *plan)
{
    const struct report *r = f->report;
    const struct verdict *v = &r->verdicts[entry];
    struct slice title;

    if (v->parts.len != 1 || r->parts.at[v->parts.from].unit == MAP_NONE)
        return true;
    title = text_fold(f->arena, r->units.list.at[r->parts.at[v->parts.from].unit].title);
    for (size_t i = 0; i < plan->titles_len; i++)
        if (slice_has(title, plan->titles[i]))
            return true;
    return title.len == 0;
}

/* The family of plans that a series pays for: empty when the price leaves more than one. */
static struct slice family_of(const struct finding_series *f, const struct recurring *r,
                              uint32_t entry)
{
    struct slice family = {NULL, 0};

    for (size_t i = 0; i < f->plans.len; i++) {
        const struct plan *plan = &f->report->catalog->plans[f->plans.at[i]];

        if (plan->months != r->months ||
            !plan_price_at(plan, history_day(f->report, entry), r->amount, r->currency) ||
            !title_fits(f, entry, plan))
            continue;
        if (family.len && !slice_eq(family, plan->family))
            return (struct slice){NULL, 0};
        family = plan->family;
    }
    return family;
}

/* ------------------------------------------------------------------ series and their flags */

static void flag_series(struct report *report, struct recurring *r, uint32_t entry,
                        enum flag_kind kind, bool alarm)
{
    r->flags |= 1u << kind;
    flag_add(report, entry, kind, alarm);
}

/* A change of the amount in a series of equal amounts is a change of the price. */
static void flag_steps(struct finding_series *f, struct recurring *r, const struct chain *chain,
                       const uint32_t *lines)
{
    for (uint32_t i = 1; chain->steady && i < chain->len; i++) {
        const struct chain_line *before = &f->lines[lines[i - 1]], *line = &f->lines[lines[i]];
        int64_t rise = line->amount - before->amount;

        if (rise != 0)
            flag_series(f->report, r, f->entries[lines[i]], FLAG_PRICE_CHANGE,
                        rise * 100 > before->amount * RISE_PERCENT && !line->plan_months);
    }
}

static void add_series(struct finding_series *f, const struct chain *chain, const uint32_t *lines)
{
    struct report *report = f->report;
    uint32_t first = f->entries[lines[0]], last = f->entries[lines[chain->len - 1]];
    const struct charge *c = history_charge(report, last);
    struct recurring *r = array_push(f->arena, &report->recurring);
    struct series *s = array_push(f->arena, &f->series);

    *r = (struct recurring){.merchant = report->verdicts[last].merchant,
                            .text = c->text,
                            .months = chain->months,
                            .days = chain->days,
                            .amount = report->entries.list.at[last].amount,
                            .currency = c->currency,
                            .charges_from = (uint32_t)report->recurring_charges.len,
                            .charges_len = chain->len,
                            .next_due = chain->next_due};
    for (uint32_t i = 0; i < chain->len; i++)
        *array_push(f->arena, &report->recurring_charges) = f->entries[lines[i]];
    if (f->covered[last] > chain->next_due + chain->tolerance)
        r->next_due = DAY_NONE;
    *s = (struct series){history_member(f->history, report, last), family_of(f, r, last),
                         chain->next_due, 0};
    flag_steps(f, r, chain, lines);
    if (follows_check(f, first))
        flag_series(report, r, first, FLAG_TRIAL_ENDED,
                    report->verdicts[first].kind != VERDICT_EXPLAINED);
}

static int32_t day_of_charge(const struct finding_series *f, const struct recurring *r, uint32_t i)
{
    return history_day(f->report, f->report->recurring_charges.at[r->charges_from + i]);
}

/*
 * Whether both are paid at the same time: the older one is billed again after the younger one
 * began, or it is a year's plan that has long to run when the younger one is billed twice.  A
 * change of plan is neither.
 */
static bool overlap(const struct finding_series *f, uint32_t older, uint32_t younger)
{
    const struct recurring *a = &f->report->recurring.at[older];
    const struct recurring *b = &f->report->recurring.at[younger];

    if (day_of_charge(f, a, a->charges_len - 1) > day_of_charge(f, b, 0) + SWITCH_DAYS)
        return true;
    return a->months == 12 && b->charges_len > 1 &&
           day_of_charge(f, b, 1) < f->series.at[older].next_due - 31;
}

static void flag_double(struct finding_series *f, uint32_t a, uint32_t b)
{
    struct recurring *ra = &f->report->recurring.at[a], *rb = &f->report->recurring.at[b];
    bool swap = day_of_charge(f, ra, 0) > day_of_charge(f, rb, 0);
    struct recurring *younger = swap ? ra : rb;

    if (!overlap(f, swap ? b : a, swap ? a : b))
        return;
    ra->flags |= 1u << FLAG_DOUBLE_SUBSCRIPTION;
    flag_series(f->report, younger, f->report->recurring_charges.at[younger->charges_from],
                FLAG_DOUBLE_SUBSCRIPTION, true);
    rb->flags |= 1u << FLAG_DOUBLE_SUBSCRIPTION;
}

/* Compare the series of one member and one family of plans with each other. */
static void find_doubles(struct finding_series *f)
{
    struct map index = {0};

    for (uint32_t s = 0; s < f->series.len; s++) {
        struct series *series = &f->series.at[s];
        uint64_t key = hash_bytes(series->family, series->member);
        uint32_t had;

        if (series->family.len == 0)
            continue;
        had = map_find(&index, key, NULL, NULL);
        series->next = had == MAP_NONE ? 0 : had + 1;
        for (uint32_t other = series->next; other; other = f->series.at[other - 1].next)
            flag_double(f, other - 1, s);
        map_set(&index, f->arena, key, s);
    }
}

/* ------------------------------------------------------------------ the whole */

static uint32_t first_entry(const struct report *report, uint32_t i)
{
    return report->recurring_charges.at[report->recurring.at[i].charges_from];
}

static bool series_before(const void *ctx, uint32_t a, uint32_t b)
{
    return first_entry(ctx, a) < first_entry(ctx, b);
}

/* A charge is in one series at most, so the first charges give one order whatever the sources'
 * order was. */
static void put_in_order(struct finding_series *f)
{
    struct recurrings *all = &f->report->recurring;
    struct recurring *sorted = arena_make_n(f->arena, struct recurring, all->len);
    uint32_t *order = sort_order(all->len, series_before, f->report, f->arena);

    for (uint32_t i = 0; i < all->len; i++)
        sorted[i] = all->at[order[i]];
    for (uint32_t i = 0; i < all->len; i++)
        all->at[i] = sorted[i];
}

static void find_in_group(struct finding_series *f, const struct history_group *group)
{
    struct chains chains = {0};
    size_t n = list_lines(f, group);

    if (n == 0)
        return;
    chain_find(f->lines, n, f->covered[f->entries[n - 1]], f->arena, &chains);
    for (size_t c = 0; c < chains.list.len; c++)
        add_series(f, &chains.list.at[c], chains.lines.at + chains.list.at[c].from);
}

void explain_recurring(struct report *report, const struct history *history, struct arena *arena)
{
    struct finding_series f = {.report = report, .history = history, .arena = arena};
    uint32_t most = 0;

    for (size_t g = 0; g < history->groups_len; g++)
        if (history->groups[g].len > most)
            most = history->groups[g].len;
    f.lines = arena_make_n(arena, struct chain_line, most + 1);
    f.entries = arena_make_n(arena, uint32_t, most + 1);
    plan_book_init(&f.book, report->catalog, arena);
    find_cover(&f);
    list_checks(&f);
    for (size_t g = 0; g < history->groups_len; g++)
        find_in_group(&f, &history->groups[g]);
    find_doubles(&f);
    put_in_order(&f);
}
