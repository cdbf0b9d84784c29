#include "mail/mbox.h"

#include "mail/ascii.h"

#include <string.h>

/* So many lines are looked at to tell a mail. */
#define HEAD_LINES 200

/* Lines of a header that are no field are forgiven up to here. */
#define HEAD_JUNK 3

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* The first line of ${s} without its end, which may be CRLF, LF or CR; ${ret_rest} begins after it.
 */
static struct slice line_of(struct slice s, struct slice *ret_rest)
{
    size_t n = 0, end;

    while (n < s.len && !is_line_end(s.ptr[n]))
        n++;
    end = n < s.len ? n + 1 : n;
    if (end < s.len && s.ptr[n] == '\r' && s.ptr[end] == '\n')
        end++;
    *ret_rest = slice_skip(s, end);
    return slice_sub(s, 0, n);
}

/* Length of the name of the field that ${line} begins; 0 = it is no field (RFC 5322 section 2.2).
 */
static size_t field_name(struct slice line)
{
    size_t n = 0, after;

    while (n < line.len && line.ptr[n] > 32 && line.ptr[n] < 127 && line.ptr[n] != ':')
        n++;
    after = n;
    while (after < line.len && ascii_is_wsp(line.ptr[after]))
        after++;
    return after < line.len && line.ptr[after] == ':' ? n : 0;
}

bool mbox_is_mail_field(struct slice name)
{
    static const struct slice names[] = {
        {"from", 4},
        {"to", 2},
        {"subject", 7},
        {"date", 4},
        {"received", 8},
        {"return-path", 11},
        {"message-id", 10},
        {"mime-version", 12},
        {"content-type", 12},
        {"delivered-to", 12},
        {"reply-to", 8},
        {"dkim-signature", 14},
        {"sender", 6},
        {"cc", 2},
        {"authentication-results", 22},
        {"arc-seal", 8},
        {"list-id", 7},
        {"x-mozilla-status", 16},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq_nocase(name, names[i]))
            return true;
    return false;
}

struct slice mbox_message(struct slice bytes)
{
    struct slice rest;

    if (slice_starts(bytes, SLICE("\xef\xbb\xbf")))
        bytes = slice_skip(bytes, 3);
    while (bytes.len && is_line_end(bytes.ptr[0]))
        bytes = slice_skip(bytes, 1);
    if (slice_starts(bytes, SLICE("From ")) || slice_starts(bytes, SLICE(">From "))) {
        (void)line_of(bytes, &rest);
        bytes = rest;
    }
    return bytes;
}

enum mail_file mbox_kind(struct slice bytes)
{
    struct slice rest = mbox_message(bytes), line;
    unsigned known = 0, junk = 0;

    if (slice_starts(bytes, SLICE("From ")))
        return MAIL_FILE_MBOX;
    for (int n = 0; n < HEAD_LINES && rest.len && junk <= HEAD_JUNK; n++) {
        size_t name;

        line = line_of(rest, &rest);
        if (line.len == 0)
            break;
        if (n > 0 && ascii_is_wsp(line.ptr[0]))
            continue;
        name = field_name(line);
        if (name == 0 && n == 0)
            return MAIL_FILE_NONE;
        junk += name == 0;
        known += name && mbox_is_mail_field(slice_sub(line, 0, name));
    }
    return known >= 2 && junk <= HEAD_JUNK ? MAIL_FILE_ONE : MAIL_FILE_NONE;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "12:34" and a year of four digits: what every writer of mboxes puts into a `From ` line. */
static bool tells_time_and_year(struct slice line)
{
    bool time = false, year = false;

    for (size_t i = 0; i < line.len;) {
        size_t n = i;

        while (n < line.len && is_digit(line.ptr[n]))
            n++;
        if (n - i == 2 && n + 2 < line.len && line.ptr[n] == ':' && is_digit(line.ptr[n + 1]))
            time = true;
        if (n - i == 4 && (line.ptr[i] == '1' || line.ptr[i] == '2'))
            year = i > 0 && line.ptr[i - 1] == ' ' ? true : year;
        i = n > i ? n : i + 1;
    }
    return time && year;
}

/* Whether a message begins with the `From ` line at ${at} of ${s}. */
static bool is_separator(struct slice s, size_t at)
{
    struct slice rest, line = line_of(slice_skip(s, at), &rest), next;
    bool after_empty;

    if (!slice_starts(line, SLICE("From ")) || !tells_time_and_year(line))
        return false;
    if (slice_starts(rest, SLICE(">From ")))
        (void)line_of(rest, &rest);
    next = line_of(rest, &rest);
    after_empty = (at >= 2 && s.ptr[at - 2] == '\n') ||
                  (at >= 3 && s.ptr[at - 2] == '\r' && s.ptr[at - 3] == '\n');
    return after_empty || field_name(next) > 0;
}

/* Offset of the next message's `From ` line in ${s}; its length when there is none. */
static size_t message_end(struct slice s)
{
    for (size_t at = 0; at < s.len;) {
        at += slice_find(slice_skip(s, at), SLICE("\nFrom ")) + 1;
        if (at < s.len && is_separator(s, at))
            return at;
    }
    return s.len;
}

/* Whether a line of one or more `>` and `From ` begins at ${at}. */
static bool is_quoted_from(struct slice s, size_t at)
{
    size_t n = at;

    while (n < s.len && s.ptr[n] == '>')
        n++;
    return n > at && slice_starts(slice_skip(s, n), SLICE("From "));
}

/* Offset of the next quoted `From ` line of ${s} from ${at} on; its length when there is none. */
static size_t next_quoted(struct slice s, size_t at)
{
    if (at == 0 && is_quoted_from(s, 0))
        return 0;
    while (at < s.len) {
        at += slice_find(slice_skip(s, at), SLICE("\n>")) + 1;
        if (at < s.len && is_quoted_from(s, at))
            return at;
    }
    return s.len;
}

/* One `>` less before every quoted `From `. */
static struct slice unquote(struct slice s, struct arena *arena)
{
    size_t at = next_quoted(s, 0), from = 0, len = 0;
    char *out;

    if (at == s.len)
        return s;
    out = arena_alloc(arena, s.len);
    for (;; at = next_quoted(s, at + 1)) {
        memcpy(out + len, s.ptr + from, at - from);
        len += at - from;
        if (at >= s.len)
            break;
        from = at + 1;
    }
    return (struct slice){out, len};
}

/* Without the empty line that the mbox put after the message. */
static struct slice drop_last_empty(struct slice s)
{
    if (slice_ends(s, SLICE("\r\n\r\n")))
        s.len -= 2;
    else if (slice_ends(s, SLICE("\n\n")))
        s.len -= 1;
    return s;
}

int mbox_next(struct slice *rest, struct arena *arena, struct slice *ret)
{
    struct slice all = *rest;
    size_t end;

    while (all.len && is_line_end(all.ptr[0]))
        all = slice_skip(all, 1);
    if (all.len == 0) {
        *rest = all;
        return 0;
    }
    if (slice_starts(all, SLICE("From ")))
        (void)line_of(all, &all);
    if (slice_starts(all, SLICE(">From ")))
        (void)line_of(all, &all);
    end = slice_starts(all, SLICE("From ")) && is_separator(all, 0) ? 0 : message_end(all);
    *rest = slice_skip(all, end);
    *ret = unquote(drop_last_empty(slice_sub(all, 0, end)), arena);
    return 1;
}
