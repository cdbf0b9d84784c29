#include "cli/command.h"

#include "cli/exit_status.h"
#include "cli/input_wait.h"
#include "cli/job_mails.h"
#include "cli/language.h"
#include "cli/mail_work.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/resolver.h"
#include "cli/standard_output.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "render/mail_text.h"
#include "render/words.h"

#include <unistd.h>

#define STEP_SECONDS 10u          /* CPU time for one message */
#define CHILD_MEMORY (4ull << 30) /* address space of the child */

const struct option *const mail_options[] = {
    &option_format_short, &option_dns_file, &option_offline, &option_trust_authserv, &option_now,
    &option_lang,         &option_color,    &option_width,   &option_verbose,        NULL};

/* The parent's side: what was handed over is written in order. */
struct telling {
    struct mail_work work;
    struct arena *arena;
    struct output out;
    struct printer json;
    struct page page;
    struct mail_counts counts;
    struct slice first; /* the piece of the first message, held back until there is a second */
    bool *has_mail;     /* for each input */
    struct input_wait wait;
    bool failed;
};

/* ------------------------------------------------------------------ pieces */

struct cut_piece {
    struct mail_piece head;
    struct slice line, text;
};

/* The child may have been taken over by what it read: nothing that it says is believed blindly. */
static bool cut(const struct telling *t, struct slice piece, struct cut_piece *ret)
{
    struct slice rest;

    if (piece.len < sizeof(ret->head))
        return false;
    memcpy(&ret->head, piece.ptr, sizeof(ret->head));
    rest = slice_skip(piece, sizeof(ret->head));
    ret->line = slice_sub(rest, 0, ret->head.line);
    ret->text = slice_skip(rest, ret->head.line);
    return ret->head.file < t->work.inputs->len && ret->head.verdict <= MAIL_FAKE &&
           ret->line.len == ret->head.line && ret->text.len == ret->head.text;
}

static void write_many(struct telling *t, const struct cut_piece *parts)
{
    bool is_safe = parts->head.verdict == MAIL_GENUINE || parts->head.verdict == MAIL_VOUCHED;

    output_add(&t->out, is_safe ? parts->line : parts->text);
    if (!is_safe)
        output_add_byte(&t->out, '\n');
}

static void write_message(struct telling *t, struct slice piece, const struct cut_piece *parts)
{
    struct cut_piece first;

    t->counts.messages++;
    t->counts.verdicts[parts->head.verdict]++;
    t->counts.malformed += parts->head.malformed != 0;
    t->has_mail[parts->head.file] = true;
    if (t->work.options->format == FORMAT_JSON) {
        printer_json_take(&t->json, parts->text);
        return;
    }
    if (t->counts.messages == 1) {
        t->first = arena_copy(t->arena, piece);
        return;
    }
    if (t->counts.messages == 2 && cut(t, t->first, &first))
        write_many(t, &first);
    write_many(t, parts);
}

static void complain_unread(struct telling *t, const struct input *input,
                            const struct cut_piece *parts)
{
    struct err err;

    err_set(&err,
            parts->head.code > ERR_NONE || parts->head.code < ERR_MEMBER
                ? ERR_IO
                : (enum err_code)parts->head.code,
            0, parts->line);
    message_err(input->path, &err);
    t->failed = true;
}

static bool is_outlook(struct slice path)
{
    return path.len > 4 && slice_eq_nocase(slice_skip(path, path.len - 4), SLICE(".msg"));
}

static void on_piece(void *ctx, struct slice piece)
{
    struct telling *t = ctx;
    struct cut_piece parts;
    const struct input *input;

    if (!cut(t, piece, &parts))
        return;
    input = &t->work.inputs->at[parts.head.file];
    if (parts.head.kind == MAIL_PIECE_MESSAGE) {
        write_message(t, piece, &parts);
    } else if (parts.head.kind == MAIL_PIECE_UNREAD) {
        complain_unread(t, input, &parts);
    } else if (is_outlook(input->path)) {
        message_say(input->path, 0,
                    _("This is Outlook's own format. Open it there and save the mail as .eml."));
        t->failed = true;
    } else if (input->named) {
        message_say(input->path, 0,
                    _("This is no mail; save it from the mail program with its header (.eml)."));
        t->failed = true;
    }
}

/* A message that the child fell over at: malformed, and told as such. */
static void on_lost(void *ctx, struct child_step at, enum child_loss loss)
{
    static const struct slice codes[CHILD_LOSSES] = {
        [CHILD_CRASHED] = {"crashed", 7}, [CHILD_TOO_SLOW] = {"too_slow", 8}};
    struct telling *t = ctx;
    struct arena *arena = arena_new(&memory);
    struct mail mail = {.verdict = MAIL_UNKNOWN,
                        .decided_by = MAIL_MALFORMED,
                        .kind = MAIL_OTHER,
                        .is_malformed = true,
                        .mime = {.date = MAIL_NO_TIME, .received = MAIL_NO_TIME}};
    struct mail_reason *reason = array_push(arena, &mail.reasons);
    const struct input *input = &t->work.inputs->at[at.file];
    struct mail_place place = {input->path, at.item};

    *reason = (struct mail_reason){MAIL_MALFORMED, MAIL_CANNOT, codes[loss], {"", 0}};
    if (at.item == CHILD_WHOLE_FILE) {
        message_say(input->path, 0, _("What is left of this file could not be read."));
        t->failed = true;
    } else {
        on_piece(t, mail_work_piece(&t->work, &place, &mail, NULL, at.file, arena));
    }
    arena_free(arena);
}

/* ------------------------------------------------------------------ begin and end */

static void begin(struct telling *t)
{
    t->page = (struct page){.out = &t->out,
                            .arena = t->arena,
                            .width = t->work.width,
                            .color = t->work.color,
                            .japanese = t->work.japanese};
    standard_output_init(&t->out);
    if (t->work.options->format != FORMAT_JSON)
        return;
    t->json = printer_json(&t->out);
    print_begin_map(&t->json);
    print_string_of(&t->json, "schema", SLICE("mioboe.mail/1"));
    print_key(&t->json, "messages");
    print_begin_list(&t->json);
}

static void end(struct telling *t)
{
    struct cut_piece first;

    if (t->work.options->format == FORMAT_JSON) {
        print_end(&t->json);
        mail_json_summary(&t->json, &t->counts);
        print_end(&t->json);
    } else if (t->counts.messages == 1 && cut(t, t->first, &first)) {
        output_add(&t->out, first.text);
    } else if (t->counts.messages > 1) {
        mail_text_summary(&t->page, &t->counts);
    }
    output_done(&t->out);
}

/* A named folder without a single mail; what is wrong with a file is told where it is read. */
static void complain_folder(struct telling *t, struct slice path)
{
    struct slice below = arena_join(t->arena, (struct slice[]){path, SLICE("/")}, 2);
    const struct inputs *inputs = t->work.inputs;

    for (size_t i = 0; i < inputs->len; i++)
        if (slice_eq(inputs->at[i].path, path) ||
            (slice_starts(inputs->at[i].path, below) && t->has_mail[i]))
            return;
    message_say(path, 0, _("There is no mail in this folder."));
    t->failed = true;
}

/* Inputs that could not be opened, and named folders without a single mail. */
static void complain(struct telling *t)
{
    const struct options *options = t->work.options;
    const struct inputs *inputs = t->work.inputs;

    for (size_t i = 0; i < inputs->len; i++)
        if (inputs->at[i].err.code) {
            message_err(inputs->at[i].path, &inputs->at[i].err);
            t->failed = true;
        }
    for (size_t o = 0; o < options->operands.len; o++)
        complain_folder(t, input_shown(t->arena, slice_of(options->operands.at[o].text)));
}

static int status_of(const struct telling *t, int r)
{
    if (t->failed || r != 0)
        return EXIT_UNREAD;
    return t->counts.verdicts[MAIL_UNKNOWN] + t->counts.verdicts[MAIL_FAKE] ? EXIT_ATTENTION
                                                                            : EXIT_FINE;
}

/* ------------------------------------------------------------------ the command */

static void open_inputs(struct telling *t, struct inputs *inputs)
{
    const struct operands *operands = &t->work.options->operands;
    struct job_spare spare;

    job_spare_take(&spare);
    for (size_t i = 0; i < operands->len; i++)
        input_open_as(inputs, t->arena, operands->at[i].text,
                      &(struct input_manner){.may_wait = true});
    job_spare_give(&spare);
    input_sort(inputs, t->arena);
    input_wait_init(&t->wait, inputs);
    t->work.inputs = inputs;
    t->has_mail = arena_make_n(t->arena, bool, inputs->len + 1);
}

static int read_waiting(void *ctx, uint32_t file, char *to, size_t len, uint64_t at)
{
    return input_wait_read(&((struct telling *)ctx)->wait, file, to, len, at);
}

static int run(struct telling *t, const struct catalog *catalog, int32_t today)
{
    struct resolver_opts opts = {.dns_file = t->work.options->dns_file,
                                 .network = !t->work.options->offline,
                                 .today = today,
                                 .catalog = catalog,
                                 .options = t->work.options};
    struct resolver *resolver = resolver_new(&opts, t->arena, &t->failed);
    struct key_source keys = resolver_keys(resolver);
    struct child_run child = {.work = mail_work_run,
                              .piece = on_piece,
                              .read = read_waiting,
                              .lost = on_lost,
                              .ctx = t,
                              .keys = &keys,
                              .allocator = &memory,
                              .limits = {CHILD_MEMORY, STEP_SECONDS, false}};
    int r;

    mail_init();
    t->work.domains = domains_new(&memory);
    t->work.catalog = catalog;
    t->work.roots = job_read_roots(t->arena);
    begin(t);
    r = child_run(&child);
    input_wait_done(&t->wait);
    if (r != 0)
        message_say(SLICE(""), 0, _("The files could not be read to the end."));
    end(t);
    complain(t);
    resolver_done(resolver);
    domains_free(t->work.domains);
    return status_of(t, r);
}

static int check(struct options *options, struct arena *arena)
{
    struct telling t = {.arena = arena};
    struct inputs inputs = {0};
    struct job job;
    int status;

    if (options->now == OPTION_NO_TIME)
        options->now = (int64_t)time(NULL);
    t.work = (struct mail_work){.options = options,
                                .width = terminal_width(options),
                                .color = terminal_has_color(options),
                                .japanese = language_is_japanese()};
    job_init(&job, options, arena);
    open_inputs(&t, &inputs);
    status = run(&t, door_catalog(job.mioboe), (int32_t)(options->now / 86400));
    if (job.failed)
        status = EXIT_UNREAD;
    job_done(&job);
    return status;
}

/* The word behind `mail`; options may stand before it. */
static int take_word(struct operands *operands)
{
    const char *word = operands->len ? operands->at[0].text : NULL;

    if (!word)
        return usage_error("%s",
                           _("mail needs to be told what to do: \"mioboe mail check PATH\"."));
    if (strcmp(word, "check") != 0 && suggest_is_near(word, "check"))
        return usage_error(_("There is no command \"%s\". Did you mean \"%s\"?"), word,
                           "mail check");
    if (strcmp(word, "check") != 0)
        return usage_error("%s",
                           _("mail needs to be told what to do: \"mioboe mail check PATH\"."));
    operands->at++;
    operands->len--;
    return 0;
}

int cmd_mail(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0)
        status = take_word(&options.operands);
    if (status == 0 && !options.operands.len)
        status = usage_error("%s", _("mail check needs something to read: a message, an mbox, a "
                                     "folder with them, or \"-\" for standard input."));
    if (status == 0)
        status = check(&options, arena);
    arena_free(arena);
    return status;
}
