#ifndef MIOBOE_MAIL_LINK_H
#define MIOBOE_MAIL_LINK_H

/*
 * Every place that a reader of the message could be led to: as lenient as browsers are, for what
 * they follow must be seen here.  Whose the places are is src/mail/verdict.c's work.
 */

#include "mail/mime.h"

#define LINK_MAX 2000u      /* of one message; more are counted, not kept */
#define LINK_MAX_URL 8192u  /* longer ones are cut and count as foreign */
#define LINK_MAX_SHOWN 512u /* bytes of the text shown for a link */

enum link_kind {
    LINK_ANCHOR, /* a, area, SVG a, an URL in plain text that mail programs make clickable */
    LINK_FORM,   /* form action, formaction of a button */
    LINK_META,   /* meta refresh, iframe, object, embed: followed without being asked */
    LINK_IMAGE   /* images and style sheets: loaded, not followed; tell whose logo is shown */
};

struct link {
    enum link_kind kind;
    struct slice text; /* what is shown for it (text of the element, alt of its images), blanks
                          folded, entities decoded, UTF-8 */
    struct slice href; /* resolved against <base>, as a browser would resolve it; control characters
                          and blanks gone */
    struct slice host; /* as written in the URL, after user information was cut; empty = none
                          (mailto:, tel:, #…) */
    bool has_user;     /* https://amazon.co.jp@evil.example/ */
    bool is_address;   /* the host is an IP address in any form that browsers take (also 0x7f.1,
                          2130706433) */
    bool is_cut;
    bool acts; /* asks to sign in, pay, confirm or give data: a form, a button, or words of
                  catalogue-free list in link.c; see there */
};
ARRAY_TYPE(links, struct link);

struct link_list {
    struct links links;
    uint32_t dropped;  /* over LINK_MAX */
    bool has_password; /* a form asks for a password or a card number in the mail itself */
};

/* All links of all text and HTML parts of ${message}, in order; the same (kind, text, href) once.
 */
void link_read(const struct mime_message *message, struct arena *arena, struct link_list *ret);

/* The text that a reader of the HTML ${html} sees, with line breaks where blocks, rows and <br>
 * make them, cells apart by a TAB; for notices. */
struct slice link_html_text(struct slice html, struct arena *arena);

#endif
