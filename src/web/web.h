#ifndef MIOBOE_WEB_WEB_H
#define MIOBOE_WEB_WEB_H

/* The page's server, as the command line starts it (docs/design/page.md).  It runs in a process of
 * its own, which may start threads. */

#include "base/arena.h"

#include <stdint.h>

#define WEB_LANGUAGES 2 /* 0: English, 1: Japanese */
#define WEB_CLOCK INT64_MIN

struct web_setup {
    int desk;               /* the socket to the desk (web/desk.h) */
    const char *store;      /* the household's */
    const char *locked;     /* where its locked form would lie */
    const char *folder;     /* of this run: empty, 0700, removed by whoever made it */
    const char *version;    /* of mioboe */
    const char *address;    /* to listen on; NULL = loopback */
    const char *socket;     /* listen on this Unix socket instead; NULL = none */
    const char *password;   /* what --password-file holds (Argon2id, PHC form); NULL = the token */
    const char *cert, *key; /* PEM texts; NULL = no TLS */
    const char *token_file; /* where the URL with its token is written; NULL = nowhere */
    const char *at;         /* the screen that is opened first; NULL = the first */
    const char *running;    /* where the URL is told to those who open it later; NULL = nowhere */
    const char *lang;       /* --lang for a browser that names no language; NULL = none */
    int64_t now;            /* seconds since 1970 UTC; WEB_CLOCK: what the clock says */
    uint16_t port;          /* 0: any that is free */
    bool opens;             /* a browser is to be opened */
    const struct allocator *allocator;
    /* ${text} in that language. */
    const char *(*translate)(unsigned language, const char *text);
    /* Called once the server listens, with the URL that signs in. */
    void (*ready)(const struct web_setup *setup, const char *url);
};

enum web_status {
    WEB_FINE = 0,
    WEB_NO_PORT = 1,  /* the address is taken, or not ours; errno tells */
    WEB_NO_SETUP = 2, /* the certificate is none, or the folder cannot be used */
};

/* Serve until the desk closes its socket. */
typedef enum web_status web_serve_fn(const struct web_setup *setup);
web_serve_fn web_serve;

/* The form in which a password is kept (Argon2id, as libsodium and others write it),
 * NUL-terminated.  False where there is no memory for it. */
#define WEB_PASSWORD_LEN 128
typedef bool web_hash_password_fn(struct slice password, char ret[WEB_PASSWORD_LEN]);
web_hash_password_fn web_hash_password;

/* The module "page" (module/module.h). */
struct web_module {
    web_serve_fn *serve;
    web_hash_password_fn *hash_password;
};

#endif
