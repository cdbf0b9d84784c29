#ifndef MIOBOE_READ_TYPED_H
#define MIOBOE_READ_TYPED_H

/*
 * Lines as a person types or pastes them: `8/15 アマゾンサービシーズインターナショナル 1488`. Date,
 * text and amount in any order, separated by blanks; full-width digits, ¥, 円, a date without its
 * year, no date at all.  A line is a row.
 *
 * The amount is the last one that is marked as one (¥, 円, $, a thousands comma), else the last
 * number that is no date.  A minus, or 返金, 返品, 取消, refund, makes it a credit.  Dollars only
 * where a $ or USD says so.
 */

#include "read/read.h"

#define TYPED_MAX_LINE 4096u /* bytes; a longer line is set aside as unreadable */
#define TYPED_MAX_WORDS 64u  /* of one line; more belong to the last */

/* Read the typed lines ${in} into the newest source, format `typed`; as reader.read. */
int typed_read(const struct read_input *in, struct records *records);

#endif
