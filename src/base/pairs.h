#ifndef MIOBOE_BASE_PAIRS_H
#define MIOBOE_BASE_PAIRS_H

/*
 * Names and values as text, one a line: `name value\n`.  What is stored and hashed is written so:
 * readable without mioboe, and one text for one meaning.  In a value a backslash is written `\\`, a
 * line feed `\n`, a carriage return `\r`, a NUL `\0`; a name is [a-z0-9_]+.
 */

#include "base/arena.h"

/* Text that grows in an arena. */
struct pairs {
    struct arena *arena;
    char *at;
    size_t len, cap;
};

/* Add a line.  ${name} must be a name (our own mistake otherwise). */
void pairs_add(struct pairs *pairs, struct slice name, struct slice value);
void pairs_add_number(struct pairs *pairs, struct slice name, int64_t value);

/* What was written so far; valid until the next pairs_add(). */
struct slice pairs_text(const struct pairs *pairs);

/*
 * The next line of ${rest} to ${ret_name} and ${ret_value} (unescaped, in ${arena} where needed);
 * ${rest} moves on.  Return 1, 0 at the end, -1 when the line is none that pairs_add() writes: then
 * ${rest} stays.
 */
int pairs_next(struct slice *rest, struct arena *arena, struct slice *ret_name,
               struct slice *ret_value);

/* A whole number in decimal, as pairs_add_number() writes it; false when it is none. */
bool pairs_number(struct slice value, int64_t *ret);

#endif
