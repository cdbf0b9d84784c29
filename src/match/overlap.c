#include "match/overlap.h"

#define BILL_ROWS 8u

bool overlap_shows_bills(const struct overlap *o)
{
    return o->in_a >= BILL_ROWS && o->in_b > 0 && o->in_b * 2 <= o->in_a && o->shared * 4 < o->in_a;
}

/* One row that two bills share may be one purchase on each side of the closing day.  Two say more
 * where they are a whole file, or all of those days; one only where both files hold nothing else.
 */
static bool is_more_than_twins(const struct overlap *o)
{
    if (o->shared == 2)
        return o->len_a == 2 || o->len_b == 2 || (o->in_a == 2 && o->in_b == 2);
    return o->shared >= 3 || (o->len_a == 1 && o->len_b == 1);
}

bool overlap_is_one_window(const struct overlap *o, bool are_bills)
{
    size_t larger = o->in_a > o->in_b ? o->in_a : o->in_b;

    if (o->shared == 0)
        return false;
    if (are_bills)
        return o->shared * 10 >= larger * 6 && is_more_than_twins(o);
    return o->shared * 2 >= o->in_a && o->in_a + o->missed <= o->shared * 3;
}
