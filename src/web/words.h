#ifndef MIOBOE_WEB_WORDS_H
#define MIOBOE_WEB_WORDS_H

/* The words of a command. */

#include "base/array.h"

struct words {
    struct arena *arena;
    struct slice *at;
    size_t len, cap;
    bool is_foul; /* a word holds a NUL: no program can be given it */
};

/* A word; copied. */
void words_add(struct words *words, struct slice word);

/* Each of the blank-separated words of ${text}. */
void words_add_all(struct words *words, const char *text);

/* `--name=value`: a value is never an option, whatever it begins with.  `_` in ${name} is written
 * as `-`. */
void words_add_option(struct words *words, struct slice name, struct slice value);

/* `--name`. */
void words_add_mark(struct words *words, struct slice name);

#endif
