#ifndef MIOBOE_CLI_PASSWORD_JOB_H
#define MIOBOE_CLI_PASSWORD_JOB_H

/* What `review password` and `review passwords` share: words to compare with, and the service that
 * knows what leaked. Nothing of a password stands in it. */

#include "cli/breach.h"
#include "cli/option.h"
#include "cli/strength.h"
#include "render/page.h"

struct command_call;

struct password_job {
    struct arena *arena;
    struct options parsed;
    const struct options *options;
    struct words_of_passwords words;
    const struct breach_module *breach; /* NULL: not asked */
};

extern const struct option option_word, option_breaches, option_breach_url;

/*
 * Read the options and the household's own words; ${operands} may follow.  From then on there is no
 * core dump of this process.  Return 0, or an exit status after a sentence. Call
 * password_job_done() in any case.
 */
int password_job_init(struct password_job *job, const struct command_call *call, size_t operands);
void password_job_done(struct password_job *job);

/* How often it leaked.  Return 0, or EXIT_UNREAD after a sentence. */
int password_job_ask(const struct password_job *job, const struct breach_digest *digest,
                     int64_t *ret);

/* Standard output, ready to be written. */
struct page password_job_page(const struct password_job *job, struct output *out);

#endif
