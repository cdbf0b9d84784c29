#ifndef MIOBOE_CLI_JOB_H
#define MIOBOE_CLI_JOB_H

/*
 * One run over files: open them, give up rights, read them, say what was wrong with them.  Commands
 * differ only in what they print afterwards.
 */

#include "cli/input.h"
#include "cli/option.h"
#include "render/door.h"

struct case_foldeds;
struct case_news_list;
struct child;
struct mail_module;

struct job {
    const struct options *options;
    struct arena *arena;
    struct mioboe *mioboe;
    struct inputs inputs;
    unsigned lacks;  /* bits of enum read_part: what a file needs that is not loaded */
    unsigned loaded; /* bits: what was asked of job_load(), and of it */
    unsigned gone;   /* what could not be loaded */
    const struct mail_module *mails; /* NULL: not loaded; and with it: */
    struct resolver *resolver;
    struct domains *domains;
    /* With job_run_paths(): called here for each piece that the work hands over by child_piece().
     */
    void (*piece)(void *ctx, struct slice bytes);
    void *piece_ctx;
    struct child *child;                /* within the work */
    struct case_foldeds *stored_cases;  /* see cli/case_follow.h */
    const struct case_news_list *cases; /* explain on the store; NULL = there are none */
    bool failed; /* something outside the files' contents: a path, the user's own catalogue */
};

/* Ready to open inputs; reads the user's own catalogue. */
void job_init(struct job *job, const struct options *options, struct arena *arena);
void job_done(struct job *job);

/* Label cards without digits with the HASH_KEY_LEN bytes of ${key}. */
void job_label_with(struct job *job, const uint8_t *key);

/*
 * Open all operands as paths; read them, and do ${work}, in a child that has given up its rights
 * (mails that it falls over at are passed over by the next one; where a file needs a module that is
 * not loaded, it is loaded and a new child begins anew).  The work says what there is to say; the
 * exit status that it returns is returned.
 */
int job_run_paths(struct job *job, int (*work)(struct job *job));

/*
 * Its parts, for those who have children of their own.  Rights are given up before reading, which
 * ends early with job->lacks when a module is missing: then job_load() before a new child.
 */
void job_open_paths(struct job *job);
void job_read_inputs(struct job *job);

/* Load those modules of ${parts} that were not asked for before; return whether there were any. One
 * that cannot be loaded is said on standard error, and what needs it counts as not understood. */
bool job_load(struct job *job, unsigned parts);

/* Give up every right but to read and write what is open. */
void job_enter_sandbox(const struct job *job);

/* Forget what was read, for another household. */
void job_again(struct job *job);

/* Give up rights; read ${lines} as typed lines. */
void job_read_lines(struct job *job, struct slice lines);

/* Say on standard error what was wrong with the inputs. */
void job_complain(const struct job *job);

/* The exit status. */
int job_status(const struct job *job);

#endif
