#ifndef MIOBOE_MAIL_LOOKALIKE_H
#define MIOBOE_MAIL_LOOKALIKE_H

/* Domains made to be taken for a brand's. */

#include "catalog/catalog.h"
#include "mail/domain.h"

enum lookalike {
    LOOKALIKE_NONE,
    LOOKALIKE_NEAR, /* one letter off, or the brand's name with more behind it: amazom.example,
                       vpassard.example, amazon-support.example; may be an honest name */
    LOOKALIKE_SAME  /* made to be read as the brand's: amazon.co.jp.evil.example,
                       amazon-co-jp.example, amaz0n.example, a Cyrillic а, full-width letters */
};

/*
 * Which brand's domain ${host} imitates, to ${ret_sender} (set only when there is one).  ${host} is
 * what was written, ${ascii} its domain_ascii(); neither is a brand's own (but for the form in
 * which it is written).  A domain with a role in the catalogue imitates nobody.  NEAR needs a
 * brand that signs all its mail: others have honest domains that mioboe does not know.
 */
enum lookalike lookalike_find(const struct catalog *catalog, struct domains *domains,
                              struct slice host, struct slice ascii, struct arena *arena,
                              const struct sender **ret_sender);

/* Whether ${text} has anything that could be read as something else: digits, rn, vv, letters of
 * other scripts; what is cheap to ask before domain_skeleton(). */
bool lookalike_may_hide(struct slice text);

#endif
