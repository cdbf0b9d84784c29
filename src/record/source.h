#ifndef MIOBOE_RECORD_SOURCE_H
#define MIOBOE_RECORD_SOURCE_H

/* A file that was opened (also inside a zip) and what became of its rows. */

#include "base/array.h"
#include "base/charset.h"

/* Why a row is no record.  The words of the report are source_reason_name(). */
enum set_aside_reason {
    ASIDE_HEADER,
    ASIDE_HOLDER_ROW,
    ASIDE_BANK_ACCOUNT,
    ASIDE_NOTE,
    ASIDE_SUBTOTAL,
    ASIDE_TOTAL,
    ASIDE_SECTION,
    ASIDE_BLANK,
    ASIDE_PAYMENT,
    ASIDE_FEE_NOTE,
    ASIDE_REGISTRATION_NUMBER,
    ASIDE_SECOND_TABLE,
    ASIDE_UNREADABLE,
    ASIDE_REASONS
};

struct set_aside {
    uint32_t line;
    uint32_t reason; /* enum set_aside_reason */
};

ARRAY_TYPE(set_asides, struct set_aside);

/* Something that the person should be told about a source. */
struct problem {
    struct err err;
    bool fatal; /* exit status 2; else only a remark */
};

ARRAY_TYPE(problems, struct problem);

/* How far what a source says may be believed. */
enum trust {
    TRUST_FILE,    /* a file that the person gave: statements and exports */
    TRUST_GENUINE, /* a mail that is really from its sender */
    TRUST_VOUCHED, /* a mail that somebody trusted saw to be so */
    TRUST_UNKNOWN, /* a mail that may be anybody's: a hint at most, never evidence */
    TRUST_FAKE     /* a forged mail: never evidence */
};

/* "file", "genuine", "vouched", "unknown", "fake". */
struct slice trust_name(enum trust trust);

/* Whether records of such a source are evidence. */
bool trust_is_evidence(enum trust trust);

struct source {
    struct slice path;   /* as the report shows it */
    struct slice format; /* id of the layout; empty = not understood */
    struct slice
        family; /* which statements may show the same charge again (issuer family); empty = none */
    struct slice account; /* member of the household; empty = none */
    enum charset charset;
    bool is_text;
    bool is_statement;
    uint8_t trust;   /* enum trust */
    bool is_named;   /* named on the command line, so not understanding it is a fault */
    bool is_pending; /* a file of not yet confirmed charges */
    bool is_bill;    /* a closed bill by its layout: a purchase stands on one of them only */
    bool is_cut;     /* cut short: proves nothing about what it does not show */
    uint64_t digest; /* of the bytes: byte-identical copies are one photograph */
    uint32_t records;
    int32_t bill_month;  /* of payment of all its rows: year * 12 + month, 1 to 12 where no year is
                            printed; 0 = not told, or several */
    int32_t from, until; /* days that its charges cover; DAY_NONE = none */
    struct set_asides asides;
    bool has_total;
    int64_t stated, summed;
    /* of a fake mail: the address that it gives as its sender, catalogue id of whom it claims to be
     * from, the check that decided */
    struct slice sender, claims, decided_by;
    struct problems problems;
};

ARRAY_TYPE(sources, struct source);

/* "header", "holder_row", … as in the contract. */
struct slice source_reason_name(enum set_aside_reason reason);

/* The reason of that name, or ASIDE_REASONS. */
enum set_aside_reason source_reason_of(struct slice name);

#endif
