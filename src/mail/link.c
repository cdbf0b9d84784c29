#include "mail/link.h"

#include "mail/link_act.h"
#include "mail/link_html.h"
#include "mail/link_text.h"
#include "mail/link_url.h"

#include "base/hash.h"
#include "base/map.h"

/* What is gathered while the parts of a message are read. */
struct gathering {
    struct arena *arena;
    struct link_list *list;
    struct map seen;
    struct link_look words;
    bool is_attached;
};

/* ---- one link into the list ---- */

static bool same_link(const void *ctx, uint32_t value)
{
    const struct gathering *g = ctx;
    const struct link *have = &g->list->links.at[value];
    const struct link *want = &g->list->links.at[g->list->links.len - 1];

    return have->kind == want->kind && slice_eq(have->href, want->href) &&
           slice_eq(have->text, want->text);
}

/* The longest head of ${s} of at most ${max} bytes that cuts no character. */
static struct slice head(struct slice s, size_t max)
{
    if (s.len <= max)
        return s;
    while (max > 0 && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
        max--;
    return slice_sub(s, 0, max);
}

/* Of the ends alone: links of one mail differ there, and what is the same is compared as whole. */
static uint64_t hash_of(const struct link *link)
{
    size_t href = link->href.len, text = link->text.len;
    uint64_t hash = hash_mix(link->kind, href << 16 | text);

    hash = hash_bytes(slice_skip(link->href, href > 32 ? href - 32 : 0), hash);
    return hash_bytes(slice_skip(link->text, text > 32 ? text - 32 : 0), hash);
}

static void add(struct gathering *g, const struct link *link)
{
    struct link_list *list = g->list;
    uint64_t hash = hash_of(link);
    uint32_t at;

    if (list->links.len >= LINK_MAX) {
        list->dropped++;
        return;
    }
    *array_push(g->arena, &list->links) = *link;
    at = map_add(&g->seen, g->arena, hash, (uint32_t)list->links.len - 1, same_link, g);
    if (at != list->links.len - 1) {
        list->links.at[at].acts |= link->acts;
        list->links.at[at].is_attached &= link->is_attached;
        list->links.len--;
    }
}

/* ${s} on one line. */
static struct slice one_line(struct slice s, struct arena *arena)
{
    char *out;

    s = head(slice_trim(s), LINK_MAX_SHOWN);
    if (slice_find_byte(s, '\n') == s.len && slice_find_byte(s, '\t') == s.len)
        return s;
    out = arena_alloc(arena, s.len);
    for (size_t i = 0; i < s.len; i++)
        out[i] = s.ptr[i] == '\n' || s.ptr[i] == '\t' ? ' ' : s.ptr[i];
    return (struct slice){out, s.len};
}

/* Whether following the address shows something that the sender chose. */
static bool leads(const struct link_url *url)
{
    return url->host.len > 0 || slice_eq(url->scheme, SLICE("data")) ||
           slice_eq(url->scheme, SLICE("javascript")) || slice_eq(url->scheme, SLICE("vbscript"));
}

static void add_url(struct gathering *g, enum link_kind kind, const struct link_url *url,
                    struct slice text, bool acts)
{
    struct link link = {.kind = kind, .text = text};

    link.href = head(url->href, LINK_MAX_URL);
    link.is_cut = url->href.len > LINK_MAX_URL;
    link.host = url->host;
    link.has_user = url->has_user;
    link.is_address = url->is_address;
    link.acts = acts && leads(url);
    link.is_attached = g->is_attached;
    if (link.href.len > 0)
        add(g, &link);
}

/* ---- addresses written out in a text ---- */

struct text_span {
    struct slice url;
    size_t from, to;
};
ARRAY_TYPE(text_spans, struct text_span);

static struct text_spans spans_of(struct slice text, struct arena *arena)
{
    struct link_text_cursor cursor = link_text_begin(text);
    struct text_spans spans = {0};
    struct text_span span;

    while (spans.len < LINK_HTML_FOUND &&
           link_text_next(&cursor, arena, &span.url, &span.from, &span.to))
        *array_push(arena, &spans) = span;
    return spans;
}

static void read_text(struct gathering *g, struct slice text)
{
    struct text_spans spans = spans_of(text, g->arena);

    link_look_forget(&g->words);
    for (size_t i = 0; i < spans.len; i++) {
        const struct text_span *span = &spans.at[i];
        struct link_place place = {.text = text, .from = span->from, .to = span->to};
        struct link_url url;

        place.low = i > 0 ? span[-1].to : 0;
        place.high = i + 1 < spans.len ? span[1].from : text.len;
        link_url_read(span->url, NULL, g->arena, &url);
        add_url(g, LINK_ANCHOR, &url, head(span->url, LINK_MAX_SHOWN),
                link_acts(&g->words, &place));
    }
}

/* ---- a page of HTML ---- */

static bool is_anchor(const struct found_link *link)
{
    return link->kind == LINK_ANCHOR && link->to > link->from;
}

static bool found_acts(struct gathering *g, const struct link_page *page, size_t i, size_t low)
{
    const struct found_link *link = &page->found.at[i];
    struct link_place place = {.text = {page->text, page->len},
                               .from = link->from,
                               .to = link->to,
                               .low = low < link->from ? low : link->from,
                               .high = page->len,
                               .is_button = link->is_button};

    if (link->kind != LINK_ANCHOR)
        return link->kind == LINK_META ||
               (link->kind == LINK_FORM && (link->asks || page->has_control));
    for (size_t next = i + 1; next < page->found.len; next++) {
        if (is_anchor(&page->found.at[next]) && page->found.at[next].from >= link->to) {
            place.high = page->found.at[next].from;
            break;
        }
    }
    return link_acts(&g->words, &place);
}

static void add_found(struct gathering *g, const struct link_page *page,
                      const struct link_url *base)
{
    struct slice text = {page->text, page->len};
    size_t low = 0;

    for (size_t i = 0; i < page->found.len; i++) {
        const struct found_link *link = &page->found.at[i];
        struct link_url url;

        link_url_read(link->address, base, g->arena, &url);
        add_url(g, link->kind, &url, one_line(slice_sub(text, link->from, link->to), g->arena),
                found_acts(g, page, i, low));
        if (is_anchor(link))
            low = link->to;
    }
}

/* Addresses written out on the page, outside of its anchors: mail programs link them. */
static void add_written(struct gathering *g, const struct link_page *page)
{
    struct slice text = {page->text, page->len};
    struct text_spans spans = spans_of(text, g->arena);
    size_t next = 0;

    for (size_t i = 0; i < spans.len; i++) {
        const struct text_span *span = &spans.at[i];
        struct link_place place = {text, span->from, span->to, 0, text.len, false};
        struct link_url url;

        while (next < page->found.len &&
               (!is_anchor(&page->found.at[next]) || page->found.at[next].to <= span->from))
            next++;
        if (next < page->found.len && page->found.at[next].from <= span->from)
            continue;
        link_url_read(span->url, NULL, g->arena, &url);
        add_url(g, LINK_ANCHOR, &url, head(span->url, LINK_MAX_SHOWN),
                link_acts(&g->words, &place));
    }
}

static bool read_page(struct gathering *g, struct slice html, unsigned reading)
{
    struct link_page page = {.arena = g->arena, .reading = reading};
    struct link_url base;

    link_html_read(html, &page);
    link_look_forget(&g->words);
    if (page.has_base)
        link_url_read(page.base, NULL, g->arena, &base);
    g->list->dropped += page.dropped;
    g->list->has_password |= page.has_password;
    add_found(g, &page, page.has_base ? &base : NULL);
    if (reading == READ_STANDARD)
        add_written(g, &page);
    return page.is_ambiguous;
}

static void read_html(struct gathering *g, struct slice html)
{
    static const unsigned other[] = {READ_NO_RAW, READ_NO_RAW | READ_CDATA, READ_ALL_RAW,
                                     READ_ALL_RAW | READ_CDATA, READ_SELECT};

    if (!read_page(g, html, READ_STANDARD))
        return;
    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
        (void)read_page(g, html, other[i]);
}

void link_read(const struct mime_message *message, struct arena *arena, struct link_list *ret)
{
    struct gathering g = {.arena = arena, .list = ret};

    *ret = (struct link_list){0};
    link_look_init(&g.words);
    for (size_t i = 0; i < message->parts.len; i++) {
        const struct mime_part *part = &message->parts.at[i];

        g.is_attached = part->depth > 0;
        if (part->kind == MIME_TEXT)
            read_text(&g, part->text);
        else if (part->kind == MIME_HTML)
            read_html(&g, part->text);
    }
}

struct slice link_html_text(struct slice html, struct arena *arena)
{
    struct link_page page = {.arena = arena, .for_text = true};

    link_html_read(html, &page);
    return (struct slice){page.text, page.len};
}
