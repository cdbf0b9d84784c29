#ifndef MIOBOE_MAIL_LINK_WORDS_H
#define MIOBOE_MAIL_LINK_WORDS_H

/* What words of a link, or of the sentence around it, tell of it (link_act.h says how). */

#include "base/slice.h"

enum link_word {
    WORD_ASK = 1,    /* sign in, pay, confirm, give data */
    WORD_SOFT = 2,   /* do something with an order or an account */
    WORD_FOOTER = 4, /* what stands below every mail */
    WORD_INFORM = 8, /* only more to read */
    WORD_POINT = 16, /* says nothing but "here" */
    WORD_WARN = 32   /* tells never to give data away */
};

struct link_word_row {
    struct slice text; /* folded: small letters, full-width kana; three bytes at least */
    enum link_word kind;
};

extern const struct link_word_row link_words_list[];
extern const size_t link_words_len;

#endif
