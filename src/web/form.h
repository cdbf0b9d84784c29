#ifndef MIOBOE_WEB_FORM_H
#define MIOBOE_WEB_FORM_H

/*
 * From what a request says by name to the words of a command.  A value never becomes an option:
 * options are written `--name=value`, operands stand behind `--`.
 */

#include "web/params.h"
#include "web/words.h"

enum form_flag {
    FORM_CASE = 1,     /* --case is the first value of the path */
    FORM_FILES = 2,    /* `uploads` are its last operands */
    FORM_MAIL = 4,     /* `upload` is its --mail */
    FORM_NO_STORE = 8, /* it works without a store */
    FORM_WRITES = 16   /* the store may have changed behind it */
};

struct form {
    const char *command; /* its words, divided by a blank */
    /* Names of its operands, in order, divided by blanks; `word:name`: with the word in front of
     * it. */
    const char *operands;
    /* Names of options that may be given, divided by blanks; `_` for `-`; `names:name`: the option
     * has another name. */
    const char *options;
    unsigned flags;  /* enum form_flag */
    unsigned status; /* of the answer; 0 = 200 */
};

/*
 * Append the options that ${params} give to ${words}, then `--` and the operands.  Return 0, or -1
 * where a name is none of the form's, or an operand lacks while a later one is given: then
 * ${ret_member} names it and ${words} is of no use.
 */
int form_write(const struct form *form, const struct params *params, struct words *words,
               struct slice *ret_member);

#endif
