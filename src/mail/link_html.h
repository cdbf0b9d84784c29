#ifndef MIOBOE_MAIL_LINK_HTML_H
#define MIOBOE_MAIL_LINK_HTML_H

/* A page of HTML: what a reader sees of it, and every address in it, before they are resolved. */

#include "mail/link.h"

#define LINK_HTML_STACK 256u  /* open elements that are followed; deeper ones are not */
#define LINK_HTML_NESTED 3u   /* pages in pages: srcdoc, conditional comments */
#define LINK_HTML_FOUND 8000u /* addresses of one page; more are counted */

/* One address. */
struct found_link {
    enum link_kind kind;
    struct slice address; /* references decoded */
    size_t from, to;      /* what is shown for it, in the text of the page */
    bool is_button;       /* looks like one */
    bool asks;            /* LINK_FORM: has something to fill in or to press */
};
ARRAY_TYPE(found_links, struct found_link);

/*
 * Browsers agree on what is a tag; what is text instead (in style, noscript, CDATA …) hangs on the
 * tree and on settings.  Where a page has such places, it is read in several ways, and the links of
 * all count.
 */
enum link_reading {
    READ_STANDARD,    /* as a browser without scripts does */
    READ_NO_RAW = 1,  /* nothing is raw text */
    READ_ALL_RAW = 2, /* noscript is, and what is raw in HTML is so in SVG */
    READ_CDATA = 4,   /* with one of these two: "<![CDATA[" always begins text, else never */
    READ_SELECT = 8   /* as the standard was until 2024: select knows no raw text but of scripts */
};

struct link_page {
    struct arena *arena;
    unsigned reading; /* enum link_reading */
    bool for_text;    /* only the text is wanted: no alternative texts, no Outlook comments */
    char *text;       /* what is shown: blanks folded, lines by '\n', cells by '\t' */
    size_t len, cap;
    struct found_links found;
    uint32_t dropped;
    struct slice base; /* of the first <base href>; empty = none */
    bool has_base, has_password;
    bool is_delicate;  /* has noscript, SVG or MathML: what is raw there is not certain */
    bool is_ambiguous; /* to be read in the other ways, too */
    bool has_control;  /* a control names its form from elsewhere */
};

/* Read ${html} to ${page}, whose arena, reading and for_text are set and all else is zero. */
void link_html_read(struct slice html, struct link_page *page);

#endif
