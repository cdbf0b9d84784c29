#include "render/dossier.h"

#include "render/words.h"

#include "base/day.h"

/* ------------------------------------------------------------------ what is looked at */

static bool is_known(const struct paper *paper, const char *fact)
{
    return paper_value(paper, slice_of(fact)).len > 0;
}

static bool is_fact(const struct paper *paper, const char *fact, const char *value)
{
    return slice_eq(paper_value(paper, slice_of(fact)), slice_of(value));
}

/* Whether a charge that is still part of the case has what ${test} looks for. */
static bool any_charge(const struct paper *paper, bool (*test)(const struct case_charge *))
{
    for (size_t i = 0; i < paper->state->charges.len; i++)
        if (!paper->state->charges.at[i].is_removed && test(&paper->state->charges.at[i]))
            return true;
    return false;
}

static bool charge_pending(const struct case_charge *c)
{
    return c->is_pending;
}

static bool charge_own(const struct case_charge *c)
{
    return c->ledger.stage == LEDGER_ACCEPTED;
}

static bool charge_without_card(const struct case_charge *c)
{
    return !c->card.len;
}

static bool charge_without_posting(const struct case_charge *c)
{
    return !c->is_pending && c->posted == DAY_NONE && c->notified == DAY_NONE;
}

static bool no_charge(const struct paper *paper)
{
    return paper_charges(paper) == 0;
}

static bool pending(const struct paper *paper)
{
    return any_charge(paper, charge_pending);
}

static bool own_use(const struct paper *paper)
{
    return any_charge(paper, charge_own) || is_fact(paper, "ordered_by_us", "yes") ||
           is_fact(paper, "family_asked", "known");
}

static bool card_unknown(const struct paper *paper)
{
    return any_charge(paper, charge_without_card);
}

static bool posting_unknown(const struct paper *paper)
{
    return any_charge(paper, charge_without_posting);
}

static bool issuer_unknown(const struct paper *paper)
{
    return paper_issuers(paper).len == 0;
}

static bool family_not_asked(const struct paper *paper)
{
    return !is_known(paper, "family_asked");
}

static bool account_not_checked(const struct paper *paper)
{
    return !is_known(paper, "order_in_account");
}

static bool possession_unknown(const struct paper *paper)
{
    return !is_known(paper, "card_in_hand");
}

static bool code_unknown(const struct paper *paper)
{
    return !is_known(paper, "code_typed");
}

static bool notice_unknown(const struct paper *paper)
{
    return !is_known(paper, "learned_on");
}

static bool has_contact(const struct paper *paper, enum party party)
{
    for (size_t i = 0; i < paper->state->contacts.len; i++)
        if (paper->state->contacts.at[i].party == party)
            return true;
    return false;
}

static bool shop_not_asked(const struct paper *paper)
{
    return !has_contact(paper, PARTY_AMAZON) && !has_contact(paper, PARTY_SHOP) &&
           !is_known(paper, "amazon_said");
}

static bool not_reported(const struct paper *paper)
{
    return !has_contact(paper, PARTY_ISSUER) && !is_known(paper, "reported_on");
}

static bool card_not_stopped(const struct paper *paper)
{
    return !is_fact(paper, "card_stopped", "yes");
}

static bool police_not_told(const struct paper *paper)
{
    return !has_contact(paper, PARTY_POLICE) && !is_fact(paper, "police_told", "yes");
}

static bool no_evidence(const struct paper *paper)
{
    for (size_t i = 0; i < paper->state->evidence.len; i++)
        if (!paper->state->evidence.at[i].is_deleted)
            return false;
    return true;
}

static bool contradiction(const struct paper *paper)
{
    struct contradictions found = {0};

    paper_contradictions(paper, &found);
    return found.len > 0;
}

static bool no_name(const struct paper *paper)
{
    return paper->name.len == 0;
}

static bool no_head(const struct paper *paper)
{
    return paper->head.len == 0;
}

/* ------------------------------------------------------------------ the list */

#define FOR(audience) (1u << (audience))
#define FOR_ALL 0xFu
#define FOR_CARD (FOR(AUDIENCE_ISSUER) | FOR(AUDIENCE_CONSUMER_CENTRE))

static const struct {
    const char *code;
    bool (*is_open)(const struct paper *paper);
    unsigned audiences;
    bool is_blocking;
    const char *missing, *fine;
} checks[] = {
    {"no_charge", no_charge, FOR_ALL, true, N_("Enter at least one charge."),
     N_("The charges are entered.")},
    {"own_use", own_use, FOR_ALL, true,
     N_("A purchase is the household's own after all: take it out. A false claim can freeze the "
        "account."),
     N_("No charge is the household's own.")},
    {"charge_pending", pending, FOR_CARD, false,
     N_("A charge is still pending. Card companies take only posted ones on: wait or say so."),
     N_("Every charge is posted.")},
    {"card_unknown", card_unknown, FOR_ALL, true,
     N_("Enter the last four digits of the card for every charge."),
     N_("The card's last four digits are there.")},
    {"issuer_unknown", issuer_unknown, FOR_CARD, false, N_("Enter which company issued the card."),
     N_("The card company is named.")},
    {"posting_unknown", posting_unknown, FOR_CARD, false,
     N_("Look up on the statement when the charges were posted."),
     N_("Days of posting are there.")},
    {"family_not_asked", family_not_asked, FOR_ALL, true,
     N_("Ask everybody in the family first: they will ask you."), N_("The family was asked.")},
    {"account_not_checked", account_not_checked, FOR_ALL, true,
     N_("Look whether the order is in your account, digital orders and memberships, too."),
     N_("The account was looked through.")},
    {"shop_not_asked", shop_not_asked, FOR_CARD, false,
     N_("Ask the shop and note the answer with its number. Do not wait for it if a time limit is "
        "near."),
     N_("The shop was asked.")},
    {"possession_unknown", possession_unknown, FOR_ALL, true,
     N_("Say whether the card is in your possession."), N_("Possession of the card is told.")},
    {"code_unknown", code_unknown, FOR_CARD, false, N_("Say whether a one-time code was typed."),
     N_("One-time code: told.")},
    {"notice_unknown", notice_unknown, FOR_ALL, false, N_("Say when you noticed."),
     N_("The day on which it was noticed is there.")},
    {"not_reported", not_reported, FOR_CARD | FOR(AUDIENCE_POLICE), false,
     N_("Tell the card company by telephone first: that day counts."),
     N_("The card company has been told.")},
    {"card_not_stopped", card_not_stopped, FOR_CARD | FOR(AUDIENCE_POLICE), false,
     N_("The card is not stopped yet."), N_("The card is stopped.")},
    {"police_not_told", police_not_told, FOR(AUDIENCE_ISSUER), false,
     N_("Some card companies ask for the number of a report to the police."),
     N_("The police have been told.")},
    {"no_evidence", no_evidence, FOR_ALL, false,
     N_("Add evidence: statement, order pages, mails, conversations."), N_("There is evidence.")},
    {"contradiction", contradiction, FOR_ALL, false,
     N_("Answers contradict each other: clear that up, or say so."), N_("The answers agree.")},
    {"no_name", no_name, FOR_ALL, false, N_("Write your name on the first page, or give it now."),
     N_("Your name is on it.")},
    {"no_head", no_head, FOR_ALL, true, N_("The head of the journal is missing."),
     N_("The head of the journal is on every page.")},
};

size_t dossier_gaps_find(const struct paper *paper, struct dossier_gaps *ret)
{
    size_t n = 0;

    for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
        struct dossier_gap *gap;

        if (!(checks[i].audiences & FOR(paper->audience)))
            continue;
        gap = array_push(paper->page->arena, ret);
        gap->code = slice_of(checks[i].code);
        gap->is_blocking = checks[i].is_blocking;
        gap->is_open = checks[i].is_open(paper);
        gap->text = slice_of(gap->is_open ? _(checks[i].missing) : _(checks[i].fine));
        n += gap->is_open;
    }
    return n;
}

static void add_gaps(struct document *d, const struct dossier_gaps *gaps, bool is_blocking)
{
    document_begin(d, BLOCK_CHECKLIST, NULL, 0);
    for (size_t i = 0; i < gaps->len; i++)
        if (gaps->at[i].is_blocking == is_blocking)
            document_add_cells(d, gaps->at[i].text)->is_ticked = !gaps->at[i].is_open;
}

void dossier_ready_make(const struct paper *paper, struct document *ret)
{
    struct dossier_gaps gaps = {0};
    size_t n = dossier_gaps_find(paper, &gaps);
    struct slice count = arena_number(paper->page->arena, (int64_t)n);

    document_init(ret, paper->page->arena, DOCUMENT_A4_ONE_PAGE);
    paper_head(paper, ret, _("Ready to send?"));
    document_add(ret, BLOCK_PARAGRAPH,
                 n ? page_format_of(
                         paper->page,
                         _("Not looked after yet: %s. Some offices take papers once only."), count)
                   : slice_of(_("Nothing is missing.")));
    document_add(ret, BLOCK_HEADING, slice_of(_("It should not be sent without these")));
    add_gaps(ret, &gaps, true);
    document_add(ret, BLOCK_HEADING, slice_of(_("Better with these")));
    add_gaps(ret, &gaps, false);
}
