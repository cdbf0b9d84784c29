#ifndef MIOBOE_BASE_PATTERN_H
#define MIOBOE_BASE_PATTERN_H

/*
 * Templates for cells: text with `*` (any run, also none), `?` (one character) and typed captures:
 *   {n} {of} {month} {day} {year} {number…}   digits
 *   {last4}                                   exactly four digits that no digit follows
 *   {amount} {foreign} {original} {billed}    an amount: digits, commas, point, sign, yen marks
 *   {rate}                                    digits, commas and a point
 *   {currency}                                three letters
 *   {text…} and every other name              any run, as short as possible
 * Both sides are folded (text_fold) by the caller; captured slices point into ${text}.
 */

#include "base/arena.h"

#define PATTERN_CAPTURES 8u
#define PATTERN_TEXT_MAX 512u /* a longer text matches nothing */

struct pattern_capture {
    struct slice name, value;
};

struct pattern_match {
    struct pattern_capture at[PATTERN_CAPTURES];
    size_t len;
};

/* Whether the whole of ${text} fits ${pattern}; captures go to ${ret}, which may be NULL. */
bool pattern_match(struct slice pattern, struct slice text, struct pattern_match *ret);

/* The template ${s} folded as the texts are (text_fold): its literal parts only, not the names in
 * braces. */
struct slice pattern_fold(struct arena *arena, struct slice s);

/* The value captured as ${name}, or an empty slice with a NULL pointer. */
struct slice pattern_get(const struct pattern_match *match, struct slice name);

#endif
