#include "render/document_text.h"

#include "base/text.h"

#define GAP 2u /* columns between cells */

/* ------------------------------------------------------------------ tables */

struct grid {
    struct page *page;
    const struct block *block;
    size_t columns[DOCUMENT_MAX_COLUMNS];
};

/* The columns that column ${i} would take without breaking a line. */
static size_t natural(const struct block *block, size_t i)
{
    size_t width = text_width(block->columns[i].heading);

    for (size_t row = 0; row < block->rows.len; row++) {
        size_t here = text_width(block->rows.at[row].cells[i]);

        if (here > width)
            width = here;
    }
    return width;
}

/* The column that lacks least, so that dates stay whole; the number of columns where none lacks
 * anything. */
static size_t most_modest(const struct grid *grid, const size_t *wanted)
{
    size_t n = grid->block->columns_len, best = n;

    for (size_t i = 0; i < n; i++)
        if (wanted[i] > grid->columns[i] &&
            (best == n || wanted[i] - grid->columns[i] < wanted[best] - grid->columns[best]))
            best = i;
    return best;
}

/* Each has its share at most; what others leave goes to those that lack something. */
static void measure(struct grid *grid)
{
    size_t n = grid->block->columns_len, room = grid->page->width - GAP * (n - 1), used = 0, i;
    size_t wanted[DOCUMENT_MAX_COLUMNS];

    for (i = 0; i < n; i++) {
        size_t share = room * grid->block->columns[i].width / 100;

        wanted[i] = natural(grid->block, i);
        grid->columns[i] = wanted[i] < share ? wanted[i] : share;
        used += grid->columns[i];
    }
    while (used < room && (i = most_modest(grid, wanted)) < n) {
        size_t lack = wanted[i] - grid->columns[i];
        size_t more = lack < room - used ? lack : room - used;

        grid->columns[i] += more;
        used += more;
    }
}

/* The head of ${rest} that stands on the cell's next line; ${rest} moves on. */
static struct slice next_line(struct slice *rest, size_t columns)
{
    size_t n = page_line_length(*rest, columns);
    struct slice line = slice_trim(slice_sub(*rest, 0, n));

    *rest = slice_trim(slice_skip(*rest, n));
    return line;
}

static void write_row(const struct grid *grid, const struct slice *cells)
{
    struct slice rest[DOCUMENT_MAX_COLUMNS];
    size_t n = grid->block->columns_len;
    bool more = true;

    memcpy(rest, cells, n * sizeof(*cells));
    while (more) {
        size_t blanks = 0;

        more = false;
        for (size_t i = 0; i < n; i++) {
            struct slice line = next_line(&rest[i], grid->columns[i]);
            size_t width = text_width(line);
            size_t fill = grid->columns[i] > width ? grid->columns[i] - width : 0;

            /* No blanks at the end of a line. */
            if (line.len) {
                page_blank(grid->page, blanks + (grid->block->columns[i].is_right ? fill : 0));
                page_add(grid->page, line);
                blanks = grid->block->columns[i].is_right ? 0 : fill;
            } else {
                blanks += grid->columns[i];
            }
            blanks += GAP;
            more = more || rest[i].len;
        }
        page_line(grid->page, SLICE(""));
    }
}

static void rule(struct page *page)
{
    output_repeat(page->out, '-', page->width);
    output_add_byte(page->out, '\n');
}

static void write_table(struct page *page, const struct block *block)
{
    struct grid grid = {.page = page, .block = block};
    struct slice headings[DOCUMENT_MAX_COLUMNS];

    measure(&grid);
    for (size_t i = 0; i < block->columns_len; i++)
        headings[i] = block->columns[i].heading;
    page_style(page, PAGE_HEADING);
    write_row(&grid, headings);
    page_style(page, PAGE_PLAIN);
    rule(page);
    for (size_t i = 0; i < block->rows.len; i++) {
        if (block->rows.at[i].is_sum && i)
            rule(page);
        write_row(&grid, block->rows.at[i].cells);
    }
}

/* ------------------------------------------------------------------ other blocks */

#define WRITE_HERE SLICE("________________________________")
#define NAME_COLUMNS 28u

static void write_pairs(struct page *page, const struct block *block)
{
    size_t width = 0;

    for (size_t i = 0; i < block->rows.len; i++) {
        size_t here = text_width(block->rows.at[i].cells[0]);

        if (here > width)
            width = here < NAME_COLUMNS ? here : NAME_COLUMNS;
    }
    for (size_t i = 0; i < block->rows.len; i++) {
        const struct slice *cells = block->rows.at[i].cells;
        size_t here = text_width(cells[0]);
        struct slice blanks = slice_sub(SLICE("                                "), 0,
                                        (width > here ? width - here : 0) + GAP);

        page_wrap(page, 0, arena_join(page->arena, (struct slice[]){cells[0], blanks}, 2),
                  cells[1].len ? cells[1] : WRITE_HERE);
    }
}

static void write_list(struct page *page, const struct block *block)
{
    for (size_t i = 0; i < block->rows.len; i++) {
        struct slice mark = SLICE("- ");

        if (block->kind == BLOCK_CHECKLIST)
            mark = block->rows.at[i].is_ticked ? SLICE("[x] ") : SLICE("[ ] ");
        page_wrap(page, 0, mark, block->rows.at[i].cells[0]);
    }
}

static void write_heading(struct page *page, const struct block *block)
{
    page_style(page, PAGE_HEADING);
    page_wrap(page, 0, block->kind == BLOCK_HEADING ? SLICE("■ ") : SLICE(""), block->text);
    page_style(page, PAGE_PLAIN);
    if (block->kind == BLOCK_TITLE) {
        output_repeat(page->out, '=', page->width);
        output_add_byte(page->out, '\n');
    }
}

static void write_block(struct page *page, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING: write_heading(page, block); break;
    case BLOCK_PARAGRAPH:
    case BLOCK_FINE: page_wrap(page, 0, SLICE(""), block->text); break;
    case BLOCK_WORDS: page_wrap(page, 2, SLICE("| "), block->text); break;
    case BLOCK_PAIRS: write_pairs(page, block); break;
    case BLOCK_TABLE: write_table(page, block); break;
    case BLOCK_LIST:
    case BLOCK_CHECKLIST: write_list(page, block); break;
    case BLOCK_RULE:
    case BLOCK_PAGE_BREAK: rule(page); break;
    case BLOCKS: break;
    }
}

void document_text_write(struct page *page, const struct document *document)
{
    const struct blocks *blocks = &document->blocks;

    for (size_t i = 0; i < blocks->len; i++) {
        if (i && blocks->at[i - 1].kind != BLOCK_HEADING)
            output_add_byte(page->out, '\n');
        write_block(page, &blocks->at[i]);
    }
    output_add_byte(page->out, '\n');
    rule(page);
    page_wrap(page, 0, SLICE(""), document->footer);
    if (document->head.len)
        page_wrap(page, 0, SLICE(""),
                  arena_join(page->arena,
                             (struct slice[]){document->head_label, SLICE(" "), document->head},
                             3));
}
