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
 */

#include "mail/link_look.h"

/* What a link looks like, for link_acts(). */
struct link_place {
    struct slice text; /* of the whole page */
    size_t from, to;   /* what is shown for the link */
    size_t low, high;  /* where the text of the links before and after it ends and begins */
    bool is_button;
};

bool link_acts(struct link_look *look, const struct link_place *place);

#endif
