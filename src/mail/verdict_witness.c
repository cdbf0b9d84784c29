#include "mail/verdict_judge.h"

/* The domain of a `dkim=pass` that signs for the brand; empty = none. */
static struct slice saw_brand(const struct verdict_judge *j, const struct authres_results *results)
{
    for (size_t i = 0; i < results->len; i++) {
        const struct authres_result *r = &results->at[i];

        if (slice_eq(r->method, SLICE("dkim")) && slice_eq(r->result, SLICE("pass")) &&
            sender_lists(&j->brand->signing_domains, r->domain))
            return r->domain;
    }
    return SLICE("");
}

struct slice verdict_authres_saw(const struct verdict_judge *j)
{
    return j->brand ? saw_brand(j, &j->witnessed) : SLICE("");
}

static bool is_trusted(const struct verdict_judge *j, const struct arc_instance *instance)
{
    return !verdict_uses(j, BAR_SEALERS) ||
           sender_has_role(j->env->catalog, instance->sealer, SENDER_SEALER);
}

/* What the newest hand signed is From, Subject and how the body is read, too: else these may be
 * newer than the chain. */
static bool chain_signs(const struct verdict_judge *j)
{
    const struct mail_signatures *all = &j->mail->signatures;

    for (size_t i = 0; i < all->len; i++)
        if (all->at[i].type == SIGNATURE_ARC && all->at[i].signs_from && all->at[i].signs_subject &&
            (verdict_form_holds(j, &all->at[i]) || !verdict_uses(j, BAR_FORM_SIGNED)))
            return true;
    return !verdict_uses(j, BAR_CHAIN_SIGNS);
}

/*
 * From the newest instance down as far as sealers are trusted: whoever sealed later could have
 * changed the message and what it says of it (RFC 8617 section 5.2 leaves that to the reader).
 */
struct slice verdict_arc_saw(const struct verdict_judge *j)
{
    const struct arc_instances *chain = &j->mail->arc.instances;

    if (!j->brand || j->mail->arc.cv != ARC_PASS || !chain_signs(j))
        return SLICE("");
    for (size_t i = chain->len; i > 0 && is_trusted(j, &chain->at[i - 1]); i--) {
        struct authres seen = {.authserv = {NULL, 0}};

        if (authres_read(chain->at[i - 1].results, j->arena, &seen) == 0 &&
            saw_brand(j, &seen.results).len > 0)
            return chain->at[i - 1].sealer;
    }
    return SLICE("");
}
