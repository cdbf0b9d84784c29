#ifndef MIOBOE_READ_CSV_H
#define MIOBOE_READ_CSV_H

/*
 * Tables as text: RFC 4180 with what is met in life: `,` TAB or `;`, quotes or none, CRLF, LF or
 * lone CR, newlines inside quotes, stray quotes inside unquoted cells, text after a closing quote,
 * no newline at the end.
 */

#include "read/read.h"

struct csv {
    struct slice rest;
    struct arena *arena; /* for cells with doubled quotes only */
    const char *start;   /* of the whole text */
    uint32_t line;       /* physical line on which the next row starts */
    char delimiter;
};

struct csv_row {
    struct slice cells[READ_MAX_CELLS]; /* without quotes, not trimmed */
    size_t len;
    uint32_t line;       /* physical line on which it starts, 1-based */
    bool unterminated;   /* the file ended inside a quoted cell */
    uint32_t quote_line; /* then: the line on which that cell begins */
    size_t from, until;  /* its bytes within the text, without the line end */
};

/* What parts the cells of ${text}, told from its first rows; scratch comes from ${arena}. */
char csv_delimiter(struct slice text, struct arena *arena);

/* Begin reading ${text}; ${delimiter} 0 = csv_delimiter() of it. */
void csv_init(struct csv *csv, struct slice text, char delimiter, struct arena *arena);

/* The next row: 1 and the row (a physical line without cells is a row with len 0), or 0 at the end.
 */
int csv_next(struct csv *csv, struct csv_row *ret);

/* The cell ${i} of ${row}, trimmed; empty where the row is shorter. */
struct slice csv_cell(const struct csv_row *row, size_t i);

/* Whether all cells are blank. */
bool csv_is_blank(const struct csv_row *row);

#endif
