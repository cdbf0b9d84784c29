#ifndef MIOBOE_CLI_FORMAT_COMPANY_H
#define MIOBOE_CLI_FORMAT_COMPANY_H

/* Amazon, card companies and banks: which layouts their files have, and how their files are got
 * (routes whose purpose is ROUTE_GET_FILES). */

#include "base/array.h"
#include "catalog/catalog.h"
#include "render/page.h"
#include "render/printer.h"

struct format_company {
    struct slice id;
    struct phrase name;
    const struct issuer *issuer; /* of the catalogue; NULL: Amazon */
};
ARRAY_TYPE(format_companies, struct format_company);

/* Those whose id or name has ${word} in it, however it is written (empty: all of them), to ${ret}:
 * Amazon first, the others as the catalogue has them.  A company whose id is ${word} is the only
 * one. */
void format_company_find(const struct catalog *catalog, struct slice word, struct arena *arena,
                         struct format_companies *ret);

/* Whether ${id} of ${family} (empty: of no family) and ${kind} is a layout of its files. */
bool format_company_has(const struct format_company *company, struct slice family,
                        struct slice kind);

/* Its ways to get files, from ${at} on: 1 with the next one in ${ret_route} and ${at} behind it, or
 * 0. */
int format_company_next(const struct format_company *company, const struct catalog *catalog,
                        size_t *at, const struct route **ret_route);

/* Name, layouts and ways as a map. */
void format_company_json(struct printer *p, const struct catalog *catalog,
                         const struct format_company *company);

/* Name and steps, for a terminal. */
void format_company_text(struct page *page, const struct catalog *catalog,
                         const struct format_company *company);

#endif
