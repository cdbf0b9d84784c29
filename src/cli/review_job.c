#include "cli/review_job.h"

#include "cli/exit_status.h"
#include "cli/job_store.h"
#include "cli/language.h"
#include "cli/own_store.h"
#include "cli/terminal.h"
#include "render/review_source.h"

#include "base/hash.h"
#include "base/moment.h"

int32_t review_today(const struct options *options)
{
    return options->as_of == DAY_NONE ? moment_day(own_store_now(options), DAY_JST)
                                      : options->as_of;
}

/* ------------------------------------------------------------------ what was said before */

/* The day of the look before: one on this very day is repeated. */
static int32_t since_of(const struct mark *last, int32_t today)
{
    return last->made < today ? last->made : last->until;
}

static int read_marks(struct review_job *r, struct store *store)
{
    struct store_rows rows = {NULL, 0, 0};
    struct err err = {.line = 0};

    if (store->ops->row_list(store, MARK_KIND, r->arena, &rows, &err) < 0)
        return own_store_complain(r->options, &err);
    for (size_t i = 0; i < rows.len; i++) {
        struct mark mark;

        if (!mark_read(rows.at[i].id, rows.at[i].body, r->arena, &mark))
            continue; /* of a newer mioboe */
        if (slice_eq(mark.finding, MARK_LAST))
            r->in.since = since_of(&mark, review_today(r->options));
        else
            *array_push(r->arena, &r->marks) = mark;
    }
    return 0;
}

int review_job_init(struct review_job *r, const struct options *options, struct arena *arena)
{
    struct store *store = NULL;
    int status;

    *r = (struct review_job){.options = options, .arena = arena, .in = {.since = DAY_NONE}};
    job_init(&r->job, options, arena);
    status = geo_file_open(&options->geo, arena, &r->geo);
    if (status == 0)
        status = own_store_open_if_any(options, STORE_READ, arena, &store);
    if (status == 0 && store) {
        r->has_store = true;
        status = read_marks(r, store);
    }
    store_close(store);
    return status;
}

void review_job_done(struct review_job *r)
{
    geo_file_done(&r->geo);
    job_done(&r->job);
}

int review_job_keep(const struct options *options, struct store *store, const struct mark *mark,
                    struct arena *arena)
{
    struct err err = {.line = 0};

    if (store->ops->row_put(store, MARK_KIND, mark->finding, mark_write(mark, arena), &err) < 0)
        return own_store_complain(options, &err);
    return 0;
}

/* ------------------------------------------------------------------ the review */

int review_job_read_store(struct review_job *r)
{
    return r->has_store ? job_read_store(&r->job) : 0;
}

/* Country and owner of each address that the records tell. */
static void look_up_networks(struct review_job *r)
{
    const struct account_events *events = &r->in.records->account_events;
    struct review_network *found = arena_make_n(r->arena, struct review_network, events->len + 1);
    struct map index = {0};
    uint32_t n = 0;

    for (size_t i = 0; r->geo.len && i < events->len; i++) {
        struct slice network = events->at[i].network;

        if (network.len && map_add(&index, r->arena, hash_bytes(network, 0), n, NULL, NULL) == n)
            found[n++] = geo_file_find(&r->geo, network, r->arena);
    }
    r->in.networks = found;
    r->in.networks_len = n;
}

void review_job_run(struct review_job *r)
{
    review_source(door_report(r->job.mioboe), r->arena, &r->in);
    look_up_networks(r);
    r->in.marks = r->marks.at;
    r->in.marks_len = r->marks.len;
    r->in.home = r->options->home;
    r->in.today = review_today(r->options);
    review_run(&r->in, r->arena, &r->review);
}

struct page review_job_page(const struct review_job *r, struct output *out)
{
    return (struct page){.out = out,
                         .arena = r->arena,
                         .width = terminal_width(r->options),
                         .color = terminal_has_color(r->options),
                         .japanese = language_is_japanese()};
}
