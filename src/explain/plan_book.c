#include "explain/plan_book.h"

#include "base/array.h"

void plan_book_init(struct plan_book *book, const struct catalog *catalog, struct arena *arena)
{
    *book = (struct plan_book){catalog, arena, NULL};
    book->lists = arena_make_n(arena, struct plan_list, catalog->merchants_len + 1);
}

struct plan_list plan_book_list(const struct plan_book *book, uint32_t merchant)
{
    const struct catalog *catalog = book->catalog;
    struct plan_list *list = &book->lists[merchant];
    uint32_t *at;

    if (list->known || merchant == 0)
        return *list;
    at = arena_make_n(book->arena, uint32_t, catalog->plans_len + 1);
    for (uint32_t p = 0; p < catalog->plans_len; p++)
        if (plan_is_billed_by(&catalog->plans[p], &catalog->merchants[merchant - 1]))
            at[list->len++] = p;
    list->at = at;
    list->known = true;
    return *list;
}

const struct plan *plan_book_find(const struct plan_book *book, struct plan_list list, int32_t day,
                                  int64_t amount, struct currency currency)
{
    for (uint32_t i = 0; i < list.len; i++) {
        const struct plan *plan = &book->catalog->plans[list.at[i]];

        if (plan_price_at(plan, day, amount, currency))
            return plan;
    }
    return NULL;
}
