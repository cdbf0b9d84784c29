#include "cli/job.h"

#include "cli/exit_status.h"
#include "cli/job_mails.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_catalog.h"
#include "cli/own_decisions.h"
#include "cli/progress.h"
#include "job/sandbox.h"
#include "render/door_mail.h"
#include "render/words.h"

/* Labels of cards must be the same in every run where there is no store, which has a key of its
 * own. */
static const uint8_t label_key[HASH_KEY_LEN] = "mioboe card 0001";

static int32_t today(const struct options *options)
{
    time_t now = options->now == OPTION_NO_TIME ? time(NULL) : (time_t)options->now;
    struct tm tm;

    if (!localtime_r(&now, &tm))
        return 0;
    return day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

void job_init(struct job *job, const struct options *options, struct arena *arena)
{
    struct mioboe_options engine = {
        .as_of = options->as_of == DAY_NONE ? today(options) : options->as_of,
        .resize = memory.resize,
        .resize_ctx = memory.ctx,
        .label_key = label_key,
        .progress = progress_show,
    };

    *job = (struct job){.options = options, .arena = arena};
    progress_init();
    job->mioboe = door_new(&engine);
    job->failed = own_catalog_read(job->mioboe, arena) != 0;
    if (own_decisions_read(job->mioboe, options->decisions, arena) != 0)
        job->failed = true;
}

void job_label_with(struct job *job, const uint8_t *key)
{
    memcpy(job->mioboe->label_key, key, HASH_KEY_LEN);
}

void job_done(struct job *job)
{
    job_leave_mails(job);
    mioboe_free(job->mioboe);
}

void job_again(struct job *job)
{
    mioboe_again(job->mioboe);
    job->inputs = (struct inputs){0};
    job->failed = false;
}

void job_enter_sandbox(const struct job *job)
{
    if (!sandbox_enter(-1) && job->options->verbose)
        message_say(SLICE(""), 0,
                    _("This system offers no sandbox; the files are read without one."));
}

static void read_input(struct job *job, struct input *input)
{
    struct arena *arena = arena_new(&memory);
    struct slice bytes;
    struct err err;
    struct mioboe_input in = {.path = input->path.ptr,
                              .path_len = input->path.len,
                              .account = input->account.ptr,
                              .account_len = input->account.len,
                              .named = input->named,
                              .kind = input->typed ? MIOBOE_LINES : MIOBOE_FILE};

    if (input_read(input, READ_MAX_BYTES, arena, &bytes, &err) == 0) {
        in.bytes = bytes.ptr;
        in.len = bytes.len;
        mioboe_read(job->mioboe, &in);
    } else {
        door_refuse(job->mioboe, input->path, input->account, err.code, slice_of(err.detail));
    }
    arena_free(arena);
}

void job_open_paths(struct job *job)
{
    const struct operands *operands = &job->options->operands;

    for (size_t i = 0; i < operands->len; i++) {
        const struct operand *operand = &operands->at[i];

        input_open_as(&job->inputs, job->arena, operand->text,
                      &(struct input_manner){.account = operand->account,
                                             .members = operand->members,
                                             .may_wait = true});
    }
    input_sort(&job->inputs, job->arena);
}

void job_read_inputs(struct job *job)
{
    struct read_env *env = &job->mioboe->env;

    env->is_mail = door_mail_claims;
    env->lacks = job_note_lack;
    env->lacks_ctx = job;
    for (size_t i = 0; i < job->inputs.len && !job->lacks; i++) {
        struct input *input = &job->inputs.at[i];

        progress_file(i + 1, job->inputs.len, input->path);
        if (input_is_readable(input))
            read_input(job, input);
        else
            job->failed = true;
    }
    env->lacks = NULL;
    progress_clear();
}

void job_read_lines(struct job *job, struct slice lines)
{
    struct mioboe_input in = {.path = "-",
                              .path_len = 1,
                              .bytes = lines.ptr,
                              .len = lines.len,
                              .named = 1,
                              .kind = MIOBOE_LINES};

    job_enter_sandbox(job);
    mioboe_read(job->mioboe, &in);
}

void job_complain(const struct job *job)
{
    message_all(&job->inputs, &job->mioboe->records, job->options->verbose);
}

int job_status(const struct job *job)
{
    return job->failed ? EXIT_UNREAD : door_status(job->mioboe);
}
