#include "cli/breach.h"

#include "cli/memory.h"

#include "base/arena.h"

#include <openssl/evp.h>
#include <stdio.h>

void breach_digest_of(struct slice password, struct breach_digest *ret)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char hash[20];
    unsigned len = 0;

    EVP_Digest(password.ptr, password.len, hash, &len, EVP_sha1(), NULL);
    for (size_t i = 0; i < sizeof(hash); i++) {
        ret->hex[2 * i] = digits[hash[i] >> 4];
        ret->hex[2 * i + 1] = digits[hash[i] & 15];
    }
}

static int64_t number_of(struct slice text)
{
    int64_t n = 0;

    for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && i < 12; i++)
        n = n * 10 + (text.ptr[i] - '0');
    return n;
}

int64_t breach_find(struct slice body, struct slice suffix)
{
    struct slice line, count, hash;

    while (body.len) {
        slice_cut(body, SLICE("\n"), &line, &body);
        if (slice_cut(slice_trim(line), SLICE(":"), &hash, &count) && slice_eq_nocase(hash, suffix))
            return number_of(count);
    }
    return 0;
}

int breach_count(const struct breach_module *module, const char *url,
                 const struct breach_digest *digest, int64_t *ret, struct err *reterr)
{
    struct arena *arena = arena_new(&memory);
    char *body = arena_alloc(arena, BREACH_MAX_BYTES);
    struct slice base = slice_of(url);
    const struct slice parts[] = {base,
                                  slice_ends(base, SLICE("/")) ? SLICE("range/") : SLICE("/range/"),
                                  {digest->hex, BREACH_PREFIX},
                                  {"", 1}};
    size_t len = 0;
    int r = module->get(arena_join(arena, parts, 4).ptr, body, BREACH_MAX_BYTES, &len, reterr);

    if (r == 0)
        *ret = breach_find(
            (struct slice){body, len},
            (struct slice){digest->hex + BREACH_PREFIX, sizeof(digest->hex) - BREACH_PREFIX});
    arena_free(arena);
    return r;
}
