#include "explain/afterwards.h"

#include "explain/cancelled.h"
#include "explain/clue.h"
#include "explain/ended.h"
#include "explain/expected.h"
#include "explain/flag.h"
#include "explain/gift_card.h"
#include "explain/recurring.h"

void explain_afterwards(struct report *report, struct arena *arena)
{
    const struct history *history = history_of(report, arena);

    explain_recurring(report, history, arena);
    explain_expected(report, history, arena);
    explain_flags(report, history, arena);
    gift_card_flag(report, arena);
    explain_cancelled(report, arena);
    ended_flag(report, history, arena);
    explain_causes(report, history, arena);
}
