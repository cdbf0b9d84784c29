#ifndef MIOBOE_RENDER_CASE_WORDS_H
#define MIOBOE_RENDER_CASE_WORDS_H

/* What the codes of a case are called in the reader's language.  None is ever empty: a code that is
 * not known is shown as it is. */

#include "casework/course.h"
#include "render/page.h"

struct slice case_party_word(enum party party);
struct slice case_channel_word(enum channel channel);
struct slice case_urgency_word(enum urgency urgency);
struct slice case_move_word(enum money_move move);
struct slice case_stage_word(enum ledger_stage stage);
struct slice case_origin_word(enum fact_origin origin);

/* What was promised (refund, letter …), the states of goods that go back, grounds and outcomes. */
struct slice case_promised_word(struct slice what);
struct slice case_return_word(struct slice state);
struct slice case_ground_word(struct slice ground);
struct slice case_outcome_word(struct slice outcome);

/* One sentence for each code of course_why_open(). */
struct slice case_why_open_sentence(struct slice code);

/* "told by yourself", "mail", … codes of the JSON. */
struct slice case_origin_name(enum fact_origin origin);

#endif
