#ifndef MIOBOE_MAIL_LINK_ACT_H
#define MIOBOE_MAIL_LINK_ACT_H

/*
 * Whether a link asks the reader to do something that a forger wants: sign in, pay, confirm, give
 * data.  Told by words, Japanese and English, of the link itself and of the sentence around it:
 *
 * 1. Words of asking in its own text (ログイン, お支払い方法, verify …): it acts.
 * 2. Words of a footer in its own text (配信停止, privacy, app store …): it does not.
 * 3. Softer words in its own text (更新, キャンセル, update …), or the look of a button: it acts.
 * 4. Else the lines around decide, nearest first: its own line, up to three before it, one after
 * it; words of asking make it act, words of a footer do not.  Softer words count there only for a
 *    link that says nothing itself: a bare URL, "こちら", "here", a picture.
 * 5. "こちら", "here", "click" act when nothing around says that they merely inform (詳しく,
 * details).
 * 6. A bare URL or a picture that nothing near it explains does not act; but a picture that is all
 *    that the mail shows does.
 *
 * Words are compared folded: letters without case, full-width and half-width forms as one.
 */

#include "base/arena.h"

#define LINK_ACT_SLOTS 16384u
#define LINK_ACT_HEADS 1024u
#define LINK_ACT_WORDS 400u
#define LINK_ACT_SEEN 64u

/* The words by how they begin: three Latin letters, or two characters of Japanese. */
struct link_words {
    uint64_t begins[LINK_ACT_SLOTS / 64]; /* a bit for each slot that has a word */
    uint16_t heads[LINK_ACT_HEADS];       /* index + 1 of a word; 0 = none */
    uint16_t next[LINK_ACT_WORDS];        /* the next one of the same head */
    struct {
        struct slice line;
        unsigned kinds;
    } seen[LINK_ACT_SEEN]; /* lines of this text that were looked at: neighbours ask for them, too
                            */
};

void link_words_init(struct link_words *words);

/* Another text begins: what was seen of the one before does not count for it. */
void link_words_forget(struct link_words *words);

/* What a link looks like, for link_acts(). */
struct link_place {
    struct slice text; /* of the whole page */
    size_t from, to;   /* what is shown for the link */
    size_t low, high;  /* where the text of the links before and after it ends and begins */
    bool is_button;
};

bool link_acts(struct link_words *words, const struct link_place *place);

#endif
