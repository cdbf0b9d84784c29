#ifndef MIOBOE_MAIL_LINK_LOOK_H
#define MIOBOE_MAIL_LINK_LOOK_H

/*
 * Which kinds of words (link_words.h) are in a part of a text.  Words are compared folded: letters
 * without case, full-width and half-width forms as one.
 */

#include "base/arena.h"

#define LINK_LOOK_SLOTS 16384u
#define LINK_LOOK_HEADS 1024u
#define LINK_LOOK_LIST 400u
#define LINK_LOOK_SEEN 64u
#define LINK_LOOK_WORDS 64u                          /* of one gap; with more it is not kept */
#define LINK_LOOK_FOLDED 512u                        /* bytes of folded text looked at in one go */
#define LINK_LOOK_BUFFER (1 + LINK_LOOK_FOLDED + 64) /* a blank before them, zeroes behind */

/* A word of a gap, by the bytes that it stands on. */
struct link_gap_word {
    uint16_t from, to;
    uint8_t kind;  /* enum link_word */
    bool is_whole; /* it is not the beginning of a longer one */
};

/* The text between two links, of which lines are asked for from both. */
struct link_gap {
    struct slice text;
    bool is_plain; /* what follows is known */
    size_t len;
    struct link_gap_word words[LINK_LOOK_WORDS];
    char buffer[LINK_LOOK_BUFFER]; /* folded */
};

/* The words by how they begin: three Latin letters, or two characters of Japanese. */
struct link_look {
    uint64_t begins[LINK_LOOK_SLOTS / 64]; /* a bit for each slot that has a word */
    uint16_t heads[LINK_LOOK_HEADS];       /* index + 1 of a word; 0 = none */
    struct {
        uint64_t bytes, mask; /* its first eight; ${mask}: those of them that it has */
        uint16_t next;        /* the next one of the same head */
    } word[LINK_LOOK_LIST];
    struct {
        struct slice line;
        unsigned kinds;
    } seen[LINK_LOOK_SEEN]; /* parts of this text that were looked at */
    struct link_gap gap;    /* the last */
};

void link_look_init(struct link_look *look);

/* Another text begins: what was seen of the one before does not count for it. */
void link_look_forget(struct link_look *look);

/* The kinds of words (bits, enum link_word) in ${s}, a part of the text. */
unsigned link_look_at(struct link_look *look, struct slice s);

/* ${text} lies between two links, or before the first or behind the last; link_look_at_line() is
 * then quick for what lies in it. */
void link_look_between(struct link_look *look, struct slice text);

/* As link_look_at(). */
unsigned link_look_at_line(struct link_look *look, struct slice s);

#endif
