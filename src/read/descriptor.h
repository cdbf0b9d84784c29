#ifndef MIOBOE_READ_DESCRIPTOR_H
#define MIOBOE_READ_DESCRIPTOR_H

/* The name of the shop as a statement prints it, kept once in records.texts with what is known
 * about it. */

#include "read/read.h"

/*
 * The index in ${records}->texts of the descriptor ${raw}.  Blanks at its ends and all but the last
 * four digits of card numbers are dropped.  ${profile} (may be NULL) says what its issuer glues to
 * the name.
 */
uint32_t descriptor_add(const struct read_env *env, struct records *records,
                        const struct profile *profile, struct slice raw, struct slice folded);

/*
 * A copy of ${raw}, an id that the file itself gives, without the apostrophes around it.  Card
 * numbers are cut; what begins with a date is none (no card begins with 19 or 20).
 */
struct slice descriptor_reference(struct records *records, struct slice raw);

#endif
