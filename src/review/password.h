#ifndef MIOBOE_REVIEW_PASSWORD_H
#define MIOBOE_REVIEW_PASSWORD_H

/*
 * How good a password is: what it is compared with, and the rule.  The strength itself (in bits) is
 * the caller's to measure.  Nothing here keeps or copies a password beyond the caller's buffers.
 *
 * Lengths are those of NIST SP 800-63B-4: 15 characters alone, 8 with a second factor; no rule
 * about kinds of characters, no change by the calendar.
 */

#include "catalog/word_list.h"
#include "review/romaji.h"

#define PASSWORD_MAX 1024u       /* bytes of one */
#define PASSWORD_LEAST 8u        /* characters with a second factor */
#define PASSWORD_LEAST_ALONE 15u /* characters without one */
#define PASSWORD_BITS_WEAK 45.0  /* below: guessed by a thief who has the shop's data */
#define PASSWORD_BITS_GOOD 60.0
#define PASSWORD_OLD_DAYS 1095 /* unchanged for so long is told, and no more than that */

enum password_verdict { PASSWORD_WEAK, PASSWORD_FAIR, PASSWORD_GOOD };

/* NFKC of ${text} to ${ret} (${cap} bytes, PASSWORD_MAX * 3 is always enough); return its length, 0
 * where ${text} is no UTF-8. */
size_t password_normalise(struct slice text, char *ret, size_t cap);

/* Characters of ${text}. */
size_t password_length(struct slice text);

enum password_verdict password_judge(size_t length, double bits, bool is_breached);

struct words_of_passwords {
    const char **at; /* NUL-terminated, lower case; ended by NULL */
    size_t len;
};

/*
 * What a password is compared with: ${own} (of the household and of the person, any text; their
 * words of a-z and digits) and the ${lists} with all their spellings, each once.  In ${arena}.
 */
void password_words(const struct slice *own, size_t own_len, const struct word_list *lists,
                    size_t lists_len, struct arena *arena, struct words_of_passwords *ret);

/* "weak", "fair", "good". */
struct slice password_verdict_name(enum password_verdict verdict);

#endif
