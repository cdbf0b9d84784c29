#ifndef MIOBOE_BASE_DAY_H
#define MIOBOE_BASE_DAY_H

/* Days: int32_t since 1970-01-01, in the calendar of the document (Japan time for Amazon's UTC). */

#include "base/slice.h"

#define DAY_NONE INT32_MIN

/* The order in which a document writes year, month, day where it is not plain from the form. */
enum day_order { DAY_YMD, DAY_MDY, DAY_DMY };

/* Years 1900 to 2199 only: anything else in a statement is not a date. */
bool day_is_valid(int year, int month, int day);
int32_t day_of(int year, int month, int day);
void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_day);

/* ${day} moved by ${months} calendar months; the 31st becomes the last of a shorter month. */
int32_t day_add_months(int32_t day, int months);

/* The same for a day that is split once and moved often: year, month and day of day_split(). */
int32_t day_of_months(int year, int month, int day, int months);

/* 0 = Monday … 6 = Sunday. */
int day_weekday(int32_t day);

/*
 * Read the date that the cell ${s} shows.  Understood: 2026/08/02 2026/8/2 2026-08-02 2026.8.2
 * 20180720 260518 18.06.01 2025年 1月 6日 2018年1月 平成30年07月22日 H30.01.15 08/02/2026 (by
 * ${order}) 22-JAN-2018 Aug 2, 2026 8月2日 8/2 (no year: the latest such day not after ${as_of});
 * what follows a blank or T (a time) is ignored. Full-width digits count.  An apostrophe in front
 * is skipped. Return 1 and the day; 0 when there is no whole date (blank, a month alone, text).
 */
int day_read(struct slice s, enum day_order order, int32_t as_of, int32_t *ret);

/*
 * Read a moment (2024-08-15T12:00:00.123Z, 11/11/2021 22:32:48 UTC, 2021-11-11 22:32:48) and give
 * its day in the zone ${offset} minutes east of UTC.  A date without a time is that day.  Return as
 * day_read().
 */
int day_read_moment(struct slice s, enum day_order order, int offset, int32_t *ret);

#define DAY_TEXT_LEN 10
#define DAY_JST 540 /* minutes east of UTC */

/* Write `YYYY-MM-DD` (no NUL). */
void day_write(int32_t day, char *ret_text);

#endif
