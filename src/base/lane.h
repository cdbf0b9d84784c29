#ifndef MIOBOE_BASE_LANE_H
#define MIOBOE_BASE_LANE_H

/*
 * Sixteen bytes at once, where the processor can (LANE_IS_FAST); callers have a loop byte by byte
 * for the rest, and for all others.  By the compilers' own vectors, not by <emmintrin.h>: that
 * brings malloc() with it.
 */

#include <string.h>

#if defined(__SSE2__)
#define LANE_IS_FAST 1
#else
#define LANE_IS_FAST 0
#endif

#if LANE_IS_FAST

#define LANE 16u

typedef char lane __attribute__((vector_size(16)));
typedef signed char lane_numbers __attribute__((vector_size(16)));

/* The sixteen bytes from ${at} on. */
static inline lane lane_read(const char *at)
{
    lane ret;

    memcpy(&ret, at, sizeof(ret));
    return ret;
}

static inline void lane_write(char *at, lane bytes)
{
    memcpy(at, &bytes, sizeof(bytes));
}

/* Bytes ${n} to ${n} + 15 of ${a} and what follows it, ${b}; ${n} is a constant. */
#define lane_from(a, b, n)                                                                   \
    __builtin_shufflevector(a, b, n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, \
                            n + 9, n + 10, n + 11, n + 12, n + 13, n + 14, n + 15)

/* Sixteen times ${c}. */
static inline lane lane_of(char c)
{
    return (lane){c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c};
}

/* A bit for each byte whose highest bit is set; the first byte's is the lowest. */
static inline unsigned lane_high(lane bytes)
{
    return (unsigned)__builtin_ia32_pmovmskb128(bytes);
}

/* Bytes that equal those of the other, as 0xFF; all others as 0. */
static inline lane lane_equal(lane a, lane b)
{
    return (lane)(a == b);
}

/* The same for bytes that are less, from -128 to 127. */
static inline lane lane_less(lane a, lane b)
{
    return (lane)((lane_numbers)a < (lane_numbers)b);
}

#endif
#endif
