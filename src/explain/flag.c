#include "explain/flag.h"

#include "explain/coverage.h"
#include "explain/flag_refund.h"
#include "explain/usual.h"

#include "base/hash.h"
#include "base/sort.h"

#include <string.h>

/* All limits of money as yen and as minor units of a currency with cents. */
struct limit {
    int64_t yen, cents;
};

static const struct limit small = {200, 100};     /* what thieves test a card with */
static const struct limit doubled = {5000, 5000}; /* a twin that one would want to be asked about */
static const struct limit abroad = {10000, 10000}; /* the same for the first purchase abroad */
static const struct limit more = {1000, 1000};     /* less than that above the usual is no news */
static const struct limit much_more = {30000, 30000};

#define TWIN_DAYS 3
#define TWIN_SLOTS 65536u /* a power of two */
#define TEST_DAYS 3
#define TEST_TIMES 5  /* the real charge is at least so many times the test */
#define TESTS_MOST 4u /* small sums that are tried one after the other */
#define KNOWN_DAYS 60 /* a card's statements must go back so far before a shop on it is new */
#define KNOWN_LINES 10
#define USUAL_LEAST 5u /* charges that make a habit */
#define USUAL_SURE 10u
#define NORMAL \
    1.4826 /* times the median distance = a standard deviation, of a normal distribution */

struct flagging {
    struct report *report;
    const struct history *history;
    const struct coverage *coverage;
    struct arena *arena;
    uint32_t *series; /* by entry: recurring charge + 1; 0 = none */
};

/* Flags that do not ask whether one knows the charge, but tell of money that is missing. */
static const uint32_t of_own_money =
    1u << FLAG_CANCELLED_BUT_CHARGED | 1u << FLAG_REFUND_LATE | 1u << FLAG_REFUND_SHORT;

void flag_add(struct report *report, uint32_t entry, enum flag_kind kind, bool alarm)
{
    bool is_answered = report->verdicts[entry].is_mine && !(of_own_money & 1u << kind);

    report->verdicts[entry].flags |= 1u << kind;
    if (alarm && !is_answered)
        report->verdicts[entry].alarms |= 1u << kind;
}

static bool is_at_least(const struct report *r, uint32_t entry, int64_t amount,
                        const struct limit *limit)
{
    if (amount >= limit->cents && amount >= limit->yen)
        return true;
    if (amount < limit->cents && amount < limit->yen)
        return false;
    return amount >=
           (currency_digits(history_charge(r, entry)->currency) ? limit->cents : limit->yen);
}

/* Nothing may have paid for it.  Which of several units did is no such question. */
static bool is_open(const struct report *r, uint32_t entry)
{
    const struct verdict *v = &r->verdicts[entry];

    if (v->kind != VERDICT_AMBIGUOUS)
        return v->kind == VERDICT_UNEXPLAINED;
    for (uint32_t i = 0; i < v->alternatives_len; i++)
        if (r->alternatives.at[v->alternatives_from + i].len == 0)
            return true;
    return false;
}

static bool is_settled(const struct report *r, uint32_t entry)
{
    return r->verdicts[entry].kind == VERDICT_EXPLAINED ||
           r->verdicts[entry].kind == VERDICT_PROBABLE;
}

/* ------------------------------------------------------------------ doubled charges */

/* Only what was really posted, and as a whole, can be charged twice. */
static bool can_be_doubled(const struct history_line *line)
{
    return line->amount > 0 &&
           (line->traits & (HISTORY_VANISHED | HISTORY_PART | HISTORY_POSTED)) == HISTORY_POSTED;
}

static bool twin_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct history_line *lines = ctx, *la = &lines[a], *lb = &lines[b];

    if (la->amount != lb->amount)
        return la->amount < lb->amount;
    if (la->card != lb->card)
        return la->card < lb->card;
    return la->day < lb->day;
}

/* Twins: lines of one text, amount and card, each within days of the one before. */
struct twins {
    const uint32_t *at; /* positions in history.lines */
    size_t len;
    bool habit; /* this text has twins of other days or amounts, too */
};

static size_t twins_from(const struct history *h, const uint32_t *at, size_t len)
{
    size_t n = 1;

    for (; n < len; n++) {
        const struct history_line *a = &h->lines[at[n - 1]], *b = &h->lines[at[n]];

        if (a->amount != b->amount || a->card != b->card || b->day - a->day > TWIN_DAYS)
            break;
    }
    return n;
}

/* Only its price says that it may be a plan's bill. */
static bool is_bill_by_price(const struct report *r, uint32_t entry)
{
    const struct verdict *v = &r->verdicts[entry];

    return v->kind == VERDICT_PROBABLE && v->parts.len == 1 &&
           r->parts.at[v->parts.from].kind == PART_PLAN;
}

/* Where one of the twins is accounted for, the others are asked about; where none is, nothing
 * tells.  A plan bills once: of two charges at its price one is too many. */
static void flag_open_twins(struct flagging *f, const struct twins *t)
{
    size_t settled = 0, sure = 0, ambiguous = 0, open = 0, before = 0;

    for (size_t i = 0; i < t->len; i++) {
        uint32_t entry = f->history->lines[t->at[i]].entry;

        settled += is_settled(f->report, entry);
        sure += f->report->verdicts[entry].kind == VERDICT_EXPLAINED;
        ambiguous += f->report->verdicts[entry].kind == VERDICT_AMBIGUOUS;
    }
    for (size_t i = 0; i < t->len; i++) {
        uint32_t entry = f->history->lines[t->at[i]].entry;

        if (is_open(f->report, entry) && (settled || ambiguous || open++))
            flag_add(f->report, entry, FLAG_DUPLICATE_CHARGE, settled || ambiguous);
        if (is_bill_by_price(f->report, entry) && settled > 1 && before++ + sure > 0)
            flag_add(f->report, entry, FLAG_DUPLICATE_CHARGE, true);
    }
}

/*
 * At other shops twins are common and mostly meant (two tickets).  Asked about are a second charge
 * beside a bill that comes once, and a large odd sum within a day where twins are no habit.
 */
static void flag_other_twins(struct flagging *f, const struct twins *t)
{
    const struct history_line *lines = f->history->lines;
    size_t bills = 0;

    for (size_t i = 0; i < t->len; i++)
        bills += f->series[lines[t->at[i]].entry] != 0;
    for (size_t i = 0; i < t->len; i++) {
        const struct history_line *line = &lines[t->at[i]];

        if (bills > 0 && !f->series[line->entry])
            flag_add(f->report, line->entry, FLAG_DUPLICATE_CHARGE, true);
        else if (bills == 0 && !t->habit && i > 0)
            flag_add(f->report, line->entry, FLAG_DUPLICATE_CHARGE,
                     is_at_least(f->report, line->entry, line->amount, &doubled) &&
                         line->amount % 1000 != 0 && line->day - lines[t->at[i - 1]].day <= 1);
    }
}

/* Room for the lines of the largest group. */
struct twin_room {
    uint32_t *last; /* by hash of (amount, card): the latest such line of the group + 1 */
    bool *near;     /* by line of the group: it may have a twin within days */
    uint32_t *at;   /* positions in history.lines */
};

static struct twin_room twin_room(const struct history *h, struct arena *arena)
{
    size_t most = 0;

    for (size_t g = 0; g < h->groups_len; g++)
        most = h->groups[g].len > most ? h->groups[g].len : most;
    return (struct twin_room){arena_make_n(arena, uint32_t, TWIN_SLOTS),
                              arena_make_n(arena, bool, most + 1),
                              arena_make_n(arena, uint32_t, most + 1)};
}

/*
 * The lines of the group that may have a twin: what has none need not be sorted.  Lines that share
 * a slot by chance are taken for twins here, and are told apart when they are sorted.
 */
static size_t list_near(const struct history *h, const struct history_group *g,
                        const struct twin_room *room)
{
    const struct history_line *lines = h->lines + g->from;
    size_t slots = 16, n = 0;

    while (slots < TWIN_SLOTS && slots < 2 * (size_t)g->len)
        slots *= 2;
    memset(room->last, 0, slots * sizeof(*room->last));
    memset(room->near, 0, g->len * sizeof(*room->near));
    for (uint32_t i = 0; i < g->len; i++) {
        size_t slot = hash_mix((uint64_t)lines[i].amount, lines[i].card) & (slots - 1);
        uint32_t last = room->last[slot];

        if (!can_be_doubled(&lines[i]))
            continue;
        if (last && lines[i].day - lines[last - 1].day <= TWIN_DAYS)
            room->near[i] = room->near[last - 1] = true;
        room->last[slot] = i + 1;
    }
    for (uint32_t i = 0; i < g->len; i++)
        if (room->near[i])
            room->at[n++] = g->from + i;
    return n;
}

static void flag_doubled(struct flagging *f, const struct history_group *g,
                         const struct twin_room *room)
{
    const struct history *h = f->history;
    const uint32_t *at = room->at;
    size_t n = g->len < 2 ? 0 : list_near(h, g, room), groups = 0;

    sort_indices(room->at, n, twin_before, h->lines, f->arena);
    for (size_t i = 0, len; i < n; i += len)
        groups += (len = twins_from(h, at + i, n - i)) > 1;
    for (size_t i = 0, len; i < n; i += len) {
        struct twins t = {at + i, len = twins_from(h, at + i, n - i), groups > 1};

        if (len < 2)
            continue;
        if (f->report->verdicts[h->lines[at[i]].entry].kind == VERDICT_OUT_OF_SCOPE)
            flag_other_twins(f, &t);
        else
            flag_open_twins(f, &t);
    }
}

/* ------------------------------------------------------------------ unusual amounts */

static void judge_amount(struct flagging *f, const struct usual *u, const struct history_line *line)
{
    struct report *r = f->report;
    int64_t median = u->sorted[u->len / 2], above = line->amount - median;
    int64_t spread = usual_spread(u, median);
    bool alarm;

    if (spread < median / 20)
        spread = median / 20;
    if ((double)above <= 3 * NORMAL * (double)spread || above * 2 < median ||
        f->series[line->entry] || is_settled(r, line->entry) ||
        !is_at_least(r, line->entry, above, &more))
        return;
    alarm = u->len >= USUAL_SURE && (double)above > 8 * NORMAL * (double)spread &&
            line->amount >= 8 * median && line->amount >= 3 * u->sorted[u->len - 1] &&
            is_at_least(r, line->entry, line->amount, &much_more);
    flag_add(r, line->entry, FLAG_UNUSUAL_AMOUNT, alarm);
}

static void flag_unusual(struct flagging *f, const struct history_group *g)
{
    struct usual u = {.len = 0};

    for (uint32_t i = 0; i < g->len; i++) {
        const struct history_line *line = &f->history->lines[g->from + i];

        if (line->amount <= 0 || (line->traits & HISTORY_VANISHED))
            continue;
        if (u.len >= USUAL_LEAST)
            judge_amount(f, &u, line);
        usual_add(&u, line->amount);
    }
}

/* ------------------------------------------------------------------ new merchants and card tests
 */

static uint64_t merchant_key(const struct flagging *f, uint32_t entry)
{
    return hash_mix(history_member(f->history, f->report, entry),
                    f->report->verdicts[entry].merchant);
}

/* The first line of each member at each known merchant, whatever its text. */
static void find_firsts(struct flagging *f, struct map *ret)
{
    const struct history *h = f->history;

    for (uint32_t e = 0; e < f->report->entries.list.len; e++) {
        int32_t day;
        uint64_t key;
        uint32_t had;

        if (!f->report->verdicts[e].merchant || h->group[e] == MAP_NONE)
            continue;
        day = h->lines[h->place[e]].day;
        key = merchant_key(f, e);
        had = map_find(ret, key, NULL, NULL);
        if (had == MAP_NONE || h->lines[had].day > day)
            map_set(ret, f->arena, key, h->place[e]);
    }
}

static bool is_first_of_merchant(const struct flagging *f, const struct map *firsts, uint32_t at)
{
    uint32_t entry = f->history->lines[at].entry;

    return !f->report->verdicts[entry].merchant ||
           map_find(firsts, merchant_key(f, entry), NULL, NULL) == at;
}

/* The shops of one card that are new to its holder, once the card has been in use for some time. */
static void flag_new(struct flagging *f, const struct history_group *card,
                     const struct map *merchants)
{
    const struct history *h = f->history;
    const uint32_t *entries = h->by_card + card->from;
    size_t trips = 0;

    for (uint32_t i = 0; i < card->len; i++) {
        uint32_t at = h->place[entries[i]];
        const struct history_line *line = &h->lines[at];
        bool away = line->traits & HISTORY_ABROAD;

        if (h->groups[h->group[line->entry]].from == at && i >= KNOWN_LINES && line->amount > 0 &&
            line->day - h->lines[h->place[entries[0]]].day >= KNOWN_DAYS &&
            is_first_of_merchant(f, merchants, at))
            flag_add(f->report, line->entry, FLAG_NEW_MERCHANT,
                     away && trips == 0 && !is_settled(f->report, line->entry) &&
                         is_at_least(f->report, line->entry, line->amount, &abroad));
        trips += away;
    }
}

/* Whether the sources would tell of the charge, so that "unexplained" says something. */
static bool is_strange(const struct flagging *f, uint32_t entry)
{
    return f->report->verdicts[entry].kind == VERDICT_UNEXPLAINED &&
           !coverage_is_missing(f->coverage, f->report, entry) &&
           !coverage_is_elsewhere(f->coverage, f->report, entry);
}

/* A small charge that nobody knows, or at a shop never seen before. */
static bool can_be_test(const struct flagging *f, const struct history_line *line)
{
    const struct verdict *v = &f->report->verdicts[line->entry];

    if (line->amount < 0 || is_at_least(f->report, line->entry, line->amount - 1, &small))
        return false;
    return is_strange(f, line->entry) ||
           (v->kind == VERDICT_OUT_OF_SCOPE && (v->flags & 1u << FLAG_NEW_MERCHANT));
}

/* The latest charges of a card that can be tests, in a ring. */
struct tests {
    const struct history_line *at[TESTS_MOST];
    uint32_t len;
};

static void flag_tested(struct flagging *f, const struct tests *tests,
                        const struct history_line *line)
{
    for (uint32_t i = 0; i < TESTS_MOST && i < tests->len; i++) {
        const struct history_line *test = tests->at[i];

        if (line->day - test->day > TEST_DAYS || line->amount < TEST_TIMES * test->amount)
            continue;
        flag_add(f->report, test->entry, FLAG_CARD_TESTING, true);
        flag_add(f->report, line->entry, FLAG_CARD_TESTING, true);
    }
}

/* A card number is tried with small sums before it is used: all these lines are asked about. */
static void flag_tests(struct flagging *f, const struct history_group *card)
{
    const struct history *h = f->history;
    struct tests tests = {.len = 0};

    for (uint32_t i = 0; i < card->len; i++) {
        const struct history_line *line = &h->lines[h->place[h->by_card[card->from + i]]];

        if (can_be_test(f, line))
            tests.at[tests.len++ % TESTS_MOST] = line;
        else if (tests.len && is_strange(f, line->entry))
            flag_tested(f, &tests, line);
    }
}

static void flag_by_card(struct flagging *f)
{
    struct map firsts = {0};

    find_firsts(f, &firsts);
    for (size_t c = 0; c < f->history->cards_len; c++) {
        flag_new(f, &f->history->cards[c], &firsts);
        flag_tests(f, &f->history->cards[c]);
    }
}

/* ------------------------------------------------------------------ the whole */

static void list_series(struct flagging *f)
{
    const struct report *r = f->report;

    f->series = arena_make_n(f->arena, uint32_t, r->entries.list.len + 1);
    for (uint32_t i = 0; i < r->recurring.len; i++)
        for (uint32_t c = 0; c < r->recurring.at[i].charges_len; c++)
            f->series[r->recurring_charges.at[r->recurring.at[i].charges_from + c]] = i + 1;
}

static void flag_seams(struct report *r)
{
    for (uint32_t e = 0; e < r->entries.list.len; e++)
        if (r->entries.list.at[e].maybe_two)
            flag_add(r, e, FLAG_MAYBE_TWO, true);
}

void explain_flags(struct report *report, const struct history *history, struct arena *arena)
{
    struct flagging f = {.report = report, .history = history, .arena = arena};
    struct twin_room room = twin_room(history, arena);

    f.coverage = coverage_of(report, history, arena);
    list_series(&f);
    for (size_t g = 0; g < history->groups_len; g++) {
        flag_doubled(&f, &history->groups[g], &room);
        flag_unusual(&f, &history->groups[g]);
    }
    flag_by_card(&f);
    flag_refund_mark(report, arena);
    flag_seams(report);
}
