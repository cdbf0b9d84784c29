#ifndef MIOBOE_MAIL_LINK_UNSEEN_H
#define MIOBOE_MAIL_LINK_UNSEEN_H

/* Characters that a reader does not see: Default_Ignorable_Code_Point (UAX #44), and the marks of
 * writing direction. */

#include "base/slice.h"

/*
 * The length of the unseen character, or of the blank other than ASCII's (U+00A0, U+2000 to 200A,
 * U+3000 …), at the beginning of ${s}; 0 = what stands there is seen.  ${ret_is_blank} is set for a
 * blank.
 */
size_t link_unseen(struct slice s, bool *ret_is_blank);

#endif
