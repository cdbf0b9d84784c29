#include "cli/watch_run.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/own_store.h"

int watch_turn_begin(struct watching *w, struct watch_turn *ret)
{
    struct err err = {.line = 0};
    int r;

    *ret = (struct watch_turn){.w = w, .arena = arena_new(&memory)};
    vigil_init(&ret->vigil, &w->rules, ret->arena);
    ret->vigil.known = w->known;
    r = w->store->ops->begin(w->store, &err);
    if (r == 0) {
        r = keep_load(&ret->vigil, w->store, &err);
        if (r < 0)
            w->store->ops->rollback(w->store);
    }
    if (r == 0)
        return 0;
    arena_free(ret->arena);
    return own_store_complain(w->options, &err);
}

int watch_turn_end(struct watch_turn *turn)
{
    struct watching *w = turn->w;
    struct err err = {.line = 0};
    int r = keep_save(&turn->vigil, w->store, &w->config, w->now, &err);

    if (r == 0)
        r = w->store->ops->commit(w->store, &err);
    if (r < 0)
        w->store->ops->rollback(w->store);
    else
        w->next_tick = vigil_next(&turn->vigil, w->now);
    arena_free(turn->arena);
    return r < 0 ? own_store_complain(w->options, &err) : 0;
}
