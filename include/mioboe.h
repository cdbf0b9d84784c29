#ifndef MIOBOE_H
#define MIOBOE_H

/*
 * The engine's one public door: files as bytes in, a report as JSON out (docs/api/explain.md).
 *
 *     struct mioboe *m = mioboe_new(&options);
 *     mioboe_read(m, &input);                      as often as there are files, in any order
 *     status = mioboe_explain(m, write, ctx);
 *     mioboe_free(m);                              or mioboe_again(m), for the next household
 *
 * Nothing behind this door opens a file, looks at a clock or at the environment, or keeps state
 * between two handles: what it needs from the world is in the options.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MIOBOE_LABEL_KEY_LEN 16

struct mioboe_options {
    int32_t as_of; /* today, in days since 1970-01-01 */

    /*
     * Memory: gives ${to} bytes, keeping the first min(from, to) of ${ptr}; frees ${ptr} when ${to}
     * is 0.  Must not return NULL for ${to} > 0: when memory is exhausted it does not come back
     * (longjmp, exit).
     */
    void *(*resize)(void *ctx, void *ptr, size_t from, size_t to);
    void *resize_ctx;

    /* MIOBOE_LABEL_KEY_LEN bytes that cards without visible digits are labelled with; the same key,
     * the same labels. */
    const uint8_t *label_key;

    /* Called now and then while a long file is read; may be NULL. */
    void (*progress)(void *ctx, const char *path, size_t path_len, size_t done, size_t whole);
    void *progress_ctx;
};

/* What the bytes of an input are. */
enum mioboe_input_kind {
    MIOBOE_FILE, /* a file; what it is is seen from its content */
    MIOBOE_LINES /* lines that a person typed, unless they are a file after all */
};

struct mioboe_input {
    const char *path; /* as the report shows it */
    size_t path_len;
    const char *account; /* whose it is; may be NULL */
    size_t account_len;
    const void *bytes;
    size_t len;
    int named; /* it was named by the person, so that not understanding it is a fault */
    enum mioboe_input_kind kind;
};

/* What was wrong with an input; the codes are those of src/base/err.h. */
struct mioboe_problem {
    const char *path; /* valid as long as the handle */
    size_t path_len;
    int code;
    uint32_t line;      /* physical line, 1-based; 0 = none */
    const char *detail; /* NUL-terminated, may be empty; valid as long as the handle */
    int fatal;          /* something that was to be read could not be */
};

struct mioboe;

/* A new handle.  The options are copied, the key too. */
struct mioboe *mioboe_new(const struct mioboe_options *options);

/* mioboe_free(NULL) does nothing. */
void mioboe_free(struct mioboe *m);

/*
 * Take the rows of a YAML file of the user's own catalogue; they go before the shipped ones.
 * ${path} ends in statements/NAME.yaml or merchants/NAME.yaml.  Call it before the first
 * mioboe_read(). Return 0, or a negative code: then ${ret_problem} (may be NULL) says where, and
 * the file counts for nothing.
 */
int mioboe_catalog(struct mioboe *m, const char *path, size_t path_len, const void *bytes,
                   size_t len, struct mioboe_problem *ret_problem);

/*
 * Take the person's own decisions, lines of `pin CHARGE ORDER` and `reject CHARGE ORDER`.  Call it
 * before mioboe_explain().  Return 0, or a negative code: then ${ret_problem} (may be NULL) says
 * where, and none of them counts.
 */
int mioboe_decisions(struct mioboe *m, const char *path, size_t path_len, const void *bytes,
                     size_t len, struct mioboe_problem *ret_problem);

/*
 * Read one file.  What is wrong with it becomes a problem; the call itself cannot fail.  The bytes
 * may go afterwards.  Not after mioboe_explain().
 */
void mioboe_read(struct mioboe *m, const struct mioboe_input *input);

/* The ${i}th problem to ${ret}.  Return 1, or 0 when there are fewer. */
int mioboe_problem(struct mioboe *m, size_t i, struct mioboe_problem *ret);

/*
 * Explain every charge and write the report.  ${write} is called with pieces of it in order; the
 * bytes are gone when it returns. Return 0: all is explained or out of scope; 1: something is not;
 * 2: something could not be read.
 */
int mioboe_explain(struct mioboe *m, void (*write)(void *ctx, const char *bytes, size_t len),
                   void *ctx);

/*
 * Forget all that was read and the report, and give their memory back; the catalogue and the
 * decisions stay.  So one handle serves one household after the other.
 */
void mioboe_again(struct mioboe *m);

#ifdef __cplusplus
}
#endif

#endif
