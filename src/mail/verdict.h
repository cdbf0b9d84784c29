#ifndef MIOBOE_MAIL_VERDICT_H
#define MIOBOE_MAIL_VERDICT_H

/* From what was checked to genuine, vouched, unknown or fake: the ladder of docs/design/mail.md,
 * rule by rule. */

#include "mail/mail.h"

/*
 * Judge ${mail}, whose mime, claims, signatures, arc and smime are filled; fills verdict,
 * decided_by, reasons, aligned and links.
 */
void verdict_find(const struct mail_env *env, const struct raw_message *raw,
                  const struct link_list *links, struct arena *arena, struct mail *mail);

#endif
