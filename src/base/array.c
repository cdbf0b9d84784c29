#include "base/array.h"

void *array_room(struct arena *arena, void *at, size_t len, size_t *cap, size_t size)
{
    size_t from = *cap, to;

    if (len < from)
        return at;
    to = from < 8 ? 8 : from + from / 2;
    *cap = to;
    if (to > SIZE_MAX / size)
        return arena_alloc(arena, SIZE_MAX); /* does not come back: see struct allocator */
    return arena_resize(arena, at, from * size, to * size);
}
