#ifndef MIOBOE_BASE_TEXT_H
#define MIOBOE_BASE_TEXT_H

/* Text as card companies write it: folding for comparison, width for columns, numbers to be cut. */

#include "base/arena.h"

/* Longer texts are folded and shown only up to here (bytes). */
#define TEXT_FOLD_MAX 4096u

/* Whether ${s} is well-formed UTF-8 (RFC 3629: no surrogates, nothing over-long). */
bool text_is_utf8(struct slice s);

/* How many bytes at the head of ${s} are ASCII. */
size_t text_ascii(struct slice s);

/* How many bytes at the head of ${s} are well-formed characters from U+3000 to U+CFFF, as nearly
 * all that is Japanese: three bytes each, of which none can be over-long or a surrogate. */
static inline size_t text_wide(struct slice s)
{
    size_t n = 0;

    while (n + 3 <= s.len && (unsigned char)((unsigned char)s.ptr[n] - 0xE3) <= 0xEC - 0xE3 &&
           (s.ptr[n + 1] & 0xC0) == 0x80 && (s.ptr[n + 2] & 0xC0) == 0x80)
        n += 3;
    return n;
}

/*
 * The first code point of ${s} to ${ret_cp}; return its length in bytes, 0 at the end of ${s}.
 * A malformed byte counts as one U+FFFD.
 */
size_t text_next(struct slice s, uint32_t *ret_cp);

/*
 * ${s} folded for comparison: NFKC (half-width kana, full-width letters), a-z in capitals, every
 * dash and long mark (－ − ‐ ― ー) as '-', every wave dash as '~', small kana written large, runs
 * of blanks as one space, none at the ends.  Ill-formed bytes become U+FFFD.  Folding again changes
 * nothing.
 */
struct slice text_fold(struct arena *arena, struct slice s);

/* As text_fold(), and without any blanks: for header cells. */
struct slice text_fold_tight(struct arena *arena, struct slice s);

/* Columns that ${s} takes on a terminal (UAX #11: wide and full-width count two). */
size_t text_width(struct slice s);

/* The longest head of ${s} that takes at most ${width} columns. */
struct slice text_head(struct slice s, size_t width);

/*
 * ${s} with every card number cut to its last four digits (`************1234`): 14 to 19 digits
 * that pass the Luhn check, bare or grouped 4-4-4-4, 4-6-4 or 4-6-5 by whatever stands between
 * groups.  Of a number whose middle is masked (498012******9011) the first digits go, too. Amazon's
 * order numbers (3-7-7) and hashes of 32, 40 or 64 hex digits are none.  Returns ${s} itself when
 * there is nothing to cut.
 */
struct slice text_cut_numbers(struct arena *arena, struct slice s);

/* Whether the code point continues a word: letter, digit, kana, kanji or mark. */
bool text_is_word(uint32_t cp);

#endif
