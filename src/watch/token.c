#include "watch/token.h"

#include <sodium.h>
#include <stdio.h>

#define MAC_BYTES 16u
#define MAC_TEXT (2 * MAC_BYTES)

/* The context keeps a MAC for one purpose from being taken for another. */
static void sign(const uint8_t *key, const char *context, struct slice text, char *ret)
{
    uint8_t mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    char hex[sizeof(mac) * 2 + 1];

    crypto_auth_hmacsha256_init(&state, key, TOKEN_KEY_LEN);
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)context, strlen(context) + 1);
    crypto_auth_hmacsha256_update(&state, (const uint8_t *)text.ptr, text.len);
    crypto_auth_hmacsha256_final(&state, mac);
    sodium_bin2hex(hex, sizeof(hex), mac, sizeof(mac));
    memcpy(ret, hex, MAC_TEXT);
}

static const char words[] = "nyr"; /* enum token_word */

size_t token_write(const uint8_t *key, struct slice id, enum token_word word, int64_t until,
                   char *ret)
{
    char text[TOKEN_MAX - MAC_TEXT];
    int len = snprintf(text, sizeof(text), "%.*s.%c.%llx.", SLICE_ARG(id), words[word],
                       (unsigned long long)until);

    memcpy(ret, text, (size_t)len);
    sign(key, "answer", (struct slice){text, (size_t)len}, ret + len);
    return (size_t)len + MAC_TEXT;
}

static bool read_hex(struct slice s, int64_t *ret)
{
    uint64_t n = 0;

    if (!s.len || s.len > 12)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
        n = n * 16 + (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    *ret = (int64_t)n;
    return true;
}

enum token_fault token_read(const uint8_t *key, struct slice text, int64_t now,
                            struct slice *ret_id, enum token_word *ret_word)
{
    struct slice id, answer, until, mac, rest = text;
    char good[MAC_TEXT];
    int64_t expiry;

    if (text.len > TOKEN_MAX || !slice_cut(rest, SLICE("."), &id, &rest) ||
        !slice_cut(rest, SLICE("."), &answer, &rest) ||
        !slice_cut(rest, SLICE("."), &until, &mac) || !id.len || answer.len != 1 ||
        !memchr(words, answer.ptr[0], 3) || !read_hex(until, &expiry) || mac.len != MAC_TEXT)
        return TOKEN_MALFORMED;
    sign(key, "answer", slice_sub(text, 0, text.len - MAC_TEXT), good);
    if (sodium_memcmp(good, mac.ptr, MAC_TEXT) != 0)
        return TOKEN_FORGED;
    if (expiry < now)
        return TOKEN_EXPIRED;
    *ret_id = id;
    *ret_word = (enum token_word)((const char *)memchr(words, answer.ptr[0], 3) - words);
    return TOKEN_GOOD;
}

void token_topic(const uint8_t *key, char *ret)
{
    memcpy(ret, "mioboe-", 7);
    sign(key, "topic", SLICE(""), ret + 7);
}
