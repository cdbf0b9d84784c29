#include "web/order.h"

#include "base/sort.h"

#define DIGIT_BITS 8
#define DIGITS (1 << DIGIT_BITS)

struct keyed {
    uint64_t key;
    uint32_t row;
};

/* ------------------------------------------------------------------ sorting by a number */

/* One pass by the digit at ${shift}: stable.  False where all have the same: then nothing was
 * moved. */
static bool pass(const struct keyed *from, struct keyed *to, size_t n, unsigned shift)
{
    size_t at[DIGITS] = {0}, sum = 0;

    for (size_t i = 0; i < n; i++)
        at[from[i].key >> shift & (DIGITS - 1)]++;
    if (at[from[0].key >> shift & (DIGITS - 1)] == n)
        return false;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t count = at[d];

        at[d] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[at[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
    return true;
}

/* ${at} sorted by key, in it or in ${spare}; whichever it is is returned. */
static struct keyed *sort(struct keyed *at, struct keyed *spare, size_t n)
{
    for (unsigned shift = 0; n && shift < 64; shift += DIGIT_BITS)
        if (pass(at, spare, n, shift)) {
            struct keyed *swap = at;

            at = spare;
            spare = swap;
        }
    return at;
}

/* ------------------------------------------------------------------ keys */

/* What asks most for attention comes first. */
static const uint8_t verdict_rank[REPORT_VERDICTS] = {
    [REPORT_UNEXPLAINED] = 0, [REPORT_AMBIGUOUS] = 1,    [REPORT_PROBABLE] = 2,
    [REPORT_EXPLAINED] = 3,   [REPORT_OUT_OF_SCOPE] = 4,
};

static bool shop_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct names *shops = ctx;

    return slice_cmp(shops->list.at[a], shops->list.at[b]) < 0;
}

/* The place of each shop's name among all. */
static const uint32_t *rank_shops(const struct names *shops, struct arena *arena)
{
    size_t n = shops->list.len;
    uint32_t *order = arena_make_n(arena, uint32_t, n + 1);
    uint32_t *rank = arena_make_n(arena, uint32_t, n + 1);

    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, n, shop_before, shops, arena);
    for (size_t i = 0; i < n; i++)
        rank[order[i]] = (uint32_t)i;
    return rank;
}

static uint64_t key_of(const struct report_row *row, enum report_order by, const uint32_t *shops)
{
    static const uint64_t sign = 1ull << 63; /* negative numbers stand before the others */

    switch (by) {
    case REPORT_BY_AMOUNT: return (uint64_t)row->amount ^ sign;
    case REPORT_BY_VERDICT: return verdict_rank[row->verdict];
    case REPORT_BY_SHOP: return shops[row->shop];
    default: return (uint64_t)(int64_t)row->day ^ sign;
    }
}

/* ------------------------------------------------------------------ orders */

struct making {
    struct report *report;
    struct keyed *at, *spare;
    const uint32_t *shops;
};

static struct keyed *sorted(struct making *making, enum report_order by, bool is_desc)
{
    const struct report *report = making->report;

    for (size_t i = 0; i < report->len; i++) {
        uint64_t key = key_of(&report->rows[i], by, making->shops);

        making->at[i] = (struct keyed){is_desc ? ~key : key, (uint32_t)i};
    }
    return sort(making->at, making->spare, report->len);
}

/* Rows, and what points at them, as they are to stand. */
static void move_rows(struct making *making)
{
    struct report *report = making->report;
    struct keyed *newest = sorted(making, REPORT_BY_DATE, true);
    struct report_row *rows = arena_make_n(report->arena, struct report_row, report->len + 1);
    uint32_t *now = arena_make_n(report->arena, uint32_t, report->len + 1);

    for (size_t i = 0; i < report->len; i++) {
        rows[i] = report->rows[newest[i].row];
        now[newest[i].row] = (uint32_t)i;
    }
    for (size_t i = 0; i < report->ids_len; i++)
        report->ids[i].row = now[report->ids[i].row];
    arena_resize(report->arena, now, (report->len + 1) * sizeof(*now), 0);
    arena_resize(report->arena, report->rows, report->cap * sizeof(*rows), 0);
    report->rows = rows;
    report->cap = report->len + 1;
}

void order_make(struct report *report)
{
    struct arena *scratch = arena_like(report->arena);
    struct making making = {.report = report,
                            .at = arena_make_n(scratch, struct keyed, report->len + 1),
                            .spare = arena_make_n(scratch, struct keyed, report->len + 1),
                            .shops = rank_shops(&report->shops, scratch)};

    move_rows(&making);
    for (int by = 0; by < REPORT_ORDERS; by++)
        for (int is_desc = 0; is_desc < 2; is_desc++) {
            const struct keyed *from = sorted(&making, (enum report_order)by, is_desc);
            uint32_t *to = arena_make_n(report->arena, uint32_t, report->len + 1);

            for (size_t i = 0; i < report->len; i++)
                to[i] = from[i].row;
            report->orders[by][is_desc] = to;
        }
    arena_free(scratch);
}
