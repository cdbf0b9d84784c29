#include "store/forget.h"

#include "casework/event.h"

static int end(struct store *store, int r, struct err *reterr)
{
    if (r == 0)
        r = store->ops->commit(store, reterr);
    if (r < 0)
        store->ops->rollback(store);
    return r < 0 ? r : store->ops->sweep(store, reterr);
}

int forget_all(struct store *store, struct err *reterr)
{
    int r = store->ops->begin(store, reterr);

    return r < 0 ? r : end(store, store->ops->erase(store, reterr), reterr);
}

/* ------------------------------------------------------------------ a case */

static bool has(const struct store_names *names, struct slice name)
{
    for (size_t i = 0; i < names->len; i++)
        if (slice_eq(names->at[i], name))
            return true;
    return false;
}

/* The files that the journal of ${case_id} names: every value that is a SHA-256.  Also of events
 * that can no longer be read nothing stays. */
static int find_files(struct store *store, struct slice case_id, struct arena *arena,
                      struct store_names *to, struct err *reterr)
{
    struct store_events events;
    int r = store->ops->event_list(store, case_id, arena, &events, reterr);

    for (size_t i = 0; r == 0 && i < events.len; i++) {
        struct slice rest = events.at[i].bytes, line;

        while (rest.len) {
            struct slice name, value;

            slice_cut(rest, SLICE("\n"), &line, &rest);
            slice_cut(line, SLICE(" "), &name, &value);
            if (value.len == STORE_HASH_TEXT && !slice_eq(name, SLICE("prev")) && !has(to, value))
                *array_push(arena, to) = value;
        }
    }
    return r;
}

static int drop_files(struct store *store, struct slice case_id, const struct store_names *cases,
                      struct arena *arena, struct err *reterr)
{
    struct store_names ours = {NULL, 0, 0}, others = {NULL, 0, 0};
    int r = find_files(store, case_id, arena, &ours, reterr);

    for (size_t i = 0; r == 0 && i < cases->len; i++)
        if (!slice_eq(cases->at[i], case_id))
            r = find_files(store, cases->at[i], arena, &others, reterr);
    for (size_t i = 0; r == 0 && i < ours.len; i++)
        if (!has(&others, ours.at[i]))
            r = store->ops->file_drop(store, ours.at[i], reterr);
    return r;
}

int forget_case(struct store *store, struct slice case_id, struct arena *arena, struct err *reterr)
{
    struct store_names cases;
    int r = store->ops->begin(store, reterr);
    bool is_there = false;

    if (r < 0)
        return r;
    r = store->ops->case_list(store, arena, &cases, reterr);
    if (r == 0)
        is_there = has(&cases, case_id);
    if (r == 0 && is_there)
        r = drop_files(store, case_id, &cases, arena, reterr);
    if (r == 0 && is_there)
        r = store->ops->case_drop(store, case_id, reterr);
    r = end(store, r, reterr);
    return r < 0 ? r : is_there;
}
