#ifndef MIOBOE_WATCH_KEEP_H
#define MIOBOE_WATCH_KEEP_H

/* The core's questions, what was told, and letters for the channels, in the store. */

#include "store/store.h"
#include "watch/config.h"
#include "watch/vigil.h"

#define KEEP_ASKING SLICE("asking") /* kinds of rows */
#define KEEP_TOLD SLICE("told")
#define KEEP_MAILBOX SLICE("mailbox")
#define KEEP_REPLY SLICE("reply")
#define KEEP_HEALTH SLICE("health")
#define KEEP_DAYS 400 /* closed questions and what was told stay so long */

/* The rules of ${config}. */
struct vigil_rules keep_rules(const struct config *config, int zone);

/* Fill ${v}, which was just made.  Within a transaction of the caller. */
int keep_load(struct vigil *v, struct store *store, struct err *reterr);

/* Write what changed, and a letter for each channel that an alert goes to. */
int keep_save(struct vigil *v, struct store *store, const struct config *config, int64_t now,
              struct err *reterr);

/* Forget what is older than KEEP_DAYS, and letters that left a month ago. */
int keep_trim(struct store *store, int64_t now, const struct allocator *allocator,
              struct err *reterr);

/* The key that signs answers (TOKEN_KEY_LEN bytes); made once. */
int keep_key(struct store *store, struct arena *arena, uint8_t *ret, struct err *reterr);

#endif
