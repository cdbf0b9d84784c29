#ifndef MIOBOE_EXPLAIN_VERDICT_H
#define MIOBOE_EXPLAIN_VERDICT_H

/* From fates to verdicts: when is a charge explained, when probable, ambiguous or unexplained. */

#include "explain/fate.h"

/* At least so probable = explained.  A wrong "explained" hides a theft: the worst defect there is.
 */
#define VERDICT_SURE 0.99

/* Nothing is believed beyond this: the model itself may be wrong. */
#define VERDICT_MOST 0.9999

/* An explanation that rests on an amount no source tells (points, a gift balance) is never surer
 * than this: probable, whatever the figures say, so as near to "explained" as that goes. */
#define VERDICT_INFERRED_MAX 0.9899

/* Set the verdict of every in-scope entry of ${report} from its fate. */
void verdict_settle(struct report *report, const struct model *model, const struct fates *fates);

/* ${entry} is a part of the same purchase as ${first}, which was settled: what explains one
 * explains the other. */
void verdict_follow(struct report *report, const struct model *model, uint32_t entry,
                    uint32_t first);

#endif
