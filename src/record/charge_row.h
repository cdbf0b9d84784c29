#ifndef MIOBOE_RECORD_CHARGE_ROW_H
#define MIOBOE_RECORD_CHARGE_ROW_H

/* A charge with all that it points at in one struct: for those who write rows down and read them
 * again. */

#include "record/shape.h"

struct charge_row {
    struct origin origin;
    int32_t day;
    int64_t amount;
    struct currency currency;
    struct slice raw, folded;  /* of its descriptor */
    char last4[5];             /* of its card */
    struct slice label;        /* the same */
    uint8_t state;             /* enum charge_state */
    bool has_extra;            /* whether it has an extra part at all */
    struct charge_extra extra; /* zeros where it has none */
};

/* The fields of a whole row; of its extra part alone (offsets in struct charge_row). */
extern const struct shape_field charge_row_fields[], charge_row_extra_fields[];

/* The ${i}th charge of ${records}, which it borrows from. */
void charge_row_of(const struct records *records, size_t i, struct charge_row *ret);

/* Nothing told. */
void charge_row_clear(struct charge_row *row);

/* Add a charge to ${records}; strings are copied.  A descriptor that is new gets no merchant. */
void charge_row_add(struct records *records, const struct charge_row *row);

#endif
