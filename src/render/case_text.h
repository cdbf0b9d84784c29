#ifndef MIOBOE_RENDER_CASE_TEXT_H
#define MIOBOE_RENDER_CASE_TEXT_H

/* A case for people, in plain text. */

#include "render/case_view.h"

/* The one thing that comes next, with its reason and its source, and how to tell that it is done.
 */
void case_text_next(struct page *page, const struct case_view *view);

/* Everything that is known. */
void case_text_show(struct page *page, const struct case_view *view);

/* One line of the list of cases. */
void case_text_line(struct page *page, const struct case_view *view);

/* One question with its answers, numbered from 1; 0 is "I don't know". */
void case_text_question(struct page *page, const struct case_view *view,
                        const struct question *question);

/* One step as it is to be done; ${all_routes}: also the routes that are not the best. */
void case_text_step(struct page *page, const struct case_view *view,
                    const struct playbook *playbook, const struct step *step, bool all_routes);

/* "Amazon said 'no', you said 'yes'"; nothing where there are none after ${since} (0 = all). */
void case_text_contradictions(struct page *page, const struct case_view *view, uint64_t since);

#endif
