#include "mail/link_style.h"

/* A declaration while it is read. */
struct declaration {
    struct slice name, value;
};

enum internal { FLAT = 1 << 16, CLIPPED = 1 << 17, FORCED = 1 << 18 };

static bool has_nocase(struct slice s, struct slice needle)
{
    for (size_t i = 0; i + needle.len <= s.len; i++) {
        if (slice_eq_nocase(slice_sub(s, i, i + needle.len), needle))
            return true;
    }
    return false;
}

static bool begins(struct slice s, struct slice prefix)
{
    return s.len >= prefix.len && slice_eq_nocase(slice_sub(s, 0, prefix.len), prefix);
}

/* A length that is nothing: 0, 0.0, 0px, 0% … */
static bool is_zero(struct slice value)
{
    size_t i = 0, digits = 0;

    for (; i < value.len && (value.ptr[i] == '0' || value.ptr[i] == '.' || value.ptr[i] == '+');
         i++)
        digits += value.ptr[i] == '0';
    return digits > 0 && (i == value.len || value.ptr[i] < '1' || value.ptr[i] > '9');
}

/* A length far to the left of or above the page: -999px and beyond. */
static bool is_far_off(struct slice value)
{
    return value.len > 3 && value.ptr[0] == '-' && slice_is_digits(slice_sub(value, 1, 4));
}

static unsigned set_display(unsigned flags, struct slice value)
{
    unsigned forced = has_nocase(value, SLICE("!important")) ? FORCED : 0;

    if (begins(value, SLICE("none")))
        return flags | STYLE_NONE | forced;
    if (!(flags & FORCED))
        flags &= ~(unsigned)STYLE_NONE;
    flags |= forced;
    return has_nocase(value, SLICE("block")) || has_nocase(value, SLICE("flex")) ? flags | STYLE_BOX
                                                                                 : flags;
}

static unsigned set_size(unsigned flags, struct slice value)
{
    bool is_tiny = is_zero(value) || (begins(value, SLICE("1px")));

    flags &= ~(unsigned)(STYLE_TINY | STYLE_SIZED);
    return flags | (is_tiny ? STYLE_TINY : STYLE_SIZED);
}

static unsigned set_visibility(unsigned flags, struct slice value)
{
    bool is_seen = begins(value, SLICE("visible"));

    flags &= ~(unsigned)(STYLE_INVISIBLE | STYLE_VISIBLE);
    return flags | (is_seen ? STYLE_VISIBLE : STYLE_INVISIBLE);
}

static unsigned set_height(unsigned flags, struct slice value)
{
    return is_zero(value) ? flags | FLAT : flags;
}

static unsigned set_overflow(unsigned flags, struct slice value)
{
    return begins(value, SLICE("hidden")) ? flags | CLIPPED : flags;
}

static unsigned set_opacity(unsigned flags, struct slice value)
{
    return is_zero(value) ? flags | STYLE_NONE : flags;
}

static unsigned set_place(unsigned flags, struct slice value)
{
    return is_far_off(value) ? flags | STYLE_NONE : flags;
}

static unsigned set_color(unsigned flags, struct slice value)
{
    return begins(value, SLICE("transparent")) ? flags | STYLE_NONE : flags;
}

static unsigned set_font(unsigned flags, struct slice value)
{
    return begins(value, SLICE("0/")) || begins(value, SLICE("0px")) ? flags | STYLE_TINY : flags;
}

static unsigned set_background(unsigned flags, struct slice value)
{
    if (has_nocase(value, SLICE("url(")))
        flags |= STYLE_URL;
    return begins(value, SLICE("none")) || begins(value, SLICE("transparent"))
               ? flags
               : flags | STYLE_BACKGROUND;
}

static unsigned set_picture(unsigned flags, struct slice value)
{
    return has_nocase(value, SLICE("url(")) ? flags | STYLE_URL : flags;
}

static unsigned set_padding(unsigned flags, struct slice value)
{
    return is_zero(value) && slice_find_byte(value, ' ') == value.len ? flags
                                                                      : flags | STYLE_PADDING;
}

static unsigned set_border(unsigned flags, struct slice value)
{
    return is_zero(value) || begins(value, SLICE("none")) ? flags : flags | STYLE_BORDER;
}

static unsigned set_white_space(unsigned flags, struct slice value)
{
    return begins(value, SLICE("pre")) ? flags | STYLE_PRE : flags;
}

#define NAME(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }

static const struct property {
    struct slice name;
    unsigned (*set)(unsigned flags, struct slice value);
} properties[] = {
    {NAME("background"), set_background},
    {NAME("background-color"), set_background},
    {NAME("background-image"), set_background},
    {NAME("border"), set_border},
    {NAME("border-image"), set_picture},
    {NAME("border-radius"), set_border},
    {NAME("color"), set_color},
    {NAME("content"), set_picture},
    {NAME("display"), set_display},
    {NAME("font"), set_font},
    {NAME("font-size"), set_size},
    {NAME("height"), set_height},
    {NAME("left"), set_place},
    {NAME("list-style"), set_picture},
    {NAME("list-style-image"), set_picture},
    {NAME("max-height"), set_height},
    {NAME("opacity"), set_opacity},
    {NAME("overflow"), set_overflow},
    {NAME("padding"), set_padding},
    {NAME("text-indent"), set_place},
    {NAME("top"), set_place},
    {NAME("visibility"), set_visibility},
    {NAME("white-space"), set_white_space},
};

static unsigned apply(unsigned flags, struct slice name, struct slice value)
{
    for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++) {
        const struct property *p = &properties[i];

        if (p->name.len == name.len && (p->name.ptr[0] == (name.ptr[0] | 0x20)) &&
            slice_eq_nocase(p->name, name))
            return p->set(flags, value);
    }
    return flags;
}

/* What an escape at ${at} means (CSS Syntax section 4.3.7), ASCII only; its length to ${ret_len}.
 */
static char unescape(const char *at, const char *end, size_t *ret_len)
{
    uint32_t cp = 0;
    size_t n = 1;

    for (; n < 7 && at + n < end; n++) {
        char c = at[n] | 0x20;

        if (at[n] >= '0' && at[n] <= '9')
            cp = cp * 16 + (uint32_t)(at[n] - '0');
        else if (c >= 'a' && c <= 'f')
            cp = cp * 16 + (uint32_t)(c - 'a' + 10);
        else
            break;
    }
    if (n == 1) {
        *ret_len = at + 1 < end ? 2 : 1;
        return at + 1 < end ? at[1] : ' ';
    }
    *ret_len = n + (at + n < end && (at[n] == ' ' || at[n] == '\n' || at[n] == '\t'));
    return cp < 0x80 ? (char)cp : '?';
}

struct slice link_style_plain(struct slice style, struct arena *arena)
{
    const char *at = style.ptr, *end = at + style.len;
    char *out;
    size_t len = 0, n;

    if (slice_find_byte(style, '\\') == style.len && !slice_has(style, SLICE("/*")))
        return style;
    out = arena_alloc(arena, style.len + 1);
    while (at < end) {
        if (*at == '/' && at + 1 < end && at[1] == '*') {
            struct slice rest = {at + 2, (size_t)(end - at - 2)};
            size_t to = slice_find(rest, SLICE("*/"));

            at = to < rest.len ? rest.ptr + to + 2 : end;
            out[len++] = ' ';
        } else if (*at == '\\') {
            out[len++] = unescape(at, end, &n);
            at += n;
        } else {
            out[len++] = *at++;
        }
    }
    return (struct slice){out, len};
}

unsigned link_style_read(struct slice style)
{
    unsigned flags = 0;

    while (style.len > 0) {
        size_t end = slice_find_byte(style, ';');
        struct slice one = slice_sub(style, 0, end);
        size_t colon = slice_find_byte(one, ':');
        struct slice name = slice_trim(slice_sub(one, 0, colon));

        if (colon < one.len && name.len > 0)
            flags = apply(flags, name, slice_trim(slice_skip(one, colon + 1)));
        style = slice_skip(style, end + 1);
    }
    if ((flags & FLAT) && (flags & CLIPPED))
        flags |= STYLE_NONE;
    return flags;
}

static struct slice unquote(struct slice s)
{
    s = slice_trim(s);
    if (s.len > 0 && (s.ptr[0] == '"' || s.ptr[0] == '\'')) {
        struct slice inner = slice_skip(s, 1);

        return slice_sub(inner, 0, slice_find_byte(inner, s.ptr[0]));
    }
    return s;
}

bool link_style_url(struct slice *rest, struct slice *ret)
{
    for (; rest->len > 0; *rest = slice_skip(*rest, 1)) {
        if (begins(*rest, SLICE("url("))) {
            *rest = slice_skip(*rest, 4);
            *ret = unquote(slice_sub(*rest, 0, slice_find_byte(*rest, ')')));
            return true;
        }
        if (begins(*rest, SLICE("@import"))) {
            struct slice next = slice_trim(slice_skip(*rest, 7));

            *rest = slice_skip(*rest, 7);
            if (next.len == 0 || (next.ptr[0] != '"' && next.ptr[0] != '\''))
                continue;
            *ret = unquote(next);
            return true;
        }
    }
    return false;
}
