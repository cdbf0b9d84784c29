#ifndef MIOBOE_CLI_FORMAT_LIST_H
#define MIOBOE_CLI_FORMAT_LIST_H

/* The files that readers of their own understand; the layouts of statements are rows of the
 * catalogue. */

#include "catalog/profile.h"

struct format_row {
    const char *id;
    const char *name_ja, *name_en;
    const char *kind; /* amazon, export, interchange, archive, mail or typed */
    enum profile_basis basis;
    const char *source, *seen;
    char confidence;
};

/* All of them, ended by a row without an id. */
extern const struct format_row format_list[];

/* "real", "fixture", "description". */
struct slice format_basis_name(enum profile_basis basis);

/* "card", "bank", "wallet", "aggregator". */
struct slice format_kind_name(enum profile_kind kind);

#endif
