#ifndef MIOBOE_CLI_SUGGEST_H
#define MIOBOE_CLI_SUGGEST_H

#include <stddef.h>

#define SUGGEST_MAX_LENGTH 40u /* of a word that gets a suggestion */

/*
 * Edits that make ${b} of ${a}: a byte added, left out, exchanged, or two neighbours swapped
 * (optimal string alignment).  SIZE_MAX where one is longer than SUGGEST_MAX_LENGTH.
 */
size_t suggest_distance(const char *a, const char *b);

/* Whether ${b} is near enough to be what was meant by ${a}. */
int suggest_is_near(const char *a, const char *b);

#endif
