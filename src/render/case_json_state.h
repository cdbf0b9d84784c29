#ifndef MIOBOE_RENDER_CASE_JSON_STATE_H
#define MIOBOE_RENDER_CASE_JSON_STATE_H

/* What the journal of a case tells, for programs: the half of docs/api/case.md that needs neither
 * the catalogue nor words. */

#include "casework/state.h"
#include "render/printer.h"

/* A moment as `YYYY-MM-DDTHH:MM:SSZ`, null for MOMENT_NONE. */
void case_json_moment(struct printer *p, struct slice name, int64_t moment);

/* One answer, a map. */
void case_json_answer(struct printer *p, const struct case_answer *answer);

/* The keys charges to reissue: all that was told, into the map that is open. */
void case_json_state(struct printer *p, const struct case_state *state);

#endif
