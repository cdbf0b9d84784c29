#include "explain/clue.h"

#include "cause/cause.h"
#include "explain/coverage.h"
#include "explain/plan_book.h"

#include "base/hash.h"

#define MONTH_EARLY 27 /* days after which a monthly bill comes again */
#define MONTH_LATE 34
#define REPEAT_SCAN 64u /* charges under one text that are looked at for a repetition */
#define SEVERAL 3u      /* open charges of one card on one day */
#define KNOWN_DAYS 30   /* a card's statements must go back so far before "first" says anything */

struct cluing {
    struct report *report;
    const struct history *history;
    const struct coverage *coverage;
    struct arena *arena;
    int32_t *since;     /* by entry: first day that the statements of its card show */
    bool *monthly;      /* by entry: in a monthly series */
    uint32_t *open_day; /* by entry: open charges of its card on its day */
    struct map digits;  /* last digits that the account's sources show */
    bool *card_paid;    /* by card: paid for something that a source tells of */
    struct plan_book book;
    struct map rankings; /* clues → verdict that has their ranking */
};

/* ------------------------------------------------------------------ what must be counted first */

static bool is_open(const struct report *r, uint32_t entry)
{
    return r->verdicts[entry].kind == VERDICT_UNEXPLAINED;
}

/* How many open charges stand on the day of the entry at ${from} of a card's ${n}; give them all
 * that number. */
static uint32_t count_day(struct cluing *c, const uint32_t *entries, uint32_t n, uint32_t from)
{
    int32_t day = c->history->lines[c->history->place[entries[from]]].day;
    uint32_t open = 0, to = from;

    for (; to < n && c->history->lines[c->history->place[entries[to]]].day == day; to++)
        open += is_open(c->report, entries[to]);
    for (uint32_t i = from; i < to; i++)
        c->open_day[entries[i]] = open;
    return to;
}

static void count_cards(struct cluing *c)
{
    const struct history *h = c->history;
    size_t n = c->report->entries.list.len;

    c->since = arena_make_n(c->arena, int32_t, n + 1);
    c->open_day = arena_make_n(c->arena, uint32_t, n + 1);
    for (size_t k = 0; k < h->cards_len; k++) {
        const uint32_t *entries = h->by_card + h->cards[k].from;

        for (uint32_t i = 0; i < h->cards[k].len; i++)
            c->since[entries[i]] = h->lines[h->place[entries[0]]].day;
        for (uint32_t i = 0; i < h->cards[k].len;)
            i = count_day(c, entries, h->cards[k].len, i);
    }
}

static void mark_monthly(struct cluing *c)
{
    const struct report *r = c->report;

    c->monthly = arena_make_n(c->arena, bool, r->entries.list.len + 1);
    for (size_t i = 0; i < r->recurring.len; i++) {
        const struct recurring *recurring = &r->recurring.at[i];

        for (uint32_t k = 0; k < recurring->charges_len; k++)
            c->monthly[r->recurring_charges.at[recurring->charges_from + k]] =
                recurring->months == 1 || recurring->days == 28;
    }
}

static void add_digits(struct cluing *c, const char *last4)
{
    if (last4[0])
        map_add(&c->digits, c->arena, hash_bytes(slice_of(last4), 150), 0, NULL, NULL);
}

/* A card belongs to the account where its digits stand there, or where it paid for something of the
 * account. */
static void learn_cards(struct cluing *c)
{
    const struct report *r = c->report;

    c->card_paid = arena_make_n(c->arena, bool, r->records->cards.len + 1);
    for (size_t u = 0; u < r->units.list.len; u++)
        for (int i = 0; i < 2; i++)
            add_digits(c, r->units.list.at[u].payment.last4[i]);
    for (size_t i = 0; i < r->records->instruments.len; i++)
        add_digits(c, r->records->instruments.at[i].last4);
    for (uint32_t e = 0; e < r->entries.list.len; e++) {
        const struct verdict *v = &r->verdicts[e];

        if (v->kind == VERDICT_EXPLAINED && v->parts.len &&
            r->parts.at[v->parts.from].unit != MAP_NONE)
            c->card_paid[history_charge(r, e)->card] = true;
    }
}

/* ------------------------------------------------------------------ the clues, one function each
 */

typedef bool clue_holds(const struct cluing *c, uint32_t entry);

static int64_t amount_of(const struct cluing *c, uint32_t entry)
{
    return c->report->entries.list.at[entry].amount;
}

/* At most so many yen, or cents of a currency that has them. */
static bool is_at_most(const struct cluing *c, uint32_t entry, int64_t yen, int64_t cents)
{
    int64_t amount = amount_of(c, entry);

    return amount >= 0 &&
           amount <= (currency_digits(history_charge(c->report, entry)->currency) ? cents : yen);
}

static bool is_plan_price(const struct cluing *c, uint32_t entry)
{
    struct plan_list plans = plan_book_list(&c->book, c->report->verdicts[entry].merchant);

    return plan_book_find(&c->book, plans, history_day(c->report, entry), amount_of(c, entry),
                          history_charge(c->report, entry)->currency);
}

static bool is_round(const struct cluing *c, uint32_t entry)
{
    return amount_of(c, entry) > 0 && amount_of(c, entry) % 100 == 0;
}

static bool is_tiny(const struct cluing *c, uint32_t entry)
{
    return is_at_most(c, entry, 11, 11);
}

static bool is_small(const struct cluing *c, uint32_t entry)
{
    return is_at_most(c, entry, 299, 299);
}

/* Whether a charge of the same amount stands under the text from ${from} to ${until}. */
static bool has_like(const struct cluing *c, uint32_t entry, int32_t from, int32_t until)
{
    const struct history *h = c->history;
    const struct history_group *g = &h->groups[h->group[entry]];
    size_t i = history_from(h, g, from);

    for (size_t n = 0; n < REPEAT_SCAN && i < g->from + g->len && h->lines[i].day <= until;
         i++, n++)
        if (h->lines[i].amount == amount_of(c, entry))
            return true;
    return false;
}

static bool repeats(const struct cluing *c, uint32_t entry)
{
    int32_t day = history_day(c->report, entry);

    if (c->monthly[entry])
        return true;
    return day != DAY_NONE && (has_like(c, entry, day - MONTH_LATE, day - MONTH_EARLY) ||
                               has_like(c, entry, day + MONTH_EARLY, day + MONTH_LATE));
}

static bool is_first(const struct cluing *c, uint32_t entry)
{
    const struct history *h = c->history;
    int32_t day = history_day(c->report, entry);

    if (day == DAY_NONE || day - c->since[entry] < KNOWN_DAYS)
        return false;
    return h->lines[h->groups[h->group[entry]].from].day == day;
}

static bool is_one_of_several(const struct cluing *c, uint32_t entry)
{
    return c->open_day[entry] >= SEVERAL;
}

static bool follows_test(const struct cluing *c, uint32_t entry)
{
    return c->report->verdicts[entry].flags >> FLAG_CARD_TESTING & 1;
}

static bool is_gift_amount(const struct cluing *c, uint32_t entry)
{
    return amount_of(c, entry) >= 1000 && amount_of(c, entry) % 1000 == 0;
}

static bool is_missing(const struct cluing *c, uint32_t entry)
{
    return coverage_is_missing(c->coverage, c->report, entry);
}

static bool is_elsewhere(const struct cluing *c, uint32_t entry)
{
    return coverage_is_elsewhere(c->coverage, c->report, entry);
}

static bool is_foreign_card(const struct cluing *c, uint32_t entry)
{
    uint32_t card = history_charge(c->report, entry)->card;
    const char *last4 = c->report->records->cards.at[card].last4;

    return card && last4[0] && c->digits.len > 0 && !c->card_paid[card] &&
           map_find(&c->digits, hash_bytes(slice_of(last4), 150), NULL, NULL) == MAP_NONE;
}

static bool is_pending(const struct cluing *c, uint32_t entry)
{
    return c->report->entries.list.at[entry].vanished ||
           history_charge(c->report, entry)->state == CHARGE_PENDING;
}

static bool is_foreign(const struct cluing *c, uint32_t entry)
{
    const struct charge *charge = history_charge(c->report, entry);
    const struct charge_extra *x =
        entry_extra(c->report->records, c->report->entries.list.at[entry].latest);

    return x && x->original_currency.code[0] &&
           !currency_eq(x->original_currency, charge->currency);
}

static bool is_credit(const struct cluing *c, uint32_t entry)
{
    return amount_of(c, entry) < 0;
}

static bool is_unusual(const struct cluing *c, uint32_t entry)
{
    return (c->report->verdicts[entry].flags & 1u << FLAG_UNUSUAL_AMOUNT) != 0;
}

static bool was_cancelled(const struct cluing *c, uint32_t entry)
{
    return (c->report->verdicts[entry].flags & 1u << FLAG_CANCELLED_BUT_CHARGED) != 0;
}

static clue_holds *const holds[CLUES] = {
    [CLUE_AMOUNT_IS_PLAN_PRICE] = is_plan_price,
    [CLUE_AMOUNT_ROUND_HUNDRED] = is_round,
    [CLUE_AMOUNT_TINY] = is_tiny,
    [CLUE_AMOUNT_SMALL] = is_small,
    [CLUE_AMOUNT_UNUSUAL] = is_unusual,
    [CLUE_REPEATS_MONTHLY] = repeats,
    [CLUE_FIRST_OF_MERCHANT] = is_first,
    [CLUE_SEVERAL_SAME_DAY] = is_one_of_several,
    [CLUE_AFTER_SMALL_TEST] = follows_test,
    [CLUE_GIFT_CARD_AMOUNT] = is_gift_amount,
    [CLUE_EXPORT_MISSING] = is_missing,
    [CLUE_EXPORT_ENDS_BEFORE] = is_elsewhere,
    [CLUE_CARD_UNKNOWN_TO_ACCOUNT] = is_foreign_card,
    [CLUE_LAST_DAYS_PENDING] = is_pending,
    [CLUE_FOREIGN_CURRENCY] = is_foreign,
    [CLUE_CREDIT] = is_credit,
    [CLUE_ORDER_CANCELLED] = was_cancelled,
};

/* ------------------------------------------------------------------ the ranking */

static struct clues clues_of(const struct cluing *c, uint32_t entry)
{
    const struct merchant *m = history_merchant(c->report, entry);
    struct clues clues = {0, m ? m->class : MERCHANT_CLASSES};

    for (unsigned k = 0; k < CLUES; k++)
        if (holds[k] && holds[k](c, entry))
            clues.held |= 1u << k;
    return clues;
}

static void rank(struct cluing *c, uint32_t entry, const struct clues *clues)
{
    struct verdict *v = &c->report->verdicts[entry];
    struct ranked_causes ranked;

    cause_rank(c->report->catalog, clues, c->arena, &ranked);
    v->causes_from = (uint32_t)c->report->causes.len;
    for (; v->causes_len < ranked.len && v->causes_len < CAUSES_MAX; v->causes_len++) {
        const struct ranked_cause *from = &ranked.at[v->causes_len];

        *array_push(c->arena, &c->report->causes) =
            (struct found_cause){(uint16_t)from->cause, from->probability};
    }
}

static void rank_or_share(struct cluing *c, uint32_t entry)
{
    struct clues clues = clues_of(c, entry);
    uint32_t first =
        map_add(&c->rankings, c->arena, hash_mix(clues.held, clues.class), entry, NULL, NULL);
    struct verdict *v = &c->report->verdicts[entry];

    if (first == entry) {
        rank(c, entry, &clues);
        return;
    }
    v->causes_from = c->report->verdicts[first].causes_from;
    v->causes_len = c->report->verdicts[first].causes_len;
}

void explain_causes(struct report *report, const struct history *history, struct arena *arena)
{
    struct cluing c = {.report = report, .history = history, .arena = arena};

    c.coverage = coverage_of(report, history, arena);
    plan_book_init(&c.book, report->catalog, arena);
    count_cards(&c);
    mark_monthly(&c);
    learn_cards(&c);
    for (uint32_t e = 0; e < report->entries.list.len; e++)
        if (is_open(report, e))
            rank_or_share(&c, e);
}
