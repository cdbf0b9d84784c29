#include "cli/command.h"

#include "cli/answer.h"
#include "cli/exit_status.h"
#include "cli/households.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/store_module.h"
#include "cli/usage.h"
#include "render/case_news.h"
#include "render/report_text.h"
#include "render/words.h"

const struct option *const explain_options[] = {
    &option_as_of,          &option_format,  &option_only,     &option_since,
    &option_until,          &option_account, &option_members,  &option_households,
    &option_decisions,      &option_store,   &option_dns_file, &option_online,
    &option_trust_authserv, &option_now,     &option_lang,     &option_color,
    &option_width,          &option_all,     &option_verbose,  NULL};

static void write_text(struct page *page, const struct report *report, const struct job *job)
{
    const struct options *options = job->options;
    struct report_text_opts how = {
        .filter = options->filter, .all = options->all, .verbose = options->verbose};

    report_text_write(page, report, &how);
    if (job->cases && job->cases->len) {
        output_add_byte(page->out, '\n');
        case_news_text(page, job->cases);
    }
}

/* A slip of the pen in a decision must not pass for one, nor a pin that cannot be. */
static void complain_decisions(struct job *job)
{
    uint32_t unknown = door_report(job->mioboe)->decisions_unknown;
    uint32_t unfit = door_report(job->mioboe)->decisions_unfit;

    if (unknown > 0)
        message_say(slice_of(job->options->decisions), 0,
                    ngettext("A decision names a charge or an order that is not in these files; it "
                             "counts for nothing.",
                             "Some decisions name charges or orders that are not in these files; "
                             "they count for nothing.",
                             unknown));
    if (unfit > 0)
        message_say(slice_of(job->options->decisions), 0,
                    ngettext("A charge is pinned to an order that cannot have been paid by it: the "
                             "sums differ, or another charge paid for it.",
                             "Some charges are pinned to orders that cannot have been paid by "
                             "them: the sums differ, or other charges paid for them.",
                             unfit));
    job->failed = job->failed || unknown > 0;
}

static int answer(struct job *job)
{
    job_complain(job);
    answer_print(job, write_text);
    complain_decisions(job);
    return job_status(job);
}

/* Without files: what was imported.  Nothing of it is hostile any more, but rights are not needed
 * either. */
static int explain_store(struct job *job)
{
    const struct store_module *store = store_module();
    int status = store ? store->read(job) : EXIT_UNREAD;

    if (status == 0)
        status = store->read_cases(job);
    if (status == 0) {
        job_enter_sandbox(job);
        store->follow_cases(job);
        status = answer(job);
    }
    return status;
}

int cmd_explain(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct job job;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && options.households) {
        status = households_explain(&options, arena);
        arena_free(arena);
        return status;
    }
    if (status == 0 && !options.operands.len && !options.store && !own_store_is_there(&options))
        status =
            usage_error("%s", _("explain needs something to read: statements, an Amazon export, "
                                "a folder with them, or \"-\" for typed lines."));
    if (status == 0 && options.operands.len && options.store)
        status = usage_error("%s", _("Give either files to explain or --store, not both."));
    if (status == 0) {
        job_init(&job, &options, arena);
        status = options.operands.len ? job_run_paths(&job, answer) : explain_store(&job);
        job_done(&job);
    }
    arena_free(arena);
    return status;
}
