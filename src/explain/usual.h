#ifndef MIOBOE_EXPLAIN_USUAL_H
#define MIOBOE_EXPLAIN_USUAL_H

/* What is usually paid under a text: its latest amounts, and how far they lie apart. */

#include <stddef.h>
#include <stdint.h>

#define USUAL_MOST 24u /* the latest ones count */

/* The latest amounts in order of size.  A zeroed one is empty. */
struct usual {
    int64_t sorted[USUAL_MOST], ring[USUAL_MOST];
    size_t len, next;
};

void usual_add(struct usual *u, int64_t amount);

/* The median of the distances from ${median}, that of the sorted amounts. */
int64_t usual_spread(const struct usual *u, int64_t median);

#endif
