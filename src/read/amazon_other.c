#include "read/amazon_formats.h"

/*
 * Tables of Amazon's exports that tell nothing of money: known, and passed over.  What else lies in
 * one of Amazon's zips is named so by read.c.
 */

static const struct slice cart[] = {TABLE_NAME("!Date Added to Cart|DateAddedToCart"),
                                    TABLE_NAME("!ASIN")};
static const struct slice descriptions[] = {TABLE_NAME("!File Name|FileName|ファイル名"),
                                            TABLE_NAME("!Description|説明")};
static const struct slice return_requests[] = {
    TABLE_NAME("!Order ID"), TABLE_NAME("!Return Reason Code"), TABLE_NAME("!ASIN")};
static const struct slice return_items[] = {TABLE_NAME("!Return Item ID"), TABLE_NAME("!Order ID")};
static const struct slice credits[] = {TABLE_NAME("!Issue Date"), TABLE_NAME("!Credit Reason"),
                                       TABLE_NAME("!Consumed Order")};
static const struct slice membership_events[] = {
    TABLE_NAME("!Event Date"), TABLE_NAME("!Business Event|BusinessEventTypeName")};
static const struct slice borrowed[] = {
    TABLE_NAME("!Loan ID|Loan Date|Loan Creation Date|Borrow Date|Date Borrowed"),
    TABLE_NAME("!ASIN")};

#define OTHER(array)                                          \
    {                                                         \
        .id = TABLE_NAME("amazon-other"), .columns = (array), \
        .columns_len = sizeof(array) / sizeof((array)[0])     \
    }

static const struct table_format formats[] = {
    OTHER(cart),    OTHER(descriptions),      OTHER(return_requests), OTHER(return_items),
    OTHER(credits), OTHER(membership_events), OTHER(borrowed),
};

const struct table_formats amazon_other_formats = TABLE_FORMATS(formats);
