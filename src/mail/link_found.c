#include "mail/link_inside.h"

#include "mail/link_entity.h"
#include "mail/link_style.h"

#define HAS(attribute) (1u << (attribute))

/* ---- adding ---- */

static size_t add(struct link_walker *w, enum link_kind kind, struct slice address)
{
    struct link_page *page = w->page;
    struct found_link *link;

    if (page->for_text)
        return LINK_NOT_FOUND;
    if (page->found.len >= LINK_HTML_FOUND) {
        page->dropped++;
        return LINK_NOT_FOUND;
    }
    link = array_push(page->arena, &page->found);
    link->kind = kind;
    link->address = address;
    link->from = link->to = page->len;
    return page->found.len - 1;
}

static struct slice value_of(struct link_walker *w, const struct link_token *token,
                             enum html_attribute attribute)
{
    if (!(token->present & HAS(attribute)))
        return SLICE("");
    return link_entity_decode(token->attr[attribute], w->page->arena);
}

/* An address whose shown text is an attribute's: put that into the page's text, too. */
static void add_with_text(struct link_walker *w, const struct link_token *token,
                          enum link_kind kind, struct slice address, enum html_attribute text)
{
    size_t at = add(w, kind, address);

    if (token->present & HAS(text) && !w->page->for_text)
        link_walker_text(w, token->attr[text], true);
    if (at != LINK_NOT_FOUND)
        w->page->found.at[at].to = w->page->len;
}

static void add_plain(struct link_walker *w, const struct link_token *token,
                      enum html_attribute attribute, enum link_kind kind)
{
    struct slice value = value_of(w, token, attribute);

    if (slice_trim(value).len > 0)
        add(w, kind, value);
}

/* `a.png 1x, b.png 2x` */
static void add_srcset(struct link_walker *w, struct slice set)
{
    while ((set = slice_trim(set)).len > 0) {
        size_t end = 0;

        while (end < set.len && set.ptr[end] != ' ' && set.ptr[end] != '\t' &&
               set.ptr[end] != '\n' && set.ptr[end] != '\r' && set.ptr[end] != '\f')
            end++;
        if (end > 1 && set.ptr[end - 1] == ',') {
            add(w, LINK_IMAGE, slice_sub(set, 0, end - 1));
            set = slice_skip(set, end);
            continue;
        }
        add(w, LINK_IMAGE, slice_sub(set, 0, end));
        set = slice_skip(set, end);
        set = slice_skip(set, slice_find_byte(set, ',') + 1);
    }
}

void link_found_style(struct link_walker *w, struct slice css)
{
    struct slice url;

    if (w->page->for_text)
        return;
    css = link_style_plain(css, w->page->arena);
    while (link_style_url(&css, &url))
        add(w, LINK_IMAGE, url);
}

/* Where a style attribute may be known. */
static struct known_style *slot_of(struct link_walker *w, struct slice text)
{
    uint32_t last = text.len ? (unsigned char)text.ptr[text.len - 1] : 0;
    uint32_t middle = text.len ? (unsigned char)text.ptr[text.len / 2] : 0;
    uint32_t key = (uint32_t)text.len << 16 ^ middle << 8 ^ last;

    return &w->styles[(key * 2654435769u) >> 27 & (LINK_STYLES - 1)];
}

unsigned link_found_styled(struct link_walker *w, const struct link_token *token)
{
    struct slice text = token->attr[ATTR_STYLE], style;
    struct known_style *known = slot_of(w, text);
    unsigned flags;

    if (slice_eq(known->text, text))
        return known->style;
    style = link_style_plain(value_of(w, token, ATTR_STYLE), w->page->arena);
    flags = link_style_read(style);
    if (flags & STYLE_URL)
        link_found_style(w, style);
    else
        *known = (struct known_style){text, flags};
    return flags;
}

/* ---- elements ---- */

static void close_anchor(struct link_walker *w)
{
    if (w->anchor != LINK_NOT_FOUND)
        w->page->found.at[w->anchor].to = w->page->len;
    w->anchor = LINK_NOT_FOUND;
}

static bool has_word(struct slice s, struct slice word)
{
    for (size_t i = 0; i + word.len <= s.len; i++) {
        if (slice_eq_nocase(slice_sub(s, i, i + word.len), word))
            return true;
    }
    return false;
}

static bool looks_like_button(struct link_walker *w, const struct link_token *token, unsigned style)
{
    struct slice class = value_of(w, token, ATTR_CLASS);
    bool has_ground = (style & (STYLE_BACKGROUND | STYLE_BORDER)) != 0;

    if (token->element == HTML_BUTTON || has_word(class, SLICE("btn")) ||
        has_word(class, SLICE("button")) ||
        slice_eq_nocase(value_of(w, token, ATTR_ROLE), SLICE("button")))
        return true;
    if (token->name.len > 2 && token->name.ptr[1] == ':') /* VML: Outlook's buttons */
        return true;
    return (style & STYLE_PADDING) && (has_ground || style & STYLE_BOX);
}

/* An element whose text is what is shown for its address. */
static void open_anchor(struct link_walker *w, const struct link_token *token, unsigned style,
                        enum link_kind kind, struct slice address)
{
    size_t at = add(w, kind, address);

    close_anchor(w);
    if (at == LINK_NOT_FOUND)
        return;
    w->page->found.at[at].is_button = looks_like_button(w, token, style);
    w->page->found.at[at].asks = kind == LINK_FORM;
    w->anchor = at;
    w->anchor_hash = token->hash;
}

static void on_anchor(struct link_walker *w, const struct link_token *token, unsigned style)
{
    enum html_attribute attribute = token->present & HAS(ATTR_HREF) ? ATTR_HREF : ATTR_XLINK_HREF;

    if (token->element == HTML_A)
        close_anchor(w);
    if (!(token->present & HAS(attribute)))
        return;
    open_anchor(w, token, style, LINK_ANCHOR, value_of(w, token, attribute));
    if (attribute == ATTR_HREF && token->present & HAS(ATTR_XLINK_HREF))
        add_plain(w, token, ATTR_XLINK_HREF, LINK_ANCHOR);
    if (token->present & HAS(ATTR_PING))
        add_plain(w, token, ATTR_PING, LINK_IMAGE);
}

static void on_area(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    if (token->present & HAS(ATTR_HREF))
        add_with_text(w, token, LINK_ANCHOR, value_of(w, token, ATTR_HREF), ATTR_ALT);
}

static void on_image(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    add_with_text(w, token, LINK_IMAGE, value_of(w, token, ATTR_SRC), ATTR_ALT);
    add_plain(w, token, ATTR_HREF, LINK_IMAGE);
    add_plain(w, token, ATTR_XLINK_HREF, LINK_IMAGE);
    add_srcset(w, value_of(w, token, ATTR_SRCSET));
}

static void on_base(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    if (!(token->present & HAS(ATTR_HREF)) || w->page->has_base)
        return;
    w->page->has_base = true;
    w->page->base = value_of(w, token, ATTR_HREF);
}

static void on_form(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    w->form = LINK_NOT_FOUND;
    if (token->present & HAS(ATTR_ACTION))
        w->form = add(w, LINK_FORM, value_of(w, token, ATTR_ACTION));
}

static void on_control(struct link_walker *w, const struct link_token *token)
{
    if (w->form != LINK_NOT_FOUND)
        w->page->found.at[w->form].asks = true;
    if (token->present & HAS(ATTR_FORM))
        w->page->has_control = true;
}

/* Names that fields for passwords and cards have; the texts beside them are for people. */
static bool asks_secret(struct link_walker *w, const struct link_token *token)
{
    static const struct slice words[] = {
        {"passw", 5},        {"passwd", 6},        {"pwd", 3},
        {"cc-num", 6},       {"cc-csc", 6},        {"cc-exp", 6},
        {"cardn", 5},        {"card-n", 6},        {"card_n", 6},
        {"creditcard", 10},  {"cvv", 3},           {"cvc", 3},
        {"ccnum", 5},        {"securitycode", 12}, {"パスワード", 15},
        {"暗証番号", 12},    {"カード番号", 15},   {"セキュリティコード", 27},
        {"credit card", 11}, {"card number", 11},
    };
    static const enum html_attribute places[] = {ATTR_NAME, ATTR_ID, ATTR_AUTOCOMPLETE,
                                                 ATTR_PLACEHOLDER};

    if (slice_eq_nocase(slice_trim(value_of(w, token, ATTR_TYPE)), SLICE("password")))
        return true;
    for (size_t p = 0; p < sizeof(places) / sizeof(places[0]); p++) {
        struct slice text = value_of(w, token, places[p]);

        for (size_t i = 0; text.len > 0 && i < sizeof(words) / sizeof(words[0]); i++) {
            if (has_word(text, words[i]))
                return true;
        }
    }
    return false;
}

static void on_input(struct link_walker *w, const struct link_token *token, unsigned style)
{
    struct slice type = slice_trim(value_of(w, token, ATTR_TYPE));

    if (slice_eq_nocase(type, SLICE("hidden")))
        return;
    on_control(w, token);
    if (asks_secret(w, token))
        w->page->has_password = true;
    add_plain(w, token, ATTR_SRC, LINK_IMAGE);
    if (token->present & HAS(ATTR_FORMACTION)) {
        open_anchor(w, token, style, LINK_FORM, value_of(w, token, ATTR_FORMACTION));
        if (!w->page->for_text)
            link_walker_text(w, token->attr[ATTR_VALUE], (token->present & HAS(ATTR_VALUE)) != 0);
        close_anchor(w);
        return;
    }
    if (w->page->for_text)
        return;
    if (token->present & HAS(ATTR_VALUE))
        link_walker_text(w, token->attr[ATTR_VALUE], true);
    if (token->present & HAS(ATTR_PLACEHOLDER))
        link_walker_text(w, token->attr[ATTR_PLACEHOLDER], true);
}

static void on_button(struct link_walker *w, const struct link_token *token, unsigned style)
{
    on_control(w, token);
    if (token->present & HAS(ATTR_FORMACTION))
        open_anchor(w, token, style, LINK_FORM, value_of(w, token, ATTR_FORMACTION));
}

static void on_field(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    on_control(w, token);
    if (asks_secret(w, token))
        w->page->has_password = true;
}

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static struct slice skip_blanks(struct slice s)
{
    size_t i = 0;

    while (i < s.len && is_blank_byte(s.ptr[i]))
        i++;
    return slice_skip(s, i);
}

/* Where `5; url='…'` leads, in all the forms of the shared declarative refresh steps (HTML section
 * 4.2.5.3). */
static struct slice refresh_address(struct slice s)
{
    struct slice rest;
    size_t i = 0;

    s = skip_blanks(s);
    while (i < s.len && ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '.'))
        i++;
    s = skip_blanks(slice_skip(s, i));
    if (s.len > 0 && (s.ptr[0] == ';' || s.ptr[0] == ','))
        s = skip_blanks(slice_skip(s, 1));
    if (s.len >= 3 && slice_eq_nocase(slice_sub(s, 0, 3), SLICE("url"))) {
        rest = skip_blanks(slice_skip(s, 3));
        if (rest.len > 0 && rest.ptr[0] == '=')
            s = skip_blanks(slice_skip(rest, 1));
    }
    if (s.len > 0 && (s.ptr[0] == '"' || s.ptr[0] == '\'')) {
        rest = slice_skip(s, 1);
        s = slice_sub(rest, 0, slice_find_byte(rest, s.ptr[0]));
    }
    return s;
}

static void on_meta(struct link_walker *w, const struct link_token *token, unsigned style)
{
    struct slice address;

    (void)style;
    if (!slice_eq_nocase(slice_trim(value_of(w, token, ATTR_HTTP_EQUIV)), SLICE("refresh")))
        return;
    address = refresh_address(value_of(w, token, ATTR_CONTENT));
    if (address.len > 0)
        add(w, LINK_META, address);
}

static void on_frame(struct link_walker *w, const struct link_token *token, unsigned style)
{
    struct link_page *page = w->page;
    struct slice page_inside;

    (void)style;
    add_plain(w, token, ATTR_SRC, LINK_META);
    if (!(token->present & HAS(ATTR_SRCDOC)) || page->for_text)
        return;
    page_inside = value_of(w, token, ATTR_SRCDOC);
    if (page_inside.len > token->attr[ATTR_SRCDOC].len) { /* NULs have grown to U+FFFD */
        size_t cap = page->cap + 2 * page_inside.len;

        page->text = arena_resize(page->arena, page->text, page->cap, cap);
        page->cap = cap;
    }
    link_html_nested(w, page_inside);
}

static void on_object(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    add_plain(w, token, ATTR_DATA, LINK_META);
    add_plain(w, token, ATTR_SRC, LINK_META);
}

static void on_media(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    add_plain(w, token, ATTR_SRC, LINK_IMAGE);
    add_plain(w, token, ATTR_POSTER, LINK_IMAGE);
    add_srcset(w, value_of(w, token, ATTR_SRCSET));
}

static void on_sheet(struct link_walker *w, const struct link_token *token, unsigned style)
{
    (void)style;
    add_plain(w, token, ATTR_HREF, LINK_IMAGE);
}

/* Any other element with href or src: SVG, MathML and VML lead by it, too. */
static void on_other(struct link_walker *w, const struct link_token *token, unsigned style)
{
    if (token->present & (HAS(ATTR_HREF) | HAS(ATTR_XLINK_HREF)))
        on_anchor(w, token, style);
    add_plain(w, token, ATTR_SRC, LINK_IMAGE);
}

typedef void on_element(struct link_walker *w, const struct link_token *token, unsigned style);

static on_element *const handlers[] = {
    [HTML_A] = on_anchor,       [HTML_AREA] = on_area,    [HTML_BASE] = on_base,
    [HTML_BUTTON] = on_button,  [HTML_FORM] = on_form,    [HTML_FRAME] = on_frame,
    [HTML_IFRAME] = on_frame,   [HTML_IMAGE] = on_image,  [HTML_INPUT] = on_input,
    [HTML_LINK] = on_sheet,     [HTML_META] = on_meta,    [HTML_OBJECT] = on_object,
    [HTML_EMBED] = on_object,   [HTML_MEDIA] = on_media,  [HTML_SELECT] = on_field,
    [HTML_TEXTAREA] = on_field, [HTML_SCRIPT] = on_media,
};

#define LEADING                                                                                    \
    (HAS(ATTR_HREF) | HAS(ATTR_XLINK_HREF) | HAS(ATTR_SRC) | HAS(ATTR_SRCSET) | HAS(ATTR_SRCDOC) | \
     HAS(ATTR_ACTION) | HAS(ATTR_FORMACTION) | HAS(ATTR_DATA) | HAS(ATTR_POSTER) |                 \
     HAS(ATTR_BACKGROUND) | HAS(ATTR_CONTENT) | HAS(ATTR_ALT))

void link_found_start(struct link_walker *w, const struct link_token *token, unsigned style)
{
    size_t n = sizeof(handlers) / sizeof(handlers[0]);
    on_element *handler = token->element < n ? handlers[token->element] : NULL;

    if (token->present & HAS(ATTR_BACKGROUND))
        add_plain(w, token, ATTR_BACKGROUND, LINK_IMAGE);
    if (handler)
        handler(w, token, style);
    else if (token->present & LEADING)
        on_other(w, token, style);
}

void link_found_close(struct link_walker *w, const struct link_token *token)
{
    if (w->anchor != LINK_NOT_FOUND && token->hash == w->anchor_hash)
        close_anchor(w);
    if (token->element == HTML_FORM) {
        if (w->form != LINK_NOT_FOUND)
            w->page->found.at[w->form].to = w->page->len;
        w->form = LINK_NOT_FOUND;
    }
}

void link_found_done(struct link_walker *w)
{
    close_anchor(w);
    if (w->form != LINK_NOT_FOUND)
        w->page->found.at[w->form].to = w->page->len;
}
