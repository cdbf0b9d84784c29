#ifndef MIOBOE_RENDER_CASE_JSON_H
#define MIOBOE_RENDER_CASE_JSON_H

/* A case for programs: docs/api/case.md. */

#include "render/case_view.h"
#include "render/printer.h"

/* `{"schema": "mioboe.case/1", …}` with everything that is known. */
void case_json_show(struct printer *p, const struct case_view *view, struct page *page);

/* The value of "next" alone: a map. */
void case_json_next(struct printer *p, const struct case_view *view, struct page *page);

/* One step of the playbook of that id; null where ${step} is NULL. */
void case_json_step(struct printer *p, const struct case_view *view, struct page *page,
                    struct slice playbook, const struct step *step);

/* One row of the list of cases. */
void case_json_line(struct printer *p, const struct case_view *view);

/* The value of "contradictions": a list; only those with an entry after ${since}. */
void case_json_contradictions(struct printer *p, const struct case_view *view, uint64_t since);

#endif
