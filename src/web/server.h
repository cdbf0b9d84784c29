#ifndef MIOBOE_WEB_SERVER_H
#define MIOBOE_WEB_SERVER_H

/* All that one running server has.  One thread does everything; only reports are indexed in others
 * (web/house.c). */

#include "web/clerk.h"
#include "web/event.h"
#include "web/guard.h"
#include "web/house.h"
#include "web/importing.h"
#include "web/peer.h"
#include "web/session.h"
#include "web/upload.h"
#include "web/web.h"

struct MHD_Daemon;

struct server {
    const struct web_setup *setup;
    struct MHD_Daemon *daemon;
    struct guard guard;
    struct sessions sessions;
    struct peers peers;
    struct events events;
    struct uploads uploads;
    struct imports imports;
    struct clerk clerk;
    struct house houses[HOUSES];
    int64_t now;      /* milliseconds of the monotonic clock, of this turn of the loop */
    uint64_t folders; /* numbers of folders of commands */
    int done[2];      /* a pipe: reports that were indexed */
};

#endif
