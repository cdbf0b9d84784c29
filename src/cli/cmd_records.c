#include "cli/command.h"

#include "cli/job.h"
#include "cli/memory.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "match/copy.h"
#include "match/entry.h"
#include "render/records_json.h"
#include "render/words.h"

#include <stddef.h>

static const char *const json_only[] = {"", "json", NULL};
static const struct option format = {"format", OPTION_CHOICE, offsetof(struct options, format),
                                     "json",   json_only,     N_("how the answer is written")};

static const struct option summary = {
    "summary", OPTION_MARK, offsetof(struct options, summary),
    NULL,      NULL,        N_("how many records of each kind there are, and not each of them")};

const struct option *const records_options[] = {&option_as_of,
                                                &format,
                                                &summary,
                                                &option_account,
                                                &option_dns_file,
                                                &option_online,
                                                &option_trust_authserv,
                                                &option_now,
                                                &option_lang,
                                                &option_verbose,
                                                NULL};

/* How many charges are left when rows that show the same one are joined. */
static size_t count_distinct(const struct records *records, struct arena *arena)
{
    const uint32_t *rank, *copy = copy_find(records, arena, &rank);
    struct entries entries = {.list = {0}};

    entry_gather(records, copy, rank, arena, &entries);
    return entries.list.len;
}

static void print(struct job *job)
{
    const struct records *records = &job->mioboe->records;
    struct output out;
    struct printer printer;

    standard_output_init(&out);
    printer = printer_json(&out);
    if (job->options->summary)
        records_json_summary(&printer, records, count_distinct(records, job->mioboe->work));
    else
        records_json_write(&printer, records);
    output_done(&out);
}

static int show(struct job *job)
{
    job_complain(job);
    print(job);
    return job_status(job);
}

int cmd_records(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct job job;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && !options.operands.len)
        status = usage_error("%s", _("records needs a file to read."));
    if (status == 0) {
        job_init(&job, &options, arena);
        status = job_run_paths(&job, show);
        job_done(&job);
    }
    arena_free(arena);
    return status;
}
