#ifndef MIOBOE_RENDER_DOCUMENT_H
#define MIOBOE_RENDER_DOCUMENT_H

/*
 * A paper as blocks, made once and written as text (document_text.h) or as PDF (pdf.h).  Every text
 * that enters is cut by text_cut_numbers() and made harmless: whatever a field of a case holds, no
 * paper shows more of a card number than its last four digits.  (A text of 64 hex digits is a
 * SHA-256 and stays whole.)
 */

#include "base/arena.h"
#include "base/array.h"

#define DOCUMENT_MAX_COLUMNS 8u
#define DOCUMENT_MAX_TEXT (16u << 10) /* bytes of one text; longer ones end in `…` */

enum block_kind {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_FINE,      /* small print */
    BLOCK_WORDS,     /* words to be said: framed */
    BLOCK_PAIRS,     /* rows of a name and a value; an empty value is a line to write on */
    BLOCK_TABLE,     /* rows of cells below headings, repeated on each page */
    BLOCK_LIST,      /* rows of one text each */
    BLOCK_CHECKLIST, /* the same with a box each, ticked where the row is */
    BLOCK_RULE,
    BLOCK_PAGE_BREAK,
    BLOCKS
};

struct document_column {
    struct slice heading;
    unsigned width; /* share of the line, in hundredths */
    bool is_right;  /* numbers */
};

struct document_row {
    struct slice cells[DOCUMENT_MAX_COLUMNS];
    bool is_ticked; /* BLOCK_CHECKLIST */
    bool is_sum;    /* BLOCK_TABLE: a rule above, in bold */
};
ARRAY_TYPE(document_rows, struct document_row);

struct block {
    enum block_kind kind;
    struct slice text;
    struct document_column columns[DOCUMENT_MAX_COLUMNS];
    size_t columns_len;
    struct document_rows rows;
};
ARRAY_TYPE(blocks, struct block);

enum document_format {
    DOCUMENT_A4,
    DOCUMENT_A4_ONE_PAGE, /* the type becomes smaller (to 70 %) until it fits one page */
    DOCUMENT_HALF         /* A5 across on A4, large type; the same until it fits one half */
};

struct document {
    struct arena *arena;
    enum document_format format;
    struct slice title;  /* also of the PDF */
    struct slice footer; /* on every page, before the number of the page */
    struct slice head;   /* of the journal's chain, in the footer; may be empty */
    struct slice head_label;
    bool japanese;
    int32_t day; /* the paper's date; DAY_NONE = none */
    struct blocks blocks;
};

/* An empty document whose texts lie in ${arena}. */
void document_init(struct document *document, struct arena *arena, enum document_format format);

/* ${text} as it may stand in a paper. */
struct slice document_clean(struct arena *arena, struct slice text);

/* A block without rows; an empty paragraph adds nothing. */
void document_add(struct document *document, enum block_kind kind, struct slice text);

/* Begin a block with rows; ${columns} only of BLOCK_TABLE. */
void document_begin(struct document *document, enum block_kind kind,
                    const struct document_column *columns, size_t n);

/* A row of the block that was begun last; it stays there to be ticked. */
struct document_row *document_add_row(struct document *document, const struct slice *cells,
                                      size_t n);
#define document_add_cells(document, ...)                             \
    document_add_row((document), (const struct slice[]){__VA_ARGS__}, \
                     sizeof((const struct slice[]){__VA_ARGS__}) / sizeof(struct slice))

#endif
