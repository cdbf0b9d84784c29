#include "web/names.h"

#include "base/hash.h"

struct sought {
    const struct names *names;
    struct slice text;
};

static bool is_same(const void *ctx, uint32_t value)
{
    const struct sought *sought = ctx;

    return slice_eq(sought->names->list.at[value], sought->text);
}

uint32_t names_find(const struct names *names, struct slice text)
{
    struct sought sought = {names, text};

    return map_find(&names->map, hash_bytes(text, 0), is_same, &sought);
}

uint32_t names_add(struct names *names, struct arena *arena, struct slice text)
{
    struct sought sought = {names, text};
    uint32_t fresh = (uint32_t)names->list.len;
    uint32_t number = map_add(&names->map, arena, hash_bytes(text, 0), fresh, is_same, &sought);

    if (number == fresh)
        *array_push(arena, &names->list) = arena_copy(arena, text);
    return number;
}
