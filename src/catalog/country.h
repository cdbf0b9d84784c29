#ifndef MIOBOE_CATALOG_COUNTRY_H
#define MIOBOE_CATALOG_COUNTRY_H

/* Countries by their codes (ISO 3166-1, two letters) and by what people and mails call them. */

#include "catalog/fact.h"

/* The names of the country to ${ret}; false where it has none here. */
bool country_name(struct slice code, struct phrase *ret);

/*
 * The code of the country that a place in words lies in: `JP`, `東京都`, `Lagos, Nigeria`.  Empty
 * where that cannot be told: a town alone is in no country.
 */
struct slice country_of_place(struct slice place);

#endif
