#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/job.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "render/agenda_text.h"
#include "render/ics.h"
#include "render/words.h"
#include "store/journal.h"

#include "base/moment.h"

#include <stddef.h>

static const char *const formats[] = {"text", "json", "csv", "ics", NULL}; /* enum option_format */
static const struct option option_format_agenda = {
    "format",        OPTION_CHOICE, offsetof(struct options, format),
    "text|json|ics", formats,       N_("how the answer is written; ics: a calendar file")};
static const struct option option_cases = {
    "case",     OPTION_WORDS, offsetof(struct options, cases),
    N_("CASE"), NULL,         N_("this case only; may be given again")};
static const struct option option_today = {
    "today", OPTION_MARK, offsetof(struct options, today_only),
    NULL,    NULL,        N_("only what is past, or should be thought of by now")};

const struct option *const agenda_options[] = {
    &option_cases, &option_format_agenda, &option_today, &option_store,   &option_now,
    &option_lang,  &option_color,         &option_width, &option_verbose, NULL};

struct work {
    const struct options *options;
    struct arena *arena;
    const struct catalog *catalog;
    struct store *store;
    struct page *page;
    struct agenda_book book;
    bool failed;
};

/* ------------------------------------------------------------------ journals */

static void say_broken(struct work *w, struct slice id, uint64_t seq)
{
    char text[300];

    snprintf(text, sizeof(text),
             _("The journal of case %.*s does not hold at entry %llu: something else than mioboe "
               "changed it. Its days are not shown."),
             (int)id.len, id.ptr, (unsigned long long)seq);
    message_say(SLICE(""), 0, text);
    w->failed = true;
}

/* Return false after a sentence. */
static bool load(struct work *w, struct slice id, struct case_state *state)
{
    struct store_events events = {0};
    struct journal_check check;
    struct err err;

    state_init(state, w->arena);
    if (w->store->ops->event_list(w->store, id, w->arena, &events, &err) < 0) {
        w->failed = own_store_complain(w->options, &err) != 0;
        return false;
    }
    journal_verify(&events, w->arena, &check);
    if (check.fault != JOURNAL_WHOLE) {
        say_broken(w, id, check.seq);
        return false;
    }
    for (size_t i = 0; i < events.len; i++) {
        struct event event;

        if (event_read(events.at[i].bytes, w->arena, &event, &err) < 0 ||
            state_apply(state, &event, &err) < 0) {
            say_broken(w, id, events.at[i].seq);
            return false;
        }
    }
    return true;
}

static void add_case(struct work *w, struct slice id, bool is_named)
{
    struct case_state *state = arena_make(w->arena, struct case_state);
    struct paper paper = {
        .page = w->page, .catalog = w->catalog, .state = state, .today = w->book.today};

    if (load(w, id, state) && (state->is_open || is_named))
        agenda_book_add(&w->book, &paper);
}

/* ------------------------------------------------------------------ which cases */

static bool is_among(const struct store_names *names, struct slice id)
{
    for (size_t i = 0; i < names->len; i++)
        if (slice_eq(names->at[i], id))
            return true;
    return false;
}

/* Those that --case names, else all that are open. */
static int add_cases(struct work *w)
{
    const struct words *named = &w->options->cases;
    struct store_names names = {0};
    struct err err;

    if (w->store->ops->case_list(w->store, w->arena, &names, &err) < 0)
        return own_store_complain(w->options, &err);
    for (size_t i = 0; i < named->len; i++)
        if (!is_among(&names, named->at[i]))
            return usage_error(_("There is no case \"%.*s\"."), (int)named->at[i].len,
                               named->at[i].ptr);
    w->book.is_many = named->len ? named->len > 1 : names.len > 1;
    for (size_t i = 0; i < named->len; i++)
        add_case(w, named->at[i], true);
    for (size_t i = 0; !named->len && i < names.len; i++)
        add_case(w, names.at[i], false);
    return 0;
}

/* ------------------------------------------------------------------ the command */

static void print(struct work *w)
{
    struct printer json = printer_json(w->page->out);

    switch ((enum option_format)w->options->format) {
    case FORMAT_JSON: agenda_json(&json, &w->book); break;
    case FORMAT_ICS: ics_write(w->page->out, &w->book, w->page); break;
    default: agenda_text(w->page, &w->book, w->options->verbose);
    }
}

/* Something of the person's own is urgent or past; a calendar is only written. */
static int status_of(const struct work *w)
{
    if (w->failed)
        return EXIT_UNREAD;
    for (size_t i = 0; w->options->format != FORMAT_ICS && i < w->book.entries.len; i++) {
        const struct agenda_entry *entry = &w->book.entries.at[i];
        struct slice stage = agenda_stage(&w->book, entry);

        if (entry->side == AGENDA_YOURS &&
            (slice_eq(stage, SLICE("urgent")) || slice_eq(stage, SLICE("over"))))
            return EXIT_ATTENTION;
    }
    return EXIT_FINE;
}

static int run(struct work *w)
{
    int status;

    w->book.now = own_store_now(w->options);
    w->book.today = moment_day(w->book.now, DAY_JST);
    status = own_store_open(w->options, STORE_READ, w->arena, &w->store);
    if (status == 0)
        status = add_cases(w);
    store_close(w->store);
    if (status != 0)
        return status;
    if (w->options->today_only)
        agenda_book_today(&w->book);
    print(w);
    return status_of(w);
}

static int agenda(const struct options *options, struct arena *arena)
{
    struct output out;
    struct page page = {.out = &out,
                        .arena = arena,
                        .width = terminal_width(options),
                        .color = terminal_has_color(options),
                        .japanese = language_is_japanese()};
    struct work w = {.options = options, .arena = arena, .page = &page};
    struct job job;
    int status;

    job_init(&job, options, arena);
    w.catalog = door_catalog(job.mioboe);
    w.failed = job.failed;
    standard_output_init(&out);
    status = run(&w);
    output_done(&out);
    job_done(&job);
    return status;
}

int cmd_agenda(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && options.operands.len)
        status = usage_error(_("agenda takes no file; \"%s\" is too much."),
                             options.operands.at[0].text);
    if (status == 0)
        status = agenda(&options, arena);
    arena_free(arena);
    return status;
}
