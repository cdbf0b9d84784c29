#include "mail/link_names.h"

struct element {
    struct slice name;
    enum html_element element;
    unsigned traits;
};

#define NAME(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }
#define LINE (HTML_BREAKS | HTML_ENDS_P)

static const struct element elements[] = {
    {NAME("a"), HTML_A, 0},
    {NAME("address"), HTML_BLOCK, LINE},
    {NAME("annotation-xml"), HTML_ANNOTATION, HTML_BARRIER},
    {NAME("applet"), HTML_OBJECT, HTML_BARRIER},
    {NAME("area"), HTML_AREA, HTML_VOID},
    {NAME("article"), HTML_BLOCK, LINE},
    {NAME("aside"), HTML_BLOCK, LINE},
    {NAME("audio"), HTML_MEDIA, 0},
    {NAME("b"), HTML_INLINE, HTML_LEAVES},
    {NAME("base"), HTML_BASE, HTML_VOID},
    {NAME("bgsound"), HTML_MEDIA, HTML_VOID},
    {NAME("big"), HTML_INLINE, HTML_LEAVES},
    {NAME("blockquote"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("body"), HTML_BLOCK, HTML_BREAKS | HTML_LEAVES},
    {NAME("br"), HTML_BR, HTML_VOID | HTML_LEAVES},
    {NAME("button"), HTML_BUTTON, HTML_BARRIER},
    {NAME("caption"), HTML_CAPTION, HTML_BREAKS | HTML_BARRIER},
    {NAME("center"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("code"), HTML_INLINE, HTML_LEAVES},
    {NAME("col"), HTML_INLINE, HTML_VOID},
    {NAME("dd"), HTML_DEFINITION, LINE | HTML_LEAVES},
    {NAME("desc"), HTML_FOREIGN_OBJECT, 0},
    {NAME("details"), HTML_BLOCK, LINE},
    {NAME("dialog"), HTML_BLOCK, LINE},
    {NAME("dir"), HTML_LIST, LINE},
    {NAME("div"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("dl"), HTML_LIST, LINE | HTML_LEAVES},
    {NAME("dt"), HTML_DEFINITION, LINE | HTML_LEAVES},
    {NAME("em"), HTML_INLINE, HTML_LEAVES},
    {NAME("embed"), HTML_EMBED, HTML_VOID | HTML_LEAVES},
    {NAME("fieldset"), HTML_BLOCK, LINE},
    {NAME("figcaption"), HTML_BLOCK, LINE},
    {NAME("figure"), HTML_BLOCK, LINE},
    {NAME("font"), HTML_FONT, 0},
    {NAME("footer"), HTML_BLOCK, LINE},
    {NAME("foreignobject"), HTML_FOREIGN_OBJECT, HTML_BARRIER},
    {NAME("form"), HTML_FORM, LINE},
    {NAME("frame"), HTML_FRAME, HTML_VOID},
    {NAME("h1"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("h2"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("h3"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("h4"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("h5"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("h6"), HTML_BLOCK, LINE | HTML_LEAVES},
    {NAME("head"), HTML_BLOCK, HTML_BREAKS | HTML_LEAVES},
    {NAME("header"), HTML_BLOCK, LINE},
    {NAME("hr"), HTML_HR, HTML_VOID | LINE | HTML_LEAVES},
    {NAME("html"), HTML_BLOCK, HTML_BREAKS},
    {NAME("i"), HTML_INLINE, HTML_LEAVES},
    {NAME("iframe"), HTML_IFRAME, 0},
    {NAME("image"), HTML_IMAGE, HTML_VOID},
    {NAME("img"), HTML_IMAGE, HTML_VOID | HTML_LEAVES},
    {NAME("input"), HTML_INPUT, HTML_VOID},
    {NAME("li"), HTML_LI, LINE | HTML_LEAVES},
    {NAME("link"), HTML_LINK, HTML_VOID},
    {NAME("listing"), HTML_PRE, LINE | HTML_LEAVES},
    {NAME("main"), HTML_BLOCK, LINE},
    {NAME("marquee"), HTML_BLOCK, HTML_BREAKS | HTML_BARRIER},
    {NAME("math"), HTML_MATH, 0},
    {NAME("menu"), HTML_LIST, LINE | HTML_LEAVES},
    {NAME("meta"), HTML_META, HTML_VOID | HTML_LEAVES},
    {NAME("mi"), HTML_MATH_TEXT, HTML_BARRIER},
    {NAME("mn"), HTML_MATH_TEXT, HTML_BARRIER},
    {NAME("mo"), HTML_MATH_TEXT, HTML_BARRIER},
    {NAME("ms"), HTML_MATH_TEXT, HTML_BARRIER},
    {NAME("mtext"), HTML_MATH_TEXT, HTML_BARRIER},
    {NAME("nav"), HTML_BLOCK, LINE},
    {NAME("nobr"), HTML_INLINE, HTML_LEAVES},
    {NAME("noembed"), HTML_RAW, 0},
    {NAME("noframes"), HTML_RAW, 0},
    {NAME("noscript"), HTML_NOSCRIPT, 0},
    {NAME("object"), HTML_OBJECT, HTML_BARRIER},
    {NAME("ol"), HTML_LIST, LINE | HTML_LEAVES},
    {NAME("optgroup"), HTML_INLINE, 0},
    {NAME("option"), HTML_OPTION, HTML_BREAKS},
    {NAME("p"), HTML_P, LINE | HTML_LEAVES},
    {NAME("param"), HTML_INLINE, HTML_VOID},
    {NAME("plaintext"), HTML_PLAINTEXT, LINE},
    {NAME("pre"), HTML_PRE, LINE | HTML_LEAVES},
    {NAME("ruby"), HTML_INLINE, HTML_LEAVES},
    {NAME("s"), HTML_INLINE, HTML_LEAVES},
    {NAME("script"), HTML_SCRIPT, 0},
    {NAME("section"), HTML_BLOCK, LINE},
    {NAME("select"), HTML_SELECT, HTML_BARRIER},
    {NAME("small"), HTML_INLINE, HTML_LEAVES},
    {NAME("source"), HTML_MEDIA, HTML_VOID},
    {NAME("span"), HTML_INLINE, HTML_LEAVES},
    {NAME("strike"), HTML_INLINE, HTML_LEAVES},
    {NAME("strong"), HTML_INLINE, HTML_LEAVES},
    {NAME("style"), HTML_STYLE, 0},
    {NAME("sub"), HTML_INLINE, HTML_LEAVES},
    {NAME("summary"), HTML_BLOCK, LINE},
    {NAME("sup"), HTML_INLINE, HTML_LEAVES},
    {NAME("svg"), HTML_SVG, 0},
    {NAME("table"), HTML_TABLE, HTML_BREAKS | HTML_LEAVES | HTML_BARRIER},
    {NAME("tbody"), HTML_ROW_GROUP, HTML_BREAKS},
    {NAME("td"), HTML_CELL, HTML_BARRIER},
    {NAME("template"), HTML_TEMPLATE, HTML_BARRIER},
    {NAME("textarea"), HTML_TEXTAREA, 0},
    {NAME("tfoot"), HTML_ROW_GROUP, HTML_BREAKS},
    {NAME("th"), HTML_CELL, HTML_BARRIER},
    {NAME("thead"), HTML_ROW_GROUP, HTML_BREAKS},
    {NAME("title"), HTML_TITLE, 0},
    {NAME("tr"), HTML_ROW, 0},
    {NAME("track"), HTML_MEDIA, HTML_VOID},
    {NAME("tt"), HTML_INLINE, HTML_LEAVES},
    {NAME("u"), HTML_INLINE, HTML_LEAVES},
    {NAME("ul"), HTML_LIST, LINE | HTML_LEAVES},
    {NAME("var"), HTML_INLINE, HTML_LEAVES},
    {NAME("video"), HTML_MEDIA, 0},
    {NAME("wbr"), HTML_INLINE, HTML_VOID},
    {NAME("xmp"), HTML_RAW, LINE},
};

/* In the order of enum html_attribute. */
static const struct slice attributes[ATTRIBUTES] = {
    [ATTR_HREF] = NAME("href"),
    [ATTR_XLINK_HREF] = NAME("xlink:href"),
    [ATTR_SRC] = NAME("src"),
    [ATTR_SRCSET] = NAME("srcset"),
    [ATTR_SRCDOC] = NAME("srcdoc"),
    [ATTR_ACTION] = NAME("action"),
    [ATTR_FORMACTION] = NAME("formaction"),
    [ATTR_DATA] = NAME("data"),
    [ATTR_POSTER] = NAME("poster"),
    [ATTR_BACKGROUND] = NAME("background"),
    [ATTR_PING] = NAME("ping"),
    [ATTR_STYLE] = NAME("style"),
    [ATTR_HIDDEN] = NAME("hidden"),
    [ATTR_ALT] = NAME("alt"),
    [ATTR_TYPE] = NAME("type"),
    [ATTR_NAME] = NAME("name"),
    [ATTR_ID] = NAME("id"),
    [ATTR_CLASS] = NAME("class"),
    [ATTR_ROLE] = NAME("role"),
    [ATTR_FORM] = NAME("form"),
    [ATTR_VALUE] = NAME("value"),
    [ATTR_PLACEHOLDER] = NAME("placeholder"),
    [ATTR_AUTOCOMPLETE] = NAME("autocomplete"),
    [ATTR_CONTENT] = NAME("content"),
    [ATTR_HTTP_EQUIV] = NAME("http-equiv"),
    [ATTR_ENCODING] = NAME("encoding"),
};

#define ELEMENTS (sizeof(elements) / sizeof(elements[0]))

static uint32_t slot_of(uint32_t hash)
{
    return (hash * 2654435769u) >> 23;
}

/* ${name} in lower case is ${lower}. */
static inline bool is_name(struct slice name, struct slice lower)
{
    if (name.len != lower.len)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.ptr[i])
            return false;
    }
    return true;
}

static void put(uint8_t *slots, struct slice name, size_t index)
{
    uint32_t slot = slot_of(link_name_hash(name));

    while (slots[slot])
        slot = (slot + 1) % LINK_NAME_SLOTS;
    slots[slot] = (uint8_t)(index + 1);
}

_Static_assert(ELEMENTS < 255, "an index and the empty slot fit a byte");

void link_names_init(struct link_names *names)
{
    memset(names, 0, sizeof(*names));
    for (size_t i = 0; i < ELEMENTS; i++)
        put(names->elements, elements[i].name, i);
    for (size_t i = 0; i < ATTRIBUTES; i++)
        put(names->attributes, attributes[i], i);
}

enum html_element link_name_element(const struct link_names *names, struct slice name,
                                    uint32_t hash, unsigned *ret_traits)
{
    for (uint32_t slot = slot_of(hash); names->elements[slot];
         slot = (slot + 1) % LINK_NAME_SLOTS) {
        const struct element *e = &elements[names->elements[slot] - 1];

        if (is_name(name, e->name)) {
            *ret_traits = e->traits;
            return e->element;
        }
    }
    *ret_traits = 0;
    return HTML_OTHER;
}

enum html_attribute link_name_attribute(const struct link_names *names, struct slice name,
                                        uint32_t hash)
{
    for (uint32_t slot = slot_of(hash); names->attributes[slot];
         slot = (slot + 1) % LINK_NAME_SLOTS) {
        size_t index = names->attributes[slot] - 1u;

        if (is_name(name, attributes[index]))
            return (enum html_attribute)index;
    }
    return ATTRIBUTES;
}
