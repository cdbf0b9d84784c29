#ifndef MIOBOE_CLI_RESOLVER_H
#define MIOBOE_CLI_RESOLVER_H

/* Where public keys come from, in this order: a file instead of everything else, what was seen
 * before, the network, what is shipped. */

#include "catalog/catalog.h"
#include "cli/dns_file.h"
#include "cli/option.h"
#include "mail/key.h"

struct resolver_opts {
    const char *dns_file; /* NULL = none; else nothing but this file is asked */
    bool network;
    int32_t today;
    const struct catalog *catalog; /* shipped keys; may be NULL */
    const struct options *options; /* where the store lies */
};

struct resolver;

/*
 * Ready to be asked.  A file that cannot be read is said on standard error, and ${ret_failed} set;
 * the resolver can be asked all the same.  Lives in ${arena}.
 */
struct resolver *resolver_new(const struct resolver_opts *opts, struct arena *arena,
                              bool *ret_failed);

/* Remember what the network said; say when it did not answer. */
void resolver_done(struct resolver *resolver);

struct key_source resolver_keys(struct resolver *resolver);

#endif
