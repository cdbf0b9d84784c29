#include "mail/tag.h"

#include "mail/ascii.h"

/* ALPHA *(ALPHA / DIGIT / "_") */
static bool is_name(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!letter && (i == 0 || ((c < '0' || c > '9') && c != '_')))
            return false;
    }
    return text.len > 0;
}

/* VALCHAR and blanks; UTF-8 is let pass (RFC 8616 section 5). */
static bool is_value(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if ((c < ' ' && !ascii_is_blank((char)c)) || c == 0x7f)
            return false;
    }
    return true;
}

/* One `name = value`. */
static int tag_add(struct slice spec, struct tags *ret)
{
    size_t equals = slice_find_byte(spec, '=');
    struct tag tag;

    if (equals >= spec.len)
        return TAG_SYNTAX;
    tag.name = ascii_trim(slice_sub(spec, 0, equals));
    tag.span = slice_skip(spec, equals + 1);
    tag.value = ascii_trim(tag.span);
    if (!is_name(tag.name) || !is_value(tag.value) || ret->len >= TAG_MAX)
        return TAG_SYNTAX;
    if (tag_find(ret, tag.name))
        return TAG_DUPLICATE;
    ret->at[ret->len++] = tag;
    return 0;
}

int tag_read(struct slice text, struct tags *ret)
{
    int error = 0;

    ret->len = 0;
    while (error == 0) {
        size_t end = slice_find_byte(text, ';');

        error = tag_add(slice_sub(text, 0, end), ret);
        text = slice_skip(text, end + 1);
        if (ascii_trim(text).len == 0)
            break;
    }
    return error;
}

const struct tag *tag_find(const struct tags *tags, struct slice name)
{
    for (size_t i = 0; i < tags->len; i++)
        if (slice_eq(tags->at[i].name, name))
            return &tags->at[i];
    return NULL;
}

int tag_item(struct slice *rest, struct slice *ret)
{
    size_t end = slice_find_byte(*rest, ':');

    if (!rest->ptr)
        return 0;
    *ret = ascii_trim(slice_sub(*rest, 0, end));
    if (end < rest->len)
        *rest = slice_skip(*rest, end + 1);
    else
        *rest = (struct slice){NULL, 0};
    return 1;
}

bool tag_number(struct slice text, size_t max_digits, uint64_t *ret)
{
    uint64_t value = 0;

    if (!slice_is_digits(text) || text.len > max_digits)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        uint64_t digit = (uint64_t)(text.ptr[i] - '0');

        value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
    }
    *ret = value;
    return true;
}

/* What follows the last letter: the padding that fills the group of four, and blanks. */
static bool is_padding(struct slice text, size_t letters)
{
    size_t signs = 0;

    for (size_t i = 0; i < text.len; i++) {
        signs += text.ptr[i] == '=';
        if (text.ptr[i] != '=' && !ascii_is_blank(text.ptr[i]))
            return false;
    }
    return signs == (4 - letters % 4) % 4;
}

bool tag_base64(struct slice text, struct arena *arena, struct slice *ret)
{
    char *to = arena_alloc(arena, text.len / 4 * 3 + 3);
    size_t len = 0, letters = 0, at = 0;
    uint32_t bits = 0;

    for (; at < text.len && text.ptr[at] != '='; at++) {
        uint32_t six = ascii_sextets[(unsigned char)text.ptr[at]];

        if (six == 0 && ascii_is_blank(text.ptr[at]))
            continue;
        if (six == 0)
            return false;
        bits = bits << 6 | (six - 1);
        if (letters++ % 4 != 0)
            to[len++] = (char)(bits >> (6 - 2 * ((letters - 1) % 4)));
    }
    if (letters % 4 == 1 || !is_padding(slice_skip(text, at), letters) || len == 0)
        return false;
    *ret = (struct slice){to, len};
    return true;
}
