#include "cli/case_source.h"

#include "base/map.h"
#include "base/pairs.h"
#include "cli/exit_status.h"
#include "cli/job.h"
#include "cli/job_store.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "io/whole.h"
#include "render/output.h"
#include "render/words.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define ANSWER_MAX (256u << 20) /* bytes of what the child hands over */

/* ------------------------------------------------------------------ in the child */

struct source_run {
    struct job job; /* first: what job_run_paths() hands to the work */
    int fd;
    bool is_silent; /* faults of the files were told when they were imported */
};

static void add(struct pairs *pairs, const char *name, struct slice value)
{
    if (value.len)
        pairs_add(pairs, slice_of(name), value);
}

static void add_day(struct pairs *pairs, const char *name, int32_t day)
{
    char text[DAY_TEXT_LEN];

    if (day == DAY_NONE)
        return;
    day_write(day, text);
    pairs_add(pairs, slice_of(name), (struct slice){text, sizeof(text)});
}

/* `0.41` */
static struct slice share(struct arena *arena, double probability)
{
    struct output out;
    struct slice text;

    output_init(&out, &memory, NULL, NULL);
    output_decimal(&out, probability);
    text = arena_copy(arena, (struct slice){out.at, out.len});
    output_done(&out);
    return text;
}

/*
 * That data are missing is nearly certain where none were given; it says something of the files and
 * nothing of the charge.  Who opens a case has looked: the share is cut to MISSING_MOST, and the
 * other causes keep their proportions.
 */
#define MISSING_MOST 0.1

static bool is_missing(const struct report *r, const struct found_cause *found)
{
    return slice_eq(r->catalog->causes[found->cause].id, SLICE("missing_export"));
}

static double missing_share(const struct report *r, const struct verdict *v)
{
    double share = 0;

    for (uint32_t i = 0; i < v->causes_len; i++)
        if (is_missing(r, &r->causes.at[v->causes_from + i]))
            share = r->causes.at[v->causes_from + i].probability;
    return share;
}

static double share_of(const struct report *r, const struct found_cause *found, double missing)
{
    if (missing <= MISSING_MOST)
        return found->probability;
    if (is_missing(r, found))
        return MISSING_MOST;
    return missing < 1 ? found->probability * (1 - MISSING_MOST) / (1 - missing) : 0;
}

static void add_causes(struct pairs *pairs, const struct report *r, const struct verdict *v)
{
    double missing = missing_share(r, v);

    for (uint32_t i = 0; i < v->causes_len; i++) {
        const struct found_cause *found = &r->causes.at[v->causes_from + i];

        pairs_add(pairs, SLICE("cause"),
                  arena_join(pairs->arena,
                             (struct slice[]){r->catalog->causes[found->cause].id, SLICE(" "),
                                              share(pairs->arena, share_of(r, found, missing))},
                             3));
    }
}

static struct slice issuer_id(const struct report *r, const struct charge *charge)
{
    const struct issuer *issuer =
        issuer_of_family(r->catalog, r->records->sources.at[charge->source].family);

    return issuer ? issuer->id : SLICE("");
}

static struct slice merchant_id(const struct report *r, uint32_t merchant)
{
    return merchant ? r->catalog->merchants[merchant - 1].id : SLICE("");
}

/* Ids by which a case may know the charge from an earlier photograph. */
static void add_ids(struct pairs *pairs, const struct report *r, const struct entry *entry)
{
    const struct appearance *all = r->entries.appearances.at;

    for (uint32_t a = entry->more; a; a = all[a - 1].next) {
        char id[HASH_TEXT_LEN];

        if (all[a - 1].id == entry->id)
            continue;
        hash_write(all[a - 1].id, id);
        add(pairs, "also", (struct slice){id, sizeof(id)});
    }
}

static void add_charge(struct pairs *pairs, const struct report *r, size_t e)
{
    const struct entry *entry = &r->entries.list.at[e];
    const struct verdict *v = &r->verdicts[e];
    const struct charge *charge = &r->records->charges.at[entry->row];
    const struct charge *latest = &r->records->charges.at[entry->latest];
    const struct charge_extra *extra = entry_extra(r->records, entry->latest);
    char id[HASH_TEXT_LEN];

    hash_write(entry->id, id);
    add(pairs, "charge", (struct slice){id, sizeof(id)});
    add_ids(pairs, r, entry);
    add_day(pairs, "date", entry->day);
    pairs_add_number(pairs, SLICE("amount"), entry->amount);
    add(pairs, "currency", slice_of(charge->currency.code));
    add(pairs, "descriptor", r->records->texts.at[charge->text].raw);
    add(pairs, "merchant", merchant_id(r, v->merchant));
    add(pairs, "card", slice_of(r->records->cards.at[charge->card].last4));
    add(pairs, "issuer", issuer_id(r, charge));
    add_day(pairs, "posted_on", extra ? extra->posted : DAY_NONE);
    add(pairs, "state", latest->state == CHARGE_PENDING ? SLICE("pending") : SLICE("posted"));
    add(pairs, "source", r->records->sources.at[charge->source].path);
    add_causes(pairs, r, v);
    add(pairs, "verdict", verdict_kind_name(v->kind));
    pairs_add_number(pairs, SLICE("end_charge"), v->alarms ? 1 : 0);
}

static void add_recurring(struct pairs *pairs, const struct report *r, const struct recurring *rec)
{
    uint32_t entry = r->recurring_charges.at[rec->charges_from + rec->charges_len - 1];
    const struct charge *charge = &r->records->charges.at[r->entries.list.at[entry].row];

    add(pairs, "merchant", merchant_id(r, rec->merchant));
    add(pairs, "descriptor", r->records->texts.at[rec->text].raw);
    add(pairs, "card", slice_of(r->records->cards.at[charge->card].last4));
    pairs_add_number(pairs, SLICE("end_recurring"), 1);
}

/* What is wrong inside the files was said; what could be read of them counts all the same. */
static int status_of(const struct job *job)
{
    return job->failed ? EXIT_UNREAD : 0;
}

static void read_typed(struct job *job)
{
    const struct words *typed = &job->options->given.typed;
    struct slice *parts = arena_make_n(job->arena, struct slice, 2 * typed->len + 1);
    struct mioboe_input in = {.path = "-", .path_len = 1, .named = 1, .kind = MIOBOE_LINES};
    struct slice lines;

    for (size_t i = 0; i < typed->len; i++) {
        parts[2 * i] = typed->at[i];
        parts[2 * i + 1] = SLICE("\n");
    }
    lines = arena_join(job->arena, parts, 2 * typed->len);
    in.bytes = lines.ptr;
    in.len = lines.len;
    if (typed->len)
        mioboe_read(job->mioboe, &in);
}

static struct slice told_by(const struct report *report, struct arena *arena)
{
    struct pairs pairs = {.arena = arena};

    for (size_t e = 0; e < report->entries.list.len; e++)
        add_charge(&pairs, report, e);
    for (size_t i = 0; i < report->recurring.len; i++)
        if (report->recurring.at[i].charges_len)
            add_recurring(&pairs, report, &report->recurring.at[i]);
    return pairs_text(&pairs);
}

static int explain(struct job *job)
{
    const struct source_run *run = (const struct source_run *)(const void *)job;

    read_typed(job);
    if (!run->is_silent)
        job_complain(job);
    if (!whole_write(run->fd, told_by(door_report(job->mioboe), job->arena)))
        return EXIT_UNREAD;
    return status_of(job);
}

/* ------------------------------------------------------------------ in the parent */

static struct slice field(const struct event_fields *fields, struct slice name)
{
    for (size_t i = 0; i < fields->len; i++)
        if (slice_eq(fields->at[i].name, name))
            return fields->at[i].value;
    return (struct slice){"", 0};
}

/* All ids of the charge, a blank between them. */
static struct slice ids_of(const struct event_fields *fields, struct arena *arena)
{
    struct slice ids = field(fields, SLICE("charge"));

    for (size_t i = 0; i < fields->len; i++)
        if (slice_eq(fields->at[i].name, SLICE("also")))
            ids = arena_join(arena, (struct slice[]){ids, SLICE(" "), fields->at[i].value}, 3);
    return ids;
}

static void take_row(struct found *found, const struct found_charge *charge,
                     const struct event_fields *fields, struct arena *arena)
{
    *array_push(arena, &found->rows) =
        (struct seen_row){.ids = ids_of(fields, arena),
                          .card = field(fields, SLICE("card")),
                          .merchant = field(fields, SLICE("merchant")),
                          .descriptor = charge->descriptor,
                          .amount = charge->amount,
                          .day = charge->day,
                          .currency = charge->currency,
                          .is_pending = slice_eq(field(fields, SLICE("state")), SLICE("pending")),
                          .is_explained = slice_eq(charge->verdict, SLICE("explained")) ||
                                          slice_eq(charge->verdict, SLICE("probable"))};
}

static void take_charge(struct found *found, struct event_fields *fields, bool has_alarm,
                        struct arena *arena)
{
    struct found_charge *charge = array_push(arena, &found->charges);

    charge->id = field(fields, SLICE("charge"));
    charge->verdict = field(fields, SLICE("verdict"));
    charge->descriptor = field(fields, SLICE("descriptor"));
    charge->currency = currency_of(field(fields, SLICE("currency")));
    charge->has_alarm = has_alarm;
    charge->day = DAY_NONE;
    day_read(field(fields, SLICE("date")), DAY_YMD, DAY_NONE, &charge->day);
    pairs_number(field(fields, SLICE("amount")), &charge->amount);
    for (size_t i = 0; i < fields->len; i++)
        if (!slice_eq(fields->at[i].name, SLICE("verdict")) &&
            !slice_eq(fields->at[i].name, SLICE("also")))
            *array_push(arena, &charge->fields) = fields->at[i];
    take_row(found, charge, fields, arena);
}

static void take_recurring(struct found *found, const struct event_fields *fields,
                           struct arena *arena)
{
    *array_push(arena, &found->recurring) =
        (struct found_recurring){field(fields, SLICE("merchant")),
                                 field(fields, SLICE("descriptor")), field(fields, SLICE("card"))};
}

/* Blocks of lines, each ended by `end_charge` or `end_recurring`. */
static void take_all(struct slice text, struct arena *arena, struct found *ret)
{
    struct event_fields fields = {0};
    struct slice name, value;

    while (pairs_next(&text, arena, &name, &value) == 1) {
        if (slice_eq(name, SLICE("end_charge")))
            take_charge(ret, &fields, slice_eq(value, SLICE("1")), arena);
        else if (slice_eq(name, SLICE("end_recurring")))
            take_recurring(ret, &fields, arena);
        else
            *array_push(arena, &fields) = (struct event_field){name, value};
        if (slice_starts(name, SLICE("end_")))
            fields = (struct event_fields){0};
    }
}

static int take_answer(int fd, struct arena *arena, struct found *ret)
{
    struct stat st;
    char *text;

    if (fstat(fd, &st) != 0 || st.st_size < 0 || st.st_size > (off_t)ANSWER_MAX)
        return EXIT_UNREAD;
    text = arena_alloc(arena, (size_t)st.st_size + 1);
    for (off_t at = 0; at < st.st_size;) {
        ssize_t n = pread(fd, text + at, (size_t)(st.st_size - at), at);

        if (n <= 0)
            return EXIT_UNREAD;
        at += n;
    }
    take_all((struct slice){text, (size_t)st.st_size}, arena, ret);
    return 0;
}

void case_source_of_report(const struct report *report, struct arena *arena, struct found *ret)
{
    *ret = (struct found){0};
    take_all(told_by(report, arena), arena, ret);
}

/* Explain what ${options} name, with ${store} what was imported, too. */
static int read_by_child(const struct options *options, bool store, int32_t today,
                         struct arena *arena, struct found *ret)
{
    struct source_run run = {.fd = memfd_create("mioboe", MFD_CLOEXEC)};
    struct options mine = *options;
    int status;

    *ret = (struct found){0};
    if (run.fd < 0) {
        message_say(SLICE(""), 0, strerror(errno));
        return EXIT_UNREAD;
    }
    mine.as_of = today;
    run.is_silent = store;
    job_init(&run.job, &mine, arena);
    status = store ? job_read_store(&run.job) : 0;
    if (status == 0)
        status = job_run_paths(&run.job, explain);
    job_done(&run.job);
    if (status == 0)
        status = take_answer(run.fd, arena, ret);
    close(run.fd);
    return status;
}

int case_source_read(const struct options *options, size_t skip, int32_t today, struct arena *arena,
                     struct found *ret)
{
    struct options mine = *options;

    if (skip > mine.operands.len)
        skip = mine.operands.len;
    mine.operands.at = skip ? mine.operands.at + skip : mine.operands.at;
    mine.operands.len -= skip;
    return read_by_child(&mine, !mine.operands.len && !mine.given.typed.len, today, arena, ret);
}

int case_source_read_store(const struct options *options, bool paths, int32_t today,
                           struct arena *arena, struct found *ret)
{
    struct options mine = *options;

    if (!paths)
        mine.operands = (struct operands){0};
    return read_by_child(&mine, true, today, arena, ret);
}
