#ifndef MIOBOE_MAIL_MBOX_H
#define MIOBOE_MAIL_MBOX_H

/* Telling mails from other files, and one mail from the next. */

#include "base/arena.h"

#define MBOX_MAX_MESSAGES 200000u /* of one file */

enum mail_file {
    MAIL_FILE_NONE, /* no mail, or a mail's text saved without its header: the two look alike */
    MAIL_FILE_ONE,  /* one message: .eml, a file of a Maildir, the page "show original" saved */
    MAIL_FILE_MBOX  /* begins with a `From ` line */
};

/* By content, quickly: what ${bytes} are.  A CSV with a colon in its first cell is none. */
enum mail_file mbox_kind(struct slice bytes);

/* Whether a header field of that name (any case) tells that a file is a mail. */
bool mbox_is_mail_field(struct slice name);

/*
 * Where the one message of a file begins: what a browser or an editor put before it (byte order
 * mark, empty lines) and a `From ` line left from an mbox are skipped.  Give this, not the file, to
 * header_read(), so that signatures and parts are made of the same bytes.
 */
struct slice mbox_message(struct slice bytes);

/*
 * The next message of the mbox ${rest}, without its `From ` line and with `>From ` unquoted
 * (mboxrd) in ${arena} where needed, to ${ret}; ${rest} moves on.  Return 1, or 0 at the end.
 * Content-Length is not believed.  A `From ` line parts two messages when it tells a time and a
 * year, and stands after an empty line or before a header field; so "From here on" in a text does
 * not.
 */
int mbox_next(struct slice *rest, struct arena *arena, struct slice *ret);

#endif
