#include "mail/link_act.h"

#include "mail/link_text.h"
#include "mail/link_unseen.h"
#include "mail/link_words.h"

#include "base/text.h"

#include <assert.h>
#include <utf8proc.h>

#define FOLDED_MAX 512u /* bytes of folded text that are looked at in one go */
#define LINE_MAX_LEN 240u
#define LINES_BEFORE 4u /* its own and three */

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static size_t put_cp(char *at, uint32_t cp)
{
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)at);
}

/* The voiced form of the kana that ends ${out}, when ${cp} is a mark that voices it. */
static bool voice(char *out, size_t len, uint32_t cp)
{
    uint32_t kana;

    if ((cp != 0x3099 && cp != 0x309A) || len < 3 || (unsigned char)out[len - 3] != 0xE3)
        return false;
    (void)text_next((struct slice){out + len - 3, 3}, &kana);
    kana = kana == 0x30A6 ? 0x30F4 : kana + (cp - 0x3098);
    (void)put_cp(out + len - 3, kana);
    return true;
}

/* One character that is not ASCII, folded to the end of ${out}. */
static size_t fold_cp(char *out, size_t len, uint32_t cp)
{
    utf8proc_int32_t to[16];
    int last = 0;
    utf8proc_ssize_t n;

    if (voice(out, len, cp))
        return len;
    if (cp >= 0x3001 && cp < 0xF900) /* kana and ideographs stand for themselves */
        return len + put_cp(out + len, cp);
    n = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, to, 16,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE, &last);
    for (utf8proc_ssize_t i = 0; i < n && i < 16; i++) {
        if (!voice(out, len, (uint32_t)to[i]))
            len += put_cp(out + len, (uint32_t)to[i]);
    }
    return len;
}

/* Kana and ideographs of three bytes that stand for themselves: most of Japanese. */
static bool is_plain_japanese(struct slice s)
{
    unsigned char a = (unsigned char)s.ptr[0], b, c;

    if (a < 0xE3 || a > 0xE9 || s.len < 3)
        return false;
    b = (unsigned char)s.ptr[1];
    c = (unsigned char)s.ptr[2];
    return a > 0xE3 || b == 0x81 || b == 0x83 || (b == 0x82 && c != 0x99 && c != 0x9A);
}

/* ${s} folded to ${out} (FOLDED_MAX bytes); what does not fit is left out. */
static struct slice fold(struct slice s, char *out)
{
    size_t len = 0;

    while (s.len > 0 && len + 64 < FOLDED_MAX) {
        char c = s.ptr[0];
        uint32_t cp;
        bool is_blank = false;
        size_t n = 1;

        if (is_plain_japanese(s)) {
            memcpy(out + len, s.ptr, 3);
            len += n = 3;
        } else if ((unsigned char)c < 0x80) {
            is_blank = (unsigned char)c <= ' ';
            if (!is_blank)
                out[len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        } else if ((n = link_unseen(s, &is_blank)) == 0) {
            n = text_next(s, &cp);
            len = fold_cp(out, len, cp);
        }
        if (is_blank && len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
        s = (struct slice){s.ptr + n, s.len - n};
    }
    return (struct slice){out, len};
}

/* Of the first three Latin letters, or the first two characters of three bytes. */
static uint32_t begin_slot(const char *at, size_t len)
{
    uint64_t key = 0, three = UINT64_C(0xFFFFFF), six = UINT64_C(0xFFFFFFFFFFFF);

    if (len >= 6) /* without a loop: this is asked of every character */
        key = (uint64_t)(unsigned char)at[0] | (uint64_t)(unsigned char)at[1] << 8 |
              (uint64_t)(unsigned char)at[2] << 16 | (uint64_t)(unsigned char)at[3] << 24 |
              (uint64_t)(unsigned char)at[4] << 32 | (uint64_t)(unsigned char)at[5] << 40;
    else
        for (size_t i = 0; i < len; i++)
            key |= (uint64_t)(unsigned char)at[i] << (8 * i);
    key &= (unsigned char)*at < 0x80 ? three : six;
    return (uint32_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 52);
}

void link_words_init(struct link_words *words)
{
    assert(link_words_len <= LINK_ACT_WORDS);
    memset(words, 0, sizeof(*words));
    for (size_t i = 0; i < link_words_len; i++) {
        struct slice text = link_words_list[i].text;
        uint32_t slot = begin_slot(text.ptr, text.len);

        words->next[i] = words->heads[slot];
        words->heads[slot] = (uint16_t)(i + 1);
    }
}

/* Whether ${word} stands at ${at} of ${s}; one in Latin letters as a whole word. */
static bool stands(struct slice s, size_t at, struct slice word)
{
    if (s.len - at < word.len || memcmp(s.ptr + at, word.ptr, word.len) != 0)
        return false;
    if ((unsigned char)word.ptr[0] >= 0x80)
        return true;
    return at + word.len == s.len || !is_alnum(s.ptr[at + word.len]) ||
           !is_alnum(word.ptr[word.len - 1]);
}

static unsigned look(const struct link_words *words, struct slice s)
{
    char buffer[FOLDED_MAX];
    unsigned kinds = 0;

    s = fold(s, buffer);
    for (size_t at = 0; at + 3 <= s.len; at++) {
        unsigned char c = (unsigned char)s.ptr[at];

        if ((c & 0xC0) == 0x80 || (c < 0x80 && at > 0 && is_alnum(s.ptr[at - 1])))
            continue;
        for (size_t i = words->heads[begin_slot(s.ptr + at, s.len - at)]; i > 0;
             i = words->next[i - 1]) {
            if (stands(s, at, link_words_list[i - 1].text))
                kinds |= link_words_list[i - 1].kind;
        }
    }
    return kinds;
}

/* Which kinds of words (enum link_word) are in ${s}, a part of the text. */
static unsigned words_in(struct link_words *words, struct slice s)
{
    size_t slot = ((uintptr_t)s.ptr >> 2 ^ (uintptr_t)s.ptr ^ s.len) % LINK_ACT_SEEN;

    if (words->seen[slot].line.ptr != s.ptr || words->seen[slot].line.len != s.len) {
        words->seen[slot].kinds = look(words, s);
        words->seen[slot].line = s;
    }
    return words->seen[slot].kinds;
}

void link_words_forget(struct link_words *words)
{
    memset(words->seen, 0, sizeof(words->seen));
}

static bool is_url(struct slice s)
{
    return slice_has(s, SLICE("://")) || link_text_is_domain(s);
}

/* ---- the lines around ---- */

enum answer { UNDECIDED, ACTS, DOES_NOT };

static enum answer ask_line(struct link_words *words, struct slice line, unsigned asking,
                            unsigned *ret_kinds)
{
    unsigned kinds = words_in(words, line);

    *ret_kinds = kinds;
    if (kinds & WORD_WARN)
        return DOES_NOT;
    if (kinds & asking)
        return ACTS;
    return kinds & WORD_FOOTER ? DOES_NOT : UNDECIDED;
}

/* The last LINE_MAX_LEN bytes of ${s}, from the beginning of a character. */
static struct slice tail(struct slice s)
{
    size_t from = s.len > LINE_MAX_LEN ? s.len - LINE_MAX_LEN : 0;

    while (from > 0 && from < s.len && ((unsigned char)s.ptr[from] & 0xC0) == 0x80)
        from++;
    return slice_skip(s, from);
}

static enum answer ask_before(struct link_words *words, const struct link_place *place,
                              unsigned asking, bool *ret_informs)
{
    size_t end = place->from;
    unsigned kinds;

    for (unsigned lines = 0, seen = 0; lines < 2 * LINES_BEFORE && seen < LINES_BEFORE; lines++) {
        size_t begin = end;
        struct slice line;
        enum answer answer;

        while (begin > place->low && place->text.ptr[begin - 1] != '\n' &&
               end - begin < 4 * LINE_MAX_LEN)
            begin--;
        line = slice_trim(slice_sub(place->text, begin, end));
        if (line.len > 0 || lines == 0) {
            answer = ask_line(words, tail(line), asking, &kinds);
            *ret_informs |= lines == 0 && (kinds & WORD_INFORM);
            if (answer != UNDECIDED)
                return answer;
            seen++;
        }
        if (begin <= place->low)
            break;
        end = begin - 1;
    }
    return UNDECIDED;
}

static enum answer ask_after(struct link_words *words, const struct link_place *place,
                             unsigned asking)
{
    size_t at = place->to;
    unsigned kinds;

    for (unsigned lines = 0; lines < 2 && at < place->high; lines++) {
        struct slice rest = slice_sub(place->text, at, place->high);
        size_t end = slice_find_byte(rest, '\n');
        enum answer answer =
            ask_line(words, slice_trim(slice_sub(rest, 0, end < LINE_MAX_LEN ? end : LINE_MAX_LEN)),
                     asking, &kinds);

        if (answer != UNDECIDED)
            return answer;
        at += end + 1;
    }
    return UNDECIDED;
}

static bool is_only_picture(const struct link_place *place, struct slice own)
{
    return own.len == 0 && slice_trim(place->text).len < 40;
}

bool link_acts(struct link_words *words, const struct link_place *place)
{
    struct slice own = slice_trim(slice_sub(place->text, place->from, place->to));
    unsigned kinds = words_in(words, own), asking = WORD_ASK;
    bool informs = (kinds & WORD_INFORM) != 0, says_url = is_url(own);
    enum answer answer;

    if (kinds & WORD_ASK)
        return true;
    if (!says_url && kinds & WORD_FOOTER)
        return false;
    if (!says_url && (kinds & WORD_SOFT || place->is_button))
        return true;
    if (says_url || own.len == 0 || kinds & WORD_POINT)
        asking |= WORD_SOFT;
    answer = ask_before(words, place, asking, &informs);
    if (answer == UNDECIDED)
        answer = ask_after(words, place, asking);
    if (answer != UNDECIDED)
        return answer == ACTS;
    if (!says_url && kinds & WORD_POINT)
        return !informs;
    return is_only_picture(place, own) || (place->is_button && own.len > 0);
}
