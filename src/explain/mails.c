#include "explain/mails.h"

#include "base/sort.h"

static bool path_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct mail_warnings *warnings = ctx;

    return slice_cmp(warnings->at[a].path, warnings->at[b].path) < 0;
}

static void sort_warnings(struct mail_warnings *warnings, struct arena *arena)
{
    uint32_t *order = sort_order(warnings->len, path_before, warnings, arena);
    struct mail_warnings sorted = {0};

    for (size_t i = 0; i < warnings->len; i++)
        *array_push(arena, &sorted) = warnings->at[order[i]];
    *warnings = sorted;
}

static bool event_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct account_event *ea = &((const struct records *)ctx)->account_events.at[a];
    const struct account_event *eb = &((const struct records *)ctx)->account_events.at[b];
    const struct sources *sources = &((const struct records *)ctx)->sources;
    int c;

    if (ea->day != eb->day)
        return ea->day < eb->day;
    if (ea->minute != eb->minute)
        return ea->minute < eb->minute;
    c = slice_cmp(sources->at[ea->origin.source].path, sources->at[eb->origin.source].path);
    return c ? c < 0 : ea->origin.line < eb->origin.line;
}

static uint32_t *events_by_day(const struct records *records, struct arena *arena)
{
    size_t n = records->account_events.len;
    uint32_t *order = sort_order(n, event_before, records, arena);

    return order;
}

size_t mails_events(const struct report *report, uint32_t entry, const struct account_event **ret)
{
    const struct account_events *events = &report->records->account_events;
    const struct verdict *verdict = &report->verdicts[entry];
    size_t from = 0, to = events->len, n = 0;
    int32_t day = report->entries.list.at[entry].day;
    struct slice brand;

    if (verdict->kind != VERDICT_UNEXPLAINED || !verdict->merchant || day == DAY_NONE)
        return 0;
    brand = report->catalog->merchants[verdict->merchant - 1].brand;
    while (from < to) { /* the first one behind the day */
        size_t at = from + (to - from) / 2;

        if (events->at[report->mails->events[at]].day <= day)
            from = at + 1;
        else
            to = at;
    }
    while (from-- > 0 && n < MAILS_EVENTS_MAX) {
        const struct account_event *event = &events->at[report->mails->events[from]];

        if ((int64_t)day - event->day > MAILS_EVENT_DAYS)
            break;
        if (slice_eq(event->brand, brand))
            ret[n++] = event;
    }
    return n;
}

void mails_find(const struct report *report, struct arena *arena, struct report_mails *ret)
{
    ret->events = events_by_day(report->records, arena);
    notice_pair(report->records, &report->entries, arena, &ret->notices);
    hint_find(report, ret->unproven, arena, &ret->hints);
    sort_warnings(&ret->warnings, arena);
}

const struct hint *mails_hints(const struct report_mails *mails, uint32_t entry, size_t *ret_len)
{
    size_t from = 0, to = mails->hints.len, n = 0;

    while (from < to) {
        size_t at = from + (to - from) / 2;

        if (mails->hints.at[at].entry < entry)
            from = at + 1;
        else
            to = at;
    }
    while (from + n < mails->hints.len && mails->hints.at[from + n].entry == entry)
        n++;
    *ret_len = n;
    return n ? &mails->hints.at[from] : NULL;
}

bool mails_is_awaited(const struct report *report, uint32_t notice)
{
    const struct notice *n = &report->records->notices.at[notice];

    return report->mails->notices.fates[notice].end == NOTICE_OPEN && n->kind == NOTICE_USED &&
           n->has_amount && n->day != DAY_NONE &&
           report->as_of - (int64_t)n->day <= MAILS_NOTICE_DUE_DAYS;
}
