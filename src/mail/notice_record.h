#ifndef MIOBOE_MAIL_NOTICE_RECORD_H
#define MIOBOE_MAIL_NOTICE_RECORD_H

/* Blocks to records. */

#include "mail/notice_block.h"
#include "record/records.h"

/* What a block is made a record with. */
struct notice_context {
    const struct notice_form *form;
    int32_t sent; /* day of Date:, else of Received, in Japan; DAY_NONE = neither is told */
    int32_t sent_minute;
    struct records *records;
};

/*
 * Append the record that ${block} tells, under the newest source.  Return false when it tells none:
 * a use without an amount, an order without its number.  Kinds that state no record (bills,
 * deliveries, promotions) give true.
 */
bool notice_record_add(const struct notice_context *context, const struct notice_block *block);

#endif
