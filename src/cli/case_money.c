#include "cli/case_follow.h"

#include "cli/exit_status.h"
#include "cli/usage.h"
#include "render/case_words.h"
#include "render/words.h"

/* Money, goods that go back, the new card, and the end of a case. */

/* ------------------------------------------------------------------ money */

static bool is_source(struct slice source)
{
    return slice_eq(source, SLICE("told")) || slice_eq(source, SLICE("mail")) ||
           slice_eq(source, SLICE("statement"));
}

static int write_money(struct case_job *job, const struct case_charge *charge, struct slice move,
                       struct slice amount, struct slice date, struct slice source)
{
    struct event event = case_event(job, EVENT_MONEY);

    case_field(job, &event, SLICE("charge"), charge->id);
    case_field(job, &event, SLICE("move"), move);
    case_field(job, &event, SLICE("amount"), amount);
    case_field(job, &event, SLICE("currency"), slice_of(charge->currency.code));
    case_field(job, &event, SLICE("date"), date);
    case_field(job, &event, SLICE("source"), source);
    case_field(job, &event, SLICE("note"), job->options->given.note);
    return case_write(job, &event);
}

/* What was taken again after a case was closed opens it again. */
static int reopen_by(struct case_job *job, const struct case_charge *charge)
{
    struct event event = case_event(job, EVENT_REOPENED);

    if (job->state.is_open || !charge->ledger.is_reopened)
        return 0;
    case_field(job, &event, SLICE("reason"), SLICE("charged_again"));
    case_field(job, &event, SLICE("charge"), charge->id);
    return case_write(job, &event);
}

/* Today, where nothing else is said. */
static struct slice date_or_today(struct case_job *job, struct slice date)
{
    char text[DAY_TEXT_LEN];

    if (date.len)
        return date;
    day_write(job->today, text);
    return arena_copy(job->arena, (struct slice){text, sizeof(text)});
}

/* `money CHARGE MOVE [AMOUNT]` */
int case_money(struct case_job *job)
{
    const struct case_given *given = &job->options->given;
    const struct case_charge *charge = case_charge_named(job, case_operand(job, 0));
    struct slice move = case_operand(job, 1), amount, date,
                 source = given->reason.len ? given->reason : SLICE("told");
    int status;

    if (!charge)
        return EXIT_USAGE;
    if (money_move_of(move) == MONEY_MOVES)
        return usage_error(_("\"%.*s\" is no move of money: authorised, held, dropped, posted, "
                             "withheld, debited, refund_told, provisional_credit, final_credit, "
                             "merchant_refund, rebilled, accepted."),
                           SLICE_ARG(move));
    if (!is_source(source))
        return usage_error(_("\"%.*s\" is no value for --%s; it takes %s."), SLICE_ARG(source),
                           "source", "told|mail|statement");
    amount = arena_number(job->arena, charge->amount);
    status = case_operand(job, 2).len
                 ? case_read_amount(job, case_operand(job, 2), charge->currency, &amount)
                 : 0;
    if (status == 0)
        status = case_read_day(date_or_today(job, given->date), &date);
    if (status == 0)
        status = write_money(job, charge, move, amount, date, source);
    if (status == 0)
        status = reopen_by(job, charge);
    return status ? status : case_keep_promises(job);
}

/* ------------------------------------------------------------------ what statements show */

/* `refresh PATH...`: refunds and new debits of the case's charges that statements show */
int case_refresh(struct case_job *job)
{
    struct case_news_list news = {0};
    struct found found;
    int status = case_source_read(job->options, 0, job->today, job->arena, &found);

    if (status == 0)
        status = case_enter_seen(job, &found, true, &news);
    return status ? status : case_keep_promises(job);
}

/* ------------------------------------------------------------------ goods */

/* `return ORDER STATE` */
int case_return(struct case_job *job)
{
    static const struct slice states[] = {{"expected", 8},  {"received", 8},  {"refused", 7},
                                          {"sent_back", 9}, {"confirmed", 9}, {"refunded", 8}};
    const struct case_given *given = &job->options->given;
    struct event event = case_event(job, EVENT_RETURN);
    struct slice state = case_operand(job, 1), date, amount = {"", 0};
    struct currency currency = CURRENCY_JPY;
    bool known = false;
    int status = case_read_day(date_or_today(job, given->date), &date);

    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        known = known || slice_eq(states[i], state);
    if (!known)
        return usage_error(_("\"%.*s\" is no state of goods: expected, received, refused, "
                             "sent_back, confirmed, refunded."),
                           SLICE_ARG(state));
    if (status == 0)
        status = case_read_currency(job, NULL, &currency);
    if (status == 0 && given->amount.len)
        status = case_read_amount(job, given->amount, currency, &amount);
    if (status)
        return status;
    case_field(job, &event, SLICE("order"), case_operand(job, 0));
    case_field(job, &event, SLICE("state"), state);
    case_field(job, &event, SLICE("carrier"), given->carrier);
    case_field(job, &event, SLICE("tracking"), given->tracking);
    case_field(job, &event, SLICE("date"), date);
    case_field(job, &event, SLICE("amount"), amount);
    if (amount.len)
        case_field(job, &event, SLICE("currency"), slice_of(currency.code));
    return case_write(job, &event);
}

/* ------------------------------------------------------------------ the new card */

static struct slice old_card(const struct case_job *job)
{
    if (job->options->given.card.len)
        return job->options->given.card;
    if (job->state.reissue_old.len)
        return job->state.reissue_old;
    for (size_t i = 0; i < job->state.charges.len; i++)
        if (job->state.charges.at[i].card.len && !job->state.charges.at[i].is_removed)
            return job->state.charges.at[i].card;
    return (struct slice){"", 0};
}

static int write_user(struct case_job *job, struct slice merchant, struct slice descriptor,
                      struct slice state)
{
    struct event event = case_event(job, EVENT_CARD_USER);

    case_field(job, &event, SLICE("merchant"), merchant);
    case_field(job, &event, SLICE("descriptor"), descriptor);
    case_field(job, &event, SLICE("state"), state);
    case_field(job, &event, SLICE("card"), old_card(job));
    return case_write(job, &event);
}

static bool is_listed(const struct case_job *job, struct slice merchant)
{
    for (size_t i = 0; i < job->state.card_users.len; i++)
        if (slice_eq(job->state.card_users.at[i].merchant, merchant))
            return true;
    return false;
}

/* Who charges the old card again and again must be told its new number. */
static int write_users(struct case_job *job, const struct found *found)
{
    struct slice card = old_card(job);

    for (size_t i = 0; i < found->recurring.len; i++) {
        const struct found_recurring *r = &found->recurring.at[i];
        int status;

        if ((card.len && r->card.len && !slice_eq(r->card, card)) || is_listed(job, r->descriptor))
            continue;
        status = write_user(job, r->descriptor, r->descriptor, SLICE("to_tell"));
        if (status)
            return status;
    }
    return 0;
}

static int write_reissue(struct case_job *job, struct slice state)
{
    struct event event = case_event(job, EVENT_REISSUE);
    struct slice date;
    int status = case_read_day(date_or_today(job, job->options->given.date), &date);

    if (status)
        return status;
    case_field(job, &event, SLICE("state"), state);
    case_field(job, &event, SLICE("card"), old_card(job));
    case_field(job, &event, SLICE("new_card"), job->options->given.number);
    case_field(job, &event, SLICE("date"), date);
    return case_write(job, &event);
}

static int tick_off(struct case_job *job)
{
    static const struct slice states[] = {{"to_tell", 7}, {"told", 4}, {"moved", 5}, {"gone", 4}};
    struct slice merchant = case_operand(job, 1), state = case_operand(job, 2);
    bool known = !state.len;

    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        known = known || slice_eq(states[i], state);
    if (!known || !merchant.len)
        return usage_error("%s",
                           _("Say who it is and what became of it: \"mioboe case reissue tick "
                             "MERCHANT told|moved|gone\"."));
    return write_user(job, merchant, SLICE(""), state.len ? state : SLICE("told"));
}

/* `reissue asked|arrived [PATH...]`, `reissue tick MERCHANT [told|moved|gone]` */
int case_reissue(struct case_job *job)
{
    struct slice word = case_operand(job, 0);
    struct found found;
    int status;

    if (slice_eq(word, SLICE("tick")))
        return tick_off(job);
    if (!slice_eq(word, SLICE("asked")) && !slice_eq(word, SLICE("arrived")))
        return usage_error("%s",
                           _("A new card is asked or arrived; \"tick\" ticks off who was told "
                             "its number."));
    status = write_reissue(job, word);
    if (status)
        return status;
    status = case_source_read(job->options, 1, job->today, job->arena, &found);
    return status ? status : write_users(job, &found);
}

/* ------------------------------------------------------------------ the end */

/* All charges are the holder's own, or the money is back. */
static struct slice outcome_of(const struct case_job *job)
{
    bool mine = job->state.charges.len > 0, back = mine;

    if (job->options->given.outcome.len)
        return job->options->given.outcome;
    for (size_t i = 0; i < job->state.charges.len; i++) {
        const struct case_charge *c = &job->state.charges.at[i];

        mine = mine && (c->is_removed || c->ledger.stage == LEDGER_ACCEPTED);
        back = back && (c->is_removed || c->ledger.is_closed);
    }
    return mine ? SLICE("mine") : back ? SLICE("refunded") : SLICE("other");
}

static bool is_outcome(struct slice outcome)
{
    return slice_eq(outcome, SLICE("refunded")) || slice_eq(outcome, SLICE("mine")) ||
           slice_eq(outcome, SLICE("written_off")) || slice_eq(outcome, SLICE("other"));
}

int case_close(struct case_job *job)
{
    const struct case_given *given = &job->options->given;
    struct event event = case_event(job, EVENT_CLOSED);
    struct slice why = course_why_open(job->catalog, &job->state), outcome = outcome_of(job);

    if (!is_outcome(outcome))
        return usage_error(_("\"%.*s\" is no value for --%s; it takes %s."), SLICE_ARG(outcome),
                           "outcome", "refunded|mine|written_off|other");
    if (job->state.is_open && why.len && !given->reason.len) {
        struct slice sentence = case_why_open_sentence(why);

        fprintf(stderr, "mioboe: %s\n  %.*s\n  %s\n", _("The case cannot be closed yet."),
                SLICE_ARG(sentence), _("\"--force REASON\" closes it all the same."));
        return EXIT_ATTENTION;
    }
    case_field(job, &event, SLICE("outcome"), outcome);
    case_field(job, &event, SLICE("note"), given->note.len ? given->note : given->reason);
    return case_write(job, &event);
}

int case_reopen(struct case_job *job)
{
    struct event event = case_event(job, EVENT_REOPENED);

    case_field(job, &event, SLICE("reason"), job->options->given.reason);
    case_field(job, &event, SLICE("charge"), job->options->given.charge);
    return case_write(job, &event);
}
