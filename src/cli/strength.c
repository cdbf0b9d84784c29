#include "cli/strength.h"

#include <zxcvbn.h>

#define CLUE_LEAST 4 /* characters: shorter words stand everywhere */

static unsigned clue_of(ZxcTypeMatch_t type)
{
    switch ((unsigned)type & (MULTIPLE_MATCH - 1u)) {
    case DICTIONARY_MATCH:
    case DICT_LEET_MATCH: return STRENGTH_WORD;
    case USER_MATCH:
    case USER_LEET_MATCH: return STRENGTH_OWN;
    case REPEATS_MATCH: return STRENGTH_REPEAT;
    case SEQUENCE_MATCH: return STRENGTH_SEQUENCE;
    case SPATIAL_MATCH: return STRENGTH_KEYS;
    case DATE_MATCH:
    case YEAR_MATCH: return STRENGTH_DATE;
    default: return 0;
    }
}

/* ${text} is NUL-terminated; what is easier counts. */
static void measure(const char *text, const struct words_of_passwords *words, struct strength *best)
{
    ZxcMatch_t *info = NULL;
    double bits = ZxcvbnMatch(text, words->at, &info);
    unsigned clues = 0;

    for (const ZxcMatch_t *m = info; m; m = m->Next)
        clues |= m->Length >= CLUE_LEAST || clue_of(m->Type) == STRENGTH_OWN ? clue_of(m->Type) : 0;
    ZxcvbnFreeInfo(info);
    if (bits < best->bits) {
        best->bits = bits;
        best->clues = clues;
    }
}

void strength_of(struct slice text, const struct words_of_passwords *words, struct strength *ret)
{
    char plain[PASSWORD_MAX + 1], normal[PASSWORD_MAX * 3 + 1], romaji[PASSWORD_MAX * 3 + 1];
    struct slice given = slice_sub(text, 0, PASSWORD_MAX);
    size_t len;

    *ret = (struct strength){.bits = 1e9, .length = password_length(given)};
    memcpy(plain, given.ptr, given.len);
    plain[given.len] = '\0';
    measure(plain, words, ret);
    len = password_normalise(given, normal, sizeof(normal) - 1);
    if (len) {
        normal[len] = '\0';
        measure(normal, words, ret);
        len = romaji_of((struct slice){normal, len}, romaji, sizeof(romaji) - 1);
        romaji[len] = '\0';
        measure(romaji, words, ret);
    }
    if (ret->length < PASSWORD_LEAST_ALONE)
        ret->clues |= STRENGTH_LENGTH;
}
