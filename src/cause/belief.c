#include "cause/belief.h"

#include <math.h>
#include <string.h>

#define LOG_2 0.69314718055994530942

static void normalise(struct belief *belief)
{
    double sum = 0;

    for (size_t i = 0; i < belief->len; i++)
        sum += belief->of[i];
    for (size_t i = 0; i < belief->len; i++)
        belief->of[i] /= sum;
}

struct belief belief_prior(const struct catalog *catalog, struct arena *arena)
{
    struct belief b = {arena_make_n(arena, double, catalog->causes_len + 1), catalog->causes_len};

    for (size_t i = 0; i < b.len; i++)
        b.of[i] = catalog->causes[i].prior;
    normalise(&b);
    return b;
}

/* The likelihoods of the question's answers under cause ${i}. */
static const double *given(const struct catalog *catalog, const struct question *question, size_t i)
{
    for (size_t k = 0; k < question->likelihoods_len; k++)
        if (slice_eq(question->likelihoods[k].cause, catalog->causes[i].id))
            return question->likelihoods[k].given;
    return question->otherwise;
}

static void weigh_answer(const struct catalog *catalog, const struct question *question,
                         size_t answer, struct belief *belief)
{
    for (size_t i = 0; i < belief->len; i++)
        belief->of[i] *= given(catalog, question, i)[answer];
}

void belief_answer(const struct catalog *catalog, const struct question *question,
                   struct slice value, struct belief *belief)
{
    if (!question->otherwise)
        return;
    for (size_t k = 0; k < question->answers_len; k++)
        if (slice_eq(question->answers[k].value, value)) {
            weigh_answer(catalog, question, k, belief);
            normalise(belief);
        }
}

void belief_weigh(struct belief *belief, const double *factors)
{
    for (size_t i = 0; i < belief->len; i++)
        belief->of[i] *= factors[i];
    normalise(belief);
}

double belief_entropy(const struct belief *belief)
{
    double sum = 0;

    for (size_t i = 0; i < belief->len; i++)
        if (belief->of[i] > 0)
            sum -= belief->of[i] * log(belief->of[i]);
    return sum / LOG_2;
}

double belief_gain(const struct catalog *catalog, const struct question *question,
                   const struct belief *belief, struct arena *arena)
{
    struct belief after = {arena_make_n(arena, double, belief->len + 1), belief->len};
    double gain = belief_entropy(belief);

    if (!question->otherwise)
        return 0;
    for (size_t k = 0; k < question->answers_len; k++) {
        double share = 0;

        memcpy(after.of, belief->of, belief->len * sizeof(*after.of));
        weigh_answer(catalog, question, k, &after);
        for (size_t i = 0; i < after.len; i++)
            share += after.of[i];
        normalise(&after);
        gain -= share * belief_entropy(&after);
    }
    return gain > 0 ? gain : 0;
}
