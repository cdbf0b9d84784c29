#include "explain/subset.h"

#include "base/sort.h"

struct searching {
    const int64_t *amounts;
    uint32_t *order; /* positions by falling amount */
    int64_t *tail;   /* sum of the amounts from here on */
    uint32_t *chosen, *sorted;
    size_t n, least, len;
    unsigned steps;
    bool stopped;
    subset_found *found;
    void *ctx;
};

static bool larger_before(const void *ctx, uint32_t a, uint32_t b)
{
    const int64_t *amounts = ctx;

    return amounts[a] > amounts[b];
}

static void report(struct searching *s)
{
    for (size_t i = 0; i < s->len; i++) {
        size_t j = i;

        for (; j > 0 && s->sorted[j - 1] > s->chosen[i]; j--)
            s->sorted[j] = s->sorted[j - 1];
        s->sorted[j] = s->chosen[i];
    }
    if (!s->found(s->ctx, s->sorted, s->len))
        s->stopped = true;
}

/* Choose from order[at..] what makes ${rest}. */
static void search(struct searching *s, size_t at, int64_t rest)
{
    if (rest == 0) {
        if (s->len >= s->least)
            report(s);
        return;
    }
    for (; at < s->n && !s->stopped; at++) {
        int64_t amount = s->amounts[s->order[at]];

        if (s->tail[at] < rest)
            return;
        if (++s->steps > SUBSET_STEPS) {
            s->stopped = true;
            return;
        }
        if (amount > rest)
            continue;
        s->chosen[s->len++] = s->order[at];
        search(s, at + 1, rest - amount);
        s->len--;
    }
}

bool subset_find(const int64_t *amounts, size_t n, int64_t sum, size_t least, subset_found *found,
                 void *ctx, struct arena *arena)
{
    struct searching s = {.amounts = amounts, .n = n, .least = least, .found = found, .ctx = ctx};

    s.order = arena_make_n(arena, uint32_t, n);
    s.chosen = arena_make_n(arena, uint32_t, n);
    s.sorted = arena_make_n(arena, uint32_t, n);
    s.tail = arena_make_n(arena, int64_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        s.order[i] = i;
    sort_indices(s.order, n, larger_before, amounts, arena);
    for (size_t i = n; i-- > 0;)
        s.tail[i] = s.tail[i + 1] + amounts[s.order[i]];
    if (sum > 0)
        search(&s, 0, sum);
    return s.steps <= SUBSET_STEPS;
}
