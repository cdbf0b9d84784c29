#ifndef MIOBOE_MAIL_LINK_ENTITY_H
#define MIOBOE_MAIL_LINK_ENTITY_H

/* Character references of HTML (WHATWG HTML, section 13.2.5.72 to 80). */

#include "base/arena.h"

#define LINK_ENTITY_MAX 8u /* bytes that one reference can mean */

/*
 * The reference at the beginning of ${s}, which begins with '&': the UTF-8 it means to
 * ${ret} (LINK_ENTITY_MAX bytes), its length to ${ret_len}.  Return how many bytes of ${s} it
 * takes, 0 = the '&' stands for itself.  In an attribute, a name without semicolon before '=' or a
 * letter or digit is none.
 */
size_t link_entity_read(struct slice s, bool in_attribute, char *ret, size_t *ret_len);

/* The value of an attribute: references decoded, NUL as U+FFFD.  ${s} itself where there are none.
 */
struct slice link_entity_decode(struct slice s, struct arena *arena);

#endif
