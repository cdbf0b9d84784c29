/* A document drawn with Pango and Cairo, in the module "pdf". */

#include "render/pdf_line.h"
#include "render/pdf_module.h"

#include "base/day.h"

#include <cairo-pdf.h>

/* ------------------------------------------------------------------ blocks */

#define INDENT 14.0

/* Room above a block, in lines of its type. */
static const struct look {
    double size, above, below;
    bool is_bold;
} looks[BLOCKS] = {
    [BLOCK_TITLE] = {1.7, 0, 0.3, true},        [BLOCK_HEADING] = {1.12, 0.75, 0.15, true},
    [BLOCK_PARAGRAPH] = {1, 0.15, 0.25, false}, [BLOCK_FINE] = {0.84, 0.2, 0.2, false},
    [BLOCK_WORDS] = {1.05, 0.35, 0.45, false},  [BLOCK_PAIRS] = {1, 0.1, 0.05, false},
    [BLOCK_TABLE] = {0.9, 0.1, 0.2, false},     [BLOCK_LIST] = {1, 0.05, 0.05, false},
    [BLOCK_CHECKLIST] = {1, 0.12, 0.12, false},
};

static void draw_text(struct drawing *d, const struct block *block)
{
    const struct look *look = &looks[block->kind];
    struct strip strip = {.size = look->size,
                          .above = look->above,
                          .below = look->below,
                          .is_bold = look->is_bold,
                          .keep_lines = block->kind == BLOCK_HEADING ? 3 : 0};

    if (block->kind == BLOCK_WORDS) {
        strip.bar = 2;
        strip.cells[0].x = INDENT;
    }
    strip.rule_below = block->kind == BLOCK_TITLE ? 1.2 : 0;
    strip.cells[0].width = d->area.width - strip.cells[0].x;
    strip.cells[0].text = block->text;
    strip.len = 1;
    strip_draw(d, &strip);
}

static void draw_pairs(struct drawing *d, const struct block *block)
{
    double names = d->area.width * 0.24;

    for (size_t i = 0; i < block->rows.len; i++) {
        const struct document_row *row = &block->rows.at[i];
        bool is_blank = row->cells[1].len == 0;
        struct strip strip = {.size = 1,
                              .above = is_blank ? 0.35 : 0.05,
                              .below = 0.1,
                              .len = 2,
                              .is_line = is_blank};

        strip.cells[0] = (struct cell){.text = row->cells[0], .width = names - 8, .is_bold = true};
        strip.cells[1] =
            (struct cell){.text = row->cells[1], .x = names, .width = d->area.width - names};
        strip_draw(d, &strip);
    }
}

static void draw_list(struct drawing *d, const struct block *block)
{
    for (size_t i = 0; i < block->rows.len; i++) {
        const struct look *look = &looks[block->kind];
        struct strip strip = {
            .size = look->size, .above = look->above, .below = look->below, .len = 2};

        if (block->kind == BLOCK_CHECKLIST)
            strip.box = block->rows.at[i].is_ticked ? BOX_TICKED : BOX_EMPTY;
        else
            strip.cells[0].text = SLICE("・");
        strip.cells[0].width = INDENT;
        strip.cells[1].x = INDENT * (block->kind == BLOCK_CHECKLIST ? d->scale + 0.2 : 1);
        strip.cells[1].width = d->area.width - strip.cells[1].x;
        strip.cells[1].text = block->rows.at[i].cells[0];
        strip_draw(d, &strip);
    }
}

/* ------------------------------------------------------------------ tables */

#define GAP 7.0 /* between columns */

static struct strip table_strip(const struct drawing *d, const struct block *block,
                                const struct slice *cells)
{
    struct strip strip = {.size = looks[BLOCK_TABLE].size,
                          .above = looks[BLOCK_TABLE].above,
                          .below = looks[BLOCK_TABLE].below,
                          .len = block->columns_len};
    double x = 0, whole = 0;

    for (size_t i = 0; i < block->columns_len; i++)
        whole += block->columns[i].width;
    for (size_t i = 0; i < block->columns_len; i++) {
        double width = d->area.width * block->columns[i].width / whole;
        bool is_last = i + 1 == block->columns_len;

        strip.cells[i] = (struct cell){.text = cells[i],
                                       .x = x,
                                       .width = width - (is_last ? 0 : GAP),
                                       .is_right = block->columns[i].is_right};
        x += width;
    }
    return strip;
}

static void draw_table(struct drawing *d, const struct block *block)
{
    struct slice headings[DOCUMENT_MAX_COLUMNS];
    struct strip header;

    for (size_t i = 0; i < block->columns_len; i++)
        headings[i] = block->columns[i].heading;
    header = table_strip(d, block, headings);
    header.is_bold = true;
    header.rule_below = 0.9;
    header.keep_lines = 2;
    strip_draw(d, &header);
    d->repeated = &header;
    for (size_t i = 0; i < block->rows.len; i++) {
        struct strip strip = table_strip(d, block, block->rows.at[i].cells);

        strip.rule_below = 0.3;
        strip.is_bold = block->rows.at[i].is_sum;
        strip_draw(d, &strip);
    }
    d->repeated = NULL;
}

static void draw_block(struct drawing *d, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_FINE:
    case BLOCK_WORDS: draw_text(d, block); break;
    case BLOCK_PAIRS: draw_pairs(d, block); break;
    case BLOCK_TABLE: draw_table(d, block); break;
    case BLOCK_LIST:
    case BLOCK_CHECKLIST: draw_list(d, block); break;
    case BLOCK_RULE: drawing_rule(d); break;
    case BLOCK_PAGE_BREAK: drawing_next_area(d); break;
    case BLOCKS: break;
    }
}

/* ------------------------------------------------------------------ the whole */

/* Lay everything out; without a cairo only to count.  Return the number of areas. */
static size_t draw_all(struct drawing *d, size_t areas)
{
    d->number = 0;
    d->areas = areas;
    drawing_next_area(d);
    for (size_t i = 0; i < d->document->blocks.len; i++)
        draw_block(d, &d->document->blocks.at[i]);
    return d->number;
}

#define SMALLEST 0.7
#define SMALLER 0.04

static size_t count_areas(struct drawing *d)
{
    size_t n = draw_all(d, 0);

    while (d->document->format != DOCUMENT_A4 && n > 1 && d->scale > SMALLEST) {
        d->scale -= SMALLER;
        n = draw_all(d, 0);
    }
    return n;
}

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned int len)
{
    output_add(ctx, (struct slice){(const char *)bytes, len});
    return CAIRO_STATUS_SUCCESS;
}

static void tell_about(cairo_surface_t *surface, const struct document *document)
{
    char date[] = "2000-01-01T00:00:00Z";
    struct slice title = arena_join(document->arena, (struct slice[]){document->title, {"", 1}}, 2);

    if (document->day != DAY_NONE)
        day_write(document->day, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.ptr);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "mioboe");
    /* Cairo would write the time of day otherwise. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static int draw_pages(struct drawing *d, size_t areas, struct output *bytes, struct err *reterr)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(take, bytes, PAPER_WIDTH, PAPER_HEIGHT);
    cairo_status_t status;

    tell_about(surface, d->document);
    d->cr = cairo_create(surface);
    draw_all(d, areas);
    cairo_show_page(d->cr);
    status = cairo_status(d->cr);
    cairo_destroy(d->cr);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return err_set(reterr, ERR_IO, 0, slice_of(cairo_status_to_string(status)));
    return 0;
}

int pdf_draw(const struct document *document, struct output *out, size_t *ret_pages,
             struct err *reterr)
{
    struct drawing d = {.document = document, .scale = 1};
    struct output bytes;
    size_t areas;
    int status;

    if (drawing_init(&d, reterr) < 0)
        return ERR_IO;
    output_init(&bytes, out->allocator, NULL, NULL);
    areas = count_areas(&d);
    status = draw_pages(&d, areas, &bytes, reterr);
    if (status == 0) {
        output_add(out, (struct slice){bytes.at, bytes.len});
        if (ret_pages)
            *ret_pages = document->format == DOCUMENT_HALF ? (areas + 1) / 2 : areas;
    }
    output_done(&bytes);
    drawing_done(&d);
    return status;
}
