#ifndef MIOBOE_RECORD_RECORDS_H
#define MIOBOE_RECORD_RECORDS_H

/* Everything that was read: what readers append to and the engine works on. */

#include "record/charge.h"
#include "record/evidence.h"
#include "record/source.h"

#include "base/map.h"

ARRAY_TYPE(slices, struct slice);

struct records {
    struct arena *arena;
    struct sources sources;

    struct charges charges;
    struct charge_extras extras; /* entry 0 is unused */
    struct charge_texts texts;
    struct charge_cards cards; /* entry 0: nothing told */

    struct order_lines order_lines;
    struct shipments shipments;
    struct orders orders;
    struct digitals digitals;
    struct refunds refunds;
    struct transactions transactions;
    struct subscriptions subscriptions;
    struct billings billings;
    struct instruments instruments;
    struct replacements replacements;
    struct notices notices;
    struct account_events account_events;

    /* inside: look-ups that keep texts, cards and strings single */
    struct map text_index, card_index, string_index;
    struct slices strings;
};

/* Ready for use; everything lives in ${arena}. */
void records_init(struct records *records, struct arena *arena);

/* The index of the card; both empty gives 0. */
uint32_t records_card(struct records *records, struct slice last4, struct slice label);

/* A copy of ${s} that is shared by all that ask for the same bytes (order numbers, titles, card
 * kinds). */
struct slice records_string(struct records *records, struct slice s);

/* Add a row that is no record to the newest source. */
void records_set_aside(struct records *records, uint32_t line, enum set_aside_reason reason);

/* The newest source. */
struct source *records_source(struct records *records);

#endif
