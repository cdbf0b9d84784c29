#include "cli/households.h"

#include "cli/exit_status.h"
#include "cli/job.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "render/report_json.h"
#include "render/report_text.h"
#include "render/words.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What parent and child tell each other: which household is next, what was the worst so far. */
struct progress {
    size_t next;
    int status;
    unsigned lacks; /* job->lacks: the next one needs a module */
};

struct run {
    const struct options *options;
    struct job job; /* the catalogue is read once, before the first child */
    struct input_folders folders;
    struct progress *progress; /* shared with the children */
    size_t most;               /* files that may be open at once */
};

/* Households of which the files are open. */
struct batch {
    struct arena *arena;
    struct inputs *at; /* of each household */
    size_t from, len;
    size_t files;
};

/* ------------------------------------------------------------------ one household */

static void print_line(struct job *job, struct slice name, struct output *out)
{
    const struct report *report = door_report(job->mioboe);
    struct page page = {.out = out,
                        .arena = job->mioboe->work,
                        .width = OPTION_NUMBER_MAX,
                        .japanese = language_is_japanese()};

    page_add(&page, name);
    page_add(&page, slice_of(_(": ")));
    page_line(&page, report_text_summary(&page, report));
}

static void print_json(struct job *job, struct slice name, struct output *out)
{
    struct report_json_opts opts = {.filter = &job->options->filter, .household = name};
    struct printer printer = printer_json_line(out);

    report_json_write(&printer, door_report(job->mioboe), &opts, job->mioboe->work);
}

/* False: a module is missing, and nothing was said yet. */
static bool explain_one(struct run *run, struct inputs *inputs, struct slice name)
{
    struct job *job = &run->job;
    struct output out;
    int status;

    job->inputs = *inputs;
    job_read_inputs(job);
    run->progress->lacks = job->lacks;
    if (job->lacks)
        return false;
    job_complain(job);
    standard_output_init(&out);
    if (run->options->format == FORMAT_JSON)
        print_json(job, name, &out);
    else
        print_line(job, name, &out);
    output_done(&out);
    status = job_status(job);
    if (status > run->progress->status)
        run->progress->status = status;
    job_again(job);
    return true;
}

/* ------------------------------------------------------------------ some households */

static void open_batch(struct run *run, struct batch *batch, size_t from)
{
    const struct input_folders *folders = &run->folders;

    *batch = (struct batch){.arena = arena_new(&memory), .from = from};
    batch->at = arena_make_n(batch->arena, struct inputs, folders->len - from);
    for (size_t i = from; i < folders->len && batch->files < run->most; i++) {
        struct inputs *inputs = &batch->at[batch->len++];

        input_open(inputs, batch->arena, folders->at[i].path, SLICE(""));
        input_sort(inputs, batch->arena);
        batch->files += inputs->len;
    }
}

static void close_batch(struct batch *batch)
{
    for (size_t i = 0; i < batch->len; i++)
        for (size_t k = 0; k < batch->at[i].len; k++)
            if (batch->at[i].at[k].fd >= 0)
                close(batch->at[i].at[k].fd);
    arena_free(batch->arena);
}

static void child(struct run *run, struct batch *batch)
{
    struct progress *progress = run->progress;

    prctl(PR_SET_PDEATHSIG, SIGKILL); /* who ends the parent means both */
    memory_settle();                  /* what one household gives back serves the next */
    job_enter_sandbox(&run->job);
    for (; progress->next < batch->from + batch->len; progress->next++)
        if (!explain_one(run, &batch->at[progress->next - batch->from],
                         run->folders.at[progress->next].name))
            break;
    _exit(EXIT_FINE);
}

/* The same exit, or the same end by a signal, where going on is of no use. */
static int pass_on(int how)
{
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGPIPE)
        raise(SIGPIPE);
    return EXIT_OUTPUT;
}

static bool is_unheard(int how)
{
    return (WIFSIGNALED(how) && WTERMSIG(how) == SIGPIPE) ||
           (WIFEXITED(how) && WEXITSTATUS(how) == EXIT_OUTPUT);
}

static void fail(struct run *run, struct slice name, const char *sentence)
{
    message_say(name, 0, sentence);
    run->progress->status = EXIT_UNREAD;
}

/* Have a child explain the batch; another goes on where one did not come to an end. */
static int explain_batch(struct run *run, struct batch *batch)
{
    while (run->progress->next < batch->from + batch->len) {
        pid_t pid = fork();
        int how = 0;

        if (pid == 0)
            child(run, batch);
        while (pid > 0 && waitpid(pid, &how, 0) < 0 && errno == EINTR)
            ;
        if (pid < 0) {
            fail(run, run->folders.at[run->progress->next].name, strerror(errno));
            return EXIT_UNREAD;
        }
        if (is_unheard(how))
            return pass_on(how);
        if (WIFEXITED(how) && WEXITSTATUS(how) == EXIT_FINE &&
            (!run->progress->lacks || job_load(&run->job, run->progress->lacks)))
            continue;
        fail(run, run->folders.at[run->progress->next].name,
             _("This household could not be explained to the end; the next ones are."));
        run->progress->next++;
    }
    return 0;
}

/* ------------------------------------------------------------------ all of them */

/* As many files as the system allows, but for a few. */
static size_t most_files(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 64;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_max / 2 < HOUSEHOLDS_FILES ? limit.rlim_max / 2 : HOUSEHOLDS_FILES;
}

static int list(struct run *run, struct arena *arena)
{
    const char *path = run->options->households;
    size_t others = 0;
    struct err err;

    if (input_list(path, arena, &run->folders, &others, &err) != 0) {
        message_err(input_shown(arena, slice_of(path)), &err);
        return EXIT_UNREAD;
    }
    if (others)
        message_say(input_shown(arena, slice_of(path)), 0,
                    _("What lies in this folder beside the folders of the households was passed "
                      "over."));
    return 0;
}

static int explain_all(struct run *run)
{
    int status = 0;

    while (status == 0 && run->progress->next < run->folders.len) {
        struct batch batch;

        open_batch(run, &batch, run->progress->next);
        status = explain_batch(run, &batch);
        close_batch(&batch);
    }
    return status ? status : run->progress->status;
}

static int check(const struct options *options)
{
    if (options->operands.len)
        return usage_error("%s", _("--households takes no further paths."));
    if (options->decisions)
        return usage_error("%s",
                           _("Decisions are those of one household; --households takes none."));
    if (options->format == FORMAT_CSV)
        return usage_error("%s", _("--households prints text or JSON."));
    return 0;
}

int households_explain(const struct options *options, struct arena *arena)
{
    struct run run = {.options = options, .most = most_files()};
    int status = check(options);

    if (status != 0)
        return status;
    run.progress = mmap(NULL, sizeof(*run.progress), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (run.progress == MAP_FAILED) {
        message_say(SLICE(""), 0, strerror(errno));
        return EXIT_UNREAD;
    }
    status = list(&run, arena);
    if (status == 0) {
        job_init(&run.job, options, arena);
        run.progress->status = run.job.failed ? EXIT_UNREAD : EXIT_FINE;
        status = explain_all(&run);
        job_done(&run.job);
    }
    munmap(run.progress, sizeof(*run.progress));
    return status;
}
