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

/*
 * The same in two steps, for who knows which name must come: where the next line of ${rest} is one
 * of ${name}, its value as it is written goes to ${ret_raw}, ${rest} moves on, and true is
 * returned. pairs_value() makes of it what pairs_add() was given, or returns false when it would
 * not have written this; a value that holds none of the four bytes above needs it not.
 */
bool pairs_take(struct slice *rest, struct slice name, struct slice *ret_raw);
bool pairs_value(struct slice raw, struct arena *arena, struct slice *ret);

/* A whole number in decimal, as pairs_add_number() writes it; false when it is none. */
bool pairs_number(struct slice value, int64_t *ret);

#endif
