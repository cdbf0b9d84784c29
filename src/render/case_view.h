#ifndef MIOBOE_RENDER_CASE_VIEW_H
#define MIOBOE_RENDER_CASE_VIEW_H

/* All that is shown of a case, found once: what comes next, days that count, contradictions. */

#include "casework/agenda.h"
#include "casework/promise.h"
#include "casework/reach.h"
#include "render/page.h"

struct case_view {
    const struct catalog *catalog;
    const struct case_state *state;
    int32_t today;
    bool is_one_of_many; /* a command that is told has to name the case */
    struct slice head;   /* hash of the newest event's bytes */
    struct course course;
    struct next next;
    struct agenda_items agenda;
    struct contradictions contradictions;
    struct promise_doubts doubts; /* credits of which the person must say what they keep */
    struct arena *arena;
};

/* Everything lives in ${arena}; ${catalog} and ${state} are borrowed. */
void case_view_make(const struct catalog *catalog, const struct case_state *state,
                    struct slice head, int32_t today, struct arena *arena, struct case_view *ret);

/* ${phrase} in the reader's language, its {card} {amount} {date} {shop} {reference}
 * {shop_reference} {tracking} {name} filled in; what is not known becomes words such as "your
 * card". ${party}: whose reference number. */
struct slice case_phrase(struct page *page, const struct case_view *view,
                         const struct phrase *phrase, enum party party);

/* What ${value} is called as an answer to ${q}, in the reader's language; ${value} itself where
 * ${q} is NULL or does not know it. */
struct slice case_answer_label(struct page *page, const struct question *q, struct slice value);

/* The doubt that ${promise} is in, or NULL. */
const struct promise_doubt *case_doubt_of(const struct case_view *view, uint64_t promise);

/* The promise of that number, or NULL. */
const struct case_promise *case_promise_of(const struct case_state *state, uint64_t seq);

/* What a day of the agenda is about, in the reader's language. */
struct slice case_agenda_what(struct page *page, const struct case_view *view,
                              const struct agenda_item *item);

/* The first day that is not over and to be shown by now (its warning day has come): of a time
 * limit, a promise or an inquiry before one on which something may happen.  NULL = none. */
const struct agenda_item *case_nearest(const struct case_view *view);

/* Money of the case that should still come, in the currency of its first charge. */
int64_t case_owed(const struct case_state *state, struct currency *ret_currency);

#endif
