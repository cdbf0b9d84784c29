#include "review/password.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"

#include <utf8proc.h>

#define OWN_LEAST 3u /* characters of a word of one's own */
#define OWN_MOST 64u

size_t password_normalise(struct slice text, char *ret, size_t cap)
{
    /* as many code points as bytes at most, times what NFKC makes of the longest (18 of U+FDFA) */
    int32_t buffer[PASSWORD_MAX * 3];
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    utf8proc_ssize_t n;

    if (!text_is_utf8(text) || text.len > PASSWORD_MAX)
        return 0;
    n = utf8proc_decompose((const uint8_t *)text.ptr, (utf8proc_ssize_t)text.len, buffer,
                           (utf8proc_ssize_t)(sizeof(buffer) / sizeof(buffer[0])) - 1, options);
    if (n <= 0 || (size_t)n >= sizeof(buffer) / sizeof(buffer[0]))
        return 0;
    n = utf8proc_reencode(buffer, n, options);
    if (n <= 0 || (size_t)n > cap)
        return 0;
    memcpy(ret, buffer, (size_t)n);
    return (size_t)n;
}

size_t password_length(struct slice text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return n;
}

enum password_verdict password_judge(size_t length, double bits, bool is_breached)
{
    if (is_breached || length < PASSWORD_LEAST || bits < PASSWORD_BITS_WEAK)
        return PASSWORD_WEAK;
    return length < PASSWORD_LEAST_ALONE || bits < PASSWORD_BITS_GOOD ? PASSWORD_FAIR
                                                                      : PASSWORD_GOOD;
}

struct slice password_verdict_name(enum password_verdict verdict)
{
    static const struct slice names[] = {[PASSWORD_WEAK] = {"weak", 4},
                                         [PASSWORD_FAIR] = {"fair", 4},
                                         [PASSWORD_GOOD] = {"good", 4}};

    return names[verdict];
}

/* ------------------------------------------------------------------ words */

ARRAY_TYPE(c_strings, const char *);

struct gathering {
    struct arena *arena;
    struct c_strings words;
    struct map told;
};

static void add_word(struct gathering *g, struct slice word)
{
    uint64_t hash = hash_bytes(word, 0);
    char *text;

    if (map_find(&g->told, hash, NULL, NULL) != MAP_NONE)
        return;
    map_add(&g->told, g->arena, hash, 0, NULL, NULL);
    text = arena_alloc(g->arena, word.len + 1);
    memcpy(text, word.ptr, word.len);
    *array_push(g->arena, &g->words) = text;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_word_byte(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The words of a text: `太郎's Fire-TV 2` gives fire. */
static void add_own(struct gathering *g, struct slice text)
{
    char romaji[TEXT_FOLD_MAX], word[OWN_MOST];
    struct slice folded = text_fold(g->arena, slice_sub(text, 0, TEXT_FOLD_MAX / 4));
    size_t len = romaji_of(folded, romaji, sizeof(romaji)), n = 0;

    for (size_t i = 0; i <= len; i++) {
        if (i < len && is_word_byte(romaji[i])) {
            if (n < sizeof(word))
                word[n++] = lower(romaji[i]);
            continue;
        }
        if (n >= OWN_LEAST && n < sizeof(word))
            add_word(g, (struct slice){word, n});
        n = 0;
    }
}

void password_words(const struct slice *own, size_t own_len, const struct word_list *lists,
                    size_t lists_len, struct arena *arena, struct words_of_passwords *ret)
{
    struct gathering g = {.arena = arena};
    struct slice spellings[ROMAJI_SPELLINGS];

    for (size_t i = 0; i < own_len; i++)
        add_own(&g, own[i]);
    for (size_t l = 0; l < lists_len; l++)
        for (size_t i = 0; i < lists[l].words_len; i++) {
            size_t n = romaji_spellings(lists[l].words[i], arena, spellings);

            for (size_t k = 0; k < n; k++)
                add_word(&g, spellings[k]);
        }
    *array_push(arena, &g.words) = NULL;
    *ret = (struct words_of_passwords){g.words.at, g.words.len - 1};
}
