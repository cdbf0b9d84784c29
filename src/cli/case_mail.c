#include "cli/case_mail.h"

#include "cli/case_keep.h"
#include "cli/exit_status.h"
#include "cli/job_mails.h"
#include "cli/mail_module.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/resolver.h"
#include "cli/terminal.h"
#include "record/file_text.h"
#include "render/words.h"

#include <unistd.h>

#define STEP_SECONDS 10u          /* CPU time for the message */
#define CHILD_MEMORY (4ull << 30) /* address space of the child */

/* One message to check, and what the child said of it. */
struct checked {
    struct mail_work work; /* first: what mail_work_run() is handed */
    bool has_mail;
    enum mail_verdict verdict;
};

/* The child may have been taken over by what it read: only the verdict is taken, and looked at. */
static void on_piece(void *ctx, struct slice piece)
{
    struct checked *checked = ctx;
    struct mail_piece head;

    if (piece.len < sizeof(head))
        return;
    memcpy(&head, piece.ptr, sizeof(head));
    if (head.kind != MAIL_PIECE_MESSAGE || head.verdict > MAIL_FAKE || checked->has_mail)
        return;
    checked->has_mail = true;
    checked->verdict = (enum mail_verdict)head.verdict;
}

/* A message at which the child fell over is one that nothing is known of. */
static void on_lost(void *ctx, struct child_step at, enum child_loss loss)
{
    struct checked *checked = ctx;

    (void)at;
    (void)loss;
    if (!checked->has_mail)
        checked->verdict = MAIL_UNKNOWN;
    checked->has_mail = true;
}

static int run_child(const struct mail_module *mails, struct checked *checked,
                     struct resolver *resolver)
{
    struct key_source keys = resolver_keys(resolver);
    struct child_run child = {.work = mails->work,
                              .piece = on_piece,
                              .lost = on_lost,
                              .ctx = checked,
                              .keys = &keys,
                              .allocator = &memory,
                              .limits = {CHILD_MEMORY, STEP_SECONDS, false}};

    return child_run(&child);
}

static int check(struct case_job *job, const struct mail_module *mails, struct inputs *inputs,
                 struct checked *ret)
{
    struct options options = *job->options;
    struct resolver_opts opts = {.dns_file = options.dns_file,
                                 .network = !options.offline,
                                 .today = job->today,
                                 .catalog = job->catalog,
                                 .options = &options};
    bool failed = false;
    struct resolver *resolver = resolver_new(&opts, job->arena, &failed);
    int r;

    options.now = job->now;
    mails->init();
    *ret = (struct checked){.work = {.options = &options,
                                     .inputs = inputs,
                                     .catalog = job->catalog,
                                     .domains = mails->domains_new(&memory),
                                     .roots = job_read_roots(job->arena),
                                     .width = TERMINAL_WIDTH}};
    r = run_child(mails, ret, resolver);
    resolver_done(resolver);
    mails->domains_free(ret->work.domains);
    return r < 0 || failed ? EXIT_UNREAD : 0;
}

/* The word of the fact mail_verdict. */
static struct slice verdict_word(enum mail_verdict verdict)
{
    static const struct slice words[] = {[MAIL_GENUINE] = {"genuine", 7},
                                         [MAIL_VOUCHED] = {"genuine", 7},
                                         [MAIL_UNKNOWN] = {"unclear", 7},
                                         [MAIL_FAKE] = {"fake", 4}};

    return words[verdict];
}

/* ------------------------------------------------------------------ a mail that was imported */

static enum mail_verdict verdict_of(uint8_t trust)
{
    switch ((enum trust)trust) {
    case TRUST_GENUINE:
    case TRUST_VOUCHED: return MAIL_GENUINE;
    case TRUST_FAKE: return MAIL_FAKE;
    case TRUST_FILE:
    case TRUST_UNKNOWN: break;
    }
    return MAIL_UNKNOWN;
}

/* 1 when a mail was imported under this path, 0 when none was, else an exit status. */
static int find_stored(struct case_job *job, const char *path, struct source *ret)
{
    struct store_sources sources = {0};
    struct err err;

    if (job->store->ops->source_list(job->store, job->arena, &sources, &err) < 0)
        return own_store_complain(job->options, &err);
    for (size_t i = 0; i < sources.len; i++)
        if (slice_eq(sources.at[i].format, SLICE("mail")) &&
            slice_eq(sources.at[i].path, slice_of(path)) &&
            file_text_read_source(sources.at[i].body, job->arena, ret, &err) == 0)
            return 1;
    return 0;
}

static int take_stored(struct case_job *job, const struct source *source)
{
    struct event note = case_event(job, EVENT_NOTE);
    struct slice sender = source->sender;
    int status = case_write_answer(job, SLICE("mail_verdict"),
                                   verdict_word(verdict_of(source->trust)), FACT_BY_MAIL);

    if (status)
        return status;
    case_field(job, &note, SLICE("text"),
               arena_join(job->arena,
                          (struct slice[]){source->path, sender.len ? SLICE(" <") : sender, sender,
                                           sender.len ? SLICE(">") : sender},
                          4));
    message_say(source->path, 0,
                _("This mail was imported; mioboe knows its verdict, but does not keep the mail "
                  "itself. Keep it, and add it with \"mioboe case evidence\"."));
    return case_write(job, &note);
}

int case_take_mail(struct case_job *job, const char *path)
{
    struct inputs inputs = {0};
    const struct mail_module *mails = mail_module();
    struct checked checked;
    struct source source = {0};
    int status = access(path, F_OK) == 0 ? 0 : find_stored(job, path, &source);

    if (status == 1)
        return take_stored(job, &source);
    if (status)
        return status;
    if (!mails)
        return EXIT_UNREAD;
    input_open(&inputs, job->arena, path, SLICE(""));
    if (inputs.len != 1 || inputs.at[0].fd < 0) {
        if (inputs.len == 1)
            message_err(inputs.at[0].path, &inputs.at[0].err);
        else
            message_say(slice_of(path), 0, _("Name one mail, not a folder."));
        return EXIT_UNREAD;
    }
    status = check(job, mails, &inputs, &checked);
    if (status == 0 && !checked.has_mail) {
        message_say(slice_of(path), 0,
                    _("This is no mail; save it from the mail program with its header (.eml)."));
        status = EXIT_UNREAD;
    }
    if (status == 0)
        status = case_keep_file(job, path, SLICE("mail"));
    if (status == 0)
        status = case_write_answer(job, SLICE("mail_verdict"), verdict_word(checked.verdict),
                                   FACT_BY_MAIL);
    return status;
}
