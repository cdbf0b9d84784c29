#include "explain/candidate_seek.h"
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
#define SHARE_WHOLE 0.10         /* all parcels of an order, on whatever days, in one charge */

#define NEAR_DAYS \
    3 /* units of different purchases are billed together only if they ship together */
#define NEAR_DAYS_THREE 1 /* three of them only on one day or the next */
#define WINDOW_PAST 45
#define WINDOW_AHEAD 10
#define WINDOW_ORDERED 45
#define AHEAD_ODDS                                                                \
    4 /* a charge a day before shipping is as likely as one so many days after it \
       */
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

static int64_t size_of(const struct unit *u)
{
    return u->amount < 0 ? -u->amount : u->amount;
}

/* Whether a unit that is to be had can pay for the charge. */
static bool fits(const struct seeking *s, const struct pool_unit *u)
{
    return u->credit == s->credit && u->evidence & s->model->scope[s->entry] &&
           currency_eq(u->currency, s->currency);
}

/* The same for any unit: one that pays for another charge beyond doubt is not to be had. */
static bool is_to_be_had(const struct seeking *s, uint32_t number)
{
    const struct unit *u = unit_at(s, number);

    return s->model->available[number] && (u->evidence & s->model->scope[s->entry]) &&
           (u->amount < 0) == s->credit && currency_eq(u->currency, s->currency) && u->amount != 0;
}

/* The likeliest lag among the units: the one that set off the charge; and who pays. */
double candidate_timing(const struct seeking *s, const uint32_t *units, size_t n)
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
struct candidate *candidate_give_timed(struct seeking *s, enum candidate_kind kind,
                                       const uint32_t *units, size_t n, double odds, int64_t sum)
{
    double weight = odds - s->background;
    int64_t adjustment = s->amount - sum;
    struct candidate *c;

    for (size_t i = 0; i < n; i++)
        weight += model_visible(s->model, units[i]);
    if (weight <= WEIGHT_LEAST)
        return NULL;
    c = candidate_add(s->ret, s->model->arena, kind, s->entry, units, n, weight);
    c->adjustment = s->credit ? -adjustment : adjustment;
    return c;
}

struct candidate *candidate_give(struct seeking *s, enum candidate_kind kind, const uint32_t *units,
                                 size_t n, double odds, int64_t sum)
{
    return candidate_give_timed(s, kind, units, n, odds + candidate_timing(s, units, n), sum);
}

/* A part that nothing tells of: only guessed. */
void candidate_give_guess(struct seeking *s, const uint32_t *units, size_t n, double odds,
                          int64_t sum)
{
    struct candidate *c = candidate_give(s, CANDIDATE_PART, units, n, odds, sum);

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
    candidate_give(w->s, CANDIDATE_SEVERAL, units, n, odds, w->s->amount);
    return ++w->found < CANDIDATE_SUMS;
}

/* How likely it is that a part of ${less} of ${size} is missing without a word. */
double candidate_untold(const struct seeking *s, int64_t less, int64_t size)
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
        candidate_give(s, CANDIDATE_PART, units, n, log(0.9), sum);
    else if (p->has_gift && n > 1)
        candidate_give(s, CANDIDATE_PART, units, n,
                       log(SHARE_GIFT * SHARE_WHOLE / (double)sum) + shown_together(s, units, n),
                       sum);
    else if (n > 1 && orders)
        candidate_give_guess(s, units, n,
                             log(SHARE_WHOLE * candidate_untold(s, sum - s->amount, sum)) +
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

        if (!is_to_be_had(s, p->first_unit + i))
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

/* Whether a unit of amount ${rest} might be near that ships from ${from} to ${until}. */
static bool may_have(const struct seeking *s, int64_t rest, int32_t from, int32_t until)
{
    return rest > 0 && size_set_may_have(&s->sizes, rest) &&
           nearby_may_have(&s->ret->pool.amounts, s->credit ? -rest : rest, from, until);
}

/* The unit ${a}, and ${b} unless it is NULL, which came with it or after it; and one more of amount
 * ${rest} that ships with them. */
static void pair_with(struct seeking *s, const struct near_unit *a, const struct near_unit *b,
                      int64_t rest, double others)
{
    const struct model *m = s->model;
    const struct near_unit *last = b ? b : a;
    uint32_t units[3] = {a->number, b ? b->number : 0, 0};
    size_t n = b ? 2 : 1;
    struct model_range range;

    if (!may_have(s, rest, last->day, a->day + NEAR_DAYS))
        return;
    range = model_find(m, s->currency, s->credit ? -rest : rest, last->day);
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
        if (held_already || one_purchase || !is_to_be_had(s, u) ||
            (unit->day == last->day && u < last->number))
            continue;
        units[n] = u;
        candidate_give(
            s, CANDIDATE_SEVERAL, units, n + 1,
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

/* ------------------------------------------------------------------ all of them */

/* Whether ${u} can be of use to the charge: of what ships long after, only what was ordered about
 * its day. */
static bool is_near(const struct seeking *s, const struct pool_unit *u)
{
    return fits(s, u) &&
           (u->day <= s->day + WINDOW_AHEAD || model_is_at_order(unit_at(s, u->number), s->day));
}

/*
 * The units of the window that are to be had, by day; the likeliest by their day where there are
 * too many: those that shipped last before the charge, and few that shipped after it.
 */
static void collect_near(struct seeking *s)
{
    const struct pool *pool = &s->ret->pool;
    size_t first = pool_from_day(pool, s->day - WINDOW_PAST);
    size_t end = pool_from_day(pool, s->day + WINDOW_ORDERED + 1);
    size_t from = pool_from_day(pool, s->day + 1), until = from, found = 0;

    while (from > first || until < end) {
        bool past =
            until == end || (from > first && s->day - pool->at[from - 1].day <=
                                                 AHEAD_ODDS * (pool->at[until].day - s->day));

        if (is_near(s, &pool->at[past ? from - 1 : until]) && ++found > CANDIDATE_WINDOW) {
            s->ret->bounded = true;
            break;
        }
        from -= past;
        until += !past;
    }
    if (!s->ret->near)
        s->ret->near = arena_make_n(s->model->arena, struct near_unit, CANDIDATE_WINDOW);
    s->near = s->ret->near;
    for (size_t i = from; i < until; i++)
        if (is_near(s, &pool->at[i]))
            s->near[s->near_len++] = (struct near_unit){pool->at[i].size, pool->at[i].day,
                                                        pool->at[i].number, &pool->at[i]};
}

/* The sizes of what can be summed with units near the charge, and of what can be taken off it. */
static void collect_sizes(struct seeking *s)
{
    const struct pool *pool = &s->ret->pool;
    int32_t last = s->near_len ? s->near[s->near_len - 1].day + NEAR_DAYS : 0;

    for (size_t i = s->near_len ? pool_from_day(pool, s->near[0].day) : pool->len;
         i < pool->len && pool->at[i].day <= last; i++)
        if (pool->at[i].credit == s->credit)
            size_set_add(&s->sizes, pool->at[i].size);
    for (size_t i = pool_from_day(pool, s->day - NETTED_PAST);
         i < pool->len && pool->at[i].day <= s->day + NETTED_AHEAD; i++)
        if (pool->at[i].credit)
            size_set_add(&s->refunds, pool->at[i].size);
}

/* Each purchase that has a unit in the window, once. */
static void seek_purchases(struct seeking *s)
{
    const struct units *units = s->model->units;
    uint32_t now = ++s->ret->asked;

    if (!s->ret->asked_for)
        s->ret->asked_for = arena_make_n(s->model->arena, uint32_t, units->purchases.len + 1);
    for (size_t i = 0; i < s->near_len; i++) {
        uint32_t p = s->near[i].of->purchase;

        if (p == MAP_NONE || s->ret->asked_for[p] == now)
            continue;
        s->ret->asked_for[p] = now;
        seek_within(s, &units->purchases.at[p]);
    }
}

void candidate_begin(const struct model *model, struct candidates *ret)
{
    ret->list.len = ret->units.len = 0;
    ret->bounded = false;
    pool_fill(&ret->pool, model, model->arena);
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
    collect_sizes(&s);
    candidate_bound_odds(&s);
    seek_purchases(&s);
    seek_across(&s);
    for (size_t i = 0; i < s.near_len; i++)
        candidate_parts(&s, &s.near[i]);
}
