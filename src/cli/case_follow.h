#ifndef MIOBOE_CLI_CASE_FOLLOW_H
#define MIOBOE_CLI_CASE_FOLLOW_H

/* What statements show enters the cases that it concerns. */

#include "casework/promise.h"
#include "cli/case_job.h"
#include "cli/case_source.h"
#include "render/case_news.h"

/* A case as it was read. */
struct case_folded {
    struct slice id, head;
    struct case_state state;
};
ARRAY_TYPE(case_foldeds, struct case_folded);

/* A call on cases of a ${store} that the caller opened and closes; it has no catalogue. */
void case_job_on(struct case_job *job, const struct options *options, struct store *store,
                 struct arena *arena);

/* Read all cases.  Those whose journal does not hold are said and left out: EXIT_UNREAD. */
int case_fold_all(struct case_job *job, struct case_foldeds *ret);

/* Write that a credit keeps a promise, or a part of it.  Return 0 or an exit status after a
 * sentence. */
int case_write_kept(struct case_job *job, const struct keeping *kept);

/* Write it of all promises of which the credits in the ledger leave no doubt.  Return as above. */
int case_keep_promises(struct case_job *job);

/*
 * Enter into the case of ${job} what ${found} shows of its money, and open it again where it was
 * taken again; what was promised is kept by it; refunds of a part that nobody promised only with
 * ${parts}, else they are told.  Within a transaction, or
 * with ${job}->is_trial for the state alone.  Return 0 or an exit status after a sentence.
 */
int case_enter_seen(struct case_job *job, const struct found *found, bool parts,
                    struct case_news_list *ret);

/* The same for each of ${cases}, without parts. */
int case_follow(struct case_job *job, const struct case_foldeds *cases, const struct found *found,
                struct case_news_list *ret);

/*
 * After an import: find and enter what it brought for all cases of the store.  With --dry-run what
 * ${options}->operands would bring, and nothing is written.
 */
int case_follow_import(const struct options *options, struct arena *arena,
                       struct case_news_list *ret);

/* For explain on the store: read its cases to ${job}->stored_cases.  Return 0 or an exit status
 * after a sentence. */
int job_read_cases(struct job *job);

/* Set ${job}->cases: what statements showed of open cases, and what they show that is not entered
 * yet; NULL where there is no case.  Needs no rights. */
void job_follow_cases(struct job *job);

#endif
