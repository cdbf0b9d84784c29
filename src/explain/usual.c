#include "explain/usual.h"

#include <string.h>

void usual_add(struct usual *u, int64_t amount)
{
    size_t i;

    if (u->len == USUAL_MOST) {
        for (i = 0; u->sorted[i] != u->ring[u->next]; i++)
            continue;
        memmove(u->sorted + i, u->sorted + i + 1, (u->len - i - 1) * sizeof(*u->sorted));
        u->len--;
    }
    u->ring[u->next] = amount;
    u->next = (u->next + 1) % USUAL_MOST;
    for (i = u->len++; i > 0 && u->sorted[i - 1] > amount; i--)
        u->sorted[i] = u->sorted[i - 1];
    u->sorted[i] = amount;
}

/* Go outwards from the middle, the nearer side first. */
int64_t usual_spread(const struct usual *u, int64_t median)
{
    size_t low = u->len / 2, high = u->len / 2;
    int64_t distance = 0;

    for (size_t i = 0; i <= u->len / 2; i++) {
        int64_t below = low > 0 ? median - u->sorted[low - 1] : INT64_MAX;
        int64_t above = high < u->len ? u->sorted[high] - median : INT64_MAX;

        if (below < above) {
            distance = below;
            low--;
        } else {
            distance = above;
            high++;
        }
    }
    return distance;
}
