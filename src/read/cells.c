#include "read/cells.h"

#include "base/array.h"
#include "base/hash.h"
#include "base/text.h"

void cells_init(struct cells *cells, struct arena *arena)
{
    *cells = (struct cells){.arena = arena};
}

struct key {
    const struct cells *cells;
    struct slice raw;
};

static bool same_cell(const void *ctx, uint32_t value)
{
    const struct key *key = ctx;

    return slice_eq(key->cells->at[value].raw, key->raw);
}

struct cell *cells_find(struct cells *cells, struct slice raw)
{
    struct key key = {cells, raw};
    uint64_t hash;
    uint32_t found;
    struct cell *cell;

    if (cells->last && slice_eq(cells->at[cells->last - 1].raw, raw))
        return &cells->at[cells->last - 1];
    hash = hash_bytes(raw, 4);
    found = map_find(&cells->index, hash, same_cell, &key);
    if (found == MAP_NONE) {
        found = (uint32_t)cells->len;
        cell = array_push(cells->arena, cells);
        cell->raw = arena_copy(cells->arena, raw);
        cell->folded = text_fold(cells->arena, cell->raw);
        cell->text = CELLS_NO_TEXT;
        map_add(&cells->index, cells->arena, hash, found, same_cell, &key);
    }
    cells->last = found + 1;
    return &cells->at[found];
}

/* Whether folding changes nothing: ASCII without small letters, and blanks only single and inside.
 */
static bool is_folded(struct slice s)
{
    bool blank = true;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < ' ' || c >= 0x7F || (c >= 'a' && c <= 'z') || (c == ' ' && blank))
            return false;
        blank = c == ' ';
    }
    return !blank || s.len == 0;
}

struct slice cells_fold(struct cells *cells, struct slice raw)
{
    return is_folded(raw) ? raw : cells_find(cells, raw)->folded;
}
