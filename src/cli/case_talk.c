#include "cli/case_follow.h"

#include "cli/exit_status.h"
#include "cli/usage.h"
#include "render/words.h"

/* Contacts, what was promised in them, inquiries and notes. */

/* ------------------------------------------------------------------ promises */

static bool is_promised(struct slice what)
{
    static const struct slice words[] = {{"refund", 6},   {"call", 4}, {"letter", 6}, {"mail", 4},
                                         {"decision", 8}, {"card", 4}, {"other", 5}};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_eq(words[i], what))
            return true;
    return false;
}

/* What of a promise is told, as text; empty = not told. */
struct promised {
    struct slice what, due, amount, text;
    enum party party;
    uint64_t contact;
};

static int write_promise(struct case_job *job, const struct promised *told)
{
    struct event event = case_event(job, EVENT_PROMISE);
    struct slice charge_id = job->options->given.charge, due, amount = {"", 0};
    const struct case_charge *charge = charge_id.len ? case_charge_named(job, charge_id) : NULL;
    struct currency currency = CURRENCY_JPY;
    int status = charge_id.len && !charge ? EXIT_USAGE : case_read_day(told->due, &due);

    if (status == 0)
        status = case_read_currency(job, charge, &currency);
    if (status == 0 && !is_promised(told->what))
        status = usage_error(_("\"%.*s\" is no promise; it is one of refund, call, letter, mail, "
                               "decision, card, other."),
                             SLICE_ARG(told->what));
    if (status == 0 && told->amount.len)
        status = case_read_amount(job, told->amount, currency, &amount);
    if (status)
        return status;
    case_field(job, &event, SLICE("party"), party_name(told->party));
    case_field(job, &event, SLICE("what"), told->what);
    case_field(job, &event, SLICE("due"), due);
    case_field(job, &event, SLICE("amount"), amount);
    if (amount.len)
        case_field(job, &event, SLICE("currency"), slice_of(currency.code));
    case_field(job, &event, SLICE("charge"), charge ? charge->id : SLICE(""));
    if (told->contact)
        case_field_number(job, &event, SLICE("contact"), (int64_t)told->contact);
    case_field(job, &event, SLICE("text"), told->text);
    return case_write(job, &event);
}

/* "refund 2026-12-06 1980円": a word, then a day and an amount in any order. */
static struct promised read_promised(struct slice text, enum party party, uint64_t contact)
{
    struct promised told = {.party = party, .contact = contact};
    struct slice rest = slice_trim(text), word;

    slice_cut(rest, SLICE(" "), &told.what, &rest);
    while (rest.len) {
        int64_t moment;

        slice_cut(rest, SLICE(" "), &word, &rest);
        if (word.len == DAY_TEXT_LEN && moment_read(word, 0, &moment))
            told.due = word;
        else if (word.len)
            told.amount = word;
    }
    return told;
}

/* `promise PARTY WHAT [DATE] [AMOUNT]` */
int case_promise(struct case_job *job)
{
    const struct case_given *given = &job->options->given;
    struct promised told = {.what = case_operand(job, 1),
                            .due = given->due,
                            .amount = given->amount,
                            .text = given->text};
    int status = case_read_party(case_operand(job, 0), &told.party);

    for (size_t i = 2; i < job->options->operands.len; i++) {
        struct slice word = case_operand(job, i);
        int64_t moment;

        if (word.len == DAY_TEXT_LEN && moment_read(word, 0, &moment))
            told.due = word;
        else
            told.amount = word;
    }
    if (status == 0)
        status = write_promise(job, &told);
    return status ? status : case_keep_promises(job);
}

/* Of a refund that a statement shows the credit is named. */
static int keep_by_hand(struct case_job *job, const struct case_promise *promise)
{
    struct event event = case_event(job, EVENT_PROMISE_KEPT);
    struct keeping kept;

    if (promise_credit_find(&job->state, promise, job->arena, &kept) == 1)
        return case_write_kept(job, &kept);
    case_field_number(job, &event, SLICE("promise"), (int64_t)promise->seq);
    case_field(job, &event, SLICE("note"), job->options->given.note);
    return case_write(job, &event);
}

static int break_by_hand(struct case_job *job, const struct case_promise *promise)
{
    struct event event = case_event(job, EVENT_PROMISE_BROKEN);

    case_field_number(job, &event, SLICE("promise"), (int64_t)promise->seq);
    case_field(job, &event, SLICE("note"), job->options->given.note);
    return case_write(job, &event);
}

/* What is in doubt besides may be settled by it. */
static int end_promise(struct case_job *job,
                       int (*end)(struct case_job *job, const struct case_promise *promise))
{
    struct slice number = case_operand(job, 0);
    const struct case_promise *promise = NULL;
    int64_t seq = 0;
    int status;

    if (slice_is_digits(number) && money_read(number, 0, &seq) == 1)
        promise = case_promise_of(&job->state, (uint64_t)seq);
    if (!promise)
        return usage_error(_("There is no promise %.*s; \"mioboe case show\" shows them by their "
                             "numbers."),
                           SLICE_ARG(number));
    status = end(job, promise);
    return status ? status : case_keep_promises(job);
}

int case_kept(struct case_job *job)
{
    return end_promise(job, keep_by_hand);
}

int case_broken(struct case_job *job)
{
    return end_promise(job, break_by_hand);
}

/* ------------------------------------------------------------------ contacts */

/* FACT=VALUE as the field `answer FACT VALUE`. */
static int add_said(struct case_job *job, struct event *event, struct slice said)
{
    struct slice fact, value;

    if (!slice_cut(said, SLICE("="), &fact, &value) || !value.len)
        return usage_error(_("\"%.*s\" is no answer; write it as order_in_account=no."),
                           SLICE_ARG(said));
    if (!question_of(job->catalog, fact))
        return usage_error(_("There is no question \"%.*s\"."), SLICE_ARG(fact));
    case_field(job, event, SLICE("answer"),
               arena_join(job->arena, (struct slice[]){fact, SLICE(" "), value}, 3));
    return 0;
}

static int write_contact(struct case_job *job, enum party party, struct slice channel)
{
    const struct case_given *given = &job->options->given;
    struct event event = case_event(job, EVENT_CONTACT);
    int status = 0;

    case_field(job, &event, SLICE("party"), party_name(party));
    case_field(job, &event, SLICE("org"), given->org);
    case_field(job, &event, SLICE("channel"), channel);
    case_field(job, &event, SLICE("direction"), given->incoming ? SLICE("in") : SLICE("out"));
    case_field(job, &event, SLICE("number"), given->number);
    case_field(job, &event, SLICE("person"), given->person);
    case_field(job, &event, SLICE("reference"), given->reference);
    case_field(job, &event, SLICE("summary"), given->text);
    for (size_t i = 0; status == 0 && i < given->said.len; i++)
        status = add_said(job, &event, given->said.at[i]);
    return status ? status : case_write(job, &event);
}

/* `log PARTY [CHANNEL]`, and what was promised in it */
int case_log(struct case_job *job)
{
    const struct words *promised = &job->options->given.promised;
    struct slice channel = case_operand(job, 1);
    enum party party;
    uint64_t contact;
    int status = case_read_party(case_operand(job, 0), &party);

    if (status == 0 && channel.len && channel_of(channel) == CHANNELS)
        status = usage_error(_("\"%.*s\" is no way to reach somebody: phone, chat, web, app, mail, "
                               "letter, in_person."),
                             SLICE_ARG(channel));
    if (status == 0)
        status = write_contact(job, party, channel);
    contact = job->state.events;
    for (size_t i = 0; status == 0 && i < promised->len; i++) {
        struct promised told = read_promised(promised->at[i], party, contact);

        status = write_promise(job, &told);
    }
    return status ? status : case_keep_promises(job);
}

/* ------------------------------------------------------------------ inquiries, notes */

/* `inquiry open PARTY`, `inquiry answered PARTY`; --text says what is asked, or the answer */
int case_inquiry(struct case_job *job)
{
    const struct case_given *given = &job->options->given;
    struct event event = case_event(job, EVENT_INQUIRY);
    struct slice state = case_operand(job, 0), due;
    bool is_open = slice_eq(state, SLICE("open"));
    enum party party;
    int status = case_read_day(given->due, &due);

    if (!is_open && !slice_eq(state, SLICE("answered")))
        return usage_error("%s", _("An inquiry is open or answered."));
    if (status == 0)
        status = case_read_party(case_operand(job, 1), &party);
    if (status)
        return status;
    case_field(job, &event, SLICE("party"), party_name(party));
    case_field(job, &event, SLICE("org"), given->org);
    case_field(job, &event, SLICE("what"), is_open ? given->text : SLICE(""));
    case_field(job, &event, SLICE("due"), due);
    case_field(job, &event, SLICE("state"), state);
    case_field(job, &event, SLICE("result"), is_open ? SLICE("") : given->text);
    case_field(job, &event, SLICE("reference"), given->reference);
    return case_write(job, &event);
}

int case_note(struct case_job *job)
{
    const struct operands *operands = &job->options->operands;
    struct slice *parts = arena_make_n(job->arena, struct slice, 2 * operands->len);
    struct event event = case_event(job, EVENT_NOTE);

    for (size_t i = 0; i < operands->len; i++) {
        parts[2 * i] = slice_of(operands->at[i].text);
        parts[2 * i + 1] = SLICE(" ");
    }
    case_field(job, &event, SLICE("text"), arena_join(job->arena, parts, 2 * operands->len - 1));
    return case_write(job, &event);
}
