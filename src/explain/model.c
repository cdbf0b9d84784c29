#include "explain/model.h"

#include "base/hash.h"
#include "base/sort.h"

#include <math.h>
#include <string.h>

#define IMPOSSIBLE (-1e9)

/*
 * Priors of the lag in days, as (first lag, last lag, share spread evenly over them).  Shipped: two
 * of three reconciled years of real statements show half on the day, nearly all the rest on the
 * next (reference amazon.md A5.6); late posting and charges before shipping are rare but real.
 */
struct lag_share {
    int from, until;
    double share;
};

static const struct lag_share shipped[] = {
    {0, 0, 0.47},    {1, 1, 0.355},    {2, 3, 0.08},   {4, 7, 0.05},    {-1, -1, 0.012},
    {-3, -2, 0.004}, {-10, -4, 0.002}, {8, 14, 0.015}, {15, 30, 0.010}, {31, 120, 0.002}};
static const struct lag_share ordered[] = {{0, 1, 0.30},   {2, 4, 0.25},   {5, 10, 0.15},
                                           {11, 20, 0.12}, {21, 45, 0.12}, {46, 120, 0.06}};
static const struct lag_share digital[] = {{0, 0, 0.70},    {1, 1, 0.17},   {2, 3, 0.06},
                                           {-1, -1, 0.03},  {-3, -2, 0.01}, {4, 10, 0.02},
                                           {11, 30, 0.008}, {31, 60, 0.002}};
static const struct lag_share certain[] = {{0, 0, 0.80},   {1, 1, 0.09},    {-1, -1, 0.05},
                                           {2, 3, 0.03},   {-3, -2, 0.015}, {4, 10, 0.01},
                                           {11, 30, 0.005}};
static const struct lag_share refund[] = {{0, 0, 0.25},  {1, 3, 0.28},   {4, 7, 0.17},
                                          {8, 14, 0.13}, {15, 40, 0.12}, {41, 75, 0.02},
                                          {-3, -1, 0.03}};

/* Share of orders that are charged when they are made, on that day or the next, before anything
 * left: seldom, and then whenever it ships (pre-orders, orders of several boxes). */
#define AT_ORDER 0.02
#define AT_ORDER_MATCHES 50.0 /* matches that this weighs against the household's own */

/* Share of charges that are taken twice, within some days; like charges before one that are looked
 * at. */
#define REPEATED 0.001
#define REPEAT_DAYS 3
#define REPEAT_SCAN 50u

#define SHARES(a)                     \
    {                                 \
        a, sizeof(a) / sizeof((a)[0]) \
    }

static const struct {
    const struct lag_share *shares;
    size_t len;
} priors[LAG_CLASSES] = {
    [LAG_SHIPPED] = SHARES(shipped), [LAG_ORDERED] = SHARES(ordered),
    [LAG_DIGITAL] = SHARES(digital), [LAG_CERTAIN] = SHARES(certain),
    [LAG_REFUND] = SHARES(refund),
};

/* Weight of a prior in matches: a household with hundreds of certain matches speaks for itself. */
#define PRIOR_MATCHES 12.0

/* A lag of so many days is told apart from one a day longer or shorter no more; the share of a
 * lag's matches that is put beside it, and how many at most. */
#define LAG_WIDTHS 4
#define LAG_BESIDE 0.1
#define LAG_BESIDE_MOST 2.0

static void set_prior(double *lag, enum lag_class class)
{
    for (size_t i = 0; i < priors[class].len; i++) {
        const struct lag_share *s = &priors[class].shares[i];

        for (int d = s->from; d <= s->until; d++)
            lag[d - LAG_MIN] += s->share / (s->until - s->from + 1);
    }
}

enum lag_class model_lag_class(const struct unit *unit)
{
    if (unit->amount < 0)
        return LAG_REFUND;
    if (unit->certain)
        return LAG_CERTAIN;
    if (unit->kind == UNIT_DIGITAL || unit->kind == UNIT_SUBSCRIPTION)
        return LAG_DIGITAL;
    return unit->shipped ? LAG_SHIPPED : LAG_ORDERED;
}

static void take_logarithms(struct model *model)
{
    for (int c = 0; c < LAG_CLASSES; c++)
        for (int l = 0; l < LAGS; l++)
            model->log_lag[c][l] = model->lag[c][l] > 0 ? log(model->lag[c][l]) : IMPOSSIBLE;
}

/* The place of a lag in the tables, or -1. */
static int lag_at(int32_t unit_day, int32_t day)
{
    int64_t lag = (int64_t)day - unit_day;

    return unit_day == DAY_NONE || lag < LAG_MIN || lag > LAG_MAX ? -1 : (int)(lag - LAG_MIN);
}

bool model_is_at_order(const struct unit *unit, int32_t day)
{
    return unit->shipped && !unit->certain && unit->amount > 0 && unit->ordered != DAY_NONE &&
           day != DAY_NONE && day < unit->day && day >= unit->ordered && day <= unit->ordered + 1;
}

double model_lag(const struct model *model, const struct unit *unit, int32_t day)
{
    enum lag_class class = model_lag_class(unit);
    int at, too;
    double p;

    if (day == DAY_NONE || unit->day == DAY_NONE)
        return log(0.002); /* a month's place in time, no more */
    at = lag_at(unit->day, day);
    if (unit->day_too == DAY_NONE && !model_is_at_order(unit, day))
        return at < 0 ? IMPOSSIBLE : model->log_lag[class][at];
    p = at < 0 ? 0 : model->lag[class][at];
    if (unit->day_too != DAY_NONE) {
        too = lag_at(unit->day_too, day);
        p = 0.5 * p + 0.5 * (too < 0 ? 0 : model->lag[class][too]);
    }
    if (model_is_at_order(unit, day))
        p += model->at_order * (day == unit->ordered ? 0.9 : 0.1);
    return p > 0 ? log(p) : IMPOSSIBLE;
}

/* ------------------------------------------------------------------ learning lags */

/*
 * Where ${n} matches of lag ${l} are put: on that day; a little beside it, so that one odd match
 * does not make its neighbours impossible, but no more for thousands of them; and, since late ones
 * are few and no day among them is special, the later the wider.
 */
static void spread(double *counts, int l, double n)
{
    int lag = l + LAG_MIN, width = (lag < 0 ? -lag : lag) / LAG_WIDTHS;
    int from = l - width < 0 ? 0 : l - width, until = l + width < LAGS ? l + width : LAGS - 1;
    double beside = n * LAG_BESIDE < LAG_BESIDE_MOST ? n * LAG_BESIDE : LAG_BESIDE_MOST;

    counts[l > 0 ? l - 1 : 0] += beside / 2;
    counts[l < LAGS - 1 ? l + 1 : l] += beside / 2;
    for (int k = from; k <= until; k++)
        counts[k] += (n - beside) / (until - from + 1);
}

static void learn_lags(struct model *model, const uint32_t *entries, const uint32_t *units,
                       size_t n)
{
    double met[LAG_CLASSES][LAGS] = {{0}}, total[LAG_CLASSES] = {0}, later = 0, at_order = 0;

    for (size_t i = 0; i < n; i++) {
        const struct unit *u = &model->units->list.at[units[i]];
        int32_t day = model_day(model, entries[i]);
        enum lag_class class = model_lag_class(u);
        int at = day == DAY_NONE || u->day_too != DAY_NONE ? -1 : lag_at(u->day, day);

        if (at < 0)
            continue;
        later += class == LAG_SHIPPED && u->ordered != DAY_NONE && u->ordered < u->day;
        if (model_is_at_order(u, day)) { /* not by its shipping */
            at_order++;
            continue;
        }
        met[class][at]++;
        total[class]++;
    }
    model->at_order = (at_order + AT_ORDER * AT_ORDER_MATCHES) / (later + AT_ORDER_MATCHES);
    for (int c = 0; c < LAG_CLASSES; c++) {
        double counts[LAGS] = {0};

        for (int l = 0; l < LAGS; l++)
            if (met[c][l] > 0)
                spread(counts, l, met[c][l]);
        for (int l = 0; l < LAGS; l++)
            model->lag[c][l] =
                (model->lag[c][l] * PRIOR_MATCHES + counts[l]) / (PRIOR_MATCHES + total[c]);
    }
    take_logarithms(model);
}

/* ------------------------------------------------------------------ amounts */

static int compare_entry(const struct model *m, uint32_t entry, struct currency currency,
                         int64_t amount, int32_t day)
{
    const struct model_sum *sum = &m->sums[entry];
    int c = currency_cmp(sum->currency, currency);

    if (c != 0)
        return c;
    if (sum->amount != amount)
        return sum->amount < amount ? -1 : 1;
    return model_day(m, entry) < day ? -1 : model_day(m, entry) > day;
}

static bool entry_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct model *m = ctx;

    return compare_entry(m, a, m->sums[b].currency, m->sums[b].amount, model_day(m, b)) < 0;
}

/*
 * Where the charges or units of one currency and amount begin is told by a table, since most
 * look-ups are for amounts that do not occur; among them the day is found by halving.
 */
static uint64_t amount_key(struct currency currency, int64_t amount)
{
    uint64_t code = (uint64_t)(unsigned char)currency.code[0] << 16 |
                    (uint64_t)(unsigned char)currency.code[1] << 8 |
                    (unsigned char)currency.code[2];

    return hash_mix(code, (uint64_t)amount);
}

struct model_range model_find_entry(const struct model *model, struct currency currency,
                                    int64_t amount, int32_t day)
{
    size_t lo = map_find(&model->entry_amounts, amount_key(currency, amount), NULL, NULL), hi;
    struct model_range range = {0, 0};

    if (lo == MAP_NONE)
        return range;
    hi = range.end = model->entry_amount_end[lo];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (model->entry_days[mid] < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    range.from = lo;
    return range;
}

/* Background amounts: mostly log-uniform, some at round hundreds, some where the household's own
 * charges lie. */
int model_background_class(const struct model *model, uint32_t entry)
{
    return model->scope[entry] & EVIDENCE_ORDER ? 0 : 1;
}

/*
 * How likely it is, per day, that ${entry} charges once more what an earlier like charge had: the
 * second one is the surplus.
 */
static double repeated(const struct model *m, uint32_t entry)
{
    int32_t day = model_day(m, entry);
    struct model_range range;

    if (day == DAY_NONE || m->sums[entry].amount <= 0)
        return 0;
    range = model_find_entry(m, m->sums[entry].currency, m->sums[entry].amount, day - REPEAT_DAYS);
    for (size_t i = range.from; i < range.end && i < range.from + REPEAT_SCAN; i++) {
        uint32_t earlier = m->entries_by_amount[i];

        if (m->entry_days[i] >= day)
            return 0;
        if (m->records->charges.at[m->entries->list.at[earlier].latest].card ==
                m->records->charges.at[m->entries->list.at[entry].latest].card &&
            m->scope[earlier] == m->scope[entry])
            return REPEATED / REPEAT_DAYS;
    }
    return 0;
}

/* Of the sums for which there is no reason: 1 / (RARE_SUM × sum). */
#define RARE_SUM (9.2 / 0.55)

double model_background_least(const struct model *m)
{
    return log((m->background[0] < m->background[1] ? m->background[0] : m->background[1]) /
               RARE_SUM);
}

double model_background(const struct model *model, uint32_t entry)
{
    int64_t amount = model->sums[entry].amount;
    double size = (double)(amount < 0 ? -amount : amount);
    uint32_t at = map_find(&model->amount_count, hash_mix(80, (uint64_t)amount), NULL, NULL);
    double like = at == MAP_NONE ? 0 : (double)model->amount_counts[at] - 1;
    double p = 0.55 / (9.2 * (size > BACKGROUND_SIZE_LEAST ? size : BACKGROUND_SIZE_LEAST));

    if (amount % 100 == 0)
        p += 0.15 * 100 / (9.2 * (size > 300 ? size : 300));
    p += 0.30 * like / ((double)model->in_scope + 10);
    return log(model->background[model_background_class(model, entry)] * p +
               repeated(model, entry));
}

/* File stretch [from, end) of equal keys: the first position under the key, the end beside it. */
static void file_amount(struct map *map, struct arena *arena, uint32_t *ends, uint64_t key,
                        uint32_t at)
{
    ends[map_add(map, arena, key, at, NULL, NULL)] = at + 1;
}

static void count_amounts(struct model *model)
{
    const struct entry_list *list = &model->entries->list;

    model->amount_counts = arena_make_n(model->arena, uint32_t, list->len + 1);
    model->entries_by_amount = arena_make_n(model->arena, uint32_t, list->len + 1);
    for (size_t e = 0; e < list->len; e++) {
        uint32_t at;

        if (!model->scope[e])
            continue;
        at = map_add(&model->amount_count, model->arena,
                     hash_mix(80, (uint64_t)model->sums[e].amount), (uint32_t)e, NULL, NULL);
        model->amount_counts[at]++;
        model->entries_by_amount[model->in_scope++] = (uint32_t)e;
        if (list->at[e].day == DAY_NONE || list->at[e].lone_part)
            continue; /* a later part stands months after its day */
        if (list->at[e].day != DAY_NONE &&
            (model->from == DAY_NONE || list->at[e].day < model->from))
            model->from = list->at[e].day;
        if (list->at[e].day != DAY_NONE &&
            (model->until == DAY_NONE || list->at[e].day > model->until))
            model->until = list->at[e].day;
    }
    sort_indices(model->entries_by_amount, model->in_scope, entry_before, model, model->arena);
    model->entry_amount_end = arena_make_n(model->arena, uint32_t, model->in_scope);
    nearby_init(&model->near_entries, model->arena, model->in_scope);
    model->entry_days = arena_make_n(model->arena, int32_t, model->in_scope);
    for (uint32_t i = 0; i < model->in_scope; i++) {
        uint32_t e = model->entries_by_amount[i];

        file_amount(&model->entry_amounts, model->arena, model->entry_amount_end,
                    amount_key(model->sums[e].currency, model->sums[e].amount), i);
        model->entry_days[i] = model_day(model, e);
        nearby_add(&model->near_entries, model->sums[e].amount, model->entry_days[i]);
    }
}

/* Days beyond which, and before which, a charge may be the unit's but is never surely so. */
static const struct {
    int before, after;
} sure_lags[LAG_CLASSES] = {
    [LAG_SHIPPED] = {3, 30}, [LAG_ORDERED] = {1, 45}, [LAG_DIGITAL] = {3, 20},
    [LAG_CERTAIN] = {3, 30}, [LAG_REFUND] = {3, 60},
};

static bool is_out_of_time(const struct model *model, uint32_t entry, const struct unit *unit)
{
    enum lag_class class = model_lag_class(unit);
    int32_t day = model_day(model, entry);
    int64_t lag = (int64_t)day - unit->day;

    if (day == DAY_NONE || unit->day == DAY_NONE)
        return false;
    return (lag < -sure_lags[class].before && !model_is_at_order(unit, day)) ||
           lag > sure_lags[class].after;
}

bool model_is_doubtful(const struct model *model, uint32_t entry, const struct unit *unit)
{
    return is_out_of_time(model, entry, unit) || model_has_strange_digits(model, entry, unit);
}

/* Far more than any evidence weighs; an earlier pin far less than the last one. */
#define PINNED 20.0
#define PINNED_EARLIER 10.0

/* The person knows of longer ways than any lag that was seen. */
#define PINNED_LAG (-12.0)

double model_decision(const struct model *model, uint32_t entry, const struct unit *unit)
{
    struct slice order = unit->purchase == MAP_NONE
                             ? (struct slice){"", 0}
                             : model->units->purchases.at[unit->purchase].order_id;

    switch (decision_on(model->decisions, entry, order)) {
    case DECISION_NONE: return 0;
    case DECISION_FOR: return PINNED;
    case DECISION_FOR_EARLIER: return PINNED_EARLIER;
    case DECISION_AGAINST: break;
    }
    return IMPOSSIBLE;
}

double model_lag_of(const struct model *model, uint32_t entry, const struct unit *unit)
{
    double lag = model_lag(model, unit, model_day(model, entry));

    return lag < PINNED_LAG && model_decision(model, entry, unit) > 0 ? PINNED_LAG : lag;
}

/* ------------------------------------------------------------------ look-ups */

int32_t model_day(const struct model *model, uint32_t entry)
{
    const struct entry *e = &model->entries->list.at[entry];
    const struct charge_extra *x;

    if (e->day != DAY_NONE)
        return e->day;
    x = entry_extra(model->records, e->latest);
    return x ? x->posted : DAY_NONE;
}

static int compare_units(const struct unit *a, const struct unit *b)
{
    int c = currency_cmp(a->currency, b->currency);

    if (c != 0)
        return c;
    if (a->amount != b->amount)
        return a->amount < b->amount ? -1 : 1;
    return a->day < b->day ? -1 : a->day > b->day;
}

static bool amount_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct model *m = ctx;

    return compare_units(&m->units->list.at[a], &m->units->list.at[b]) < 0;
}

static bool day_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct model *m = ctx;

    return m->units->list.at[a].day < m->units->list.at[b].day;
}

struct model_range model_find(const struct model *model, struct currency currency, int64_t amount,
                              int32_t day)
{
    size_t lo = map_find(&model->unit_amounts, amount_key(currency, amount), NULL, NULL), hi;
    struct model_range range = {0, 0};

    if (lo == MAP_NONE)
        return range;
    hi = range.end = model->unit_amount_end[lo];
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (model->amount_days[mid] < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    range.from = lo;
    return range;
}

void model_learn(struct model *model, const uint32_t *entry_of_pair, const uint32_t *unit_of_pair,
                 size_t n)
{
    learn_lags(model, entry_of_pair, unit_of_pair, n);
    model_learn_who(model, entry_of_pair, unit_of_pair, n);
    model->has_learnt = true;
}

void model_init(struct model *model, const struct records *records, const struct catalog *catalog,
                const struct entries *entries, const struct units *units, const unsigned *scope,
                struct arena *arena)
{
    memset(model, 0, sizeof(*model));
    *model = (struct model){.records = records,
                            .catalog = catalog,
                            .entries = entries,
                            .units = units,
                            .scope = scope,
                            .arena = arena,
                            .background = {0.02, 0.02},
                            .part_share = 0.01,
                            .same_day = 0.9,
                            .at_order = AT_ORDER,
                            .netted_share = 0.03,
                            .from = DAY_NONE,
                            .until = DAY_NONE,
                            .units_len = units->list.len};
    for (int c = 0; c < LAG_CLASSES; c++)
        set_prior(model->lag[c], (enum lag_class)c);
    model->by_amount = arena_make_n(arena, uint32_t, units->list.len);
    model->by_day = arena_make_n(arena, uint32_t, units->list.len);
    model->available = arena_make_n(arena, bool, units->list.len);
    memset(model->available, true, units->list.len);
    for (uint32_t u = 0; u < units->list.len; u++)
        model->by_amount[u] = model->by_day[u] = u;
    sort_indices(model->by_amount, units->list.len, amount_before, model, arena);
    sort_indices(model->by_day, units->list.len, day_before, model, arena);
    model->unit_amount_end = arena_make_n(arena, uint32_t, units->list.len);
    model->amount_days = arena_make_n(arena, int32_t, units->list.len);
    for (uint32_t i = 0; i < units->list.len; i++) {
        const struct unit *u = &units->list.at[model->by_amount[i]];

        file_amount(&model->unit_amounts, arena, model->unit_amount_end,
                    amount_key(u->currency, u->amount), i);
        model->amount_days[i] = u->day;
    }
    take_logarithms(model);
    model_init_sums(model);
    count_amounts(model);
    model_find_series(model);
    model_init_rates(model);
    model_init_parts(model);
}
