#ifndef MIOBOE_RECORD_SHAPE_H
#define MIOBOE_RECORD_SHAPE_H

/*
 * The fields of each struct of record/evidence.h as a table, for those who treat all of them alike:
 * the JSON of records, and the store, which keeps a record as lines of names and values.
 */

#include "record/records.h"

#include "base/pairs.h"

enum shape_kind {
    SHAPE_TEXT,     /* struct slice */
    SHAPE_DAY,      /* int32_t; DAY_NONE = not told */
    SHAPE_AMOUNT,   /* int64_t; not told where its mark does not hold */
    SHAPE_COUNT,    /* int32_t */
    SHAPE_MARK,     /* bool */
    SHAPE_CURRENCY, /* struct currency */
    SHAPE_PAYMENT,  /* struct payment */
    SHAPE_LAST4,    /* char[5] */
    SHAPE_REFUND,   /* enum refund_kind in a byte */
    SHAPE_MINUTE,   /* int32_t; negative = not told */
    SHAPE_USE,      /* enum notice_kind in a byte */
    SHAPE_STAGE,    /* enum notice_stage in a byte */
    SHAPE_EVENT,    /* enum account_event_kind in a byte */
    SHAPE_NUMBER,   /* uint32_t */
    SHAPE_BYTE,     /* uint8_t */
    SHAPE_DIGEST    /* uint64_t */
};

struct shape_field {
    struct slice name;
    enum shape_kind kind;
    size_t offset;
    size_t mark; /* of the bool that says whether an amount is told; SIZE_MAX = always */
};

/* One array of struct records: where it stands, how large an element is, and its fields, ended by
 * one without a name. */
struct shape {
    struct slice name;
    size_t offset, size;
    const struct shape_field *fields;
};

#define SHAPES 12
extern const struct shape shapes[SHAPES];

/* The shape of that name, or NULL. */
const struct shape *shape_find(struct slice name);

/* How many elements ${records} has of the shape, and the ${i}th (its origin stands first). */
size_t shape_len(const struct shape *shape, const struct records *records);
const void *shape_at(const struct shape *shape, const struct records *records, size_t i);

/* A new element with nothing told, good until the next. */
void *shape_push(const struct shape *shape, struct records *records);

/*
 * Bring the elements into the order of the ${rank}s of their sources, which are their sources' new
 * numbers; those of one source keep theirs.  The array becomes a new one in ${arena}; the old one
 * is as it was.
 */
void shape_order(const struct shape *shape, struct records *records, const uint32_t *rank,
                 struct arena *arena);

/*
 * Write what ${fields} tell of ${record} as pairs: what is not told, zero or false is left out.
 * And read it back into ${record} that shape_clear() made; texts borrow from ${body} and ${arena}.
 * Return 0, or ERR_SYNTAX where the body is none that was written so; detail: the name.
 */
void shape_write(const struct shape_field *fields, const void *record, struct pairs *to);
void shape_clear(const struct shape_field *fields, void *record);
int shape_read(const struct shape_field *fields, struct slice body, struct arena *arena,
               void *record, struct err *reterr);

/* For tables of fields. */
#define SHAPE_FIELD(type, kind, name)                                           \
    {                                                                           \
        {#name, sizeof(#name) - 1}, kind, offsetof(struct type, name), SIZE_MAX \
    }
#define SHAPE_TOLD(type, name, mark)                                           \
    {                                                                          \
        {#name, sizeof(#name) - 1}, SHAPE_AMOUNT, offsetof(struct type, name), \
            offsetof(struct type, mark)                                        \
    }
#define SHAPE_END                   \
    {                               \
        {NULL, 0}, SHAPE_TEXT, 0, 0 \
    }

#endif
