#include "catalog/catalog.h"

static const struct slice clocks[CLOCKS] = {
    [CLOCK_USED] = {"used", 4},
    [CLOCK_POSTED] = {"posted", 6},
    [CLOCK_STATEMENT_NOTIFIED] = {"statement_notified", 18},
    [CLOCK_LEARNED] = {"learned", 7},
    [CLOCK_REPORTED] = {"reported", 8},
    [CLOCK_EXPECTED] = {"expected", 8},
};

struct slice clock_name(enum clock clock)
{
    return clocks[clock];
}

enum clock clock_of(struct slice name)
{
    for (int i = 0; i < CLOCKS; i++)
        if (slice_eq(clocks[i], name))
            return (enum clock)i;
    return CLOCKS;
}

const struct issuer *issuer_of(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->issuers_len; i++)
        if (slice_eq(catalog->issuers[i].id, id))
            return &catalog->issuers[i];
    return NULL;
}

const struct issuer *issuer_of_family(const struct catalog *catalog, struct slice family)
{
    for (size_t i = 0; i < catalog->issuers_len; i++)
        for (size_t j = 0; j < catalog->issuers[i].families_len; j++)
            if (slice_eq(catalog->issuers[i].families[j], family))
                return &catalog->issuers[i];
    return NULL;
}
