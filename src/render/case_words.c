#include "render/case_words.h"

#include "render/words.h"

struct coded {
    const char *code, *word; /* N_ */
};

/* The word of ${code} in ${table} (ended by NULL), or the code itself. */
static struct slice word_of(const struct coded *table, struct slice code)
{
    for (; table->code; table++)
        if (slice_eq(slice_of(table->code), code))
            return slice_of(_(table->word));
    return code;
}

struct slice case_party_word(enum party party)
{
    static const char *const words[PARTIES] = {
        [PARTY_SELF] = N_("yourself"),
        [PARTY_FAMILY] = N_("your family"),
        [PARTY_AMAZON] = N_("Amazon"),
        [PARTY_ISSUER] = N_("the card company"),
        [PARTY_POLICE] = N_("the police"),
        [PARTY_CONSUMER_CENTRE] = N_("the consumer centre"),
        [PARTY_CARRIER] = N_("the carrier"),
        [PARTY_SHOP] = N_("the shop"),
        [PARTY_MAIL_PROVIDER] = N_("your mail provider"),
        [PARTY_OTHER] = N_("somebody else"),
    };

    return slice_of(_(words[party]));
}

struct slice case_channel_word(enum channel channel)
{
    static const char *const words[CHANNELS] = {
        [CHANNEL_NONE] = N_("in any way"),  [CHANNEL_PHONE] = N_("by phone"),
        [CHANNEL_CHAT] = N_("by chat"),     [CHANNEL_WEB] = N_("on its web page"),
        [CHANNEL_APP] = N_("in the app"),   [CHANNEL_MAIL] = N_("by mail"),
        [CHANNEL_LETTER] = N_("by letter"), [CHANNEL_IN_PERSON] = N_("in person"),
    };

    return slice_of(_(words[channel]));
}

struct slice case_urgency_word(enum urgency urgency)
{
    static const char *const words[URGENCIES] = {
        [URGENCY_NOW] = N_("Now"),
        [URGENCY_TODAY] = N_("Today"),
        [URGENCY_SOON] = N_("In the next days"),
        [URGENCY_LATER] = N_("Later"),
    };

    return slice_of(_(words[urgency]));
}

struct slice case_move_word(enum money_move move)
{
    static const char *const words[MONEY_MOVES] = {
        [MONEY_AUTHORISED] = N_("authorised"),
        [MONEY_HELD] = N_("held"),
        [MONEY_DROPPED] = N_("the hold went away"),
        [MONEY_POSTED] = N_("posted"),
        [MONEY_WITHHELD] = N_("withheld by the card company"),
        [MONEY_DEBITED] = N_("debited from the bank account"),
        [MONEY_REFUND_TOLD] = N_("a refund was announced"),
        [MONEY_PROVISIONAL_CREDIT] = N_("credited for the time being"),
        [MONEY_FINAL_CREDIT] = N_("credited for good"),
        [MONEY_MERCHANT_REFUND] = N_("refunded by the shop, seen on a statement"),
        [MONEY_REBILLED] = N_("charged again"),
        [MONEY_ACCEPTED] = N_("it is your own purchase"),
    };

    return slice_of(_(words[move]));
}

struct slice case_stage_word(enum ledger_stage stage)
{
    static const char *const words[LEDGER_STAGES] = {
        [LEDGER_OPEN] = N_("nothing has come back yet"),
        [LEDGER_WITHHELD] = N_("the bill is withheld"),
        [LEDGER_PROMISED] = N_("a refund was announced, not yet seen on a statement"),
        [LEDGER_PROVISIONAL] = N_("credited for the time being; may be taken back"),
        [LEDGER_REFUNDED] = N_("the money is back"),
        [LEDGER_PART] = N_("part of the money is back"),
        [LEDGER_DROPPED] = N_("the hold went away, nothing was charged"),
        [LEDGER_ACCEPTED] = N_("your own purchase after all"),
    };

    return slice_of(_(words[stage]));
}

struct slice case_origin_name(enum fact_origin origin)
{
    static const struct slice names[] = {
        [FACT_BY_PERSON] = {"person", 6}, [FACT_BY_EXPLAIN] = {"explain", 7},
        [FACT_BY_MAIL] = {"mail", 4},     [FACT_BY_CONTACT] = {"contact", 7},
        [FACT_BY_STEP] = {"step", 4},
    };

    return names[origin];
}

struct slice case_origin_word(enum fact_origin origin)
{
    static const char *const words[] = {
        [FACT_BY_PERSON] = N_("you said"),         [FACT_BY_EXPLAIN] = N_("seen in your files"),
        [FACT_BY_MAIL] = N_("seen in a mail"),     [FACT_BY_CONTACT] = N_("told to you"),
        [FACT_BY_STEP] = N_("by a step you took"),
    };

    return slice_of(_(words[origin]));
}

struct slice case_promised_word(struct slice what)
{
    static const struct coded words[] = {
        {"refund", N_("a refund")},      {"call", N_("a call")},
        {"letter", N_("a letter")},      {"mail", N_("a mail")},
        {"decision", N_("a decision")},  {"card", N_("a new card")},
        {"other", N_("something else")}, {NULL, NULL}};

    return word_of(words, what);
}

struct slice case_return_word(struct slice state)
{
    static const struct coded words[] = {{"expected", N_("on its way to you")},
                                         {"received", N_("it came")},
                                         {"refused", N_("delivery was refused")},
                                         {"sent_back", N_("sent back")},
                                         {"confirmed", N_("the return is confirmed")},
                                         {"refunded", N_("refunded")},
                                         {NULL, NULL}};

    return word_of(words, state);
}

struct slice case_ground_word(struct slice ground)
{
    static const struct coded words[] = {{"charge", N_("a charge that nobody can explain")},
                                         {"mail", N_("a suspicious mail")},
                                         {"order", N_("an order that nobody placed")},
                                         {"takeover", N_("an account that somebody else uses")},
                                         {"typed", N_("a charge that was typed in")},
                                         {NULL, NULL}};

    return word_of(words, ground);
}

struct slice case_outcome_word(struct slice outcome)
{
    static const struct coded words[] = {{"refunded", N_("the money is back")},
                                         {"mine", N_("it was your own after all")},
                                         {"written_off", N_("given up")},
                                         {"other", N_("settled in another way")},
                                         {NULL, NULL}};

    return word_of(words, outcome);
}

struct slice case_why_open_sentence(struct slice code)
{
    static const struct coded sentences[] = {
        {"charge_open", N_("Money of this case is still open: a refund counts only when a "
                           "statement shows it.")},
        {"promise_open", N_("Somebody promised something that has neither come nor failed yet.")},
        {"return_open", N_("Goods that go back are not confirmed yet.")},
        {"inquiry_open", N_("An inquiry has not been answered yet.")},
        {"condition_open", N_("A step that this kind of case needs at its end is not done yet.")},
        {NULL, NULL}};

    return word_of(sentences, code);
}
