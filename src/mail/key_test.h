#ifndef MIOBOE_MAIL_KEY_TEST_H
#define MIOBOE_MAIL_KEY_TEST_H

/* For fuzz targets: the public keys of tests/conformance/mail/keys, whatever name is asked for. */

#include "mail/key.h"

#define KEY_TEST_RSA                                                                       \
    "p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtIeb5cw013hxb9PXhMqSjjnN0Kxt9BoQIkBx0g" \
    "4hPaDriQqQT+AtKtRkq7Ow6EzCiTlZBR7dK+Pg+cSACq8886IZO0+lv26zaYP0vOXqvRmTDs3ynDIqxw1MW6" \
    "57DHzQyYJzfr2RfH9HeOx9qsuVcFsIMF2ghnnDMZkpXeyUFg1rr0LzE4OghLSHef921n0VUIx70FtllOXBLw" \
    "f+PHvZKUQkpMEG9xqzUk+/7JykxJaQlz7qG8AlaZ9G+rTYqUEv6mz4P8ozqF/P+kBAVWS2Ok8M+IwpLoU8lw" \
    "yCVK4eUoRik1wh3bZhQ/07J7n8yo9p4+aT7W/dpvBWVdTTkODZMwIDAQAB"
#define KEY_TEST_ED25519 "k=ed25519; p=PDYoL2rRDeQBjAy4m7k62lDqgwLQJ2Z3CKfq2GljzNg="

static inline enum key_answer key_test_txt(void *ctx, struct slice name, struct arena *arena,
                                           struct slice *ret_txt)
{
    (void)ctx;
    (void)arena;
    if (slice_starts(name, SLICE("gone")))
        return KEY_ABSENT;
    *ret_txt = slice_starts(name, SLICE("ed25519")) ? SLICE(KEY_TEST_ED25519) : SLICE(KEY_TEST_RSA);
    return KEY_ANSWER;
}

static const struct key_source key_test_source = {key_test_txt, NULL};

#endif
