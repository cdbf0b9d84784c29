#include "render/pdf_line.h"

#include <pango/pangocairo.h>
#include <stdio.h>

#define SIDE 51.0   /* margin: 18 mm */
#define TOP 45.0    /* 16 mm */
#define BOTTOM 54.0 /* with the footer */
#define BODY 9.8    /* size of the type */
#define BODY_HALF 12.5
#define LEADING 1.5 /* line to line, in sizes */
#define RAISE 1.08  /* baseline below the top of a line, in sizes */
#define DIGEST_LEN 64
#define DIGEST_SIZE 0.76

static double body(const struct drawing *d)
{
    return (d->document->format == DOCUMENT_HALF ? BODY_HALF : BODY) * d->scale;
}

/* ------------------------------------------------------------------ type */

static bool is_digest(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!g_ascii_isxdigit(s.ptr[i]))
            return false;
    return s.len == DIGEST_LEN;
}

/* A word that is broken gets no hyphen: names on statements are shown as they are. */
static void keep_letters(PangoLayout *layout)
{
    PangoAttrList *list = pango_attr_list_new();

    pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

static PangoLayout *set_type(const struct drawing *d, const struct cell *cell, double size,
                             bool is_bold)
{
    PangoLayout *layout = pango_layout_new(d->context);
    PangoFontDescription *font = pango_font_description_from_string(d->family);

    if (is_digest(cell->text)) {
        pango_font_description_set_family(font, "Noto Sans Mono CJK JP");
        size *= DIGEST_SIZE;
    }
    if (is_bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(cell->width * PANGO_SCALE));
    keep_letters(layout);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, cell->is_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout, cell->text.len ? cell->text.ptr : "", (int)cell->text.len);
    return layout;
}

/* One line at the place; a right one ends at ${x} + ${width}. */
static void show_line(const struct drawing *d, PangoLayoutLine *line, const struct cell *cell,
                      double y)
{
    PangoRectangle box;
    double x = d->area.x + cell->x;

    pango_layout_line_get_extents(line, NULL, &box);
    if (cell->is_right)
        x += cell->width - (double)box.width / PANGO_SCALE;
    cairo_move_to(d->cr, x, d->area.y + y);
    pango_cairo_show_layout_line(d->cr, line);
}

/* ------------------------------------------------------------------ areas */

static void show_text(const struct drawing *d, struct slice text, double x, double y, double size,
                      bool is_right)
{
    struct cell cell = {.text = text, .x = x, .width = d->area.width, .is_right = is_right};
    PangoLayout *layout = set_type(d, &cell, size, false);

    show_line(d, pango_layout_get_line_readonly(layout, 0), &cell, y);
    g_object_unref(layout);
}

static void line_across(const struct drawing *d, double y, double width, double grey)
{
    cairo_set_line_width(d->cr, width);
    cairo_set_source_rgb(d->cr, grey, grey, grey);
    cairo_move_to(d->cr, d->area.x, d->area.y + y);
    cairo_line_to(d->cr, d->area.x + d->area.width, d->area.y + y);
    cairo_stroke(d->cr);
    cairo_set_source_rgb(d->cr, 0, 0, 0);
}

#define FOOTER_SIZE 7.2

static void show_footer(const struct drawing *d)
{
    const struct document *document = d->document;
    char number[64];
    double y = d->area.height + 18;
    int n = snprintf(number, sizeof(number), "%zu / %zu", d->number, d->areas);

    line_across(d, d->area.height + 7, 0.4, 0.4);
    show_text(d, document->footer, 0, y, FOOTER_SIZE, false);
    show_text(d, (struct slice){number, (size_t)n}, 0, y, FOOTER_SIZE, true);
    if (document->head.len) {
        show_text(d, document->head_label, 0, y + 10, FOOTER_SIZE, false);
        show_text(d, document->head, 0, y + 10, FOOTER_SIZE / DIGEST_SIZE * 0.94, true);
    }
}

static void show_cut(const struct drawing *d)
{
    static const double dashes[] = {4, 4};

    cairo_save(d->cr);
    cairo_set_dash(d->cr, dashes, 2, 0);
    cairo_set_line_width(d->cr, 0.4);
    cairo_move_to(d->cr, 0, PAPER_HEIGHT / 2);
    cairo_line_to(d->cr, PAPER_WIDTH, PAPER_HEIGHT / 2);
    cairo_stroke(d->cr);
    cairo_restore(d->cr);
}

void drawing_next_area(struct drawing *d)
{
    bool is_half = d->document->format == DOCUMENT_HALF;
    bool is_lower = is_half && d->number % 2 == 1;
    double height = is_half ? PAPER_HEIGHT / 2 : PAPER_HEIGHT;

    if (d->cr && d->number && !is_lower)
        cairo_show_page(d->cr);
    d->number++;
    d->area.x = SIDE;
    d->area.y = (is_lower ? height : 0) + (is_half ? 30 : TOP);
    d->area.width = PAPER_WIDTH - 2 * SIDE;
    d->area.height = height - (is_half ? 30 : TOP) - BOTTOM;
    d->y = 0;
    if (d->cr) {
        cairo_set_source_rgb(d->cr, 0, 0, 0);
        show_footer(d);
        if (is_half && !is_lower)
            show_cut(d);
    }
    if (d->repeated) {
        const struct strip *header = d->repeated;

        d->repeated = NULL;
        strip_draw(d, header);
        d->repeated = header;
    }
}

void drawing_rule(struct drawing *d)
{
    d->y += body(d) * 0.6;
    if (d->cr)
        line_across(d, d->y, 0.5, 0);
    d->y += body(d) * 0.6;
}

/* ------------------------------------------------------------------ strips */

struct setting {
    PangoLayout *layouts[DOCUMENT_MAX_COLUMNS];
    int lines[DOCUMENT_MAX_COLUMNS]; /* of each cell */
    int most;                        /* of the longest */
    double leading, raise;
};

static void set_strip(const struct drawing *d, const struct strip *strip, struct setting *ret)
{
    double size = body(d) * strip->size;

    ret->most = 0;
    ret->leading = size * LEADING;
    ret->raise = size * RAISE;
    for (size_t i = 0; i < strip->len; i++) {
        ret->layouts[i] =
            set_type(d, &strip->cells[i], size, strip->is_bold || strip->cells[i].is_bold);
        ret->lines[i] = pango_layout_get_line_count(ret->layouts[i]);
        if (ret->lines[i] > ret->most)
            ret->most = ret->lines[i];
    }
}

static void show_box(const struct drawing *d, enum box box, double side)
{
    double x = d->area.x + 0.5, y = d->area.y + d->y + side * 0.22;

    side *= 0.62;
    cairo_set_line_width(d->cr, 0.8);
    cairo_rectangle(d->cr, x, y, side, side);
    if (box == BOX_TICKED) {
        cairo_move_to(d->cr, x + side * 0.18, y + side * 0.5);
        cairo_line_to(d->cr, x + side * 0.42, y + side * 0.8);
        cairo_line_to(d->cr, x + side * 0.86, y + side * 0.15);
    }
    cairo_stroke(d->cr);
}

/* Lines ${from} to ${to} of every cell. */
static void show_lines(const struct drawing *d, const struct strip *strip,
                       const struct setting *set, int from, int to)
{
    for (size_t i = 0; i < strip->len; i++)
        for (int n = from; n < to && n < set->lines[i]; n++)
            show_line(d, pango_layout_get_line_readonly(set->layouts[i], n), &strip->cells[i],
                      d->y + (n - from) * set->leading + set->raise);
    if (strip->box != BOX_NONE && from == 0)
        show_box(d, strip->box, set->leading);
    if (strip->bar > 0) {
        cairo_rectangle(d->cr, d->area.x + 3, d->area.y + d->y, strip->bar,
                        (to - from) * set->leading);
        cairo_fill(d->cr);
    }
    if (strip->is_line) {
        const struct cell *cell = &strip->cells[strip->len - 1];

        cairo_set_line_width(d->cr, 0.5);
        cairo_move_to(d->cr, d->area.x + cell->x, d->area.y + d->y + set->raise + 2);
        cairo_rel_line_to(d->cr, cell->width, 0);
        cairo_stroke(d->cr);
    }
}

/* How many lines from ${from} on fit; at the top of an area at least one. */
static int fitting(const struct drawing *d, const struct setting *set, int from, bool is_top)
{
    int n = (int)((d->area.height - d->y) / set->leading);

    if (n > set->most - from)
        n = set->most - from;
    return n < 1 && is_top ? 1 : n < 0 ? 0 : n;
}

static bool fits(const struct drawing *d, const struct strip *strip, const struct setting *set)
{
    double needed = (set->most + strip->above + strip->below) * set->leading +
                    strip->keep_lines * body(d) * LEADING;

    return d->y + needed <= d->area.height || needed > d->area.height / 2;
}

void strip_draw(struct drawing *d, const struct strip *strip)
{
    struct setting set = {0};

    set_strip(d, strip, &set);
    if (d->y > 0 && !fits(d, strip, &set))
        drawing_next_area(d);
    if (d->y > 0)
        d->y += strip->above * set.leading;
    for (int from = 0, is_top = d->y <= 0; from < set.most;) {
        int n = fitting(d, &set, from, is_top);

        if (n == 0) {
            drawing_next_area(d);
            is_top = true;
            continue;
        }
        if (d->cr)
            show_lines(d, strip, &set, from, from + n);
        d->y += n * set.leading;
        from += n;
        is_top = false;
    }
    d->y += strip->below * set.leading;
    if (strip->rule_below > 0 && d->cr)
        line_across(d, d->y, strip->rule_below, strip->rule_below < 0.5 ? 0.55 : 0);
    for (size_t i = 0; i < strip->len; i++)
        g_object_unref(set.layouts[i]);
}
