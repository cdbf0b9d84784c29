#ifndef MIOBOE_RENDER_DOOR_MAIL_H
#define MIOBOE_RENDER_DOOR_MAIL_H

/* Mails among what is read: genuine and vouched ones are evidence, unknown ones hints, forged ones
 * warnings. */

#include "explain/mails.h"
#include "mail/mail.h"
#include "render/door.h"

struct door_mail_opts {
    struct key_source keys;
    struct domains *domains;
    struct slice roots; /* certificates in PEM form; may be empty */
    const struct slice *authservs;
    size_t authservs_len;
    int64_t now;
    /* Called before message number ${n} of the run; false: pass it over, it is lost.  May be NULL.
     */
    bool (*begin)(void *ctx, uint32_t n);
    /* Called when a file of mails is done.  May be NULL. */
    void (*rest)(void *ctx);
    void *ctx;
};

struct door_mail {
    struct door_mail_opts opts;
    void (*done)(struct door_mail *mail); /* frees what follows; NULL: there is nothing */
    struct keys *keys;
    X509_STORE *store;       /* of the roots, once a message needed them */
    struct records unproven; /* what unknown mails say */
    struct report_mails found;
    uint32_t count;
};

/* From here on ${m} reads mails, too.  ${opts} is copied.  This is in the module "mail"
 * (cli/mail_module.h), with the libraries that judge; all else here is not. */
void door_mail_begin(struct mioboe *m, const struct door_mail_opts *opts);

/*
 * Mails that were judged when they were imported: where the records of unproven ones are to go;
 * and, when all is read, count them, so that the report tells of them.
 */
struct records *door_mail_unproven(struct mioboe *m);
void door_mail_stored(struct mioboe *m);

/* Add the warning of a fake mail; the texts of ${source} are borrowed. */
void door_mail_warn(struct mioboe *m, const struct source *source);

/* Room in m->work for what will be read. */
void door_mail_work(struct mioboe *m);

/* Forget what was read; keys are kept. */
void door_mail_again(struct mioboe *m);
void door_mail_done(struct mioboe *m);

/* By what the store knows the mail ${bytes} again, once it was judged. */
uint64_t door_mail_digest(const struct mail *mail, struct slice bytes);

/* Whether ${bytes} are mail. */
bool door_mail_claims(struct slice bytes);

/* Add notices, hints and warnings to the report. */
void door_mail_report(struct mioboe *m, struct report *report);

#endif
