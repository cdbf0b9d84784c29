#include "web/query.h"

#include "base/text.h"

#define CACHED 24

static const char *const order_names[REPORT_ORDERS] = {"date", "amount", "verdict", "shop"};

struct cached {
    struct arena *arena; /* NULL: the place is free */
    struct slice key;
    struct query_found found;
    uint64_t used;
};

struct query_cache {
    struct cached at[CACHED];
    uint64_t clock;
};

/* What has to hold; NULL and 0 = all. */
struct wanted {
    const bool *cards, *members, *merchants; /* by number of the name */
    uint32_t verdicts, flags;
    bool has_flags, is_alarm, is_mine, not_mine;
    const int32_t *months;
    size_t months_len;
    const uint8_t *words; /* by number of the words: bits of those that they have */
    uint8_t all_words;
    int64_t amounts[QUERY_WORDS]; /* a word that is a number finds an amount, too */
    uint8_t numbers;              /* bits of words that are one */
};

struct query_cache *query_cache_new(const struct report *report)
{
    return arena_make(report->arena, struct query_cache);
}

void query_cache_free(struct query_cache *cache)
{
    for (int i = 0; cache && i < CACHED; i++)
        arena_free(cache->at[i].arena);
}

/* ------------------------------------------------------------------ what is wanted */

/* Calls ${take} for each value of a list with commas; false as soon as it says so. */
static bool each(struct slice list, bool (*take)(void *ctx, struct slice value), void *ctx)
{
    struct slice rest = list, value;
    bool more = list.len > 0, is_fine = true;

    while (more && is_fine) {
        more = slice_cut(rest, SLICE(","), &value, &rest);
        is_fine = take(ctx, value);
    }
    return is_fine;
}

struct marking {
    const struct names *names;
    bool *marks;
};

/* A name that the report does not have finds nothing, which is no fault. */
static bool mark(void *ctx, struct slice value)
{
    struct marking *marking = ctx;
    uint32_t n = names_find(marking->names, value);

    if (n != MAP_NONE)
        marking->marks[n] = true;
    return true;
}

static const bool *marks_of(const struct params *params, const char *name,
                            const struct names *names, struct arena *arena)
{
    struct marking marking = {names, NULL};

    if (!params_get(params, name).len)
        return NULL;
    marking.marks = arena_make_n(arena, bool, names->list.len + 1);
    each(params_get(params, name), mark, &marking);
    return marking.marks;
}

static bool add_verdict(void *ctx, struct slice value)
{
    uint32_t *bits = ctx;

    for (int v = 0; v < REPORT_VERDICTS; v++)
        if (slice_eq(value, slice_of(report_verdict_names[v]))) {
            *bits |= 1u << v;
            return true;
        }
    return false;
}

struct month_list {
    int32_t at[PARAMS_MAX];
    size_t len;
};

/* YYYY-MM */
static bool add_month(void *ctx, struct slice value)
{
    struct month_list *list = ctx;
    int n[6];

    if (value.len != 7 || value.ptr[4] != '-' || list->len == PARAMS_MAX)
        return false;
    for (int i = 0, at = 0; i < 7; i++)
        if (i != 4) {
            if (value.ptr[i] < '0' || value.ptr[i] > '9')
                return false;
            n[at++] = value.ptr[i] - '0';
        }
    list->at[list->len++] =
        (n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3]) * 12 + n[4] * 10 + n[5] - 1;
    return true;
}

struct flag_list {
    const struct names *names;
    struct wanted *wanted;
};

static bool add_flag(void *ctx, struct slice value)
{
    struct flag_list *list = ctx;
    uint32_t n = names_find(list->names, value);

    list->wanted->has_flags = true;
    if (slice_eq(value, SLICE("alarm")))
        list->wanted->is_alarm = true;
    else if (n < 32)
        list->wanted->flags |= 1u << n;
    return true;
}

/* A number as people write it: 15,480; false for anything else. */
static bool amount_of(struct slice word, int64_t *ret)
{
    int64_t n = 0;

    if (!word.len || word.len > 15)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];

        if (c == ',' && i > 0)
            continue;
        if (c < '0' || c > '9')
            return false;
        n = n * 10 + (c - '0');
    }
    *ret = n;
    return true;
}

static void want_words(struct report *report, struct slice q, struct arena *arena,
                       struct wanted *ret)
{
    struct slice rest = text_fold(arena, q), word;
    uint8_t *bits;
    bool more = rest.len > 0;

    if (!more)
        return;
    bits = arena_make_n(arena, uint8_t, report->words.list.len + 1);
    for (unsigned w = 0; more && w < QUERY_WORDS;) {
        more = slice_cut(rest, SLICE(" "), &word, &rest);
        if (!word.len)
            continue;
        ret->all_words |= (uint8_t)(1u << w);
        ret->numbers |= (uint8_t)((unsigned)amount_of(word, &ret->amounts[w]) << w);
        for (size_t i = 0; i < report->words.list.len; i++)
            if (slice_has(report->words.list.at[i], word))
                bits[i] |= (uint8_t)(1u << w);
        w++;
    }
    ret->words = bits;
}

static int read_wanted(struct report *report, const struct params *params, struct arena *arena,
                       struct wanted *ret, struct slice *ret_member)
{
    struct month_list *months = arena_make(arena, struct month_list);
    struct flag_list flags = {&report->flags, ret};

    ret->cards = marks_of(params, "card", &report->cards, arena);
    ret->members = marks_of(params, "member", &report->members, arena);
    ret->merchants = marks_of(params, "merchant", &report->merchants, arena);
    *ret_member = SLICE("verdict");
    if (!each(params_get(params, "verdict"), add_verdict, &ret->verdicts))
        return -1;
    *ret_member = SLICE("month");
    if (!each(params_get(params, "month"), add_month, months))
        return -1;
    ret->months = months->at;
    ret->months_len = months->len;
    each(params_get(params, "flag"), add_flag, &flags);
    *ret_member = SLICE("mine");
    ret->not_mine = slice_eq(params_get(params, "mine"), SLICE("no"));
    ret->is_mine = slice_eq(params_get(params, "mine"), SLICE("yes"));
    if (params_get(params, "mine").len && !ret->not_mine && !ret->is_mine)
        return -1;
    want_words(report, params_get(params, "q"), arena, ret);
    return 0;
}

/* ------------------------------------------------------------------ finding */

static bool has_month(const struct wanted *wanted, int32_t month)
{
    for (size_t i = 0; i < wanted->months_len; i++)
        if (wanted->months[i] == month)
            return true;
    return false;
}

static bool has_words(const struct wanted *wanted, const struct report_row *row)
{
    uint8_t bits = wanted->words[row->words];

    for (unsigned w = 0; w < QUERY_WORDS; w++)
        if (wanted->numbers & 1u << w &&
            (row->amount == wanted->amounts[w] || row->amount == -wanted->amounts[w]))
            bits |= (uint8_t)(1u << w);
    return (bits & wanted->all_words) == wanted->all_words;
}

static bool is_wanted(const struct wanted *wanted, const struct report_row *row)
{
    return (!wanted->verdicts || wanted->verdicts & 1u << row->verdict) &&
           (!wanted->cards || wanted->cards[row->card]) &&
           (!wanted->members || wanted->members[row->member]) &&
           (!wanted->merchants || wanted->merchants[row->merchant]) &&
           (!wanted->months_len || has_month(wanted, row->month)) &&
           (!wanted->has_flags || row->flags & wanted->flags ||
            (wanted->is_alarm && row->is_alarm)) &&
           (!wanted->is_mine || row->is_mine) && (!wanted->not_mine || !row->is_mine) &&
           (!wanted->words || has_words(wanted, row));
}

static void find(struct report *report, const struct wanted *wanted, const uint32_t *order,
                 struct arena *arena, struct query_found *ret)
{
    uint32_t *rows = arena_make_n(arena, uint32_t, report->len + 1);
    struct query_sum *sums = arena_make_n(arena, struct query_sum, report->currencies.list.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < report->len; i++) {
        const struct report_row *row = &report->rows[order[i]];

        if (!is_wanted(wanted, row))
            continue;
        rows[len++] = order[i];
        sums[row->currency].amount += row->amount;
        sums[row->currency].charges++;
    }
    rows = arena_resize(arena, rows, (report->len + 1) * sizeof(*rows), (len + 1) * sizeof(*rows));
    *ret = (struct query_found){rows, len, sums};
}

/* ------------------------------------------------------------------ order */

/* The rows of the order that is asked for, or NULL where there is none of that name. */
static const uint32_t *read_order(const struct report *report, const struct params *params,
                                  struct slice *ret_member)
{
    struct slice name = params_get(params, "sort"), direction = params_get(params, "order");
    bool is_desc = slice_eq(direction, SLICE("desc"));
    int by = 0;

    *ret_member = SLICE("sort");
    while (name.len && by < REPORT_ORDERS && !slice_eq(name, slice_of(order_names[by])))
        by++;
    if (by == REPORT_ORDERS)
        return NULL;
    *ret_member = SLICE("order");
    if (direction.len && !is_desc && !slice_eq(direction, SLICE("asc")))
        return NULL;
    return report->orders[by][direction.len ? is_desc : by == REPORT_BY_DATE];
}

/* ------------------------------------------------------------------ the cache */

static const char *const members[] = {"verdict", "card", "member", "month", "merchant",
                                      "flag",    "q",    "sort",   "order", "mine"};

/* What tells one query from another. */
static struct slice key_text(const struct params *params, struct arena *arena)
{
    struct slice parts[3 * sizeof(members) / sizeof(members[0])];
    size_t n = 0;

    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        parts[n++] = params_has(params, members[i]) ? SLICE("=") : SLICE("-");
        parts[n++] = params_get(params, members[i]);
        parts[n++] = (struct slice){"", 1};
    }
    return arena_join(arena, parts, n);
}

static struct cached *place_for(struct query_cache *cache, struct slice key)
{
    struct cached *oldest = cache->at;

    for (int i = 0; i < CACHED; i++) {
        struct cached *cached = &cache->at[i];

        if (cached->arena && slice_eq(cached->key, key))
            return cached;
        if (!cached->arena || (oldest->arena && cached->used < oldest->used))
            oldest = cached;
    }
    return oldest;
}

int query_find(struct report *report, const struct params *params, struct query_found *ret,
               struct slice *ret_member)
{
    struct arena *arena = arena_like(report->arena);
    struct slice key = key_text(params, arena);
    struct cached *cached = place_for(report->cache, key);
    struct wanted wanted = {.cards = NULL};
    const uint32_t *order = NULL;
    struct query_found found;

    if (cached->arena && slice_eq(cached->key, key)) {
        arena_free(arena);
    } else if (read_wanted(report, params, arena, &wanted, ret_member) < 0 ||
               !(order = read_order(report, params, ret_member))) {
        arena_free(arena);
        return -1;
    } else {
        find(report, &wanted, order, arena, &found);
        arena_free(cached->arena);
        *cached = (struct cached){.arena = arena, .key = key, .found = found};
    }
    cached->used = ++report->cache->clock;
    *ret = cached->found;
    return 0;
}
