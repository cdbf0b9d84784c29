#ifndef MIOBOE_RENDER_MAIL_TEXT_H
#define MIOBOE_RENDER_MAIL_TEXT_H

/* A message that was checked, for people: what it is, why, where it leads, and what to do now. */

#include "render/mail_json.h"
#include "render/page.h"

/* One line for a message among many. */
void mail_text_line(struct page *page, const struct mail_place *place, const struct mail *mail);

/* All that there is to say. */
void mail_text_write(struct page *page, const struct mail_place *place, const struct mail *mail);

/* The sum of many. */
void mail_text_summary(struct page *page, const struct mail_counts *counts);

#endif
