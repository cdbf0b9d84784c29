#ifndef MIOBOE_CASEWORK_HOLIDAY_H
#define MIOBOE_CASEWORK_HOLIDAY_H

/*
 * Days on which offices and day-time desks in Japan are closed: Saturday and Sunday, public
 * holidays (国民の祝日に関する法律, Act 178 of 1948), and the turn of the year from 29 December to
 * 3 January (行政機関の休日に関する法律, Act 91 of 1988, article 1; card companies do alike).  A
 * time limit is never moved by them: member agreements do not extend theirs, and 民法142条 speaks
 * of periods of law where it is custom not to deal on that day.  They tell by when to call.
 */

#include <stdbool.h>
#include <stdint.h>

/* Years of which the equinoxes have been announced; of other years only what the law fixes is
 * known. */
#define HOLIDAY_FROM 2022
#define HOLIDAY_UNTIL 2027

/* Whether ${day} is a public holiday, a day in its lieu, or one between two (articles 2 and 3). */
bool holiday_is(int32_t day);

/* The last day up to ${day} on which offices are open. */
int32_t holiday_open_by(int32_t day);

#endif
