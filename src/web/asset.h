#ifndef MIOBOE_WEB_ASSET_H
#define MIOBOE_WEB_ASSET_H

/* The files of the page, as they were built into the program (tools/embed-page writes the table).
 */

#include "base/slice.h"

struct asset {
    const char *path; /* `/index.html` */
    const char *type;
    const char *tag;                     /* names its bytes */
    const unsigned char *bytes, *packed; /* packed: gzip; NULL where that is no shorter */
    size_t len, packed_len;
};

/* Ended by a row without a path. */
extern const struct asset assets[];
extern const unsigned char asset_sample_bytes[];
extern const size_t asset_sample_len;

struct request;

/* The made-up household as a zip file. */
struct slice asset_sample(void);

/* Answer with the file of the page that has this path (`/` is `/index.html`), or that there is
 * none. */
void asset_or_problem(struct request *request, struct slice method, struct slice path);

#endif
