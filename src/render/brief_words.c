#include "render/brief.h"

#include "render/words.h"

/* What a brief begins with and what it asks for, by what the case is about. */

static bool is_fact(const struct paper *paper, const char *fact, const char *value)
{
    return slice_eq(paper_value(paper, slice_of(fact)), slice_of(value));
}

/* Something says that somebody else was at work: then nothing is taken for one's own. */
static bool is_foreign(const struct paper *paper)
{
    return is_fact(paper, "ordered_by_us", "no") || is_fact(paper, "other_unknown", "yes") ||
           is_fact(paper, "amazon_said", "not_in_account") ||
           slice_eq(paper->state->ground, SLICE("takeover"));
}

enum matter brief_matter(const struct paper *paper)
{
    if (is_fact(paper, "payment_declined", "yes") && !paper_charges(paper))
        return MATTER_DECLINED;
    if (is_foreign(paper))
        return MATTER_CHARGE;
    if (is_fact(paper, "accidental", "yes"))
        return MATTER_MISTAKE;
    return is_fact(paper, "memberships_seen", "yes") ? MATTER_RENEWAL : MATTER_CHARGE;
}

/* ------------------------------------------------------------------ the opening words */

static struct slice told_on(const struct paper *paper, const struct case_contact *c)
{
    return paper_moment(paper, c->of == MOMENT_NONE ? c->at : c->of, true);
}

/* The sentence that ends being sent from one to the other. */
static struct slice no_such_order(const struct paper *paper)
{
    const struct case_contact *amazon = paper_last_contact(paper, PARTY_AMAZON);

    if (amazon && amazon->reference.len && is_fact(paper, "amazon_said", "not_in_account"))
        return page_format_of(
            paper->page,
            _("My Amazon account shows no such order. Amazon confirmed on %s (reference %s) that it "
              "is not an order of my account. I report this as unauthorised use of my card."),
            told_on(paper, amazon), amazon->reference);
    if (amazon && is_fact(paper, "amazon_said", "not_in_account"))
        return page_format_of(
            paper->page,
            _("My Amazon account shows no such order. Amazon confirmed on %s that it is not an order "
              "of my account. I report this as unauthorised use of my card."),
            told_on(paper, amazon));
    return slice_of(
        _("My Amazon account shows no such order. I report this as unauthorised use of my "
          "card, and do not wait for the shop's answer."));
}

/* What is one's own affair is told in the same words whatever the facts are; NULL = by them. */
static const char *const own_words[MATTERS][AUDIENCES] = {
    [MATTER_DECLINED] =
        {[AUDIENCE_ISSUER] = N_(
             "Amazon wrote that a payment for an order of mine was not approved. I would like to know "
             "whether it was asked for, and what became of it. It is no unauthorised use."),
         [AUDIENCE_AMAZON] =
             N_("I had a mail that a payment for an order of mine was not approved. Please "
                "tell me which part of the order it is about and what its state is.")},
    [MATTER_MISTAKE] =
        {[AUDIENCE_ISSUER] =
             N_("Something was bought on my Amazon account by mistake. I am asking Amazon to "
                "cancel it. It is no unauthorised use."),
         [AUDIENCE_AMAZON] = N_(
             "A digital item was bought on my account by mistake. Please cancel it and pay it back.")},
    [MATTER_RENEWAL] =
        {[AUDIENCE_ISSUER] =
             N_("It may be a membership in my own Amazon account that I had forgotten or did not "
                "know. I am asking Amazon about it. I do not report it as misuse."),
         [AUDIENCE_AMAZON] =
             N_("There is a membership in my account that I had forgotten or did not know, and "
                "it was charged to my card. Please end it, and pay back what was not used.")},
};

static struct slice issuer_words(const struct paper *paper)
{
    if (is_fact(paper, "ordered_by_us", "no"))
        return slice_of(
            _("Somebody else used my Amazon account and paid with my card. Nobody of my "
              "household placed these orders. I report this as unauthorised use."));
    if (is_fact(paper, "order_in_account", "no"))
        return no_such_order(paper);
    return slice_of(
        _("There are charges on my card that I do not know. I am checking them, and want "
          "to keep within the time limits."));
}

static struct slice amazon_words(const struct paper *paper)
{
    if (is_fact(paper, "ordered_by_us", "no") || slice_eq(paper->state->ground, SLICE("takeover")))
        return slice_of(
            _("Somebody else used my account. I did not place these orders. Please lock "
              "the account, undo what was changed, and cancel what is not shipped."));
    if (is_fact(paper, "order_in_account", "no"))
        return slice_of(
            _("Amazon has charged my card, and none of my orders has this amount. Please "
              "look for the charge by card, date and amount, and tell me whether it is of "
              "my account and which kind of service it is."));
    return slice_of(_("There is a charge of Amazon on my card that I cannot match with an order. "
                      "Please tell me what it is for."));
}

struct slice brief_opening(const struct paper *paper)
{
    const char *own = own_words[brief_matter(paper)][paper->audience];

    if (own)
        return slice_of(_(own));
    switch (paper->audience) {
    case AUDIENCE_ISSUER: return issuer_words(paper);
    case AUDIENCE_AMAZON: return amazon_words(paper);
    case AUDIENCE_POLICE:
        return slice_of(_(
            "Somebody used my card's number or my account without my leave. I would like to report "
            "this, and to have the number under which my report is kept."));
    case AUDIENCE_CONSUMER_CENTRE:
    case AUDIENCES: break;
    }
    return slice_of(
        _("I was charged for something that I did not buy, and shop and card company have "
          "not settled it. I would like advice on how to go on, and mediation if needed."));
}

/* ------------------------------------------------------------------ what is asked for */

#define REQUESTS_MAX 7

struct request {
    const char *text;
    const char *unless_fact, *unless_value; /* it is not asked for where this is known */
    const char *only_fact, *only_value;     /* … or where this is not */
};

static const struct request requests[MATTERS][AUDIENCES][REQUESTS_MAX] = {
    [MATTER_CHARGE][AUDIENCE_ISSUER] =
        {
            {N_("Stop the card and issue a new number."), "card_stopped", "yes", NULL, NULL},
            {N_("Take these charges on as unauthorised use, and inquire."), "issuer_said",
             "accepted", NULL, NULL},
            {N_("Hold the bill back, or credit it, until the inquiry ends."), "issuer_said",
             "withheld", NULL, NULL},
            {N_("Do not pass the new number on to shops automatically."), NULL, NULL, NULL, NULL},
            {N_("Tell me your reference number, whether a day limit is running, which papers you need "
                "and until when."),
             NULL, NULL, NULL, NULL},
            {N_("Tell me the reason in writing, and where I can object."), NULL, NULL,
             "issuer_said", "refused"},
        },
    [MATTER_CHARGE][AUDIENCE_AMAZON] =
        {
            {N_("Say whether the charge belongs to my account, and which kind of service and account "
                "it is. (I do not ask whose it is.)"),
             "amazon_said", "not_in_account", "ordered_by_us", "*"},
            {N_("Confirm by mail that it is no order of my account."), NULL, NULL,
             "order_in_account", "no"},
            {N_("Lock the account, sign every device out, undo changes, cancel what is not shipped."),
             NULL, NULL, "ordered_by_us", "no"},
            {N_("Make the gift cards that were bought void."), NULL, NULL, "gift_cards", "yes"},
            {N_("Remove my card from every account but mine."), NULL, NULL, "order_in_account",
             "no"},
            {N_("Send me this conversation and its number by mail."), NULL, NULL, NULL, NULL},
        },
    [MATTER_CHARGE][AUDIENCE_POLICE] =
        {
            {N_("Tell me the number under which this consultation is kept: card company and shop may "
                "ask for it."),
             NULL, NULL, NULL, NULL},
            {N_("Tell me whether a formal report of damage is possible, and what it needs."), NULL,
             NULL, NULL, NULL},
            {N_("Tell me which files I should keep, and in which form."), NULL, NULL, NULL, NULL},
        },
    [MATTER_CHARGE][AUDIENCE_CONSUMER_CENTRE] =
        {
            {N_("Advice on what to say to the card company next, and until when."), NULL, NULL,
             NULL, NULL},
            {N_("Mediation with card company or shop, if they do not move."), NULL, NULL, NULL,
             NULL},
            {N_("Advice on dispute resolution if they refuse."), NULL, NULL, "issuer_said",
             "refused"},
        },
    [MATTER_DECLINED][AUDIENCE_ISSUER] =
        {
            {N_("Tell me for each time whether an approval was asked for, and whether you gave or refused "
                "it, with day and hour."),
             NULL, NULL, NULL, NULL},
            {N_("If you refused it, tell me the reason (limit, arrears, a check against misuse) and what "
                "I can do."),
             "issuer_approval", "approved", NULL, NULL},
            {N_("Tell me whether a sum is held on my card because of it, and until when."), NULL,
             NULL, NULL, NULL},
            {N_("Tell me your reference number."), NULL, NULL, NULL, NULL},
        },
    [MATTER_DECLINED][AUDIENCE_AMAZON] =
        {
            {N_("Tell me which part of the order it is about, and its state."), NULL, NULL, NULL,
             NULL},
            {N_("Tell me whether and when you ask the card company again; please do not charge it "
                "twice."),
             NULL, NULL, NULL, NULL},
            {N_("Leave what is dispatched as it is."), NULL, NULL, "part_shipped", "yes"},
            {N_("Send me this conversation and its number by mail."), NULL, NULL, NULL, NULL},
        },
    [MATTER_MISTAKE][AUDIENCE_ISSUER] =
        {
            {N_("Tell me whether the charge has been posted, and when a refund arrives."), NULL,
             NULL, NULL, NULL},
            {N_("Tell me your reference number."), NULL, NULL, NULL, NULL},
        },
    [MATTER_MISTAKE][AUDIENCE_AMAZON] =
        {
            {N_("Cancel the purchase, and pay it back to the card."), NULL, NULL, NULL, NULL},
            {N_("Confirm by mail that it is cancelled, and until when the money comes back."), NULL,
             NULL, NULL, NULL},
            {N_("Send me this conversation and its number by mail."), NULL, NULL, NULL, NULL},
        },
    [MATTER_RENEWAL][AUDIENCE_ISSUER] =
        {
            {N_("Tell me whether the charge has been posted, and when a refund arrives."), NULL,
             NULL, NULL, NULL},
            {N_("Tell me whether more of the same name is to come."), NULL, NULL, NULL, NULL},
            {N_("Tell me your reference number."), NULL, NULL, NULL, NULL},
        },
    [MATTER_RENEWAL][AUDIENCE_AMAZON] =
        {
            {N_("Tell me which membership it is and since when it has been charged."), NULL, NULL,
             NULL, NULL},
            {N_("Confirm by mail that it is ended and that nothing more is charged."), NULL, NULL,
             NULL, NULL},
            {N_("Pay back what was not used, and tell me until when."), "amazon_said", "refunding",
             NULL, NULL},
            {N_("Send me this conversation and its number by mail."), NULL, NULL, NULL, NULL},
        },
};

/* Police and consumer centre are asked the same whatever it is about. */
static const struct request *requests_of(const struct paper *paper)
{
    const struct request *own = requests[brief_matter(paper)][paper->audience];

    return own->text ? own : requests[MATTER_CHARGE][paper->audience];
}

/* `*`: any value but "no". */
static bool is_so(const struct paper *paper, const char *fact, const char *value)
{
    if (value[0] == '*')
        return !is_fact(paper, fact, "no");
    return is_fact(paper, fact, value);
}

void brief_add_requests(const struct paper *paper, struct document *d)
{
    const struct request *all = requests_of(paper);

    document_add(d, BLOCK_HEADING, slice_of(_("What I ask for")));
    document_begin(d, BLOCK_CHECKLIST, NULL, 0);
    for (size_t i = 0; i < REQUESTS_MAX && all[i].text; i++) {
        const struct request *r = &all[i];

        if ((r->unless_fact && is_so(paper, r->unless_fact, r->unless_value)) ||
            (r->only_fact && !is_so(paper, r->only_fact, r->only_value)))
            continue;
        document_add_cells(d, slice_of(_(r->text)));
    }
}
