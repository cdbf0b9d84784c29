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
#include <sched.h>
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

/* Households of which the files are open. */
struct batch {
    struct arena *arena;
    struct inputs *at; /* of each household */
    size_t from, len;
    size_t files;
};

/* A child at work on a batch.  Where others are at work, too, what it says is kept until its turn.
 */
struct worker {
    struct batch batch;
    struct progress *progress; /* shared with the child */
    int kept[2];               /* its standard output and error; -1 = they go out at once */
    off_t told[2];             /* so much of them is out */
    pid_t pid;
    unsigned loaded; /* run->job.loaded when it was started */
};

struct run {
    const struct options *options;
    struct job job; /* the catalogue is read once, before the first child */
    struct input_folders folders;
    struct worker workers[HOUSEHOLDS_WORKERS];
    struct progress *progress; /* of each worker */
    size_t workers_len;
    size_t most; /* files that may be open at once in a batch */
    int status;
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
static bool explain_one(struct run *run, struct progress *progress, struct inputs *inputs,
                        struct slice name)
{
    struct job *job = &run->job;
    struct output out;
    int status;

    job->inputs = *inputs;
    job_read_inputs(job);
    progress->lacks = job->lacks;
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
    if (status > progress->status)
        progress->status = status;
    job_again(job);
    return true;
}

/* ------------------------------------------------------------------ some households */

/* So many that all workers have some, and few enough to be kept. */
static size_t batch_len(const struct run *run, size_t left)
{
    size_t share = left / (2 * run->workers_len) + 1;

    if (run->workers_len == 1)
        return left;
    return share < HOUSEHOLDS_KEPT ? share : HOUSEHOLDS_KEPT;
}

static void open_batch(struct run *run, struct batch *batch, size_t from)
{
    const struct input_folders *folders = &run->folders;
    size_t most = batch_len(run, folders->len - from);

    *batch = (struct batch){.arena = arena_new(&memory), .from = from};
    batch->at = arena_make_n(batch->arena, struct inputs, most);
    for (size_t i = from; batch->len < most && batch->files < run->most; i++) {
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

static void child(struct run *run, struct worker *w)
{
    const struct batch *batch = &w->batch;
    struct progress *progress = w->progress;

    prctl(PR_SET_PDEATHSIG, SIGKILL); /* who ends the parent means both */
    for (int i = 0; i < 2; i++)
        if (w->kept[i] >= 0)
            dup2(w->kept[i], STDOUT_FILENO + i);
    memory_settle(); /* what one household gives back serves the next */
    job_enter_sandbox(&run->job);
    for (; progress->next < batch->from + batch->len; progress->next++)
        if (!explain_one(run, progress, &batch->at[progress->next - batch->from],
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

/* ------------------------------------------------------------------ workers */

static void fail(struct run *run, const struct worker *w, const char *sentence)
{
    message_say(run->folders.at[w->progress->next].name, 0, sentence);
    run->status = EXIT_UNREAD;
}

/* Load what the child lacks; false where it only says so. */
static bool bring(struct run *run, const struct worker *w)
{
    unsigned parts = w->progress->lacks & ~w->loaded;

    job_load(&run->job, parts); /* unless another worker lacked it, too */
    return parts != 0;
}

static bool start(struct run *run, struct worker *w)
{
    w->progress->lacks = 0;
    w->loaded = run->job.loaded;
    w->pid = fork();
    if (w->pid == 0)
        child(run, w);
    if (w->pid < 0)
        fail(run, w, strerror(errno));
    return w->pid > 0;
}

/* Have a child begin with the households from ${from} on. */
static bool begin(struct run *run, struct worker *w, size_t from)
{
    open_batch(run, &w->batch, from);
    *w->progress = (struct progress){.next = from};
    for (int i = 0; i < 2; i++) {
        if (w->kept[i] >= 0)
            lseek(w->kept[i], 0, SEEK_SET); /* its memory is used again */
        w->told[i] = 0;
    }
    return start(run, w);
}

/* What was kept since the last time goes where it belongs. */
static void let_out(struct worker *w)
{
    static void (*const init[])(struct output *) = {standard_output_init, standard_error_init};

    for (int i = 0; i < 2 && w->kept[i] >= 0; i++) {
        off_t until = lseek(w->kept[i], 0, SEEK_CUR); /* the child's place is ours */
        struct output out;
        char bytes[16 << 10];

        init[i](&out);
        while (w->told[i] < until) {
            off_t left = until - w->told[i];
            size_t n = left < (off_t)sizeof(bytes) ? (size_t)left : sizeof(bytes);

            if (pread(w->kept[i], bytes, n, w->told[i]) != (ssize_t)n)
                break;
            output_add(&out, (struct slice){bytes, n});
            w->told[i] += (off_t)n;
        }
        output_done(&out);
    }
}

static void end(struct run *run, struct worker *w)
{
    if (w->progress->status > run->status)
        run->status = w->progress->status;
    close_batch(&w->batch);
}

/* Wait for the end of the batch; another child goes on where one did not come to it. */
static int finish(struct run *run, struct worker *w)
{
    for (;;) {
        int how = 0;

        while (waitpid(w->pid, &how, 0) < 0 && errno == EINTR)
            ;
        let_out(w);
        if (is_unheard(how))
            return pass_on(how);
        if (!WIFEXITED(how) || WEXITSTATUS(how) != EXIT_FINE ||
            (w->progress->lacks && !bring(run, w))) {
            fail(run, w, _("This household could not be explained to the end; the next ones are."));
            w->progress->next++;
        }
        if (w->progress->next == w->batch.from + w->batch.len)
            break;
        if (!start(run, w))
            return EXIT_UNREAD;
    }
    end(run, w);
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

/* Workers in turn: the oldest is waited for, and its place is taken by the next. */
static int explain_all(struct run *run)
{
    size_t from = 0, begun = 0, done = 0;

    do {
        struct worker *oldest = &run->workers[done % run->workers_len];
        int status;

        while (from < run->folders.len && begun - done < run->workers_len) {
            struct worker *w = &run->workers[begun++ % run->workers_len];

            if (!begin(run, w, from))
                return EXIT_UNREAD;
            from += w->batch.len;
        }
        if (begun == done)
            break;
        status = finish(run, oldest);
        if (status != 0)
            return status;
        done++;
    } while (done < begun || from < run->folders.len);
    return run->status;
}

/* One for each processor that may be used, and one that waits for its turn. */
static size_t count_workers(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;

    return n <= 1 ? 1 : n < (int)HOUSEHOLDS_WORKERS ? (size_t)n + 1 : HOUSEHOLDS_WORKERS;
}

static void init_workers(struct run *run)
{
    run->workers_len = count_workers();
    run->most = most_files() / run->workers_len;
    for (size_t i = 0; i < run->workers_len; i++) {
        struct worker *w = &run->workers[i];

        w->progress = &run->progress[i];
        for (int k = 0; k < 2; k++)
            w->kept[k] = run->workers_len > 1 ? memfd_create("mioboe", MFD_CLOEXEC) : -1;
    }
}

static void free_workers(struct run *run)
{
    for (size_t i = 0; i < run->workers_len; i++)
        for (int k = 0; k < 2; k++)
            if (run->workers[i].kept[k] >= 0)
                close(run->workers[i].kept[k]);
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
    struct run run = {.options = options};
    int status = check(options);

    if (status != 0)
        return status;
    run.progress = mmap(NULL, HOUSEHOLDS_WORKERS * sizeof(*run.progress), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (run.progress == MAP_FAILED) {
        message_say(SLICE(""), 0, strerror(errno));
        return EXIT_UNREAD;
    }
    status = list(&run, arena);
    if (status == 0) {
        job_init(&run.job, options, arena);
        run.status = run.job.failed ? EXIT_UNREAD : EXIT_FINE;
        init_workers(&run);
        status = explain_all(&run);
        free_workers(&run);
        job_done(&run.job);
    }
    munmap(run.progress, HOUSEHOLDS_WORKERS * sizeof(*run.progress));
    return status;
}
