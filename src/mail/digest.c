#include "mail/digest.h"

#include <assert.h>
#include <openssl/evp.h>

struct digest {
    const struct allocator *allocator;
    EVP_MD *sha256;
    EVP_MD_CTX *ctx;
};

/* OpenSSL fails here only without memory or without SHA-256: nothing that a message can cause. */
static void must(int done)
{
    assert(done == 1);
}

struct digest *digest_new(const struct allocator *allocator)
{
    struct digest *digest = allocator->resize(allocator->ctx, NULL, 0, sizeof(*digest));

    digest->allocator = allocator;
    digest->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    digest->ctx = EVP_MD_CTX_new();
    must(digest->sha256 && digest->ctx);
    must(EVP_DigestInit_ex2(digest->ctx, digest->sha256, NULL));
    return digest;
}

void digest_free(struct digest *digest)
{
    if (!digest)
        return;
    EVP_MD_CTX_free(digest->ctx);
    EVP_MD_free(digest->sha256);
    digest->allocator->resize(digest->allocator->ctx, digest, sizeof(*digest), 0);
}

void digest_begin(struct digest *digest)
{
    must(EVP_DigestInit_ex2(digest->ctx, NULL, NULL));
}

void digest_add(struct digest *digest, struct slice bytes)
{
    must(EVP_DigestUpdate(digest->ctx, bytes.ptr, bytes.len));
}

void digest_end(struct digest *digest, uint8_t *ret)
{
    must(EVP_DigestFinal_ex(digest->ctx, ret, NULL));
}
