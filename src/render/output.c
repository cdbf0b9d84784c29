#include "render/output.h"

#include <string.h>

#define MILLION 1000000

void output_init(struct output *out, const struct allocator *allocator,
                 void (*sink)(void *ctx, struct slice bytes), void *ctx)
{
    *out = (struct output){.allocator = allocator, .sink = sink, .ctx = ctx};
}

static void flush(struct output *out)
{
    if (out->sink && out->len)
        out->sink(out->ctx, (struct slice){out->at, out->len});
    out->len = 0;
}

void output_done(struct output *out)
{
    if (!out->allocator)
        return;
    if (out->sink)
        flush(out);
    if (out->cap)
        out->allocator->resize(out->allocator->ctx, out->at, out->cap, 0);
    *out = (struct output){0};
}

char *output_make_room(struct output *out, size_t n)
{
    if (out->sink && out->len + n > OUTPUT_CHUNK)
        flush(out);
    if (out->cap - out->len < n) {
        size_t cap = out->cap ? out->cap : OUTPUT_CHUNK;

        while (cap - out->len < n)
            cap *= 2;
        out->at = out->allocator->resize(out->allocator->ctx, out->at, out->cap, cap);
        out->cap = cap;
    }
    return out->at + out->len;
}

void output_add_large(struct output *out, struct slice s)
{
    while (s.len) {
        size_t n = s.len < OUTPUT_CHUNK ? s.len : OUTPUT_CHUNK;

        memcpy(output_room(out, n), s.ptr, n);
        out->len += n;
        s = slice_skip(s, n);
    }
}

bool output_is_command(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200E && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

void output_repeat(struct output *out, char byte, size_t n)
{
    for (size_t some; n > 0; n -= some) {
        some = n < OUTPUT_CHUNK ? n : OUTPUT_CHUNK;
        memset(output_room(out, some), byte, some);
        out->len += some;
    }
}

void output_number(struct output *out, int64_t value)
{
    char text[24], *at = text + sizeof(text);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        *--at = '-';
    output_add(out, (struct slice){at, (size_t)(text + sizeof(text) - at)});
}

static int64_t millionths(double value)
{
    const double most = 1e12;

    if (!(value < most)) /* also what is no number */
        value = most;
    if (value < -most)
        value = -most;
    return (int64_t)(value * MILLION + (value < 0 ? -0.5 : 0.5));
}

void output_decimal(struct output *out, double value)
{
    int64_t scaled = millionths(value);
    char decimals[7] = "000000";
    size_t len = 6;
    int64_t rest;

    if (scaled < 0) {
        output_add_byte(out, '-');
        scaled = -scaled;
    }
    output_number(out, scaled / MILLION);
    rest = scaled % MILLION;
    for (size_t i = 6; i-- > 0; rest /= 10)
        decimals[i] = (char)('0' + rest % 10);
    while (len > 1 && decimals[len - 1] == '0')
        len--;
    output_add_byte(out, '.');
    output_add(out, (struct slice){decimals, len});
}
