#ifndef MIOBOE_BASE_ARENA_H
#define MIOBOE_BASE_ARENA_H

/*
 * Memory for one job, freed in one call, so that readers and engine need no clean-up code.
 * Memory itself comes from the allocator that the shell hands in: the engine never calls malloc.
 */

#include "base/slice.h"

/*
 * Where memory comes from.  ${resize} gives ${to} bytes (keeping the first min(from, to) of
 * ${ptr}), or frees ${ptr} when ${to} is 0.  It never returns NULL for ${to} > 0: what happens when
 * memory is exhausted is the shell's decision, and it does not come back from there.
 */
struct allocator {
    void *(*resize)(void *ctx, void *ptr, size_t from, size_t to);
    void *ctx;
};

struct arena;

/* A new empty arena.  Free it with arena_free(); arena_free(NULL) does nothing. */
struct arena *arena_new(const struct allocator *allocator);
void arena_free(struct arena *arena);

/* A new empty arena that takes memory where ${arena} does: for what is only needed for a while. */
struct arena *arena_like(const struct arena *arena);

/* ${len} zeroed bytes, aligned for any type; they live until arena_free(). */
void *arena_alloc(struct arena *arena, size_t len);

/* The same without zeroes, for bytes that are all written before they are read. */
void *arena_buffer(struct arena *arena, size_t len);

/*
 * Let the block ${ptr} of ${from} bytes have ${to} bytes; it may move.  New bytes are zero.
 * ${ptr} may be NULL with ${from} 0; with ${to} 0 the block is given back and NULL returned.
 * Large blocks are resized in place where the allocator can, so growing arrays cost no second copy.
 */
void *arena_resize(struct arena *arena, void *ptr, size_t from, size_t to);

/* A copy of ${s}. */
struct slice arena_copy(struct arena *arena, struct slice s);

/* The ${n} slices one after the other. */
struct slice arena_join(struct arena *arena, const struct slice *parts, size_t n);

/* ${value} in decimal. */
struct slice arena_number(struct arena *arena, int64_t value);

#define arena_make(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_make_n(arena, type, n) ((type *)arena_alloc_n((arena), (n), sizeof(type)))

/* ${n} zeroed elements of ${size} bytes; an overflow of n × size goes to the allocator as SIZE_MAX.
 */
void *arena_alloc_n(struct arena *arena, size_t n, size_t size);

#endif
