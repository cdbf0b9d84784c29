#include "read/amazon_formats.h"

#include "base/hash.h"

#include <string.h>

/*
 * The CSV of the browser script Amazon注文履歴フィルタ: 18 columns, all amounts in yen.  Rows of
 * goods and pseudo-rows (their name in brackets, no quantity) alternate.
 *
 * - Goods: an order line; in the variant of 2018 with the order's sums on each of its rows.
 * - （注文全体）: the order's total and what is to be paid by card.
 * - （クレジットカードへの請求）: what Amazon charged, and when.
 * - （割引）, （配送料・手数料）, （Amazonポイント）: parts of the order's sum.  They are kept in
 *   the order, and their rows set aside as subtotal.
 */

enum {
    ORDERED,
    ORDER_ID,
    TITLE,
    PRICE,
    QUANTITY,
    SUBTOTAL,
    TOTAL,
    STATE,
    BILLED,
    CARD_DAY,
    CARD_AMOUNT,
    CARD,
    URL,
    COLUMNS
};

static const struct slice columns[COLUMNS] = {
    [ORDERED] = TABLE_NAME("!注文日"),
    [ORDER_ID] = TABLE_NAME("!注文番号"),
    [TITLE] = TABLE_NAME("!商品名"),
    [PRICE] = TABLE_NAME("価格"),
    [QUANTITY] = TABLE_NAME("個数"),
    [SUBTOTAL] = TABLE_NAME("!商品小計"),
    [TOTAL] = TABLE_NAME("!注文合計"),
    [STATE] = TABLE_NAME("状態"),
    [BILLED] = TABLE_NAME("!請求額"),
    [CARD_DAY] = TABLE_NAME("クレカ請求日"),
    [CARD_AMOUNT] = TABLE_NAME("クレカ請求額"),
    [CARD] = TABLE_NAME("クレカ種類"),
    [URL] = TABLE_NAME("商品URL"),
};

/* ------------------------------------------------------------------ the order of a row */

struct order_key {
    const struct records *records;
    struct slice order_id;
};

static bool same_order(const void *ctx, uint32_t value)
{
    const struct order_key *key = ctx;

    return slice_eq(key->records->orders.at[value].order_id, key->order_id);
}

static bool is_digital(const struct table *t)
{
    return slice_has(t->cells[STATE], SLICE("デジタル注文")) ||
           amazon_is_digital(t->cells[ORDER_ID]);
}

static bool is_cancelled(const struct table *t)
{
    return slice_has(t->cells[STATE], SLICE("キャンセル"));
}

/* The order that the current row belongs to, made by the first row that tells of it. */
static struct order *order_of(struct table *t)
{
    struct records *records = t->records;
    struct order_key key = {records, t->cells[ORDER_ID]};
    uint32_t next = (uint32_t)records->orders.len;
    uint32_t found =
        map_add(&t->keys, records->arena, hash_bytes(key.order_id, 7), next, same_order, &key);
    struct order *order;

    if (found != next)
        return &records->orders.at[found];
    order = array_push(records->arena, &records->orders);
    order->origin = table_origin(t);
    order->order_id = table_text(t, ORDER_ID);
    order->ordered = table_day(t, ORDERED);
    order->currency = CURRENCY_JPY;
    return order;
}

static void add_payment(struct payment *to, struct payment more)
{
    to->card = to->card || more.card;
    to->gift = to->gift || more.gift;
    if (to->last4[0][0] == '\0')
        memcpy(to->last4, more.last4, sizeof(to->last4));
}

/* Whether this is the first row that tells the sums of its order, not only a part. */
static bool is_first_telling(struct table *t)
{
    uint64_t hash = hash_bytes(t->cells[ORDER_ID], 9);

    return map_add(&t->keys, t->records->arena, hash, t->line, NULL, NULL) == t->line;
}

/* The order's sums that stand on the current row.  Return whether it is the first such row. */
static bool tell_order(struct table *t)
{
    struct order *order = order_of(t);
    bool is_first = is_first_telling(t);
    int64_t amount;

    if (is_first)
        order->origin = table_origin(t);
    if (!order->has_amount && table_part(t, TOTAL, CURRENCY_JPY, &amount)) {
        order->total = amount;
        order->has_amount = true;
    }
    if (!order->has_billed && table_part(t, BILLED, CURRENCY_JPY, &amount)) {
        order->billed = amount;
        order->has_billed = true;
    }
    add_payment(&order->payment, table_payment(t, CARD));
    order->digital = order->digital || is_digital(t);
    order->cancelled = order->cancelled || is_cancelled(t);
    return is_first;
}

/* ------------------------------------------------------------------ what Amazon charged */

/* Rows of goods of one order repeat its charge; the same charge then counts once. */
static bool is_repeated(struct table *t, int64_t amount)
{
    uint64_t hash = hash_bytes(t->cells[ORDER_ID], 8);

    hash = hash_mix(hash_bytes(t->cells[CARD_DAY], hash), (uint64_t)amount);
    return map_add(&t->keys, t->records->arena, hash, t->line, NULL, NULL) != t->line;
}

static enum set_aside_reason add_charge(struct table *t, bool is_single)
{
    struct transaction *transaction;
    struct payment payment = table_payment(t, CARD);
    int64_t amount;
    int has = table_amount(t, CARD_AMOUNT, CURRENCY_JPY, &amount);

    if (has <= 0)
        return has < 0 ? ASIDE_UNREADABLE : ASIDE_NOTE;
    if (!is_single && is_repeated(t, amount))
        return ASIDE_REASONS;
    transaction = array_push(t->records->arena, &t->records->transactions);
    transaction->origin = table_origin(t);
    transaction->order_id = table_text(t, ORDER_ID);
    transaction->day = table_day(t, CARD_DAY);
    transaction->amount = amount;
    transaction->currency = CURRENCY_JPY;
    memcpy(transaction->last4, payment.last4[0], sizeof(transaction->last4));
    return ASIDE_REASONS;
}

/* ------------------------------------------------------------------ pseudo-rows */

enum part { PART_DISCOUNT, PART_POSTAGE, PART_POINTS, PART_GIFT };

struct part_name {
    struct slice word;
    enum part part;
};

static const struct part_name part_names[] = {
    {TABLE_NAME("割引"), PART_DISCOUNT},  {TABLE_NAME("配送料"), PART_POSTAGE},
    {TABLE_NAME("手数料"), PART_POSTAGE}, {TABLE_NAME("ポイント"), PART_POINTS},
    {TABLE_NAME("ギフト"), PART_GIFT},
};

/* The size of the sum on a pseudo-row, in whichever column it stands. */
static int64_t part_size(const struct table *t)
{
    static const size_t places[] = {TOTAL, SUBTOTAL, PRICE, BILLED};
    int64_t amount;

    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (table_part(t, places[i], CURRENCY_JPY, &amount))
            return amount < 0 ? -amount : amount;
    return 0;
}

static void add_part(struct order *order, enum part part, int64_t size)
{
    int64_t *const sums[] = {
        [PART_DISCOUNT] = &order->discount,
        [PART_POSTAGE] = &order->postage,
        [PART_POINTS] = &order->points,
        [PART_GIFT] = &order->gift,
    };

    if (!money_add(*sums[part], size, sums[part]))
        *sums[part] = 0;
    if (size > 0 && (part == PART_POINTS || part == PART_GIFT))
        order->payment.gift = true;
}

static enum set_aside_reason pseudo_row(struct table *t)
{
    struct slice name = t->cells[TITLE];

    if (slice_has(name, SLICE("クレジットカードへの請求")))
        return add_charge(t, true);
    if (slice_has(name, SLICE("注文全体")))
        return tell_order(t) ? ASIDE_REASONS : ASIDE_SUBTOTAL;
    for (size_t i = 0; i < sizeof(part_names) / sizeof(part_names[0]); i++) {
        if (!slice_has(name, part_names[i].word))
            continue;
        add_part(order_of(t), part_names[i].part, part_size(t));
        return ASIDE_SUBTOTAL;
    }
    return ASIDE_NOTE;
}

/* ------------------------------------------------------------------ goods */

/* `…/dp/B00EXAMPLE/…`, `…/gp/product/B00EXAMPLE/…` */
static struct slice asin_of(struct table *t)
{
    static const struct slice leads[] = {{"/dp/", 4}, {"/gp/product/", 12}};
    struct slice url = t->cells[URL];

    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
        size_t at = slice_find(url, leads[i]);

        if (at < url.len && at + leads[i].len + 10 <= url.len)
            return records_string(t->records,
                                  slice_sub(url, at + leads[i].len, at + leads[i].len + 10));
    }
    return (struct slice){"", 0};
}

/* `2018年10月23日に発送済み` */
static int32_t shipped_of(const struct table *t)
{
    struct slice head, tail;
    int32_t day;

    if (!slice_cut(t->cells[STATE], SLICE("に発送済み"), &head, &tail) ||
        day_read(head, DAY_YMD, DAY_NONE, &day) != 1)
        return DAY_NONE;
    return day;
}

static enum set_aside_reason goods_row(struct table *t)
{
    struct order_line *line;
    int64_t total = 0;
    int has = table_amount(t, SUBTOTAL, CURRENCY_JPY, &total);

    if (has < 0)
        return ASIDE_UNREADABLE;
    line = amazon_line_add(t, ORDER_ID, TITLE, ORDERED);
    line->asin = asin_of(t);
    line->shipped = shipped_of(t);
    line->total = total;
    line->has_amount = has == 1;
    line->quantity = table_count(t, QUANTITY, 1);
    line->currency = CURRENCY_JPY;
    line->payment = table_payment(t, CARD);
    line->cancelled = is_cancelled(t);
    table_part(t, PRICE, CURRENCY_JPY, &line->unit_price);
    if (t->cells[TOTAL].len > 0 || t->cells[BILLED].len > 0)
        tell_order(t);
    if (t->cells[CARD_AMOUNT].len > 0)
        add_charge(t, false);
    return ASIDE_REASONS;
}

static enum set_aside_reason filter_row(struct table *t)
{
    if (t->cells[ORDER_ID].len == 0)
        return ASIDE_UNREADABLE;
    if (slice_starts(t->cells[TITLE], SLICE("（")) && t->cells[QUANTITY].len == 0)
        return pseudo_row(t);
    return goods_row(t);
}

static const struct table_format formats[] = {
    {.id = TABLE_NAME("order-filter"),
     .columns = columns,
     .columns_len = COLUMNS,
     .is_ragged = true,
     .row = filter_row},
};

const struct table_formats order_filter_formats = TABLE_FORMATS(formats);
