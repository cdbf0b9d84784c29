#include "render/agenda_text.h"

#include "render/provenance_view.h"
#include "render/words.h"

#define INDENT 4u

/* ------------------------------------------------------------------ one row */

static struct slice number(struct page *page, int32_t n)
{
    char text[16];
    int len = snprintf(text, sizeof(text), "%d", n);

    return arena_copy(page->arena, (struct slice){text, (size_t)len});
}

/* "in 10 days", "today", "3 days ago" */
static struct slice distance(struct page *page, int32_t days)
{
    if (days == 0)
        return slice_of(_("today"));
    if (days == 1)
        return slice_of(_("tomorrow"));
    if (days > 1)
        return page_format_of(page, _("in %s days"), number(page, days));
    return page_format_of(page, days == -1 ? _("%s day ago") : _("%s days ago"),
                          number(page, -days));
}

static struct slice whose(enum agenda_side side)
{
    switch (side) {
    case AGENDA_YOURS: return slice_of(_("for you to do"));
    case AGENDA_THEIRS: return slice_of(_("owed to you"));
    case AGENDA_NETWORK: return slice_of(_("for information"));
    }
    return SLICE("");
}

static enum page_style style_of(const struct agenda_book *book, const struct agenda_entry *entry)
{
    struct slice stage = agenda_stage(book, entry);

    if (entry->side == AGENDA_NETWORK)
        return PAGE_QUIET;
    if (slice_eq(stage, SLICE("over")) || slice_eq(stage, SLICE("urgent")))
        return PAGE_ALARM;
    return slice_eq(stage, SLICE("soon")) ? PAGE_DOUBT : PAGE_PLAIN;
}

static void first_line(struct page *page, const struct agenda_book *book,
                       const struct agenda_entry *entry)
{
    struct slice money =
        entry->amount
            ? page_format_of(page, "  %s", page_money(page, entry->amount, entry->currency))
            : SLICE("");

    page_style(page, style_of(book, entry));
    page_wrap(page, 0, SLICE(""),
              page_format_of(page, "%s  %s  (%s)%s%s", page_day(page, entry->day),
                             distance(page, entry->day - book->today), whose(entry->side), money,
                             entry->is_over ? slice_of(_("  past")) : SLICE("")));
    page_style(page, PAGE_PLAIN);
}

static void print_doubts(struct page *page, const struct agenda_entry *entry)
{
    if (entry->is_assumed)
        page_wrap(page, INDENT, SLICE(""),
                  slice_of(_("its first day is not known and was taken from another")));
    if (entry->is_own_reading)
        page_wrap(page, INDENT, SLICE(""),
                  slice_of(_("how it is counted is our own reading of the source")));
}

static void print_entry(struct page *page, const struct agenda_book *book,
                        const struct agenda_entry *entry, bool is_verbose)
{
    first_line(page, book, entry);
    page_wrap(page, INDENT, SLICE(""), entry->what);
    if (entry->charge_name.len)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, _("charge: %s"), entry->charge_name));
    if (entry->by != entry->day && entry->side == AGENDA_YOURS && !entry->is_over)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page,
                                 _("Most desks are closed that day (weekend, public holiday or "
                                   "turn of the year), and it is not moved: do it by %s."),
                                 page_day(page, entry->by)));
    if (entry->is_over && entry->side == AGENDA_YOURS)
        page_wrap(
            page, INDENT, SLICE(""),
            slice_of(entry->is_late
                         ? _("It was reported after this day. Ask for it all the same: whether "
                             "it is too late is for the other side to say.")
                         : _("Do it all the same, and today: whether it is too late is for the "
                             "other side to say.")));
    if (entry->lost.len && entry->side == AGENDA_YOURS)
        page_wrap(page, INDENT, SLICE(""), page_format_of(page, _("otherwise: %s"), entry->lost));
    if (book->is_many)
        page_wrap(page, INDENT, SLICE(""),
                  entry->title.len
                      ? page_format_of(page, _("case %s: %s"), entry->case_id, entry->title)
                      : page_format_of(page, _("case %s"), entry->case_id));
    print_doubts(page, entry);
    if (is_verbose || entry->provenance.confidence == 'L')
        provenance_page(page, INDENT, &entry->provenance, book->today);
}

/* ------------------------------------------------------------------ rights and sums */

static void print_rights(struct page *page, const struct agenda_book *book, bool is_verbose)
{
    if (!book->rights.len)
        return;
    page_line(page, SLICE(""));
    page_style(page, PAGE_HEADING);
    page_line(page, slice_of(_("Rights without a last day")));
    page_style(page, PAGE_PLAIN);
    for (size_t i = 0; i < book->rights.len; i++) {
        page_wrap(page, 2, SLICE("- "), book->rights.at[i].what);
        if (is_verbose)
            provenance_page(page, INDENT, &book->rights.at[i].provenance, book->today);
    }
}

/* The oldest charge is lost first. */
static void print_risks(struct page *page, const struct agenda_book *book)
{
    if (!book->risks.len)
        return;
    page_line(page, SLICE(""));
    page_style(page, PAGE_HEADING);
    page_line(page, slice_of(_("Money at risk when nothing is done")));
    page_style(page, PAGE_PLAIN);
    for (size_t i = 0; i < book->risks.len; i++) {
        const struct agenda_loss *loss = &book->risks.at[i].loss;

        page_wrap(page, 2, SLICE(""),
                  page_format_of(page, _("after %s: %s, %s in all"), page_day(page, loss->day),
                                 page_money(page, loss->amount, loss->currency),
                                 page_money(page, loss->total, loss->currency)));
    }
}

void agenda_text(struct page *page, const struct agenda_book *book, bool is_verbose)
{
    if (!book->entries.len)
        page_line(page, slice_of(_("There is no day that counts.")));
    for (size_t i = 0; i < book->entries.len; i++) {
        if (i)
            page_line(page, SLICE(""));
        print_entry(page, book, &book->entries.at[i], is_verbose);
    }
    print_risks(page, book);
    print_rights(page, book, is_verbose);
    if (book->entries.len) {
        page_line(page, SLICE(""));
        page_wrap(page, 0, SLICE(""),
                  slice_of(_("Holidays are not counted on: a last day that falls on one stays. "
                             "This is no legal advice; the source decides.")));
    }
}
