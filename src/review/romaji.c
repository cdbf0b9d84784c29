#include "review/romaji.h"

#include "base/text.h"

/* ------------------------------------------------------------------ kana */

#define HIRAGANA 0x3041u
#define KATAKANA 0x30A1u
#define KANA 86u /* ぁ to ん; ヴ stands behind */
#define SMALL_TSU 0x3063u
#define LONG_MARK 0x30FCu

static const char *const syllables[KANA] = {
    "a",  "a",  "i",   "i",  "u",  "u",   "e",  "e",   "o",  "o",  "ka", "ga", "ki", "gi", "ku",
    "gu", "ke", "ge",  "ko", "go", "sa",  "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo",
    "ta", "da", "chi", "ji", "",   "tsu", "zu", "te",  "de", "to", "do", "na", "ni", "nu", "ne",
    "no", "ha", "ba",  "pa", "hi", "bi",  "pi", "fu",  "bu", "pu", "he", "be", "pe", "ho", "bo",
    "po", "ma", "mi",  "mu", "me", "mo",  "ya", "ya",  "yu", "yu", "yo", "yo", "ra", "ri", "ru",
    "re", "ro", "wa",  "wa", "i",  "e",   "o",  "n",   "vu", "ka", "ke"};

/* Hiragana and katakana are one row of the table; 0 = no kana. */
static uint32_t as_hiragana(uint32_t cp)
{
    if (cp >= KATAKANA && cp < KATAKANA + KANA)
        return cp - KATAKANA + HIRAGANA;
    return cp >= HIRAGANA && cp < HIRAGANA + KANA ? cp : 0;
}

static bool is_small_y(uint32_t kana)
{
    return kana == 0x3083 || kana == 0x3085 || kana == 0x3087; /* ゃ ゅ ょ */
}

struct romaji {
    char *at;
    size_t len, cap;
    bool doubles; /* っ came before */
};

static void add(struct romaji *r, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n && r->len < r->cap; i++)
        r->at[r->len++] = bytes[i];
}

/* し + ゃ is sha, き + ゃ is kya. */
static void add_small_y(struct romaji *r, const char *syllable)
{
    bool drops_y;

    if (r->len && r->at[r->len - 1] == 'i')
        r->len--;
    drops_y = r->len && (r->at[r->len - 1] == 'h' || r->at[r->len - 1] == 'j');
    add(r, syllable + drops_y, strlen(syllable) - drops_y);
}

static void add_kana(struct romaji *r, uint32_t kana)
{
    const char *syllable = syllables[kana - HIRAGANA];

    if (kana == SMALL_TSU) {
        r->doubles = true;
        return;
    }
    if (is_small_y(kana)) {
        add_small_y(r, syllable);
        return;
    }
    if (r->doubles && syllable[0] != 'n')
        add(r, syllable[0] == 'c' ? "t" : syllable, 1);
    r->doubles = false;
    add(r, syllable, strlen(syllable));
}

size_t romaji_of(struct slice text, char *ret, size_t cap)
{
    struct romaji r = {ret, 0, cap, false};
    uint32_t cp;
    size_t n;

    while ((n = text_next(text, &cp)) > 0) {
        uint32_t kana = as_hiragana(cp);

        if (kana)
            add_kana(&r, kana);
        else if (cp == LONG_MARK && r.len)
            add(&r, &r.at[r.len - 1], 1); /* タロー: taroo, as good as any */
        else
            add(&r, text.ptr, n);
        text = slice_skip(text, n);
    }
    return r.len;
}

/* ------------------------------------------------------------------ spellings */

/* `from` stands where ${next} (or nothing that matters) follows, and becomes `to`. */
struct respelling {
    struct slice from, to;
};

#define ROW(a, b)            \
    {                        \
        {a, sizeof(a) - 1},  \
        {                    \
            b, sizeof(b) - 1 \
        }                    \
    }

static const struct respelling kunrei[] = {
    ROW("sha", "sya"), ROW("shu", "syu"), ROW("sho", "syo"), ROW("cha", "tya"), ROW("chu", "tyu"),
    ROW("cho", "tyo"), ROW("ja", "zya"),  ROW("ju", "zyu"),  ROW("jo", "zyo"),  ROW("shi", "si"),
    ROW("chi", "ti"),  ROW("tsu", "tu"),  ROW("fu", "hu"),   ROW("ji", "zi")};
static const struct respelling shortened[] = {ROW("ou", "o"), ROW("oo", "o"), ROW("uu", "u")};
static const struct respelling with_h[] = {ROW("ou", "oh"), ROW("oo", "oh")};
static const struct respelling before_lips[] = {ROW("nb", "mb"), ROW("nm", "mm"), ROW("np", "mp")};

#define RESPELL(word, rows, arena) \
    respell((word), (rows), sizeof(rows) / sizeof((rows)[0]), (arena))

static struct slice respell(struct slice word, const struct respelling *rows, size_t len,
                            struct arena *arena)
{
    char *to = arena_alloc(arena, word.len * 2 + 1);
    size_t n = 0, i = 0;

    while (i < word.len) {
        struct slice rest = slice_skip(word, i);
        size_t row = 0;

        while (row < len && !slice_starts(rest, rows[row].from))
            row++;
        if (row < len) {
            memcpy(to + n, rows[row].to.ptr, rows[row].to.len);
            n += rows[row].to.len;
            i += rows[row].from.len;
        } else {
            to[n++] = word.ptr[i++];
        }
    }
    return (struct slice){to, n};
}

static void keep(struct slice word, struct slice *ret, size_t *len)
{
    for (size_t i = 0; i < *len; i++)
        if (slice_eq(ret[i], word))
            return;
    if (*len < ROMAJI_SPELLINGS)
        ret[(*len)++] = word;
}

size_t romaji_spellings(struct slice word, struct arena *arena, struct slice ret[ROMAJI_SPELLINGS])
{
    struct slice lips = RESPELL(word, before_lips, arena);
    const struct slice stems[] = {word, RESPELL(word, shortened, arena),
                                  RESPELL(word, with_h, arena)};
    size_t len = 0;

    for (size_t i = 0; i < 3; i++) {
        keep(stems[i], ret, &len);
        keep(RESPELL(stems[i], kunrei, arena), ret, &len);
    }
    keep(lips, ret, &len);
    keep(RESPELL(lips, shortened, arena), ret, &len);
    return len;
}
