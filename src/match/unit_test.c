#include "match/unit.h"

#include "base/base_test.h"
#include "match/match_test_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define DAY0 20000
#define ORDER "250-1234567-1234567"
#define DIGITAL "D01-1234567-1234567"

/* ------------------------------------------------------------------ making records */

static struct order_line *add_line(struct match_test *test, const char *order, int32_t shipped,
                                   int64_t total)
{
    struct order_line *line = array_push(test->arena, &test->records.order_lines);

    *line = (struct order_line){.origin = match_test_origin(test),
                                .order_id = slice_of(order),
                                .asin = SLICE("A1"),
                                .title = SLICE("Kettle"),
                                .ordered = DAY0,
                                .shipped = shipped,
                                .shipped_too = DAY_NONE,
                                .total = total,
                                .has_amount = true,
                                .quantity = 1,
                                .currency = CURRENCY_JPY};
    return line;
}

static void set_parts(struct order_line *line, int64_t subtotal, int64_t tax, int64_t postage,
                      int64_t discount)
{
    line->subtotal = subtotal;
    line->subtotal_tax = tax;
    line->postage = postage;
    line->discount = discount;
    line->has_parts = true;
}

static struct shipment *add_shipment(struct match_test *test, const char *order, int32_t shipped,
                                     int64_t charged)
{
    struct shipment *x = array_push(test->arena, &test->records.shipments);

    *x = (struct shipment){.origin = match_test_origin(test),
                           .order_id = slice_of(order),
                           .ordered = DAY0,
                           .shipped = shipped,
                           .charged = charged,
                           .has_amount = true,
                           .currency = CURRENCY_JPY};
    return x;
}

static struct order *add_order(struct match_test *test, const char *id, int64_t total)
{
    struct order *o = array_push(test->arena, &test->records.orders);

    *o = (struct order){.origin = match_test_origin(test),
                        .order_id = slice_of(id),
                        .title = SLICE("Kettle"),
                        .ordered = DAY0,
                        .total = total,
                        .has_amount = true,
                        .currency = CURRENCY_JPY};
    return o;
}

static struct digital *add_digital(struct match_test *test, const char *order, const char *item,
                                   int64_t amount)
{
    struct digital *d = array_push(test->arena, &test->records.digitals);

    *d = (struct digital){.origin = match_test_origin(test),
                          .order_id = slice_of(order),
                          .item_id = slice_of(item),
                          .component = SLICE("Price Amount"),
                          .ordered = DAY0,
                          .fulfilled = DAY0,
                          .amount = amount,
                          .has_amount = amount != 0,
                          .currency = CURRENCY_JPY};
    return d;
}

static struct transaction *add_transaction(struct match_test *test, const char *order, int32_t day,
                                           int64_t amount)
{
    struct transaction *x = array_push(test->arena, &test->records.transactions);

    *x = (struct transaction){.origin = match_test_origin(test),
                              .order_id = slice_of(order),
                              .day = day,
                              .amount = amount,
                              .currency = CURRENCY_JPY,
                              .last4 = "1234"};
    return x;
}

static struct refund *add_refund(struct match_test *test, const char *order, int32_t day,
                                 int64_t amount)
{
    struct refund *r = array_push(test->arena, &test->records.refunds);

    *r = (struct refund){.origin = match_test_origin(test),
                         .order_id = slice_of(order),
                         .created = day,
                         .day = day,
                         .amount = amount,
                         .has_amount = true,
                         .currency = CURRENCY_JPY,
                         .kind = REFUND_PAID,
                         .completed = true};
    return r;
}

static struct billing *add_billing(struct match_test *test, int32_t day, int64_t amount)
{
    struct billing *b = array_push(test->arena, &test->records.billings);

    *b = (struct billing){.origin = match_test_origin(test),
                          .title = SLICE("Audible"),
                          .day = day,
                          .period_from = DAY_NONE,
                          .period_until = DAY_NONE,
                          .amount = amount,
                          .has_amount = true,
                          .currency = CURRENCY_JPY};
    return b;
}

static struct subscription *add_subscription(struct match_test *test, int32_t started, int32_t next,
                                             int64_t amount)
{
    struct subscription *s = array_push(test->arena, &test->records.subscriptions);

    *s = (struct subscription){.origin = match_test_origin(test),
                               .title = SLICE("Audible"),
                               .period = SLICE("1 Month"),
                               .started = started,
                               .next_bill = next,
                               .ended = DAY_NONE,
                               .next_amount = amount,
                               .has_amount = true,
                               .renews = true,
                               .currency = CURRENCY_JPY};
    return s;
}

static void begin(struct match_test *test)
{
    match_test_init(test);
    match_test_source(test, "a.csv");
}

static int64_t total_of(const struct match_test *test)
{
    int64_t sum = 0;

    for (size_t i = 0; i < test->units.list.len; i++)
        sum += test->units.list.at[i].amount;
    return sum;
}

/* Gather and check how many units there are and what they cost together. */
static const struct unit *finish(struct match_test *test, size_t units, int64_t total)
{
    match_test_units(test);
    if (test->units.list.len != units || total_of(test) != total)
        print_error("%zu units, %lld in total\n", test->units.list.len, (long long)total_of(test));
    assert_int_equal(test->units.list.len, units);
    assert_true(total_of(test) == total);
    return test->units.list.at;
}

/* ------------------------------------------------------------------ orders and shipments */

static void a_shipment_is_the_sum_of_its_lines(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_line(&test, ORDER, DAY0 + 1, 2200);
    u = finish(&test, 1, 3988);
    assert_int_equal(u->kind, UNIT_SHIPMENT);
    assert_int_equal(u->items, 2);
    assert_int_equal(u->day, DAY0 + 1);
    assert_true(u->shipped);
    match_test_done(&test);
}

static void days_of_shipping_divide_an_order(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_line(&test, ORDER, DAY0 + 3, 2200);
    finish(&test, 2, 3988);
    assert_int_equal(test.units.purchases.len, 1);
    assert_int_equal(test.units.purchases.at[0].units_len, 2);
    match_test_done(&test);
}

struct repeated_case {
    const char *what;
    int64_t totals[3];
    int64_t subtotal, tax, postage, discount; /* of the shipment */
    int64_t amount;
};

static const struct repeated_case repeated[] = {
    {"each line repeats the total", {3988, 3988, 0}, 3626, 362, 0, 0, 3988},
    {"with postage and discount", {4288, 4288, 0}, 3626, 362, 500, 200, 4288},
    {"three lines", {6000, 6000, 6000}, 6000, 0, 0, 0, 6000},
    {"two equal items of their own price", {1500, 1500, 0}, 2728, 272, 0, 0, 3000},
    {"three equal items of their own price", {500, 500, 500}, 1364, 136, 0, 0, 1500},
    {"different prices", {1788, 2200, 0}, 3626, 362, 0, 0, 3988},
};

static void a_total_repeated_on_each_line_counts_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(repeated); i++) {
        const struct repeated_case *c = &repeated[i];
        struct match_test test;

        begin(&test);
        for (size_t l = 0; l < 3 && c->totals[l]; l++)
            set_parts(add_line(&test, ORDER, DAY0 + 1, c->totals[l]), c->subtotal, c->tax,
                      c->postage, c->discount);
        match_test_units(&test);
        if (total_of(&test) != c->amount)
            print_error("%s\n", c->what);
        finish(&test, 1, c->amount);
        match_test_done(&test);
    }
}

static void two_days_in_one_cell_are_one_unit_of_two_boxes(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 9900)->shipped_too = DAY0 + 2;
    u = finish(&test, 1, 9900);
    assert_int_equal(u->day, DAY0 + 1);
    assert_int_equal(u->day_too, DAY0 + 2);
    match_test_done(&test);
}

static void what_was_not_charged_is_no_unit(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, "250-0000000-0000001", DAY0, 500)->cancelled = true;
    add_line(&test, "250-0000000-0000002", DAY0, 0); /* a free replacement */
    add_line(&test, "250-0000000-0000003", DAY0, 500)->has_amount = false;
    add_line(&test, "", DAY0, 500);
    add_shipment(&test, "250-0000000-0000004", DAY0, 500)->cancelled = true;
    add_shipment(&test, "250-0000000-0000005", DAY0, 0);
    add_order(&test, "250-0000000-0000006", 500)->cancelled = true;
    add_order(&test, "250-0000000-0000007", 500)->points = 500;
    add_digital(&test, "D01-0000000-0000008", "i8", 500)->free_replacement = true;
    add_digital(&test, "D01-0000000-0000009", "i9", 500)->paid_by_other = true;
    add_digital(&test, "D01-0000000-0000010", "i10", 500)->cancelled = true;
    add_digital(&test, "D01-0000000-0000011", "i11", 700); /* bought with a credit */
    add_digital(&test, "D01-0000000-0000011", "i11", -700);
    add_billing(&test, DAY0, 1500)->declined = true;
    add_billing(&test, DAY0, 0);
    add_refund(&test, ORDER, DAY0, 500)->to_gift = true;
    add_refund(&test, ORDER, DAY0, 500)->kind = REFUND_RETURN;
    add_refund(&test, ORDER, DAY0, 500)->has_amount = false;
    add_transaction(&test, ORDER, DAY0, 0);
    finish(&test, 0, 0);
    match_test_done(&test);
}

static void exports_that_overlap_tell_of_one_purchase_once(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_line(&test, ORDER, DAY0 + 1, 2200);
    match_test_source(&test,
                      "b.csv"); /* a later export: more orders, the same one again, renamed */
    add_line(&test, ORDER, DAY0 + 1, 1788)->title = SLICE("Kettle, new name");
    add_line(&test, ORDER, DAY0 + 1, 2200);
    add_line(&test, "250-7654321-7654321", DAY0 + 30, 600);
    finish(&test, 2, 4588);
    match_test_done(&test);
}

static void a_cut_export_gives_way_to_a_whole_one(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    records_source(&test.records)->is_cut = true;
    add_line(&test, ORDER, DAY0 + 1, 1788); /* the second line is cut off */
    match_test_source(&test, "b.csv");
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_line(&test, ORDER, DAY0 + 1, 2200);
    finish(&test, 1, 3988);
    match_test_done(&test);
}

static void a_byte_identical_export_adds_nothing(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_refund(&test, ORDER, DAY0 + 9, 1788);
    match_test_source(&test, "b.csv");
    test.records.sources.at[1].digest = test.records.sources.at[0].digest;
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_refund(&test, ORDER, DAY0 + 9, 1788);
    finish(&test, 2, 0);
    match_test_done(&test);
}

static void points_that_are_told_are_taken_off_an_order(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_order(&test, ORDER, 3988)->points = 300;
    finish(&test, 1, 3688);
    match_test_done(&test);
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 3988)->payment = (struct payment){.gift = true, .card = true};
    match_test_source(&test, "b.csv");
    add_order(&test, ORDER, 3988)->points = 300;
    finish(&test, 1,
           3988); /* the shipment stays whole: which part was paid by points is inferred */
    assert_true(test.units.purchases.at[0].known_deduction == 300);
    assert_true(test.units.purchases.at[0].has_gift);
    match_test_done(&test);
}

static void what_the_gift_balance_paid_alone_is_on_no_card(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 3988)->payment.gift = true;
    finish(&test, 0, 0);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ one purchase, many tellings */

enum telling {
    T_LINES,
    T_LINES_AGAIN,
    T_SHIPMENT,
    T_ORDER,
    T_TRANSACTION,
    T_TRANSACTION_AGAIN,
    TELLINGS
};

static void add_telling(struct match_test *test, int telling)
{
    static const char *const paths[TELLINGS] = {"a.csv", "b.csv", "c.csv",
                                                "d.csv", "e.csv", "f.csv"};

    match_test_source(test, paths[telling]);
    switch ((enum telling)telling) {
    case T_LINES:
    case T_LINES_AGAIN:
        add_line(test, ORDER, DAY0 + 1, 1788);
        add_line(test, ORDER, DAY0 + 1, 2200);
        break;
    case T_SHIPMENT: add_shipment(test, ORDER, DAY0 + 1, 3988); break;
    case T_ORDER: add_order(test, ORDER, 3988); break;
    default: add_transaction(test, ORDER, DAY0 + 2, 3988); break;
    }
}

static void adding_a_source_never_adds_a_unit_for_the_same_money(void **state)
{
    (void)state;
    for (unsigned set = 1; set < 1u << TELLINGS; set++) {
        struct match_test test;
        const struct unit *u;

        match_test_init(&test);
        for (int t = 0; t < TELLINGS; t++)
            if (set & 1u << t)
                add_telling(&test, t);
        u = finish(&test, 1, 3988);
        assert_int_equal(u->certain, set >= 1u << T_TRANSACTION);
        match_test_done(&test);
    }
}

static void the_order_of_sources_does_not_matter(void **state)
{
    struct match_test tests[2];

    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        match_test_init(&tests[turn]);
        for (int t = 0; t < TELLINGS; t++)
            add_telling(&tests[turn], turn ? TELLINGS - 1 - t : t);
        add_line(&tests[turn], "250-7654321-7654321", DAY0 + 5, 600);
        add_line(&tests[turn], "250-1111111-1111111", DAY0 + 5, 600);
        match_test_units(&tests[turn]);
    }
    assert_int_equal(tests[0].units.list.len, 3);
    assert_int_equal(tests[1].units.list.len, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct unit *a = &tests[0].units.list.at[i], *b = &tests[1].units.list.at[i];

        assert_true(a->amount == b->amount && a->day == b->day && a->kind == b->kind);
        assert_true(slice_eq(tests[0].units.purchases.at[a->purchase].order_id,
                             tests[1].units.purchases.at[b->purchase].order_id));
    }
    match_test_done(&tests[0]);
    match_test_done(&tests[1]);
}

/* ------------------------------------------------------------------ transactions */

static void a_transaction_sharpens_the_shipment_of_its_sum(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_line(&test, ORDER, DAY0 + 3, 2200);
    match_test_source(&test, "b.csv");
    add_transaction(&test, ORDER, DAY0 + 4, 2200);
    finish(&test, 2, 3988);
    for (size_t i = 0; i < 2; i++) {
        const struct unit *u = &test.units.list.at[i];

        assert_int_equal(u->certain, u->amount == 2200);
        assert_int_equal(u->day, u->amount == 2200 ? DAY0 + 4 : DAY0 + 1);
        assert_string_equal(u->payment.last4[0], u->amount == 2200 ? "1234" : "");
    }
    match_test_done(&test);
}

static void a_transaction_over_several_shipments_takes_their_place(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788);
    add_line(&test, ORDER, DAY0 + 3, 2200);
    match_test_source(&test, "b.csv");
    add_transaction(&test, ORDER, DAY0 + 4, 3988);
    u = finish(&test, 1, 3988);
    assert_true(u->certain);
    assert_int_equal(u->items, 2);
    match_test_done(&test);
}

static void a_transaction_over_two_orders_takes_the_place_of_both(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, "250-0000000-0000001", DAY0 + 1, 1788);
    add_line(&test, "250-0000000-0000002", DAY0 + 1, 2200);
    match_test_source(&test, "b.csv");
    add_transaction(&test, "250-0000000-0000001", DAY0 + 2, 3988)->order_ids =
        SLICE("250-0000000-0000001 250-0000000-0000002");
    finish(&test, 1, 3988);
    match_test_done(&test);
}

static void a_smaller_transaction_means_that_points_took_part(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 3988);
    match_test_source(&test, "b.csv");
    add_transaction(&test, ORDER, DAY0 + 1, 3488);
    u = finish(&test, 1, 3488);
    assert_true(u->certain);
    match_test_done(&test);
}

static void a_transaction_for_an_unknown_order_is_a_unit_of_its_own(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 3988);
    match_test_source(&test, "b.csv");
    add_transaction(&test, "250-7654321-7654321", DAY0 + 1, 600);
    finish(&test, 2, 4588);
    match_test_done(&test);
}

static void twins_among_transactions_are_two_and_a_second_telling_is_none(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_transaction(&test, ORDER, DAY0 + 1, 4950);
    add_transaction(&test, ORDER, DAY0 + 1, 4950);
    match_test_source(&test, "b.csv");
    add_transaction(&test, ORDER, DAY0 + 1, 4950);
    add_transaction(&test, ORDER, DAY0 + 1, 4950);
    finish(&test, 2, 9900);
    match_test_done(&test);
}

static void a_refund_transaction_sharpens_the_refund(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test);
    add_refund(&test, ORDER, DAY0 + 9, 1788);
    match_test_source(&test, "b.csv");
    add_transaction(&test, ORDER, DAY0 + 10, -1788);
    u = finish(&test, 1, -1788);
    assert_int_equal(u->kind, UNIT_REFUND);
    assert_int_equal(u->day, DAY0 + 10);
    assert_true(u->certain);
    match_test_done(&test);
}

static void what_a_gift_balance_paid_is_told_of_the_purchase_once(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 3988);
    for (int again = 0; again < 2; again++) {
        match_test_source(&test, again ? "c.csv" : "b.csv");
        add_transaction(&test, ORDER, DAY0 + 1, 500)->gift = true;
        add_transaction(&test, ORDER, DAY0 + 1, 3488);
    }
    finish(&test, 1, 3488);
    assert_true(test.units.purchases.at[0].known_deduction == 500);
    match_test_done(&test);
}

static void a_digital_refund_is_the_sum_of_its_components(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    for (int source = 0; source < 2; source++) {
        if (source)
            match_test_source(&test, "b.csv");
        add_refund(&test, DIGITAL, DAY0 + 3, 500)->component = SLICE("Price Amount");
        add_refund(&test, DIGITAL, DAY0 + 3, 50)->component = SLICE("Tax");
    }
    finish(&test, 1, -550);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ digital orders */

static void components_over_three_files_are_one_order(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test); /* the items */
    add_digital(&test, DIGITAL, "item1", 0)->title = SLICE("A book");
    add_digital(&test, DIGITAL, "item2", 0)->title = SLICE("Another book");
    match_test_source(&test, "b.csv"); /* the money, by item */
    add_digital(&test, "", "item1", 500);
    add_digital(&test, "", "item1", 50)->component = SLICE("Tax");
    add_digital(&test, "", "item2", 800);
    add_digital(&test, "", "item2", 80)->component = SLICE("Tax");
    match_test_source(&test, "c.csv"); /* the orders */
    add_digital(&test, DIGITAL, "", 0);
    u = finish(&test, 1, 1430);
    assert_int_equal(u->kind, UNIT_DIGITAL);
    assert_true(u->title.len > 0);
    assert_int_equal(u->day, DAY0);
    match_test_done(&test);
}

static void money_that_was_told_counts_before_a_listed_price(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_digital(&test, DIGITAL, "item1", 900)->is_listed = true;
    add_digital(&test, DIGITAL, "item1", 550);
    finish(&test, 1, 550);
    match_test_done(&test);
    begin(&test);
    add_digital(&test, DIGITAL, "item1", 900)->is_listed = true;
    finish(&test, 1, 900);
    match_test_done(&test);
}

static void two_exports_of_one_digital_order_are_one(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_digital(&test, DIGITAL, "item1", 500);
    add_digital(&test, DIGITAL, "item1", 50);
    match_test_source(&test, "b.csv");
    add_digital(&test, DIGITAL, "item1", 500);
    add_digital(&test, DIGITAL, "item1", 50);
    add_digital(&test, "D01-7654321-7654321", "item2", 300);
    match_test_source(&test, "c.csv");
    add_order(&test, DIGITAL, 550)->digital = true;
    finish(&test, 2, 850);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ refunds */

static void rows_of_one_refund_are_one(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_refund(&test, ORDER, DAY0 + 9, 1788);
    add_refund(&test, ORDER, DAY0 + 9, 1788); /* a join inside the export repeats rows */
    add_refund(&test, ORDER, DAY0 + 9, 200);
    add_refund(&test, ORDER, DAY0 + 12, 1788);
    add_refund(&test, "250-7654321-7654321", DAY0 + 9, 1788);
    match_test_source(&test, "b.csv");
    add_refund(&test, ORDER, DAY0 + 9, 1788);
    finish(&test, 4, -(1788 * 3 + 200));
    match_test_done(&test);
}

static void a_refund_is_open_until_one_telling_completes_it(void **state)
{
    struct match_test test;
    const struct unit *u;

    (void)state;
    begin(&test);
    add_refund(&test, ORDER, DAY0 + 9, 1788)->completed = false;
    u = finish(&test, 1, -1788);
    assert_true(u->open);
    match_test_done(&test);
    begin(&test);
    add_refund(&test, ORDER, DAY0 + 9, 1788)->completed = false;
    match_test_source(&test, "b.csv");
    add_refund(&test, ORDER, DAY0 + 9, 1788);
    u = finish(&test, 1, -1788);
    assert_false(u->open);
    match_test_done(&test);
}

/* ------------------------------------------------------------------ subscriptions */

static void a_running_subscription_has_billed_its_periods(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_subscription(&test, day_of(2026, 1, 31), day_of(2026, 5, 31), 1500);
    finish(&test, 4, 6000);
    for (size_t i = 0; i < 4; i++)
        assert_true(test.units.list.at[i].recurs);
    assert_int_equal(test.units.list.at[0].day, day_of(2026, 1, 31));
    assert_int_equal(test.units.list.at[1].day, day_of(2026, 2, 28));
    match_test_done(&test);
}

static void a_bill_takes_the_place_of_its_period(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_subscription(&test, day_of(2026, 1, 31), day_of(2026, 5, 31), 1500);
    match_test_source(&test, "b.csv");
    add_billing(&test, day_of(2026, 2, 27), 1500);
    add_billing(&test, day_of(2026, 4, 30), 1500);
    add_billing(&test, day_of(2026, 4, 30), -1500);
    finish(&test, 5, 4500);
    match_test_done(&test);
}

static void a_digital_order_takes_the_place_of_the_bill(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    add_digital(&test, DIGITAL, "item1", 1500);
    match_test_source(&test, "b.csv");
    add_billing(&test, DAY0 + 1, 1500);
    add_billing(&test, DAY0 + 31, 1500);
    finish(&test, 2, 3000);
    match_test_done(&test);
}

static void the_cover_tells_what_was_given(void **state)
{
    struct match_test test;

    (void)state;
    begin(&test);
    finish(&test, 0, 0);
    assert_int_equal(test.units.from, DAY_NONE);
    assert_false(test.units.has_orders);
    match_test_done(&test);
    begin(&test);
    add_line(&test, ORDER, DAY0 + 1, 1788)->ordered = DAY0 - 50;
    add_digital(&test, DIGITAL, "item1", 1500);
    finish(&test, 2, 3288);
    assert_int_equal(test.units.from, DAY0 - 50);
    assert_int_equal(test.units.until, DAY0);
    assert_true(test.units.has_orders && test.units.has_digital);
    match_test_done(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shipment_is_the_sum_of_its_lines),
        cmocka_unit_test(days_of_shipping_divide_an_order),
        cmocka_unit_test(a_total_repeated_on_each_line_counts_once),
        cmocka_unit_test(two_days_in_one_cell_are_one_unit_of_two_boxes),
        cmocka_unit_test(what_was_not_charged_is_no_unit),
        cmocka_unit_test(exports_that_overlap_tell_of_one_purchase_once),
        cmocka_unit_test(a_cut_export_gives_way_to_a_whole_one),
        cmocka_unit_test(a_byte_identical_export_adds_nothing),
        cmocka_unit_test(points_that_are_told_are_taken_off_an_order),
        cmocka_unit_test(what_the_gift_balance_paid_alone_is_on_no_card),
        cmocka_unit_test(adding_a_source_never_adds_a_unit_for_the_same_money),
        cmocka_unit_test(the_order_of_sources_does_not_matter),
        cmocka_unit_test(a_transaction_sharpens_the_shipment_of_its_sum),
        cmocka_unit_test(a_transaction_over_several_shipments_takes_their_place),
        cmocka_unit_test(a_transaction_over_two_orders_takes_the_place_of_both),
        cmocka_unit_test(a_smaller_transaction_means_that_points_took_part),
        cmocka_unit_test(a_transaction_for_an_unknown_order_is_a_unit_of_its_own),
        cmocka_unit_test(twins_among_transactions_are_two_and_a_second_telling_is_none),
        cmocka_unit_test(a_refund_transaction_sharpens_the_refund),
        cmocka_unit_test(what_a_gift_balance_paid_is_told_of_the_purchase_once),
        cmocka_unit_test(a_digital_refund_is_the_sum_of_its_components),
        cmocka_unit_test(components_over_three_files_are_one_order),
        cmocka_unit_test(money_that_was_told_counts_before_a_listed_price),
        cmocka_unit_test(two_exports_of_one_digital_order_are_one),
        cmocka_unit_test(rows_of_one_refund_are_one),
        cmocka_unit_test(a_refund_is_open_until_one_telling_completes_it),
        cmocka_unit_test(a_running_subscription_has_billed_its_periods),
        cmocka_unit_test(a_bill_takes_the_place_of_its_period),
        cmocka_unit_test(a_digital_order_takes_the_place_of_the_bill),
        cmocka_unit_test(the_cover_tells_what_was_given),
    };

    return cmocka_run_group_tests_name("unit", tests, NULL, NULL);
}
