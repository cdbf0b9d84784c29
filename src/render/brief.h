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

/* What the person wants of the other side: papers about one's own order must not call it misuse. */
enum matter {
    MATTER_CHARGE,   /* a charge that is not the person's, or not known yet */
    MATTER_DECLINED, /* a payment for one's own order that was not approved; nothing was charged */
    MATTER_MISTAKE,  /* bought by mistake */
    MATTER_RENEWAL,  /* a membership in one's own account that was forgotten or not known */
    MATTERS
};
enum matter brief_matter(const struct paper *paper);

/* The words to begin with, which the person can read out. */
struct slice brief_opening(const struct paper *paper);

/* What is asked for now of paper->audience: also in the dossier. */
void brief_add_requests(const struct paper *paper, struct document *document);

#endif
