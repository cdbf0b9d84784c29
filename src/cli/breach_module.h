#ifndef MIOBOE_CLI_BREACH_MODULE_H
#define MIOBOE_CLI_BREACH_MODULE_H

/* The module "breach" (module/module.h): asks over HTTPS, by libcurl. */

#include "base/err.h"

#define BREACH_MAX_BYTES (1u << 20) /* of an answer: about 1,000 lines of 40 bytes are usual */
#define BREACH_PREFIX 5u            /* hex digits that leave this machine */

struct breach_module {
    /*
     * GET ${url} with padding asked for; the body to ${ret} (${cap} bytes), its length to
     * ${ret_len}. Certificates are verified; no redirect is followed; only https, or http to this
     * machine. Return 0, or ERR_IO with the reason in ${reterr}.
     */
    int (*get)(const char *url, char *ret, size_t cap, size_t *ret_len, struct err *reterr);
};

#endif
