#include "render/document.h"

#include "base/day.h"
#include "base/text.h"
#include "render/page.h"

#include <assert.h>

void document_init(struct document *document, struct arena *arena, enum document_format format)
{
    memset(document, 0, sizeof(*document));
    document->arena = arena;
    document->format = format;
    document->day = DAY_NONE;
}

/* ------------------------------------------------------------------ texts */

#define DIGEST_LEN 64

static bool is_digest(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.ptr[i] >= '0' && s.ptr[i] <= '9') || (s.ptr[i] >= 'a' && s.ptr[i] <= 'f')))
            return false;
    return s.len == DIGEST_LEN;
}

/* Cut between characters. */
static struct slice shorten(struct arena *arena, struct slice s)
{
    size_t at = DOCUMENT_MAX_TEXT;

    if (s.len <= DOCUMENT_MAX_TEXT)
        return s;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return arena_join(arena, (struct slice[]){slice_sub(s, 0, at), SLICE("…")}, 2);
}

struct slice document_clean(struct arena *arena, struct slice text)
{
    if (is_digest(text))
        return arena_copy(arena, text);
    /* Numbers are cut last: nothing may be put together after that. */
    text = shorten(arena, page_harmless(arena, slice_trim(text)));
    return arena_copy(arena, text_cut_numbers(arena, text));
}

/* ------------------------------------------------------------------ blocks */

void document_add(struct document *document, enum block_kind kind, struct slice text)
{
    struct block *block;

    if (!text.len && kind != BLOCK_RULE && kind != BLOCK_PAGE_BREAK)
        return;
    block = array_push(document->arena, &document->blocks);
    block->kind = kind;
    block->text = document_clean(document->arena, text);
}

void document_begin(struct document *document, enum block_kind kind,
                    const struct document_column *columns, size_t n)
{
    struct block *block = array_push(document->arena, &document->blocks);

    assert(n <= DOCUMENT_MAX_COLUMNS);
    block->kind = kind;
    block->columns_len = n;
    for (size_t i = 0; i < n; i++) {
        block->columns[i] = columns[i];
        block->columns[i].heading = arena_copy(document->arena, columns[i].heading);
    }
}

struct document_row *document_add_row(struct document *document, const struct slice *cells,
                                      size_t n)
{
    struct document_row *row;

    assert(document->blocks.len && n <= DOCUMENT_MAX_COLUMNS);
    row = array_push(document->arena, &document->blocks.at[document->blocks.len - 1].rows);
    for (size_t i = 0; i < n; i++)
        row->cells[i] = document_clean(document->arena, cells[i]);
    return row;
}
