#include "watch/reply_word.h"

#include "base/text.h"
#include "watch/asking.h"

#define MAC_DIGITS 32u
#define EXPIRY_MAX 12u

enum { SAYS_YES = 1, SAYS_NO = 2, SAYS_OTHER = 4 };

struct phrase {
    const char *text;
    int says; /* 0: courtesy */
};

/* In any width and case; the longest that fits counts. */
static const struct phrase phrases[] = {
    {"はい", SAYS_YES},
    {"はーい", SAYS_YES},
    {"ハイ", SAYS_YES},
    {"ええ", SAYS_YES},
    {"私です", SAYS_YES},
    {"わたしです", SAYS_YES},
    {"私がしました", SAYS_YES},
    {"自分です", SAYS_YES},
    {"本人です", SAYS_YES},
    {"そうです", SAYS_YES},
    {"間違いありません", SAYS_YES},
    {"yes", SAYS_YES},
    {"yep", SAYS_YES},
    {"yeah", SAYS_YES},
    {"y", SAYS_YES},
    {"it was me", SAYS_YES},
    {"that was me", SAYS_YES},
    {"it's me", SAYS_YES},
    {"いいえ", SAYS_NO},
    {"イイエ", SAYS_NO},
    {"いえ", SAYS_NO},
    {"違います", SAYS_NO},
    {"ちがいます", SAYS_NO},
    {"違う", SAYS_NO},
    {"私ではありません", SAYS_NO},
    {"私ではないです", SAYS_NO},
    {"私じゃありません", SAYS_NO},
    {"私じゃないです", SAYS_NO},
    {"わたしではありません", SAYS_NO},
    {"自分ではありません", SAYS_NO},
    {"身に覚えがありません", SAYS_NO},
    {"身に覚えはありません", SAYS_NO},
    {"覚えがありません", SAYS_NO},
    {"覚えはありません", SAYS_NO},
    {"心当たりがありません", SAYS_NO},
    {"心当たりはありません", SAYS_NO},
    {"注文していません", SAYS_NO},
    {"買っていません", SAYS_NO},
    {"使っていません", SAYS_NO},
    {"知りません", SAYS_NO},
    {"no", SAYS_NO},
    {"nope", SAYS_NO},
    {"n", SAYS_NO},
    {"not me", SAYS_NO},
    {"it was not me", SAYS_NO},
    {"it wasn't me", SAYS_NO},
    {"that was not me", SAYS_NO},
    {"that wasn't me", SAYS_NO},
    {"です", 0},
    {"お世話になっております", 0},
    {"お世話になります", 0},
    {"お疲れ様です", 0},
    {"よろしくお願いします", 0},
    {"よろしくお願いいたします", 0},
    {"ありがとうございます", 0},
    {"ありがとう", 0},
    {"thanks", 0},
    {"thank you", 0},
    {"please", 0},
    {"hello", 0},
    {"hi", 0},
};

/* Below the answer: whatever may take it back. */
static const char *const doubts[] = {
    "?",      "でも", "ただ", "しかし", "けど",   "やっぱり", "やはり",  "違",     "はい", "いいえ",
    "ません", "ない", "かも", "多分",   "たぶん", "思",       "まだ",    "取り消", "but ", "not ",
    "n't",    "yes",  "no ",  "maybe",  "think",  "perhaps",  "however", "sorry",  "wait",
};

/* Where the notice, or a signature, begins. */
static const char *const endings[] = {
    "から送信", "から送られ", "sent from", "get outlook", "from:", "差出人", "送信者", "on behalf",
};

/* ------------------------------------------------------------------ a line */

static bool is_letter(struct slice s, size_t at)
{
    char c = at < s.len ? s.ptr[at] : ' ';

    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'';
}

/* Blanks and marks between words, in folded text; their length. */
static size_t gap_len(struct slice s)
{
    static const char *const gaps[] = {"、", "。", "・", "「", "」"};

    if (s.len && memchr(" ,.!()\"-~*_", s.ptr[0], 11))
        return 1;
    for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]); i++)
        if (slice_starts(s, slice_of(gaps[i])))
            return strlen(gaps[i]);
    return 0;
}

/* The longest phrase at the front of ${s}: its length, 0 = none. */
static size_t phrase_len(struct slice s, struct arena *arena, int *ret_says)
{
    size_t longest = 0;

    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        struct slice folded = text_fold(arena, slice_of(phrases[i].text));

        if (folded.len <= longest || !slice_starts(s, folded) ||
            (is_letter(s, folded.len) && is_letter(s, folded.len - 1)))
            continue;
        longest = folded.len;
        *ret_says = phrases[i].says;
    }
    return longest;
}

/* What a folded line says: bits. */
static int line_says(struct slice line, struct arena *arena)
{
    int says = 0, one = 0;

    while (line.len) {
        size_t len = gap_len(line);

        if (!len) {
            len = phrase_len(line, arena, &one);
            says |= len ? one : SAYS_OTHER;
            if (!len)
                return says;
        }
        line = slice_skip(line, len);
    }
    return says;
}

static bool has_any(struct slice folded, const char *const *words, size_t n, struct arena *arena)
{
    for (size_t i = 0; i < n; i++)
        if (slice_has(folded, text_fold(arena, slice_of(words[i]))))
            return true;
    return false;
}

static bool is_rule(struct slice line)
{
    size_t n = 0;

    while (n < line.len && memchr("-_=*", line.ptr[n], 4))
        n++;
    return n >= 2;
}

/* From such a line on it is not the person's word: a quotation, its head, a signature. */
static bool is_end(struct slice folded, struct arena *arena)
{
    return folded.ptr[0] == '>' || folded.ptr[0] == '|' || is_rule(folded) ||
           slice_has(folded, SLICE("@")) || slice_has(folded, SLICE("MIOBOE")) ||
           slice_ends(folded, SLICE(":")) ||
           has_any(folded, endings, sizeof(endings) / sizeof(endings[0]), arena);
}

/* ------------------------------------------------------------------ the text */

/* A curly apostrophe is one that phrases know. */
static struct slice fold(struct slice line, struct arena *arena)
{
    struct slice head, tail, folded = text_fold(arena, line);

    while (slice_cut(folded, SLICE("’"), &head, &tail))
        folded = arena_join(arena, (struct slice[]){head, SLICE("'"), tail}, 3);
    return folded;
}

enum reply_word reply_word_read(struct slice text, struct arena *arena)
{
    struct slice line;
    int says = 0;

    for (size_t n = 0; text.len && n < REPLY_WORD_LINES; n++) {
        slice_cut(text, SLICE("\n"), &line, &text);
        line = fold(line, arena);
        if (!line.len)
            continue;
        if (is_end(line, arena))
            break;
        if (says & (SAYS_YES | SAYS_NO)) {
            if (has_any(line, doubts, sizeof(doubts) / sizeof(doubts[0]), arena))
                return REPLY_UNCLEAR;
            continue;
        }
        says = line_says(line, arena);
        if (says & SAYS_OTHER)
            return REPLY_UNCLEAR;
    }
    return says == SAYS_YES ? REPLY_YES : says == SAYS_NO ? REPLY_NO : REPLY_UNCLEAR;
}

/* ------------------------------------------------------------------ signed answers */

static bool is_of(struct slice s, const char *first, size_t *ret_len)
{
    size_t n = 0;

    while (n < s.len &&
           ((s.ptr[n] >= '0' && s.ptr[n] <= '9') || (s.ptr[n] >= first[0] && s.ptr[n] <= first[1])))
        n++;
    *ret_len = n;
    return n > 0;
}

/* The length of what begins at ${s} with an id: ID.A.EXPIRY.MAC; 0 = it is none. */
static size_t token_len(struct slice s)
{
    size_t id, expiry, mac;

    is_of(slice_sub(s, 0, ASKING_ID_LEN), "az", &id);
    if (id != ASKING_ID_LEN || s.len < ASKING_ID_LEN + 3 || s.ptr[id] != '.' ||
        !memchr("ynr", s.ptr[id + 1], 3) || s.ptr[id + 2] != '.')
        return 0;
    s = slice_skip(s, id + 3);
    if (!is_of(s, "af", &expiry) || expiry > EXPIRY_MAX || expiry >= s.len || s.ptr[expiry] != '.')
        return 0;
    is_of(slice_skip(s, expiry + 1), "af", &mac);
    return mac < MAC_DIGITS ? 0 : id + 3 + expiry + 1 + MAC_DIGITS;
}

bool reply_token_next(struct slice s, size_t *at, struct slice *ret)
{
    for (size_t i = *at; i + ASKING_ID_LEN < s.len; i++) {
        size_t len = s.ptr[i + ASKING_ID_LEN] == '.' ? token_len(slice_skip(s, i)) : 0;

        if (!len)
            continue;
        *ret = slice_sub(s, i, i + len);
        *at = i + len;
        return true;
    }
    *at = s.len;
    return false;
}
