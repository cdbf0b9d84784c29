#include "render/paper.h"

#include "render/words.h"

/* ------------------------------------------------------------------ parties and channels */

struct slice paper_party(const struct paper *paper, enum party party, struct slice org)
{
    static const char *const names[PARTIES] = {
        [PARTY_SELF] = N_("myself"),
        [PARTY_FAMILY] = N_("family"),
        [PARTY_AMAZON] = N_("Amazon"),
        [PARTY_ISSUER] = N_("card company"),
        [PARTY_POLICE] = N_("police"),
        [PARTY_CONSUMER_CENTRE] = N_("consumer centre"),
        [PARTY_CARRIER] = N_("carrier"),
        [PARTY_SHOP] = N_("shop"),
        [PARTY_MAIL_PROVIDER] = N_("mail provider"),
        [PARTY_OTHER] = N_("others"),
    };
    const struct issuer *issuer = org.len ? issuer_of(paper->catalog, org) : NULL;

    if (issuer)
        return page_choose(paper->page, issuer->name.ja, issuer->name.en);
    return org.len ? org : slice_of(_(names[party]));
}

const char *paper_channel(enum channel channel)
{
    static const char *const names[CHANNELS] = {
        [CHANNEL_NONE] = "",
        [CHANNEL_PHONE] = N_("telephone"),
        [CHANNEL_CHAT] = N_("chat"),
        [CHANNEL_WEB] = N_("web page"),
        [CHANNEL_APP] = N_("app"),
        [CHANNEL_MAIL] = N_("mail"),
        [CHANNEL_LETTER] = N_("letter"),
        [CHANNEL_IN_PERSON] = N_("in person"),
    };

    return names[channel][0] ? _(names[channel]) : "";
}

/* ------------------------------------------------------------------ money and promises */

const char *paper_stage(const struct ledger *ledger)
{
    static const char *const names[LEDGER_STAGES] = {
        [LEDGER_OPEN] = N_("charged, nothing has come back"),
        [LEDGER_WITHHELD] = N_("bill held back"),
        [LEDGER_PROMISED] = N_("refund told, not yet seen"),
        [LEDGER_PROVISIONAL] = N_("credited for now"),
        [LEDGER_REFUNDED] = N_("refunded"),
        [LEDGER_PART] = N_("part of it is back"),
        [LEDGER_DROPPED] = N_("never collected"),
        [LEDGER_ACCEPTED] = N_("my own"),
    };

    return ledger->is_reopened ? _("charged again") : _(names[ledger->stage]);
}

const char *paper_promised(struct slice what)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"refund", N_("refund")}, {"call", N_("call back")}, {"letter", N_("letter")},
        {"mail", N_("mail")},     {"card", N_("new card")},  {"decision", N_("decision")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(what, slice_of(names[i].code)))
            return _(names[i].name);
    return _("other promise");
}

const char *paper_move(enum money_move move)
{
    static const char *const names[MONEY_MOVES] = {
        [MONEY_AUTHORISED] = N_("authorised"),
        [MONEY_HELD] = N_("held, not yet posted"),
        [MONEY_DROPPED] = N_("hold dropped"),
        [MONEY_POSTED] = N_("posted"),
        [MONEY_WITHHELD] = N_("bill held back"),
        [MONEY_DEBITED] = N_("taken from the bank account"),
        [MONEY_REFUND_TOLD] = N_("refund told"),
        [MONEY_PROVISIONAL_CREDIT] = N_("credited for now"),
        [MONEY_FINAL_CREDIT] = N_("credited for good"),
        [MONEY_MERCHANT_REFUND] = N_("refunded by the shop"),
        [MONEY_REBILLED] = N_("charged again"),
        [MONEY_ACCEPTED] = N_("accepted as my own"),
    };

    return _(names[move]);
}

/* ------------------------------------------------------------------ facts as sentences */

/* What a person can say of each fact; `*` stands for any value, which is filled in. */
static const struct {
    const char *fact, *value, *sentence;
} sentences[] = {
    {"card_in_hand", "yes", N_("The card is in my possession.")},
    {"card_in_hand", "no", N_("The card is not in my possession: lost or stolen.")},
    {"family_asked", "nobody", N_("I asked my family: nobody knows of it.")},
    {"family_asked", "alone", N_("I use the card and the account alone.")},
    {"family_asked", "known", N_("Somebody in my family knew of it.")},
    {"order_in_account", "no", N_("My Amazon account shows no such order, digital ones included.")},
    {"order_in_account", "yes", N_("My Amazon account shows an order of this amount.")},
    {"ordered_by_us", "no", N_("Nobody of my household placed that order.")},
    {"ordered_by_us", "yes", N_("Somebody of my household placed that order.")},
    {"card_registered", "yes", N_("This card is registered in my Amazon account.")},
    {"card_registered", "no", N_("This card is not registered in my Amazon account.")},
    {"strange_card_in_account", "yes", N_("A card that is not mine is registered in my account.")},
    {"digital_orders_seen", "no", N_("There is no such digital order.")},
    {"digital_orders_seen", "yes", N_("It is among the digital orders of my account.")},
    {"accidental", "yes", N_("It may have been bought by mistake.")},
    {"accidental", "no", N_("It was not bought by mistake.")},
    {"payment_declined", "yes", N_("Amazon wrote that the payment was not approved.")},
    {"part_shipped", "yes", N_("A part of the order was dispatched.")},
    {"part_shipped", "no", N_("Nothing of the order was dispatched yet.")},
    {"issuer_approval", "approved", N_("The payment was approved.")},
    {"issuer_approval", "refused", N_("The payment was refused.")},
    {"issuer_approval", "none", N_("There is no trace of the payment being asked for.")},
    {"memberships_seen", "yes",
     N_("My account has a membership that I had forgotten or did not know.")},
    {"memberships_seen", "no",
     N_("My account has no membership or subscription that I do not know.")},
    {"second_account", "no", N_("I have no other Amazon account.")},
    {"second_account", "yes", N_("I have another Amazon account.")},
    {"code_typed", "no", N_("I did not type a one-time code for this purchase.")},
    {"code_typed", "yes", N_("A one-time code was typed.")},
    {"card_data_typed", "no", N_("I typed no card data into a page from a mail or message.")},
    {"card_data_typed", "yes", N_("I typed card data into a page that a mail or message led to.")},
    {"password_typed", "yes", N_("I typed my Amazon password into such a page.")},
    {"card_stopped", "yes", N_("The card has been stopped.")},
    {"card_stopped", "no", N_("The card has not been stopped yet.")},
    {"other_unknown", "yes", N_("There are other charges that I do not know.")},
    {"other_unknown", "no", N_("There are no other charges that I do not know.")},
    {"small_test", "yes", N_("A very small charge came shortly before.")},
    {"gift_cards", "yes", N_("Gift cards were bought, or my gift balance was used.")},
    {"strange_mails", "yes",
     N_("There are mails about sign-ins, changes or orders that are not mine.")},
    {"mail_flood", "yes", N_("Hundreds of junk mails came at the same time.")},
    {"can_sign_in", "no", N_("I cannot sign in to my account any more.")},
    {"amazon_said", "not_in_account", N_("Amazon said: it is no order of my account.")},
    {"amazon_said", "in_account", N_("Amazon said: it is an order of my account.")},
    {"amazon_said", "inquiring", N_("Amazon is looking into it.")},
    {"amazon_said", "refunding", N_("Amazon said that it will refund.")},
    {"issuer_said", "accepted", N_("The card company has taken on the inquiry.")},
    {"issuer_said", "ask_amazon", N_("The card company told me to ask Amazon.")},
    {"issuer_said", "refused", N_("The card company said that it will not compensate.")},
    {"issuer_said", "withheld", N_("The card company holds the bill back.")},
    {"police_told", "yes", N_("The police have been told.")},
    {"police_told", "no", N_("The police have not been told yet.")},
    {"learned_on", "*", N_("I noticed it on %s.")},
    {"reported_on", "*", N_("I first reported it to the card company on %s.")},
    {"expected_on", "*", N_("Goods or refund should have come on %s.")},
};

struct slice paper_answer(const struct paper *paper, struct slice fact, struct slice value)
{
    const struct question *question = question_of(paper->catalog, fact);

    for (size_t i = 0; question && i < question->answers_len; i++)
        if (slice_eq(question->answers[i].value, value))
            return page_choose(paper->page, question->answers[i].label.ja,
                               question->answers[i].label.en);
    return value;
}

/* The fact with that value as a sentence. */
static struct slice sentence(const struct paper *paper, struct slice fact, struct slice value)
{
    const struct question *question = question_of(paper->catalog, fact);

    for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
        if (slice_eq(fact, slice_of(sentences[i].fact)) &&
            (sentences[i].value[0] == '*' || slice_eq(value, slice_of(sentences[i].value))))
            return page_format_of(paper->page, _(sentences[i].sentence), value);
    if (!question)
        return (struct slice){"", 0};
    return arena_join(paper->page->arena,
                      (struct slice[]){paper_phrase(paper, PARTIES, question->ask), SLICE(" — "),
                                       paper_answer(paper, fact, value)},
                      3);
}

/* Whether another party's word is enough. */
static bool is_theirs(struct slice fact)
{
    return slice_ends(fact, SLICE("_said")) || slice_eq(fact, SLICE("card_stopped")) ||
           slice_eq(fact, SLICE("police_told")) || slice_eq(fact, SLICE("issuer_approval"));
}

/* The digital orders stand in a list of their own: who found it there has it in the account. */
static bool is_digital_order(const struct paper *paper, struct slice fact, struct slice value)
{
    return slice_eq(fact, SLICE("order_in_account")) && slice_eq(value, SLICE("no")) &&
           slice_eq(paper_value(paper, SLICE("digital_orders_seen")), SLICE("yes"));
}

struct slice paper_value(const struct paper *paper, struct slice fact)
{
    const struct case_answers *answers = &paper->state->answers;

    for (size_t i = answers->len; i-- > 0 && !is_theirs(fact);) {
        const struct case_answer *a = &answers->at[i];

        if (a->is_taken_back || !slice_eq(a->fact, fact))
            continue;
        if (is_digital_order(paper, fact, a->value))
            return SLICE("yes");
        if (a->origin != FACT_BY_CONTACT)
            return slice_eq(a->value, SLICE("unknown")) ? SLICE("") : a->value;
    }
    return is_theirs(fact) ? state_fact(paper->state, fact) : SLICE("");
}

struct slice paper_fact(const struct paper *paper, struct slice fact)
{
    struct slice value = paper_value(paper, fact);

    return value.len ? sentence(paper, fact, value) : value;
}

struct slice paper_said(const struct paper *paper, const struct case_contact *contact)
{
    struct slice all = contact->summary;

    /* The summary is the person's own words; else what was understood of the answers. */
    for (size_t i = 0; i < contact->answers.len && !contact->summary.len; i++)
        all = arena_join(paper->page->arena,
                         (struct slice[]){all, all.len ? SLICE(" ") : SLICE(""),
                                          sentence(paper, contact->answers.at[i].name,
                                                   contact->answers.at[i].value)},
                         3);
    return all;
}
