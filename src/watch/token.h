#ifndef MIOBOE_WATCH_TOKEN_H
#define MIOBOE_WATCH_TOKEN_H

/*
 * Signed answers: `ID.y.EXPIRY.MAC` answers the question ID with yes (n: no) until EXPIRY (hex
 * seconds since 1970 UTC).  `ID.r.…` stands in the Message-ID of a notice: it says which question a
 * reply belongs to, and answers nothing by itself.  MAC: the first 128 bits of HMAC-SHA256 (RFC
 * 2104, FIPS 180-4) over what stands before it, in hex.  That an answer is good once only is the
 * question's: it is closed then.
 */

#include "base/slice.h"

#define TOKEN_KEY_LEN 32
#define TOKEN_MAX 80u
#define TOKEN_SECONDS (7 * 24 * 3600) /* so long it is good */
#define TOKEN_TOPIC_LEN 39u           /* "mioboe-" and 128 bits in hex */

enum token_word { TOKEN_NO, TOKEN_YES, TOKEN_REPLY };
enum token_fault { TOKEN_GOOD, TOKEN_MALFORMED, TOKEN_FORGED, TOKEN_EXPIRED };

/* Write it to ${ret} (TOKEN_MAX bytes, no NUL); return its length. */
size_t token_write(const uint8_t *key, struct slice id, enum token_word word, int64_t until,
                   char *ret);

/* Look at ${text}; with TOKEN_GOOD the question (borrowed) and the word are told. */
enum token_fault token_read(const uint8_t *key, struct slice text, int64_t now,
                            struct slice *ret_id, enum token_word *ret_word);

/* The topic to which buttons answer: TOKEN_TOPIC_LEN bytes that nobody can guess. */
void token_topic(const uint8_t *key, char *ret);

#endif
