#include "match/unit_inside.h"

#include "base/hash.h"
#include "base/text.h"

/* Days within which a digital order or bill of the same amount is the same period of a
 * subscription. */
#define SAME_PERIOD 6
#define PERIODS_MAX 240

static uint64_t money_key(const struct unit *u, int32_t day)
{
    return hash_mix(hash_mix(50, (uint64_t)u->amount), (uint64_t)(uint32_t)day);
}

/* Whether a unit of that amount lies near that day already. */
struct near_index {
    struct map days;
};

static void near_add(struct near_index *index, struct arena *arena, const struct unit *u)
{
    if (u->day != DAY_NONE)
        map_add(&index->days, arena, money_key(u, u->day), 0, NULL, NULL);
}

static bool near_has(const struct near_index *index, const struct unit *u)
{
    for (int32_t d = -SAME_PERIOD; d <= SAME_PERIOD; d++)
        if (map_find(&index->days, money_key(u, u->day + d), NULL, NULL) != MAP_NONE)
            return true;
    return false;
}

static uint8_t evidence_of(struct unit_gathering *g, struct slice title)
{
    struct slice folded = text_fold(g->arena, title);

    if (slice_has(folded, SLICE("AUDIBLE")) || slice_has(folded, SLICE("オ-デイブル")))
        return EVIDENCE_AUDIBLE | EVIDENCE_DIGITAL;
    return EVIDENCE_DIGITAL | EVIDENCE_MEMBERSHIP;
}

static void add_billings(struct unit_gathering *g, struct near_index *index)
{
    const struct billings *all = &g->records->billings;

    for (size_t i = 0; i < all->len; i++) {
        const struct billing *b = &all->at[i];
        struct unit *u;

        if (!unit_counts(g, b->origin) || b->declined || !b->has_amount || b->amount == 0)
            continue;
        u = unit_add(g, b->amount > 0 ? UNIT_SUBSCRIPTION : UNIT_REFUND, b->origin,
                     unit_purchase(g, b->order_id, b->origin.source));
        u->title = b->title;
        u->amount = b->amount;
        u->currency = b->currency;
        u->day = u->ordered = b->day;
        u->evidence = b->amount > 0 ? evidence_of(g, b->title) : EVIDENCE_REFUND;
        u->dropped = near_has(index, u);
        near_add(index, g->arena, u);
    }
}

/* Months of a period as printed: "1 Month", "P1M", "Monthly", "Annual", "12 Months"; 0 = not told.
 */
static int months_of(struct unit_gathering *g, struct slice period)
{
    static const struct {
        struct slice word;
        int months;
    } words[] = {
        {{"MONTHLY", 7}, 1}, {{"ANNUAL", 6}, 12}, {{"YEARLY", 6}, 12}, {{"QUARTER", 7}, 3}};
    struct slice f = text_fold(g->arena, period);
    int number = 0;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_has(f, words[i].word))
            return words[i].months;
    for (size_t i = 0; i < f.len && number < 1000; i++)
        if (f.ptr[i] >= '0' && f.ptr[i] <= '9')
            number = number * 10 + (f.ptr[i] - '0');
    if (number == 0)
        number = 1;
    if (slice_has(f, SLICE("MONTH")) || slice_ends(f, SLICE("M")) || slice_has(f, SLICE("月")))
        return number;
    if (slice_has(f, SLICE("YEAR")) || slice_ends(f, SLICE("Y")) || slice_has(f, SLICE("年")))
        return number * 12;
    return 0;
}

/* The periods that a running subscription must have billed, counted back from its next bill. */
static void add_periods(struct unit_gathering *g, struct near_index *index,
                        const struct subscription *s)
{
    int months = months_of(g, s->period);
    int32_t day;

    if (!s->has_amount || s->next_amount <= 0 || s->next_bill == DAY_NONE || months <= 0)
        return;
    for (int back = 1; back <= PERIODS_MAX; back++) {
        struct unit *u;

        day = day_add_months(s->next_bill, -back * months);
        if (s->started == DAY_NONE || day < s->started)
            return;
        u = unit_add(g, UNIT_SUBSCRIPTION, s->origin, MAP_NONE);
        u->title = s->title;
        u->amount = s->next_amount;
        u->currency = s->currency;
        u->day = u->ordered = day;
        u->evidence = evidence_of(g, s->title);
        u->recurs = true;
        u->dropped = near_has(index, u);
        near_add(index, g->arena, u);
    }
}

void unit_gather_subscriptions(struct unit_gathering *g)
{
    const struct subscriptions *all = &g->records->subscriptions;
    struct near_index index = {{0}};

    for (size_t i = 0; i < g->ret->list.len; i++)
        if (g->ret->list.at[i].kind == UNIT_DIGITAL && !g->ret->list.at[i].dropped)
            near_add(&index, g->arena, &g->ret->list.at[i]);
    add_billings(g, &index);
    for (size_t i = 0; i < all->len; i++)
        if (unit_counts(g, all->at[i].origin))
            add_periods(g, &index, &all->at[i]);
}
