#ifndef MIOBOE_CLI_WATCH_RUN_H
#define MIOBOE_CLI_WATCH_RUN_H

/* `mioboe watch` while it runs: what its parts share (docs/design/watch.md). */

#include "cli/job.h"
#include "store/store.h"
#include "watch/channel.h"
#include "watch/folder.h"
#include "watch/judge.h"
#include "watch/keep.h"
#include "watch/mailbox.h"
#include "watch/outbox.h"
#include "watch/reply.h"
#include "watch/credential.h"

#define WATCH_BOXES 20u
#define WATCH_SILENT_SECONDS 3600     /* a mailbox so long out of reach is told */
#define WATCH_LOOK_SECONDS (6 * 3600) /* between two looks at statements and cases */
#define WATCH_PAST_DAYS 30 /* findings older than this, when watch first runs, are no news */
#define WATCH_OLD_DAYS 100 /* and later those older than this: a statement comes two months on */
#define WATCH_WRONG_ANSWERS 3u /* forged answers of an hour before they are told */

struct watching;

struct watch_box {
    struct watching *watching;
    const struct config_mailbox *config;
    struct mailbox *mailbox;
    struct mailbox_state kept; /* in the store */
    struct credential *secret;
    struct slice ca_file;
    bool is_up, has_told;
};

/* A batch that is with the judge. */
struct watch_batch {
    struct watch_box *box; /* NULL = none */
    struct arena *arena;
    struct mailbox_mails mails;
    struct judged *judged; /* by index */
    uint32_t number;
};

/* Answers that are typed here (cli/watch_terminal.h). */
struct watch_terminal {
    bool is_on;
    bool is_due;  /* something was said or answered: what is asked now is to be said */
    bool is_said; /* the question itself was just shown by its notice */
    char id[ASKING_ID_LEN + 1]; /* the question that is asked now; "" = none */
};

struct watching {
    const struct options *options;
    struct arena *arena;
    struct config config;
    struct vigil_rules rules;
    struct job job; /* for its catalogue */
    const struct catalog *catalog;
    struct store *store;
    struct judge judge;
    const struct net_ops *ops;
    struct net *net;
    struct watch_box boxes[WATCH_BOXES];
    size_t boxes_len;
    struct watch_batch batch;
    struct channels *channels;
    struct outbox *outbox;
    struct replies *replies;
    struct folders *folders;
    struct watch_terminal terminal;
    long importing; /* process that takes files in; 0 = none */
    uint8_t key[TOKEN_KEY_LEN];
    struct vigil_known known; /* in known_arena */
    struct map orders;
    struct arena *known_arena;
    int64_t now, ms;
    int64_t next_tick, next_look;
    uint32_t wrong; /* answers that nobody signed, since wrong_since */
    int64_t wrong_since;
    int64_t health_at; /* when the health was stored */
    bool is_quiet;     /* nothing is said on standard error */
    int failed;        /* exit status; 0 = goes on */
};

/* Within one transaction: what happened to the core, and what it says. */
struct watch_turn {
    struct watching *w;
    struct arena *arena;
    struct vigil vigil;
};
/* Return 0; or an exit status after a sentence: then nothing was begun, or nothing was written. */
int watch_turn_begin(struct watching *w, struct watch_turn *ret);
int watch_turn_end(struct watch_turn *turn);

/* Judge what was fetched; take what was judged.  0 or an exit status after a sentence. */
int watch_intake_step(struct watching *w);
bool watch_intake_is_busy(const struct watching *w);

/* Answers: a token that came; an answer of this machine; what a no opens. */
int watch_take_token(struct watching *w, struct slice token, struct slice by);
int watch_answer(struct watching *w, struct slice id, bool yes, struct slice by, bool may_change,
                 enum vigil_answer *ret);
int watch_open_cases(struct watching *w);
/* A mail that may be a reply to a notice: within the turn that keeps it. */
void watch_take_reply(struct watch_turn *turn, const struct judged *judged);

/* Look at statements and cases in the store: findings, and what is known. */
int watch_look(struct watching *w);

/* New files of the folders are taken in by `mioboe import`, in a process of its own; when it is
 * done the store is looked at. */
int watch_import_step(struct watching *w);

/* Open the page at its questions; ${ctx}: struct watching.  It goes on by itself; in a terminal
 * Ctrl-C ends both. */
void watch_open_page(void *ctx);

/* The configuration of the command line to ${w}; 0 or an exit status after a sentence. */
int watch_config(struct watching *w);
const char *watch_config_path(const struct options *options, struct arena *arena);

/* All parts but the loop, for the sub-commands: configuration, catalogue, store, key. */
int watch_open(struct watching *w, const struct options *options, struct arena *arena);
void watch_close(struct watching *w);

/* Run until it is told to end (or, with --once, until nothing is left to do); the exit status. */
int watch_run(const struct options *options, struct arena *arena);

/* Send a test by each channel; the exit status. */
int watch_test(const struct options *options, struct arena *arena);

#endif
