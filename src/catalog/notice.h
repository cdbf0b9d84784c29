#ifndef MIOBOE_CATALOG_NOTICE_H
#define MIOBOE_CATALOG_NOTICE_H

/*
 * How one form of notice mail is told and read.  The YAML form is described in
 * docs/howto/add-a-notice.md; src/mail/notice.c carries it out.
 *
 * Texts that are compared are folded (notice_fold) when the catalogue is compiled, so that the
 * reader folds only the message.
 */

#include "catalog/provenance.h"

#include "base/arena.h"
#include "base/money.h"
#include "record/evidence.h"
#include "record/mail_kind.h"

/* What a capture {name} of a template is. */
enum form_field {
    FORM_DATE, /* a day, with the time of day where one follows */
    FORM_TIME,
    FORM_PRICE,  /* of the use, the refund, the bill: an amount with its currency (433 円, -264円,
                    990.00 JPY, 12.50USD, ¥433); a template fits only where it is one */
    FORM_AMOUNT, /* the same as digits alone: for cells between which only a blank stands */
    FORM_CURRENCY, /* three letters beside {amount} */
    FORM_TOTAL,    /* of an order; the next five like {price} */
    FORM_PAID,     /* what is to be paid by card */
    FORM_POINTS,
    FORM_GIFT,
    FORM_POSTAGE,
    FORM_DISCOUNT,
    FORM_ORDER, /* an order number; a template fits only where it is one */
    FORM_SHOP,
    FORM_TITLE, /* of an item; several are joined */
    FORM_TYPE,  /* 買物, 返品 …: for turns */
    FORM_APPROVAL,
    FORM_LAST4,
    FORM_METHOD, /* of a refund */
    FORM_STATUS,
    FORM_NEXT, /* day of the next bill */
    FORM_DEVICE,
    FORM_PLACE,
    FORM_FIELDS
};

/* "date", "shop" …; and back, FORM_FIELDS = no such field.  In templates `sum` stands for
 * FORM_TOTAL, because `total` is digits alone there (base/pattern.h). */
struct slice notice_field_name(enum form_field field);
enum form_field notice_field_of(struct slice name);

/* Whether ${field} is an amount with its currency. */
bool notice_field_is_money(enum form_field field);

/* What changes the kind: a line, or the value of a field, that fits ${pattern}. */
struct form_turn {
    enum form_field field; /* FORM_FIELDS = a line */
    struct slice pattern;
    enum mail_kind kind;
};

#define FORM_TEMPLATE_LINES 4u /* that one template covers */

struct notice_form {
    struct slice id;
    struct slice sender;      /* id of the brand (catalog/sender.h) */
    const struct slice *from; /* lower case: an address, or a domain that stands for itself and
                                 all below it */
    size_t from_len;
    const struct slice *subjects; /* templates, any of which fits; none = every subject */
    size_t subjects_len;
    const struct slice *marks; /* templates, each of which fits some line */
    size_t marks_len;
    enum mail_kind kind;
    uint8_t stage;            /* enum notice_stage */
    uint8_t event;            /* enum account_event_kind; ACCOUNT_EVENTS = none */
    bool html;                /* read the HTML parts first */
    bool digital;             /* its orders are digital ones */
    bool silent;              /* makes no records */
    struct currency currency; /* where an amount names none */
    /* Where one of these templates fits, a block begins (one use, one order).  Without any, one
     * begins where a field comes again. */
    const struct slice *begins;
    size_t begins_len;
    /* Templates; one that covers several lines that follow one another (empty ones apart) holds
     * line feeds. */
    const struct slice *lines;
    size_t lines_len;
    const struct form_turn *turns;
    size_t turns_len;
    const struct slice *ends; /* from a line that fits one of these on, nothing is read */
    size_t ends_len;
    struct provenance provenance;
};

struct catalog;

/* ${s} as lines and templates are compared: text_fold(), and no blanks before and after a colon. */
struct slice notice_fold(struct arena *arena, struct slice s);

/* A folded template as notice_fold() leaves texts. */
struct slice notice_fold_colons(struct arena *arena, struct slice folded);

/* The form of that id, or NULL. */
const struct notice_form *notice_form_of(const struct catalog *catalog, struct slice id);

/*
 * The next form whose sender is ${address} (an addr-spec) and whose subject is ${subject} (folded);
 * ${from} moves on from 0.  Forms stand in the order of the catalogue; NULL = no more.
 */
const struct notice_form *notice_form_next(const struct catalog *catalog, struct slice address,
                                           struct slice subject, size_t *from);

#endif
