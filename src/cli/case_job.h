#ifndef MIOBOE_CLI_CASE_JOB_H
#define MIOBOE_CLI_CASE_JOB_H

/* One call of a command on a case: the store, the case's journal and its state, and what is written
 * to it. */

#include "casework/event.h"
#include "cli/job.h"
#include "render/case_view.h"
#include "store/journal.h"
#include "store/store_sqlite.h"

struct case_job {
    const struct options *options;
    struct arena *arena;
    struct job job; /* for its catalogue */
    const struct catalog *catalog;
    struct store *store;
    struct slice id;
    struct case_state state;
    struct slice head;             /* hash of the newest event */
    int64_t now;                   /* seconds since 1970 */
    int32_t today;                 /* in Japan */
    uint64_t before;               /* entries before this call */
    struct passphrase *passphrase; /* of this call, once it was asked for */
    bool is_writing;               /* between case_begin() and case_commit() */
    bool is_trial;                 /* nothing is written, it happens to the state alone */
    bool is_clock_told;            /* that the clock stands before the newest entry */
};

/* Ready to work; opens the store in ${mode}, where ${may_lack} only if it is there.  Return 0 or an
 * exit status after a sentence. */
int case_job_init(struct case_job *job, const struct options *options, enum store_mode mode,
                  bool may_lack, struct arena *arena);
void case_job_done(struct case_job *job);

/* The case that --case names, or the only one that is open, to ${job}->id. */
int case_find(struct case_job *job);

/* Whether there is one case that could be meant without naming it; then it is ${job}->id. */
bool case_find_any(struct case_job *job);

/* Read the journal of ${job}->id and fold it.  A journal that does not hold is said, with the entry
 * at which it shows. */
int case_load(struct case_job *job);

/* Begin to write: what follows is stored as a whole by case_commit() or not at all. */
int case_begin(struct case_job *job);
int case_commit(struct case_job *job);
void case_rollback(struct case_job *job);

/* An event of ${kind} by --actor at --now, of --of. */
struct event case_event(const struct case_job *job, enum event_kind kind);

/* Add a field, where ${value} is not empty; of card numbers in it only the last four digits stay.
 */
void case_field(struct case_job *job, struct event *event, struct slice name, struct slice value);
void case_field_number(struct case_job *job, struct event *event, struct slice name, int64_t value);

/* Append ${event} and let it happen to the state.  Return 0 or an exit status after a sentence. */
int case_write(struct case_job *job, struct event *event);

/* All that is shown of the case, in ${job}->arena. */
void case_view_of(struct case_job *job, struct case_view *ret);

/* The text page on ${out}. */
struct page case_page(struct case_job *job, struct output *out);

/* Say what was written, contradictions that it brought, and what comes next. */
void case_report(struct case_job *job);

/* Words of the command line; the sentence is said where it is none, and EXIT_USAGE returned. */
int case_read_day(struct slice text, struct slice *ret);
/* That of --currency, else of ${charge} (may be NULL), else of the case's first charge, else yen.
 */
int case_read_currency(const struct case_job *job, const struct case_charge *charge,
                       struct currency *ret);
int case_read_amount(struct case_job *job, struct slice text, struct currency currency,
                     struct slice *ret);
int case_read_party(struct slice text, enum party *ret);

/* The operand of that number, empty = not given. */
struct slice case_operand(const struct case_job *job, size_t at);

/* The charge that ${text} names: its id, or the beginning of one.  NULL after a sentence. */
const struct case_charge *case_charge_named(const struct case_job *job, struct slice text);

/* What each command does between begin and commit (or reading only): 0 or an exit status. */
int case_open(struct case_job *job);
int case_add_charge(struct case_job *job);
int case_refresh(struct case_job *job);
int case_list(struct case_job *job);
int case_show(struct case_job *job);
int case_next(struct case_job *job);
int case_stop_card(struct case_job *job);
int case_answer(struct case_job *job);
int case_do(struct case_job *job);
int case_skip(struct case_job *job);
int case_playbook(struct case_job *job);
int case_log(struct case_job *job);
int case_promise(struct case_job *job);
int case_kept(struct case_job *job);
int case_broken(struct case_job *job);
int case_inquiry(struct case_job *job);
int case_note(struct case_job *job);
int case_money(struct case_job *job);
int case_return(struct case_job *job);
int case_reissue(struct case_job *job);
int case_close(struct case_job *job);
int case_reopen(struct case_job *job);
int case_evidence(struct case_job *job);
int case_verify(struct case_job *job);
int case_stamp(struct case_job *job);
int case_export(struct case_job *job);
int case_import(struct case_job *job);
int case_brief(struct case_job *job);
int case_sheet(struct case_job *job);
int case_dossier(struct case_job *job);
int case_bundle(struct case_job *job);

/* Write ${bytes} to a new file that is the person's alone; one that is there is left as it is. */
int case_write_file(const char *path, struct slice bytes);

/* Write one answer of the person, of explain, of a mail or of a step. */
int case_write_answer(struct case_job *job, struct slice fact, struct slice value,
                      enum fact_origin origin);

/* Check ${value} against the question ${fact} and write it; "back" takes the answer back. */
int case_give_answer(struct case_job *job, struct slice fact, struct slice value);

/* Write that the step of the course was done, and the facts that it sets. */
int case_write_step(struct case_job *job, const struct playbook *playbook, const struct step *step);

/* Talk with the person on the terminal until they leave; ${is_new}: begin a case. */
int case_converse(struct case_job *job, bool is_new);

#endif
