#ifndef MIOBOE_REVIEW_ROMAJI_H
#define MIOBOE_REVIEW_ROMAJI_H

/* Kana as Latin letters, and the other ways in which a word in romaji is spelt. */

#include "base/array.h"

#define ROMAJI_SPELLINGS 12u /* of one word at most */

/*
 * ${text} (UTF-8, NFKC) with its kana as romaji, Hepburn with long vowels as in the kana (`tarou`);
 * all else stays.  At most ${cap} bytes go to ${ret}; return how many.  Nothing is kept elsewhere:
 * the text may be a password.
 */
size_t romaji_of(struct slice text, char *ret, size_t cap);

/*
 * The spellings of ${word} (a-z; long vowels as in the kana): itself, `taro` `tarou` `taroh`
 * `ohno`, `si` for `shi`, `m` for `n` before b, m and p.  Each once, in ${arena}; return how many.
 */
size_t romaji_spellings(struct slice word, struct arena *arena, struct slice ret[ROMAJI_SPELLINGS]);

#endif
