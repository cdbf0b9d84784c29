#ifndef MIOBOE_RENDER_PRINTER_H
#define MIOBOE_RENDER_PRINTER_H

/*
 * One way to write structured data, whatever the form.  A document is one value: a scalar, a list
 * of values, or a map of keys and values.  Whoever prints says what there is; the back end says how
 * it looks.
 */

#include "render/output.h"

#define PRINTER_DEPTH 16u /* maps and lists inside each other */

struct printer;

struct printer_type {
    void (*begin_map)(struct printer *p);
    void (*begin_list)(struct printer *p);
    void (*end)(struct printer *p);                   /* of the innermost map or list */
    void (*key)(struct printer *p, struct slice key); /* ASCII, nothing to escape */
    void (*string)(struct printer *p, struct slice s);
    void (*integer)(struct printer *p, int64_t value);
    void (*number)(struct printer *p, double value); /* at most six decimals */
    void (*boolean)(struct printer *p, bool value);
    void (*null)(struct printer *p);
    void (*inline_next)(struct printer *p); /* the next map or list stands on one line */
};

struct printer {
    const struct printer_type *type;
    struct output *out;
    /* inside */
    struct {
        bool is_map, is_inline;
        size_t len;
    } level[PRINTER_DEPTH];
    size_t depth, base;
    bool has_key, inline_next;
    bool is_line; /* a document is one line */
};

/* JSON (RFC 8259), indented by two blanks, text as UTF-8; what is none becomes U+FFFD. */
struct printer printer_json(struct output *out);

/* The same, each document on one line without blanks (newline-delimited JSON). */
struct printer printer_json_line(struct output *out);

/*
 * As printer_json(), for one value that stands ${depth} levels deep in another document: it is
 * written to ${out} alone, and goes there by printer_json_take().
 */
struct printer printer_json_inner(struct output *out, size_t depth);
void printer_json_take(struct printer *p, struct slice value);

/*
 * CSV (RFC 4180, lines end in CR LF): the document is a list of lists of scalars.  A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front, unless it was printed as a
 * number.
 */
struct printer printer_csv(struct output *out);

/* Texts: null where empty. */
void print_text(struct printer *p, struct slice s);
/* `YYYY-MM-DD`, null for DAY_NONE. */
void print_day(struct printer *p, int32_t day);

/* A key and its value.  ${name} is a string literal. */
#define print_key(p, name) ((p)->type->key((p), SLICE(name)))
#define print_text_of(p, name, s) (print_key(p, name), print_text((p), (s)))
#define print_string_of(p, name, s) (print_key(p, name), (p)->type->string((p), (s)))
#define print_day_of(p, name, day) (print_key(p, name), print_day((p), (day)))
#define print_integer_of(p, name, value) (print_key(p, name), (p)->type->integer((p), (value)))
#define print_number_of(p, name, value) (print_key(p, name), (p)->type->number((p), (value)))
#define print_boolean_of(p, name, value) (print_key(p, name), (p)->type->boolean((p), (value)))
#define print_null_of(p, name) (print_key(p, name), (p)->type->null((p)))
/* The number, or null where ${known} does not hold. */
#define print_known_of(p, name, known, value) \
    (print_key(p, name), (known) ? (p)->type->integer((p), (value)) : (p)->type->null((p)))

#define print_begin_map(p) ((p)->type->begin_map(p))
#define print_begin_list(p) ((p)->type->begin_list(p))
#define print_end(p) ((p)->type->end(p))
#define print_inline(p) ((p)->type->inline_next(p))

#endif
