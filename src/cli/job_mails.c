#include "cli/job_mails.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/resolver.h"
#include "job/child.h"
#include "render/door_mail.h"
#include "render/words.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROOTS_MAX (4u << 20)
#define STEP_SECONDS 10u /* CPU time for one mail */

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
    const char *chosen = getenv(X509_get_default_cert_file_env());
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

void job_take_mails(struct job *job)
{
    const struct options *options = job->options;
    struct resolver_opts opts = {.dns_file = options->dns_file,
                                 .network = options->online && !options->offline,
                                 .today = job->mioboe->env.as_of,
                                 .catalog = door_catalog(job->mioboe),
                                 .options = options};
    struct door_mail_opts mail;
    bool failed;

    mail_init();
    job->resolver = resolver_new(&opts, job->arena, &failed);
    job->failed = job->failed || failed;
    job->domains = domains_new(&memory);
    mail = mail_opts(job);
    door_mail_begin(job->mioboe, &mail);
}

void job_leave_mails(struct job *job)
{
    if (!job->resolver)
        return;
    resolver_done(job->resolver);
    domains_free(job->domains);
    job->resolver = NULL;
}

/* ------------------------------------------------------------------ the child */

struct run {
    struct job *job;
    int (*work)(struct job *job);
    struct child *child;
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

static int in_child(struct child *child, void *ctx)
{
    struct run *run = ctx;
    struct door_mail_opts mail = mail_opts(run->job);

    run->child = run->job->child = child;
    memory_settle();
    mail.keys = child_keys(child);
    mail.begin = begin_mail;
    mail.rest = end_mails;
    mail.ctx = run;
    door_mail_done(run->job->mioboe);
    door_mail_begin(run->job->mioboe, &mail);
    if (!child_is_confined(child) && run->job->options->verbose)
        message_say(SLICE(""), 0,
                    _("This system offers no sandbox; the files are read without one."));
    return run->work(run->job);
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

static void hand_on(void *ctx, struct slice bytes)
{
    struct job *job = ((struct run *)ctx)->job;

    if (job->piece)
        job->piece(job->piece_ctx, bytes);
}

int job_run_paths(struct job *job, int (*work)(struct job *job))
{
    struct job_spare spare;
    struct key_source keys;
    struct run run = {job, work, NULL};
    int how = 0, status;
    struct child_run child = {.work = in_child,
                              .ctx = &run,
                              .piece = hand_on,
                              .again = true,
                              .ret_how = &how,
                              .keys = &keys,
                              .allocator = &memory,
                              .limits = {.seconds = STEP_SECONDS, .may_write = true}};

    job_spare_take(&spare);
    job_open_paths(job);
    job_spare_give(&spare);
    job_take_mails(job);
    keys = resolver_keys(job->resolver);
    status = child_run(&child);
    return status >= 0 ? status : pass_on(how);
}
