#ifndef MIOBOE_RECORD_FILE_TEXT_H
#define MIOBOE_RECORD_FILE_TEXT_H

/*
 * One source with all its records as text (base/pairs.h): how a child that reads files hands them
 * to its parent.  A line `source` first, then one for each record, named after its array.
 */

#include "record/charge_row.h"

/* Where the records of one source begin in each array; those of a source stand together. */
struct file_text_at {
    size_t charges, of[SHAPES];
};

/*
 * Write source number ${source} of ${records} and its records, which begin at ${at}; ${at} moves
 * behind them.  Sources are to be written in their order, from a zeroed ${at} on.
 */
void file_text_write(const struct records *records, uint32_t source, struct file_text_at *at,
                     struct pairs *to);

/* Whether every record was written: those of a source did stand together. */
bool file_text_is_all(const struct records *records, const struct file_text_at *at);

/* The source alone. */
void file_text_source(const struct source *source, struct pairs *to);
int file_text_read_source(struct slice body, struct arena *arena, struct source *ret,
                          struct err *reterr);

/* One record alone: to ${inner}, which is emptied before; and appended to the newest source of
 * ${records}. */
void file_text_body(const struct shape *shape, const void *record, struct pairs *inner);
int file_text_read_body(const struct shape *shape, struct slice body, struct records *records,
                        struct err *reterr);

/*
 * Read it back: append one source and its records to ${records}; strings are copied or borrow from
 * ${text}.  Return 0, or ERR_SYNTAX: then what was appended so far is still there.
 */
int file_text_read(struct slice text, struct records *records, struct err *reterr);

#endif
