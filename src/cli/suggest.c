#include "cli/suggest.h"

#include <stdint.h>
#include <string.h>

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

size_t suggest_distance(const char *a, const char *b)
{
    size_t d[SUGGEST_MAX_LENGTH + 1][SUGGEST_MAX_LENGTH + 1];
    size_t la = strlen(a), lb = strlen(b);

    if (la > SUGGEST_MAX_LENGTH || lb > SUGGEST_MAX_LENGTH)
        return SIZE_MAX;
    for (size_t i = 0; i <= la; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= lb; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= la; i++)
        for (size_t j = 1; j <= lb; j++) {
            size_t cost = a[i - 1] != b[j - 1];

            d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1, SIZE_MAX);
        }
    return d[la][lb];
}

int suggest_is_near(const char *a, const char *b)
{
    size_t length = strlen(b), distance = suggest_distance(a, b);

    return distance <= (length < 5 ? 1 : length < 9 ? 2 : 3);
}
