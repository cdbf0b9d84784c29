#include "catalog/catalog.h"

const struct question *question_of(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->questions_len; i++)
        if (slice_eq(catalog->questions[i].id, id))
            return &catalog->questions[i];
    return NULL;
}

static bool term_holds(const struct fact_term *term, struct slice value)
{
    switch (term->test) {
    case FACT_IS: return value.len && slice_eq(value, term->value);
    case FACT_IS_NOT: return !value.len || !slice_eq(value, term->value);
    case FACT_KNOWN: return value.len > 0;
    case FACT_NOT_KNOWN: return !value.len;
    }
    return false;
}

static bool clause_holds(const struct fact_clause *clause, const struct fact_reader *facts)
{
    for (size_t i = 0; i < clause->len; i++)
        if (term_holds(&clause->at[i], facts->value(facts->ctx, clause->at[i].fact)))
            return true;
    return false;
}

bool condition_holds(const struct condition *condition, const struct fact_reader *facts)
{
    for (size_t i = 0; i < condition->len; i++)
        if (!clause_holds(&condition->at[i], facts))
            return false;
    return true;
}
