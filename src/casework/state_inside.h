#ifndef MIOBOE_CASEWORK_STATE_INSIDE_H
#define MIOBOE_CASEWORK_STATE_INSIDE_H

/* Inside the fold: one function for each kind of event.  Each checks first and changes the state
 * last. */

#include "casework/state.h"

struct apply {
    struct case_state *state;
    const struct event *event;
    struct err *reterr;
};

/* The event cannot follow what is there. */
int apply_fault(const struct apply *a, struct slice why);

/* Fields of the event; texts are copied into the state's arena. */
struct slice apply_text(const struct apply *a, struct slice name);
int64_t apply_number(const struct apply *a, struct slice name);
int32_t apply_day(const struct apply *a, struct slice name); /* DAY_NONE = not there */
int apply_party(const struct apply *a, enum party *ret);

/* What the fields charge and promise name; NULL = not in the case. */
struct case_charge *apply_charge(const struct apply *a);
struct case_promise *apply_promise(const struct apply *a);

int apply_opened(const struct apply *a);
int apply_closed(const struct apply *a);
int apply_reopened(const struct apply *a);
int apply_answer(const struct apply *a);
int apply_answer_taken_back(const struct apply *a);
int apply_playbook(const struct apply *a);
int apply_step(const struct apply *a);
int apply_contact(const struct apply *a);
int apply_promised(const struct apply *a);
int apply_promise_ended(const struct apply *a);
int apply_inquiry(const struct apply *a);
int apply_note(const struct apply *a);

int apply_charge_added(const struct apply *a);
int apply_charge_removed(const struct apply *a);
int apply_money(const struct apply *a);
int apply_return(const struct apply *a);
int apply_reissue(const struct apply *a);
int apply_card_user(const struct apply *a);

int apply_evidence(const struct apply *a);
int apply_custody(const struct apply *a);
int apply_paper(const struct apply *a);
int apply_stamp(const struct apply *a);

#endif
