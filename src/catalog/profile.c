#include "catalog/profile.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct slice fields[FIELDS] = {
    [FIELD_NONE] = {"", 0},
    [FIELD_DATE] = {"date", 4},
    [FIELD_POSTED] = {"posted", 6},
    [FIELD_SHOP] = {"shop", 4},
    [FIELD_AMOUNT] = {"amount", 6},
    [FIELD_OUT] = {"out", 3},
    [FIELD_IN] = {"in", 2},
    [FIELD_BILLED] = {"billed", 6},
    [FIELD_METHOD] = {"method", 6},
    [FIELD_NUMBER] = {"number", 6},
    [FIELD_OF] = {"of", 2},
    [FIELD_PURCHASE] = {"purchase", 8},
    [FIELD_USER] = {"user", 4},
    [FIELD_CARD] = {"card", 4},
    [FIELD_LAST4] = {"last4", 5},
    [FIELD_NOTE] = {"note", 4},
    [FIELD_FOREIGN] = {"foreign", 7},
    [FIELD_CURRENCY] = {"currency", 8},
    [FIELD_RATE] = {"rate", 4},
    [FIELD_STATUS] = {"status", 6},
    [FIELD_KIND] = {"kind", 4},
    [FIELD_MEMO] = {"memo", 4},
    [FIELD_REFERENCE] = {"reference", 9},
    [FIELD_BALANCE] = {"balance", 7},
    [FIELD_FEE] = {"fee", 3},
    [FIELD_TOTAL] = {"total", 5},
    [FIELD_MONTH] = {"month", 5},
};

/* The place of ${name} in a table of ${n} names, or ${n}. */
static unsigned find_name(const struct slice *names, unsigned n, struct slice name)
{
    unsigned i = 0;

    while (i < n && !slice_eq(names[i], name))
        i++;
    return i;
}

struct slice field_name(enum field field)
{
    return fields[field];
}

enum field field_of(struct slice name)
{
    return name.len ? (enum field)find_name(fields, FIELDS, name) : FIELDS;
}

enum field field_of_capture(struct slice name)
{
    /* Templates are folded, so their names are in capitals. */
    for (unsigned f = FIELD_NONE + 1; f < FIELDS; f++)
        if (slice_eq_nocase(fields[f], name))
            return (enum field)f;
    return slice_eq_nocase(name, SLICE("n")) ? FIELD_NUMBER : FIELDS;
}

unsigned profile_kind_of(struct slice name)
{
    static const struct slice names[] = {
        [PROFILE_CARD] = {"card", 4},
        [PROFILE_BANK] = {"bank", 4},
        [PROFILE_WALLET] = {"wallet", 6},
        [PROFILE_AGGREGATOR] = {"aggregator", 10},
    };

    return find_name(names, COUNT(names), name);
}

unsigned profile_sign_of(struct slice name)
{
    static const struct slice names[] = {
        [SIGN_SPEND_POSITIVE] = {"spend_positive", 14},
        [SIGN_SPEND_NEGATIVE] = {"spend_negative", 14},
        [SIGN_TWO_COLUMNS] = {"two_columns", 11},
    };

    return find_name(names, COUNT(names), name);
}

unsigned profile_sum_of(struct slice name)
{
    static const struct slice names[] = {
        [SUM_NONE] = {"none", 4},
        [SUM_BILLED] = {"billed", 6},
        [SUM_AMOUNT] = {"amount", 6},
    };

    return find_name(names, COUNT(names), name);
}

unsigned profile_basis_of(struct slice name)
{
    static const struct slice names[] = {
        [BASIS_REAL] = {"real", 4},
        [BASIS_FIXTURE] = {"fixture", 7},
        [BASIS_DESCRIPTION] = {"description", 11},
    };

    return find_name(names, COUNT(names), name);
}

unsigned profile_dates_of(struct slice name)
{
    static const struct slice names[] = {
        [DAY_YMD] = {"ymd", 3},
        [DAY_MDY] = {"mdy", 3},
        [DAY_DMY] = {"dmy", 3},
    };

    return find_name(names, COUNT(names), name);
}
