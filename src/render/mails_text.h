#ifndef MIOBOE_RENDER_MAILS_TEXT_H
#define MIOBOE_RENDER_MAILS_TEXT_H

/* What mails add to the text report of explain. */

#include "explain/mails.h"
#include "render/page.h"

/* Below a charge: when and where it was noticed, and mails about its sum that nobody can prove. */
void mails_text_charge(struct page *page, const struct report *report, uint32_t entry);

/* Forged mails; charges that no statement shows yet; how many mails could not be proven. */
void mails_text_write(struct page *page, const struct report *report);

#endif
