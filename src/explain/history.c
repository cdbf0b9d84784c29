#include "explain/history.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"

#include <string.h>

/* Entries of so many days are brought into order by counting: more than a lifetime. */
#define DAYS_COUNTED 65536

const struct charge *history_charge(const struct report *report, uint32_t entry)
{
    return &report->records->charges.at[report->entries.list.at[entry].latest];
}

int32_t history_day(const struct report *report, uint32_t entry)
{
    const struct entry *e = &report->entries.list.at[entry];
    const struct charge_extra *x;

    if (e->day != DAY_NONE)
        return e->day;
    x = entry_extra(report->records, e->latest);
    return x ? x->posted : DAY_NONE;
}

const struct merchant *history_merchant(const struct report *report, uint32_t entry)
{
    uint32_t m = report->verdicts[entry].merchant;

    return m ? &report->catalog->merchants[m - 1] : NULL;
}

uint64_t history_member(const struct history *history, const struct report *report, uint32_t entry)
{
    return history->members[history_charge(report, entry)->source];
}

/* ------------------------------------------------------------------ families of texts */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Whether the letters and digits ${word}, after the character ${before}, are a number or an order
 * code. */
static bool is_code(struct slice word, char before)
{
    size_t digits = 0;

    for (size_t i = 0; i < word.len; i++)
        digits += is_digit(word.ptr[i]);
    return digits > 0 &&
           (digits == word.len || before == '*' || before == '#' || (word.len >= 6 && digits >= 2));
}

uint64_t history_family(struct slice folded, struct arena *arena)
{
    char *to = arena_alloc(arena, folded.len + 1);
    size_t n = 0, i = 0;
    uint64_t family;

    while (i < folded.len) {
        size_t from = i;

        while (i < folded.len && is_alnum(folded.ptr[i]))
            i++;
        if (i == from) {
            to[n++] = folded.ptr[i++];
        } else if (is_code(slice_sub(folded, from, i), from ? folded.ptr[from - 1] : ' ')) {
            to[n++] = '#';
        } else {
            memcpy(to + n, folded.ptr + from, i - from);
            n += i - from;
        }
    }
    family = hash_bytes((struct slice){to, n}, 131);
    arena_resize(arena, to, folded.len + 1, 0);
    return family;
}

/* ------------------------------------------------------------------ groups */

struct gathering {
    const struct report *report;
    struct arena *arena;
    struct history *ret;
    uint64_t *families; /* by text; 0 = not yet asked for */
    int32_t *days;      /* by entry */
    uint32_t *by_day;   /* entries that have a day, by (day, entry) */
    size_t by_day_len;
};

static void name_sources(struct gathering *g)
{
    const struct sources *sources = &g->report->records->sources;

    g->ret->members = arena_make_n(g->arena, uint64_t, sources->len + 1);
    g->ret->issuers = arena_make_n(g->arena, uint64_t, sources->len + 1);
    for (size_t s = 0; s < sources->len; s++) {
        g->ret->members[s] = hash_bytes(sources->at[s].account, 132);
        g->ret->issuers[s] = hash_bytes(sources->at[s].family, 133);
    }
}

static uint64_t text_key(struct gathering *g, const struct charge *c)
{
    const char *code = c->currency.code;
    uint64_t currency = (uint64_t)(unsigned char)code[0] << 16 |
                        (uint64_t)(unsigned char)code[1] << 8 | (unsigned char)code[2];

    if (!g->families[c->text])
        g->families[c->text] =
            history_family(g->report->records->texts.at[c->text].folded, g->arena);
    return hash_mix(hash_mix(g->families[c->text], g->ret->members[c->source]), currency);
}

static uint64_t card_key(struct gathering *g, const struct charge *c)
{
    return hash_mix(hash_mix(c->card ? 0 : g->ret->issuers[c->source], c->card),
                    g->ret->members[c->source]);
}

/* How a kind of group is told: by the key, which two rows share in any case if they are ${same}. */
struct kind_of_group {
    uint64_t (*key)(struct gathering *g, const struct charge *c);
    bool (*same)(const struct charge *a, const struct charge *b);
    uint32_t (*memo)(const struct charge *c); /* rows that may be the same have one number */
};

static bool same_text(const struct charge *a, const struct charge *b)
{
    return a->text == b->text && a->source == b->source && currency_eq(a->currency, b->currency);
}

static uint32_t memo_text(const struct charge *c)
{
    return c->text;
}

static bool same_card(const struct charge *a, const struct charge *b)
{
    return a->card == b->card && a->source == b->source;
}

static uint32_t memo_card(const struct charge *c)
{
    return c->card;
}

static const struct kind_of_group by_text = {text_key, same_text, memo_text};
static const struct kind_of_group by_card = {card_key, same_card, memo_card};

/* Entries that share a key, group by group in the order of their first entries. */
struct grouping {
    struct history_group *groups;
    size_t len;
    uint32_t *group; /* by entry; MAP_NONE = it has no day */
    uint32_t *order; /* entries by (group, day, entry) */
};

/* Number the groups and count their entries. */
static void find_groups(struct gathering *g, const struct kind_of_group *kind, size_t memos,
                        struct grouping *ret)
{
    uint32_t *memo = arena_make_n(g->arena, uint32_t, memos + 1); /* entry + 1 that was last */
    size_t n = g->report->entries.list.len;
    struct map index = {0};

    ret->group = arena_make_n(g->arena, uint32_t, n + 1);
    ret->groups = arena_make_n(g->arena, struct history_group, n + 1);
    for (uint32_t e = 0; e < n; e++) {
        const struct charge *c = history_charge(g->report, e);
        uint32_t *last = &memo[kind->memo(c)], at;

        ret->group[e] = MAP_NONE;
        if (g->days[e] == DAY_NONE)
            continue;
        if (*last && kind->same(history_charge(g->report, *last - 1), c))
            at = ret->group[*last - 1];
        else
            at = map_add(&index, g->arena, kind->key(g, c), (uint32_t)ret->len, NULL, NULL);
        *last = e + 1;
        ret->len += at == ret->len;
        ret->group[e] = at;
        ret->groups[at].len++;
    }
    arena_resize(g->arena, memo, (memos + 1) * sizeof(*memo), 0);
    if (index.cap)
        arena_resize(g->arena, index.slots, index.cap * sizeof(*index.slots), 0);
}

static bool day_before(const void *ctx, uint32_t a, uint32_t b)
{
    const int32_t *days = ctx;

    return days[a] < days[b];
}

/* Count how many entries each day from ${first} on has, and put them where their days begin. */
static void count_days(struct gathering *g, const uint32_t *at, size_t n, int32_t first,
                       size_t range)
{
    uint32_t *begins = arena_make_n(g->arena, uint32_t, range + 1);

    for (size_t i = 0; i < n; i++)
        begins[g->days[at[i]] - first + 1]++;
    for (size_t d = 1; d <= range; d++)
        begins[d] += begins[d - 1];
    for (size_t i = 0; i < n; i++)
        g->by_day[begins[g->days[at[i]] - first]++] = at[i];
    arena_resize(g->arena, begins, (range + 1) * sizeof(*begins), 0);
}

/* Equal days keep the order of the entries. */
static void order_days(struct gathering *g, size_t n)
{
    uint32_t *at = arena_make_n(g->arena, uint32_t, n + 1);
    int32_t first = INT32_MAX, last = INT32_MIN;
    size_t len = 0;

    for (uint32_t e = 0; e < n; e++) {
        if (g->days[e] == DAY_NONE)
            continue;
        at[len++] = e;
        first = g->days[e] < first ? g->days[e] : first;
        last = g->days[e] > last ? g->days[e] : last;
    }
    g->by_day = at;
    g->by_day_len = len;
    if (len == 0)
        return;
    if ((int64_t)last - first >= DAYS_COUNTED) {
        sort_indices(at, len, day_before, g->days, g->arena);
        return;
    }
    g->by_day = arena_make_n(g->arena, uint32_t, len);
    count_days(g, at, len, first, (size_t)(last - first) + 1);
    arena_resize(g->arena, at, (n + 1) * sizeof(*at), 0);
}

/* Bring the entries into their groups, in the order of their days. */
static void order_entries(struct gathering *g, struct grouping *ret)
{
    uint32_t from = 0;

    for (size_t i = 0; i < ret->len; i++) {
        ret->groups[i].from = from;
        from += ret->groups[i].len;
        ret->groups[i].len = 0;
    }
    ret->order = arena_make_n(g->arena, uint32_t, from + 1);
    for (size_t i = 0; i < g->by_day_len; i++) {
        struct history_group *group = &ret->groups[ret->group[g->by_day[i]]];

        ret->order[group->from + group->len++] = g->by_day[i];
    }
    g->ret->len = from;
}

static uint8_t traits_of(const struct report *r, const struct entry *e, const struct charge *c)
{
    const struct charge_extra *x = c->extra ? &r->records->extras.at[c->extra] : NULL;
    unsigned traits = 0;

    if (e->vanished)
        traits |= HISTORY_VANISHED;
    if (e->lone_part || (x && x->is_instalment))
        traits |= HISTORY_PART;
    if (c->state == CHARGE_POSTED)
        traits |= HISTORY_POSTED;
    if (x && x->original_currency.code[0] && !currency_eq(x->original_currency, c->currency))
        traits |= HISTORY_ABROAD;
    return (uint8_t)traits;
}

/* Entries one after the other, each to its place: of the many that are written one line is touched,
 * not a line, an entry and a charge. */
static void put_lines(struct gathering *g, const uint32_t *order)
{
    const struct report *r = g->report;
    struct history *h = g->ret;

    h->lines = arena_make_n(g->arena, struct history_line, h->len + 1);
    h->place = arena_make_n(g->arena, uint32_t, r->entries.list.len + 1);
    for (uint32_t i = 0; i < h->len; i++)
        h->place[order[i]] = i;
    for (uint32_t e = 0; e < r->entries.list.len; e++) {
        const struct entry *entry = &r->entries.list.at[e];
        const struct charge *c = history_charge(r, e);

        if (g->days[e] != DAY_NONE)
            h->lines[h->place[e]] = (struct history_line){entry->amount, g->days[e], e, c->card,
                                                          traits_of(r, entry, c)};
    }
}

const struct history *history_of(const struct report *report, struct arena *arena)
{
    struct history *h = arena_make(arena, struct history);
    struct gathering g = {.report = report, .arena = arena, .ret = h};
    struct grouping texts = {0}, cards = {0};
    size_t n = report->entries.list.len;

    g.families = arena_make_n(arena, uint64_t, report->records->texts.len + 1);
    g.days = arena_make_n(arena, int32_t, n + 1);
    for (uint32_t e = 0; e < n; e++)
        g.days[e] = history_day(report, e);
    name_sources(&g);
    order_days(&g, n);
    find_groups(&g, &by_text, report->records->texts.len, &texts);
    order_entries(&g, &texts);
    put_lines(&g, texts.order);
    find_groups(&g, &by_card, report->records->cards.len, &cards);
    order_entries(&g, &cards);
    h->groups = texts.groups;
    h->groups_len = texts.len;
    h->group = texts.group;
    h->cards = cards.groups;
    h->cards_len = cards.len;
    h->by_card = cards.order;
    arena_resize(arena, cards.group, (n + 1) * sizeof(*cards.group), 0);
    arena_resize(arena, texts.order, (h->len + 1) * sizeof(*texts.order), 0);
    arena_resize(arena, g.days, (n + 1) * sizeof(*g.days), 0);
    return h;
}

size_t history_from(const struct history *history, const struct history_group *group, int32_t day)
{
    size_t lo = group->from, hi = group->from + group->len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (history->lines[mid].day < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
