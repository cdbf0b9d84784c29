#include "explain/candidate.h"

#include "explain/subset.h"

#include <math.h>

/*
 * How often a charge is not simply one shipment's: shares of all charges, before looking at this
 * one.  From the month-by-month reconciliations in reference amazon.md B and the shapes that
 * matchers in the wild report.
 */
#define SHARE_SEVERAL_DAY 0.30   /* all parcels of one order that left on one day in one charge */
#define SHARE_SEVERAL_SAME 0.06  /* other units of one purchase in one charge */
#define SHARE_SEVERAL_OTHER 0.05 /* a unit is billed together with one of another purchase */
#define SHARE_SPLIT_BOXES 0.50   /* a unit in two boxes charged twice */
#define SHARE_SPLIT 0.01         /* any other unit charged in two parts */
#define SHARE_GIFT 0.60          /* a gift balance took part: it paid some of it */
#define SHARE_WHOLE 0.10         /* all parcels of an order, on whatever days, in one charge */
#define NETTED_DAYS 15.0         /* a refund is taken off a charge within so many days, all alike */

/* Pre-orders cost the lowest price between order and release: sometimes a little less than told. */
#define PREORDER_DAYS 15
#define SHARE_GUARANTEE 0.05
#define GUARANTEE_MOST 0.10

#define NEAR_DAYS \
    3 /* units of different purchases are billed together only if they ship together */
#define NEAR_DAYS_THREE 1 /* three of them only on one day or the next */
#define WINDOW_PAST 45
#define WINDOW_AHEAD 10
#define WINDOW_ORDERED 45

struct seeking {
    const struct model *model;
    struct candidates *ret;
    uint32_t entry;
    int64_t amount; /* size of the charge, positive */
    bool credit;
    struct currency currency;
    int32_t day;
    double background;      /* log */
    struct near_unit *near; /* units in the window, by day */
    size_t near_len;
};

struct candidate *candidate_add(struct candidates *all, struct arena *arena,
                                enum candidate_kind kind, uint32_t entry, const uint32_t *units,
                                size_t n, double weight)
{
    struct candidate *c = array_push(arena, &all->list);

    *c = (struct candidate){.kind = (uint8_t)kind,
                            .entries = {entry},
                            .entries_len = 1,
                            .units_from = (uint32_t)all->units.len,
                            .units_len = (uint16_t)n,
                            .weight = weight};
    for (size_t i = 0; i < n; i++)
        *array_push(arena, &all->units) = units[i];
    return c;
}

static const struct unit *unit_at(const struct seeking *s, uint32_t u)
{
    return &s->model->units->list.at[u];
}

static int64_t size_of(const struct unit *u)
{
    return u->amount < 0 ? -u->amount : u->amount;
}

/* A unit that pays for another charge beyond doubt is not to be had. */
static bool fits(const struct seeking *s, uint32_t number)
{
    const struct unit *u = unit_at(s, number);

    return s->model->available[number] && (u->evidence & s->model->scope[s->entry]) &&
           (u->amount < 0) == s->credit && currency_eq(u->currency, s->currency) && u->amount != 0;
}

/* The likeliest lag among the units: the one that set off the charge; and who pays. */
static double timing(const struct seeking *s, const uint32_t *units, size_t n)
{
    double best = -1e9, who = 0;

    for (size_t i = 0; i < n; i++) {
        double lag = model_lag(s->model, unit_at(s, units[i]), s->day);
        double w = model_who(s->model, s->entry, unit_at(s, units[i])) +
                   model_decision(s->model, s->entry, unit_at(s, units[i]));

        best = lag > best ? lag : best;
        who = i == 0 || w < who ? w : who;
    }
    return best + who;
}

/* log of the ways to choose ${k} of ${n}; but there are no more different sums than minor units,
 * and choices that make the same sum support each other. */
static double log_ways(size_t n, size_t k, int64_t amount)
{
    double sum = 0, most = log((double)amount);

    for (size_t i = 0; i < k; i++)
        sum += log((double)(n - i) / (double)(i + 1));
    return sum < most ? sum : most;
}

/* Whether the parcels of one purchase show on these statements is hardly more than one question:
 * what each of them says for itself is taken back but for two. */
static double shown_together(const struct seeking *s, const uint32_t *units, size_t n)
{
    double sum = 0, most = 0;

    for (size_t i = 0; i < n; i++) {
        double visible = model_visible(s->model, units[i]);

        sum += visible;
        most = visible > most ? visible : most;
    }
    return sum > 2 * most ? 2 * most - sum : 0;
}

/* ${odds}: log of how likely this way of charging the units is. */
static struct candidate *add_timed(struct seeking *s, enum candidate_kind kind,
                                   const uint32_t *units, size_t n, double odds, int64_t sum)
{
    double weight = odds - s->background;
    int64_t adjustment = s->amount - sum;
    struct candidate *c;

    for (size_t i = 0; i < n; i++)
        weight += model_visible(s->model, units[i]);
    if (weight <= -3)
        return NULL;
    c = candidate_add(s->ret, s->model->arena, kind, s->entry, units, n, weight);
    c->adjustment = s->credit ? -adjustment : adjustment;
    return c;
}

static struct candidate *add(struct seeking *s, enum candidate_kind kind, const uint32_t *units,
                             size_t n, double odds, int64_t sum)
{
    return add_timed(s, kind, units, n, odds + timing(s, units, n), sum);
}

/* A part that nothing tells of: only guessed. */
static void add_guess(struct seeking *s, const uint32_t *units, size_t n, double odds, int64_t sum)
{
    struct candidate *c = add(s, CANDIDATE_PART, units, n, odds, sum);

    if (c)
        c->is_guess = true;
}

/* ------------------------------------------------------------------ within one purchase */

struct within {
    struct seeking *s;
    const uint32_t *units;
    size_t n, found;
};

/* Whether ${units} are all of the purchase's that left on one day. */
static bool is_whole_day(const struct within *w, const uint32_t *units, size_t n)
{
    int32_t day = n ? unit_at(w->s, units[0])->day : DAY_NONE;
    size_t that_day = 0;

    for (size_t i = 0; i < w->n; i++)
        that_day += unit_at(w->s, w->units[i])->day == day;
    for (size_t i = 0; i < n; i++)
        if (unit_at(w->s, units[i])->day != day)
            return false;
    return that_day == n;
}

static bool found_within(void *ctx, const uint32_t *positions, size_t n)
{
    struct within *w = ctx;
    uint32_t units[CANDIDATE_UNITS] = {0};
    double odds;

    for (size_t i = 0; i < n; i++)
        units[i] = w->units[positions[i]];
    /* the whole purchase, or all that left at once, is one way; any other choice one of many */
    if (is_whole_day(w, units, n))
        odds = log(SHARE_SEVERAL_DAY);
    else if (n == w->n)
        odds = log(SHARE_SEVERAL_SAME);
    else
        odds = log(SHARE_SEVERAL_SAME) - log_ways(w->n, n, w->s->amount) +
               shown_together(w->s, units, n);
    add(w->s, CANDIDATE_SEVERAL, units, n, odds, w->s->amount);
    return ++w->found < CANDIDATE_SUMS;
}

/* How likely it is that a part of ${less} of ${size} is missing without a word. */
static double untold_part(const struct seeking *s, int64_t less, int64_t size)
{
    return s->model->part_share * model_part(s->model, less, size);
}

/* The whole purchase, less a part of it. */
static void seek_part_of_all(struct seeking *s, const struct purchase *p, const uint32_t *units,
                             size_t n, int64_t sum)
{
    bool orders = true;

    for (size_t i = 0; i < n; i++)
        orders = orders && unit_at(s, units[i])->evidence & EVIDENCE_ORDER;
    if (p->known_deduction > 0 && sum - p->known_deduction == s->amount)
        add(s, CANDIDATE_PART, units, n, log(0.9), sum);
    else if (p->has_gift && n > 1)
        add(s, CANDIDATE_PART, units, n,
            log(SHARE_GIFT * SHARE_WHOLE / (double)sum) + shown_together(s, units, n), sum);
    else if (n > 1 && orders)
        add_guess(s, units, n,
                  log(SHARE_WHOLE * untold_part(s, sum - s->amount, sum)) +
                      shown_together(s, units, n),
                  sum);
}

static void seek_within(struct seeking *s, const struct purchase *p)
{
    uint32_t units[CANDIDATE_UNITS];
    int64_t amounts[CANDIDATE_UNITS], sum = 0;
    struct within w = {s, units, 0, 0};

    for (uint32_t i = 0; i < p->units_len && w.n < CANDIDATE_UNITS; i++) {
        const struct unit *u = unit_at(s, p->first_unit + i);

        if (!fits(s, p->first_unit + i))
            continue;
        amounts[w.n] = size_of(u);
        units[w.n++] = p->first_unit + i;
        sum += size_of(u);
    }
    if (w.n >= 2 && sum >= s->amount &&
        !subset_find(amounts, w.n, s->amount, 2, found_within, &w, s->model->arena))
        s->ret->bounded = true;
    if (!s->credit && sum > s->amount && w.n > 0)
        seek_part_of_all(s, p, units, w.n, sum);
}

/* ------------------------------------------------------------------ across purchases */

/* The unit ${a}, and ${b} unless it is NULL, which came with it or after it; and one more of amount
 * ${rest} that ships with them. */
static void pair_with(struct seeking *s, const struct near_unit *a, const struct near_unit *b,
                      int64_t rest, double others)
{
    const struct model *m = s->model;
    const struct near_unit *last = b ? b : a;
    int64_t signed_rest = s->credit ? -rest : rest;
    uint32_t units[3] = {a->number, b ? b->number : 0, 0};
    size_t n = b ? 2 : 1;
    struct model_range range;

    if (rest <= 0 || !nearby_may_have(&m->near_units, signed_rest, last->day, a->day + NEAR_DAYS))
        return;
    range = model_find(m, s->currency, signed_rest, last->day);
    for (size_t i = range.from; i < range.end; i++) {
        uint32_t u = m->by_amount[i];
        const struct unit *unit = unit_at(s, u);
        bool held_already = false, one_purchase = true;

        if (unit->day > a->day + NEAR_DAYS)
            return;
        for (size_t h = 0; h < n; h++) {
            held_already = held_already || units[h] == u;
            one_purchase = one_purchase && unit_at(s, units[h])->purchase == unit->purchase;
        }
        if (held_already || one_purchase || !fits(s, u) ||
            (unit->day == last->day && u < last->number))
            continue;
        units[n] = u;
        add(s, CANDIDATE_SEVERAL, units, n + 1,
            log(n > 1 ? SHARE_SEVERAL_OTHER * 0.3 : SHARE_SEVERAL_OTHER) - others +
                log(unit->day == last->day ? m->same_day : (1 - m->same_day) / NEAR_DAYS),
            s->amount);
    }
}

/* With how many others a unit could be billed together, on an average: the more there are, the less
 * a hit means. */
static double count_partners(const struct seeking *s)
{
    double pairs = 0, partners;

    for (size_t i = 0, j = 0; i < s->near_len; i++) {
        while (j < s->near_len && s->near[j].day <= s->near[i].day + NEAR_DAYS)
            j++;
        pairs += (double)(j - i - 1);
    }
    partners = pairs / (double)(s->near_len ? s->near_len : 1);
    return partners < 1 ? 1 : partners;
}

/*
 * The units nearest to the charge first: where a household buys so much that not every sum can be
 * tried, those that shipped long before are left out, and the solver says that its search was
 * bounded.
 */
static void seek_across(struct seeking *s)
{
    double partners = log(count_partners(s));
    size_t steps = 0;

    for (size_t i = s->near_len; i-- > 0 && steps < CANDIDATE_STEPS;) {
        const struct near_unit *a = &s->near[i];

        steps++;
        pair_with(s, a, NULL, s->amount - a->size, partners);
        for (size_t j = i + 1; j < s->near_len && steps < CANDIDATE_STEPS; j++) {
            const struct near_unit *b = &s->near[j];

            if (b->day > a->day + NEAR_DAYS_THREE)
                break;
            steps++;
            pair_with(s, a, b, s->amount - a->size - b->size, 2 * partners);
        }
    }
    if (steps >= CANDIDATE_STEPS)
        s->ret->bounded = true;
}

/* ------------------------------------------------------------------ parts of a unit */

/* A gift balance that took part paid any share of it; points, which no export shows, some hundreds
 * of yen. */
static void seek_part(struct seeking *s, uint32_t u)
{
    const struct unit *unit = unit_at(s, u);
    int64_t size = size_of(unit), less = size - s->amount;
    double likely;

    if (s->credit || less <= 0 || unit->certain)
        return;
    if (unit->payment.gift) {
        add(s, CANDIDATE_PART, &u, 1, log(SHARE_GIFT / (double)size), size);
        return;
    }
    likely = untold_part(s, less, size);
    if (unit->ordered != DAY_NONE && unit->day - unit->ordered >= PREORDER_DAYS &&
        (double)less <= GUARANTEE_MOST * (double)size)
        likely += SHARE_GUARANTEE / (GUARANTEE_MOST * (double)size);
    if (unit->evidence & EVIDENCE_ORDER || unit->kind == UNIT_DIGITAL)
        add_guess(s, &u, 1, log(likely), size);
}

/* Another charge that makes up the rest of the unit, near in time. */
static void seek_split(struct seeking *s, uint32_t u)
{
    const struct model *m = s->model;
    const struct unit *unit = unit_at(s, u);
    int64_t rest = size_of(unit) - s->amount;
    bool boxes = unit->day_too != DAY_NONE;
    struct model_range range;

    if (rest <= 0 || s->credit || unit->certain)
        return;
    if (!nearby_may_have(&m->near_entries, rest, s->day - 20, s->day + 20))
        return;
    range = model_find_entry(m, s->currency, rest, s->day - 20);
    for (size_t i = range.from; i < range.end; i++) {
        uint32_t other = m->entries_by_amount[i];
        struct candidate *c;
        double weight, even;

        if (model_day(m, other) > s->day + 20)
            return;
        if (other <= s->entry || !(m->scope[other] & unit->evidence))
            continue;
        even = rest == s->amount ? log(0.3) : log(0.7 / (double)size_of(unit));
        weight = log(boxes ? SHARE_SPLIT_BOXES : SHARE_SPLIT) + even + timing(s, &u, 1) +
                 model_lag(m, unit, model_day(m, other)) + model_decision(m, other, unit) +
                 model_visible(m, u) - s->background - model_background(m, other);
        if (weight < 0)
            continue;
        c = candidate_add(s->ret, m->arena, CANDIDATE_SPLIT, s->entry, &u, 1, weight);
        c->entries[c->entries_len++] = other;
    }
}

/* A refund near the charge that was taken off it. */
static void seek_netted(struct seeking *s, uint32_t u)
{
    const struct model *m = s->model;
    const struct unit *unit = unit_at(s, u);
    int64_t over = size_of(unit) - s->amount;
    struct model_range range;
    double odds;
    bool pinned; /* speaks against all other orders, but not against their refunds */

    if (s->credit || over <= 0)
        return;
    if (!nearby_may_have(&m->near_units, -over, s->day - 20, s->day + 3))
        return;
    odds = log(m->netted_share / NETTED_DAYS);
    pinned = model_decision(m, s->entry, unit) > 0;
    if (unit->payment.gift) /* the gift balance that took part paid none of it */
        odds += log(1 - SHARE_GIFT);
    odds += timing(s, &u, 1);
    range = model_find(m, s->currency, -over, s->day - 20);
    for (size_t i = range.from; i < range.end; i++) {
        const struct unit *refund = unit_at(s, m->by_amount[i]);
        uint32_t units[2] = {u, m->by_amount[i]};

        if (refund->day > s->day + 3)
            return;
        if (!s->model->available[units[1]])
            continue;
        add_timed(s, CANDIDATE_NETTED, units, 2,
                  odds + (pinned ? 0 : model_decision(m, s->entry, refund)), s->amount);
    }
}

/* ------------------------------------------------------------------ all of them */

/* The units of the window that are to be had, by day; the nearest to its end where there are too
 * many.  Of those that ship long after, only such as were ordered about the day of the charge. */
static void collect_near(struct seeking *s)
{
    const struct model *m = s->model;
    size_t from = model_from_day(m, s->day - WINDOW_PAST);

    if (!s->ret->near)
        s->ret->near = arena_make_n(m->arena, struct near_unit, CANDIDATE_WINDOW);
    s->near = s->ret->near;
    for (size_t i = model_from_day(m, s->day + WINDOW_ORDERED + 1); i-- > from;) {
        uint32_t u = m->by_day[i];

        if (!fits(s, u) || (unit_at(s, u)->day > s->day + WINDOW_AHEAD &&
                            !model_is_at_order(unit_at(s, u), s->day)))
            continue;
        if (s->near_len == CANDIDATE_WINDOW) {
            s->ret->bounded = true;
            break;
        }
        s->near[s->near_len++] = (struct near_unit){size_of(unit_at(s, u)), unit_at(s, u)->day, u};
    }
    for (size_t i = 0, j = s->near_len; i + 1 < j; i++) {
        struct near_unit moved = s->near[i];

        s->near[i] = s->near[--j];
        s->near[j] = moved;
    }
}

/* Each purchase that has a unit in the window, once. */
static void seek_purchases(struct seeking *s)
{
    const struct units *units = s->model->units;
    uint32_t now = ++s->ret->asked;

    if (!s->ret->asked_for)
        s->ret->asked_for = arena_make_n(s->model->arena, uint32_t, units->purchases.len + 1);
    for (size_t i = 0; i < s->near_len; i++) {
        uint32_t p = unit_at(s, s->near[i].number)->purchase;

        if (p == MAP_NONE || units->purchases.at[p].units_len == 0 || s->ret->asked_for[p] == now)
            continue;
        s->ret->asked_for[p] = now;
        seek_within(s, &units->purchases.at[p]);
    }
}

void candidate_others(const struct model *model, uint32_t entry, struct candidates *ret)
{
    const struct model_sum *sum = &model->sums[entry];
    struct seeking s = {.model = model,
                        .ret = ret,
                        .entry = entry,
                        .credit = sum->amount < 0,
                        .amount = sum->amount < 0 ? -sum->amount : sum->amount,
                        .currency = sum->currency,
                        .day = model_day(model, entry)};

    s.background = model_background(model, entry);
    if (s.amount == 0 || s.day == DAY_NONE)
        return;
    collect_near(&s);
    seek_purchases(&s);
    seek_across(&s);
    for (size_t i = 0; i < s.near_len; i++) {
        seek_part(&s, s.near[i].number);
        seek_split(&s, s.near[i].number);
        seek_netted(&s, s.near[i].number);
    }
}
