#ifndef MIOBOE_READ_PAYMENT_H
#define MIOBOE_READ_PAYMENT_H

#include "record/evidence.h"

/*
 * How something was paid, as Amazon's exports and order pages print it.  Some of the forms:
 *
 * - `Visa - 5171`, `Visa ****1234`, `Visa（下4けたが1234）`, `Visa`
 * - `Gift Certificate/Card and Visa - 5171`, `Visa - 2335 and Gift Certificate/Card`
 * - `Visa-2222,MasterCard-1111`
 * - `Visa ending in 1234: December 17, 2023: $41.49`
 *
 * Last digits of at most two cards are kept.
 */
struct payment payment_read(struct slice text);

#endif
