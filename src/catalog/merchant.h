#ifndef MIOBOE_CATALOG_MERCHANT_H
#define MIOBOE_CATALOG_MERCHANT_H

/* Who bills under which name on a statement. */

#include "catalog/provenance.h"

#include "base/arena.h"

/* What kind of thing is billed: decides which evidence can explain a charge. */
enum merchant_class {
    MERCHANT_RETAIL,       /* goods by Amazon or through it, one line per shipment */
    MERCHANT_MARKETPLACE,  /* goods of a Marketplace seller */
    MERCHANT_DIGITAL,      /* Kindle, video, music, apps and their subscriptions */
    MERCHANT_MEMBERSHIP,   /* Prime */
    MERCHANT_AUDIBLE,      /* own billing */
    MERCHANT_AMAZON,       /* any of the above: the text does not tell (JCB's plain アマゾン) */
    MERCHANT_PAY,          /* Amazon Pay at another shop: never an order */
    MERCHANT_WEB_SERVICES, /* AWS: never an order */
    MERCHANT_OTHER_STORE,  /* amazon.com, amazon.de …: not in this account's export */
    MERCHANT_GIFT_CARD,    /* reloads and gift cards bought */
    MERCHANT_UNKNOWN_SHOP, /* the line hides the shop (`VISA加盟店`) */
    MERCHANT_OTHER,        /* not Amazon */
    MERCHANT_CLASSES
};

/* Kinds of evidence that can explain a charge: bits of merchant.explained_by. */
enum merchant_evidence {
    EVIDENCE_ORDER = 1u << 0,      /* shipments and orders */
    EVIDENCE_DIGITAL = 1u << 1,    /* digital orders */
    EVIDENCE_MEMBERSHIP = 1u << 2, /* membership fees */
    EVIDENCE_AUDIBLE = 1u << 3,
    EVIDENCE_REFUND = 1u << 4,
    EVIDENCE_TRANSACTION = 1u << 5 /* payment page, filter CSV */
};

struct merchant {
    struct slice id;    /* amazon.retail */
    struct slice brand; /* amazon, or the company's id */
    enum merchant_class class;
    unsigned explained_by;               /* enum merchant_evidence; 0 = out of scope */
    struct slice meaning_ja, meaning_en; /* one sentence each */
    struct slice next_ja, next_en;       /* what to fetch or look at next; may be empty */
    /*
     * Descriptors, folded (text_fold).  Each must stand in the folded text as whole words; one that
     * ends in
     * '*' also matches where the text goes on (a name cut by the issuer, `AMZN MKTP JP*`).
     * A leading '=' asks for the whole text.
     */
    const struct slice *texts;
    size_t texts_len;
    struct provenance provenance;
};

/* One descriptor of one merchant, as the look-up wants it. */
struct merchant_text {
    struct slice text; /* without '=' and '*' */
    uint32_t merchant; /* index into catalog.merchants */
    uint32_t shorter;  /* the longest other entry that is a head of this one, + 1; 0 = none */
    bool whole;        /* '=': must be the whole text */
    bool open;         /* '*': the text may go on */
};

struct catalog;

/*
 * All descriptors of ${merchants} in byte order, for catalog.texts; ${ret_len} of them.  Built
 * once: by tools/catalog-compile for the shipped rows, by catalog_merge() for a user's own.
 */
const struct merchant_text *merchant_index(struct arena *arena, const struct merchant *merchants,
                                           size_t len, size_t *ret_len);

/*
 * The merchant that bills as the folded text ${folded}: the longest of all matching descriptors
 * wins, the first row on a tie.  NULL = not known.
 */
const struct merchant *merchant_find(const struct catalog *catalog, struct slice folded);

/* "retail", "digital" …; and back, MERCHANT_CLASSES = no such class. */
struct slice merchant_class_name(enum merchant_class class);
enum merchant_class merchant_class_of(struct slice name);

/* "order" …; 0 = no such evidence. */
unsigned merchant_evidence_of(struct slice name);

#endif
