#ifndef MIOBOE_RENDER_MAIL_WORDS_H
#define MIOBOE_RENDER_MAIL_WORDS_H

/* The codes of docs/api/mail.md as sentences. */

#include "mail/mail.h"
#include "render/page.h"

/* "It is genuine" … */
const char *mail_words_verdict(enum mail_verdict verdict);

/* Why it is judged so, in a sentence or two. */
struct slice mail_words_decision(struct page *page, const struct mail *mail);

/* What one check found. */
struct slice mail_words_reason(struct page *page, const struct mail_reason *reason);

#endif
