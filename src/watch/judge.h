#ifndef MIOBOE_WATCH_JUDGE_H
#define MIOBOE_WATCH_JUDGE_H

/*
 * Mails are judged by a process of their own, started before watch reads a password or opens the
 * store; each batch is read by a child of it that has no rights (job/child.h).
 */

#include "base/array.h"
#include "catalog/catalog.h"
#include "mail/mail.h"
#include "watch/reply_word.h"
#include "watch/vigil.h"

#define JUDGE_STEP_SECONDS 10u       /* CPU time for one mail */
#define JUDGE_MEMORY (4ull << 30)    /* address space of a child */
#define JUDGE_MAX_BATCH (512u << 20) /* bytes */

/* What the judge process needs. */
struct judge_env {
    const struct catalog *catalog;
    const struct allocator *allocator;
    struct domains *domains;
    struct slice roots; /* certificates in PEM form */
    const struct slice *authservs;
    size_t authservs_len;
    int64_t now; /* OPTION: 0 = the clock's */
    /* Public keys, asked for during one batch. */
    struct key_source (*keys_begin)(void *ctx);
    void (*keys_end)(void *ctx);
    void *ctx;
};

struct judge {
    int fd; /* readable when something was judged */
    long pid;
};

/* Start it; 0, or -1. */
int judge_start(const struct judge_env *env, struct judge *ret);
void judge_stop(struct judge *judge);

/* Hand ${n} messages over as one batch, whose number ${batch} comes back.  -1: it is gone. */
int judge_send(const struct judge *judge, uint32_t batch, const struct slice *messages, size_t n);

enum judge_word { JUDGE_MAIL, JUDGE_BATCH_OVER };

/* What was said of one mail. */
struct judged {
    uint32_t batch, index;
    bool is_lost;          /* it could not be read: nothing is known of it */
    bool no_key;           /* unproven only because no key could be asked for */
    struct seen_mail mail; /* without person, received, is_past */
    struct slice source;   /* record/file_text.h; empty = none */
    struct slice tokens;   /* of a mail that may be a reply to a notice: what has the form of a
                              signed answer, one a line, the field that names the notice first */
    enum reply_word word;  /* what a reply says */
};

/* The next word, in ${arena}: JUDGE_MAIL with ${ret}, JUDGE_BATCH_OVER with its batch, -1 when the
 * judge is gone or says what it cannot say. */
int judge_take(const struct judge *judge, struct arena *arena, struct judged *ret);

/*
 * Whether ${mail}, whose bytes are ${bytes}, may be a person's reply to a notice: then tokens and
 * word of ${ret} are set.  Mails that programs sent (RFC 3834), notices among them, are none.
 */
void judge_reply(const struct mail *mail, struct slice bytes, struct arena *arena,
                 struct judged *ret);

/* What the records of a mail are about, to ${ret}; brands of shops by ${catalog}. */
void judge_matter(const struct catalog *catalog, const struct records *records, struct matter *ret);

#endif
