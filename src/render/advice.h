#ifndef MIOBOE_RENDER_ADVICE_H
#define MIOBOE_RENDER_ADVICE_H

/*
 * What an unexplained charge may be, and what to look at next.  Steps are numbered and each is told
 * once, behind the charges that it helps with.
 */

#include "explain/report.h"
#include "render/page.h"

#define ADVICE_CAUSES 3u   /* shown of one charge */
#define ADVICE_LEAST 0.001 /* less likely ones are not shown beside the first */

ARRAY_TYPE(step_ids, struct slice);

struct advice {
    struct step_ids steps; /* ids met so far; number = place + 1 */
    size_t told;           /* of these already printed */
    struct arena *arena;
};

/* The likeliest causes of charge number ${entry}, a line each, with the number of the step that it
 * asks for. */
void advice_write_causes(struct advice *advice, struct page *page, const struct report *report,
                         size_t entry);

/* The steps that were named since the last call. */
void advice_write_steps(struct advice *advice, struct page *page, const struct report *report);

/* Whether two charges have the same likeliest causes, so that one line serves both. */
bool advice_is_same(const struct report *report, size_t a, size_t b);

#endif
