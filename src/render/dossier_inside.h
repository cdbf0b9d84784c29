#ifndef MIOBOE_RENDER_DOSSIER_INSIDE_H
#define MIOBOE_RENDER_DOSSIER_INSIDE_H

/* Inside the dossier: its longer chapters. */

#include "render/dossier.h"

/* What happened, in order of when it did: who, how, what. */
void dossier_add_timeline(const struct paper *paper, struct document *d);

/* Contacts; what was promised and inquired. */
void dossier_add_contacts(const struct paper *paper, struct document *d);
void dossier_add_promises(const struct paper *paper, struct document *d);

/* Every movement of money; returns; the card's re-issue. */
void dossier_add_ledger(const struct paper *paper, struct document *d);
void dossier_add_returns(const struct paper *paper, struct document *d);
void dossier_add_reissue(const struct paper *paper, struct document *d);

/* Evidence with its SHA-256, its custody, and what the journal's chain proves. */
void dossier_add_annexes(const struct paper *paper, struct document *d);
void dossier_add_proof(const struct paper *paper, struct document *d);

#endif
