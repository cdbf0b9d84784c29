#ifndef MIOBOE_RENDER_CASE_NEWS_H
#define MIOBOE_RENDER_CASE_NEWS_H

/* What statements show of the money of cases, in words and for programs. */

#include "casework/promise.h"
#include "casework/seen.h"
#include "render/page.h"
#include "render/printer.h"

struct case_news {
    struct slice case_id, charge, descriptor;
    enum seen_kind kind;
    int64_t amount; /* above 0 */
    struct currency currency;
    int32_t day;
    bool is_entered;               /* it stands in the journal */
    bool is_open_again;            /* the case was closed and is open because of it */
    uint64_t promise;              /* that this credit keeps, or keeps a part of; 0 = none */
    int64_t left;                  /* of that promise, still to come; 0 = it is kept */
    struct promise_numbers rivals; /* it fits each of these: the person must say which it keeps */
};
ARRAY_TYPE(case_news_list, struct case_news);

/* Which promises the move of money ${money} of ${state} keeps, or may keep, to ${ret}. */
void case_news_promises(const struct case_state *state, uint64_t money, struct arena *arena,
                        struct case_news *ret);

/* Add what the statements showed of the case so far, as its journal tells. */
void case_news_of(const struct case_state *state, struct arena *arena, struct case_news_list *ret);

/* A sentence each; of what is not entered how to enter it. */
void case_news_text(struct page *page, const struct case_news_list *news);

/* The key "cases" and its list. */
void case_news_json(struct printer *p, const struct case_news_list *news);

#endif
