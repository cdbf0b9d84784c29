#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/review_job.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "render/ics.h"
#include "render/words.h"

#include <errno.h>
#include <stddef.h>

static const struct option option_monthly = {
    "monthly", OPTION_MARK, offsetof(struct options, monthly),
    NULL,      NULL,        N_("only what is new since the last monthly look, and what is due")};
static const struct option option_ics = {
    "ics",      OPTION_PATH, offsetof(struct options, ics),
    N_("FILE"), NULL,        N_("write a calendar file with the day of the next look")};
static const struct option option_geo = {
    "geo",
    OPTION_WORDS,
    offsetof(struct options, geo),
    N_("FILE"),
    NULL,
    N_("a MaxMind database of countries or networks of yours; may be given again")};
static const struct option option_home = {
    "home",
    OPTION_TEXT,
    offsetof(struct options, home),
    N_("COUNTRY"),
    NULL,
    N_("where you live, as JP; by itself where most sign-ins are from")};

const struct option *const review_options[] = {
    &option_monthly,  &option_ics,     &option_geo,
    &option_home,     &option_as_of,   &option_format_short,
    &option_account,  &option_members, &option_store,
    &option_dns_file, &option_online,  &option_trust_authserv,
    &option_now,      &option_lang,    &option_color,
    &option_width,    &option_verbose, NULL};
static const struct option *const ask_options[] = {
    &option_as_of, &option_store, &option_now, &option_lang, &option_color, &option_width, NULL};
static const struct option *const mark_options[] = {
    &option_as_of, &option_format_short, &option_store, &option_now,
    &option_lang,  &option_color,        &option_width, NULL};
static const struct option option_put_off = {
    "until",    OPTION_DAY, offsetof(struct options, filter.until),
    N_("DATE"), NULL,       N_("not before this day; by itself in 30 days")};
static const struct option *const later_options[] = {
    &option_put_off, &option_as_of, &option_format_short, &option_store, &option_now,
    &option_lang,    &option_color, &option_width,        NULL};

const struct command review_commands[] = {
    {"ask", review_ask, ask_options, N_("[OPTION...]"),
     N_("ask the questions that are due, one after the other"), NULL},
    {"answer", review_mark, mark_options, N_("[OPTION...] ID yes|no|unknown"),
     N_("answer one question"), NULL},
    {"done", review_mark, mark_options, N_("[OPTION...] ID"), N_("a finding is looked at and fine"),
     NULL},
    {"not-mine", review_mark, mark_options, N_("[OPTION...] ID"),
     N_("nobody of the household knows it; tells how to begin a case"), NULL},
    {"later", review_mark, later_options, N_("[OPTION...] ID"), N_("put a finding off"), NULL},
    {"password", review_password, password_options, N_("[OPTION...]"),
     N_("judge a password that is typed; nothing of it is kept"), NULL},
    {"passwords", review_passwords, passwords_options, N_("[OPTION...] FILE"),
     N_("look through the export of a password manager or browser"),
     N_("FILE is a CSV file of Bitwarden, 1Password, Chrome, Edge, Firefox, Apple, LastPass or "
        "KeePassXC.\nNames of sites are printed, never a password; delete the file afterwards.")},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

/* ------------------------------------------------------------------ the calendar */

static void put_next(struct review_job *r, struct output *out)
{
    struct page page = review_job_page(r, out);
    int32_t today = review_today(r->options), next = day_add_months(today, 1);
    char day[DAY_TEXT_LEN];
    struct agenda_entry entry = {
        .case_id = SLICE("review"),
        .what = slice_of(_("Monthly look at accounts and cards: mioboe review --monthly")),
        .kind = AGENDA_PROMISE,
        .side = AGENDA_YOURS,
        .day = next,
        .warn = next,
        .urge = next,
    };
    struct agenda_book book = {.today = today, .now = own_store_now(r->options)};

    day_write(next, day);
    entry.key = (struct slice){day, sizeof(day)};
    *array_push(r->arena, &book.entries) = entry;
    ics_write(out, &book, &page);
}

static int write_calendar(struct review_job *r)
{
    struct output out;
    FILE *file;
    bool is_written;

    output_init(&out, &memory, NULL, NULL);
    put_next(r, &out);
    file = fopen(r->options->ics, "wbe");
    is_written = file && fwrite(out.at, 1, out.len, file) == out.len;
    if (file && fclose(file) != 0)
        is_written = false;
    output_done(&out);
    if (!is_written) {
        struct err err = {.line = 0};

        err_set(&err, ERR_IO, 0, slice_of(strerror(errno)));
        message_err(slice_of(r->options->ics), &err);
        return EXIT_OUTPUT;
    }
    return 0;
}

/* The day of this look, for the next one. */
static int keep_look(struct review_job *r)
{
    struct mark mark = {MARK_LAST, MARK_DONE, review_today(r->options), r->in.since};
    struct store *store = NULL;
    int status = own_store_open(r->options, STORE_WRITE, r->arena, &store);

    if (status == 0)
        status = review_job_keep(r->options, store, &mark, r->arena);
    store_close(store);
    return status;
}

/* ------------------------------------------------------------------ the look */

static void print(struct review_job *r)
{
    struct output out;
    struct page page = review_job_page(r, &out);
    struct review_view view = {&r->review, r->options->monthly, r->options->verbose};

    standard_output_init(&out);
    if (r->options->format == FORMAT_JSON) {
        struct printer json = printer_json(&out);

        review_json(&json, &view, &page);
    } else {
        review_text(&page, &view);
    }
    output_done(&out);
}

/* Something that should not wait for the next look. */
static bool asks_attention(const struct review_job *r)
{
    struct review_view view = {&r->review, r->options->monthly, false};

    for (size_t i = 0; i < r->review.findings.len; i++) {
        const struct finding *f = &r->review.findings.at[i];

        if (review_shows(&view, f) &&
            (f->rule->severity <= FINDING_HIGH || f->state == MARK_NOT_MINE))
            return true;
    }
    return false;
}

/* Within the child, or after the store was read. */
static int answer(struct job *job)
{
    struct review_job *r = (struct review_job *)job;
    int status = job->failed ? EXIT_UNREAD : door_status(job->mioboe);

    job_complain(job);
    review_job_run(r);
    print(r);
    return status == EXIT_UNREAD ? EXIT_UNREAD : asks_attention(r) ? EXIT_ATTENTION : EXIT_FINE;
}

static int look_at_store(struct review_job *r)
{
    int status = review_job_read_store(r);

    return status ? status : answer(&r->job);
}

static int look(struct review_job *r)
{
    const struct options *options = r->options;
    int status, more = 0;

    status = options->operands.len ? job_run_paths(&r->job, answer) : look_at_store(r);
    if (options->ics)
        more = write_calendar(r);
    if (more == 0 && options->monthly && r->has_store)
        more = keep_look(r);
    return more ? more : status;
}

static int run(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct review_job r;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && !options.operands.len && !options.store && !own_store_is_there(&options))
        status = usage_error("%s", _("review needs something to look at: files to read, or a store "
                                     "(\"mioboe import\" fills it)."));
    if (status == 0) {
        status = review_job_init(&r, &options, arena);
        if (status == 0)
            status = look(&r);
        review_job_done(&r);
    }
    arena_free(arena);
    return status;
}

int cmd_review(const struct command_call *call)
{
    struct command_call below = *call;

    below.command = call->argc ? command_find(review_commands, call->argv[0]) : NULL;
    if (!below.command)
        return run(call);
    below.commands = review_commands;
    below.argc--;
    below.argv++;
    return below.command->run(&below);
}
