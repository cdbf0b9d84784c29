#ifndef MIOBOE_EXPLAIN_PLAN_BOOK_H
#define MIOBOE_EXPLAIN_PLAN_BOOK_H

/* Which plans each merchant bills, looked up once for each merchant that is met. */

#include "catalog/catalog.h"

struct plan_list {
    const uint32_t *at; /* indices into the catalogue's plans */
    uint32_t len;
    bool known; /* inside */
};

struct plan_book {
    const struct catalog *catalog;
    struct arena *arena;
    struct plan_list *lists; /* by merchant */
};

/* Ready for use. */
void plan_book_init(struct plan_book *book, const struct catalog *catalog, struct arena *arena);

/* The plans that ${merchant} (index + 1; 0 = not known: none) bills. */
struct plan_list plan_book_list(const struct plan_book *book, uint32_t merchant);

/* The first plan of the list that costs so much on ${day}, or NULL. */
const struct plan *plan_book_find(const struct plan_book *book, struct plan_list list, int32_t day,
                                  int64_t amount, struct currency currency);

#endif
