#ifndef MIOBOE_MAIL_CLAIM_H
#define MIOBOE_MAIL_CLAIM_H

/* Which brands a message presents itself as sent by (docs/design/mail.md): sender, display name,
 * look; never by merely naming one. */

#include "catalog/catalog.h"
#include "mail/domain.h"
#include "mail/link.h"

enum claim_ground {
    CLAIM_FROM_DOMAIN,
    CLAIM_LOCAL_PART,
    CLAIM_LOOKALIKE,
    CLAIM_NAME,
    CLAIM_LOGO,
    CLAIM_LOOK
};

struct claim {
    const struct sender *sender;
    unsigned grounds; /* 1u << enum claim_ground */
};
ARRAY_TYPE(claims, struct claim);

void claim_read(const struct catalog *catalog, struct domains *domains,
                const struct mime_message *message, const struct link_list *links,
                struct arena *arena, struct claims *ret);

#endif
