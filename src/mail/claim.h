#ifndef MIOBOE_MAIL_CLAIM_H
#define MIOBOE_MAIL_CLAIM_H

/* Which brands a message presents itself as sent by (docs/design/mail.md): sender, display name,
 * look; never by merely naming one. */

#include "catalog/catalog.h"
#include "mail/domain.h"
#include "mail/link.h"

#define CLAIM_MAX_TEXT 4096u /* bytes of a text part that its wording is looked for in */

enum claim_ground {
    CLAIM_FROM_DOMAIN, /* the From domain is the brand's */
    CLAIM_LOCAL_PART,  /* no display name, and a word before the @ is the brand's name */
    CLAIM_LOOKALIKE,   /* the From domain imitates the brand's: amaz0n.co.jp,
                          amazon.co.jp.evil.example */
    CLAIM_RESEMBLES,   /* it is close to the brand's, and the message speaks of the brand; may be
                          an honest other name */
    CLAIM_NAME,        /* the display name begins with the brand's name or shows its domain */
    CLAIM_LOGO,        /* its pictures come from the brand, with the brand's wording beside */
    CLAIM_LOOK         /* subject and text have wordings that only the brand's notices have */
};

struct claim {
    const struct sender *sender;
    unsigned grounds; /* 1u << enum claim_ground */
};
ARRAY_TYPE(claims, struct claim);

/*
 * Append what ${message} with its ${links} claims to ${ret}, each brand once, in the order: what
 * the name says, what the address says, what it looks like.  A reply, a forwarded message and a
 * list mail claim nothing by their look, and a name `… via …` of a list claims nothing either.
 */
void claim_read(const struct catalog *catalog, struct domains *domains,
                const struct mime_message *message, const struct link_list *links,
                struct arena *arena, struct claims *ret);

/* Whether ${claim} has one of the ${grounds} (1u << ground, joined). */
bool claim_has(const struct claim *claim, unsigned grounds);

#endif
