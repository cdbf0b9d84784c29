#include "cli/command.h"

#include "cli/answer.h"
#include "cli/memory.h"
#include "cli/usage.h"
#include "render/report_what.h"
#include "render/words.h"

const struct option *const what_options[] = {&option_as_of, &option_format, &option_lang,
                                             &option_color, &option_width,  &option_verbose,
                                             NULL};

/* Whether each operand is a line of its own: words behind each other are one. */
static bool are_lines(const struct operands *operands)
{
    for (size_t i = 0; i < operands->len; i++) {
        struct slice text = slice_trim(slice_of(operands->at[i].text));

        if (!slice_has(text, SLICE(" ")) && !slice_has(text, SLICE("　")))
            return false;
    }
    return true;
}

static struct slice join(const struct operands *operands, struct arena *arena)
{
    struct slice between = are_lines(operands) ? SLICE("\n") : SLICE(" ");
    struct slice *parts = arena_make_n(arena, struct slice, 2 * operands->len);

    for (size_t i = 0; i < operands->len; i++) {
        parts[2 * i] = slice_of(operands->at[i].text);
        parts[2 * i + 1] = between;
    }
    return arena_join(arena, parts, 2 * operands->len);
}

/* Whether nothing but blanks was given. */
static bool is_blank(const struct operands *operands)
{
    for (size_t i = 0; i < operands->len; i++)
        if (slice_trim(slice_of(operands->at[i].text)).len)
            return false;
    return true;
}

static void write_text(struct page *page, const struct report *report, const struct job *job)
{
    struct slice rest, line;

    report_what_write(page, report);
    if (report->entries.list.len)
        return;
    /* Names without an amount are no charges, but what bills under them can be told. */
    for (rest = join(&job->options->operands, job->arena); rest.len;) {
        slice_cut(rest, SLICE("\n"), &line, &rest);
        if (slice_trim(line).len)
            report_what_name(page, report->catalog, line);
    }
}

/* Lines that could not be read, unless there was no amount in any. */
static void complain(const struct job *job)
{
    if (job->mioboe->records.charges.len)
        job_complain(job);
}

int cmd_what(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct job job;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && is_blank(&options.operands))
        status = usage_error("%s", _("what needs a line of a statement, for example: "
                                     "mioboe what '8/15 AMAZON.CO.JP 1488'"));
    if (status == 0) {
        job_init(&job, &options, arena);
        job_read_lines(&job, join(&options.operands, arena));
        complain(&job);
        answer_print(&job, write_text);
        status = job_status(&job);
        job_done(&job);
    }
    arena_free(arena);
    return status;
}
