#ifndef MIOBOE_BASE_SLICE_H
#define MIOBOE_BASE_SLICE_H

/*
 * Borrowed bytes.  A slice takes no part in the lifetime of what it points at; whoever hands one
 * out says how long it lives (mostly: as long as the arena or the input buffer).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const char *ptr;
    size_t len;
};

/* A slice of a string literal; also fit for static tables when braces are written out. */
#define SLICE(lit) ((struct slice){("" lit), sizeof(lit) - 1})

/* For printf("%.*s"): only in the shell. */
#define SLICE_ARG(s) (int)(s).len, (s).ptr

/* A slice of a NUL-terminated string; NULL gives the empty slice. */
static inline struct slice slice_of(const char *cstr)
{
    return (struct slice){cstr, cstr ? strlen(cstr) : 0};
}

static inline bool slice_eq(struct slice a, struct slice b)
{
    return a.len == b.len &&
           (a.len == 0 || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0));
}

/* Byte order, shorter first on a tie: <0, 0, >0. */
int slice_cmp(struct slice a, struct slice b);

static inline bool slice_starts(struct slice s, struct slice prefix)
{
    return s.len >= prefix.len && slice_eq((struct slice){s.ptr, prefix.len}, prefix);
}
bool slice_ends(struct slice s, struct slice suffix);

/* ASCII letters compared without case. */
bool slice_eq_nocase(struct slice a, struct slice b);

/* Offset of the first ${needle} in ${s}, or ${s}.len when it is not there. */
size_t slice_find(struct slice s, struct slice needle);
static inline size_t slice_find_byte(struct slice s, char byte)
{
    const char *hit = s.len ? memchr(s.ptr, byte, s.len) : NULL;

    return hit ? (size_t)(hit - s.ptr) : s.len;
}
bool slice_has(struct slice s, struct slice needle);

/* Bytes [from, to) of ${s}; both are cut to the length. */
static inline struct slice slice_sub(struct slice s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct slice){from ? s.ptr + from : s.ptr, to - from};
}
static inline struct slice slice_skip(struct slice s, size_t n)
{
    return slice_sub(s, n, s.len);
}

/* Without ASCII blanks and U+3000 at both ends. */
struct slice slice_trim(struct slice s);

/*
 * Cut ${s} at the first ${sep}: what stands before it goes to ${ret_head}, what follows to
 * ${ret_tail}. Return whether it was there; if not, head is the whole and tail is empty.
 */
bool slice_cut(struct slice s, struct slice sep, struct slice *ret_head, struct slice *ret_tail);

/* ASCII digits only, at least one. */
bool slice_is_digits(struct slice s);

#endif
