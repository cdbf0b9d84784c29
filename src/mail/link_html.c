#include "mail/link_html.h"

#include "mail/link_entity.h"
#include "mail/link_inside.h"
#include "mail/link_style.h"

/* What an open element does to the text in it. */
enum state {
    HIDDEN = 1, /* for good */
    TINY = 2,
    INVISIBLE = 4,
    PRE = 8,
    INTEGRATION = 16 /* HTML again, inside SVG or MathML */
};

/* ---- the stack of open elements ---- */

static const struct open_element *top(const struct link_walker *w)
{
    return &w->stack[w->depth];
}

static bool in_foreign(const struct link_walker *w)
{
    return top(w)->space != SPACE_HTML && !(top(w)->state & INTEGRATION);
}

static void pop_to(struct link_walker *w, size_t depth)
{
    w->depth = depth;
}

/* The depth of the innermost open element with ${hash}; 0 = none before a barrier. */
static size_t depth_of(const struct link_walker *w, uint32_t hash, bool stops)
{
    for (size_t i = w->depth; i > 0; i--) {
        if (w->stack[i].hash == hash)
            return i;
        if (stops && (w->stack[i].traits & HTML_BARRIER))
            return 0;
    }
    return 0;
}

/* End the innermost open ${element}, unless one of the elements ${walls} (bits) is nearer. */
static void end_implied(struct link_walker *w, enum html_element element, uint64_t walls)
{
    for (size_t i = w->depth; i > 0; i--) {
        if (w->stack[i].element == element) {
            pop_to(w, i - 1);
            return;
        }
        if ((walls >> w->stack[i].element & 1) || w->stack[i].space != SPACE_HTML)
            return;
    }
}

#define BIT(element) (UINT64_C(1) << (element))
#define TABLE_WALLS (BIT(HTML_TABLE) | BIT(HTML_TEMPLATE))
#define SCOPE_WALLS                                                                           \
    (TABLE_WALLS | BIT(HTML_CELL) | BIT(HTML_CAPTION) | BIT(HTML_BUTTON) | BIT(HTML_OBJECT) | \
     BIT(HTML_SELECT))

/* End tags that HTML lets one leave out. */
static void end_left_out(struct link_walker *w, const struct link_token *token)
{
    switch (token->element) {
    case HTML_LI: end_implied(w, HTML_LI, SCOPE_WALLS | BIT(HTML_LIST)); break;
    case HTML_DEFINITION: end_implied(w, HTML_DEFINITION, SCOPE_WALLS | BIT(HTML_LIST)); break;
    case HTML_CELL: end_implied(w, HTML_CELL, TABLE_WALLS | BIT(HTML_ROW)); break;
    case HTML_ROW: end_implied(w, HTML_ROW, TABLE_WALLS | BIT(HTML_ROW_GROUP)); break;
    case HTML_ROW_GROUP: end_implied(w, HTML_ROW_GROUP, TABLE_WALLS); break;
    case HTML_OPTION: end_implied(w, HTML_OPTION, SCOPE_WALLS); break;
    case HTML_A: end_implied(w, HTML_A, SCOPE_WALLS); break;
    default: break;
    }
    if (token->traits & HTML_ENDS_P)
        end_implied(w, HTML_P, SCOPE_WALLS);
}

static unsigned state_within(const struct link_walker *w, unsigned style)
{
    unsigned state = top(w)->state & ~(unsigned)INTEGRATION;

    if (style & STYLE_NONE)
        state |= HIDDEN;
    if (style & STYLE_TINY)
        state |= TINY;
    if (style & STYLE_SIZED)
        state &= ~(unsigned)TINY;
    if (style & STYLE_INVISIBLE)
        state |= INVISIBLE;
    if (style & STYLE_VISIBLE)
        state &= ~(unsigned)INVISIBLE;
    if (style & STYLE_PRE)
        state |= PRE;
    return state;
}

/* SVG and MathML, and the places in them where HTML goes on (WHATWG HTML, 13.2.6.5). */
static void push(struct link_walker *w, const struct link_token *token, unsigned style)
{
    enum name_space space = in_foreign(w) ? top(w)->space : SPACE_HTML;
    unsigned state = state_within(w, style);

    /* in the one, the other is an element like any, but for svg in annotation-xml */
    if ((token->element == HTML_SVG && (!in_foreign(w) || top(w)->element == HTML_ANNOTATION)) ||
        (token->element == HTML_MATH && !in_foreign(w)))
        space = token->element == HTML_SVG ? SPACE_SVG : SPACE_MATH;
    if ((space == SPACE_SVG &&
         (token->element == HTML_FOREIGN_OBJECT || token->element == HTML_TITLE)) ||
        (space == SPACE_MATH &&
         (token->element == HTML_MATH_TEXT ||
          (token->element == HTML_ANNOTATION && token->present & 1u << ATTR_ENCODING))))
        state |= INTEGRATION;
    if (token->element == HTML_TEMPLATE || (token->present & 1u << ATTR_HIDDEN))
        state |= HIDDEN;
    if (token->element == HTML_PRE)
        state |= PRE;
    if (w->depth + 1 >= LINK_HTML_STACK) {
        w->page->is_ambiguous = true;
        return;
    }
    w->stack[++w->depth] =
        (struct open_element){token->hash, (uint8_t)token->element, (uint8_t)space, (uint8_t)state,
                              (uint8_t)token->traits};
}

static void leave_foreign(struct link_walker *w)
{
    while (w->depth > 0 && in_foreign(w))
        w->depth--;
}

/* ---- breaks ---- */

static void break_at(struct link_walker *w, const struct link_token *token)
{
    enum text_break kind = BREAK_NONE;

    if (token->element == HTML_ROW || token->element == HTML_TABLE)
        kind = BREAK_ROW;
    else if (token->element == HTML_CELL)
        kind = BREAK_CELL;
    else if (token->element == HTML_BR || token->traits & HTML_BREAKS)
        kind = BREAK_LINE;
    if (kind > w->pending)
        w->pending = kind;
}

static bool is_shown(const struct link_walker *w)
{
    return !(top(w)->state & (HIDDEN | TINY | INVISIBLE));
}

void link_walker_text(struct link_walker *w, struct slice s, bool decode)
{
    if (is_shown(w))
        link_emit(w, s, decode, (top(w)->state & PRE) != 0);
}

/* ---- tokens ---- */

static size_t select_depth(const struct link_walker *w)
{
    for (size_t i = w->depth; i > 0; i--) {
        if (w->stack[i].element == HTML_SELECT)
            return i;
    }
    return 0;
}

/* What a start tag does to an open select, as the standard was. */
static void end_select(struct link_walker *w, const struct link_token *token)
{
    size_t depth = select_depth(w);

    if (depth > 0 && (token->element == HTML_SELECT || token->element == HTML_INPUT ||
                      token->element == HTML_TEXTAREA))
        pop_to(w, depth - 1);
}

static bool is_raw_in_select(struct link_walker *w, enum html_element element)
{
    if (element == HTML_SCRIPT || element == HTML_TEXTAREA || select_depth(w) == 0)
        return true;
    w->page->is_ambiguous = true;
    return !(w->page->reading & READ_SELECT);
}

static bool is_raw_element(const struct link_walker *w, enum html_element element)
{
    switch (element) {
    case HTML_STYLE:
    case HTML_SCRIPT:
    case HTML_TITLE:
    case HTML_TEXTAREA:
    case HTML_RAW:
    case HTML_IFRAME:
    case HTML_PLAINTEXT: return !in_foreign(w) || (w->page->reading & READ_ALL_RAW);
    case HTML_NOSCRIPT: return (w->page->reading & READ_ALL_RAW) != 0;
    default: return false;
    }
}

/* Text that no reader sees, but where a browser that sees it otherwise could find links. */
static void raw_content(struct link_walker *w, const struct link_token *start)
{
    struct link_token token;
    size_t at;

    w->page->is_ambiguous |= w->page->is_delicate;
    link_token_raw(&w->tokens, start);
    link_token_next(&w->tokens, &token);
    for (at = 0; at < token.text.len; at++) {
        at += slice_find_byte(slice_skip(token.text, at), '<');
        if (at + 1 < token.text.len && (token.text.ptr[at + 1] | 0x20) >= 'a' &&
            (token.text.ptr[at + 1] | 0x20) <= 'z')
            w->page->is_ambiguous = true;
    }
    if (start->element == HTML_STYLE)
        link_found_style(w, token.text);
    else if (start->element == HTML_RAW || start->element == HTML_PLAINTEXT)
        link_walker_text(w, token.text, false);
}

static void on_start(struct link_walker *w, const struct link_token *token)
{
    unsigned style = 0;
    bool was_foreign, is_foreign;

    if (in_foreign(w) && (token->traits & HTML_LEAVES))
        leave_foreign(w);
    was_foreign = in_foreign(w);
    if (!was_foreign)
        end_left_out(w, token);
    if (w->page->reading & READ_SELECT)
        end_select(w, token);
    if (token->present & 1u << ATTR_STYLE)
        style = link_found_styled(w, token);
    break_at(w, token);
    if (token->element == HTML_NOSCRIPT || token->element == HTML_SVG ||
        token->element == HTML_MATH)
        w->page->is_delicate = true;
    link_found_start(w, token, style);
    is_foreign = was_foreign || token->element == HTML_SVG || token->element == HTML_MATH;
    if (is_raw_element(w, token->element) && !(w->page->reading & READ_NO_RAW) &&
        is_raw_in_select(w, token->element))
        raw_content(w, token);
    else if (is_foreign ? !token->is_empty : !(token->traits & HTML_VOID))
        push(w, token, style);
    if (was_foreign && !token->is_empty && (token->traits & HTML_VOID))
        w->page->is_ambiguous = true;
}

static void on_close(struct link_walker *w, const struct link_token *token)
{
    bool is_table = token->element == HTML_TABLE || token->element == HTML_ROW ||
                    token->element == HTML_CELL || token->element == HTML_ROW_GROUP ||
                    token->traits & HTML_BARRIER;
    size_t depth = depth_of(w, token->hash, !is_table);

    link_found_close(w, token);
    if (depth > 0)
        pop_to(w, depth - 1);
    else if (in_foreign(w) && (token->element == HTML_P || token->element == HTML_BR))
        leave_foreign(w);
    break_at(w, token);
}

/* Outlook reads the inside of `<!--[if mso]>…<![endif]-->` as a page. */
static void on_comment(struct link_walker *w, const struct link_token *token)
{
    struct slice text = slice_trim(token->text);
    size_t end;

    if (slice_starts(text, SLICE("![CDATA[")))
        w->page->is_ambiguous = true;
    if (!slice_starts(text, SLICE("[if"))) {
        w->page->is_ambiguous |= w->page->is_delicate;
        return;
    }
    if (w->page->for_text)
        return;
    end = slice_find_byte(text, '>');
    link_html_nested(w, slice_skip(text, end + 1));
}

static void walk(struct link_walker *w)
{
    struct link_token token = {0};

    for (;;) {
        w->tokens.cdata =
            w->page->reading ? (w->page->reading & READ_CDATA) != 0 : top(w)->space != SPACE_HTML;
        link_token_next(&w->tokens, &token);
        switch (token.kind) {
        case TOKEN_TEXT:
            w->page->is_ambiguous |= token.is_raw; /* CDATA */
            link_walker_text(w, token.text, !token.is_raw);
            break;
        case TOKEN_START: on_start(w, &token); break;
        case TOKEN_CLOSE: on_close(w, &token); break;
        case TOKEN_COMMENT: on_comment(w, &token); break;
        case TOKEN_DONE: link_found_done(w); return;
        }
    }
}

static void walk_page(struct slice html, struct link_page *page, const struct link_names *names,
                      unsigned nested)
{
    struct link_walker w = {.page = page, .names = names, .nested = nested, .pending = BREAK_LINE};

    w.anchor = w.form = LINK_NOT_FOUND;
    link_tokenizer_init(&w.tokens, names, html);
    walk(&w);
}

void link_html_nested(struct link_walker *w, struct slice html)
{
    if (w->nested < LINK_HTML_NESTED)
        walk_page(html, w->page, w->names, w->nested + 1);
    else
        w->page->dropped++;
}

void link_html_read(struct slice html, struct link_page *page)
{
    struct link_names names;

    link_names_init(&names);
    /* decoding makes five bytes six at most, and a break stands for a tag */
    page->cap = html.len + html.len / 4 + LINK_ENTITY_MAX;
    page->text = arena_buffer(page->arena, page->cap);
    walk_page(html, page, &names, 0);
}
