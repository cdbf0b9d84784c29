#ifndef MIOBOE_RENDER_OUTPUT_H
#define MIOBOE_RENDER_OUTPUT_H

/*
 * Bytes on their way out: a buffer that grows, or, where a sink is given, one that is emptied into
 * it, so that a report of any length needs little memory.
 */

#include "base/arena.h"

#include <string.h>

#define OUTPUT_CHUNK (64u << 10) /* bytes handed to the sink at once */

struct output {
    char *at;
    size_t len, cap;
    const struct allocator *allocator;
    void (*sink)(void *ctx, struct slice bytes); /* NULL: keep everything in ${at} */
    void *ctx;
};

/* Empty and ready.  ${sink} may be NULL. */
void output_init(struct output *out, const struct allocator *allocator,
                 void (*sink)(void *ctx, struct slice bytes), void *ctx);

/* Hand the rest to the sink, and free the buffer. */
void output_done(struct output *out);

static inline void output_add(struct output *out, struct slice s);
static inline void output_add_byte(struct output *out, char byte);
void output_repeat(struct output *out, char byte, size_t n);
void output_number(struct output *out, int64_t value);

/*
 * Whether ${cp} commands a terminal instead of being shown: C0 and C1 control characters, and the
 * marks that turn the direction of writing.
 */
bool output_is_command(uint32_t cp);

/* Room for ${n} bytes (at most OUTPUT_CHUNK) at out->at + out->len; the caller adds to len what it
 * used. */
static inline char *output_room(struct output *out, size_t n);

/*
 * ${value} with a point and one to six decimals, whatever the locale; rounded to the nearest. Sizes
 * over 10^12 and what is no number are cut to that.
 */
void output_decimal(struct output *out, double value);

/* Inside: where the buffer has no room. */
char *output_make_room(struct output *out, size_t n);
void output_add_large(struct output *out, struct slice s);

static inline char *output_room(struct output *out, size_t n)
{
    if (out->cap - out->len < n || (out->sink && out->len + n > OUTPUT_CHUNK))
        return output_make_room(out, n);
    return out->at + out->len;
}

static inline void output_add(struct output *out, struct slice s)
{
    if (s.len > OUTPUT_CHUNK) {
        output_add_large(out, s);
    } else if (s.len) {
        memcpy(output_room(out, s.len), s.ptr, s.len);
        out->len += s.len;
    }
}

static inline void output_add_byte(struct output *out, char byte)
{
    *output_room(out, 1) = byte;
    out->len++;
}

#endif
