#include "mail/key.h"

#include "base/array.h"
#include "base/hash.h"
#include "base/map.h"
#include "mail/tag.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

struct entry {
    struct key key; /* first: key_verify() finds the entry by it */
    struct slice name;
    EVP_PKEY *pkey;
    EVP_PKEY_CTX *verify; /* RSA: set up once */
    EVP_MD_CTX *message;  /* Ed25519 */
};
ARRAY_TYPE(entries, struct entry *);

struct keys {
    const struct allocator *allocator;
    struct key_source source;
    struct arena *arena;
    struct digest *digest;
    struct map by_name;
    struct entries entries;
};

/* --- the record (RFC 6376 section 3.6.1) --------------------------------------------------- */

/* The contents of the DER element ${want} at the head of ${der}; ${der} moves on. */
static bool der_cut(struct slice *der, unsigned char want, struct slice *ret)
{
    const unsigned char *p = (const unsigned char *)der->ptr;
    size_t head = 2, len;

    if (der->len < 2 || p[0] != want)
        return false;
    len = p[1];
    if (len >= 0x80) {
        size_t octets = len & 0x7f;

        if (octets < 1 || octets > 2 || der->len < 2 + octets)
            return false;
        len = octets == 1 ? p[2] : (size_t)p[2] << 8 | p[3];
        head += octets;
    }
    if (der->len - head < len)
        return false;
    *ret = slice_sub(*der, head, head + len);
    *der = slice_skip(*der, head + len);
    return true;
}

/*
 * The RSAPublicKey (RFC 8017 A.1.1) in ${der}, which is one, as RFC 6376 says, or a
 * SubjectPublicKeyInfo (RFC 5280 section 4.1), as everybody writes.  It is unwrapped by hand:
 * OpenSSL 3.0 takes a hundred times longer for the wrapped form than for the bare one.
 */
static bool rsa_unwrap(struct slice der, struct slice *ret)
{
    static const struct slice rsa = {"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", 11};
    struct slice whole = der, outer, algorithm, bits;

    if (!der_cut(&der, 0x30, &outer) || der.len)
        return false;
    *ret = whole;
    if (outer.len && outer.ptr[0] == 0x02)
        return true;
    if (!der_cut(&outer, 0x30, &algorithm) || !slice_starts(algorithm, rsa))
        return false;
    if (!der_cut(&outer, 0x03, &bits) || outer.len || bits.len < 1 || bits.ptr[0] != 0)
        return false;
    *ret = slice_skip(bits, 1);
    return true;
}

static struct slice rsa_read(struct slice der, struct entry *entry)
{
    struct slice inner;
    const unsigned char *p;

    if (!rsa_unwrap(der, &inner))
        return SLICE("key_not_rsa");
    p = (const unsigned char *)inner.ptr;
    entry->pkey = d2i_PublicKey(EVP_PKEY_RSA, NULL, &p, (long)inner.len);
    if (!entry->pkey || p != (const unsigned char *)inner.ptr + inner.len)
        return SLICE("key_not_rsa");
    entry->key.bits = EVP_PKEY_get_bits(entry->pkey);
    if (entry->key.bits < KEY_RSA_MIN)
        return SLICE("key_too_small");
    if (entry->key.bits > KEY_RSA_MAX)
        return SLICE("key_too_large");
    entry->verify = EVP_PKEY_CTX_new_from_pkey(NULL, entry->pkey, NULL);
    if (!entry->verify || EVP_PKEY_verify_init(entry->verify) != 1 ||
        EVP_PKEY_CTX_set_signature_md(entry->verify, EVP_sha256()) != 1)
        return SLICE("key_not_rsa");
    return SLICE("");
}

static struct slice ed25519_read(struct slice raw, struct entry *entry)
{
    entry->key.is_ed25519 = true;
    if (raw.len == 32)
        entry->pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL,
                                                  (const unsigned char *)raw.ptr, raw.len);
    entry->message = EVP_MD_CTX_new();
    if (!entry->pkey || !entry->message)
        return SLICE("key_not_ed25519");
    entry->key.bits = 256;
    return SLICE("");
}

/* Whether the colon list ${tag} has ${want} or ${any}; a list that is not there has all. */
static bool lists(const struct tags *tags, struct slice tag, struct slice want, struct slice any)
{
    const struct tag *list = tag_find(tags, tag);
    struct slice rest, item;

    if (!list)
        return true;
    for (rest = list->value; tag_item(&rest, &item);)
        if (slice_eq(item, want) || (any.len && slice_eq(item, any)))
            return true;
    return false;
}

static void flags_read(const struct tags *tags, struct key *key)
{
    bool has_flags = tag_find(tags, SLICE("t"));

    key->testing = has_flags && lists(tags, SLICE("t"), SLICE("y"), SLICE(""));
    key->strict = has_flags && lists(tags, SLICE("t"), SLICE("s"), SLICE(""));
    key->sha256 = lists(tags, SLICE("h"), SLICE("sha256"), SLICE(""));
    key->email = lists(tags, SLICE("s"), SLICE("email"), SLICE("*"));
}

/* p= by k=. */
static struct slice material_read(const struct tags *tags, struct arena *arena, struct entry *entry)
{
    const struct tag *kind = tag_find(tags, SLICE("k")), *p = tag_find(tags, SLICE("p"));
    struct slice bytes;

    if (!p)
        return SLICE("key_without_p");
    if (p->value.len == 0) {
        entry->key.state = KEY_REVOKED;
        return SLICE("");
    }
    if (!tag_base64(p->value, arena, &bytes))
        return SLICE("key_bad_base64");
    if (!kind || slice_eq(kind->value, SLICE("rsa")))
        return rsa_read(bytes, entry);
    if (slice_eq(kind->value, SLICE("ed25519")))
        return ed25519_read(bytes, entry);
    return SLICE("key_algorithm_unknown");
}

/* The record ${txt}; return why it is none, empty = it is one. */
static struct slice record_read(struct slice txt, struct arena *arena, struct entry *entry)
{
    struct tags tags;
    const struct tag *version;
    int error;

    if (txt.len > KEY_MAX_RECORD)
        return SLICE("key_record_too_long");
    error = tag_read(txt, &tags);
    if (error)
        return error == TAG_DUPLICATE ? SLICE("key_duplicate_tag") : SLICE("key_syntax");
    version = tag_find(&tags, SLICE("v"));
    if (version && (version != tags.at || !slice_eq(version->value, SLICE("DKIM1"))))
        return SLICE("key_version");
    flags_read(&tags, &entry->key);
    return material_read(&tags, arena, entry);
}

/* --- the cache ------------------------------------------------------------------------------ */

bool key_is_name(struct slice name)
{
    size_t label = 0;

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (c == '.' && label == 0)
            return false;
        if (c != '.' && !letter && (c < '0' || c > '9') && c != '-' && c != '_')
            return false;
        label = c == '.' ? 0 : label + 1;
        if (label > 63)
            return false;
    }
    return label > 0 && name.len <= KEY_MAX_NAME;
}

struct keys *keys_new(const struct allocator *allocator, const struct key_source *source)
{
    struct keys *keys = allocator->resize(allocator->ctx, NULL, 0, sizeof(*keys));

    *keys = (struct keys){
        .allocator = allocator,
        .source = *source,
        .arena = arena_new(allocator),
        .digest = digest_new(allocator),
    };
    return keys;
}

void keys_free(struct keys *keys)
{
    if (!keys)
        return;
    for (size_t i = 0; i < keys->entries.len; i++) {
        EVP_PKEY_CTX_free(keys->entries.at[i]->verify);
        EVP_MD_CTX_free(keys->entries.at[i]->message);
        EVP_PKEY_free(keys->entries.at[i]->pkey);
    }
    digest_free(keys->digest);
    arena_free(keys->arena);
    keys->allocator->resize(keys->allocator->ctx, keys, sizeof(*keys), 0);
}

struct digest *keys_digest(struct keys *keys)
{
    return keys->digest;
}

/* Ask for the record of ${entry} and read it. */
static void entry_fill(struct keys *keys, struct entry *entry)
{
    struct slice txt;
    enum key_answer answer = keys->source.txt(keys->source.ctx, entry->name, keys->arena, &txt);

    switch (answer) {
    case KEY_SECURE:
    case KEY_ANSWER:
        entry->key.reason = record_read(txt, keys->arena, entry);
        if (entry->key.reason.len)
            entry->key.state = KEY_BAD;
        entry->key.is_secure = answer == KEY_SECURE;
        break;
    case KEY_ABSENT: entry->key.state = KEY_GONE; break;
    case KEY_CANNOT: entry->key.state = KEY_UNKNOWN; break;
    }
    ERR_clear_error();
}

struct asked {
    const struct keys *keys;
    struct slice name;
};

static bool same_name(const void *ctx, uint32_t value)
{
    const struct asked *asked = ctx;

    return slice_eq(asked->keys->entries.at[value]->name, asked->name);
}

static const struct key *entry_find(struct keys *keys, struct slice name)
{
    static const struct key unknown = {.state = KEY_UNKNOWN};
    uint64_t hash = hash_bytes(name, 0);
    struct asked asked = {keys, name};
    uint32_t at = map_find(&keys->by_name, hash, same_name, &asked);
    struct entry *entry;

    if (at != MAP_NONE)
        return &keys->entries.at[at]->key;
    if (keys->entries.len >= KEYS_MAX)
        return &unknown;
    entry = arena_make(keys->arena, struct entry);
    entry->name = arena_copy(keys->arena, name);
    map_add(&keys->by_name, keys->arena, hash, (uint32_t)keys->entries.len, same_name, &asked);
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): an array of pointers */
    *array_push(keys->arena, &keys->entries) = entry;
    entry_fill(keys, entry);
    return &entry->key;
}

/* Add ${part} in lower case to the ${len} bytes of ${to}; return how many there are then. */
static size_t name_add(char *to, size_t len, struct slice part)
{
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i];

        to[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return len;
}

const struct key *keys_find(struct keys *keys, struct slice selector, struct slice domain)
{
    static const struct key no_name = {.state = KEY_BAD, .reason = {"key_bad_name", 12}};
    static const struct slice between = {"._domainkey.", 12};
    char name[KEY_MAX_NAME];
    size_t len;

    if (!key_is_name(selector) || !key_is_name(domain) ||
        selector.len + between.len + domain.len > KEY_MAX_NAME)
        return &no_name;
    len = name_add(name, 0, selector);
    len = name_add(name, len, between);
    len = name_add(name, len, domain);
    return entry_find(keys, (struct slice){name, len});
}

bool key_verify(const struct key *key, const uint8_t *hash, struct slice signature)
{
    const struct entry *entry = (const struct entry *)(const void *)key;
    const unsigned char *bytes = (const unsigned char *)signature.ptr;
    bool fits;

    if (key->state != KEY_GOOD)
        return false;
    if (key->is_ed25519)
        fits = EVP_DigestVerifyInit(entry->message, NULL, NULL, NULL, entry->pkey) == 1 &&
               EVP_DigestVerify(entry->message, bytes, signature.len, hash, DIGEST_LEN) == 1;
    else
        fits = EVP_PKEY_verify(entry->verify, bytes, signature.len, hash, DIGEST_LEN) == 1;
    if (!fits)
        ERR_clear_error();
    return fits;
}
