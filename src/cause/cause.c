#include "cause/cause.h"

#include <math.h>

static bool clue_holds(const struct clues *clues, const struct cause_clue *clue)
{
    if (clue->kind == CLUE_CLASS_IS)
        return clue->value == (unsigned)clues->class;
    return clues->held >> clue->kind & 1;
}

/* Log of prior times likelihood ratios: each clue is taken as independent of the others given the
 * cause. */
static double weight(const struct cause *cause, const struct clues *clues)
{
    double sum = log(cause->prior);

    for (size_t i = 0; i < cause->clues_len; i++)
        if (clue_holds(clues, &cause->clues[i]))
            sum += log(cause->clues[i].ratio);
    return sum;
}

/* Turn log weights into shares of 1; the largest is taken off first, so that none overflows. */
static void normalise(struct ranked_causes *all)
{
    double max = all->len ? all->at[0].probability : 0, sum = 0;

    for (size_t i = 1; i < all->len; i++)
        max = all->at[i].probability > max ? all->at[i].probability : max;
    for (size_t i = 0; i < all->len; i++) {
        all->at[i].probability = exp(all->at[i].probability - max);
        sum += all->at[i].probability;
    }
    for (size_t i = 0; i < all->len; i++)
        all->at[i].probability /= sum;
}

/* By insertion: there are some dozen, and equal ones keep their order. */
static void put_in_order(struct ranked_causes *all)
{
    for (size_t i = 1; i < all->len; i++) {
        struct ranked_cause moving = all->at[i];
        size_t to = i;

        for (; to > 0 && all->at[to - 1].probability < moving.probability; to--)
            all->at[to] = all->at[to - 1];
        all->at[to] = moving;
    }
}

void cause_rank(const struct catalog *catalog, const struct clues *clues, struct arena *arena,
                struct ranked_causes *ret)
{
    struct ranked_causes all = {arena_make_n(arena, struct ranked_cause, catalog->causes_len), 0,
                                catalog->causes_len};

    for (; all.len < catalog->causes_len; all.len++)
        all.at[all.len] =
            (struct ranked_cause){(uint32_t)all.len, weight(&catalog->causes[all.len], clues)};
    normalise(&all);
    put_in_order(&all);
    *ret = all;
}
