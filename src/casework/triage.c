#include "casework/triage.h"

#include "cause/belief.h"

#include "base/hash.h"
#include "base/map.h"

#include <math.h>

/* ------------------------------------------------------------------ what the charges say */

/*
 * What the files say makes a cause at most so much less likely: where explain misses a file it is
 * all but certain of that, and still what a person finds out must be able to outweigh it.
 */
#define FACTOR_MIN 0.05

/* `0.41`, as the journal writes it; no other form of number. */
static double share_read(struct slice text)
{
    double value = 0, unit = 1;
    bool point = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '.' && !point)
            point = true;
        else if (c < '0' || c > '9')
            return 0;
        else if (point)
            value += (unit /= 10) * (c - '0');
        else
            value = value * 10 + (c - '0');
    }
    return value <= 1 ? value : 0;
}

static double share_of(const struct case_charge *charge, struct slice cause)
{
    for (size_t i = 0; i < charge->causes.len; i++)
        if (slice_eq(charge->causes.at[i].name, cause))
            return share_read(charge->causes.at[i].value);
    return 0;
}

static double factor_of(const struct case_charge *charge, const struct cause *cause)
{
    double factor = share_of(charge, cause->id) / cause->prior;

    return factor > FACTOR_MIN ? factor : FACTOR_MIN;
}

/*
 * Charges of one case mostly show the same clues (the same missing file, the same card), so what
 * they say is averaged (in logs), not multiplied.
 */
static void weigh_charges(const struct catalog *catalog, const struct case_state *state,
                          struct arena *arena, struct belief *belief)
{
    double *factors = arena_make_n(arena, double, belief->len + 1);
    size_t n = 0;

    for (size_t i = 0; i < state->charges.len; i++) {
        const struct case_charge *charge = &state->charges.at[i];

        if (charge->is_removed || !charge->causes.len)
            continue;
        n++;
        for (size_t k = 0; k < belief->len; k++)
            factors[k] += log(factor_of(charge, &catalog->causes[k]));
    }
    for (size_t k = 0; k < belief->len; k++)
        factors[k] = n ? exp(factors[k] / (double)n) : 1;
    belief_weigh(belief, factors);
}

static struct belief believe(const struct catalog *catalog, const struct case_state *state,
                             struct arena *arena)
{
    struct belief belief = belief_prior(catalog, arena);

    weigh_charges(catalog, state, arena, &belief);
    for (size_t i = 0; i < catalog->questions_len; i++)
        belief_answer(catalog, &catalog->questions[i], state_fact(state, catalog->questions[i].id),
                      &belief);
    return belief;
}

void triage_rank(const struct catalog *catalog, const struct case_state *state, struct arena *arena,
                 struct ranked_causes *ret)
{
    struct belief belief = believe(catalog, state, arena);
    struct ranked_causes all = {arena_make_n(arena, struct ranked_cause, belief.len + 1), 0, 0};

    for (; all.len < belief.len; all.len++) {
        size_t to = all.len;

        for (; to > 0 && all.at[to - 1].probability < belief.of[all.len]; to--)
            all.at[to] = all.at[to - 1];
        all.at[to] = (struct ranked_cause){(uint32_t)all.len, belief.of[all.len]};
    }
    *ret = all;
}

/* ------------------------------------------------------------------ what to ask */

/* Answered, even with "unknown": nobody is asked the same twice. */
static bool is_answered(const struct case_state *state, struct slice fact)
{
    return state_answer(state, fact) || state_fact(state, fact).len > 0;
}

struct asked triage_question(const struct catalog *catalog, const struct case_state *state,
                             struct arena *arena)
{
    struct belief belief = believe(catalog, state, arena);
    struct fact_reader facts = state_facts(state);
    struct asked best = {NULL, 0};

    for (size_t i = 0; i < catalog->questions_len; i++) {
        const struct question *q = &catalog->questions[i];
        double gain;

        if (is_answered(state, q->id) || !condition_holds(&q->when, &facts))
            continue;
        gain = belief_gain(catalog, q, &belief, arena);
        if (q->urgent)
            return (struct asked){q, gain};
        if (gain < TRIAGE_MIN_GAIN)
            continue;
        if (!best.question || gain / q->minutes > best.gain / best.question->minutes)
            best = (struct asked){q, gain};
    }
    return best;
}

/* ------------------------------------------------------------------ contradictions */

/* One for each fact, party and value: the newest. */
struct spoken {
    const struct case_answer **at;
    size_t len;
};

/* A step changes the world: what was said before was true then. */
static bool counts(const struct case_answer *answer)
{
    return !answer->is_taken_back && answer->origin != FACT_BY_STEP &&
           !slice_eq(answer->value, SLICE("unknown"));
}

static uint64_t spoken_hash(const struct case_answer *answer)
{
    return hash_bytes(answer->value, hash_bytes(answer->fact, answer->party));
}

/* In the order of the journal. */
static struct spoken newest_of_each(const struct case_state *state, struct arena *arena)
{
    struct spoken spoken = {arena_make_n(arena, const struct case_answer *, state->answers.len + 1),
                            0};
    struct map seen = {0};

    for (size_t i = state->answers.len; i-- > 0;) {
        const struct case_answer *answer = &state->answers.at[i];

        if (counts(answer) &&
            map_add(&seen, arena, spoken_hash(answer), (uint32_t)i, NULL, NULL) == (uint32_t)i)
            spoken.at[spoken.len++] = answer;
    }
    for (size_t i = 0; i < spoken.len / 2; i++) {
        const struct case_answer *last = spoken.at[spoken.len - 1 - i];

        spoken.at[spoken.len - 1 - i] = spoken.at[i];
        spoken.at[i] = last;
    }
    return spoken;
}

void triage_contradictions(const struct case_state *state, struct arena *arena,
                           struct contradictions *ret)
{
    struct spoken spoken = newest_of_each(state, arena);

    for (size_t i = 0; i < spoken.len; i++)
        for (size_t k = i + 1; k < spoken.len; k++)
            if (slice_eq(spoken.at[i]->fact, spoken.at[k]->fact) &&
                !slice_eq(spoken.at[i]->value, spoken.at[k]->value))
                *array_push(arena, ret) = (struct contradiction){spoken.at[i], spoken.at[k]};
}
