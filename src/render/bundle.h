#ifndef MIOBOE_RENDER_BUNDLE_H
#define MIOBOE_RENDER_BUNDLE_H

/*
 * The evidence of a case as one zip: evidence/NNN-NAME, papers/NAME, journal.txt (the stored bytes
 * of every event, so that the chain can be followed with sha256sum), SHA256SUMS and manifest.json
 * (relative paths, SHA-256, where each file is from, custody).
 */

#include "base/err.h"
#include "render/output.h"
#include "render/paper.h"

#define BUNDLE_MAX_FILES 5000u
#define BUNDLE_MAX_BYTES (1u << 30) /* of all files together */

struct bundle_file {
    struct slice name; /* of a paper; evidence takes it from the journal */
    struct slice bytes;
    struct slice sha256; /* as the journal has it; empty = a paper */
};

struct bundle {
    const struct paper *paper;
    struct slice journal; /* the stored events one after the other; empty = left out */
    const struct bundle_file *files;
    size_t len;
    struct slice passphrase; /* AES-256 of every file (names stay readable); empty = none */
};

struct bundle_result {
    size_t changed; /* files whose bytes are not those that were filed; the manifest names them */
    size_t missing; /* evidence of the journal without bytes here; the manifest names it, as it does
                       encrypted originals, which never go into a bundle and do not count */
};

/*
 * Append the zip to ${out}.  Without a passphrase a text (journal, evidence) that holds a whole
 * card number is refused.  Return 0; ERR_ZIP_ENCRYPTED with the file's name: it needs a passphrase;
 * ERR_TOO_LARGE; ERR_IO with the library's reason.  On failure ${out} is unchanged.
 */
int bundle_write(const struct bundle *bundle, struct output *out, struct bundle_result *ret,
                 struct err *reterr);

#endif
