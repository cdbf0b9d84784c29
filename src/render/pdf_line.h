#ifndef MIOBOE_RENDER_PDF_LINE_H
#define MIOBOE_RENDER_PDF_LINE_H

/*
 * Inside the PDF module: everything on a paper is a strip, a row of cells side by side.  A strip
 * that does not fit goes on the next page; one that is longer than half a page is broken between
 * lines.  Lengths are points (1/72 inch), those of a strip are in lines of its type.
 */

#include "base/err.h"
#include "render/document.h"

/* As cairo.h and pango.h have them. */
typedef struct _cairo cairo_t;
typedef struct _PangoFontMap PangoFontMap;
typedef struct _PangoContext PangoContext;

#define PAPER_WIDTH 595.276 /* A4 */
#define PAPER_HEIGHT 841.890

struct cell {
    struct slice text;
    double x, width;
    bool is_right, is_bold;
};

enum box { BOX_NONE, BOX_EMPTY, BOX_TICKED };

struct strip {
    struct cell cells[DOCUMENT_MAX_COLUMNS];
    size_t len;
    double size;         /* of the type, 1 = that of paragraphs */
    double above, below; /* in lines */
    double rule_below;   /* its width; 0 = none */
    double bar;          /* width of a bar at the left */
    size_t keep_lines;   /* so many lines of what follows stand on the same page */
    bool is_bold;
    bool is_line; /* the last cell is a line to write on */
    enum box box;
};

struct drawing {
    const struct document *document;
    cairo_t *cr; /* NULL: only counting */
    double scale;
    const struct strip *repeated; /* at the head of each area: a table's headings */
    struct {
        double x, y, width, height; /* without the footer */
    } area;
    double y;      /* from the area's top */
    size_t number; /* of the area, from 1 */
    size_t areas;  /* of all; 0 = not known yet */
    /* inside */
    PangoFontMap *fonts;
    PangoContext *context;
    void *font_config;
    const char *family;
};

/* Find the fonts.  Return 0, or ERR_IO: there is none with Japanese. */
int drawing_init(struct drawing *d, struct err *reterr);
void drawing_done(struct drawing *d);

void drawing_next_area(struct drawing *d);
void drawing_rule(struct drawing *d);
void strip_draw(struct drawing *d, const struct strip *strip);

#endif
