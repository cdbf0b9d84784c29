#ifndef MIOBOE_CLI_GEO_FILE_H
#define MIOBOE_CLI_GEO_FILE_H

/*
 * Databases of addresses in the Internet that the person owns (MaxMind DB files: GeoLite2, DB-IP
 * …): country and owner of a network.  Opened before rights are given up; looking up needs none.
 */

#include "cli/option.h"
#include "review/review.h"

#include <maxminddb.h>

#define GEO_FILES_MAX 4u /* countries and owners are mostly two files */

struct geo_file {
    MMDB_s at[GEO_FILES_MAX];
    size_t len;
};

/* Open all files of --geo.  Return 0, or EXIT_USAGE or EXIT_UNREAD after a sentence on standard
 * error. Call geo_file_done() in any case. */
int geo_file_open(const struct words *paths, struct arena *arena, struct geo_file *ret);
void geo_file_done(struct geo_file *geo);

/* What they tell of the address ${network} (IPv4 or IPv6 as text); empty members = nothing. */
struct review_network geo_file_find(const struct geo_file *geo, struct slice network,
                                    struct arena *arena);

#endif
