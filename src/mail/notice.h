#ifndef MIOBOE_MAIL_NOTICE_H
#define MIOBOE_MAIL_NOTICE_H

/* What a message states: which kind of notice it is, and the records in it.  The forms are data:
 * catalog/notices/. */

#include "mail/mail.h"
#include "mail/notice_block.h"

#define NOTICE_MAX_RECORDS NOTICE_MAX_BLOCKS /* of one message */

/*
 * The kind of ${message}, told by its From address, subject and form, not by the verdict; its
 * records go to ${records} (may be NULL) under the newest source, and each block of lines that
 * should have told one and did not is set aside there as unreadable.  Days without a year, and
 * messages without a date, take the year or day of Date:, else of Received.
 */
enum mail_kind notice_read(const struct catalog *catalog, const struct mime_message *message,
                           struct arena *arena, struct records *records);

#endif
