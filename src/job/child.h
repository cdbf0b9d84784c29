#ifndef MIOBOE_JOB_CHILD_H
#define MIOBOE_JOB_CHILD_H

/*
 * Work on bytes that may be hostile, done by a child of this process that has neither network nor
 * files: what is open when it begins can be read, nothing can be opened, connected or started.  It
 * talks with its parent by one socket: it says which step it begins, hands finished pieces over,
 * and asks for public keys by name.  Where the work falls over, or takes too long, one step is lost
 * and a new child goes on behind it.
 */

#include "mail/key.h"

#define CHILD_MAX_PIECE (256u << 20) /* bytes of one piece; a child that sends more is stopped */
#define CHILD_MAX_QUESTIONS 20000u   /* of one run: later names are not asked for */
#define CHILD_MAX_LOSSES 50u         /* of one file: then the rest of it is given up */
#define CHILD_MAX_READ (256u << 10)  /* bytes of a file that are asked for at once */
#define CHILD_WHOLE_FILE UINT32_MAX  /* the number of no item: all that is left of a file */

/* A step: one message of one file.  Work takes its files, and their items, from 0 upwards. */
struct child_step {
    uint32_t file, item;
};

enum child_loss { CHILD_CRASHED, CHILD_TOO_SLOW, CHILD_LOSSES };

struct child_limits {
    uint64_t memory;  /* bytes of address space; 0 = no limit */
    uint32_t seconds; /* of CPU time in one step; ten times as long by the clock */
    bool may_write;   /* to files that are open: without it, only to the parent */
};

struct child;

/*
 * All that a run needs.  Only ${work} runs in the child.
 *
 * Steps are short, and to tell the parent of each takes time: the child tells of several together.
 * Where it falls over the steps that the parent does not know of are done once more, by a child
 * that says each when it begins, so that one alone is lost.  With ${again}, and with
 * child_says_each(), no step is done twice in that way.
 */
struct child_run {
    /* The work; returns the exit status that child_run() is to return. */
    int (*work)(struct child *child, void *ctx);
    /* A piece that was handed over, good during the call. */
    void (*piece)(void *ctx, struct slice bytes);
    /* The step is lost.  Item CHILD_WHOLE_FILE: so is the rest of its file. */
    void (*lost)(void *ctx, struct child_step at, enum child_loss loss);
    /* Bytes of a file that the child asks for (child_read()), in the parent: at most ${len} from
     * ${at} on to ${to}.  Return how many, 0 at the end, or a negative errno; any number may be
     * asked for.  NULL: there is no such file. */
    int (*read)(void *ctx, uint32_t file, char *to, size_t len, uint64_t at);
    void *ctx;
    /* A new child does the steps before the lost one again (else they are done: their pieces were
     * handed over). */
    bool again;
    int *ret_how; /* when -1 is returned: how the last child ended (waitpid); may be NULL */
    const struct key_source *keys; /* answers names in the parent; NULL = nobody does */
    const struct allocator *allocator;
    struct child_limits limits;
};

/*
 * Run it to its end.  Return what ${work} returned; -1 when no child could be started, or the work
 * fell over outside of any step.
 */
int child_run(const struct child_run *run);

/* ------------------------------------------------------------------ in the child */

/*
 * Begin a step, which ends the one before.  Return whether it is to be done: false for one that was
 * lost, or is done already.
 */
bool child_begin(struct child *child, struct child_step step);

/* Whether any item of the file may still be to be done: false when it was given up. */
bool child_wants(const struct child *child, uint32_t file);

/* The last step is over; what follows may take as long as it likes. */
void child_rest(struct child *child);

/*
 * From here on tell the parent of each step when it begins, and hand the piece of the one before
 * over with it: for input that can be read only once.
 */
void child_says_each(struct child *child);

/* Hand a piece over: one for each step, when it is done.  It reaches the parent with a step that
 * begins later, or at the end of the work; a child that falls over before has not handed it over.
 */
void child_piece(struct child *child, struct slice bytes);

/*
 * Keys, asked from the parent.  Only well-formed names are: KEY_CANNOT for all others.  Lives as
 * long as ${child}.
 */
struct key_source child_keys(struct child *child);

/*
 * Bytes of a file that was not open when the child began, asked from the parent: at most ${len}
 * (and CHILD_MAX_READ) from ${at} on to ${to}.  Return how many, 0 at the end, or a negative errno.
 */
int child_read(struct child *child, uint32_t file, char *to, size_t len, uint64_t at);

/* Whether the kernel took the child's rights away (see job/sandbox.h). */
bool child_is_confined(const struct child *child);

/*
 * Whether ${name} is `selector._domainkey.domain` in lower-case ASCII: labels of letters, digits,
 * `-` and `_`, 1 to 63 octets each, 253 in all (RFC 1035 section 2.3.4, RFC 6376 section 3.6.2.1).
 */
bool child_name_is_key(struct slice name);

#endif
