#ifndef MIOBOE_CLI_MAIL_MODULE_H
#define MIOBOE_CLI_MAIL_MODULE_H

/* The module "mail" (module/module.h): what judges mails, with OpenSSL, ICU and libpsl, and `mioboe
 * mail`. */

#include "cli/mail_work.h"
#include "render/door_mail.h"

struct mail_module {
    void (*init)(void);                                            /* mail_init() */
    struct domains *(*domains_new)(const struct allocator *);      /* domains_new() */
    void (*domains_free)(struct domains *);                        /* domains_free() */
    void (*begin)(struct mioboe *, const struct door_mail_opts *); /* door_mail_begin() */
    int (*work)(struct child *, void *);                           /* mail_work_run() */
};

/* Its functions; NULL after a sentence on standard error. */
const struct mail_module *mail_module(void);

#endif
