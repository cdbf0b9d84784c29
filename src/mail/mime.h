#ifndef MIOBOE_MAIL_MIME_H
#define MIOBOE_MAIL_MIME_H

/* What a message says: addresses, dates, parts decoded to UTF-8.  GMime lives in mime.c alone. */

#include "mail/header.h"

#define MIME_MAX_BYTES (64u << 20) /* of one message */
#define MIME_MAX_DEPTH 32u         /* parts inside parts */
#define MIME_MAX_PARTS 500u
#define MIME_MAX_TEXT (8u << 20) /* decoded text of one part; the rest is cut */
#define MIME_MAX_ADDRESSES 200u  /* of one field */

struct mime_address {
    struct slice address; /* addr-spec, as written; domain in lower case */
    struct slice domain;  /* after the last @, lower case; may be Unicode */
    struct slice name;    /* display name, encoded words decoded (RFC 2047), UTF-8 */
};
ARRAY_TYPE(mime_addresses, struct mime_address);

enum mime_kind { MIME_TEXT, MIME_HTML, MIME_MESSAGE, MIME_OTHER };

struct mime_part {
    enum mime_kind kind;
    struct slice type;     /* "text/plain", lower case */
    struct slice text;     /* MIME_TEXT, MIME_HTML: decoded, UTF-8 (what is no text: U+FFFD) */
    struct slice filename; /* decoded; empty = none */
    struct slice bytes;    /* MIME_OTHER, MIME_MESSAGE: decoded bytes, cut at MIME_MAX_TEXT */
    bool is_attachment;    /* Content-Disposition attachment, or a file name and not shown inline */
    uint32_t depth;
};
ARRAY_TYPE(mime_parts, struct mime_part);

struct mime_message {
    struct mime_addresses from, sender, reply_to, to, return_path;
    size_t from_fields;   /* From header fields; anything but 1 is malformed */
    struct slice subject; /* decoded, UTF-8 */
    struct slice message_id;
    int64_t date;            /* Date:, seconds since 1970 UTC; MAIL_NO_TIME = none or no date */
    int64_t received;        /* topmost Received; MAIL_NO_TIME = none */
    struct mime_parts parts; /* leaves in order, and what is inside message/rfc822 one deeper */
    uint32_t attachments;
    bool is_list;       /* List-Id, List-Post or Precedence: list */
    bool is_cut;        /* over a limit above */
    bool is_malformed;  /* cannot be read as a message: multipart without boundary, bad encodings
                           everywhere … */
    struct slice fault; /* why: a code, snake_case; empty = none */
};

/* Once in a process before the others (GMime wants it so). */
void mime_init(void);

/* Read ${bytes}, whose header fields were cut by header_read().  Never fails; faults are in ${ret}.
 */
void mime_read(struct slice bytes, const struct raw_message *raw, struct arena *arena,
               struct mime_message *ret);

/*
 * A date of RFC 5322 section 3.3, obsolete forms too, to seconds since 1970 UTC.  Return false when
 * it is none.
 */
bool mime_date_read(struct slice text, int64_t *ret);

#endif
