#ifndef MIOBOE_WATCH_REPLY_WORD_H
#define MIOBOE_WATCH_REPLY_WORD_H

/*
 * What a person wrote above the quoted notice: yes, no, or something that is not understood.  Pure.
 *
 * The first line that says something must be made of known words only ("はい、私です。"); what is
 * quoted, and a signature, are not looked at.  Whatever speaks against it further down, a question
 * mark, or any other word beside it makes it unclear: nothing is guessed.
 */

#include "base/arena.h"

#define REPLY_WORD_LINES 40u /* further ones are not looked at */
#define REPLY_WORD_TOKENS 8u /* of one mail */

enum reply_word { REPLY_UNCLEAR, REPLY_YES, REPLY_NO, REPLY_WORDS };

/* ${text}: UTF-8, line ends LF.  ${arena} is only for scratch. */
enum reply_word reply_word_read(struct slice text, struct arena *arena);

/*
 * The next text in ${s} from ${at} on that has the form of a signed answer (watch/token.h); ${at}
 * goes behind it.  Return false at the end.
 */
bool reply_token_next(struct slice s, size_t *at, struct slice *ret);

#endif
