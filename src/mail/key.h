#ifndef MIOBOE_MAIL_KEY_H
#define MIOBOE_MAIL_KEY_H

/*
 * Public keys of signing domains (RFC 6376 section 3.6.1, RFC 8463 section 4).  Where the TXT
 * record comes from is one function pointer: the network, a file, the catalogue, what was seen
 * before.
 */

#include "mail/digest.h"

#define KEY_MAX_RECORD 8192u /* bytes of a TXT record, all its strings joined */
#define KEY_MAX_NAME 253u    /* octets, RFC 1035 section 2.3.4 */
#define KEY_RSA_MIN 1024     /* bits (RFC 8301 section 3.2) */
#define KEY_RSA_MAX 8192
#define KEYS_MAX 65536u /* names asked for by one cache; of more, none is known */

enum key_answer {
    KEY_ANSWER, /* the name has a TXT record */
    KEY_ABSENT, /* asked, and there is none (NXDOMAIN, no data) */
    KEY_CANNOT, /* not asked or no answer: offline, time out, server failure */
    KEY_SECURE  /* KEY_ANSWER, and a resolver that is trusted has checked it by DNSSEC */
};

struct key_source {
    /*
     * The TXT record of ${name} (lower-case ASCII, no dot at the end), strings joined, to
     * ${ret_txt} in memory of ${arena}; where there are several records, the first that is a key
     * record.  ${ret_txt} is set only with KEY_ANSWER and KEY_SECURE.
     */
    enum key_answer (*txt)(void *ctx, struct slice name, struct arena *arena,
                           struct slice *ret_txt);
    void *ctx;
};

enum key_state {
    KEY_GOOD,
    KEY_GONE,    /* no record */
    KEY_UNKNOWN, /* could not be asked for */
    KEY_REVOKED, /* p= empty (RFC 6376 section 3.6.1) */
    KEY_BAD      /* a record that is no usable key */
};

struct key {
    enum key_state state;
    bool is_ed25519; /* else RSA */
    int bits;
    bool testing;        /* t=y */
    bool is_secure;      /* KEY_SECURE */
    bool strict;         /* t=s: i= must be of d= itself */
    bool sha256;         /* h= is absent or names sha256 */
    bool email;          /* s= is absent, "*" or names email */
    struct slice reason; /* KEY_BAD: why; a literal, snake_case */
};

struct keys;

/* A cache over ${source} (copied); each name is asked for once. */
struct keys *keys_new(const struct allocator *allocator, const struct key_source *source);
void keys_free(struct keys *keys);

/* The key ${selector}._domainkey.${domain}; borrowed, lives as long as ${keys}. */
const struct key *keys_find(struct keys *keys, struct slice selector, struct slice domain);

/* Whether ${signature} is that of ${hash} (DIGEST_LEN bytes of SHA-256) under ${key}, which is
 * KEY_GOOD: RSASSA-PKCS1-v1_5, or Ed25519 over the hash (RFC 8463 section 3). */
bool key_verify(const struct key *key, const uint8_t *hash, struct slice signature);

/* The digest that goes with ${keys}, so that a job has one. */
struct digest *keys_digest(struct keys *keys);

/* Whether ${name} is a host name as DNS has them: labels of letters, digits, `-` and `_`. */
bool key_is_name(struct slice name);

#endif
