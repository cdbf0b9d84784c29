#ifndef MIOBOE_CATALOG_WORD_LIST_H
#define MIOBOE_CATALOG_WORD_LIST_H

/* Words that people make passwords of, in romaji.  Rows: catalog/words/NAME.yaml. */

#include "catalog/provenance.h"

#include <stddef.h>

struct word_list {
    struct slice id;
    /* a-z only; long vowels as in the kana (`tarou`, `ookubo`): other spellings are derived */
    const struct slice *words;
    size_t words_len;
    struct provenance provenance;
};

#endif
