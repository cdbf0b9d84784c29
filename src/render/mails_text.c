#include "render/mails_text.h"

#include "render/mail_words.h"
#include "render/words.h"

#define INDENT 6u
#define AWAITED_MAX 20u
#define WARNINGS_MAX 20u

static void heading(struct page *page, enum page_style style, const char *words)
{
    output_add_byte(page->out, '\n');
    page_style(page, style);
    page_line(page, slice_of(words));
    page_style(page, PAGE_PLAIN);
}

/* 2026-08-14 19:32 */
static struct slice moment(struct page *page, int32_t day, int minute)
{
    char text[] = " 00:00";

    if (minute < 0 || minute >= 24 * 60)
        return page_day(page, day);
    text[1] = (char)('0' + minute / 600);
    text[2] = (char)('0' + minute / 60 % 10);
    text[4] = (char)('0' + minute % 60 / 10);
    text[5] = (char)('0' + minute % 10);
    return arena_join(page->arena, (struct slice[]){page_day(page, day), slice_of(text)}, 2);
}

static void write_notice(struct page *page, const struct report *r, uint32_t n)
{
    const struct notice *notice = &r->records->notices.at[n];
    struct slice when = moment(page, notice->day, notice->minute);
    struct slice told = page_money(page, notice->amount, notice->currency);
    struct slice shop = page_cut(page, notice->shop, 40);

    page_wrap(page, INDENT, SLICE(""),
              shop.len ? page_format_of(page, _("a mail told of it: %s, %s"), when, shop)
                       : page_format_of(page, _("a mail told of it: %s"), when));
    if (r->mails->notices.fates[n].changed)
        page_wrap(page, INDENT, SLICE(""), page_format_of(page, _("then it was %s"), told));
}

static void write_declined(struct page *page, const struct report *r, uint32_t n)
{
    const struct notice *notice = &r->records->notices.at[n];

    page_wrap(page, INDENT, SLICE(""),
              page_format_of(page, _("an attempt before was declined: %s"),
                             moment(page, notice->day, notice->minute)));
}

static const char *event_words(unsigned kind)
{
    static const char *const words[ACCOUNT_EVENTS] = {
        [ACCOUNT_SIGN_IN] = N_("somebody signed in to the account: %s"),
        [ACCOUNT_SIGN_IN_BLOCKED] = N_("somebody tried to sign in to the account: %s"),
        [ACCOUNT_PASSWORD_RESET] = N_("a new password was asked for: %s"),
        [ACCOUNT_PASSWORD_CHANGED] = N_("the password was changed: %s"),
        [ACCOUNT_DETAILS_CHANGED] = N_("details of the account were changed: %s"),
        [ACCOUNT_PAYMENT_DECLINED] = N_("the shop was refused a payment: %s"),
        [ACCOUNT_DEVICE_REGISTERED] = N_("a device was added to the account: %s"),
        [ACCOUNT_SEEN_AT] = N_("the account was used: %s"),
    };

    return _(words[kind]);
}

static void write_events(struct page *page, const struct report *r, uint32_t entry)
{
    const struct account_event *events[MAILS_EVENTS_MAX];
    size_t n = mails_events(r, entry, events);

    for (size_t i = 0; i < n; i++)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, event_words(events[i]->kind),
                                 moment(page, events[i]->day, events[i]->minute)));
}

void mails_text_charge(struct page *page, const struct report *report, uint32_t entry)
{
    const struct hint *hints;
    size_t n;

    if (!report->mails)
        return;
    for (uint32_t i = report->mails->notices.first[entry]; i;
         i = report->mails->notices.fates[i - 1].next)
        write_notice(page, report, i - 1);
    for (uint32_t i = report->mails->notices.refused[entry]; i;
         i = report->mails->notices.fates[i - 1].next)
        write_declined(page, report, i - 1);
    write_events(page, report, entry);
    hints = mails_hints(report->mails, entry, &n);
    for (size_t i = 0; i < n; i++)
        page_wrap(page, INDENT, SLICE("? "),
                  page_format_of(page, _("a mail about this sum exists, not verified: %s"),
                                 report->mails->unproven->sources.at[hints[i].origin.source].path));
}

/* ------------------------------------------------------------------ sections */

static void write_more(struct page *page, size_t n)
{
    page_wrap(page, 2, SLICE("  "),
              page_format_of(page, _("and %s more"), arena_number(page->arena, (int64_t)n)));
}

static void write_warnings(struct page *page, const struct report *r)
{
    const struct mail_warnings *warnings = &r->mails->warnings;

    if (!warnings->len)
        return;
    heading(page, PAGE_ALARM, _("Fake mails"));
    for (size_t i = 0; i < warnings->len && i < WARNINGS_MAX; i++)
        page_wrap(page, 2, SLICE("! "),
                  page_format_of(page, _("%s, from %s"), warnings->at[i].path,
                                 page_cut(page, warnings->at[i].from, 60)));
    if (warnings->len > WARNINGS_MAX)
        write_more(page, warnings->len - WARNINGS_MAX);
    page_wrap(page, 2, SLICE(""),
              slice_of(_("What they say counts for nothing. Do not use their links; \"mioboe mail "
                         "check\" says how each was told.")));
}

static void write_awaited(struct page *page, const struct report *r)
{
    size_t shown = 0, more = 0;

    for (uint32_t n = 0; n < r->records->notices.len; n++) {
        const struct notice *notice = &r->records->notices.at[n];

        if (!mails_is_awaited(r, n))
            continue;
        if (shown == AWAITED_MAX) {
            more++;
            continue;
        }
        if (!shown++)
            heading(page, PAGE_HEADING, _("Noticed by mail, on no statement yet"));
        page_wrap(page, 2, SLICE("  "),
                  page_format_of(page, _("%s  %s  %s"), moment(page, notice->day, notice->minute),
                                 page_money(page, notice->amount, notice->currency),
                                 page_cut(page, notice->shop, 40)));
    }
    if (more)
        write_more(page, more);
}

static void write_unverified(struct page *page, const struct report *r)
{
    struct slice n = arena_number(page->arena, r->mails->unverified);

    if (!r->mails->unverified)
        return;
    output_add_byte(page->out, '\n');
    page_wrap(page, 0, SLICE(""),
              page_format_of(page,
                             ngettext("%s mail could not be verified and counts for nothing.",
                                      "%s mails could not be verified and count for nothing.",
                                      r->mails->unverified),
                             n));
    if (r->mails->no_key)
        page_wrap(page, 0, SLICE(""),
                  page_format_of(page,
                                 _("For %s of them only the sender's key is missing: \"mioboe "
                                   "explain --online\" asks the network for it."),
                                 arena_number(page->arena, r->mails->no_key)));
}

void mails_text_write(struct page *page, const struct report *report)
{
    if (!report->mails)
        return;
    write_warnings(page, report);
    write_awaited(page, report);
    write_unverified(page, report);
}
