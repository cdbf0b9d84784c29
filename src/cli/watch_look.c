#include "cli/watch_look.h"

#include "base/hash.h"
#include "base/moment.h"
#include "cli/job_store.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "record/shape.h"

void watch_look_tell(struct watch_look *look, const struct matter *about, int32_t day,
                     const struct slice *parts, size_t n)
{
    struct slice key = matter_name((enum matter_kind)about->kind);
    int32_t days = look->is_first ? WATCH_PAST_DAYS : WATCH_OLD_DAYS;
    bool is_past = day != DAY_NONE && day < look->today - days;

    for (size_t i = 0; i < n; i++)
        key = arena_join(look->arena, (struct slice[]){key, SLICE("|"), parts[i]}, 3);
    vigil_finding(&look->turn->vigil, look->w->now, key, about, is_past);
}

/* ------------------------------------------------------------------ what is known */

static void know_orders(struct watching *w, const struct records *records)
{
    for (size_t s = 0; s < SHAPES; s++)
        for (const struct shape_field *f = shapes[s].fields; f->name.len; f++) {
            if (!slice_eq(f->name, SLICE("order_id")))
                continue;
            for (size_t i = 0; i < shape_len(&shapes[s], records); i++) {
                const char *record = shape_at(&shapes[s], records, i);
                const struct slice *id = (const struct slice *)(const void *)(record + f->offset);

                if (id->len)
                    map_set(&w->orders, w->known_arena, hash_bytes(*id, 0), 1);
            }
        }
}

void watch_look_known(struct watch_look *look)
{
    struct watching *w = look->w;
    const struct report *r = look->report;
    struct vigil_recurring *to;

    arena_free(w->known_arena);
    w->known_arena = arena_new(&memory);
    w->orders = (struct map){NULL, 0, 0};
    know_orders(w, r->records);
    to = arena_make_n(w->known_arena, struct vigil_recurring, r->recurring.len + 1);
    w->known = (struct vigil_known){&w->orders, to, 0};
    for (size_t i = 0; i < r->recurring.len; i++) {
        const struct recurring *from = &r->recurring.at[i];

        if (from->merchant && from->next_due != DAY_NONE)
            to[w->known.recurring_len++] = (struct vigil_recurring){
                arena_copy(w->known_arena, r->catalog->merchants[from->merchant - 1].brand),
                from->amount, from->currency};
    }
}

/* ------------------------------------------------------------------ the look */

static int look_at_all(struct watch_look *look)
{
    struct watching *w = look->w;
    struct slice seen;
    struct err err = {.line = 0};
    int r =
        w->store->ops->row_get(w->store, KEEP_HEALTH, SLICE("looked"), look->arena, &seen, &err);

    look->is_first = r == 0;
    if (r >= 0) {
        watch_look_known(look);
        r = watch_look_cases(look, &err);
    }
    if (r >= 0)
        watch_look_statements(look);
    /* an empty store was not looked at: what is taken in first is no news either */
    if (r >= 0 && look->report->records->sources.len)
        r = w->store->ops->row_put(w->store, KEEP_HEALTH, SLICE("looked"),
                                   arena_number(look->arena, w->now), &err);
    return r < 0 ? own_store_complain(w->options, &err) : 0;
}

int watch_look(struct watching *w)
{
    struct arena *arena = arena_new(&memory);
    struct options options = *w->options;
    struct watch_turn turn;
    struct watch_look look = {.w = w, .turn = &turn, .arena = arena};
    struct job job;
    int status;

    w->next_look = w->now + WATCH_LOOK_SECONDS;
    look.today = moment_day(w->now, DAY_JST);
    options.as_of = look.today;
    job_init(&job, &options, arena);
    status = job_read_store(&job);
    if (status == 0) {
        look.report = door_report(job.mioboe);
        status = watch_turn_begin(w, &turn);
    }
    if (status == 0) {
        status = look_at_all(&look);
        if (status == 0)
            status = watch_turn_end(&turn);
        else
            w->store->ops->rollback(w->store);
    }
    job_done(&job);
    arena_free(arena);
    return status;
}
