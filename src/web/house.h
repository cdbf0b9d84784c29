#ifndef MIOBOE_WEB_HOUSE_H
#define MIOBOE_WEB_HOUSE_H

/*
 * A household: its store, and the report of it that is kept in memory.  When the store changes, the
 * report is made anew by the desk and indexed in a thread; the former one answers until then.
 */

#include "web/report.h"

#include <time.h>

enum house_kind { HOUSE_OWN, HOUSE_SAMPLE, HOUSES };

#define HOUSE_LOOK_MS 250 /* how often the store's file is looked at */
#define HOUSE_EXPLAIN_SECONDS 600
#define HOUSE_EXPLAIN_MEMORY (16ull << 30)
#define HOUSE_LIST_SECONDS 60

struct request;
struct server;

/* What tells that a store was written; the same means that nothing was. */
struct house_mark {
    struct timespec changed;
    uint64_t size, inode;
    uint64_t log; /* of what was committed to the write-ahead log; 0 = nothing */
};

struct house {
    const char *name;  /* as `?house=` has it */
    const char *store; /* path */
    const char *locked;
    const char *as_of; /* NULL: today */
    struct house_mark mark;
    int32_t day; /* of the report */
    bool has_store, is_locked, is_computing, is_stale;
    uint64_t serial;       /* grows with each change of the store */
    struct report *report; /* never NULL: an empty one where there is no store */
    bool is_first;         /* no report of the store has been made yet */
    struct slice cases;    /* the JSON of `case list`, malloc'd */
    size_t open_cases;
    struct slice trouble; /* why there is no newer report, malloc'd; empty = all is well */
    struct request *waiting;
};

/* All houses of the server, with empty reports.  Return 0, or -1 where there is no memory. */
int house_init(struct server *server);
void house_done(struct server *server);

/* ``: one's own; `sample`; NULL for another word. */
struct house *house_named(struct server *server, struct slice name);

/* Look whether stores have changed, and begin what is to be done then. */
void house_look(struct server *server);

/* The pipe of reports that were indexed can be read. */
void house_receive(struct server *server);

/*
 * Call ${handle} for ${request} as soon as there is a report: now, or when the first one is made.
 */
void house_when_ready(struct request *request, void (*handle)(struct request *request));

/* The request is over; it waits no more. */
void house_leave(struct request *request);

/* Tell listeners the version at hand. */
void house_tell(struct house *house, struct server *server);

/* Wake all that wait, at the end. */
void house_end_all(struct server *server);

#endif
