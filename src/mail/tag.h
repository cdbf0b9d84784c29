#ifndef MIOBOE_MAIL_TAG_H
#define MIOBOE_MAIL_TAG_H

/* Tag lists, `v=1; a=rsa-sha256; …` (RFC 6376 section 3.2), and the values in them. */

#include "base/arena.h"

#define TAG_MAX 64u /* of one list; more are a syntax error */

struct tag {
    struct slice name;
    struct slice value; /* blanks and folding at its ends cut; inside it they are kept */
    struct slice span;  /* all between `=` and `;` or the end: what is cut from b= */
};

struct tags {
    struct tag at[TAG_MAX];
    size_t len;
};

enum tag_error { TAG_SYNTAX = -1, TAG_DUPLICATE = -2 };

/*
 * Read the list ${text} (of a field, still folded, or of a TXT record); slices lie in it.  Return 0
 * or an enum tag_error: then the list is void as a whole; what stands before the fault is in
 * ${ret}, for messages only.
 */
int tag_read(struct slice text, struct tags *ret);

/* The tag ${name} (case matters), or NULL. */
const struct tag *tag_find(const struct tags *tags, struct slice name);

/* The next item of the colon-separated list ${rest}, blanks cut, to ${ret}; ${rest} moves on.
 * Return 1, or 0 at the end. */
int tag_item(struct slice *rest, struct slice *ret);

/* A decimal number of at most ${max_digits} digits; above UINT64_MAX it stays there.  Return
 * whether it is one. */
bool tag_number(struct slice text, size_t max_digits, uint64_t *ret);

/* Decode base64 (RFC 4648 section 4, padding wanted) that may be folded.  Return whether it is
 * some: an empty text is none. */
bool tag_base64(struct slice text, struct arena *arena, struct slice *ret);

#endif
