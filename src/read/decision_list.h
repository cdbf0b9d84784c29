#ifndef MIOBOE_READ_DECISION_LIST_H
#define MIOBOE_READ_DECISION_LIST_H

/* A list of decisions as text: a line each, `pin CHARGE ORDER`, `reject CHARGE ORDER`, `mine
 * CHARGE` or `open CHARGE`; `#` begins a remark.  In any encoding that charset.h tells. */

#include "base/err.h"
#include "record/decision.h"

#define DECISION_LIST_MAX_BYTES (16u << 20)

/*
 * Append the decisions of ${text} to ${ret}; strings are copied into ${arena}.
 * Return 0, or ERR_SYNTAX with the line and the word that is wrong, ERR_ENCODING or ERR_TOO_LARGE:
 * then ${ret} is unchanged.
 */
int decision_list_read(struct slice text, struct arena *arena, struct decisions *ret,
                       struct err *reterr);

#endif
