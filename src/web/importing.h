#ifndef MIOBOE_WEB_IMPORTING_H
#define MIOBOE_WEB_IMPORTING_H

/* Uploads into the store: `import` runs on, and its end comes as an event. */

#include "base/slice.h"

#define IMPORT_MAX 64 /* that are remembered */
#define IMPORT_SECONDS 600
#define SAMPLE_DAY "2026-11-22" /* the made-up household's today */

struct request;
struct server;
struct import;

struct imports {
    struct import *first; /* newest */
    size_t len;
    uint64_t number;
};

/* `POST /api/imports`, `GET` and `DELETE /api/imports/{}`, `POST /api/sample`. */
void import_begin(struct request *request);
void import_stop(struct request *request);
void import_get(struct request *request);
void import_sample(struct request *request);

/* Tell what those that run have said of their progress. */
void import_tell_progress(struct server *server);

/* Forget all. */
void import_done_all(struct server *server);

#endif
