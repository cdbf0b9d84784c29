#ifndef MIOBOE_CLI_REVIEW_JOB_H
#define MIOBOE_CLI_REVIEW_JOB_H

/* One review: what the person said before, the data, and what follows from them. */

#include "cli/geo_file.h"
#include "cli/job.h"
#include "render/review_view.h"
#include "store/store.h"

struct review_job {
    struct job job; /* first: the work of job_run_paths() gets it */
    const struct options *options;
    struct arena *arena;
    struct geo_file geo;
    struct marks marks;
    struct review_input in;
    struct review review;
    bool has_store;
};

/* Ready; reads what was said from the store, where there is one.  Return 0, or an exit status after
 * a sentence. Call review_job_done() in any case. */
int review_job_init(struct review_job *r, const struct options *options, struct arena *arena);
void review_job_done(struct review_job *r);

/* Read the store into the job.  Return 0 or an exit status after a sentence. */
int review_job_read_store(struct review_job *r);

/* Run the review over what was read. */
void review_job_run(struct review_job *r);

/* Keep ${mark} in ${store}; return 0 or an exit status after a sentence. */
int review_job_keep(const struct options *options, struct store *store, const struct mark *mark,
                    struct arena *arena);

/* What stands on standard output, and how. */
struct page review_job_page(const struct review_job *r, struct output *out);

/* The parts of cmd_review.c that have files of their own; each returns the exit status. */
struct command_call;
int review_ask(const struct command_call *call);
int review_mark(const struct command_call *call);
int review_password(const struct command_call *call);
int review_passwords(const struct command_call *call);

extern const struct option *const password_options[], *const passwords_options[];

/* Today: --as-of, else the day in Japan. */
int32_t review_today(const struct options *options);

#endif
