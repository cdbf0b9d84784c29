#ifndef MIOBOE_MAIL_LINK_TOKEN_H
#define MIOBOE_MAIL_LINK_TOKEN_H

/*
 * HTML as tokens, with the leniency of the WHATWG tokenizer (HTML section 13.2.5): what a browser
 * takes for a tag is one here.  On one point it is more lenient: a tag or an attribute that the end
 * of the bytes cuts off counts, since mail programs put bytes of their own behind it.
 */

#include "mail/link_names.h"

enum link_token_kind { TOKEN_DONE, TOKEN_TEXT, TOKEN_START, TOKEN_CLOSE, TOKEN_COMMENT };

struct link_token {
    enum link_token_kind kind;
    enum html_element element;
    unsigned traits;   /* enum html_trait */
    uint32_t hash;     /* of the name in lower case */
    struct slice name; /* as written */
    struct slice text; /* TOKEN_TEXT, TOKEN_COMMENT: as written */
    bool is_raw;       /* TOKEN_TEXT: has no character references */
    bool is_empty;     /* ends in "/>" */
    uint32_t present;  /* 1u << enum html_attribute: which of attr are there; the first of each */
    struct slice attr[ATTRIBUTES]; /* as written: references not decoded */
};

struct link_tokenizer {
    const struct link_names *names; /* borrowed */
    const char *at, *end;
    size_t len;            /* of all of it */
    enum html_element raw; /* the text up to its end tag is no markup; HTML_OTHER = none */
    struct slice raw_name;
    bool cdata; /* "<![CDATA[" begins text: the current node is of SVG or MathML */
};

void link_tokenizer_init(struct link_tokenizer *t, const struct link_names *names,
                         struct slice html);

/* The next token to ${ret}; TOKEN_DONE at the end, again and again. */
void link_token_next(struct link_tokenizer *t, struct link_token *ret);

/* After the start tag ${token}: what follows is text up to its end tag (style, script, title …). */
void link_token_raw(struct link_tokenizer *t, const struct link_token *token);

#endif
