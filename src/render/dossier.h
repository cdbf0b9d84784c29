#ifndef MIOBOE_RENDER_DOSSIER_H
#define MIOBOE_RENDER_DOSSIER_H

/*
 * Everything about a case for the card company or the police: summary, charges, statement of
 * denial, timeline, contacts, ledger, promises, annexes with their SHA-256, head of the journal's
 * chain and what it proves.
 */

#include "render/paper.h"

void dossier_make(const struct paper *paper, struct document *ret);

/* What is missing before it is sent.  Some offices take papers once only. */
struct dossier_gap {
    struct slice code; /* no_charge, card_unknown, family_not_asked … (docs/api/case-papers.md) */
    struct slice text; /* what to do about it */
    bool is_blocking;  /* it should not be sent so; else: better with it */
    bool is_open;      /* false: looked at, nothing is missing */
};
ARRAY_TYPE(dossier_gaps, struct dossier_gap);

/* Everything that was looked at, in order; return how many are open. */
size_t dossier_gaps_find(const struct paper *paper, struct dossier_gaps *ret);

/* The same as a paper: "ready to send?" */
void dossier_ready_make(const struct paper *paper, struct document *ret);

#endif
