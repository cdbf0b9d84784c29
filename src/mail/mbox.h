#ifndef MIOBOE_MAIL_MBOX_H
#define MIOBOE_MAIL_MBOX_H

/* Telling mails from other files, and one mail from the next. */

#include "base/arena.h"

#define MBOX_MAX_MESSAGES 200000u /* of one file */

enum mail_file {
    MAIL_FILE_NONE, /* no mail */
    MAIL_FILE_ONE,  /* one message: .eml, a file of a Maildir, the page "show original" saved */
    MAIL_FILE_MBOX  /* begins with a `From ` line */
};

/* By content, quickly: what ${bytes} are.  A CSV with a colon in its first cell is none. */
enum mail_file mbox_kind(struct slice bytes);

/*
 * The next message of the mbox ${rest}, without its `From ` line and with `>From ` unquoted
 * (mboxrd) in ${arena} where needed, to ${ret}; ${rest} moves on.  Return 1, or 0 at the end.
 * Content-Length is not believed.
 */
int mbox_next(struct slice *rest, struct arena *arena, struct slice *ret);

#endif
