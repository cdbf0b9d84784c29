#ifndef MIOBOE_WEB_SCAN_H
#define MIOBOE_WEB_SCAN_H

/*
 * Walk over JSON (RFC 8259) that a command of mioboe wrote, without copying: values are slices of
 * the text.  It looks for ends of values, not for faults: bytes that are no JSON give no value or a
 * senseless one, never a read outside the text.
 */

#include "base/arena.h"

struct scan {
    const char *at, *end;
};

static inline struct scan scan_of(struct slice text)
{
    return (struct scan){text.ptr, text.len ? text.ptr + text.len : text.ptr}; /* NULL has no sum */
}

/* Step into the map or list (${open}: `{` or `[`) that stands next.  False when there is none. */
bool scan_enter(struct scan *scan, char open);

/* The next key of a map, as it is written between its quotes; the scan stands before its value.
 * False at the end of the map, behind its brace. */
bool scan_key(struct scan *scan, struct slice *ret);

/* Whether a list goes on; false at its end, behind its bracket. */
bool scan_item(struct scan *scan);

/* The value that stands next, as it is written.  Empty where there is none; then the scan has come
 * to its end. */
struct slice scan_value(struct scan *scan);

/* The value of ${key} in the map ${map}; empty when it is not there. */
struct slice scan_member(struct slice map, struct slice key);

/* The text of a string as it is written; ${arena} is used where something is escaped.  Empty where
 * ${value} is no string. */
struct slice scan_text(struct slice value, struct arena *arena);

/* A whole number; false where it is none, or beyond int64_t. */
bool scan_integer(struct slice value, int64_t *ret);

#endif
