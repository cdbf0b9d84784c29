#ifndef MIOBOE_STORE_FORGET_H
#define MIOBOE_STORE_FORGET_H

/* Removing what a household no longer wants to be kept. */

#include "store/store.h"

/* All of it.  Return 0 or a negative enum store_code. */
int forget_all(struct store *store, struct err *reterr);

/*
 * A case: its journal, and the evidence files that no other case names.  Return 1, 0 when there is
 * no such case, or a negative enum store_code.
 */
int forget_case(struct store *store, struct slice case_id, struct arena *arena, struct err *reterr);

#endif
