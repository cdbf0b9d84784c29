#ifndef MIOBOE_MAIL_MIME_H
#define MIOBOE_MAIL_MIME_H

/*
 * What a message says: addresses, dates, parts decoded to UTF-8.  The reader is our own: it goes by
 * the very fields that signatures are verified over (mail/header.h), opens no file (so it works in
 * a process without rights), and leaves bytes where they are.  tests/conformance/mail/mime.py holds
 * it against GMime.
 */

#include "mail/header.h"

#define MIME_MAX_BYTES (64u << 20) /* of one message */
#define MIME_MAX_DEPTH 32u         /* parts inside parts */
#define MIME_MAX_PARTS 500u
#define MIME_MAX_TEXT (8u << 20) /* decoded text of one part; the rest is cut */
#define MIME_MAX_ADDRESSES 200u  /* of one field */

struct mime_address {
    struct slice address; /* addr-spec, as written but for blanks and comments; domain in lower
                             case; empty = a name without any address */
    struct slice domain;  /* after the last @, ASCII letters in lower case; may be Unicode */
    struct slice name;    /* display name, encoded words decoded (RFC 2047), UTF-8 */
    struct slice group;   /* name of the group that it stands in (RFC 5322 section 3.4), decoded */
};
ARRAY_TYPE(mime_addresses, struct mime_address);

enum mime_kind { MIME_TEXT, MIME_HTML, MIME_MESSAGE, MIME_OTHER };

struct mime_part {
    enum mime_kind kind;
    struct slice type; /* "text/plain", lower case; a file named .html or .svg is MIME_HTML where
                          it tells nothing */
    struct slice text; /* MIME_TEXT, MIME_HTML: decoded, UTF-8 (what is no text: U+FFFD), line
                          ends LF; format=flowed (RFC 3676) is unwrapped */
    struct slice filename; /* decoded; empty = none */
    struct slice bytes;    /* MIME_OTHER, MIME_MESSAGE: decoded bytes, cut at MIME_MAX_TEXT */
    bool is_attachment;    /* Content-Disposition attachment, or a file name and not shown inline */
    uint32_t depth;        /* how many message/rfc822 it lies in: 0 = the message's own */
};
ARRAY_TYPE(mime_parts, struct mime_part);

struct mime_message {
    /* Of all fields of that name, topmost first; Cc stands in ${to}, too. */
    struct mime_addresses from, sender, reply_to, to, return_path;
    size_t from_fields;      /* From header fields; anything but 1 is malformed */
    struct slice subject;    /* decoded, UTF-8 */
    struct slice message_id; /* without <> */
    int64_t date;            /* Date:, seconds since 1970 UTC; MAIL_NO_TIME = none or no date */
    int64_t received;        /* topmost Received; MAIL_NO_TIME = none */
    struct mime_parts parts; /* leaves in order, and what is inside message/rfc822 one deeper */
    uint32_t attachments;
    bool is_list;       /* List-Id, List-Post or Precedence: list */
    bool is_cut;        /* over a limit above */
    bool is_malformed;  /* cannot be relied on to be read by all as it is here */
    struct slice fault; /* why, snake_case; empty = none: "no_header" (then all is text), "no_from",
                           "several_from", "junk_in_header", "bare_cr", "no_boundary",
                           "content_type_twice", "encoding_twice", "date_twice", "bad_base64",
                           "header_cut", "nul_in_header" */
};

/*
 * Read ${bytes}, whose header fields were cut by header_read() to ${raw}.  Never fails; faults are
 * in ${ret}.  What an editor or browser put before a message (mbox_message()) and bare CR as line
 * ends are understood here too, but signatures cannot fit then.
 */
void mime_read(struct slice bytes, const struct raw_message *raw, struct arena *arena,
               struct mime_message *ret);

/* Append the parts of the MIME entity ${bytes} (header and body, as S/MIME wraps it: struct smime's
 * content) to ${ret}, which mime_read() filled. */
void mime_entity_read(struct slice bytes, struct arena *arena, struct mime_message *ret);

/*
 * A date of RFC 5322 section 3.3, obsolete forms too, to seconds since 1970 UTC.  Return false when
 * it is none.
 */
bool mime_date_read(struct slice text, int64_t *ret);

#endif
