#include "watch/imap_read.h"

#include "base/day.h"

/* ------------------------------------------------------------------ bytes */

void imap_buffer_init(struct imap_buffer *buffer, const struct allocator *allocator)
{
    *buffer = (struct imap_buffer){.allocator = allocator};
}

void imap_buffer_done(struct imap_buffer *buffer)
{
    if (buffer->at)
        buffer->allocator->resize(buffer->allocator->ctx, buffer->at, buffer->cap, 0);
    *buffer = (struct imap_buffer){.allocator = buffer->allocator};
}

#define KEPT_ROOM (1u << 20) /* what a large message needed is given back */

static void move_down(struct imap_buffer *b)
{
    if (b->taken) {
        memmove(b->at, b->at + b->taken, b->len - b->taken);
        b->len -= b->taken;
        b->taken = 0;
    }
    if (b->cap > KEPT_ROOM && b->len < KEPT_ROOM / 2) {
        b->at = b->allocator->resize(b->allocator->ctx, b->at, b->cap, KEPT_ROOM);
        b->cap = KEPT_ROOM;
    }
}

char *imap_buffer_room(struct imap_buffer *b, size_t len)
{
    size_t cap = b->cap ? b->cap : 65536;

    move_down(b);
    while (cap < b->len + len)
        cap *= 2;
    if (cap > b->cap) {
        b->at = b->allocator->resize(b->allocator->ctx, b->at, b->cap, cap);
        b->cap = cap;
    }
    return b->at + b->len;
}

void imap_buffer_add(struct imap_buffer *b, size_t len)
{
    b->len += len;
}

/* The number in `{123}` or `{123+}` at the end of ${line}; -1 = there is none, -2 = too large. */
static int64_t literal_at_end(struct slice line)
{
    size_t at = line.len;
    int64_t n = 0;

    if (!at || line.ptr[--at] != '}')
        return -1;
    if (at && line.ptr[at - 1] == '+')
        at--;
    size_t end = at;
    while (at && line.ptr[at - 1] >= '0' && line.ptr[at - 1] <= '9')
        at--;
    if (at == end || !at || line.ptr[at - 1] != '{')
        return -1;
    for (size_t i = at; i < end; i++) {
        n = n * 10 + (line.ptr[i] - '0');
        if (n > IMAP_MAX_LITERAL)
            return -2;
    }
    return n;
}

/* Whether a whole response lies in ${s}; its length without the line end to ${ret}. */
static int find_end(struct imap_buffer *b, struct slice s, size_t *ret)
{
    for (;;) {
        size_t from = b->scanned, at;
        int64_t literal;

        if (b->literal > s.len)
            return s.len > IMAP_MAX_RESPONSE ? -1 : 0;
        at = from + slice_find_byte(slice_skip(s, from), '\n');
        if (b->plain + (at - from) > IMAP_MAX_LINE || at > IMAP_MAX_RESPONSE)
            return -1;
        if (at == s.len)
            return 0;
        b->plain += at - from;
        *ret = at > from && s.ptr[at - 1] == '\r' ? at - 1 : at;
        literal = literal_at_end(slice_sub(s, from, *ret));
        if (literal == -2)
            return -1;
        if (literal < 0) {
            b->scanned = at + 1;
            return 1;
        }
        b->literal = b->scanned = at + 1 + (size_t)literal;
    }
}

int imap_buffer_next(struct imap_buffer *b, struct slice *ret)
{
    struct slice s = {b->at + b->taken, b->len - b->taken};
    size_t len = 0;
    int r = b->at ? find_end(b, s, &len) : 0;

    if (r != 1)
        return r;
    *ret = slice_sub(s, 0, len);
    b->taken += b->scanned;
    b->scanned = b->literal = b->plain = 0;
    return 1;
}

/* ------------------------------------------------------------------ words */

struct cursor {
    struct slice rest;
    bool bad;
};

static bool next_is(struct cursor *c, char byte)
{
    if (!c->rest.len || c->rest.ptr[0] != byte)
        return false;
    c->rest = slice_skip(c->rest, 1);
    return true;
}

static void blanks(struct cursor *c)
{
    while (next_is(c, ' '))
        ;
}

/* Up to a blank or bracket; of `BODY[HEADER.FIELDS (FROM)]<0>` all of it. */
static struct slice atom(struct cursor *c)
{
    size_t i = 0;
    bool inside = false;

    for (; i < c->rest.len; i++) {
        char byte = c->rest.ptr[i];

        if (byte == '\r' || byte == '\n' ||
            (!inside && (byte == ' ' || byte == '(' || byte == ')' || byte == '"')))
            break;
        inside = byte == '[' || (inside && byte != ']');
    }
    struct slice word = slice_sub(c->rest, 0, i);
    c->rest = slice_skip(c->rest, i);
    return word;
}

static bool number_of(struct slice word, uint32_t *ret)
{
    uint64_t n = 0;

    if (!slice_is_digits(word) || word.len > 10)
        return false;
    for (size_t i = 0; i < word.len; i++)
        n = n * 10 + (uint64_t)(word.ptr[i] - '0');
    *ret = (uint32_t)n;
    return n <= UINT32_MAX;
}

/* "quoted" without what backslashes stand for: nothing that matters here holds one. */
static struct slice quoted(struct cursor *c)
{
    for (size_t i = 1; i < c->rest.len; i++) {
        if (c->rest.ptr[i] == '\\')
            i++;
        else if (c->rest.ptr[i] == '"') {
            struct slice s = slice_sub(c->rest, 1, i);

            c->rest = slice_skip(c->rest, i + 1);
            return s;
        }
    }
    c->bad = true;
    return (struct slice){"", 0};
}

static struct slice literal(struct cursor *c)
{
    size_t end = slice_find_byte(c->rest, '\n');
    struct slice head = slice_sub(c->rest, 0, end), s;
    int64_t len;

    if (head.len && head.ptr[head.len - 1] == '\r')
        head.len--;
    len = literal_at_end(head);
    s = slice_sub(c->rest, end + 1, end + 1 + (size_t)(len < 0 ? 0 : len));
    c->bad = c->bad || len < 0 || s.len != (size_t)len;
    c->rest = slice_skip(c->rest, end + 1 + s.len);
    return s;
}

static void skip_value(struct cursor *c, struct slice *ret_text);

static void skip_list(struct cursor *c)
{
    uint32_t depth = 0;

    do {
        struct slice unused;

        blanks(c);
        if (next_is(c, '('))
            depth++;
        else if (next_is(c, ')'))
            depth--;
        else if (c->rest.len)
            skip_value(c, &unused);
        else
            c->bad = true;
    } while (depth && depth <= IMAP_MAX_DEPTH && !c->bad);
    c->bad = c->bad || depth > IMAP_MAX_DEPTH;
}

/* A number, NIL, "text", a literal, or a list, whose text is not told. */
static void skip_value(struct cursor *c, struct slice *ret_text)
{
    size_t before = c->rest.len;

    *ret_text = (struct slice){"", 0};
    if (!c->rest.len)
        c->bad = true;
    else if (c->rest.ptr[0] == '"')
        *ret_text = quoted(c);
    else if (c->rest.ptr[0] == '{')
        *ret_text = literal(c);
    else if (c->rest.ptr[0] == '(')
        skip_list(c);
    else
        *ret_text = atom(c);
    c->bad = c->bad || c->rest.len == before;
}

/* ------------------------------------------------------------------ dates */

static int month_of(struct slice s)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    for (int i = 0; i < 12; i++)
        if (slice_eq_nocase(s, (struct slice){months + (size_t)i * 3, 3}))
            return i + 1;
    return 0;
}

static int digits(struct slice s, size_t from, size_t to)
{
    int n = 0;

    for (size_t i = from; i < to; i++) {
        char byte = s.ptr[i] == ' ' && i == from ? '0' : s.ptr[i];

        if (byte < '0' || byte > '9')
            return -1;
        n = n * 10 + (byte - '0');
    }
    return n;
}

bool imap_date_read(struct slice s, int64_t *ret)
{
    int day, month, year, h, m, sec, off_h, off_m;
    int64_t zone;

    if (s.len != 26 || s.ptr[2] != '-' || s.ptr[6] != '-' || s.ptr[11] != ' ' || s.ptr[20] != ' ')
        return false;
    day = digits(s, 0, 2);
    month = month_of(slice_sub(s, 3, 6));
    year = digits(s, 7, 11);
    h = digits(s, 12, 14);
    m = digits(s, 15, 17);
    sec = digits(s, 18, 20);
    off_h = digits(s, 22, 24);
    off_m = digits(s, 24, 26);
    if (!month || !day_is_valid(year, month, day) || h < 0 || m < 0 || sec < 0 || off_h < 0 ||
        off_m < 0 || (s.ptr[21] != '+' && s.ptr[21] != '-'))
        return false;
    zone = ((int64_t)off_h * 60 + off_m) * 60 * (s.ptr[21] == '-' ? -1 : 1);
    *ret = (int64_t)day_of(year, month, day) * 86400 + h * 3600 + m * 60 + sec - zone;
    return true;
}

/* ------------------------------------------------------------------ responses */

static bool read_fetch(struct cursor *c, struct imap_response *ret)
{
    ret->kind = IMAP_FETCH;
    blanks(c);
    if (!next_is(c, '('))
        return false;
    for (blanks(c); !next_is(c, ')'); blanks(c)) {
        struct slice name = atom(c), value;

        blanks(c);
        skip_value(c, &value);
        if (c->bad || !name.len)
            return false;
        if (slice_eq_nocase(name, SLICE("UID")))
            number_of(value, &ret->uid);
        else if (slice_eq_nocase(name, SLICE("RFC822.SIZE")))
            number_of(value, &ret->size);
        else if (slice_eq_nocase(name, SLICE("INTERNALDATE")))
            imap_date_read(value, &ret->received);
        else if (name.len >= 5 && slice_eq_nocase(slice_sub(name, 0, 5), SLICE("BODY["))) {
            ret->body = value;
            ret->has_body = true;
        }
    }
    return true;
}

static enum imap_kind numbered(struct slice word)
{
    if (slice_eq_nocase(word, SLICE("EXISTS")))
        return IMAP_EXISTS;
    return slice_eq_nocase(word, SLICE("EXPUNGE")) ? IMAP_EXPUNGE : IMAP_ANY;
}

/* `[UIDNEXT 12]` behind OK. */
static void read_code(struct cursor *c, struct imap_response *ret)
{
    struct slice inside, rest, number;

    blanks(c);
    if (!next_is(c, '['))
        return;
    inside = slice_sub(c->rest, 0, slice_find_byte(c->rest, ']'));
    slice_cut(inside, SLICE(" "), &ret->code, &rest);
    slice_cut(rest, SLICE(" "), &number, &rest);
    number_of(number, &ret->code_number);
}

static bool read_untagged(struct cursor *c, struct imap_response *ret)
{
    struct slice word = atom(c);

    if (number_of(word, &ret->number)) {
        blanks(c);
        word = atom(c);
        ret->kind = numbered(word);
        return slice_eq_nocase(word, SLICE("FETCH")) ? read_fetch(c, ret) : word.len > 0;
    }
    if (slice_eq_nocase(word, SLICE("OK"))) {
        ret->kind = IMAP_OK;
        read_code(c, ret);
    } else if (slice_eq_nocase(word, SLICE("BYE"))) {
        ret->kind = IMAP_BYE;
        ret->text = slice_trim(c->rest);
    } else if (slice_eq_nocase(word, SLICE("CAPABILITY"))) {
        ret->kind = IMAP_CAPABILITY;
        ret->text = slice_trim(c->rest);
    }
    return word.len > 0;
}

static bool read_tagged(struct cursor *c, struct imap_response *ret)
{
    static const struct slice words[] = {{"OK", 2}, {"NO", 2}, {"BAD", 3}};
    struct slice tag = atom(c), word;

    blanks(c);
    word = atom(c);
    ret->kind = IMAP_TAGGED;
    ret->text = slice_trim(c->rest);
    if (!tag.len || tag.ptr[0] != 'm' || !number_of(slice_skip(tag, 1), &ret->tag))
        return false;
    for (unsigned i = 0; i < 3; i++)
        if (slice_eq_nocase(word, words[i])) {
            ret->status = (enum imap_status)i;
            return true;
        }
    return false;
}

bool imap_response_read(struct slice s, struct imap_response *ret)
{
    struct cursor c = {s, false};

    *ret = (struct imap_response){.kind = IMAP_ANY};
    if (next_is(&c, '+')) {
        ret->kind = IMAP_CONTINUE;
        return true;
    }
    if (next_is(&c, '*')) {
        blanks(&c);
        return read_untagged(&c, ret);
    }
    return read_tagged(&c, ret);
}
