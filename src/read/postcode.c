#include "read/postcode.h"

#include "base/text.h"

/* Digits and dashes as ASCII, letters as 'x', all else as a blank: an address as words of digits.
 */
static char simple(uint32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (char)cp;
    if (cp >= 0xFF10 && cp <= 0xFF19) /* full-width digits */
        return (char)('0' + (cp - 0xFF10));
    if (cp == '-' || cp == 0xFF0D || cp == 0x2010 || cp == 0x2212 || cp == 0x30FC || cp == 0x2015)
        return '-';
    return (cp | 32) >= 'a' && (cp | 32) <= 'z' && cp < 0x80 ? 'x' : ' ';
}

/* Whether ${word} has the form of ${form}: '9' stands for a digit. */
static bool has_form(struct slice word, struct slice form)
{
    if (word.len != form.len)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        bool is_digit = word.ptr[i] >= '0' && word.ptr[i] <= '9';

        if (form.ptr[i] == '9' ? !is_digit : word.ptr[i] != form.ptr[i])
            return false;
    }
    return true;
}

static size_t write_japan(struct slice word, char *ret)
{
    memcpy(ret, word.ptr, 3);
    ret[3] = '-';
    memcpy(ret + 4, word.ptr + word.len - 4, 4);
    return POSTCODE_LEN;
}

size_t postcode_read(struct slice address, char *ret)
{
    char text[POSTCODE_MAX_BYTES];
    struct slice rest = slice_sub(address, 0, POSTCODE_MAX_BYTES), all = {text, 0}, word;
    size_t len = 0;
    uint32_t cp;

    for (size_t n; (n = text_next(rest, &cp)) > 0; rest = slice_skip(rest, n))
        text[all.len++] = simple(cp);
    while (all.len) {
        slice_cut(all, SLICE(" "), &word, &all);
        if (has_form(word, SLICE("999-9999")) || has_form(word, SLICE("9999999"))) {
            len = write_japan(word, ret);
        } else if (len != POSTCODE_LEN &&
                   (has_form(word, SLICE("99999")) || has_form(word, SLICE("99999-9999")))) {
            memcpy(ret, word.ptr, 5);
            len = 5;
        }
    }
    return len;
}
