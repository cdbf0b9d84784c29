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
    struct slice href; /* resolved against <base>, as a browser would resolve it; blanks and
                          control characters as %xx */
    struct slice host; /* as written in the URL, after user information and port were cut; empty =
                          none (mailto:, tel:, #…, relative without <base>) */
    bool has_user;     /* https://amazon.co.jp@evil.example/ */
    bool is_address;   /* the host is an IP address in any form that browsers take (also 0x7f.1,
                          2130706433) */
    bool is_cut;
    bool is_attached; /* stands only in a message that is attached to this one */
    bool acts;        /* asks to sign in, pay, confirm or give data: a form that can be filled in,
                         whatever is followed without being asked, a button, or by the words of the
                         link and around it (link_act.h); never mailto:, tel: and the like */
};
ARRAY_TYPE(links, struct link);

struct link_list {
    struct links links;
    uint32_t dropped;  /* over LINK_MAX */
    bool has_password; /* a form asks for a password or a card number in the mail itself */
};

/*
 * All links of all text and HTML parts of ${message}, in order; the same (kind, text, href) once.
 *
 * Counted are also those in Outlook's conditional comments, in parts that are hidden, and in text
 * that some browsers take for markup and others not: better one too many.  Text that is hidden by
 * inline styles is no shown text; what a <style> sheet or colours alone hide is not known here.
 */
void link_read(const struct mime_message *message, struct arena *arena, struct link_list *ret);

/*
 * The text that a reader of the HTML ${html} sees, for notices: a line break where blocks, rows and
 * <br> make one, a TAB between the cells of a row, one blank for a run of blanks (U+00A0 and
 * U+3000, too).  No line and no cell is empty, no line begins or ends with a blank.  UTF-8 as
 * ${html} is.
 */
struct slice link_html_text(struct slice html, struct arena *arena);

#endif
