#ifndef MIOBOE_RENDER_DOOR_H
#define MIOBOE_RENDER_DOOR_H

/* What stands behind include/mioboe.h, for programs of this tree that show the report in other
 * ways. */

#include "mioboe.h"

#include "base/hash.h"
#include "explain/explain.h"
#include "read/catalog_yaml.h"
#include "read/decision_list.h"
#include "read/read.h"
#include "read/sightings.h"

struct door_mail;

struct mioboe {
    struct allocator allocator;
    struct arena *arena; /* of the catalogue and the decisions */
    struct arena *work;  /* of what is read and of the report */
    struct read_env env;
    struct sightings seen;
    uint8_t label_key[HASH_KEY_LEN];
    void (*progress)(void *ctx, const char *path, size_t path_len, size_t done, size_t whole);
    void *progress_ctx;
    struct catalog_rows own; /* the user's rows */
    struct catalog catalog;  /* with the shipped ones */
    struct records records;
    struct decisions decisions;
    struct door_mail *mail; /* NULL: mail is not read (render/door_mail.h) */
    struct report *report;  /* NULL until door_report() */
};

/* As mioboe_new(), but zip files are not read until ${m}->env.archive is set (read/read.h). */
struct mioboe *door_new(const struct mioboe_options *options);

/* The catalogue: the user's rows and the shipped ones. */
const struct catalog *door_catalog(struct mioboe *m);

/* Explain what was read, once. */
const struct report *door_report(struct mioboe *m);

/* Add a source that could not be read at all: over a limit, or reading it failed. */
void door_refuse(struct mioboe *m, struct slice path, struct slice account, enum err_code code,
                 struct slice detail);

/* Exit status of the contract; without a report only 0 or 2. */
int door_status(struct mioboe *m);

#endif
