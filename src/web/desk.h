#ifndef MIOBOE_WEB_DESK_H
#define MIOBOE_WEB_DESK_H

/*
 * The desk runs commands for the page (docs/design/page.md): one process without threads, which
 * forks a worker for each command and says how it ended.  It is the program itself, so ending it
 * ends everything.
 */

#include <sys/types.h>

#define DESK_PROGRESS 3    /* the open file of a worker for its progress: lines of JSON */
#define DESK_MAX_WORKERS 8 /* at once; web keeps further ones waiting */

struct desk {
    int fd;    /* the socket to web */
    pid_t web; /* a child of this process */
    /* Run the command of ${argc} words; the exit status is returned.  Called in the worker. */
    int (*work)(void *ctx, int argc, char **argv);
    void *ctx;
};

/*
 * Serve until web has ended, or this process is told to end (SIGINT, SIGTERM, SIGHUP): then web is
 * told by closing the socket, and waited for.  Return web's exit status.
 */
int desk_run(const struct desk *desk);

#endif
