#include "explain/model.h"

#include "base/hash.h"

#include <math.h>
#include <string.h>

/* Share of digital orders that are billed under the name of the retail business; how many certain
 * matches it weighs against the household's own. */
#define DIGITAL_AS_RETAIL 0.1
#define DIGITAL_MATCHES 4

/* Share of charges whose digits differ from those that the export tells, if nothing more is known.
 */
#define DIGITS_DIFFER 0.00002
#define DIGITS_DIFFER_UNLEARNT 0.1
#define DIGITS_IN_SERIES \
    0.5 /* the digits are those of the number that this one took the place of */

#define SERIES_GAP 60 /* days from the last charge of a number to the first of the next */
#define SERIES_OVERLAP 3
#define SERIES_CARDS 2000u /* with more cards than that nobody looks for series */

static uint64_t pair_key(uint32_t card, const char *last4)
{
    return hash_bytes(slice_of(last4), hash_mix(90, card));
}

static uint32_t count_of(const struct map *map, uint64_t key)
{
    uint32_t n = map_find(map, key, NULL, NULL);

    return n == MAP_NONE ? 0 : n;
}

static void count_up(struct map *map, struct arena *arena, uint64_t key)
{
    map_set(map, arena, key, count_of(map, key) + 1);
}

static uint32_t card_of(const struct model *model, uint32_t entry)
{
    return model->records->charges.at[model->entries->list.at[entry].latest].card;
}

void model_learn_who(struct model *model, const uint32_t *entries, const uint32_t *units, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct unit *u = &model->units->list.at[units[i]];
        uint32_t card = card_of(model, entries[i]);

        if (!(u->evidence & EVIDENCE_ORDER) && u->amount > 0) {
            count_up(&model->card_totals, model->arena, hash_mix(92, card));
            if (model->scope[entries[i]] & EVIDENCE_ORDER)
                count_up(&model->card_totals, model->arena, hash_mix(93, card));
        }
        if (!card || !u->payment.last4[0][0] || u->payment.last4[1][0])
            continue;
        count_up(&model->card_pairs, model->arena, pair_key(card, u->payment.last4[0]));
        count_up(&model->card_totals, model->arena, hash_mix(91, card));
    }
}

/*
 * How often the holder of ${card} pays with the digits ${last4}, apart from the pair that is being
 * judged: it was counted, too, if it was certain.
 */
static double share_of_pair(const struct model *model, uint32_t card, const char *last4,
                            double prior)
{
    double pairs = count_of(&model->card_pairs, pair_key(card, last4));
    double total = count_of(&model->card_totals, hash_mix(91, card));

    if (pairs > 0) {
        pairs--;
        total--;
    }
    return (pairs + 6 * prior) / (total + 6);
}

/*
 * How often digital orders stand on this card's statements as retail ones, apart from the pair that
 * is being judged.
 */
static double digital_as_retail(const struct model *model, uint32_t card)
{
    double all = count_of(&model->card_totals, hash_mix(92, card));
    double retail = count_of(&model->card_totals, hash_mix(93, card));

    if (retail > 0) {
        retail--;
        all--;
    }
    return (retail + DIGITAL_MATCHES * DIGITAL_AS_RETAIL) / (all + DIGITAL_MATCHES);
}

/* Whether ${last4} is the number that the card had before. */
static bool is_earlier_number(const struct model *model, uint32_t card, const char *last4)
{
    uint32_t before = model->card_before[card];

    return before && memcmp(model->records->cards.at[before].last4, last4, 5) == 0;
}

/*
 * Digits that agree speak for a pair, digits that differ against it, unless the household's certain
 * matches show the pair often: a card that was re-issued, or one whose statement shows other digits
 * (a phone's token).  While that is being learnt, digits that differ are held against a pair only a
 * little.
 */
static double card_ratio(const struct model *model, uint32_t card, const struct payment *payment)
{
    const char *shown = model->records->cards.at[card].last4;
    double differ = model->has_learnt ? DIGITS_DIFFER : DIGITS_DIFFER_UNLEARNT;
    double best = 0;

    if (!card || !payment->last4[0][0])
        return 0;
    for (int i = 0; i < 2 && payment->last4[i][0]; i++) {
        double prior = !shown[0]                                           ? 0.5
                       : memcmp(shown, payment->last4[i], 5) == 0          ? 0.97
                       : is_earlier_number(model, card, payment->last4[i]) ? DIGITS_IN_SERIES
                                                                           : differ;
        double p = share_of_pair(model, card, payment->last4[i], prior);

        best = p > best ? p : best;
    }
    return log(best / 0.5);
}

double model_who(const struct model *model, uint32_t entry, const struct unit *unit)
{
    uint32_t row = model->entries->list.at[entry].latest;
    struct slice theirs =
        model->records->sources.at[model->records->charges.at[row].source].account;
    struct slice ours = model->records->sources.at[unit->origin.source].account;
    double ratio = card_ratio(model, card_of(model, entry), &unit->payment);

    if (model->scope[entry] & EVIDENCE_ORDER && !(unit->evidence & EVIDENCE_ORDER) &&
        unit->amount > 0)
        ratio += log(digital_as_retail(model, card_of(model, entry)));
    if (theirs.len && ours.len && !slice_eq(theirs, ours))
        ratio += log(0.05);
    return ratio;
}

bool model_has_strange_digits(const struct model *model, uint32_t entry, const struct unit *unit)
{
    uint32_t card = card_of(model, entry);
    const char *shown = model->records->cards.at[card].last4;

    if (!shown[0] || !unit->payment.last4[0][0])
        return false;
    for (int i = 0; i < 2 && unit->payment.last4[i][0]; i++)
        if (memcmp(shown, unit->payment.last4[i], 5) == 0 ||
            is_earlier_number(model, card, unit->payment.last4[i]) ||
            share_of_pair(model, card, unit->payment.last4[i], 0) > 0.1)
            return false;
    return true;
}

/* ------------------------------------------------------------------ numbers of one card */

/* What is known of a card number from its statements. */
struct number {
    int32_t first, last; /* days; DAY_NONE = no charge */
    uint32_t source;     /* of one of its charges */
    uint32_t heirs;      /* how many numbers could have taken its place */
};

static struct slice folder_of(struct slice path)
{
    while (path.len && path.ptr[path.len - 1] != '/')
        path.len--;
    return path;
}

static void find_days(const struct model *m, struct number *numbers)
{
    for (uint32_t c = 0; c < m->records->cards.len; c++)
        numbers[c].first = numbers[c].last = DAY_NONE;
    for (uint32_t e = 0; e < m->entries->list.len; e++) {
        const struct charge *charge = &m->records->charges.at[m->entries->list.at[e].latest];
        struct number *n = &numbers[charge->card];

        if (charge->day == DAY_NONE)
            continue;
        n->first = n->first == DAY_NONE || charge->day < n->first ? charge->day : n->first;
        n->last = n->last == DAY_NONE || charge->day > n->last ? charge->day : n->last;
        n->source = charge->source;
    }
}

/* Whether ${b} starts where ${a} stops, in statements of one account, one layout and one folder. */
static bool follows(const struct model *m, const struct number *a, const struct number *b)
{
    const struct source *sa = &m->records->sources.at[a->source];
    const struct source *sb = &m->records->sources.at[b->source];

    return a->last != DAY_NONE && b->first != DAY_NONE && a->first < b->first &&
           a->last < b->last && b->first >= a->last - SERIES_OVERLAP &&
           b->first <= a->last + SERIES_GAP && slice_eq(sa->family, sb->family) &&
           slice_eq(sa->account, sb->account) && slice_eq(folder_of(sa->path), folder_of(sb->path));
}

void model_find_series(struct model *model)
{
    uint32_t n = (uint32_t)model->records->cards.len;
    struct number *numbers = arena_make_n(model->arena, struct number, n + 1);

    model->card_before = arena_make_n(model->arena, uint32_t, n + 1);
    if (n > SERIES_CARDS)
        return;
    find_days(model, numbers);
    for (uint32_t b = 1; b < n; b++) {
        uint32_t before = 0, found = 0;

        for (uint32_t a = 1; a < n && model->records->cards.at[b].last4[0]; a++)
            if (a != b && model->records->cards.at[a].last4[0] &&
                follows(model, &numbers[a], &numbers[b])) {
                before = a;
                found++;
            }
        if (found == 1) {
            model->card_before[b] = before;
            numbers[before].heirs++;
        }
    }
    for (uint32_t b = 1; b < n; b++) /* two numbers that start where one stops: nobody can tell */
        if (numbers[model->card_before[b]].heirs > 1)
            model->card_before[b] = 0;
}
