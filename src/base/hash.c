#include "base/hash.h"

#include <string.h>

struct sip {
    uint64_t v0, v1, v2, v3;
};

static uint64_t rotl(uint64_t x, int b)
{
    return (x << b) | (x >> (64 - b));
}

static void sip_rounds(struct sip *s, int n)
{
    while (n--) {
        s->v0 += s->v1;
        s->v1 = rotl(s->v1, 13) ^ s->v0;
        s->v0 = rotl(s->v0, 32);
        s->v2 += s->v3;
        s->v3 = rotl(s->v3, 16) ^ s->v2;
        s->v0 += s->v3;
        s->v3 = rotl(s->v3, 21) ^ s->v0;
        s->v2 += s->v1;
        s->v1 = rotl(s->v1, 17) ^ s->v2;
        s->v2 = rotl(s->v2, 32);
    }
}

/* Little-endian, whatever the machine is. */
static uint64_t load(const char *p, size_t n)
{
    uint64_t x = 0;

    for (size_t i = 0; i < n; i++)
        x |= (uint64_t)(unsigned char)p[i] << (8 * i);
    return x;
}

static uint64_t load_word(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;

    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

/* The last ${n} bytes of ${s}, less than a word. */
static uint64_t load_tail(struct slice s, size_t n)
{
    const unsigned char *p;
    uint64_t x = 0;

    if (n == 0)
        return 0;
    if (s.len >= 8)
        return load_word(s.ptr + s.len - 8) >> (64 - 8 * n);
    p = (const unsigned char *)s.ptr;
    if (n & 4)
        x = (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
    if (n & 2)
        x |= ((uint64_t)p[n & 4] | (uint64_t)p[(n & 4) + 1] << 8) << 8 * (n & 4);
    if (n & 1)
        x |= (uint64_t)p[n - 1] << 8 * (n - 1);
    return x;
}

static uint64_t sip_hash(uint64_t k0, uint64_t k1, struct slice s)
{
    struct sip h = {k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u,
                    k1 ^ 0x7465646279746573u};
    size_t whole = s.len - s.len % 8;
    uint64_t last;

    for (size_t i = 0; i < whole; i += 8) {
        uint64_t m = load_word(s.ptr + i);

        h.v3 ^= m;
        sip_rounds(&h, 2);
        h.v0 ^= m;
    }
    last = ((uint64_t)s.len << 56) | load_tail(s, s.len - whole);
    h.v3 ^= last;
    sip_rounds(&h, 2);
    h.v0 ^= last;
    h.v2 ^= 0xff;
    sip_rounds(&h, 4);
    return h.v0 ^ h.v1 ^ h.v2 ^ h.v3;
}

uint64_t hash_keyed(const uint8_t *key, struct slice s)
{
    return sip_hash(load((const char *)key, 8), load((const char *)key + 8, 8), s);
}

uint64_t hash_bytes(struct slice s, uint64_t seed)
{
    return sip_hash(0x6d696f626f653031u, seed, s);
}

static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

void hash_write(uint64_t hash, char *ret_text)
{
    for (int i = HASH_TEXT_LEN - 1; i >= 0; i--) {
        ret_text[i] = digits[hash & 31];
        hash >>= 5;
    }
}

bool hash_read(struct slice text, uint64_t *ret)
{
    uint64_t hash = 0;

    if (text.len != HASH_TEXT_LEN)
        return false;
    for (size_t i = 0; i < HASH_TEXT_LEN; i++) {
        const char *digit = memchr(digits, text.ptr[i], sizeof(digits) - 1);

        if (!digit || (i == 0 && digit - digits > 15)) /* 13 digits hold 65 bits */
            return false;
        hash = hash << 5 | (uint64_t)(digit - digits);
    }
    *ret = hash;
    return true;
}
