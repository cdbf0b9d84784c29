#ifndef MIOBOE_READ_POSTCODE_H
#define MIOBOE_READ_POSTCODE_H

/* The post code of an address that is one text, so that no more of an address need be kept. */

#include "base/slice.h"

#define POSTCODE_LEN 8          /* the longest, without NUL */
#define POSTCODE_MAX_BYTES 512u /* of an address; what follows is not looked at */

/*
 * The last post code in ${address} to ${ret}: Japan's as `100-0005` (also written in full width or
 * without the dash), else five digits as in the United States (`98109`, also `98109-1234`).  Return
 * its length, 0 = none.
 */
size_t postcode_read(struct slice address, char *ret);

#endif
