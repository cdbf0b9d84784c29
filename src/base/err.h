#ifndef MIOBOE_BASE_ERR_H
#define MIOBOE_BASE_ERR_H

/*
 * What went wrong with an input, as a code and a place.  The sentence is made by whoever shows it,
 * in the reader's language (src/cli/message.c); ${detail} is a name or cell to quote in it.
 */

#include "base/slice.h"

enum err_code {
    ERR_NONE = 0,
    ERR_IO = -1,             /* detail: the system's reason */
    ERR_UNKNOWN_FORMAT = -2, /* nothing that mioboe understands */
    ERR_HEADER_CHANGED =
        -3, /* detail: the column that is missing; format tells which layout it nearly is */
    ERR_TOO_LARGE = -4,     /* over a limit named in a header; detail: the limit */
    ERR_QUOTE = -5,         /* file ends inside the quoted field that begins on line */
    ERR_TRUNCATED = -6,     /* cut short: detail says what should have followed */
    ERR_ENCODING = -7,      /* neither UTF-8 nor CP932; line */
    ERR_ZIP_DAMAGED = -8,   /* detail: the library's reason */
    ERR_ZIP_ENCRYPTED = -9, /* detail: the member */
    ERR_AMOUNT = -10,       /* an amount that is no amount or too large; detail: the cell */
    ERR_TOTAL = -11,        /* rows do not add up to the total that the file states; detail: both */
    ERR_EMPTY = -12,        /* no bytes, or "No data found": not a fault */
    ERR_SYNTAX = -13,       /* JSON, XML or YAML that does not parse; detail: why */
    ERR_ROWS = -14,         /* rows that could not be read; detail: how many; line: the first */
    ERR_MEMBER = -15        /* damage inside one member of an archive; detail: which */
};

#define ERR_DETAIL_MAX 160

struct err {
    enum err_code code;
    uint32_t line;               /* physical line, 1-based; 0 = no line */
    char detail[ERR_DETAIL_MAX]; /* NUL-terminated UTF-8, cut between characters */
};

/* Fill ${err} (which may be NULL) and return ${code}. */
int err_set(struct err *err, enum err_code code, uint32_t line, struct slice detail);

#endif
