#ifndef MIOBOE_MAIL_LINK_STYLE_H
#define MIOBOE_MAIL_LINK_STYLE_H

/* As much of CSS as tells whether a reader sees a text, whether a link looks like a button, and
 * which pictures are loaded. */

#include "base/arena.h"

enum link_style {
    STYLE_NONE = 1,        /* neither it nor anything in it is seen */
    STYLE_TINY = 2,        /* font-size of 0 or 1px; what is in it can set another */
    STYLE_SIZED = 4,       /* a font-size that can be read */
    STYLE_INVISIBLE = 8,   /* visibility: hidden; what is in it can be visible again */
    STYLE_VISIBLE = 16,    /* visibility: visible */
    STYLE_BACKGROUND = 32, /* has a colour or picture behind it */
    STYLE_PADDING = 64,
    STYLE_BOX = 128,    /* display: block, inline-block … */
    STYLE_BORDER = 256, /* a border, or round corners */
    STYLE_PRE = 512,    /* white-space keeps line breaks */
    STYLE_URL = 1024    /* loads something */
};

/* ${css} with its escapes decoded (what is not ASCII as '?') and comments as blanks; ${css} itself
 * where there are none. */
struct slice link_style_plain(struct slice css, struct arena *arena);

/* What the declarations ${style} (a style attribute, plain) say: enum link_style. */
unsigned link_style_read(struct slice style);

/* The next url(…) or @import of ${rest} (plain CSS) to ${ret}; ${rest} moves on.  Return false at
 * the end. */
bool link_style_url(struct slice *rest, struct slice *ret);

#endif
