#ifndef MIOBOE_WATCH_ALERT_TEXT_H
#define MIOBOE_WATCH_ALERT_TEXT_H

/* An alert in words, and as JSON (docs/api/watch.md). */

#include "catalog/catalog.h"
#include "render/page.h"
#include "render/printer.h"
#include "watch/vigil.h"

struct alert_text {
    struct slice title; /* one line */
    struct slice body;  /* lines; may be empty */
};

/* In the reader's language; ${details}: with shop, sum and order number. */
struct alert_text alert_text_of(const struct catalog *catalog, const struct alert *alert,
                                bool details, bool japanese, struct arena *arena);

/* What a question is about in a few words, for lists. */
struct slice alert_title(enum matter_kind kind);

/* The members of a matter, within a map that is open. */
void alert_json_matter(struct printer *p, const struct matter *matter, bool details);
/* A whole alert as one document; ${yes}, ${no}: signed answers, empty = none. */
void alert_json(struct printer *p, const struct alert *alert, const struct alert_text *text,
                bool details, struct slice yes, struct slice no);

/* As the outbox keeps it, and back: 0 or ERR_SYNTAX. */
struct slice alert_write(const struct alert *alert, struct arena *arena);
int alert_read(struct slice body, struct arena *arena, struct alert *ret, struct err *reterr);

#endif
