/*
 * Any bytes are rows: each begins where the one before it ended, lines only grow, and every byte of
 * a cell lies within the row (or in the arena, where quotes were doubled).
 */

#include "read/csv.h"

#include "read/read_test.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice text = {(const char *)bytes, len};
    struct csv csv;
    struct csv_row row;
    size_t until = 0, cells;
    uint32_t line = 0;

    csv_init(&csv, text, 0, arena);
    while (csv_next(&csv, &row)) {
        assert(row.from >= until && row.from <= until + 2 && row.until <= len);
        assert(row.line > line && row.len <= READ_MAX_CELLS);
        until = row.until;
        line = row.line;
        cells = 0;
        for (size_t i = 0; i < row.len; i++)
            cells += row.cells[i].len;
        assert(cells <= row.until - row.from);
        assert(!row.unterminated || (row.until == len && row.quote_line >= row.line));
        assert(slice_eq(csv_cell(&row, row.len), SLICE("")));
        (void)csv_is_blank(&row);
    }
    assert(until + 2 >= len);
    arena_free(arena);
    return 0;
}
