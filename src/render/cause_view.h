#ifndef MIOBOE_RENDER_CAUSE_VIEW_H
#define MIOBOE_RENDER_CAUSE_VIEW_H

/* One likely cause of a charge that nothing accounts for. */

#include "explain/report.h"

struct cause_view {
    struct slice id;   /* subscription_renewal */
    struct slice next; /* look_at_memberships */
    struct slice name_ja, name_en;
    struct slice next_ja, next_en; /* a sentence; may be empty */
    struct slice url;              /* may be empty */
};

struct cause_view cause_view_of(const struct report *report, const struct found_cause *found);

#endif
