#ifndef MIOBOE_BASE_MOMENT_H
#define MIOBOE_BASE_MOMENT_H

/* Moments: seconds since 1970-01-01T00:00:00Z as int64_t, without leap seconds. */

#include "base/slice.h"

#define MOMENT_NONE INT64_MIN
#define MOMENT_TEXT_LEN 20

/* Write `YYYY-MM-DDTHH:MM:SSZ` (no NUL).  ${moment} lies in the years 1900 to 2199. */
void moment_write(int64_t moment, char *ret_text);

/*
 * Read `2026-11-22T07:00:00Z`, also with `+09:00`, a blank for the T, without seconds or with a
 * fraction (cut).  Without a zone it is
 * ${offset} minutes east of UTC.  A date alone is its midnight there.  Return false when it is
 * none.
 */
bool moment_read(struct slice s, int offset, int64_t *ret);

/* The day on which ${moment} lies ${offset} minutes east of UTC; and the minute of that day. */
int32_t moment_day(int64_t moment, int offset);
int32_t moment_minute(int64_t moment, int offset);

/* Midnight at the beginning of ${day} ${offset} minutes east of UTC. */
int64_t moment_of_day(int32_t day, int offset);

#endif
