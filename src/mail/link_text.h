#ifndef MIOBOE_MAIL_LINK_TEXT_H
#define MIOBOE_MAIL_LINK_TEXT_H

/*
 * Addresses in plain text that mail programs make clickable: http://, https:// and ftp:// anywhere,
 * `www.`, and a bare domain with a known top-level domain when a path follows.
 *
 * One ends at a blank, at < > " or `, at a closing bracket that it did not open, and at Japanese
 * text (a host: only once it ends in a known top-level domain, for hosts may be Japanese);
 * punctuation at its end is none of it.  In <…> it may be broken over lines (RFC 3986 appendix C).
 */

#include "base/arena.h"

#define LINK_TEXT_WRAPPED 4096u /* bytes in which the > of a broken address is looked for */

struct link_text_cursor {
    struct slice text;
    size_t at, colon, dot;
};

/* Begin at the front of ${text}. */
struct link_text_cursor link_text_begin(struct slice text);

/* The next address to ${ret_url}, its place to ${ret_from} and ${ret_to}.  False at the end. */
bool link_text_next(struct link_text_cursor *cursor, struct arena *arena, struct slice *ret_url,
                    size_t *ret_from, size_t *ret_to);

/* Whether ${s} begins like a domain, with a known top-level domain, and perhaps a path behind. */
bool link_text_is_domain(struct slice s);

#endif
