#include "cli/command.h"

#include "cli/case_job.h"
#include "cli/case_options.h"
#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/usage.h"
#include "render/words.h"

#include <unistd.h>

/* What a command needs before it begins, and does behind itself. */
enum case_need {
    CASE_READS = 1,     /* the case, folded */
    CASE_WRITES = 2,    /* a transaction around it */
    CASE_MAKES = 4,     /* the store where there is none */
    CASE_REPORTS = 8,   /* what was written and what comes next is said at its end */
    CASE_MAY_LACK = 16, /* no case is no fault */
    CASE_TALKS = 32     /* on a terminal, without words, it is a conversation */
};

#define ENTERS (CASE_READS | CASE_WRITES | CASE_REPORTS)

struct case_act {
    const char *name;
    int (*act)(struct case_job *job);
    unsigned needs;      /* enum case_need */
    size_t fewest, most; /* operands */
};

static const struct case_act acts[] = {
    {"open", case_open, CASE_WRITES | CASE_MAKES | CASE_REPORTS | CASE_TALKS, 0, SIZE_MAX},
    {"charge", case_add_charge, ENTERS, 0, SIZE_MAX},
    {"list", case_list, 0, 0, 0},
    {"show", case_show, CASE_READS, 0, 0},
    {"next", case_next, CASE_READS | CASE_TALKS, 0, 0},
    {"stop-card", case_stop_card, CASE_READS | CASE_MAY_LACK, 0, 0},
    {"answer", case_answer, ENTERS, 1, SIZE_MAX},
    {"do", case_do, ENTERS, 1, 1},
    {"skip", case_skip, ENTERS, 1, 1},
    {"playbook", case_playbook, ENTERS, 1, 2},
    {"log", case_log, ENTERS, 1, 2},
    {"promise", case_promise, ENTERS, 2, 4},
    {"kept", case_kept, ENTERS, 1, 1},
    {"broken", case_broken, ENTERS, 1, 1},
    {"inquiry", case_inquiry, ENTERS, 2, 2},
    {"evidence", case_evidence, ENTERS, 1, SIZE_MAX},
    {"money", case_money, ENTERS, 2, 3},
    {"refresh", case_refresh, ENTERS, 0, SIZE_MAX},
    {"return", case_return, ENTERS, 2, 2},
    {"reissue", case_reissue, ENTERS, 1, SIZE_MAX},
    {"note", case_note, ENTERS, 1, SIZE_MAX},
    {"brief", case_brief, CASE_READS | CASE_WRITES, 0, 1},
    {"sheet", case_sheet, CASE_READS | CASE_WRITES, 0, 0},
    {"dossier", case_dossier, CASE_READS | CASE_WRITES, 0, 1},
    {"bundle", case_bundle, CASE_READS | CASE_WRITES, 0, 0},
    {"verify", case_verify, 0, 0, 1},
    {"stamp", case_stamp, CASE_READS | CASE_WRITES, 0, 0},
    {"export", case_export, CASE_READS, 0, 1},
    {"import", case_import, CASE_WRITES | CASE_MAKES | CASE_REPORTS, 1, 1},
    {"close", case_close, ENTERS, 0, 0},
    {"reopen", case_reopen, ENTERS, 0, 0},
};

static int run(const struct command_call *call);

const struct command case_commands[] = {
    {"open", run, case_open_options, N_("[OPTION...] [PATH...]"), N_("begin a case"),
     N_("From charges that nobody can explain (--charge ID and the statements that show them), from "
        "what is typed in\n(--typed LINE), from a mail, from an order that nobody placed, or because "
        "somebody else uses the account.")},
    {"charge", run, case_charge_options, N_("[OPTION...] PATH... | remove CHARGE"),
     N_("take in further charges, or leave one out"), NULL},
    {"list", run, case_list_options, N_("[OPTION...]"), N_("all cases, a line each"), NULL},
    {"show", run, case_read_options, N_("[OPTION...]"), N_("everything that is known of a case"),
     NULL},
    {"next", run, case_read_options, N_("[OPTION...]"), N_("the one thing that comes next"), NULL},
    {"stop-card", run, case_read_options, N_("[OPTION...]"), N_("how to stop the card now"), NULL},
    {"answer", run, case_write_options, N_("[OPTION...] QUESTION VALUE|unknown|back"),
     N_("answer a question, or take the answer back"), NULL},
    {"do", run, case_write_options, N_("[OPTION...] STEP"), N_("a step is done"), NULL},
    {"skip", run, case_write_options, N_("[OPTION...] STEP"), N_("a step is not for this case"),
     NULL},
    {"playbook", run, case_write_options, N_("[OPTION...] PLAYBOOK [yes|no]"),
     N_("choose a playbook, or leave it out"), NULL},
    {"log", run, case_log_options, N_("[OPTION...] PARTY [CHANNEL]"),
     N_("whom you spoke with, and what they said and promised"),
     N_("PARTY: amazon, issuer, police, consumer_centre, carrier, shop, mail_provider, family, "
        "other.\nCHANNEL: phone, chat, web, app, mail, letter, in_person.")},
    {"promise", run, case_promise_options, N_("[OPTION...] PARTY WHAT [DATE] [AMOUNT]"),
     N_("what somebody promised"), N_("WHAT: refund, call, letter, mail, decision, card, other.")},
    {"kept", run, case_write_options, N_("[OPTION...] NUMBER"), N_("a promise was kept"), NULL},
    {"broken", run, case_write_options, N_("[OPTION...] NUMBER"), N_("a promise was not kept"),
     NULL},
    {"inquiry", run, case_inquiry_options, N_("[OPTION...] open|answered PARTY"),
     N_("an inquiry of somebody: that it began, and its answer"), NULL},
    {"evidence", run, case_evidence_options, N_("[OPTION...] FILE..."),
     N_("take in files that prove something"), NULL},
    {"money", run, case_money_options, N_("[OPTION...] CHARGE MOVE [AMOUNT]"),
     N_("what became of the money of a charge"),
     N_("MOVE: authorised, held, dropped, posted, withheld, debited, refund_told, "
        "provisional_credit,\nfinal_credit, merchant_refund, rebilled, accepted. That money came "
        "back counts only with --source statement.")},
    {"refresh", run, case_refresh_options, N_("[OPTION...] [PATH...]"),
     N_("look for refunds and new debits in statements"), NULL},
    {"return", run, case_return_options, N_("[OPTION...] ORDER STATE"), N_("goods that go back"),
     N_("STATE: expected, received, refused, sent_back, confirmed, refunded.")},
    {"reissue", run, case_reissue_options,
     N_("[OPTION...] asked|arrived [PATH...] | tick MERCHANT [told|moved|gone]"),
     N_("the new card, and who must be told its number"), NULL},
    {"note", run, case_write_options, N_("[OPTION...] TEXT..."), N_("write something down"), NULL},
    {"brief", run, case_paper_options, N_("[OPTION...] [AUDIENCE]"),
     N_("one page to read out or to hand over"),
     N_("AUDIENCE: issuer (by itself), amazon, police, consumer_centre. --output FILE.pdf makes a PDF.")},
    {"sheet", run, case_paper_options, N_("[OPTION...]"),
     N_("half a page to take home: what to do today"), NULL},
    {"dossier", run, case_paper_options, N_("[OPTION...] [AUDIENCE]"),
     N_("everything, for the card company or the police"),
     N_("AUDIENCE: issuer (by itself), amazon, police, consumer_centre. --output FILE.pdf makes a PDF.")},
    {"bundle", run, case_paper_options, N_("--output FILE.zip [OPTION...]"),
     N_("the evidence and the journal as one zip file"), NULL},
    {"verify", run, case_read_options, N_("[OPTION...] [FILE]"),
     N_("whether the journal is as it was written"), NULL},
    {"stamp", run, case_stamp_options, N_("[OPTION...]"),
     N_("the head of the journal, to be kept elsewhere"), NULL},
    {"export", run, case_read_options, N_("[OPTION...] [FILE]"), N_("write a case to a file"),
     NULL},
    {"import", run, case_write_options, N_("[OPTION...] FILE"), N_("take in an exported case"),
     NULL},
    {"close", run, case_close_options, N_("[OPTION...]"),
     N_("close a case in which all is settled"), NULL},
    {"reopen", run, case_reopen_options, N_("[OPTION...]"), N_("open a closed case again"), NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

/* ------------------------------------------------------------------ one command */

static int begin(struct case_job *job, const struct case_act *act)
{
    int status = act->needs & CASE_WRITES ? case_begin(job) : 0;

    if (status || !(act->needs & CASE_READS) ||
        (act->needs & CASE_MAY_LACK && !job->options->given.id.len && !case_find_any(job)))
        return status;
    status = case_find(job);
    return status ? status : case_load(job);
}

/* A case that may not be closed yet is no error: a program reads why. */
static bool is_told(const struct case_job *job, int status)
{
    return status == 0 || (status == EXIT_ATTENTION && job->options->format == FORMAT_JSON);
}

static int work(struct case_job *job, const struct case_act *act)
{
    int status = begin(job, act);

    if (status == 0)
        status = act->act(job);
    if (act->needs & CASE_WRITES) {
        if (status == 0)
            status = case_commit(job);
        else
            case_rollback(job);
    }
    if (act->needs & CASE_REPORTS && is_told(job, status))
        case_report(job);
    return status;
}

/* A conversation only with somebody: never where input or output is no terminal. */
static bool is_talk(const struct case_job *job, const struct case_act *act)
{
    const struct case_given *given = &job->options->given;
    bool has_words = job->options->operands.len || given->charges.len || given->typed.len ||
                     given->mail || given->order.len || given->taken_over;

    return act->needs & CASE_TALKS && !has_words && job->options->format == FORMAT_TEXT &&
           isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static enum store_mode mode_of(const struct case_act *act)
{
    if (act->needs & CASE_MAKES)
        return STORE_CREATE;
    if (act->needs & CASE_TALKS && isatty(STDIN_FILENO))
        return STORE_CREATE;
    return act->needs & CASE_WRITES ? STORE_WRITE : STORE_READ;
}

static int act_on(const struct case_act *act, const struct options *options, struct arena *arena)
{
    struct case_job job;
    bool may_lack = act->needs & CASE_MAY_LACK && !options->given.id.len;
    int status = case_job_init(&job, options, mode_of(act), may_lack, arena);

    if (status == 0)
        status = is_talk(&job, act) ? case_converse(&job, act->act == case_open) : work(&job, act);
    case_job_done(&job);
    return status;
}

static int check(const struct case_act *act, const struct options *options)
{
    int64_t moment;

    if (options->operands.len < act->fewest || options->operands.len > act->most)
        return usage_error(_("\"mioboe case %s --help\" tells what it takes."), act->name);
    if (options->given.of.len && !moment_read(options->given.of, DAY_JST, &moment))
        return usage_error(_("\"%.*s\" is no value for --%s; it takes %s."),
                           SLICE_ARG(options->given.of), "of", _("DATE"));
    if (options->given.taken.len && !moment_read(options->given.taken, DAY_JST, &moment))
        return usage_error(_("\"%.*s\" is no value for --%s; it takes %s."),
                           SLICE_ARG(options->given.taken), "taken", _("DATE"));
    return 0;
}

static int run(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    const struct case_act *act = acts;
    struct options options;
    int status;

    while (strcmp(act->name, call->command->name) != 0)
        act++;
    status = option_read(call->command->options, call->argc, call->argv, arena, &options);
    if (status == 0)
        status = check(act, &options);
    if (status == 0)
        status = act_on(act, &options, arena);
    arena_free(arena);
    return status;
}

/* ------------------------------------------------------------------ all of them */

int cmd_case(const struct command_call *call)
{
    struct command_call below = *call;

    if (!call->argc || call->argv[0][0] == '-')
        return usage_error("%s", _("case needs to be told what to do: \"mioboe help case\" lists "
                                   "its commands."));
    below.commands = case_commands;
    below.command = command_find(case_commands, call->argv[0]);
    if (!below.command)
        return command_unknown(case_commands, call->argv[0]);
    below.argc--;
    below.argv++;
    return below.command->run(&below);
}
