#ifndef MIOBOE_RENDER_MAIL_JSON_H
#define MIOBOE_RENDER_MAIL_JSON_H

/* A message that was checked, as JSON: docs/api/mail.md. */

#include "mail/mail.h"
#include "render/printer.h"

/* Where a message stands. */
struct mail_place {
    struct slice path;
    uint32_t index; /* inside an mbox, from 0 */
};

/* How many messages there were of each kind. */
struct mail_counts {
    uint32_t messages, malformed;
    uint32_t verdicts[MAIL_FAKE + 1];
};

/* One member of `messages`.  ${records}: what the message states; may be NULL. */
void mail_json_write(struct printer *p, const struct mail_place *place, const struct mail *mail,
                     const struct records *records);

void mail_json_summary(struct printer *p, const struct mail_counts *counts);

#endif
