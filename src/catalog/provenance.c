#include "catalog/provenance.h"

#include "base/day.h"

#include <string.h>

#define MONTH_LEN 7u /* YYYY-MM */

int32_t provenance_day(const struct provenance *provenance)
{
    struct slice seen = provenance->seen;
    char text[DAY_TEXT_LEN];
    int32_t day;

    if (seen.len == MONTH_LEN) {
        memcpy(text, seen.ptr, MONTH_LEN);
        memcpy(text + MONTH_LEN, "-01", 3);
        seen = (struct slice){text, sizeof(text)};
    }
    return seen.len == DAY_TEXT_LEN && day_read(seen, DAY_YMD, INT32_MAX, &day) > 0 ? day
                                                                                    : DAY_NONE;
}

bool provenance_is_old(const struct provenance *provenance, int32_t today)
{
    int32_t day = provenance_day(provenance);

    return day == DAY_NONE || today - day >= PROVENANCE_OLD_DAYS;
}
