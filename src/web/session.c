#include "web/session.h"

#include <sodium.h>
#include <stdio.h>

#define MINUTE_MS 60000

void session_init(struct sessions *sessions, unsigned port)
{
    *sessions = (struct sessions){.minute = 0};
    randombytes_buf(sessions->token, SESSION_BYTES);
    snprintf(sessions->cookie, sizeof(sessions->cookie), "mioboe_%u", port);
}

void session_token(const struct sessions *sessions, char *ret)
{
    sodium_bin2hex(ret, SESSION_TEXT + 1, sessions->token, SESSION_BYTES);
}

static bool read_secret(struct slice text, uint8_t *ret)
{
    size_t len = 0;

    return text.len == SESSION_TEXT &&
           sodium_hex2bin(ret, SESSION_BYTES, text.ptr, text.len, NULL, &len, NULL) == 0 &&
           len == SESSION_BYTES;
}

bool session_is_token(const struct sessions *sessions, struct slice text)
{
    uint8_t told[SESSION_BYTES];

    return read_secret(text, told) && sodium_memcmp(told, sessions->token, SESSION_BYTES) == 0;
}

bool session_may_try(struct sessions *sessions, int64_t now, bool failed)
{
    if (now - sessions->minute > MINUTE_MS) {
        sessions->minute = now;
        sessions->failures = 0;
    }
    sessions->failures += failed;
    return sessions->failures < SESSION_FAILURES;
}

void session_begin(struct sessions *sessions, int64_t now, char *ret)
{
    struct session *session = sessions->at;

    for (int i = 0; i < SESSION_MAX; i++) {
        struct session *other = &sessions->at[i];

        if (session->is_there && (!other->is_there || other->used < session->used))
            session = other;
    }
    *session = (struct session){.begun = now, .used = now, .is_there = true};
    randombytes_buf(session->secret, SESSION_BYTES);
    sodium_bin2hex(ret, SESSION_TEXT + 1, session->secret, SESSION_BYTES);
}

static struct session *find_secret(struct sessions *sessions, const uint8_t *secret, int64_t now)
{
    struct session *hit = NULL;

    for (int i = 0; i < SESSION_MAX; i++) {
        struct session *session = &sessions->at[i];

        if (session->is_there && now - session->begun < SESSION_MAX_AGE_MS &&
            sodium_memcmp(secret, session->secret, SESSION_BYTES) == 0)
            hit = session;
    }
    return hit;
}

struct session *session_find(struct sessions *sessions, struct slice header, int64_t now)
{
    struct slice rest = header, pair, name, value;
    uint8_t secret[SESSION_BYTES];
    bool more = header.len > 0;

    while (more) {
        struct session *session;

        more = slice_cut(rest, SLICE(";"), &pair, &rest);
        slice_cut(slice_trim(pair), SLICE("="), &name, &value);
        if (!slice_eq(name, slice_of(sessions->cookie)) || !read_secret(value, secret))
            continue;
        session = find_secret(sessions, secret, now);
        if (session) {
            session->used = now;
            return session;
        }
    }
    return NULL;
}
