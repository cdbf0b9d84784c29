#ifndef MIOBOE_BASE_HASH_H
#define MIOBOE_BASE_HASH_H

/*
 * SipHash-2-4 (Aumasson and Bernstein, 2012): short keyed hashes for tables, ids and opaque labels.
 */

#include "base/slice.h"

#define HASH_KEY_LEN 16

/* The hash of ${s} under ${key} (HASH_KEY_LEN bytes). */
uint64_t hash_keyed(const uint8_t *key, struct slice s);

/* The hash of ${s} under a fixed key, begun with ${seed}: for tables and ids. */
uint64_t hash_bytes(struct slice s, uint64_t seed);

/* A bijection of 64 bits that lets every bit of the input move every bit of the output. */
static inline uint64_t hash_scramble(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ (x >> 32);
}

/*
 * Mix one number into ${seed}.  The seed is scrambled before the value comes in: days and amounts
 * are small numbers, and a mere shift of the seed would let (day, amount) meet (day + 1, amount -
 * 64).
 */
static inline uint64_t hash_mix(uint64_t seed, uint64_t value)
{
    return hash_scramble(hash_scramble(seed + 0x9e3779b97f4a7c15u) ^ value);
}

#define HASH_TEXT_LEN 13

/* Write ${hash} as 13 characters of Crockford's base 32 in lower case (no i, l, o, u); no NUL. */
void hash_write(uint64_t hash, char *ret_text);

/* Read back what hash_write() wrote; false when ${text} is nothing of the kind. */
bool hash_read(struct slice text, uint64_t *ret);

#endif
