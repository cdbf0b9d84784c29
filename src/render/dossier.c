#include "render/brief.h"
#include "render/dossier_inside.h"

#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"

/* ------------------------------------------------------------------ summary */

static struct slice count_and_sum(const struct paper *paper)
{
    struct currency currency;
    int64_t total;
    size_t n = paper_charges(paper);
    struct slice count = page_format_of(paper->page, ngettext("%s charge", "%s charges", n),
                                        arena_number(paper->page->arena, (int64_t)n));

    if (paper_total(paper, &total, &currency))
        return page_format_of(paper->page, _("%s, %s together"), count,
                              page_money(paper->page, total, currency));
    return count;
}

static struct slice period(const struct paper *paper)
{
    int32_t first = DAY_NONE, last = DAY_NONE;

    for (size_t i = 0; i < paper->state->charges.len; i++) {
        const struct case_charge *c = &paper->state->charges.at[i];

        if (c->is_removed || c->day == DAY_NONE)
            continue;
        if (first == DAY_NONE || c->day < first)
            first = c->day;
        if (last == DAY_NONE || c->day > last)
            last = c->day;
    }
    if (first == last)
        return first == DAY_NONE ? SLICE("-") : page_day(paper->page, first);
    return page_format_of(paper->page, _("%s to %s"), page_day(paper->page, first),
                          page_day(paper->page, last));
}

static void add_summary(const struct paper *paper, struct document *d)
{
    document_add(d, BLOCK_HEADING, slice_of(_("1. Summary")));
    document_begin(d, BLOCK_PAIRS, NULL, 0);
    document_add_cells(d, slice_of(_("Matter")),
                       paper->state->title.len ? paper->state->title : SLICE("-"));
    document_add_cells(d, slice_of(_("Damage")), count_and_sum(paper));
    document_add_cells(d, slice_of(_("Days of use")), period(paper));
    document_add_cells(d, slice_of(_("Case opened")),
                       paper_moment(paper, paper->state->opened, false));
    document_add_cells(d, slice_of(_("State")),
                       slice_of(paper->state->is_open ? _("open") : _("closed")));
}

/* ------------------------------------------------------------------ charges */

/* The month of the statement, from when it was notified or the charge posted. */
static struct slice statement_month(const struct paper *paper, const struct case_charge *c)
{
    int32_t day = c->notified != DAY_NONE ? c->notified : c->posted;

    return day == DAY_NONE ? SLICE("-") : slice_sub(page_day(paper->page, day), 0, 7);
}

static void add_charges(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("No.")), 5, true},
        {slice_of(_("Used on")), 13, false},
        {slice_of(_("Posted on")), 13, false},
        {slice_of(_("As on the statement")), 29, false},
        {slice_of(_("Card")), 7, false},
        {slice_of(_("Amount")), 13, true},
        {slice_of(_("Statement of")), 20, false},
    };
    struct arena *arena = paper->page->arena;
    size_t n = 0;

    document_add(d, BLOCK_HEADING, slice_of(_("2. Charges")));
    if (!paper_charges(paper)) {
        document_add(d, BLOCK_PARAGRAPH, slice_of(_("No charge has been entered.")));
        return;
    }
    document_begin(d, BLOCK_TABLE, columns, 7);
    for (size_t i = 0; i < paper->state->charges.len; i++) {
        const struct case_charge *c = &paper->state->charges.at[i];

        if (c->is_removed)
            continue;
        n++;
        document_add_cells(d, arena_number(arena, (int64_t)n), page_day(paper->page, c->day),
                           page_day(paper->page, c->posted),
                           c->descriptor.len ? c->descriptor : c->merchant, c->card,
                           page_money(paper->page, c->amount, c->currency),
                           c->is_pending ? slice_of(_("pending")) : statement_month(paper, c));
    }
    if (n > 1)
        document_add_cells(d, SLICE(""), SLICE(""), SLICE(""), count_and_sum(paper), SLICE(""),
                           SLICE(""), SLICE(""))
            ->is_sum = true;
}

/* ------------------------------------------------------------------ statement */

/* What they ask, and the fact that answers it. */
static const struct {
    const char *question, *fact;
    enum party
        party; /* whose last contact tells when, how and under which number; PARTY_SELF = none */
} questions[] = {
    {N_("When did you notice?"), "learned_on"},
    {N_("When was the card company told first?"), "reported_on", PARTY_ISSUER},
    {N_("Is the card in your possession?"), "card_in_hand"},
    {N_("Who in the family was asked?"), "family_asked"},
    {N_("Is the order in your account?"), "order_in_account"},
    {N_("Did you or your household place it?"), "ordered_by_us"},
    {N_("Is the card registered at the shop?"), "card_registered"},
    {N_("Was a one-time code typed?"), "code_typed"},
    {N_("Was card data typed into a page from a mail?"), "card_data_typed"},
    {N_("What did the shop answer?"), "amazon_said", PARTY_AMAZON},
    {N_("Has the card been stopped?"), "card_stopped"},
    {N_("Have the police been told?"), "police_told", PARTY_POLICE},
};

/* Whether goods of the case were taken in, even if they went back. */
static bool has_received(const struct paper *paper)
{
    for (size_t i = 0; i < paper->state->returns.len; i++) {
        struct slice state = paper->state->returns.at[i].state;

        if (!slice_eq(state, SLICE("refused")) && !slice_eq(state, SLICE("expected")))
            return true;
    }
    return slice_eq(paper_value(paper, SLICE("parcel_came")), SLICE("received"));
}

static struct slice denial(const struct paper *paper)
{
    if (paper->audience == AUDIENCE_POLICE || has_received(paper))
        return slice_of(
            _("I state that the purchases listed under 2 were made by nobody of my household "
              "and with nobody's leave, and that what follows is true to the best of my "
              "knowledge."));
    return slice_of(
        _("I state that neither I nor anybody of my household made the purchases listed under "
          "2, let anybody make them, or received what was bought, and that what follows is "
          "true to the best of my knowledge."));
}

/* A statement is put into nobody's mouth: only who asked the household can deny a purchase. */
static struct slice statement(const struct paper *paper)
{
    struct slice family = paper_value(paper, SLICE("family_asked"));
    struct slice ours = paper_value(paper, SLICE("ordered_by_us"));

    if (brief_matter(paper) == MATTER_DECLINED)
        return slice_of(
            _("It is about a payment that was not approved: there is no purchase to deny. "
              "What was found stands below."));
    if (brief_matter(paper) == MATTER_MISTAKE)
        return slice_of(
            _("It may have been bought by mistake: there is no statement that denies the "
              "purchase. What was found stands below."));
    if (brief_matter(paper) == MATTER_RENEWAL)
        return slice_of(
            _("A membership was found in the account: there is no statement that denies the "
              "charge. What was found stands below."));
    if (slice_eq(ours, SLICE("yes")) || slice_eq(family, SLICE("known")))
        return slice_of(
            _("Somebody of the household knew of a purchase: there is no statement that denies "
              "it. What was found stands below."));
    if (!slice_eq(ours, SLICE("no")) && !family.len)
        return slice_of(
            _("There is no statement yet: the household has not been asked. What is known "
              "stands below."));
    return denial(paper);
}

/* The fact, and where it was asked. */
static struct slice answer_to(const struct paper *paper, const char *fact, enum party party)
{
    const struct case_contact *contact =
        party == PARTY_SELF ? NULL : paper_last_contact(paper, party);
    struct slice answer = paper_fact(paper, slice_of(fact));

    if (contact && answer.len)
        return page_format_of(paper->page, _("%s (%s)"), answer,
                              paper_contact_place(paper, contact));
    if (contact)
        return paper_contact_place(paper, contact);
    return answer.len ? answer : slice_of(_("(not answered yet)"));
}

static void add_statement(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {{slice_of(_("What is asked")), 40, false},
                                              {slice_of(_("Answer")), 60, false}};

    document_add(d, BLOCK_HEADING, slice_of(_("3. Statement")));
    document_add(d, BLOCK_WORDS, statement(paper));
    document_begin(d, BLOCK_TABLE, columns, 2);
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
        document_add_cells(d, slice_of(_(questions[i].question)),
                           answer_to(paper, questions[i].fact, questions[i].party));
    document_begin(d, BLOCK_PAIRS, NULL, 0);
    document_add_cells(d, slice_of(_("Day and signature")), SLICE(""));
}

/* ------------------------------------------------------------------ the whole */

static const char *title_of(enum audience audience)
{
    static const char *const titles[AUDIENCES] = {
        [AUDIENCE_ISSUER] = N_("Report of unauthorised use, for the card company"),
        [AUDIENCE_AMAZON] = N_("Report of charges in doubt, for Amazon"),
        [AUDIENCE_POLICE] = N_("Record of damage, for the police"),
        [AUDIENCE_CONSUMER_CENTRE] = N_("Record of the case, for the consumer centre"),
    };

    return _(titles[audience]);
}

void dossier_make(const struct paper *paper, struct document *ret)
{
    document_init(ret, paper->page->arena, DOCUMENT_A4);
    paper_head(paper, ret, title_of(paper->audience));
    add_summary(paper, ret);
    add_charges(paper, ret);
    add_statement(paper, ret);
    brief_add_requests(paper, ret);
    dossier_add_timeline(paper, ret);
    dossier_add_contacts(paper, ret);
    dossier_add_promises(paper, ret);
    dossier_add_ledger(paper, ret);
    dossier_add_returns(paper, ret);
    dossier_add_reissue(paper, ret);
    dossier_add_annexes(paper, ret);
    dossier_add_proof(paper, ret);
}
