#include "cli/password_job.h"

#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/job_store.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/part.h"
#include "cli/secret.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "render/words.h"

#include <stddef.h>

#define SHOPS_MAX 2000u /* names on statements that are compared with */

const struct option option_word = {
    "word",
    OPTION_WORDS,
    offsetof(struct options, own_words),
    N_("WORD"),
    NULL,
    N_("a name, birthday or other word that others know of you; may be given again")};
const struct option option_breaches = {
    "breaches",
    OPTION_MARK,
    offsetof(struct options, breaches),
    NULL,
    NULL,
    N_("ask whether it leaked: five digits of its SHA-1 leave this machine, no more")};
const struct option option_breach_url = {
    "breach-url", OPTION_PATH, offsetof(struct options, breach_url),
    "URL",        NULL,        N_("the service that is asked")};

/* ------------------------------------------------------------------ own words */

ARRAY_TYPE(own_words, struct slice);

static void add(struct arena *arena, struct own_words *words, struct slice text)
{
    if (text.len)
        *array_push(arena, words) = text;
}

/* Who is in the household, its cards, places and devices, and the shops it buys from. */
static void add_records(const struct records *r, struct arena *arena, struct own_words *words)
{
    for (size_t i = 0; i < r->sources.len; i++)
        add(arena, words, r->sources.at[i].account);
    for (size_t i = 0; i < r->cards.len; i++)
        add(arena, words, slice_of(r->cards.at[i].last4));
    for (size_t i = 0; i < r->account_events.len; i++)
        add(arena, words, r->account_events.at[i].device);
    for (size_t i = 0; i < r->order_lines.len; i++)
        add(arena, words, r->order_lines.at[i].postcode);
    for (size_t i = 0; i < r->texts.len && i < SHOPS_MAX; i++)
        add(arena, words, r->texts.at[i].folded);
}

static int gather_words(struct password_job *job)
{
    struct own_words words = {NULL, 0, 0};
    const struct words *given = &job->options->own_words;
    const struct catalog *c;
    struct job reading;
    int status = 0;

    job_init(&reading, job->options, job->arena);
    c = door_catalog(reading.mioboe);
    for (size_t i = 0; i < given->len; i++)
        add(job->arena, &words, given->at[i]);
    if (own_store_is_there(job->options))
        status = job_read_store(&reading);
    if (status == 0)
        add_records(&reading.mioboe->records, job->arena, &words);
    password_words(words.at, words.len, c->word_lists, c->word_lists_len, job->arena, &job->words);
    job_done(&reading);
    return status;
}

/* ------------------------------------------------------------------ */

static int load_breach(struct password_job *job)
{
    const struct module *module = job->options->breaches ? part_load("breach") : NULL;

    job->breach = module ? module->functions : NULL;
    return job->options->breaches && !module ? EXIT_UNREAD : 0;
}

int password_job_init(struct password_job *job, const struct command_call *call, size_t operands)
{
    int status;

    *job = (struct password_job){.arena = arena_new(&memory)};
    job->options = &job->parsed;
    status = option_read(call->command->options, call->argc, call->argv, job->arena, &job->parsed);
    if (status == 0 && job->options->operands.len != operands)
        status =
            operands
                ? usage_error("%s", _("review passwords takes one file: the export of a password "
                                      "manager or browser."))
                : usage_error("%s",
                              _("review password takes no password on the command line, where "
                                "others could see it; it asks for it."));
    if (status == 0)
        status = gather_words(job);
    if (status == 0)
        status = load_breach(job);
    secret_begin();
    return status;
}

void password_job_done(struct password_job *job)
{
    arena_free(job->arena);
}

int password_job_ask(const struct password_job *job, const struct breach_digest *digest,
                     int64_t *ret)
{
    const char *url = job->options->breach_url ? job->options->breach_url : BREACH_URL;
    struct err err = {.line = 0};
    char text[300];

    if (breach_count(job->breach, url, digest, ret, &err) == 0)
        return 0;
    snprintf(text, sizeof(text), _("The list of leaked passwords could not be asked: %s."),
             err.detail);
    message_say(slice_of(url), 0, text);
    return EXIT_UNREAD;
}

struct page password_job_page(const struct password_job *job, struct output *out)
{
    standard_output_init(out);
    return (struct page){.out = out,
                         .arena = job->arena,
                         .width = terminal_width(job->options),
                         .color = terminal_has_color(job->options),
                         .japanese = language_is_japanese()};
}
