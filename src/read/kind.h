#ifndef MIOBOE_READ_KIND_H
#define MIOBOE_READ_KIND_H

/*
 * What a file is that no reader understands, so that the sentence about it can say what to do.  The
 * names go as the detail of ERR_UNKNOWN_FORMAT: KIND_PDF, KIND_SPREADSHEET, KIND_DOCUMENT,
 * KIND_WEB_PAGE, KIND_MAIL, KIND_PICTURE, KIND_PACKED, KIND_JSON, KIND_BINARY; empty = cannot tell.
 */

#include "base/charset.h"

/* Whether ${bytes} are no text in any encoding. */
bool kind_is_binary(struct slice bytes);

/* Whether ${bytes} begin as a zip file does. */
bool kind_is_archive(struct slice bytes);

/* What ${bytes}, which are no text, are. */
struct slice kind_of_binary(struct slice bytes);

/* What ${text} is. */
struct slice kind_of_text(struct slice text);

/* What a zip file with a member of this name is by that alone: a file of an office program. */
struct slice kind_of_member(struct slice name);

/* Whether ${bytes} look like UTF-16 without a byte order mark; then ${ret_mark} is the mark that
 * they lack. */
bool kind_lacks_mark(struct slice bytes, struct slice *ret_mark);

#endif
