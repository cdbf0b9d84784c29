#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

/*
 * Small requests are cut from chunks; a large one is a block of its own in a doubly linked list, so
 * that it can be resized.  With ARENA_STRICT every request is such a block: AddressSanitizer then
 * sees each overrun.
 */
#define LARGE (16u << 10)
#define CHUNK (64u << 10)
#define ALIGN alignof(max_align_t)

struct block {
    struct block *prev, *next;
    size_t len;
    alignas(max_align_t) char bytes[];
};

struct chunk {
    struct chunk *next;
    alignas(max_align_t) char bytes[CHUNK];
};

struct arena {
    struct allocator allocator;
    struct block *blocks;
    struct chunk *chunks;
    size_t used; /* of the newest chunk */
};

static bool is_large(size_t len)
{
#ifdef ARENA_STRICT
    (void)len;
    return true;
#else
    return len >= LARGE;
#endif
}

struct arena *arena_new(const struct allocator *allocator)
{
    struct arena *arena = allocator->resize(allocator->ctx, NULL, 0, sizeof(*arena));

    memset(arena, 0, sizeof(*arena));
    arena->allocator = *allocator;
    return arena;
}

struct arena *arena_like(const struct arena *arena)
{
    return arena_new(&arena->allocator);
}

void arena_free(struct arena *arena)
{
    struct allocator a;

    if (!arena)
        return;
    a = arena->allocator;
    for (struct block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        a.resize(a.ctx, b, sizeof(*b) + b->len, 0);
    }
    for (struct chunk *c = arena->chunks, *next; c; c = next) {
        next = c->next;
        a.resize(a.ctx, c, sizeof(*c), 0);
    }
    a.resize(a.ctx, arena, sizeof(*arena), 0);
}

static void block_link(struct arena *arena, struct block *b)
{
    b->prev = NULL;
    b->next = arena->blocks;
    if (b->next)
        b->next->prev = b;
    arena->blocks = b;
}

static void block_unlink(struct arena *arena, struct block *b)
{
    if (b->next)
        b->next->prev = b->prev;
    if (b->prev)
        b->prev->next = b->next;
    else
        arena->blocks = b->next;
}

static void *large_alloc(struct arena *arena, size_t len)
{
    size_t whole = len > SIZE_MAX - sizeof(struct block) ? SIZE_MAX : sizeof(struct block) + len;
    struct block *b = arena->allocator.resize(arena->allocator.ctx, NULL, 0, whole);

    b->len = len;
    block_link(arena, b);
    return b->bytes;
}

void *arena_buffer(struct arena *arena, size_t len)
{
    size_t room = (len + ALIGN - 1) / ALIGN * ALIGN;

    if (is_large(len))
        return large_alloc(arena, len);
    if (!arena->chunks || CHUNK - arena->used < room) {
        struct chunk *c = arena->allocator.resize(arena->allocator.ctx, NULL, 0, sizeof(*c));

        c->next = arena->chunks;
        arena->chunks = c;
        arena->used = 0;
    }
    arena->used += room;
    return arena->chunks->bytes + arena->used - room;
}

void *arena_alloc(struct arena *arena, size_t len)
{
    void *p = arena_buffer(arena, len);

    if (len)
        memset(p, 0, len);
    return p;
}

void *arena_alloc_n(struct arena *arena, size_t n, size_t size)
{
    return arena_alloc(arena, size && n > SIZE_MAX / size ? SIZE_MAX : n * size);
}

static void *large_resize(struct arena *arena, void *ptr, size_t from, size_t to)
{
    struct block *b = (struct block *)((char *)ptr - offsetof(struct block, bytes));

    if (to > SIZE_MAX - sizeof(*b))
        to = SIZE_MAX - sizeof(*b);
    block_unlink(arena, b);
    b = arena->allocator.resize(arena->allocator.ctx, b, sizeof(*b) + b->len, sizeof(*b) + to);
    b->len = to;
    block_link(arena, b);
    if (to > from)
        memset(b->bytes + from, 0, to - from);
    return b->bytes;
}

static void large_free(struct arena *arena, void *ptr)
{
    struct block *b = (struct block *)((char *)ptr - offsetof(struct block, bytes));

    block_unlink(arena, b);
    arena->allocator.resize(arena->allocator.ctx, b, sizeof(*b) + b->len, 0);
}

void *arena_resize(struct arena *arena, void *ptr, size_t from, size_t to)
{
    void *p;

    if (to == 0) {
        if (ptr && is_large(from))
            large_free(arena, ptr);
        return NULL;
    }
    if (ptr && is_large(from) && is_large(to))
        return large_resize(arena, ptr, from, to);
    p = arena_alloc(arena, to);
    if (ptr && from)
        memcpy(p, ptr, from < to ? from : to);
    if (ptr && is_large(from))
        large_free(arena, ptr);
    return p;
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
    char *p;

    if (!s.len)
        return (struct slice){"", 0};
    p = arena_buffer(arena, s.len);
    memcpy(p, s.ptr, s.len);
    return (struct slice){p, s.len};
}

struct slice arena_join(struct arena *arena, const struct slice *parts, size_t n)
{
    size_t len = 0;
    char *p, *at;

    for (size_t i = 0; i < n; i++)
        len += parts[i].len;
    p = at = arena_buffer(arena, len ? len : 1);
    for (size_t i = 0; i < n; i++) {
        if (parts[i].len)
            memcpy(at, parts[i].ptr, parts[i].len);
        at += parts[i].len;
    }
    return (struct slice){p, len};
}

struct slice arena_number(struct arena *arena, int64_t value)
{
    char digits[24], *at = digits + sizeof(digits);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        *--at = '-';
    return arena_copy(arena, (struct slice){at, (size_t)(digits + sizeof(digits) - at)});
}
