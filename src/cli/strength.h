#ifndef MIOBOE_CLI_STRENGTH_H
#define MIOBOE_CLI_STRENGTH_H

/* How hard a password is to guess, by zxcvbn. */

#include "review/password.h"

/* What makes it easier; bits. */
enum strength_clue {
    STRENGTH_WORD = 1u << 0,     /* of a dictionary, as it is or with other characters (p@ss) */
    STRENGTH_OWN = 1u << 1,      /* a name or word of Japan, or of the household */
    STRENGTH_REPEAT = 1u << 2,   /* aaa */
    STRENGTH_SEQUENCE = 1u << 3, /* abc, 123 */
    STRENGTH_KEYS = 1u << 4,     /* qwerty */
    STRENGTH_DATE = 1u << 5,
    STRENGTH_LENGTH = 1u << 6 /* not of zxcvbn: short */
};

struct strength {
    double bits;
    unsigned clues;
    size_t length; /* characters */
};

/*
 * Of ${text} (at most PASSWORD_MAX bytes): the easiest of as it is, in NFKC, and with kana as
 * romaji. Leaves copies on the stack only.
 */
void strength_of(struct slice text, const struct words_of_passwords *words, struct strength *ret);

#endif
