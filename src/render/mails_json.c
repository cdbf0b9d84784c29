#include "render/mails_json.h"

#include "render/source_json.h"

#include "base/day.h"

/* Notices of the entry, by moment. */
#define FOR_NOTICES(report, entry, n)                                                 \
    for (uint32_t n = (report)->mails ? (report)->mails->notices.first[entry] : 0; n; \
         n = (report)->mails->notices.fates[n - 1].next)

static const struct notice *notice_of(const struct report *r, uint32_t n)
{
    return &r->records->notices.at[n];
}

void mails_json_also_in(struct printer *p, const struct report *report, uint32_t entry)
{
    FOR_NOTICES(report, entry, n)
    {
        const struct origin *origin = &notice_of(report, n - 1)->origin;

        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "path", report->records->sources.at[origin->source].path);
        print_integer_of(p, "line", origin->line);
        print_string_of(p, "as", appearance_kind_name(APPEARANCE_NOTICE));
        print_end(p);
    }
}

/* `2026-08-14T19:32+09:00`, or the day alone where no time is told. */
static void print_moment(struct printer *p, int32_t day, int minute)
{
    char text[] = "0000-00-00T00:00+09:00";

    if (day == DAY_NONE || minute < 0 || minute >= 24 * 60) {
        print_day(p, day);
        return;
    }
    day_write(day, text);
    text[DAY_TEXT_LEN + 1] = (char)('0' + minute / 600);
    text[DAY_TEXT_LEN + 2] = (char)('0' + minute / 60 % 10);
    text[DAY_TEXT_LEN + 4] = (char)('0' + minute % 60 / 10);
    text[DAY_TEXT_LEN + 5] = (char)('0' + minute % 10);
    p->type->string(p, slice_of(text));
}

/* Attempts that the card company declined before this one. */
static void write_when_and_where(struct printer *p, const struct notice *notice)
{
    print_key(p, "moment");
    print_moment(p, notice->day, notice->minute);
    print_text_of(p, "shop", notice->shop);
}

static void write_declined(struct printer *p, const struct report *r, uint32_t entry)
{
    print_key(p, "declined");
    print_begin_list(p);
    for (uint32_t n = r->mails->notices.refused[entry]; n;
         n = r->mails->notices.fates[n - 1].next) {
        const struct notice *notice = notice_of(r, n - 1);

        print_inline(p);
        print_begin_map(p);
        write_when_and_where(p, notice);
        print_key(p, "source");
        source_json_place(p, r->records, notice->origin.source, notice->origin.line);
        print_end(p);
    }
    print_end(p);
}

static void write_events(struct printer *p, const struct report *r,
                         const struct account_event *const *events, size_t n)
{
    print_key(p, "account_events");
    print_begin_list(p);
    for (size_t i = 0; i < n; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "kind", evidence_event_name(events[i]->kind));
        print_key(p, "moment");
        print_moment(p, events[i]->day, events[i]->minute);
        print_text_of(p, "device", events[i]->device);
        print_text_of(p, "place", events[i]->place);
        print_key(p, "source");
        source_json_place(p, r->records, events[i]->origin.source, events[i]->origin.line);
        print_end(p);
    }
    print_end(p);
}

static void write_notices(struct printer *p, const struct report *r, uint32_t entry)
{
    print_key(p, "notices");
    print_begin_list(p);
    FOR_NOTICES(r, entry, n)
    {
        const struct notice *notice = notice_of(r, n - 1);

        print_inline(p);
        print_begin_map(p);
        write_when_and_where(p, notice);
        print_known_of(p, "amount", notice->has_amount, notice->amount);
        print_text_of(p, "currency", slice_of(notice->currency.code));
        print_boolean_of(p, "changed", r->mails->notices.fates[n - 1].changed);
        print_key(p, "source");
        source_json_place(p, r->records, notice->origin.source, notice->origin.line);
        print_end(p);
    }
    print_end(p);
}

static void write_hints(struct printer *p, const struct report *r, const struct hint *hints,
                        size_t n)
{
    print_key(p, "hints");
    print_begin_list(p);
    for (size_t i = 0; i < n; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "kind", SLICE("unverified_mail"));
        print_key(p, "source");
        source_json_place(p, r->mails->unproven, hints[i].origin.source, hints[i].origin.line);
        print_end(p);
    }
    print_end(p);
}

void mails_json_charge(struct printer *p, const struct report *report, uint32_t entry)
{
    const struct account_event *events[MAILS_EVENTS_MAX];
    const struct hint *hints;
    size_t n;

    if (!report->mails)
        return;
    if (report->mails->notices.first[entry])
        write_notices(p, report, entry);
    if (report->mails->notices.refused[entry])
        write_declined(p, report, entry);
    n = mails_events(report, entry, events);
    if (n)
        write_events(p, report, events, n);
    hints = mails_hints(report->mails, entry, &n);
    if (n)
        write_hints(p, report, hints, n);
}

void mails_json_expected(struct printer *p, const struct report *report)
{
    for (uint32_t n = 0; report->mails && n < report->records->notices.len; n++) {
        const struct notice *notice = notice_of(report, n);

        if (!mails_is_awaited(report, n))
            continue;
        print_begin_map(p);
        print_string_of(p, "kind", SLICE("charge"));
        print_null_of(p, "order_id");
        print_integer_of(p, "amount", notice->amount);
        print_text_of(p, "currency", slice_of(notice->currency.code));
        print_key(p, "source");
        source_json_place(p, report->records, notice->origin.source, notice->origin.line);
        print_day_of(p, "due_by", notice->day + MAILS_NOTICE_DUE_DAYS);
        print_string_of(p, "status", expected_status_name(EXPECTED_PENDING));
        print_text_of(p, "shop", notice->shop);
        print_end(p);
    }
}

static void write_warning(struct printer *p, const struct mail_warning *warning)
{
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "kind", SLICE("fake_mail"));
    print_string_of(p, "path", warning->path);
    print_text_of(p, "from", warning->from);
    print_text_of(p, "claims", warning->brand);
    print_string_of(p, "decided_by", warning->check);
    print_end(p);
}

void mails_json_write(struct printer *p, const struct report *report)
{
    const struct report_mails *mails = report->mails;

    print_key(p, "warnings");
    print_begin_list(p);
    for (size_t i = 0; mails && i < mails->warnings.len; i++)
        write_warning(p, &mails->warnings.at[i]);
    print_end(p);
    if (!mails)
        return;
    print_key(p, "mails");
    print_inline(p);
    print_begin_map(p);
    print_integer_of(p, "unverified", mails->unverified);
    print_integer_of(p, "without_key", mails->no_key);
    print_end(p);
}
