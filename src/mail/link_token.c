#include "mail/link_token.h"

/* Bytes: what ends a name, and the few that blanks are (a carriage return is read as line feed). */
static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* What ends a name, and what ends that of an attribute, too. */
enum { ENDS_NAME = 1, ENDS_ATTRIBUTE = 2 };

static const uint8_t ends[256] = {
    [' '] = 3, ['\n'] = 3, ['\t'] = 3, ['\r'] = 3, ['\f'] = 3, ['/'] = 3, ['>'] = 3, ['='] = 2,
};

static bool ends_name(char c)
{
    return ends[(unsigned char)c] & ENDS_NAME;
}

static struct slice between(const char *from, const char *to)
{
    return (struct slice){from, (size_t)(to - from)};
}

void link_tokenizer_init(struct link_tokenizer *t, const struct link_names *names,
                         struct slice html)
{
    *t = (struct link_tokenizer){.names = names,
                                 .at = html.ptr,
                                 .end = html.len ? html.ptr + html.len : html.ptr,
                                 .len = html.len};
}

void link_token_raw(struct link_tokenizer *t, const struct link_token *token)
{
    t->raw = token->element;
    t->raw_name = token->name;
}

static const char *find(const char *at, const char *end, char c)
{
    const char *hit = at < end ? memchr(at, c, (size_t)(end - at)) : NULL;

    return hit ? hit : end;
}

/* A value after '='; t->at is at its first byte.  Return it as written. */
static struct slice read_value(struct link_tokenizer *t)
{
    const char *begin, *at = t->at;

    while (at < t->end && is_blank(*at))
        at++;
    if (at < t->end && (*at == '"' || *at == '\'')) {
        begin = at + 1;
        at = find(begin, t->end, *at);
        t->at = at < t->end ? at + 1 : at;
        return between(begin, at);
    }
    for (begin = at; at < t->end && !is_blank(*at) && *at != '>';)
        at++;
    t->at = at;
    return between(begin, at);
}

/* One attribute, at its first byte; a '=' there is part of the name. */
static void read_attribute(struct link_tokenizer *t, struct link_token *ret)
{
    const char *begin = t->at, *at = t->at + 1;
    struct slice name, value = {t->at, 0};
    uint32_t hash = link_name_hash_add(0, *begin);
    enum html_attribute attribute;

    while (at < t->end && !(ends[(unsigned char)*at] & ENDS_ATTRIBUTE))
        hash = link_name_hash_add(hash, *at++);
    name = between(begin, at);
    while (at < t->end && is_blank(*at))
        at++;
    t->at = at;
    if (at < t->end && *at == '=') {
        t->at++;
        value = read_value(t);
    }
    attribute = link_name_attribute(t->names, name, hash);
    if (attribute != ATTRIBUTES && !(ret->present & 1u << attribute)) {
        ret->present |= 1u << attribute;
        ret->attr[attribute] = value;
    }
}

/* A tag whose name begins at t->at. */
static void read_tag(struct link_tokenizer *t, enum link_token_kind kind, struct link_token *ret)
{
    const char *begin = t->at, *at = t->at;
    uint32_t hash = 0;

    while (at < t->end && !ends_name(*at))
        hash = link_name_hash_add(hash, *at++);
    ret->kind = kind;
    ret->name = between(begin, at);
    ret->hash = hash;
    ret->element = link_name_element(t->names, ret->name, hash, &ret->traits);
    ret->present = 0;
    ret->is_empty = false;
    for (t->at = at; t->at < t->end && *t->at != '>';) {
        if (is_blank(*t->at)) {
            t->at++;
        } else if (*t->at == '/') {
            t->at++;
            ret->is_empty = t->at < t->end && *t->at == '>';
        } else {
            read_attribute(t, ret);
        }
    }
    if (t->at < t->end)
        t->at++;
}

/* "<!--": up to "-->", "--!>", or "<!-->" and "<!--->", which are empty. */
static void read_comment(struct link_tokenizer *t, struct link_token *ret)
{
    const char *open = t->at, *begin = open + 4, *at = begin;

    for (;; at++) {
        at = find(at, t->end, '>');
        if (at == t->end || (at[-1] == '-' && at[-2] == '-') ||
            (at - open >= 7 && at[-1] == '!' && at[-2] == '-' && at[-3] == '-'))
            break;
    }
    t->at = at < t->end ? at + 1 : at;
    ret->text = at > begin ? between(begin, at) : between(begin, begin);
}

/* What begins with "<!", "<?" or "</" and is no tag. */
static void read_declaration(struct link_tokenizer *t, struct link_token *ret)
{
    struct slice rest = between(t->at, t->end);
    const char *end;

    ret->kind = TOKEN_COMMENT;
    if (slice_starts(rest, SLICE("<!--"))) {
        read_comment(t, ret);
        return;
    }
    if (t->cdata && slice_starts(rest, SLICE("<![CDATA["))) {
        struct slice text = slice_skip(rest, 9);

        ret->kind = TOKEN_TEXT;
        ret->is_raw = true;
        ret->text = slice_sub(text, 0, slice_find(text, SLICE("]]>")));
        t->at = ret->text.ptr + ret->text.len + (ret->text.len < text.len ? 3 : 0);
        return;
    }
    end = find(t->at, t->end, '>');
    ret->text = between(t->at + 1, end);
    t->at = end < t->end ? end + 1 : end;
}

static bool is_named(const char *at, const char *end, struct slice name)
{
    return (size_t)(end - at) >= name.len && slice_eq_nocase((struct slice){at, name.len}, name) &&
           (at + name.len == end || ends_name(at[name.len]));
}

/* Where the end tag "</script" of a script stands: one that is in a comment with a script of its
 * own ends that one only (WHATWG HTML, 13.2.5.16 to 31). */
static const char *script_end(const char *at, const char *end)
{
    enum { PLAIN, ESCAPED, DOUBLE } state = PLAIN;

    for (; at < end; at++) {
        if (state != PLAIN && *at == '>' && at[-1] == '-' && at[-2] == '-') {
            state = PLAIN;
        } else if (*at != '<') {
            continue;
        } else if (state == PLAIN && slice_starts(between(at, end), SLICE("<!--"))) {
            state = ESCAPED;
        } else if (state == ESCAPED && is_named(at + 1, end, SLICE("script"))) {
            state = DOUBLE;
        } else if (at + 1 < end && at[1] == '/' && is_named(at + 2, end, SLICE("script"))) {
            if (state != DOUBLE)
                return at;
            state = ESCAPED;
        }
    }
    return end;
}

static const char *raw_end(const struct link_tokenizer *t)
{
    const char *at = t->at;

    if (t->raw == HTML_PLAINTEXT)
        return t->end;
    if (t->raw == HTML_SCRIPT)
        return script_end(at, t->end);
    for (; (at = find(at, t->end, '<')) < t->end; at++) {
        if (at + 1 < t->end && at[1] == '/' && is_named(at + 2, t->end, t->raw_name))
            return at;
    }
    return t->end;
}

/* Whether the '<' at ${at} begins markup. */
static bool is_markup(const char *at, const char *end)
{
    return at + 1 < end &&
           (is_letter(at[1]) || at[1] == '!' || at[1] == '?' || (at[1] == '/' && at + 2 < end));
}

static void read_markup(struct link_tokenizer *t, struct link_token *ret)
{
    if (is_letter(t->at[1])) {
        t->at++;
        read_tag(t, TOKEN_START, ret);
    } else if (t->at[1] == '/' && is_letter(t->at[2])) {
        t->at += 2;
        read_tag(t, TOKEN_CLOSE, ret);
    } else {
        read_declaration(t, ret);
    }
}

void link_token_next(struct link_tokenizer *t, struct link_token *ret)
{
    const char *begin = t->at, *at = begin;

    ret->kind = TOKEN_TEXT;
    ret->is_raw = false;
    if (t->raw != HTML_OTHER) {
        t->at = raw_end(t);
        ret->is_raw = t->raw != HTML_TITLE && t->raw != HTML_TEXTAREA;
        t->raw = HTML_OTHER;
        ret->text = between(begin, t->at);
        return;
    }
    while ((at = find(at, t->end, '<')) < t->end && !is_markup(at, t->end))
        at++;
    t->at = at;
    ret->text = between(begin, at);
    if (at > begin)
        return;
    if (at == t->end)
        ret->kind = TOKEN_DONE;
    else
        read_markup(t, ret);
}
