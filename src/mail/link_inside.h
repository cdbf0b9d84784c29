#ifndef MIOBOE_MAIL_LINK_INSIDE_H
#define MIOBOE_MAIL_LINK_INSIDE_H

/* Shared by link_html.c (the tree), link_found.c (addresses), link_emit.c (text). */

#include "mail/link_html.h"
#include "mail/link_token.h"

enum name_space { SPACE_HTML, SPACE_SVG, SPACE_MATH };

/* What comes before the next visible character; the stronger wins. */
enum text_break { BREAK_NONE, BREAK_BLANK, BREAK_LINE, BREAK_CELL, BREAK_ROW };

struct open_element {
    uint32_t hash;
    uint8_t element, space, state, traits;
};

#define LINK_NOT_FOUND SIZE_MAX
#define LINK_STYLES 32u

/* A style attribute that was read: mails have the same few again and again. */
struct known_style {
    struct slice text;
    unsigned style; /* enum link_style */
};

struct link_walker {
    struct link_tokenizer tokens;
    struct link_page *page;
    const struct link_names *names;
    struct open_element stack[LINK_HTML_STACK]; /* [0] is the page itself */
    size_t depth;
    enum text_break pending;
    unsigned nested;
    size_t anchor, form; /* the open ones, in page->found */
    uint32_t anchor_hash;
    struct known_style styles[LINK_STYLES];
};

/* Put ${s} at the end of the text of the page, blanks folded, what nobody sees left out. */
void link_emit(struct link_walker *w, struct slice s, bool decode, bool is_pre);

/* The same, when it is shown where the walker stands. */
void link_walker_text(struct link_walker *w, struct slice s, bool decode);

/* Walk ${html} as a page inside this one. */
void link_html_nested(struct link_walker *w, struct slice html);

/* A start tag with attributes that matter; ${style}: what link_found_styled() gave, or 0. */
void link_found_start(struct link_walker *w, const struct link_token *token, unsigned style);

/* Note the addresses in the style attribute of ${token}; return its enum link_style. */
unsigned link_found_styled(struct link_walker *w, const struct link_token *token);

/* Note the addresses in a style sheet. */
void link_found_style(struct link_walker *w, struct slice css);

void link_found_close(struct link_walker *w, const struct link_token *token);
void link_found_done(struct link_walker *w);

#endif
