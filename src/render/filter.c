#include "render/filter.h"

#include "base/day.h"

bool filter_shows(const struct filter *filter, const struct report *report, size_t entry)
{
    int32_t day = report->entries.list.at[entry].day;

    if (!filter)
        return true;
    if (filter->verdicts && !(filter->verdicts & 1u << report->verdicts[entry].kind))
        return false;
    if (filter->since == DAY_NONE && filter->until == DAY_NONE)
        return true;
    return day != DAY_NONE && (filter->since == DAY_NONE || day >= filter->since) &&
           (filter->until == DAY_NONE || day <= filter->until);
}
