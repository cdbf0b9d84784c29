#ifndef MIOBOE_MAIL_DOMAIN_H
#define MIOBOE_MAIL_DOMAIN_H

/* Domain names: registrable domain (public suffix list), ASCII form (IDNA 2008, UTS 46),
 * look-alikes (UTS 39). */

#include "base/arena.h"

#define DOMAIN_MAX 253u /* octets, RFC 1035 section 2.3.4 */

struct domains;

/* What the three libraries keep; for as long as domains are asked about.  Not shared between
 * threads. */
struct domains *domains_new(const struct allocator *allocator);
void domains_free(struct domains *domains);

/*
 * ${host} as browsers would look it up: %XX decoded, default-ignorable code points gone, full-width
 * and ideographic dots mapped, UTS 46 (not transitional), punycode, lower case, no dot at the end;
 * names that IDNA 2008 forbids but browsers look up (emoji) are taken too.  Return false when it is
 * no domain name: empty labels, letters that no host has, an IP address in any form.
 */
bool domain_ascii(struct domains *domains, struct slice host, struct arena *arena,
                  struct slice *ret);

/* ${ascii} as it is shown to readers, punycode decoded (`xn--mazon-3ve.co.jp`); itself where that
 * cannot be. */
struct slice domain_unicode(struct slice ascii, struct arena *arena);

/*
 * The registrable domain of a name as domain_ascii() gives it (`www.amazon.co.jp` →
 * `amazon.co.jp`), part of ${ascii}; the name itself for a public suffix or an IP address.  The
 * list is the one that libpsl carries in itself, with its private section (`x.github.io` is one).
 */
struct slice domain_registrable(struct domains *domains, struct slice ascii, struct arena *arena);

/* Whether ${ascii} is ${domain} or lies below it. */
bool domain_within(struct slice ascii, struct slice domain);

/* Relaxed alignment (RFC 7489 section 3.1): same registrable domain.  ${domains} may be NULL. */
bool domain_aligned(struct domains *domains, struct slice a, struct slice b);

/* Longer texts are compared up to here (bytes). */
#define DOMAIN_MAX_TEXT 512u

/*
 * What a reader sees in ${text} (a domain or a name): UTS 46 mapping, default-ignorables stripped,
 * confusables' skeleton (UTS 39) of the lower-cased text, lower-cased again.  `amaz0n`, `аmazon`
 * (Cyrillic а), `ａｍａｚｏｎ` and `amazon` give the same bytes.  Only for comparing, never for
 * showing.
 */
struct slice domain_skeleton(struct domains *domains, struct slice text, struct arena *arena);

#endif
