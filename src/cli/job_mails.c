#include "cli/job_mails.h"

#include "cli/exit_status.h"
#include "cli/input_wait.h"
#include "cli/memory.h"
#include "cli/mail_module.h"
#include "cli/message.h"
#include "cli/part.h"
#include "cli/resolver.h"
#include "read/zip_module.h"
#include "render/words.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOTS_MAX (4u << 20)
#define STEP_SECONDS 10u /* CPU time for one mail */
#define LACKING \
    0x1000 /* a child's end that is no exit status: bits of enum read_part stand below */

void job_spare_take(struct job_spare *spare)
{
    for (int i = 0; i < JOB_SPARE; i++)
        spare->fds[i] = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

void job_spare_give(struct job_spare *spare)
{
    for (int i = 0; i < JOB_SPARE; i++)
        if (spare->fds[i] >= 0)
            close(spare->fds[i]);
}

struct slice job_read_roots(struct arena *arena)
{
    static const char debian[] = "/etc/ssl/certs/ca-certificates.crt";
    const char *chosen = getenv("SSL_CERT_FILE"); /* X509_get_default_cert_file_env() */
    struct inputs inputs = {0};
    struct slice roots = {"", 0};
    struct err err;

    input_open(&inputs, arena, chosen ? chosen : debian, SLICE(""));
    if (inputs.len == 1 && inputs.at[0].fd >= 0)
        input_read(&inputs.at[0], ROOTS_MAX, arena, &roots, &err);
    return roots;
}

static struct door_mail_opts mail_opts(struct job *job)
{
    const struct options *options = job->options;

    return (struct door_mail_opts){.keys = resolver_keys(job->resolver),
                                   .domains = job->domains,
                                   .roots = job_read_roots(job->arena),
                                   .authservs = options->authservs.at,
                                   .authservs_len = options->authservs.len,
                                   .now = options->now == OPTION_NO_TIME ? (int64_t)time(NULL)
                                                                         : options->now};
}

/* Keys, roots and all else that judging mails needs from the world. */
static void take_mails(struct job *job, const struct mail_module *mails)
{
    const struct options *options = job->options;
    struct resolver_opts opts = {.dns_file = options->dns_file,
                                 .network = options->online && !options->offline,
                                 .today = job->mioboe->env.as_of,
                                 .catalog = door_catalog(job->mioboe),
                                 .options = options};
    struct door_mail_opts mail;
    bool failed;

    job->mails = mails;
    mails->init();
    job->resolver = resolver_new(&opts, job->arena, &failed);
    job->failed = job->failed || failed;
    job->domains = mails->domains_new(&memory);
    mail = mail_opts(job);
    mails->begin(job->mioboe, &mail);
}

void job_leave_mails(struct job *job)
{
    if (!job->mails)
        return;
    resolver_done(job->resolver);
    job->mails->domains_free(job->domains);
    job->mails = NULL;
}

/* ------------------------------------------------------------------ modules */

bool job_note_lack(void *ctx, enum read_part part)
{
    struct job *job = ctx;

    if (!(job->gone & 1u << part))
        job->lacks |= 1u << part;
    return job->lacks != 0;
}

static bool load_zip(struct job *job)
{
    const struct module *module = part_load("zip");
    const struct zip_module *zip = module ? module->functions : NULL;

    if (zip)
        job->mioboe->env.archive = zip->read;
    return zip != NULL;
}

static bool load_mails(struct job *job)
{
    const struct mail_module *mails = mail_module();

    if (mails)
        take_mails(job, mails);
    return mails != NULL;
}

bool job_load(struct job *job, unsigned parts)
{
    unsigned before = job->loaded;

    static bool (*const load[READ_PARTS])(struct job *) = {
        [READ_ZIP] = load_zip, [READ_MAIL] = load_mails};

    for (unsigned part = 0; part < READ_PARTS; part++)
        if (parts & ~job->loaded & 1u << part) {
            job->loaded |= 1u << part;
            if (!load[part](job)) {
                job->gone |= 1u << part;
                job->failed = true;
            }
        }
    return job->loaded != before;
}

/*
 * What the names of the inputs let expect; a file that is called otherwise costs a second child.
 * What cannot be read twice must find all that it may need.
 */
static unsigned expected_parts(const struct inputs *inputs)
{
    static const struct {
        struct slice end;
        enum read_part part;
    } ends[] = {{{".zip", 4}, READ_ZIP}, {{".eml", 4}, READ_MAIL}, {{".mbox", 5}, READ_MAIL}};
    unsigned parts = 0;

    for (size_t i = 0; i < inputs->len; i++) {
        const struct input *input = &inputs->at[i];

        if (input->fd >= 0 && !input->regular)
            parts |= 1u << READ_ZIP | 1u << READ_MAIL;
        for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
            if (input->path.len > ends[k].end.len &&
                slice_eq_nocase(slice_skip(input->path, input->path.len - ends[k].end.len),
                                ends[k].end))
                parts |= 1u << ends[k].part;
    }
    return parts;
}

/* ------------------------------------------------------------------ the child */

struct run {
    struct job *job;
    int (*work)(struct job *job);
    struct child *child;
    struct input_wait wait;     /* in the parent */
    struct input_reader reader; /* in the child */
};

/* Mails are the steps of one long file: with all of them the answer is one. */
static bool begin_mail(void *ctx, uint32_t n)
{
    return child_begin(((struct run *)ctx)->child, (struct child_step){0, n});
}

static void end_mails(void *ctx)
{
    child_rest(((struct run *)ctx)->child);
}

static void take_child_keys(struct run *run)
{
    struct door_mail_opts mail = mail_opts(run->job);

    mail.keys = child_keys(run->child);
    mail.begin = begin_mail;
    mail.rest = end_mails;
    mail.ctx = run;
    door_mail_done(run->job->mioboe);
    run->job->mails->begin(run->job->mioboe, &mail);
}

static int in_child(struct child *child, void *ctx)
{
    struct run *run = ctx;
    struct job *job = run->job;

    run->child = job->child = child;
    input_wait_for(&job->inputs, child, &run->reader);
    memory_settle();
    if (job->mails)
        take_child_keys(run);
    if (!child_is_confined(child) && job->options->verbose)
        message_say(SLICE(""), 0,
                    _("This system offers no sandbox; the files are read without one."));
    job_read_inputs(job);
    return job->lacks ? LACKING | (int)job->lacks : run->work(job);
}

/* A child that ended by itself has said why; one that was killed is answered for by the same end.
 */
static int pass_on(int how)
{
    if (WIFEXITED(how) && WEXITSTATUS(how))
        return WEXITSTATUS(how);
    if (WIFSIGNALED(how)) {
        signal(WTERMSIG(how), SIG_DFL);
        raise(WTERMSIG(how));
    }
    message_say(SLICE(""), 0, _("The files could not be read to the end."));
    return EXIT_UNREAD;
}

/* Whether there is a reason to begin anew: a child may say what it likes, but each part is loaded
 * once. */
static bool load_lacking(struct job *job, int status)
{
    unsigned parts = status > 0 && (status & LACKING) ? (unsigned)status & ~job->loaded : 0;

    return job_load(job, parts);
}

static void hand_on(void *ctx, struct slice bytes)
{
    struct job *job = ((struct run *)ctx)->job;

    if (job->piece)
        job->piece(job->piece_ctx, bytes);
}

static int read_waiting(void *ctx, uint32_t file, char *to, size_t len, uint64_t at)
{
    return input_wait_read(&((struct run *)ctx)->wait, file, to, len, at);
}

int job_run_paths(struct job *job, int (*work)(struct job *job))
{
    struct job_spare spare;
    struct run run = {.job = job, .work = work};
    int how = 0, status;
    struct child_run child = {.work = in_child,
                              .ctx = &run,
                              .piece = hand_on,
                              .read = read_waiting,
                              .again = true,
                              .ret_how = &how,
                              .allocator = &memory,
                              .limits = {.seconds = STEP_SECONDS, .may_write = true}};

    job_spare_take(&spare);
    job_open_paths(job);
    job_spare_give(&spare);
    input_wait_init(&run.wait, &job->inputs);
    job_load(job, expected_parts(&job->inputs));
    do {
        struct key_source keys;

        if (job->mails)
            keys = resolver_keys(job->resolver);
        child.keys = job->mails ? &keys : NULL;
        status = child_run(&child);
    } while (load_lacking(job, status));
    input_wait_done(&run.wait);
    return status >= 0 && !(status & LACKING) ? status : pass_on(how);
}
