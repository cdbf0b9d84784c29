#ifndef MIOBOE_MAIL_ADDRESS_H
#define MIOBOE_MAIL_ADDRESS_H

/* Lists of addresses (RFC 5322 section 3.4, obsolete forms and what is really sent). */

#include "mail/mime.h"

/*
 * The addresses of the field value ${value} (unfolded), appended to ${ret} up to
 * MIME_MAX_ADDRESSES.  Members of groups count like others.  What stands before `<` is the display
 * name, whatever it contains; so `"auto-confirm@amazon.co.jp" <x@evil.example>` is of
 * evil.example.  A comment after an address without a name is its name.  Text without any address
 * gives one entry with a name only.  Return false when something was over the limit.
 */
bool address_read(struct slice value, struct arena *arena, struct mime_addresses *ret);

#endif
