#ifndef MIOBOE_MAIL_LINK_NAMES_H
#define MIOBOE_MAIL_LINK_NAMES_H

/* The elements and attributes of HTML that matter for links and for the text of a page. */

#include "base/slice.h"

#include <stdbool.h>

enum html_element {
    HTML_OTHER,
    HTML_A,
    HTML_AREA,
    HTML_BASE,
    HTML_BR,
    HTML_BUTTON,
    HTML_FORM,
    HTML_FRAME,
    HTML_IFRAME,
    HTML_IMAGE, /* img, image, svg's image */
    HTML_INPUT,
    HTML_LINK,
    HTML_META,
    HTML_OBJECT, /* object, applet */
    HTML_EMBED,
    HTML_MEDIA, /* video, audio, source, track, bgsound */
    HTML_SELECT,
    HTML_OPTION,
    HTML_TEXTAREA,
    HTML_TITLE,
    HTML_SCRIPT,
    HTML_STYLE,
    HTML_NOSCRIPT,
    HTML_RAW, /* xmp, noembed, noframes */
    HTML_PLAINTEXT,
    HTML_TABLE,
    HTML_ROW_GROUP,
    HTML_ROW,
    HTML_CELL,
    HTML_CAPTION,
    HTML_TEMPLATE,
    HTML_P,
    HTML_LI,
    HTML_DEFINITION, /* dd, dt */
    HTML_LIST,       /* ul, ol, menu, dl */
    HTML_PRE,
    HTML_HR,
    HTML_BLOCK, /* div and others that stand on lines of their own */
    HTML_SVG,
    HTML_MATH,
    HTML_FOREIGN_OBJECT, /* foreignObject, desc */
    HTML_ANNOTATION,     /* annotation-xml */
    HTML_MATH_TEXT,      /* mi, mo, mn, ms, mtext */
    HTML_FONT,
    HTML_INLINE /* known, and of no matter but for leaving svg */
};

enum html_trait {
    HTML_VOID = 1,    /* has no end tag */
    HTML_BREAKS = 2,  /* its text stands on lines of its own */
    HTML_ENDS_P = 4,  /* its start tag ends an open p */
    HTML_LEAVES = 8,  /* its start tag leaves svg or math (WHATWG HTML, 13.2.6.5) */
    HTML_BARRIER = 16 /* end tags do not reach through it */
};

enum html_attribute {
    ATTR_HREF,
    ATTR_XLINK_HREF,
    ATTR_SRC,
    ATTR_SRCSET,
    ATTR_SRCDOC,
    ATTR_ACTION,
    ATTR_FORMACTION,
    ATTR_DATA,
    ATTR_POSTER,
    ATTR_BACKGROUND,
    ATTR_PING,
    ATTR_STYLE,
    ATTR_HIDDEN,
    ATTR_ALT,
    ATTR_TYPE,
    ATTR_NAME,
    ATTR_ID,
    ATTR_CLASS,
    ATTR_ROLE,
    ATTR_FORM,
    ATTR_VALUE,
    ATTR_PLACEHOLDER,
    ATTR_AUTOCOMPLETE,
    ATTR_CONTENT,
    ATTR_HTTP_EQUIV,
    ATTR_ENCODING,
    ATTRIBUTES
};

#define LINK_NAME_SLOTS 512u

/* Hash tables over the two lists; filled by link_names_init(), then only read. */
struct link_names {
    uint8_t elements[LINK_NAME_SLOTS]; /* index + 1 */
    uint8_t attributes[LINK_NAME_SLOTS];
};

void link_names_init(struct link_names *names);

/* The hash of ${name} in lower case. */
static inline uint32_t link_name_hash(struct slice name);

/* The hash of a name with ${c} behind it; that of the empty name is 0. */
static inline uint32_t link_name_hash_add(uint32_t hash, char c)
{
    uint32_t byte = (unsigned char)c;

    return hash * 31 + (byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
}

static inline uint32_t link_name_hash(struct slice name)
{
    uint32_t hash = 0;

    for (size_t i = 0; i < name.len; i++)
        hash = link_name_hash_add(hash, name.ptr[i]);
    return hash;
}

/* The element ${name} (any case) whose hash is ${hash}; its traits to ${ret_traits}. */
enum html_element link_name_element(const struct link_names *names, struct slice name,
                                    uint32_t hash, unsigned *ret_traits);

/* The attribute ${name} (any case); ATTRIBUTES = none that matters. */
enum html_attribute link_name_attribute(const struct link_names *names, struct slice name,
                                        uint32_t hash);

#endif
