#ifndef MIOBOE_WEB_ROUTE_H
#define MIOBOE_WEB_ROUTE_H

/* Which function answers a path: a table. */

#include "base/slice.h"

#define ROUTE_ARGS 2
#define ROUTE_ARG_LEN 200 /* bytes of a part of a path that is a value */

struct request;
struct form;

enum route_body {
    BODY_NONE,
    BODY_JSON,  /* may be left out where nothing need be said */
    BODY_FILE,  /* bytes, written to a file as they come */
    BODY_SECRET /* bytes that nobody may keep (web/secret.h) */
};

struct route {
    const char *method;
    const char *path; /* `{}` stands for one part, a value */
    void (*handle)(struct request *request);
    enum route_body body;
    bool is_open;            /* also without a session */
    const struct form *form; /* the command that answers (web/form.h); NULL = ${handle} knows */
};

enum route_found { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD };

/* The row for ${method} and ${path} (without query, as it stands in the request, nothing decoded);
 * values of the path's parts to ${ret_args}. */
enum route_found route_find(const struct route *routes, struct slice method, struct slice path,
                            const struct route **ret, struct slice ret_args[ROUTE_ARGS]);

/* All of them, ended by a row without a path (web/routes.c). */
extern const struct route routes[];

#endif
