#ifndef MIOBOE_WEB_CLERK_H
#define MIOBOE_WEB_CLERK_H

/* Web's side of the desk: commands are sent, wait where the desk is full, and their ends come back.
 */

#include "web/desk.h"
#include "web/words.h"

#define CLERK_MAX_WAITING 64          /* further commands are refused */
#define CLERK_MAX_ANSWER (512u << 20) /* bytes of standard output that are read into memory */

enum call_fate {
    CALL_ENDED,   /* by itself, with ${status} */
    CALL_CRASHED, /* by a signal */
    CALL_LATE,    /* it was ended after its time */
    CALL_LOST     /* the desk is gone */
};

struct call_end {
    enum call_fate fate;
    int status;
    int out, err; /* its files, at their beginning; closed afterwards */
};

struct call_opts {
    const char *folder; /* to work in */
    uint32_t seconds;
    uint64_t memory;
    int out;      /* where its standard output goes; -1 = memory */
    int progress; /* where its progress goes; 0 = nowhere; not taken over */
    int input;    /* its standard input; 0 = nothing; not taken over */
    /* Called once. */
    void (*done)(void *ctx, const struct call_end *end);
    void *ctx;
};

struct call;

struct clerk {
    int desk;
    uint64_t number; /* of the newest call */
    struct call *first, *last;
    int at_work, waiting;
    bool is_gone; /* the desk has closed its end */
};

/* Send a command.  ${opts}->out is taken over.  Return its number, or 0 where too many wait (or the
 * words are foul): then nothing is called back. */
uint64_t clerk_send(struct clerk *clerk, const struct words *words, const struct call_opts *opts);

/* End that command, if it is still there; it is called back as crashed. */
void clerk_stop(struct clerk *clerk, uint64_t number);

/* The desk's socket can be read. */
void clerk_receive(struct clerk *clerk);

/* All that the file holds, in ${arena}, NUL-terminated; empty where it cannot be read or is larger
 * than ${max}. */
struct slice clerk_read(int fd, size_t max, struct arena *arena);

#endif
