#include "explain/mails.h"

#include "base/sort.h"

static bool path_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct mail_warnings *warnings = ctx;

    return slice_cmp(warnings->at[a].path, warnings->at[b].path) < 0;
}

static void sort_warnings(struct mail_warnings *warnings, struct arena *arena)
{
    uint32_t *order = arena_make_n(arena, uint32_t, warnings->len);
    struct mail_warnings sorted = {0};

    for (uint32_t i = 0; i < warnings->len; i++)
        order[i] = i;
    sort_indices(order, warnings->len, path_before, warnings, arena);
    for (size_t i = 0; i < warnings->len; i++)
        *array_push(arena, &sorted) = warnings->at[order[i]];
    *warnings = sorted;
}

void mails_find(const struct report *report, struct arena *arena, struct report_mails *ret)
{
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
