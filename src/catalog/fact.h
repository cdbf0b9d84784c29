#ifndef MIOBOE_CATALOG_FACT_H
#define MIOBOE_CATALOG_FACT_H

/*
 * What a case knows and asks: a fact has an id and one of some values; a question asks the person
 * for it.  Conditions over facts decide which questions, steps and rules apply.  Rows:
 * catalog/rules/questions.yaml.
 */

#include "catalog/provenance.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One sentence in both languages. */
struct phrase {
    struct slice ja, en;
};
struct phrases {
    const struct phrase *at;
    size_t len;
};

/*
 * `order_in_account = no`, `card_stopped != yes`, `mail_seen` (known at all, whatever the value).
 * A fact that is not known, or answered with "unknown", is equal to nothing: `=` is false and `!=`
 * is true of it.
 */
enum fact_test { FACT_IS, FACT_IS_NOT, FACT_KNOWN, FACT_NOT_KNOWN /* `!fact` */ };
struct fact_term {
    struct slice fact, value;
    enum fact_test test;
};

/* Any of the terms (written `a = x | b = y`). */
struct fact_clause {
    const struct fact_term *at;
    size_t len;
};

/* All of the clauses (a list in YAML); none = always. */
struct condition {
    const struct fact_clause *at;
    size_t len;
};

enum fact_kind { FACT_CHOICE, FACT_TEXT, FACT_DAY, FACT_AMOUNT };

struct fact_answer {
    struct slice value; /* a code: yes, no, delivered … */
    struct phrase label;
};

/* How likely an answer is under a cause. */
struct fact_likelihood {
    struct slice cause;  /* id of a cause */
    const double *given; /* one for each answer, in their order; they sum to 1 */
};

struct question {
    struct slice id; /* of the fact */
    enum fact_kind kind;
    struct phrase ask; /* in words that a worried person understands; {card} {amount} {date} {shop}
                          are filled in */
    struct phrase how; /* how to find out; may be empty */
    struct phrase why; /* what the answer decides */
    const struct fact_answer
        *answers; /* FACT_CHOICE; "unknown" is always possible and not listed */
    size_t answers_len;
    const struct fact_likelihood *likelihoods; /* a cause that is not listed has ${otherwise} */
    size_t likelihoods_len;
    const double *otherwise;
    double minutes; /* what answering costs a person; the gain is divided by it */
    bool urgent;    /* asked before others: minutes count */
    struct condition when;
    struct provenance provenance;
};

struct catalog;

const struct question *question_of(const struct catalog *catalog, struct slice id);

/* What is known of a fact while conditions are looked at: its value, empty = not known. */
struct fact_reader {
    struct slice (*value)(const void *ctx, struct slice fact);
    const void *ctx;
};

bool condition_holds(const struct condition *condition, const struct fact_reader *facts);

#endif
