#ifndef MIOBOE_READ_JSON_H
#define MIOBOE_READ_JSON_H

/* JSON arrays of objects as rows, each with its line: `[{…}, {…}]`, also as the first member of one
 * object. */

#include "read/read.h"

#define JSON_MAX_DEPTH 32 /* nesting of one object */

struct json {
    struct slice rest;
    struct arena *arena;
    uint32_t line;
    struct slice member; /* the name of the array's member; empty = none */
    bool is_single;      /* no array: one object, a table of one row */
    bool is_done;
};

/*
 * The members of one object, flattened: those of an object inside have both names
 * (`recipient.name`), of an array inside only the first element counts (`items.title`).  The name
 * of the member that is the array stands among them with an empty value: it may tell what rows are.
 */
struct json_row {
    struct slice names[READ_MAX_CELLS], values[READ_MAX_CELLS];
    size_t len;
    uint32_t line;
};

/* Whether ${text} begins as JSON does. */
bool json_claims(struct slice text);

/* Begin reading ${text}; names and values of rows live in ${arena}. */
void json_init(struct json *json, struct slice text, struct arena *arena);

/*
 * The next object: 1 and the row; 0 at the end of the array; else ERR_TRUNCATED when the text ends
 * before, or ERR_SYNTAX: then ${reterr} tells the line.
 */
int json_next(struct json *json, struct json_row *ret, struct err *reterr);

#endif
