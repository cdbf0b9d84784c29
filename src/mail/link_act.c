#include "mail/link_act.h"

#include "mail/link_text.h"
#include "mail/link_unseen.h"
#include "mail/link_words.h"

#include "base/lane.h"
#include "base/text.h"

#include <assert.h>
#include <utf8proc.h>

#define FOLDED_MAX 512u                  /* bytes of folded text that are looked at in one go */
#define FOLDED_ENOUGH (FOLDED_MAX - 64u) /* the last character may take so many more */
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
    return a > 0xE3 || b == 0x81 || b == 0x83 || (b == 0x82 && c != 0x99 && c != 0x9A) ||
           (b == 0x80 && c != 0x80);
}

#if LANE_IS_FAST
/* Whether all of ${in} stands for itself but for case: ASCII without control characters and without
 * two blanks beside each other (${after_blank}: nor one as the first), the yen sign, and plain
 * Japanese.  ${next} and ${third} are one and two bytes ahead of ${in}. */
static bool is_plain(lane in, lane next, lane third, bool after_blank)
{
    lane ascii = lane_less(lane_of(' ' - 1), in);
    lane letters = lane_less(lane_of('\xe2'), in) & lane_less(in, lane_of('\xea'));
    lane inside = lane_less(in, lane_of('\xc0')); /* of a character: UTF-8 is well-formed here */
    lane e3 = lane_equal(in, lane_of('\xe3'));
    lane wide_blank = lane_equal(next, lane_of('\x80')) & lane_equal(third, lane_of('\x80'));
    lane marks = lane_equal(next, lane_of('\x82')) &
                 (lane_equal(third, lane_of('\x99')) | lane_equal(third, lane_of('\x9a')));
    lane unseen = lane_equal(next, lane_of('\x85'));
    lane yen = lane_equal(in, lane_of('\xc2')) & lane_equal(next, lane_of('\xa5'));
    unsigned blank = lane_high(lane_equal(in, lane_of(' ')));
    lane plain = (ascii | letters | inside | yen) & ~(e3 & (wide_blank | marks | unseen));

    return lane_high(plain) == 0xFFFF && !(blank & blank >> 1) && !(after_blank && (blank & 1));
}

/* Tabs and line ends as blanks. */
static lane lane_folded(const char *at)
{
    lane in = lane_read(at);
    lane breaks = lane_equal(in, lane_of('\t')) | lane_equal(in, lane_of('\n'));

    return (in & ~breaks) | (breaks & lane_of(' '));
}

static lane small_letters(lane in)
{
    lane large = lane_less(lane_of('A' - 1), in) & lane_less(in, lane_of('Z' + 1));

    return in | (large & lane_of(0x20));
}

/* fold() of what needs no more than small letters, as most text does.  Return whether it was so. */
static bool fold_plain(struct slice s, char *out)
{
    char last[LANE + 2];
    size_t n = 0;
    bool after_blank = true;

    if (s.len > FOLDED_ENOUGH)
        return false;
    for (; n + LANE + 2 <= s.len; n += LANE) {
        lane in = lane_folded(s.ptr + n);

        if (!is_plain(in, lane_read(s.ptr + n + 1), lane_read(s.ptr + n + 2), after_blank))
            return false;
        lane_write(out + n, small_letters(in));
        after_blank = out[n + LANE - 1] == ' ';
    }
    for (size_t some; n < s.len; n += some) { /* with something plain behind the end */
        some = s.len - n < LANE ? s.len - n : LANE;
        memset(last, 'x', sizeof(last));
        memcpy(last, s.ptr + n, s.len - n < sizeof(last) ? s.len - n : sizeof(last));
        if (!is_plain(lane_folded(last), lane_read(last + 1), lane_read(last + 2), after_blank))
            return false;
        lane_write(out + n, small_letters(lane_folded(last)));
        after_blank = out[n + LANE - 1] == ' ';
    }
    return true;
}
#else
static bool fold_plain(struct slice s, char *out)
{
    (void)s, (void)out;
    return false;
}
#endif

/* One character, or what is not seen, from the head of ${s} to ${out}; how much of ${s} that took.
 */
static size_t fold_one(struct slice s, char *out, size_t *len)
{
    char c = s.ptr[0];
    uint32_t cp;
    bool is_blank = false;
    size_t n = 1;

    if ((unsigned char)c < 0x80) {
        is_blank = (unsigned char)c <= ' ';
        if (!is_blank)
            out[(*len)++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    } else if ((n = link_unseen(s, &is_blank)) == 0) {
        n = text_next(s, &cp);
        *len = fold_cp(out, *len, cp);
    }
    if (is_blank && *len > 0 && out[*len - 1] != ' ')
        out[(*len)++] = ' ';
    return n;
}

/* ${s} folded to ${out} (FOLDED_MAX bytes); what does not fit is left out. */
static struct slice fold(struct slice s, char *out)
{
    size_t len = 0, n;

    if (fold_plain(s, out))
        return (struct slice){out, s.len};
    for (; s.len > 0 && len < FOLDED_ENOUGH; s = (struct slice){s.ptr + n, s.len - n}) {
        if (is_plain_japanese(s)) {
            memcpy(out + len, s.ptr, 3);
            len += n = 3;
        } else {
            n = fold_one(s, out, &len);
        }
    }
    return (struct slice){out, len};
}

/* Of the first three Latin letters, or the first two characters of three bytes.  Eight bytes can be
 * read at ${at}. */
static uint32_t begin_slot(const char *at)
{
    static const uint64_t three = UINT64_C(0xFFFFFF), six = UINT64_C(0xFFFFFFFFFFFF);
    uint64_t key;

    memcpy(&key, at, sizeof(key));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    key = __builtin_bswap64(key);
#endif
    key &= (unsigned char)*at < 0x80 ? three : six;
    return (uint32_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 50);
}

/* The same of a word, which may be shorter. */
static uint32_t word_slot(struct slice word)
{
    char begin[8] = {0};

    memcpy(begin, word.ptr, word.len < sizeof(begin) ? word.len : sizeof(begin));
    return begin_slot(begin);
}

/* What a word can begin with: a small letter, or a character of three bytes. */
static bool is_begin(char c)
{
    return (c >= 'a' && c <= 'z') || ((unsigned char)c & 0xF0) == 0xE0;
}

void link_words_init(struct link_words *words)
{
    assert(link_words_len <= LINK_ACT_WORDS);
    memset(words, 0, sizeof(*words));
    for (size_t i = 0; i < link_words_len; i++) {
        uint32_t slot = word_slot(link_words_list[i].text);
        uint16_t *head = &words->heads[slot % LINK_ACT_HEADS];

        assert(is_begin(link_words_list[i].text.ptr[0]));
        words->begins[slot / 64] |= UINT64_C(1) << (slot % 64);
        words->next[i] = *head;
        *head = (uint16_t)(i + 1);
    }
}

/* Whether ${word} stands at ${at} of ${s}; one in Latin letters as a whole word. */
static bool stands(struct slice s, size_t at, struct slice word)
{
    if (s.len - at < word.len || s.ptr[at + word.len - 1] != word.ptr[word.len - 1] ||
        memcmp(s.ptr + at, word.ptr, word.len) != 0)
        return false;
    if ((unsigned char)word.ptr[0] >= 0x80)
        return true;
    return at + word.len == s.len || !is_alnum(s.ptr[at + word.len]) ||
           !is_alnum(word.ptr[word.len - 1]);
}

/* The kinds of the words in ${slot} that stand at ${at} of the folded ${s}. */
static unsigned words_at(const struct link_words *words, uint32_t slot, struct slice s, size_t at)
{
    unsigned kinds = 0;

    for (size_t i = words->heads[slot % LINK_ACT_HEADS]; i > 0; i = words->next[i - 1]) {
        if (stands(s, at, link_words_list[i - 1].text))
            kinds |= link_words_list[i - 1].kind;
    }
    return kinds;
}

/* A bit for each of the sixteen bytes at ${at} where a word can begin: at a character of three
 * bytes, or at a letter with none before it.  at[-1] can be read. */
static unsigned beginnings(const char *at)
{
#if LANE_IS_FAST
    lane in = lane_read(at), before = lane_read(at - 1);
    lane letter = lane_less(lane_of('a' - 1), in) & lane_less(in, lane_of('z' + 1));
    lane goes_on = (lane_less(lane_of('a' - 1), before) & lane_less(before, lane_of('z' + 1))) |
                   (lane_less(lane_of('0' - 1), before) & lane_less(before, lane_of('9' + 1)));
    lane wide = lane_less(lane_of('\xdf'), in) & lane_less(in, lane_of('\xf0'));

    return lane_high((letter & ~goes_on) | wide);
#else
    unsigned bits = 0;

    for (unsigned i = 0; i < 16; i++)
        if (is_begin(at[i]) && ((unsigned char)at[i] >= 0x80 || !is_alnum(at[(int)i - 1])))
            bits |= 1u << i;
    return bits;
#endif
}

static unsigned look(const struct link_words *words, struct slice s)
{
    char buffer[1 + FOLDED_MAX + 64]; /* a blank before it, and zeroes behind it */
    unsigned kinds = 0;

    buffer[0] = ' ';
    s = fold(s, buffer + 1);
    memset(buffer + 1 + s.len, 0, 64);
    for (size_t from = 0; from < s.len; from += 64) {
        const char *at = s.ptr + from;
        uint64_t bits = beginnings(at) | (uint64_t)beginnings(at + 16) << 16 |
                        (uint64_t)beginnings(at + 32) << 32 | (uint64_t)beginnings(at + 48) << 48;

        for (; bits; bits &= bits - 1) {
            size_t i = from + (unsigned)__builtin_ctzll(bits);
            uint32_t slot = begin_slot(s.ptr + i);

            if (words->begins[slot / 64] >> (slot % 64) & 1)
                kinds |= words_at(words, slot, s, i);
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

/* Where the line that ends at ${end} begins, or at least so much of it as is looked at. */
static size_t line_begin(const struct link_place *place, size_t end)
{
    size_t least = end > place->low + 4 * LINE_MAX_LEN ? end - 4 * LINE_MAX_LEN : place->low;
    const char *text = place->text.ptr, *hit;

    if (end <= least)
        return end;
    hit = memrchr(text + least, '\n', end - least);
    return hit ? (size_t)(hit - text) + 1 : least;
}

static enum answer ask_before(struct link_words *words, const struct link_place *place,
                              unsigned asking, bool *ret_informs)
{
    size_t end = place->from;
    unsigned kinds;

    for (unsigned lines = 0, seen = 0; lines < 2 * LINES_BEFORE && seen < LINES_BEFORE; lines++) {
        size_t begin;
        struct slice line;
        enum answer answer;

        begin = line_begin(place, end);
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
