#ifndef MIOBOE_MAIL_NOTICE_VALUE_H
#define MIOBOE_MAIL_NOTICE_VALUE_H

/* Values as notices write them.  Texts are folded (text_fold) unless said otherwise. */

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"

#define NOTICE_MAX_SHOWN 300u /* bytes that are kept of a text */

/*
 * An amount with its currency: 433 円, -264円, - 430円, ¥433, JPY 2420, 990.00 JPY, 10,950.00KRW,
 * $12.50.  Without a currency it is ${preset}.  Return false when it is no amount.
 */
bool notice_price_read(struct slice s, struct currency preset, int64_t *ret_amount,
                       struct currency *ret_currency);

/*
 * A day with or without the time of day: 2026/07/08 16:22, 2026年3月2日 14:03, 7月8日 16:22:30,
 * 2026年3月2日14時03分, 午後4時22分, Wednesday, July 8, 2026 4:22 PM.  A day without a year is the
 * latest not after ${as_of}.  Return false when it is no day; ${ret_minute} is -1 where no time is
 * told.
 */
bool notice_moment_read(struct slice s, int32_t as_of, int32_t *ret_day, int32_t *ret_minute);

/* The time of day alone, in minutes after midnight; -1 = none. */
int32_t notice_clock_read(struct slice s);

/* Whether it is an order number: 250-1234567-1234567, D01-1234567-1234567, with a # before. */
bool notice_order_read(struct slice s, struct slice *ret);

/* ${raw} (as written) fit to be kept: card numbers cut, no longer than NOTICE_MAX_SHOWN, and empty
 * when it is a person's name (様 at its end). */
struct slice notice_shown(struct arena *arena, struct slice raw);

#endif
