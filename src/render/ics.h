#ifndef MIOBOE_RENDER_ICS_H
#define MIOBOE_RENDER_ICS_H

/*
 * The agenda as a calendar (iCalendar, RFC 5545): an all-day event for each entry, with alarms at
 * nine in the morning of its warning days that are still to come and of the day itself.  The same
 * entry has the same UID whenever it is written, so that a calendar replaces it.  Rights without a
 * last day are no events.
 */

#include "render/agenda_book.h"

#define ICS_LINE 75u /* octets of a line without its end (RFC 5545, 3.1) */

/* ${page} says the language; its output is not used. */
void ics_write(struct output *out, const struct agenda_book *book, struct page *page);

#endif
