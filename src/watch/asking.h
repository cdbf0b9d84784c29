#ifndef MIOBOE_WATCH_ASKING_H
#define MIOBOE_WATCH_ASKING_H

/* A question to a person, "was it you?", and its life. */

#include "base/array.h"
#include "watch/matter.h"

#define ASKING_ID_LEN 8

enum asking_state { ASKING_OPEN, ASKING_YES, ASKING_NO };

struct asking {
    struct slice id;     /* ASKING_ID_LEN characters */
    struct slice person; /* who is asked first: a name of the household; empty = the first */
    struct slice by;     /* how it was answered: a channel, "command", … */
    struct slice also;   /* what was paired with it: keys of mails, one a line */
    struct matter about;
    int64_t made, asked, next; /* moments; next 0 = not asked again */
    int64_t answered;
    uint32_t asks;
    uint32_t state; /* enum asking_state */
    bool changed;   /* inside a run: is to be stored */
};
ARRAY_TYPE(askings, struct asking);

/* The id that a question about what is known by ${key} has, to ${ret} (ASKING_ID_LEN bytes). */
void asking_id(enum matter_kind kind, struct slice key, char *ret);

/* "open", "yes", "no". */
struct slice asking_state_name(enum asking_state state);

/* As lines of names and values, without the id; and back: 0 or ERR_SYNTAX. */
struct slice asking_write(const struct asking *asking, struct arena *arena);
int asking_read(struct slice id, struct slice body, struct arena *arena, struct asking *ret,
                struct err *reterr);

#endif
