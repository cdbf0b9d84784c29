#ifndef MIOBOE_READ_STATEMENT_H
#define MIOBOE_READ_STATEMENT_H

/*
 * Statements of cards, banks and wallets as tables, each read by the profile of its layout
 * (catalog/profile.h, docs/design/profiles.md).  Every physical row ends in exactly one place: it
 * is a charge, or it is set aside with its reason.
 */

#include "read/read.h"

extern const struct reader statement_reader;

#endif
