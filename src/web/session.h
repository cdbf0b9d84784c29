#ifndef MIOBOE_WEB_SESSION_H
#define MIOBOE_WEB_SESSION_H

/* Who is signed in: a token that mioboe showed once is exchanged for a cookie. */

#include "base/slice.h"

#define SESSION_BYTES 32 /* 256 bits, from the kernel */
#define SESSION_TEXT (2 * SESSION_BYTES)
#define SESSION_MAX 64 /* more push out the one that was used least lately */
#define SESSION_MAX_AGE_MS (30LL * 24 * 3600 * 1000)
#define SESSION_FAILURES 20 /* wrong tokens or passwords in a minute; further ones wait */

struct session {
    uint8_t secret[SESSION_BYTES];
    int64_t begun, used;
    bool is_there;
};

struct sessions {
    uint8_t token[SESSION_BYTES];
    char cookie[24]; /* its name, which tells one port from another: cookies do not */
    struct session at[SESSION_MAX];
    int64_t minute;
    unsigned failures;
};

/* A new token; the cookie is named after the port. */
void session_init(struct sessions *sessions, unsigned port);

/* The token as text; SESSION_TEXT characters and a NUL. */
void session_token(const struct sessions *sessions, char *ret);

/* Whether ${text} is the token; compared without telling by time how much of it is right. */
bool session_is_token(const struct sessions *sessions, struct slice text);

/* Whether one more attempt may be made; counts it when it ${failed}. */
bool session_may_try(struct sessions *sessions, int64_t now, bool failed);

/* Begin a session; the value of its cookie goes to ${ret}, SESSION_TEXT characters and a NUL. */
void session_begin(struct sessions *sessions, int64_t now, char *ret);

/* The session that a Cookie header (RFC 6265 section 5.4) names, or NULL. */
struct session *session_find(struct sessions *sessions, struct slice header, int64_t now);

#endif
