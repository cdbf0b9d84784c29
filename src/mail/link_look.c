#include "mail/link_look.h"

#include "mail/link_unseen.h"
#include "mail/link_words.h"

#include "base/lane.h"
#include "base/text.h"

#include <assert.h>
#include <utf8proc.h>

#define FOLDED_MAX LINK_LOOK_FOLDED
#define FOLDED_ENOUGH (FOLDED_MAX - 64u) /* the last character may take so many more */

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
static inline bool is_plain(lane in, lane next, lane third, bool after_blank)
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

/* The sixteen bytes at ${at}, the last of a text, to ${out}. */
static bool fold_last(const char *at, char *out, bool after_blank)
{
    lane in = lane_folded(at), end = lane_of('x'); /* something plain behind the end */

    lane_write(out, small_letters(in));
    return is_plain(in, lane_from(in, end, 1), lane_from(in, end, 2), after_blank);
}

static bool is_break(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* fold() of what needs no more than small letters, as most text does.  Return whether it was so. */
static bool fold_plain(struct slice s, char *out)
{
    char few[LANE];
    size_t n = 0;
    bool after_blank = true;

    if (s.len > FOLDED_ENOUGH)
        return false;
    if (s.len < LANE) {
        memset(few, 'x', sizeof(few));
        memcpy(few, s.ptr, s.len);
        return fold_last(few, out, true);
    }
    for (; n + LANE < s.len; n += LANE) {
        lane in = lane_folded(s.ptr + n), next = lane_read(s.ptr + n + 1), third;

        third = n + LANE + 1 < s.len ? lane_read(s.ptr + n + 2) : lane_from(next, lane_of('x'), 1);
        if (!is_plain(in, next, third, after_blank))
            return false;
        lane_write(out + n, small_letters(in));
        after_blank = is_break(s.ptr[n + LANE - 1]);
    }
    n = s.len - LANE;
    return fold_last(s.ptr + n, out + n, n == 0 || is_break(s.ptr[n - 1]));
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

/* ${s} folded to ${out} (FOLDED_MAX bytes); what does not fit is left out.  ${ret_is_plain}: each
 * byte stands where it stood. */
static struct slice fold(struct slice s, char *out, bool *ret_is_plain)
{
    size_t len = 0, n;

    *ret_is_plain = fold_plain(s, out);
    if (*ret_is_plain)
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

/* Eight bytes from ${at} on, the first as the lowest. */
static uint64_t eight_at(const char *at)
{
    uint64_t bytes;

    memcpy(&bytes, at, sizeof(bytes));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* Of the first three Latin letters, or the first two characters of three bytes. */
static uint32_t begin_slot(uint64_t eight)
{
    static const uint64_t three = UINT64_C(0xFFFFFF), six = UINT64_C(0xFFFFFFFFFFFF);

    eight &= eight & 0x80 ? six : three;
    return (uint32_t)((eight * UINT64_C(0x9E3779B97F4A7C15)) >> 50);
}

static uint64_t word_eight(struct slice word)
{
    char begin[8] = {0};

    memcpy(begin, word.ptr, word.len < sizeof(begin) ? word.len : sizeof(begin));
    return eight_at(begin);
}

/* What a word can begin with: a small letter, or a character of three bytes. */
static bool is_begin(char c)
{
    return (c >= 'a' && c <= 'z') || ((unsigned char)c & 0xF0) == 0xE0;
}

void link_look_init(struct link_look *look)
{
    assert(link_words_len <= LINK_LOOK_LIST);
    memset(look->begins, 0, sizeof(look->begins));
    memset(look->heads, 0, sizeof(look->heads));
    link_look_forget(look);
    for (size_t i = 0; i < link_words_len; i++) {
        struct slice text = link_words_list[i].text;
        uint64_t eight = word_eight(text);
        uint32_t slot = begin_slot(eight);
        uint16_t *head = &look->heads[slot % LINK_LOOK_HEADS];

        assert(is_begin(text.ptr[0]));
        look->begins[slot / 64] |= UINT64_C(1) << (slot % 64);
        look->word[i].bytes = eight;
        look->word[i].mask = text.len < 8 ? (UINT64_C(1) << (8 * text.len)) - 1 : UINT64_MAX;
        look->word[i].next = *head;
        *head = (uint16_t)(i + 1);
    }
}

/* Whether ${word} stands at ${at} of ${s}, be it as part of a longer one. */
static bool stands(struct slice s, size_t at, struct slice word)
{
    return s.len - at >= word.len && (word.len <= 8 || memcmp(s.ptr + at, word.ptr, word.len) == 0);
}

/* Whether the word that stands at ${at} ends there; one that does not begin with a Latin letter
 * always does. */
static bool is_whole(struct slice s, size_t at, struct slice word)
{
    if ((unsigned char)word.ptr[0] >= 0x80)
        return true;
    return at + word.len == s.len || !is_alnum(s.ptr[at + word.len]) ||
           !is_alnum(word.ptr[word.len - 1]);
}

/* The words that stand at ${at} of the folded ${s}, up to the next whose number ${*next} is; NULL =
 * no more.  At first ${*next} is what first_at() gives. */
static const struct link_word_row *next_at(const struct link_look *look, struct slice s, size_t at,
                                           size_t *next)
{
    uint64_t eight = eight_at(s.ptr + at);

    for (size_t i = *next; i > 0; i = look->word[i - 1].next) {
        const struct link_word_row *row = &link_words_list[i - 1];

        *next = look->word[i - 1].next;
        if (((eight ^ look->word[i - 1].bytes) & look->word[i - 1].mask) == 0 &&
            stands(s, at, row->text))
            return row;
    }
    return NULL;
}

static size_t first_at(const struct link_look *look, struct slice s, size_t at)
{
    return look->heads[begin_slot(eight_at(s.ptr + at)) % LINK_LOOK_HEADS];
}

/* The kinds of the words that stand at ${at} of the folded ${s}. */
static unsigned kinds_at(const struct link_look *look, struct slice s, size_t at)
{
    size_t next = first_at(look, s, at);
    const struct link_word_row *row;
    unsigned kinds = 0;

    while ((row = next_at(look, s, at, &next)))
        if (is_whole(s, at, row->text))
            kinds |= row->kind;
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

/* Where in the folded ${s} a word may begin, for the slot there has one: to ${ret}; how many. */
static size_t places(const struct link_look *look, struct slice s, uint16_t *ret)
{
    size_t len = 0;

    for (size_t from = 0; from < s.len; from += 64) {
        const char *at = s.ptr + from;
        uint64_t bits = beginnings(at) | (uint64_t)beginnings(at + 16) << 16 |
                        (uint64_t)beginnings(at + 32) << 32 | (uint64_t)beginnings(at + 48) << 48;

        for (; bits; bits &= bits - 1) { /* no branch for what cannot be foretold */
            size_t i = from + (unsigned)__builtin_ctzll(bits);
            uint32_t slot = begin_slot(eight_at(s.ptr + i));

            ret[len] = (uint16_t)i;
            len += look->begins[slot / 64] >> (slot % 64) & 1;
        }
    }
    return len;
}

/* ${s} folded, with a blank before it and zeroes behind. */
static struct slice fold_within(struct slice s, char buffer[LINK_LOOK_BUFFER], bool *ret_is_plain)
{
    buffer[0] = ' ';
    s = fold(s, buffer + 1, ret_is_plain);
    memset(buffer + 1 + s.len, 0, 64);
    return s;
}

static unsigned kinds_of(const struct link_look *look, struct slice s)
{
    char buffer[LINK_LOOK_BUFFER];
    uint16_t found[FOLDED_MAX + 1];
    bool is_plain;
    unsigned kinds = 0;
    size_t len;

    s = fold_within(s, buffer, &is_plain);
    len = places(look, s, found);
    for (size_t i = 0; i < len; i++)
        kinds |= kinds_at(look, s, found[i]);
    return kinds;
}

unsigned link_look_at(struct link_look *look, struct slice s)
{
    size_t slot = ((uintptr_t)s.ptr >> 2 ^ (uintptr_t)s.ptr ^ s.len) % LINK_LOOK_SEEN;

    if (look->seen[slot].line.ptr != s.ptr || look->seen[slot].line.len != s.len) {
        look->seen[slot].kinds = kinds_of(look, s);
        look->seen[slot].line = s;
    }
    return look->seen[slot].kinds;
}

void link_look_forget(struct link_look *look)
{
    memset(look->seen, 0, sizeof(look->seen));
    look->gap.text = SLICE("");
    look->gap.is_plain = false;
}

/* ---- between two links ---- */

/* All words of a gap that stands folded in its buffer.  Return false when there are too many. */
static bool gap_words(const struct link_look *look, struct link_gap *gap)
{
    struct slice s = {gap->buffer + 1, gap->text.len};
    uint16_t found[FOLDED_MAX + 1];
    size_t len = places(look, s, found);

    gap->len = 0;
    for (size_t i = 0; i < len; i++) {
        size_t at = found[i], next = first_at(look, s, at);
        const struct link_word_row *row;

        while ((row = next_at(look, s, at, &next))) {
            if (gap->len == LINK_LOOK_WORDS)
                return false;
            gap->words[gap->len++] =
                (struct link_gap_word){(uint16_t)at, (uint16_t)(at + row->text.len),
                                       (uint8_t)row->kind, is_whole(s, at, row->text)};
        }
    }
    return true;
}

/* What is folded in another way than byte by byte, or is long, is not kept. */
static void read_gap(const struct link_look *look, struct link_gap *gap)
{
    gap->is_plain = false;
    if (gap->text.len > 0 && gap->text.len <= FOLDED_ENOUGH)
        (void)fold_within(gap->text, gap->buffer, &gap->is_plain);
    if (gap->is_plain)
        gap->is_plain = gap_words(look, gap);
}

void link_look_between(struct link_look *look, struct slice text)
{
    struct link_gap *gap = &look->gap;

    text = slice_trim(text);
    if (gap->text.ptr == text.ptr && gap->text.len == text.len)
        return;
    gap->text = text;
    read_gap(look, gap);
}

unsigned link_look_at_line(struct link_look *look, struct slice s)
{
    const struct link_gap *gap = &look->gap;
    size_t from = (size_t)((uintptr_t)s.ptr - (uintptr_t)gap->text.ptr), to = from + s.len;
    struct slice line = {gap->buffer + 1, to};
    unsigned kinds = 0;

    if (s.len == 0)
        return 0;
    if (!gap->is_plain || from >= gap->text.len || to > gap->text.len)
        return link_look_at(look, s);
    for (size_t i = 0; i < gap->len; i++) {
        const struct link_gap_word *word = &gap->words[i];

        if (word->from >= from && word->to <= to && (word->is_whole || word->to == to))
            kinds |= word->kind;
    }
    /* it is cut from the middle of a word: what is left of that may be one, too */
    if (from > 0 && is_alnum(line.ptr[from - 1]) && is_begin(line.ptr[from]))
        kinds |= kinds_at(look, line, from);
    return kinds;
}
