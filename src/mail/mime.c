#include "mail/mime.h"

#include "mail/address.h"
#include "mail/ascii.h"
#include "mail/dkim.h"
#include "mail/encoding.h"
#include "mail/mbox.h"
#include "mail/multipart.h"
#include "mail/transfer.h"
#include "mail/word.h"

#include "base/lane.h"

#include <string.h>

#define LANE_ROOM 16u

struct walk {
    struct arena *arena;
    struct mime_message *ret;
};

/* A header of the message or of a part, with what tells how its body is to be read. */
struct entity {
    const struct raw_message *raw;
    struct slice content_type; /* unfolded; empty = none */
    struct slice type;         /* "text/plain" */
    struct slice disposition;  /* unfolded */
    unsigned nesting;
    uint32_t depth;
};

static void walk_entity(struct walk *w, const struct raw_message *raw, struct slice default_type,
                        unsigned nesting, uint32_t depth);

static void fault_set(struct mime_message *ret, struct slice fault)
{
    ret->is_malformed = true;
    if (ret->fault.len == 0)
        ret->fault = fault;
}

/* The unfolded value of the topmost field of that name; empty = none. */
static struct slice field_of(const struct raw_message *raw, struct slice name, struct arena *arena)
{
    const struct header *header = header_find(raw, name, 0);

    return header ? header_unfold(arena, header->value) : (struct slice){"", 0};
}

static struct slice cut(struct walk *w, struct slice s, size_t max)
{
    if (s.len <= max)
        return s;
    w->ret->is_cut = true;
    return slice_sub(s, 0, max);
}

/* The body with its Content-Transfer-Encoding undone, at most MIME_MAX_TEXT bytes. */
static struct slice decode_body(struct walk *w, const struct raw_message *raw)
{
    struct slice encoding =
        word_head(field_of(raw, SLICE("Content-Transfer-Encoding"), w->arena), w->arena);
    struct slice in = cut(w, raw->body, MIME_MAX_TEXT * 4), out = in;
    size_t bad = 0;

    if (header_count(raw, SLICE("Content-Transfer-Encoding")) > 1)
        fault_set(w->ret, SLICE("encoding_twice"));
    if (slice_eq(encoding, SLICE("base64")))
        out = transfer_base64(in, w->arena, &bad);
    else if (slice_eq(encoding, SLICE("quoted-printable")))
        out = transfer_quoted(in, w->arena);
    if (bad > in.len / 4)
        fault_set(w->ret, SLICE("bad_base64"));
    return cut(w, out, MIME_MAX_TEXT);
}

/* ${s} up to its first CR, or all of it, to ${out}, where LANE_ROOM more bytes may be written; its
 * length. */
static size_t copy_to_return(struct slice s, char *out)
{
    size_t n = 0;

#if LANE_IS_FAST
    for (; n + LANE <= s.len; n += LANE) {
        lane in = lane_read(s.ptr + n);
        unsigned returns = lane_high(lane_equal(in, lane_of('\r')));

        lane_write(out + n, in);
        if (returns)
            return n + (unsigned)__builtin_ctz(returns);
    }
#endif
    for (; n < s.len && s.ptr[n] != '\r'; n++)
        out[n] = s.ptr[n];
    return n;
}

/* ${s} with CRLF and CR as LF. */
static struct slice line_feeds(struct slice s, struct arena *arena)
{
    char *out;
    size_t len = 0, n;

    if (slice_find_byte(s, '\r') == s.len)
        return s;
    out = arena_buffer(arena, s.len + LANE_ROOM);
    while (s.len) {
        n = copy_to_return(s, out + len);
        len += n;
        if (n == s.len)
            break;
        out[len++] = '\n';
        n += n + 1 < s.len && s.ptr[n + 1] == '\n' ? 2 : 1;
        s = (struct slice){s.ptr + n, s.len - n};
    }
    return (struct slice){out, len};
}

/* A line of format=flowed (RFC 3676): its depth of quoting, and its text without stuffing. */
static struct slice flowed_line(struct slice line, size_t *ret_depth)
{
    size_t n = 0;

    while (n < line.len && line.ptr[n] == '>')
        n++;
    *ret_depth = n;
    line = slice_skip(line, n);
    return line.len && line.ptr[0] == ' ' ? slice_skip(line, 1) : line;
}

/* Lines that were only broken for transport are joined again; paragraphs stay. */
static struct slice unwrap_flowed(struct slice s, bool del_sp, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len * 2 + 1);
    size_t len = 0, depth, before = 0;
    bool goes_on = false;

    while (s.len) {
        struct slice line, text;

        (void)slice_cut(s, SLICE("\n"), &line, &s);
        text = flowed_line(line, &depth);
        if (goes_on && depth != before)
            out[len++] = '\n';
        if (!goes_on || depth != before) {
            memset(out + len, '>', depth);
            len += depth;
            if (depth)
                out[len++] = ' ';
        }
        goes_on = slice_ends(text, SLICE(" ")) && !slice_eq(text, SLICE("-- "));
        if (goes_on && del_sp)
            text.len--;
        if (text.len)
            memcpy(out + len, text.ptr, text.len);
        len += text.len;
        if (!goes_on)
            out[len++] = '\n';
        before = depth;
    }
    return (struct slice){out, len};
}

static struct slice text_of(struct walk *w, const struct entity *e)
{
    struct arena *a = w->arena;
    struct slice label = word_parameter(e->content_type, SLICE("charset"), a), text, format;

    text = encoding_decode(decode_body(w, e->raw), label, a);
    if (slice_starts(text, SLICE("\xef\xbb\xbf")))
        text = slice_skip(text, 3);
    text = line_feeds(text, a);
    format = word_parameter(e->content_type, SLICE("format"), a);
    if (!slice_eq(e->type, SLICE("text/plain")) || !slice_eq_nocase(format, SLICE("flowed")))
        return text;
    return unwrap_flowed(
        text, slice_eq_nocase(word_parameter(e->content_type, SLICE("delsp"), a), SLICE("yes")), a);
}

/* Browsers open a file by its name where its type tells nothing. */
static bool is_page_name(struct slice filename, struct arena *arena)
{
    static const struct slice ends[] = {{".html", 5}, {".htm", 4}, {".xhtml", 6}, {".svg", 4}};
    struct slice lower = ascii_lower(arena, filename);

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (slice_ends(lower, ends[i]))
            return true;
    return false;
}

static enum mime_kind kind_of(struct slice type, struct slice filename, struct arena *arena)
{
    if (slice_eq(type, SLICE("text/html")) || slice_eq(type, SLICE("text/x-amp-html")) ||
        slice_eq(type, SLICE("application/xhtml+xml")) || slice_eq(type, SLICE("image/svg+xml")))
        return MIME_HTML;
    if (slice_eq(type, SLICE("message/rfc822")) || slice_eq(type, SLICE("message/global")))
        return MIME_MESSAGE;
    if (slice_starts(type, SLICE("text/")))
        return MIME_TEXT;
    return is_page_name(filename, arena) ? MIME_HTML : MIME_OTHER;
}

/* What is sent beside the message: said so, or a named file that is not shown in it.  A signature
 * is none. */
static bool is_attachment(const struct entity *e, const struct mime_part *part, struct arena *arena)
{
    struct slice shown = word_head(e->disposition, arena);

    if (slice_ends(part->type, SLICE("pkcs7-signature")) ||
        slice_ends(part->type, SLICE("pgp-signature")))
        return false;
    if (slice_eq(shown, SLICE("attachment")))
        return true;
    return part->filename.len > 0 && !slice_eq(shown, SLICE("inline")) &&
           !header_find(e->raw, SLICE("Content-ID"), 0);
}

static void walk_leaf(struct walk *w, const struct entity *e)
{
    struct mime_part part = {.type = e->type, .depth = e->depth};
    struct raw_message *inner;

    part.filename = word_parameter(e->disposition, SLICE("filename"), w->arena);
    if (part.filename.len == 0)
        part.filename = word_parameter(e->content_type, SLICE("name"), w->arena);
    part.kind = kind_of(e->type, part.filename, w->arena);
    if (part.kind == MIME_TEXT || part.kind == MIME_HTML)
        part.text = text_of(w, e);
    else
        part.bytes = decode_body(w, e->raw);
    part.is_attachment = is_attachment(e, &part, w->arena);
    w->ret->attachments += part.is_attachment && e->depth == 0;
    *array_push(w->arena, &w->ret->parts) = part;
    if (part.kind != MIME_MESSAGE)
        return;
    inner = arena_make(w->arena, struct raw_message);
    header_read(mbox_message(part.bytes), w->arena, inner);
    walk_entity(w, inner, SLICE("text/plain"), e->nesting + 1, e->depth + 1);
}

/* A part of a multipart.  One that has no field about its content, and no empty line, has no
 * header: all of it is body. */
static void part_read(struct slice bytes, struct arena *arena, struct raw_message *ret)
{
    header_read(bytes, arena, ret);
    if (ret->body.len || (ret->headers.len == 0 && ret->junk == 0))
        return;
    for (size_t i = 0; i < ret->headers.len; i++)
        if (slice_eq_nocase(slice_sub(ret->headers.at[i].name, 0, 8), SLICE("content-")))
            return;
    *ret = (struct raw_message){.body = bytes};
}

static void walk_parts(struct walk *w, const struct entity *e, struct multipart *multipart)
{
    struct slice default_type = SLICE("text/plain"), bytes;

    if (slice_eq(e->type, SLICE("multipart/digest")))
        default_type = SLICE("message/rfc822");
    while (w->ret->parts.len < MIME_MAX_PARTS && multipart_next(multipart, &bytes)) {
        struct raw_message *part = arena_make(w->arena, struct raw_message);

        part_read(bytes, w->arena, part);
        walk_entity(w, part, default_type, e->nesting + 1, e->depth);
    }
    if (!multipart->is_last)
        w->ret->is_cut = true;
}

static void walk_multipart(struct walk *w, struct entity *e)
{
    struct multipart multipart;

    multipart_init(&multipart, e->raw->body,
                   word_parameter(e->content_type, SLICE("boundary"), w->arena), w->arena);
    if (!multipart.is_none) {
        walk_parts(w, e, &multipart);
        return;
    }
    /* What cannot be cut is read as text, so that its links are seen. */
    fault_set(w->ret, SLICE("no_boundary"));
    e->type = SLICE("text/plain");
    walk_leaf(w, e);
}

/* type "/" subtype, each of letters; RFC 2045 section 5.2: what is none is text. */
static bool is_type(struct slice type)
{
    size_t slash = slice_find_byte(type, '/');

    return slash > 0 && slash + 1 < type.len && slice_find_byte(type, ' ') == type.len;
}

static void walk_entity(struct walk *w, const struct raw_message *raw, struct slice default_type,
                        unsigned nesting, uint32_t depth)
{
    struct entity e = {.raw = raw, .nesting = nesting, .depth = depth};

    if (nesting > MIME_MAX_DEPTH || w->ret->parts.len >= MIME_MAX_PARTS) {
        w->ret->is_cut = true;
        return;
    }
    if (header_count(raw, SLICE("Content-Type")) > 1)
        fault_set(w->ret, SLICE("content_type_twice"));
    e.content_type = field_of(raw, SLICE("Content-Type"), w->arena);
    e.type = word_head(e.content_type, w->arena);
    if (!is_type(e.type))
        e.type = e.content_type.len ? SLICE("text/plain") : default_type;
    e.disposition = field_of(raw, SLICE("Content-Disposition"), w->arena);
    if (slice_starts(e.type, SLICE("multipart/")))
        walk_multipart(w, &e);
    else
        walk_leaf(w, &e);
}

static void addresses_read(struct walk *w, const struct raw_message *raw, struct slice name,
                           struct mime_addresses *ret)
{
    const struct header *header;

    for (size_t n = 0; (header = header_find(raw, name, n)); n++)
        if (!address_read(header_unfold(w->arena, header->value), w->arena, ret)) {
            w->ret->is_cut = true;
            break;
        }
}

/* The date of a Received field: what stands after its last `;` outside brackets. */
static int64_t received_read(struct slice value)
{
    size_t depth = 0, at = value.len;
    int64_t moment;

    for (size_t i = 0; i < value.len; i++) {
        depth += value.ptr[i] == '(';
        depth -= value.ptr[i] == ')' && depth > 0;
        if (value.ptr[i] == ';' && depth == 0)
            at = i + 1;
    }
    if (at == value.len)
        at = 0;
    return at && mime_date_read(slice_skip(value, at), &moment) ? moment : MAIL_NO_TIME;
}

static struct slice message_id_of(struct slice value)
{
    size_t from = slice_find_byte(value, '<');

    if (from < value.len)
        value = slice_skip(value, from + 1);
    value.len = slice_find_byte(value, '>');
    return ascii_trim(value);
}

static void fields_read(struct walk *w, const struct raw_message *raw)
{
    struct mime_message *ret = w->ret;
    struct arena *a = w->arena;
    struct slice precedence = field_of(raw, SLICE("Precedence"), a);

    addresses_read(w, raw, SLICE("From"), &ret->from);
    addresses_read(w, raw, SLICE("Sender"), &ret->sender);
    addresses_read(w, raw, SLICE("Reply-To"), &ret->reply_to);
    addresses_read(w, raw, SLICE("To"), &ret->to);
    addresses_read(w, raw, SLICE("Cc"), &ret->to);
    addresses_read(w, raw, SLICE("Return-Path"), &ret->return_path);
    ret->from_fields = header_count(raw, SLICE("From"));
    ret->subject = ascii_trim(word_decode(field_of(raw, SLICE("Subject"), a), a));
    ret->message_id = message_id_of(field_of(raw, SLICE("Message-ID"), a));
    if (!mime_date_read(field_of(raw, SLICE("Date"), a), &ret->date))
        ret->date = MAIL_NO_TIME;
    ret->received = received_read(field_of(raw, SLICE("Received"), a));
    ret->is_list = header_find(raw, SLICE("List-Id"), 0) ||
                   header_find(raw, SLICE("List-Post"), 0) ||
                   slice_eq_nocase(precedence, SLICE("list"));
}

/* A CR in a field that ends no line: programs disagree on whether a field begins after it. */
static bool has_bare_cr(struct slice raw)
{
    for (size_t at; (at = slice_find_byte(raw, '\r')) < raw.len; raw = slice_skip(raw, at + 1))
        if (at + 1 >= raw.len || raw.ptr[at + 1] != '\n')
            return true;
    return false;
}

static void faults_read(const struct raw_message *raw, struct mime_message *ret)
{
    if (ret->from_fields != 1)
        fault_set(ret, ret->from_fields ? SLICE("several_from") : SLICE("no_from"));
    if (raw->junk)
        fault_set(ret, SLICE("junk_in_header"));
    if (header_count(raw, SLICE("Date")) > 1) /* one may be signed and another be shown */
        fault_set(ret, SLICE("date_twice"));
    if (raw->is_cut)
        fault_set(ret, SLICE("header_cut"));
    for (size_t i = 0; i < raw->headers.len; i++) {
        if (has_bare_cr(raw->headers.at[i].raw))
            fault_set(ret, SLICE("bare_cr"));
        if (slice_find_byte(raw->headers.at[i].raw, '\0') < raw->headers.at[i].raw.len)
            fault_set(ret, SLICE("nul_in_header"));
    }
}

static bool has_header(const struct raw_message *raw)
{
    for (size_t i = 0; i < raw->headers.len; i++)
        if (mbox_is_mail_field(raw->headers.at[i].name))
            return true;
    return false;
}

/* A mail's text that was saved without its header, as text or as a page: all of it is body. */
static void text_only(struct walk *w, struct slice bytes)
{
    struct mime_part *part = array_push(w->arena, &w->ret->parts);
    struct slice text =
        line_feeds(encoding_guess(cut(w, bytes, MIME_MAX_TEXT), w->arena), w->arena);
    struct slice head = ascii_lower(w->arena, slice_sub(text, 0, 1024));
    bool is_page = slice_has(head, SLICE("<html")) || slice_has(head, SLICE("<!doctype html")) ||
                   slice_has(head, SLICE("<body"));

    fault_set(w->ret, SLICE("no_header"));
    part->kind = is_page ? MIME_HTML : MIME_TEXT;
    part->type = is_page ? SLICE("text/html") : SLICE("text/plain");
    part->text = text;
}

void mime_read(struct slice bytes, const struct raw_message *raw, struct arena *arena,
               struct mime_message *ret)
{
    struct walk w = {arena, ret};
    struct slice message = mbox_message(bytes);
    struct raw_message own;

    *ret = (struct mime_message){.date = MAIL_NO_TIME, .received = MAIL_NO_TIME, .fault = {"", 0}};
    if (slice_find_byte(message, '\n') == message.len &&
        slice_find_byte(message, '\r') < message.len) {
        fault_set(ret, SLICE("bare_cr"));
        message = line_feeds(message, arena);
    }
    if (message.ptr != bytes.ptr || message.len > MIME_MAX_BYTES) {
        message = cut(&w, message, MIME_MAX_BYTES);
        header_read(message, arena, &own);
        raw = &own;
    }
    if (!has_header(raw)) {
        text_only(&w, message);
        return;
    }
    fields_read(&w, raw);
    faults_read(raw, ret);
    walk_entity(&w, raw, SLICE("text/plain"), 0, 0);
}

void mime_entity_read(struct slice bytes, struct arena *arena, struct mime_message *ret)
{
    struct walk w = {arena, ret};
    struct raw_message raw;

    part_read(cut(&w, bytes, MIME_MAX_BYTES), arena, &raw);
    walk_entity(&w, &raw, SLICE("text/plain"), 1, 0);
}
