#ifndef MIOBOE_RENDER_BRIEF_H
#define MIOBOE_RENDER_BRIEF_H

/*
 * One page to read out to an operator or to hand over: who, the charges, what is known, what was
 * asked of whom and answered, contradictions, what is asked for now.  paper->audience decides what
 * of it counts.
 */

#include "render/paper.h"

#define BRIEF_CHARGES 10u /* shown; of more their number and sum */
#define BRIEF_CONTACTS 6u /* the last ones */

void brief_make(const struct paper *paper, struct document *ret);

/* What is asked for now of paper->audience: also in the dossier. */
void brief_add_requests(const struct paper *paper, struct document *document);

#endif
