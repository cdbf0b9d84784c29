#include "mail/transfer.h"

#include "mail/ascii.h"

#include <string.h>

struct base64 {
    uint32_t bits; /* not yet written, in the lowest ${have} */
    unsigned have;
    size_t len, bad;
    char *out;
};

static void base64_add(struct base64 *b, unsigned char c)
{
    unsigned value = ascii_sextets[c];

    if (value) {
        b->bits = b->bits << 6 | (value - 1);
        b->have += 6;
        if (b->have >= 8) {
            b->have -= 8;
            b->out[b->len++] = (char)(b->bits >> b->have);
        }
    } else if (c == '=') {
        b->have = 0; /* what follows begins anew */
    } else if (!ascii_is_blank((char)c)) {
        b->bad++;
    }
}

/* Four letters at once, while nothing else stands between them. */
static size_t base64_fours(struct base64 *b, const unsigned char *in, size_t len)
{
    size_t at = 0;

    for (; at + 4 <= len; at += 4) {
        unsigned w = ascii_sextets[in[at]], x = ascii_sextets[in[at + 1]],
                 y = ascii_sextets[in[at + 2]], z = ascii_sextets[in[at + 3]];
        uint32_t all;

        if (!w || !x || !y || !z)
            break;
        all = (w - 1) << 18 | (x - 1) << 12 | (y - 1) << 6 | (z - 1);
        b->out[b->len] = (char)(all >> 16);
        b->out[b->len + 1] = (char)(all >> 8);
        b->out[b->len + 2] = (char)all;
        b->len += 3;
    }
    return at;
}

struct slice transfer_base64(struct slice in, struct arena *arena, size_t *ret_bad)
{
    const unsigned char *bytes = (const unsigned char *)in.ptr;
    struct base64 b = {0};

    b.out = arena_buffer(arena, in.len / 4 * 3 + 4);
    for (size_t at = 0; at < in.len;) {
        size_t fours = b.have == 0 ? base64_fours(&b, bytes + at, in.len - at) : 0;

        at += fours;
        if (at < in.len)
            base64_add(&b, bytes[at++]);
    }
    if (ret_bad)
        *ret_bad = b.bad;
    return (struct slice){b.out, b.len};
}

/* Length of blanks and the line end at the head of ${s}, after a `=`; 0 = no soft line break. */
static size_t soft_break(struct slice s)
{
    size_t n = 0;

    while (n < s.len && ascii_is_wsp(s.ptr[n]))
        n++;
    if (n == s.len)
        return n;
    if (s.ptr[n] == '\n')
        return n + 1;
    if (s.ptr[n] == '\r')
        return n + (n + 1 < s.len && s.ptr[n + 1] == '\n' ? 2 : 1);
    return 0;
}

/* What the `=` before ${s} stands for is written to ${out}; how much of ${s} that took. */
static size_t quoted_escape(struct slice s, char *out, size_t *len)
{
    int high = s.len > 1 ? ascii_hex(s.ptr[0]) : -1, low = s.len > 1 ? ascii_hex(s.ptr[1]) : -1;
    size_t n;

    if (high >= 0 && low >= 0) {
        out[(*len)++] = (char)(high << 4 | low);
        return 2;
    }
    n = soft_break(s);
    if (n == 0 && s.len > 0)
        out[(*len)++] = '=';
    return n;
}

struct slice transfer_quoted(struct slice in, struct arena *arena)
{
    char *out = arena_buffer(arena, in.len + 1);
    size_t len = 0;

    while (in.len) {
        size_t n = slice_find_byte(in, '=');

        memcpy(out + len, in.ptr, n);
        len += n;
        in = slice_skip(in, n);
        if (in.len == 0)
            break;
        in = slice_skip(in, 1);
        in = slice_skip(in, quoted_escape(in, out, &len));
    }
    return (struct slice){out, len};
}

static bool is_hex_pair(struct slice s)
{
    return s.len >= 3 && s.ptr[0] == '=' && ascii_hex(s.ptr[1]) >= 0 && ascii_hex(s.ptr[2]) >= 0;
}

struct slice transfer_q(struct slice in, struct arena *arena)
{
    char *out = arena_alloc(arena, in.len + 1);
    size_t len = 0, n;

    for (; in.len; in = slice_skip(in, n)) {
        if (is_hex_pair(in)) {
            out[len++] = (char)(ascii_hex(in.ptr[1]) << 4 | ascii_hex(in.ptr[2]));
            n = 3;
        } else {
            out[len++] = in.ptr[0] == '_' ? ' ' : in.ptr[0];
            n = 1;
        }
    }
    return (struct slice){out, len};
}
