#ifndef MIOBOE_WEB_PARAMS_H
#define MIOBOE_WEB_PARAMS_H

/* What a request says by name: the query of its URL, or the members of its JSON body. */

#include "base/array.h"

#define PARAMS_MAX 200u /* names of one request, each value of a list counted */

struct param {
    struct slice name, value;
    bool is_mark; /* `true`: an option without a value */
};

struct params {
    struct param *at;
    size_t len, cap;
};

/* The query of a URL, behind its `?`: `a=b&c=d`, percent-encoded UTF-8, `+` is a blank.  Names and
 * values live in ${arena}. False where it is none: then ${ret} is as it was. */
bool params_read_query(struct slice query, struct arena *arena, struct params *ret);

/*
 * A JSON object of texts, whole numbers, `true`, and lists of texts.  `null` and `false` are as
 * good as not there.  False where it is anything else.
 */
bool params_read_json(struct slice body, struct arena *arena, struct params *ret);

/* The first value of that name; empty when it is not there. */
struct slice params_get(const struct params *params, const char *name);
bool params_has(const struct params *params, const char *name);

/* A number from 0 to ${max}; ${otherwise} when it is not there.  False where it is none. */
bool params_number(const struct params *params, const char *name, size_t max, size_t otherwise,
                   size_t *ret);

#endif
