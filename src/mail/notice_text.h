#ifndef MIOBOE_MAIL_NOTICE_TEXT_H
#define MIOBOE_MAIL_NOTICE_TEXT_H

/* The text of a message as lines, for src/mail/notice.c. */

#include "mail/mime.h"

#define NOTICE_MAX_LINES 5000u /* of one message; what follows is not looked at */
#define NOTICE_MAX_LINE 2000u  /* bytes; a longer line is cut */

struct text_line {
    struct slice raw;    /* as written, blanks at the ends cut; never empty */
    struct slice folded; /* notice_fold() of it, once asked for; else a NULL pointer */
    uint32_t number;     /* of the line in the text, 1-based, empty lines counted */
};
ARRAY_TYPE(text_lines, struct text_line);

/*
 * The lines of ${message} that are not empty: of its text parts, or with ${html} of its HTML parts
 * as a reader sees them.  Attachments and what is inside an attached message are not its text.
 */
void notice_text_read(const struct mime_message *message, bool html, struct arena *arena,
                      struct text_lines *ret);

/* The line folded. */
struct slice notice_text_folded(struct text_line *line, struct arena *arena);

/* What of ${raw} stands behind the bytes [from, to) of its folded form ${folded}: the text as
 * written. */
struct slice notice_text_written(struct arena *arena, struct slice raw, struct slice folded,
                                 size_t from, size_t to);

#endif
