#include "mail/authres.h"

#include "mail/ascii.h"
#include "mail/domain.h"

#include <string.h>

/* Properties of one result; more are looked over. */
#define MAX_PROPERTIES 24

struct reader {
    struct slice rest;
    struct arena *arena;
};

/* Length of the comment that begins ${s}; comments nest (RFC 5322 section 3.2.2).  0 = no end. */
static size_t comment_len(struct slice s)
{
    size_t depth = 0;

    for (size_t n = 0; n < s.len; n++) {
        if (s.ptr[n] == '\\')
            n++;
        else if (s.ptr[n] == '(')
            depth++;
        else if (s.ptr[n] == ')' && --depth == 0)
            return n + 1;
    }
    return 0;
}

/* Skip blanks and comments.  Return false when a comment has no end. */
static bool skip_cfws(struct reader *r)
{
    size_t n;

    while (r->rest.len && (ascii_is_blank(r->rest.ptr[0]) || r->rest.ptr[0] == '(')) {
        n = r->rest.ptr[0] == '(' ? comment_len(r->rest) : 1;
        if (n == 0)
            return false;
        r->rest = slice_skip(r->rest, n);
    }
    return true;
}

/* Take ${c} with blanks and comments around it. */
static bool take(struct reader *r, char c)
{
    if (!skip_cfws(r) || r->rest.len == 0 || r->rest.ptr[0] != c)
        return false;
    r->rest = slice_skip(r->rest, 1);
    return skip_cfws(r);
}

static bool quoted_read(struct reader *r, struct slice *ret)
{
    char *out = arena_alloc(r->arena, r->rest.len);
    size_t len = 0, n = 1;

    for (; n < r->rest.len && r->rest.ptr[n] != '"'; n++) {
        if (r->rest.ptr[n] == '\\' && n + 1 < r->rest.len)
            n++;
        out[len++] = r->rest.ptr[n];
    }
    if (n >= r->rest.len)
        return false;
    r->rest = slice_skip(r->rest, n + 1);
    *ret = (struct slice){out, len};
    return true;
}

/* Letters up to a blank, a bracket or one of ${ends}. */
static struct slice letters_read(struct reader *r, const char *ends)
{
    size_t n = 0;

    while (n < r->rest.len && !ascii_is_blank(r->rest.ptr[n]) && r->rest.ptr[n] != '(' &&
           r->rest.ptr[n] != '"' && !strchr(ends, r->rest.ptr[n]))
        n++;
    r->rest = slice_skip(r->rest, n);
    return (struct slice){r->rest.ptr - n, n};
}

/* A word in lower case: keyword, method, result, type or property. */
static bool keyword_read(struct reader *r, struct slice *ret)
{
    struct slice word = letters_read(r, ";=/.");

    *ret = ascii_lower(r->arena, word);
    return word.len > 0;
}

/* The value of a property: quoted, or letters up to a blank or `;`.  A quoted local part may stand
 * before an @. */
static bool value_read(struct reader *r, struct slice *ret)
{
    struct slice parts[2] = {{"", 0}, {"", 0}};

    if (r->rest.len && r->rest.ptr[0] == '"' && !quoted_read(r, &parts[0]))
        return false;
    parts[1] = letters_read(r, ";");
    *ret = ascii_lower(r->arena, arena_join(r->arena, parts, 2));
    return true;
}

struct property {
    struct slice name, value; /* "header.d" */
};

struct properties {
    struct property at[MAX_PROPERTIES];
    size_t len;
};

static const struct slice *property_find(const struct properties *properties, struct slice name)
{
    for (size_t i = 0; i < properties->len; i++)
        if (slice_eq(properties->at[i].name, name))
            return &properties->at[i].value;
    return NULL;
}

/* One `ptype.property=value`, or a word without a type (`reason=`, `action=`). */
static bool property_read(struct reader *r, struct properties *ret)
{
    struct slice parts[3] = {{"", 0}, {"", 0}, {"", 0}}, value, name;

    if (!keyword_read(r, &parts[0]) || !skip_cfws(r))
        return false;
    if (take(r, '.')) {
        parts[1] = SLICE(".");
        if (!keyword_read(r, &parts[2]))
            return false;
    }
    if (!take(r, '=') || !value_read(r, &value))
        return false;
    name = arena_join(r->arena, parts, 3);
    if (property_find(ret, name))
        return false;
    if (ret->len < MAX_PROPERTIES)
        ret->at[ret->len++] = (struct property){name, value};
    return true;
}

/* Which property tells the domain that a method speaks of; the first that is there. */
static const struct {
    struct slice method, property;
} domain_properties[] = {
    {{"dkim", 4}, {"header.d", 8}},      {{"dkim", 4}, {"header.i", 8}},
    {{"dmarc", 5}, {"header.from", 11}}, {{"spf", 3}, {"smtp.mailfrom", 13}},
    {{"spf", 3}, {"smtp.mail", 9}},
};

/* What stands after the last @ of ${s}. */
static struct slice after_at(struct slice s)
{
    size_t n = s.len;

    while (n && s.ptr[n - 1] != '@')
        n--;
    return slice_skip(s, n);
}

static struct slice domain_of(struct slice method, const struct properties *properties)
{
    const struct slice *value;

    for (size_t i = 0; i < sizeof(domain_properties) / sizeof(domain_properties[0]); i++) {
        if (!slice_eq(method, domain_properties[i].method))
            continue;
        value = property_find(properties, domain_properties[i].property);
        if (value)
            return after_at(*value);
    }
    return (struct slice){"", 0};
}

/* `method [/ version] = result` and its properties, up to the `;` or the end. */
static bool result_read(struct reader *r, struct authres *ret)
{
    struct properties properties = {.len = 0};
    struct authres_result result;
    struct slice version;
    const struct slice *selector;

    if (!keyword_read(r, &result.method) || !skip_cfws(r))
        return false;
    if (take(r, '/') && (!keyword_read(r, &version) || !slice_eq(version, SLICE("1"))))
        return false;
    if (!take(r, '=') || !keyword_read(r, &result.result) || !skip_cfws(r))
        return false;
    while (r->rest.len && r->rest.ptr[0] != ';')
        if (!property_read(r, &properties) || !skip_cfws(r))
            return false;
    result.domain = domain_of(result.method, &properties);
    selector = property_find(&properties, SLICE("header.s"));
    result.selector = selector ? *selector : (struct slice){"", 0};
    if (ret->results.len < AUTHRES_MAX_RESULTS)
        *array_push(r->arena, &ret->results) = result;
    return true;
}

/* authserv-id and version. */
static bool server_read(struct reader *r, struct slice *ret)
{
    struct slice name, version;

    if (!skip_cfws(r) || r->rest.len == 0)
        return false;
    if (r->rest.ptr[0] == '"') {
        if (!quoted_read(r, &name))
            return false;
    } else {
        name = letters_read(r, ";=/");
    }
    *ret = ascii_lower(r->arena, name);
    if (name.len == 0 || !skip_cfws(r))
        return false;
    version = letters_read(r, ";");
    return (version.len == 0 || slice_eq(version, SLICE("1"))) && skip_cfws(r);
}

/* `none` in the place of all results. */
static bool is_none(struct reader *r)
{
    struct reader ahead = *r;
    struct slice word;

    return keyword_read(&ahead, &word) && slice_eq(word, SLICE("none")) && skip_cfws(&ahead) &&
           ahead.rest.len == 0;
}

int authres_read(struct slice value, struct arena *arena, struct authres *ret)
{
    struct reader r = {value, arena};
    struct authres own = {.results = {0}};

    if (!server_read(&r, &own.authserv) || r.rest.len == 0)
        return -1;
    while (r.rest.len) {
        if (!take(&r, ';'))
            return -1;
        if (r.rest.len == 0 || is_none(&r))
            break;
        if (!result_read(&r, &own))
            return -1;
    }
    *ret = own;
    return 0;
}

/* The word ${word} outside comments: its offset in ${s}, or the length. */
static size_t find_word(struct slice s, struct slice word)
{
    size_t depth = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool begins = depth == 0 && (i == 0 || ascii_is_blank(s.ptr[i - 1]) || s.ptr[i - 1] == ')');
        struct slice here = slice_sub(s, i, i + word.len);

        if (begins && slice_eq_nocase(here, word) && i + word.len < s.len &&
            ascii_is_blank(s.ptr[i + word.len]))
            return i;
        depth += s.ptr[i] == '(';
        depth -= s.ptr[i] == ')' && depth > 0;
    }
    return s.len;
}

/*
 * The address that the server itself saw stands last in square brackets between `from` and `by`;
 * the name before it is the sender's word.
 */
static struct slice peer_address(struct slice from)
{
    size_t end = from.len, start;

    while (end && from.ptr[end - 1] != ']')
        end--;
    start = end;
    while (start && from.ptr[start - 1] != '[')
        start--;
    return start && end ? slice_sub(from, start, end - 1) : (struct slice){"", 0};
}

/* The word after ${word} outside comments, lower case; empty = none. */
static struct slice word_after(struct slice text, struct slice word, struct arena *arena)
{
    size_t at = find_word(text, word);
    struct reader r = {slice_skip(text, at + word.len), arena};

    if (at == text.len || !skip_cfws(&r))
        return (struct slice){"", 0};
    return ascii_lower(arena, letters_read(&r, ";"));
}

static bool is_loopback(struct slice address)
{
    return slice_starts(address, SLICE("127.")) || slice_eq(address, SLICE("::1")) ||
           slice_eq_nocase(address, SLICE("IPv6:::1"));
}

/*
 * Whether a Received field (RFC 5321 section 4.4) tells of a hand-over by another host, which may
 * be the sender's.  Without `from`, from the host itself, or by LMTP (RFC 2033: never from
 * outside), a message only moved within the receiving system.  A private address is no sign of
 * that: there are servers behind proxies that see one for every sender.
 */
static bool is_from_elsewhere(struct slice value, struct arena *arena)
{
    struct slice text = header_unfold(arena, value);
    size_t from = find_word(text, SLICE("from")), by = find_word(text, SLICE("by"));

    return from < text.len && !is_loopback(peer_address(slice_sub(text, from, by))) &&
           !slice_starts(word_after(text, SLICE("with"), arena), SLICE("lmtp"));
}

static bool is_trusted(struct slice authserv, const struct slice *trusted, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct slice host = trusted[i];

        if (slice_eq_nocase(authserv, host))
            return true;
        if (authserv.len > host.len && authserv.ptr[authserv.len - host.len - 1] == '.' &&
            slice_eq_nocase(slice_skip(authserv, authserv.len - host.len), host))
            return true;
    }
    return false;
}

/* The results of the field ${header} when a trusted server's name stands in it; false = it does
 * not.
 */
static bool field_read(const struct header *header, const struct slice *trusted, size_t n,
                       struct arena *arena, struct authres *ret)
{
    if (!slice_eq_nocase(header->name, SLICE("Authentication-Results")))
        return false;
    return authres_read(header_unfold(arena, header->value), arena, ret) == 0 &&
           is_trusted(ret->authserv, trusted, n);
}

/* Place of the topmost Received field that tells of a hand-over from elsewhere.  The number of
 * fields = there is none. */
static size_t border_find(const struct raw_message *message, struct arena *arena)
{
    for (size_t i = 0; i < message->headers.len; i++)
        if (slice_eq_nocase(message->headers.at[i].name, SLICE("Received")) &&
            is_from_elsewhere(message->headers.at[i].value, arena))
            return i;
    return message->headers.len;
}

static void results_add(const struct authres *from, struct arena *arena, struct authres_results *to)
{
    for (size_t i = 0; i < from->results.len; i++)
        *array_push(arena, to) = from->results.at[i];
}

void authres_trusted(const struct raw_message *message, const struct slice *trusted, size_t n,
                     struct arena *arena, struct authres_results *ret)
{
    size_t border = border_find(message, arena);
    struct authres field;

    if (border == message->headers.len)
        return;
    for (size_t i = 0; i < border; i++)
        if (field_read(&message->headers.at[i], trusted, n, arena, &field))
            results_add(&field, arena, ret);
}
