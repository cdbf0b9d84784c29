#include "read/amazon.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define ORDERS_3                                                                                \
    "ASIN,Currency,Order Date,Order ID,Order Status,Original Quantity,Payment Method Type,"     \
    "Product Name,Ship Date,Shipment Item Subtotal,Shipment Item Subtotal Tax,Shipping Charge," \
    "Total Amount,Total Discounts,Website"
#define ROW(order, shipped, total)                                                  \
    "B00EXAMPL1,JPY,2026-08-01T00:00:00Z," order ",Closed,1,Visa - 5171,x," shipped \
    ",100,10,0," total ",0,Amazon.co.jp"

struct format_case {
    const char *text, *format;
    uint32_t records;
    enum err_code problem; /* the first; 0 = none */
    bool fatal;
};

static const struct format_case cases[] = {
    {ORDERS_3 "\n" ROW("250-1", "2026-08-02", "110") "\n", "amazon-orders-3", 1, ERR_NONE, false},
    /* a header and nothing else; without its line end it may be cut */
    {ORDERS_3, "amazon-orders-3", 0, ERR_TRUNCATED, false},
    {ORDERS_3 "\n", "amazon-orders-3", 0, ERR_NONE, false},
    /* blank lines before the header, another delimiter */
    {"\n\n" ORDERS_3 "\n", "amazon-orders-3", 0, ERR_NONE, false},
    {"Order ID\tReplacement Order ID\n250-1\t250-2\n", "amazon-replacements-3", 1, ERR_NONE, false},
    /* case, blanks and underscores do not count */
    {"order_id,REPLACEMENT ORDER ID\n1,2\n", "amazon-replacements-3", 1, ERR_NONE, false},
    {"No data found for this time period", "amazon-other", 0, ERR_EMPTY, false},
    {"\xef\xbb\xbfNo data found for this time period\r\n", "amazon-other", 0, ERR_EMPTY, false},
    /* an amount over the limit, an amount that is none */
    {ORDERS_3 "\n" ROW("250-1", "", "9999999999999999999") "\n", "amazon-orders-3", 0, ERR_AMOUNT,
     true},
    {ORDERS_3 "\n" ROW("250-1", "", "abc") "\n", "amazon-orders-3", 0, ERR_AMOUNT, true},
    {ORDERS_3 "\n" ROW("250-1", "", "\"110") "\n", "amazon-orders-3", 0, ERR_QUOTE, true},
    {ORDERS_3 "\nB00EXAMPL1,JPY,2026", "amazon-orders-3", 0, ERR_TRUNCATED, true},
    /* a short last row with its line end was written so */
    {ORDERS_3 "\n" ROW("250-1", "", "110") "\nB00EXAMPL1,JPY,2026-08-01,250-2\n", "amazon-orders-3",
     2, ERR_NONE, false},
    {"[{\"Order ID\": \"1\", \"Replacement Order ID\": \"2\"}]", "amazon-replacements-3", 1,
     ERR_NONE, false},
    {"[{\"Order ID\": \"1\", \"Replacement Order ID\": \"2\"},", "amazon-replacements-3", 1,
     ERR_TRUNCATED, true},
    {"[{\"Order ID\": \"1\", \"Replacement Order ID\": null},"
     "{\"Order ID\": \"1\", \"Replacement Order ID\": \"2\"}]",
     "amazon-replacements-3", 1, ERR_NONE, false},
    /* a row without an order number */
    {"Order ID,Replacement Order ID\n,2\n", "amazon-replacements-3", 0, ERR_ROWS, false},
    /* few columns: only with all but one of the necessary ones is it a changed header */
    {"OrderID,ReversalID,RefundCompletionDate,Currency,Refunded,Status,DisbursementType\n1,2,3\n",
     "amazon-refunds-2", 0, ERR_HEADER_CHANGED, true},
    {"OrderID,Date,Sum\n1,2,3\n", "", 0, ERR_UNKNOWN_FORMAT, true},
    {"{\"some\": \"json\"}", "", 0, ERR_UNKNOWN_FORMAT, true},
    {"ASIN,Date Added to Cart\n1,2\n", "amazon-other", 0, ERR_NONE, false},
    {"", "", 0, ERR_EMPTY, false},
    {" \r\n\t\n", "", 0, ERR_EMPTY, false},
    {"%PDF-1.4\n", "", 0, ERR_UNKNOWN_FORMAT, true},
};

static void files_are_recognised_by_their_header_and_damage_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading_test t = read_test(SLICE("x"), slice_of(cases[i].text));
        struct source *source = records_source(&t.records);

        assert_int_equal(t.records.sources.len, 1);
        assert_true(slice_eq(source->format, slice_of(cases[i].format)));
        assert_int_equal(source->records, cases[i].records);
        assert_int_equal(source->problems.len > 0, cases[i].problem != ERR_NONE);
        if (source->problems.len > 0) {
            assert_int_equal(source->problems.at[0].err.code, cases[i].problem);
            assert_int_equal(source->problems.at[0].fatal, cases[i].fatal);
        }
        read_test_done(&t);
    }
}

static void a_header_that_lacks_one_necessary_column_is_a_change_and_names_it(void **state)
{
    struct reading_test t = read_test(
        SLICE("x"), SLICE("ASIN,Currency,Order Date,Order ID,Order Status,Original Quantity,"
                          "Payment Method Type,Product Name,Ship Date,Shipment Item Subtotal,"
                          "Shipment Item Subtotal Tax,Shipping Charge,Sum,Website\n"));
    struct source *source = records_source(&t.records);

    (void)state;
    assert_true(slice_eq(source->format, SLICE("amazon-orders-3")));
    assert_int_equal(source->problems.at[0].err.code, ERR_HEADER_CHANGED);
    assert_string_equal(source->problems.at[0].err.detail, "Total Amount");
    assert_true(source->problems.at[0].fatal);
    read_test_done(&t);
}

struct ship_case {
    const char *cell;
    int first, too; /* days of August 2026; 0 = none */
};

static const struct ship_case ship_cases[] = {
    {"2026-08-02T14:59:59Z", 2, 0},
    {"2026-08-02T15:00:00Z", 3, 0},
    {"2026-08-02T15:00:00.123Z", 3, 0},
    {"2026-08-02T00:00:00Z and 2026-08-05T00:00:00Z", 2, 5},
    {"2026-08-05T00:00:00Z and 2026-08-02T00:00:00Z", 2, 5},
    {"2026-08-02T00:00:00Z and 2026-08-02T00:00:00Z", 2, 2},
    {"2026-08-02T00:00:00Z and Not Available", 2, 0},
    {"Not Available", 0, 0},
    {"08/02/2026 15:30:00 UTC", 3, 0},
    {"02-AUG-2026", 2, 0},
};

static int32_t august(int day)
{
    return day ? day_of(2026, 8, day) : DAY_NONE;
}

static void days_of_dispatch_are_days_in_japan_and_two_boxes_have_two(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(ship_cases) / sizeof(ship_cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice parts[] = {SLICE(ORDERS_3 "\nB1,JPY,,250-1,,1,,x,"),
                                slice_of(ship_cases[i].cell), SLICE(",,,,110,,Amazon.co.jp\n")};
        struct reading_test t = read_test(SLICE("x"), arena_join(arena, parts, 3));

        assert_int_equal(t.records.order_lines.len, 1);
        assert_int_equal(t.records.order_lines.at[0].shipped, august(ship_cases[i].first));
        assert_int_equal(t.records.order_lines.at[0].shipped_too, august(ship_cases[i].too));
        read_test_done(&t);
        arena_free(arena);
    }
}

static void a_card_number_in_a_title_is_cut(void **state)
{
    struct reading_test t = read_test(
        SLICE("x"), SLICE(ORDERS_3 "\nB1,JPY,,250-1,,1,,card 4111 1111 1111 1111,,,,,1,,\n"));

    (void)state;
    assert_false(slice_has(t.records.order_lines.at[0].title, SLICE("4111 1111")));
    assert_true(slice_has(t.records.order_lines.at[0].title, SLICE("1111")));
    read_test_done(&t);
}

static void unquoted_commas_in_a_title_do_not_shift_the_amounts(void **state)
{
    struct reading_test t = read_test(
        SLICE("x"), SLICE(ORDERS_3 "\nB1,JPY,2026-08-01,250-1,Closed,1,Visa - 5171,a, b,c,"
                                   "2026-08-02,100,10,0,110,0,Amazon.co.jp\n"));
    struct order_line *line = &t.records.order_lines.at[0];

    (void)state;
    assert_int_equal(t.records.order_lines.len, 1);
    assert_int_equal(line->total, 110);
    assert_int_equal(line->shipped, august(2));
    assert_true(slice_eq(line->title, SLICE("a, b,c")));
    read_test_done(&t);
}

static void the_records_outlive_the_bytes(void **state)
{
    char bytes[] = "Order ID,Replacement Order ID\n250-1,250-2\n";
    struct reading_test t = read_test(SLICE("x"), (struct slice){bytes, sizeof(bytes) - 1});

    (void)state;
    memset(bytes, 'z', sizeof(bytes));
    assert_true(slice_eq(t.records.replacements.at[0].order_id, SLICE("250-1")));
    read_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_recognised_by_their_header_and_damage_is_told),
        cmocka_unit_test(a_header_that_lacks_one_necessary_column_is_a_change_and_names_it),
        cmocka_unit_test(days_of_dispatch_are_days_in_japan_and_two_boxes_have_two),
        cmocka_unit_test(a_card_number_in_a_title_is_cut),
        cmocka_unit_test(unquoted_commas_in_a_title_do_not_shift_the_amounts),
        cmocka_unit_test(the_records_outlive_the_bytes),
    };

    return cmocka_run_group_tests_name("amazon", tests, NULL, NULL);
}
