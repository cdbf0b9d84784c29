#ifndef MIOBOE_WEB_UPLOAD_H
#define MIOBOE_WEB_UPLOAD_H

/* Files that a browser sent: kept in this run's folder, read by nobody but a worker's child. */

#include "base/slice.h"

#define UPLOAD_MAX_FILE (64u << 20) /* bytes of one */
#define UPLOAD_MAX_ALL (1ull << 30) /* of all that are kept */
#define UPLOAD_MAX 4000             /* files that are kept */
#define UPLOAD_NAME 1000            /* bytes of a name with its folders */
#define UPLOAD_DEPTH 8              /* folders in it */
#define UPLOAD_ID 16

struct request;
struct server;

struct upload {
    struct upload *next;
    char id[UPLOAD_ID + 1];
    char sha256[65];
    char name[UPLOAD_NAME + 1]; /* as it lay with the person: parts with `/`, none of them hidden */
    uint64_t bytes;
    int fd; /* while it is written; -1 afterwards */
    void *hash;
};

struct uploads {
    struct upload *first;
    size_t len;
    uint64_t bytes;
};

/*
 * Whether ${name} can be the name of a file in a folder of ours: parts divided by `/`, of which
 * none is empty, `.` or `..`, none holds a control character or a backslash; UTF-8.
 */
bool upload_is_name(struct slice name);

/* The body of ${request} is a file: write it as it comes. */
void upload_begin(struct request *request);
void upload_take(struct request *request, struct slice bytes);
/* All is there.  False where something was wrong, which is answered then. */
bool upload_end(struct request *request);
/* The request is over; a file that was not kept goes. */
void upload_leave(struct request *request);

/* `PUT /api/uploads` and `DELETE /api/uploads/{}`. */
void upload_put(struct request *request);
void upload_delete(struct request *request);

/* The file of that id, or NULL. */
struct upload *upload_find(struct server *server, struct slice id);

/* Take it away. */
void upload_remove(struct server *server, struct upload *upload);

/*
 * Have ${upload} stand in ${folder} under its name; where that is taken, another is made of it.
 * The path below the folder, which begins with `./`, goes to ${ret}.  False where the disk does not
 * take it.
 */
bool upload_place(struct server *server, const struct upload *upload, const char *folder,
                  char ret[UPLOAD_NAME + 16]);

#endif
