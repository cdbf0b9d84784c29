#ifndef MIOBOE_RENDER_REVIEW_VIEW_H
#define MIOBOE_RENDER_REVIEW_VIEW_H

/* The review of an account as text and as JSON (docs/api/review.md). */

#include "render/page.h"
#include "render/printer.h"
#include "review/review.h"

struct review_view {
    const struct review *review;
    bool monthly;    /* only what is new, and the questions that are due */
    bool is_verbose; /* sources, too */
};

/* ${phrase} in the reader's language with the words in braces filled in. */
struct slice review_words(struct page *page, const struct finding *finding,
                          const struct phrase *phrase);

/* What begins a case when the finding is nobody's: a command; empty = none. */
struct slice review_case(struct page *page, const struct finding *finding);

/* Where it is from: the protection's source, or the rule's.  Borrowed. */
const struct provenance *review_provenance(const struct finding *finding);

/* Whether the view shows the finding. */
bool review_shows(const struct review_view *view, const struct finding *finding);

void review_text(struct page *page, const struct review_view *view);
void review_json(struct printer *p, const struct review_view *view, struct page *page);

/* A question with its reason and where to click, as text. */
void review_text_question(struct page *page, const struct finding *finding);

#endif
