#include "web/peer.h"

/* libmicrohttpd sees the end, and closes. */
static void shut(struct peer *peer)
{
    if (!peer->is_shut)
        shutdown(peer->fd, SHUT_RDWR);
    peer->is_shut = true;
}

/* The oldest that nobody signed in with, and that nothing is done for. */
static void make_room(struct peers *peers)
{
    struct peer *known = NULL;

    for (struct peer *peer = peers->oldest; peer; peer = peer->next) {
        if (peer->is_shut || peer->state == PEER_BUSY)
            continue;
        if (!peer->is_known) {
            shut(peer);
            return;
        }
        if (!known)
            known = peer;
    }
    if (known)
        shut(known);
}

struct peer *peer_new(struct peers *peers, int fd, int64_t now)
{
    struct peer *peer = calloc(1, sizeof(*peer));

    if (!peer)
        return NULL;
    *peer = (struct peer){.prev = peers->newest, .fd = fd, .since = now};
    if (peers->newest)
        peers->newest->next = peer;
    else
        peers->oldest = peer;
    peers->newest = peer;
    if (++peers->len > PEER_MAX)
        make_room(peers);
    return peer;
}

void peer_free(struct peers *peers, struct peer *peer)
{
    if (!peer)
        return;
    if (peer->prev)
        peer->prev->next = peer->next;
    else
        peers->oldest = peer->next;
    if (peer->next)
        peer->next->prev = peer->prev;
    else
        peers->newest = peer->prev;
    peers->len--;
    free(peer);
}

void peer_set(struct peer *peer, enum peer_state state, int64_t now)
{
    if (!peer)
        return;
    peer->state = state;
    peer->since = now;
}

void peer_sweep(struct peers *peers, int64_t now)
{
    static const int64_t limits[] = {[PEER_FRESH] = PEER_HEADER_MS,
                                     [PEER_BUSY] = PEER_REQUEST_MS,
                                     [PEER_IDLE] = PEER_IDLE_MS,
                                     [PEER_STREAMS] = INT64_MAX};

    for (struct peer *peer = peers->oldest; peer; peer = peer->next)
        if (now - peer->since > limits[peer->state])
            shut(peer);
}
