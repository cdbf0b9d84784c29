#ifndef MIOBOE_EXPLAIN_REPORT_H
#define MIOBOE_EXPLAIN_REPORT_H

/* What explain_run() finds: everything that a report shows, without a word of any language. */

#include "catalog/catalog.h"
#include "match/entry.h"
#include "match/unit.h"

enum verdict_kind {
    VERDICT_EXPLAINED,
    VERDICT_PROBABLE,
    VERDICT_AMBIGUOUS,
    VERDICT_UNEXPLAINED,
    VERDICT_OUT_OF_SCOPE,
    VERDICTS
};

/* What an amount within an explanation is. */
enum part_kind {
    PART_UNIT,   /* a unit, whole */
    PART_PLAN,   /* a known price of a plan that no source confirms */
    PART_POINTS, /* adjustment: paid by points or gift balance */
    PART_SPLIT,  /* adjustment: the rest of the unit is charged elsewhere */
    PART_NETTED  /* adjustment: a refund taken off */
};

struct part {
    uint32_t unit; /* index into units.list; MAP_NONE = none */
    uint32_t plan; /* index into the catalogue's plans; only PART_PLAN */
    int64_t amount;
    uint8_t kind; /* enum part_kind */
    bool abroad;  /* the unit's amount is in another currency than the line's and this one */
};
ARRAY_TYPE(parts, struct part);

/* Some parts that stand one after the other in report.parts. */
struct part_range {
    uint32_t from, len;
};
ARRAY_TYPE(part_ranges, struct part_range);

#define ALTERNATIVES_MAX 5u
#define CAUSES_MAX 14u

struct found_cause {
    uint16_t cause; /* index into the catalogue's causes */
    double probability;
};
ARRAY_TYPE(found_causes, struct found_cause);

enum flag_kind {
    FLAG_DUPLICATE_CHARGE,
    FLAG_CARD_TESTING,
    FLAG_CANCELLED_BUT_CHARGED,
    FLAG_AFTER_CARD_STOPPED,
    FLAG_REFUND_LATE,
    FLAG_REFUND_SHORT,
    FLAG_PRICE_CHANGE,
    FLAG_TRIAL_ENDED,
    FLAG_DOUBLE_SUBSCRIPTION,
    FLAG_NEW_MERCHANT,
    FLAG_UNUSUAL_AMOUNT,
    FLAG_MAYBE_TWO,
    FLAGS
};

/* Whether a decision of the person took part. */
enum decided { DECIDED_NOT, DECIDED_PIN, DECIDED_REJECT };

struct verdict {
    uint8_t kind; /* enum verdict_kind */
    bool has_probability;
    double probability; /* of the explanation given */
    uint32_t merchant;  /* index into the catalogue's merchants + 1; 0 = other */
    struct part_range parts;
    uint32_t alternatives_from, alternatives_len; /* in report.alternatives */
    uint32_t causes_from, causes_len;             /* in report.causes */
    uint32_t flags, alarms;                       /* bits by enum flag_kind */
    uint8_t decided;                              /* enum decided */
    bool is_mine; /* the person says that it is theirs: known, though perhaps not explained */
};

struct recurring {
    uint32_t merchant; /* as in struct verdict */
    uint32_t text;     /* index into records.texts: its descriptor */
    int months, days;  /* period: one of the two is set */
    int64_t amount;    /* the latest */
    struct currency currency;
    uint32_t charges_from, charges_len; /* entry numbers in report.recurring_charges, by day */
    int32_t next_due;
    uint32_t flags;
};
ARRAY_TYPE(recurrings, struct recurring);
ARRAY_TYPE(entry_numbers, uint32_t);

enum expected_status { EXPECTED_POSTED, EXPECTED_PENDING, EXPECTED_OVERDUE };

struct expected {
    uint32_t unit;
    int32_t due_by;
    uint8_t status; /* enum expected_status */
    bool is_refund;
};
ARRAY_TYPE(expecteds, struct expected);

struct unexplained_sum {
    struct currency currency;
    int64_t amount, mine; /* mine: the part of it that the person says is theirs */
};
ARRAY_TYPE(unexplained_sums, struct unexplained_sum);

/* A charge flagged as cancelled_but_charged, and what was cancelled. */
struct cancelled_charge {
    uint32_t entry;
    uint32_t line; /* index into records.order_lines: the first of the order's */
};
ARRAY_TYPE(cancelled_charges, struct cancelled_charge);

struct report_mails;

struct report {
    int32_t as_of;
    const struct records *records;
    const struct catalog *catalog;
    struct entries entries;
    struct units units;
    struct verdict *verdicts; /* by entry */
    struct parts parts;
    struct part_ranges alternatives; /* len 0 = "nothing pays for it" */
    struct found_causes causes;
    struct recurrings recurring;
    struct entry_numbers recurring_charges;
    struct expecteds expected;
    struct cancelled_charges cancelled; /* by entry */
    struct {
        uint32_t components, exact;
        double gap; /* log-likelihood by which the best solution may be better than ours */
    } solver;
    uint32_t counts[VERDICTS];
    uint32_t mine[VERDICTS]; /* how many of them the person says are theirs */
    struct unexplained_sums sums;
    const struct report_mails *mails; /* explain/mails.h; NULL = no mail was read */
    uint32_t decisions_unknown;       /* decisions on a charge or an order that no source holds */
    uint32_t decisions_unfit;         /* charges pinned to an order that cannot be theirs */
};

/* How many charges no record settles, though the person says that they are theirs. */
static inline uint32_t report_known(const struct report *report)
{
    return report->mine[VERDICT_PROBABLE] + report->mine[VERDICT_AMBIGUOUS] +
           report->mine[VERDICT_UNEXPLAINED];
}

/* The order line of the cancelled order that the charge is of, or NULL. */
const struct order_line *report_cancelled_line(const struct report *report, uint32_t entry);

/* The codes of the contract. */
struct slice verdict_kind_name(enum verdict_kind kind);
struct slice flag_kind_name(enum flag_kind kind);
struct slice expected_status_name(enum expected_status status);

#endif
