#include "cli/case_job.h"
#include "cli/case_source.h"

#include "cli/case_mail.h"
#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/usage.h"
#include "render/words.h"

#include <sys/random.h>
#include <unistd.h>

#define ID_LEN 8      /* characters of a new case's id */
#define PREFIX_MIN 4  /* characters by which a charge may be named */
#define OFFERED_MAX 5 /* other charges that are named */

/* ------------------------------------------------------------------ charges from explain */

static bool is_named(const struct options *options, const struct found_charge *charge)
{
    const struct words *named = &options->given.charges;

    for (size_t i = 0; i < named->len; i++)
        if (slice_eq(named->at[i], charge->id) ||
            (named->at[i].len >= PREFIX_MIN && slice_starts(charge->id, named->at[i])))
            return true;
    return false;
}

static struct slice source_of(const struct found_charge *charge)
{
    for (size_t i = 0; i < charge->fields.len; i++)
        if (slice_eq(charge->fields.at[i].name, SLICE("source")))
            return charge->fields.at[i].value;
    return (struct slice){"", 0};
}

/* What was typed is meant; of a file only what --charge names. */
static bool is_wanted(const struct options *options, const struct found_charge *charge)
{
    return is_named(options, charge) ||
           (options->given.typed.len && slice_eq(source_of(charge), SLICE("-")));
}

/* Unexplained, or with an alarm, and not taken: it may belong to the case, too. */
static bool is_suspicious(const struct case_job *job, const struct found_charge *charge)
{
    if (is_wanted(job->options, charge) || state_charge(&job->state, charge->id))
        return false;
    return charge->amount > 0 &&
           (charge->has_alarm || slice_eq(charge->verdict, SLICE("unexplained")));
}

static void say_charge(struct case_job *job, const struct found_charge *charge)
{
    struct output none;
    struct page page = case_page(job, &none);
    char text[300];

    output_init(&none, &memory, NULL, NULL);
    snprintf(text, sizeof(text), "  %.*s  %.*s  %.*s  %.*s", SLICE_ARG(charge->id),
             SLICE_ARG(page_day(&page, charge->day)),
             SLICE_ARG(page_money(&page, charge->amount, charge->currency)),
             SLICE_ARG(page_harmless(job->arena, charge->descriptor)));
    fprintf(stderr, "%s\n", text);
}

/* Name other charges that nobody can explain, up to OFFERED_MAX. */
static size_t offer(struct case_job *job, const struct found *found, const char *sentence)
{
    size_t n = 0;

    for (size_t i = 0; i < found->charges.len; i++) {
        if (!is_suspicious(job, &found->charges.at[i]))
            continue;
        if (n == 0)
            fprintf(stderr, "%s\n", sentence);
        if (n++ < OFFERED_MAX)
            say_charge(job, &found->charges.at[i]);
    }
    if (n > OFFERED_MAX)
        fprintf(stderr, "  …\n");
    return n;
}

/* The field from the command line where the statement does not tell it. */
static void field_if_missing(struct case_job *job, struct event *event, struct slice name,
                             struct slice value)
{
    if (!event_field(event, name).len)
        case_field(job, event, name, value);
}

static int write_charge(struct case_job *job, const struct found_charge *charge)
{
    struct event event = case_event(job, EVENT_CHARGE);

    event.of = MOMENT_NONE; /* --of is about the case, the charge has days of its own */
    for (size_t i = 0; i < charge->fields.len; i++)
        case_field(job, &event, charge->fields.at[i].name, charge->fields.at[i].value);
    field_if_missing(job, &event, SLICE("currency"), SLICE("JPY"));
    field_if_missing(job, &event, SLICE("card"), job->options->given.card);
    field_if_missing(job, &event, SLICE("issuer"), job->options->given.issuer);
    field_if_missing(job, &event, SLICE("notified_on"), job->options->given.date);
    return case_write(job, &event);
}

/* Write the charges that are meant; none is a usage error that names those that could be. */
static int write_charges(struct case_job *job, const struct found *found)
{
    size_t n = 0;

    for (size_t i = 0; i < found->charges.len; i++) {
        const struct found_charge *charge = &found->charges.at[i];
        int status;

        if (!is_wanted(job->options, charge) || state_charge(&job->state, charge->id))
            continue;
        status = write_charge(job, charge);
        if (status)
            return status;
        n++;
    }
    if (n)
        return 0;
    offer(job, found,
          _("Nobody can explain these charges; name those that you mean with "
            "--charge:"));
    return usage_error("%s", _("None of the charges is meant; --charge takes an id of explain."));
}

static int read_charges(struct case_job *job, struct found *ret)
{
    const struct options *options = job->options;
    int status;

    *ret = (struct found){0};
    if (!options->operands.len && !options->given.typed.len && !options->given.charges.len)
        return 0;
    status = case_source_read(options, 0, job->today, job->arena, ret);
    if (status == 0 && options->given.typed.len && !ret->charges.len)
        return usage_error("%s", _("What was typed tells no charge; write a day, a shop and a sum: "
                                   "--typed '2026-10-03 AMAZON.CO.JP 15480'"));
    return status;
}

/* ------------------------------------------------------------------ a new case */

/* Letters and digits that are told apart when read aloud. */
static struct slice new_id(struct case_job *job)
{
    char text[HASH_TEXT_LEN];
    uint64_t random = 0;

    if (getrandom(&random, sizeof(random), 0) != (ssize_t)sizeof(random))
        random = hash_mix((uint64_t)job->now, (uint64_t)getpid());
    hash_write(random, text);
    return arena_copy(job->arena, (struct slice){text + HASH_TEXT_LEN - ID_LEN, ID_LEN});
}

static struct slice ground_of(const struct options *options)
{
    const struct case_given *given = &options->given;

    if (given->mail)
        return SLICE("mail");
    if (given->taken_over)
        return SLICE("takeover");
    if (given->order.len)
        return SLICE("order");
    if (given->charges.len)
        return SLICE("charge");
    if (given->typed.len)
        return SLICE("typed");
    return options->operands.len ? SLICE("charge") : SLICE("");
}

static int choose_id(struct case_job *job)
{
    struct slice given = job->options->given.id, hash;
    struct err err;
    uint64_t seq;

    job->id = given.len ? given : new_id(job);
    if (given.len &&
        job->store->ops->event_head(job->store, given, job->arena, &seq, &hash, &err) == 1)
        return usage_error(_("There is a case \"%.*s\" already."), SLICE_ARG(given));
    return 0;
}

static int write_opened(struct case_job *job, struct slice ground)
{
    struct event event = case_event(job, EVENT_OPENED);
    const struct case_given *given = &job->options->given;

    case_field(job, &event, SLICE("ground"), ground);
    case_field(job, &event, SLICE("title"), given->title.len ? given->title : given->order);
    case_field(job, &event, SLICE("jurisdiction"),
               given->jurisdiction.len ? given->jurisdiction : SLICE("jp"));
    case_field(job, &event, SLICE("language"), language_is_japanese() ? SLICE("ja") : SLICE("en"));
    return case_write(job, &event);
}

static int check_known(const struct case_job *job)
{
    static const struct slice laws[] = {{"jp", 2}, {"us", 2}, {"uk", 2}, {"eu", 2}};
    struct slice issuer = job->options->given.issuer, law = job->options->given.jurisdiction;
    bool known = !law.len;

    for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++)
        known = known || slice_eq(laws[i], law);
    if (!known)
        return usage_error(_("\"%.*s\" is no value for --%s; it takes %s."), SLICE_ARG(law),
                           "jurisdiction", "jp|us|uk|eu");
    if (issuer.len && !issuer_of(job->catalog, issuer))
        return usage_error(_("The catalogue has no card company \"%.*s\"."), SLICE_ARG(issuer));
    return 0;
}

/* Who issued the card is known from the statement: nobody need be asked. */
static int write_known(struct case_job *job)
{
    if (job->options->given.issuer.len && !job->state.charges.len)
        return case_write_answer(job, SLICE("issuer"), job->options->given.issuer, FACT_BY_PERSON);
    return 0;
}

int case_open(struct case_job *job)
{
    struct slice ground = ground_of(job->options);
    struct found found;
    int status;

    if (!ground.len)
        return usage_error("%s", _("Say what began it: --charge, --typed, --mail, --order or "
                                   "--taken-over."));
    status = check_known(job);
    if (status == 0)
        status = read_charges(job, &found);
    if (status == 0)
        status = choose_id(job);
    if (status == 0)
        status = write_opened(job, ground);
    if (status == 0 && found.charges.len)
        status = write_charges(job, &found);
    if (status == 0 && job->options->given.mail)
        status = case_take_mail(job, job->options->given.mail);
    if (status == 0)
        status = write_known(job);
    if (status == 0)
        offer(job, &found,
              _("Nobody can explain these charges either; \"mioboe case charge\" takes them in:"));
    return status;
}

/* ------------------------------------------------------------------ further charges */

static int remove_charge(struct case_job *job)
{
    const struct case_charge *charge = case_charge_named(job, case_operand(job, 1));
    struct event event = case_event(job, EVENT_CHARGE_REMOVED);

    if (!charge)
        return EXIT_USAGE;
    case_field(job, &event, SLICE("charge"), charge->id);
    case_field(job, &event, SLICE("reason"), job->options->given.reason);
    return case_write(job, &event);
}

int case_add_charge(struct case_job *job)
{
    struct found found;
    int status;

    if (slice_eq(case_operand(job, 0), SLICE("remove")))
        return remove_charge(job);
    status = check_known(job);
    if (status == 0)
        status = read_charges(job, &found);
    return status ? status : write_charges(job, &found);
}
