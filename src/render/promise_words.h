#ifndef MIOBOE_RENDER_PROMISE_WORDS_H
#define MIOBOE_RENDER_PROMISE_WORDS_H

/* How a promise was kept, in the reader's language; for all that shows promises. */

#include "casework/promise.h"
#include "render/page.h"
#include "render/printer.h"

/* "¥500 on 10/18/2026, as a statement shows (entry 21)" */
struct slice promise_credit_words(struct page *page, const struct promise_credit *credit);

/* The same of all credits of the promise, "; " between them, at the end what is still to come;
 * empty where no credit was seen. */
struct slice promise_credits_words(struct page *page, const struct case_promise *promise);

/* That a credit fits several promises, and how to say which it keeps. */
struct slice promise_doubt_words(struct page *page, int64_t amount, struct currency currency,
                                 int32_t day, const struct promise_numbers *promises);

/* For programs: the keys "credits" and "left" of a promise, and a list of
 * numbers. */
void promise_credits_json(struct printer *p, const struct case_state *state,
                          const struct case_promise *promise);
void promise_numbers_json(struct printer *p, const struct promise_numbers *promises);

#endif
