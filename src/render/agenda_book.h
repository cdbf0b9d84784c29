#ifndef MIOBOE_RENDER_AGENDA_BOOK_H
#define MIOBOE_RENDER_AGENDA_BOOK_H

/* The days that count of one or several cases, with their words, as all forms of the agenda show
 * them. */

#include "casework/agenda.h"
#include "render/paper.h"

enum agenda_side {
    AGENDA_YOURS,
    AGENDA_THEIRS, /* what the other side owes */
    AGENDA_NETWORK /* the card company's own window: only for information */
};

struct agenda_entry {
    struct slice case_id, title; /* of the case */
    struct slice key;            /* which rule, promise … it is: the same as long as it lasts */
    enum agenda_kind kind;
    enum agenda_side side;
    int32_t day, warn, urge, by; /* as of the item */
    struct slice what;
    struct slice lost;                /* what is lost otherwise; may be empty */
    struct slice charge, charge_name; /* its id; day and text of its row */
    int64_t amount;                   /* 0 = none */
    struct currency currency;
    struct provenance provenance; /* source empty = the journal */
    bool is_over, is_late, is_assumed, is_own_reading;
};
ARRAY_TYPE(agenda_entries, struct agenda_entry);

/* A right without a last day. */
struct agenda_right {
    struct slice case_id, title, what;
    struct provenance provenance;
};
ARRAY_TYPE(agenda_right_rows, struct agenda_right);

/* Money that is lost when nothing is done by that day (casework/agenda.h). */
struct agenda_risk {
    struct slice case_id, title;
    struct agenda_loss loss;
};
ARRAY_TYPE(agenda_risks, struct agenda_risk);

struct agenda_book {
    int32_t today;
    int64_t now;                   /* seconds since 1970 */
    bool is_many;                  /* more than one case: each row says which */
    struct agenda_entries entries; /* earliest first */
    struct agenda_right_rows rights;
    struct agenda_risks risks;
};

/* Add the days of the case of ${paper}, in the reader's language; texts lie in the arena of its
 * page.
 */
void agenda_book_add(struct agenda_book *book, const struct paper *paper);

/* What an entry is now: "over", "urgent" (three quarters of the time are gone), "soon" (half),
 * "later". */
struct slice agenda_stage(const struct agenda_book *book, const struct agenda_entry *entry);

/* Leave only what is over, or to be shown by today: its warning day has come. */
void agenda_book_today(struct agenda_book *book);

#endif
