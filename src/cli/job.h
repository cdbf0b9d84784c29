#ifndef MIOBOE_CLI_JOB_H
#define MIOBOE_CLI_JOB_H

/*
 * One run over files: open them, give up rights, read them, say what was wrong with them.  Commands
 * differ only in what they print afterwards.
 */

#include "cli/input.h"
#include "cli/option.h"
#include "render/door.h"

struct job {
    const struct options *options;
    struct arena *arena;
    struct mioboe *mioboe;
    struct inputs inputs;
    bool failed; /* something outside the files' contents: a path, the user's own catalogue */
};

/* Ready to open inputs; reads the user's own catalogue. */
void job_init(struct job *job, const struct options *options, struct arena *arena);
void job_done(struct job *job);

/* Open all operands as paths; give up rights; read them. */
void job_read_paths(struct job *job);

/* The two halves of it: rights are given up between them. */
void job_open_paths(struct job *job);
void job_read_inputs(struct job *job);

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
