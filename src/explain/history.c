#include "explain/history.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"

#include <string.h>

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

typedef uint64_t key_of(struct gathering *g, const struct charge *c);

/* Entries that share a key, group by group in the order of their first entries. */
struct grouping {
    struct history_group *groups;
    size_t len;
    uint32_t *group; /* by entry; MAP_NONE = it has no day */
    uint32_t *order; /* entries by (group, day, entry) */
};

/* Number the groups and count their entries. */
static void find_groups(struct gathering *g, key_of *key, struct grouping *ret)
{
    size_t n = g->report->entries.list.len;
    struct map index = {0};

    ret->group = arena_make_n(g->arena, uint32_t, n + 1);
    ret->groups = arena_make_n(g->arena, struct history_group, n + 1);
    for (uint32_t e = 0; e < n; e++) {
        uint32_t at;

        ret->group[e] = MAP_NONE;
        if (g->days[e] == DAY_NONE)
            continue;
        at = map_add(&index, g->arena, key(g, history_charge(g->report, e)), (uint32_t)ret->len,
                     NULL, NULL);
        ret->len += at == ret->len;
        ret->group[e] = at;
        ret->groups[at].len++;
    }
}

static bool day_before(const void *ctx, uint32_t a, uint32_t b)
{
    const int32_t *days = ctx;

    return days[a] < days[b];
}

/* Bring the entries into their groups; equal days keep the order of the entries. */
static void order_entries(struct gathering *g, struct grouping *ret)
{
    uint32_t from = 0;

    for (size_t i = 0; i < ret->len; i++) {
        ret->groups[i].from = from;
        from += ret->groups[i].len;
        ret->groups[i].len = 0;
    }
    ret->order = arena_make_n(g->arena, uint32_t, from + 1);
    for (uint32_t e = 0; e < g->report->entries.list.len; e++)
        if (ret->group[e] != MAP_NONE)
            ret->order[ret->groups[ret->group[e]].from + ret->groups[ret->group[e]].len++] = e;
    for (size_t i = 0; i < ret->len; i++)
        sort_indices(ret->order + ret->groups[i].from, ret->groups[i].len, day_before, g->days,
                     g->arena);
    g->ret->len = from;
}

static void put_lines(struct gathering *g, const uint32_t *order)
{
    struct history *h = g->ret;

    h->lines = arena_make_n(g->arena, struct history_line, h->len + 1);
    h->place = arena_make_n(g->arena, uint32_t, g->report->entries.list.len + 1);
    for (uint32_t i = 0; i < h->len; i++) {
        h->lines[i] =
            (struct history_line){g->report->entries.list.at[order[i]].amount, g->days[order[i]],
                                  order[i], history_charge(g->report, order[i])->card};
        h->place[order[i]] = i;
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
    find_groups(&g, text_key, &texts);
    order_entries(&g, &texts);
    put_lines(&g, texts.order);
    find_groups(&g, card_key, &cards);
    order_entries(&g, &cards);
    h->groups = texts.groups;
    h->groups_len = texts.len;
    h->group = texts.group;
    h->cards = cards.groups;
    h->cards_len = cards.len;
    h->by_card = cards.order;
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
