#include "web/handlers.h"

#include "render/printer.h"
#include "web/reply.h"

#include <sodium.h>
#include <stdio.h>

#define PASSWORD_MAX 1024u

void session_get(struct request *request)
{
    struct server *server = request->server;
    bool is_in =
        session_find(&server->sessions, request_header(request, "Cookie"), server->now) != NULL;
    struct printer printer, *p = &printer;
    struct output out;

    output_init(&out, server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_boolean_of(p, "signed_in", is_in);
    print_string_of(p, "lang", request_lang(request));
    print_string_of(p, "version", slice_of(server->setup->version));
    print_text_of(p, "store", is_in ? slice_of(request->house->store) : SLICE(""));
    print_boolean_of(p, "asks_password", server->setup->password != NULL);
    print_end(p);
    reply_output(request, MHD_HTTP_OK, "application/json; charset=utf-8", &out);
}

/* RFC 6265: for this host alone, not for scripts, and not with requests that other sites begin. */
static void set_cookie(struct request *request, const char *value, const char *more)
{
    struct server *server = request->server;
    char text[256];

    snprintf(text, sizeof(text), "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
             server->sessions.cookie, value, server->guard.is_tls ? "; Secure" : "", more);
    reply_header(request, "Set-Cookie", text);
}

static void sign_in(struct request *request)
{
    char value[SESSION_TEXT + 1];

    session_begin(&request->server->sessions, request->server->now, value);
    reply_nothing(request);
    set_cookie(request, value, "");
}

/*
 * Where there is a password the token is none.  Argon2id takes a tenth of a second, in which
 * nothing else is answered: session_may_try() bounds how often that can be had.
 */
static bool is_right(const struct request *request)
{
    const struct server *server = request->server;
    const char *stored = server->setup->password;
    struct slice password = params_get(&request->said, "password");

    if (!stored)
        return session_is_token(&server->sessions, params_get(&request->said, "token"));
    return password.len && password.len <= PASSWORD_MAX &&
           crypto_pwhash_str_verify(stored, password.ptr, password.len) == 0;
}

void session_post(struct request *request)
{
    struct server *server = request->server;
    struct sessions *sessions = &server->sessions;

    /* Whoever has the token is let in whatever others try: it cannot be guessed. */
    if (server->setup->password && !session_may_try(sessions, server->now, false))
        reply_problem(request, PROBLEM_TOO_MANY);
    else if (is_right(request))
        sign_in(request);
    else
        reply_problem(request, session_may_try(sessions, server->now, true) ? PROBLEM_UNAUTHORISED
                                                                            : PROBLEM_TOO_MANY);
}

void session_delete(struct request *request)
{
    struct server *server = request->server;
    struct session *session =
        session_find(&server->sessions, request_header(request, "Cookie"), server->now);

    if (session)
        *session = (struct session){.is_there = false};
    reply_nothing(request);
    set_cookie(request, "", "; Max-Age=0");
}

bool web_hash_password(struct slice password, char ret[WEB_PASSWORD_LEN])
{
    return sodium_init() >= 0 && crypto_pwhash_str_alg(ret, password.ptr, password.len,
                                                       crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                                       crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                                       crypto_pwhash_ALG_ARGON2ID13) == 0;
}
