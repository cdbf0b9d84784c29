#include "web/report.h"

#include "web/order.h"
#include "web/query.h"
#include "web/scan.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/text.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const report_verdict_names[REPORT_VERDICTS] = {"explained", "probable", "ambiguous",
                                                           "unexplained", "out_of_scope"};

/* While the charges are read. */
struct reading {
    struct report *report;
    struct arena *arena;   /* the report's */
    struct arena *scratch; /* of all charges */
    struct names paths;    /* of sources, as written */
    uint32_t *member_of;   /* of each path */
    size_t ids_cap;
    struct names raw; /* descriptors as written */
    uint32_t *folded; /* the shop of each */
    size_t folded_cap;
};

/* ------------------------------------------------------------------ sources */

/* Which member's a file is. */
static void read_sources(struct reading *reading)
{
    struct scan scan = scan_of(reading->report->sources);
    size_t cap = 0;

    if (!scan_enter(&scan, '['))
        return;
    while (scan_item(&scan)) {
        struct slice source = scan_value(&scan);
        struct slice path = scan_member(source, SLICE("path"));
        struct slice member = scan_text(scan_member(source, SLICE("account")), reading->arena);
        uint32_t n = names_add(&reading->paths, reading->scratch, path);

        if (n >= cap) {
            size_t more = cap ? cap * 2 : 64;

            reading->member_of = arena_resize(reading->scratch, reading->member_of,
                                              cap * sizeof(uint32_t), more * sizeof(uint32_t));
            cap = more;
        }
        reading->member_of[n] = names_add(&reading->report->members, reading->arena, member);
    }
}

/* ------------------------------------------------------------------ one charge */

static uint32_t shop_of(struct reading *reading, struct slice descriptor)
{
    struct report *report = reading->report;
    size_t before = reading->raw.list.len;
    uint32_t n = names_add(&reading->raw, reading->scratch, descriptor);
    struct arena *once;

    if (reading->raw.list.len == before)
        return reading->folded[n];
    if (n >= reading->folded_cap) {
        size_t more = reading->folded_cap ? reading->folded_cap * 2 : 1024;

        reading->folded =
            arena_resize(reading->scratch, reading->folded, reading->folded_cap * sizeof(uint32_t),
                         more * sizeof(uint32_t));
        reading->folded_cap = more;
    }
    once = arena_like(reading->scratch);
    reading->folded[n] =
        names_add(&report->shops, reading->arena, text_fold(once, scan_text(descriptor, once)));
    arena_free(once);
    return reading->folded[n];
}

/* Titles and orders of the explanation, behind the shop. */
static uint32_t words_of(struct reading *reading, uint32_t shop, struct slice explained_by)
{
    struct report *report = reading->report;
    struct slice words = report->shops.list.at[shop];
    struct scan scan = scan_of(explained_by);
    struct arena *once;
    uint32_t n;

    if (explained_by.len <= 2)
        return names_add(&report->words, reading->arena, words);
    once = arena_like(reading->scratch);
    for (bool is_list = scan_enter(&scan, '['); is_list && scan_item(&scan);) {
        struct slice part = scan_value(&scan);
        struct slice title = scan_text(scan_member(part, SLICE("title")), once);
        struct slice order = scan_text(scan_member(part, SLICE("order_id")), once);

        words =
            arena_join(once, (struct slice[]){words, SLICE("\n"), title, SLICE("\n"), order}, 5);
    }
    n = names_add(&report->words, reading->arena, text_fold(once, words));
    arena_free(once);
    return n;
}

static void add_id(struct reading *reading, struct slice id)
{
    struct report *report = reading->report;
    uint64_t number;

    if (!hash_read(scan_text(id, reading->scratch), &number))
        return;
    if (report->ids_len == reading->ids_cap) {
        size_t more = reading->ids_cap ? reading->ids_cap * 2 : 1024;

        report->ids =
            arena_resize(reading->arena, report->ids, reading->ids_cap * sizeof(*report->ids),
                         more * sizeof(*report->ids));
        reading->ids_cap = more;
    }
    report->ids[report->ids_len++] = (struct report_id){number, (uint32_t)report->len};
}

static void read_ids(struct reading *reading, struct slice list)
{
    struct scan scan = scan_of(list);

    if (scan_enter(&scan, '['))
        while (scan_item(&scan))
            add_id(reading, scan_value(&scan));
}

static void read_flags(struct reading *reading, struct report_row *row, struct slice list)
{
    struct scan scan = scan_of(list);

    if (list.len <= 2 || !scan_enter(&scan, '['))
        return;
    while (scan_item(&scan)) {
        struct slice flag = scan_value(&scan);
        struct slice name = scan_text(scan_member(flag, SLICE("flag")), reading->scratch);
        uint32_t n = names_add(&reading->report->flags, reading->arena, name);

        row->flags |= n < 32 ? 1u << n : 0;
        row->is_alarm |= slice_eq(scan_member(flag, SLICE("alarm")), SLICE("true"));
    }
}

/* A word that an earlier value of a column was, most often. */
static uint32_t name_of(struct reading *reading, struct names *names, struct slice value)
{
    return names_add(names, reading->arena, scan_text(value, reading->scratch));
}

static void set_day(struct report_row *row, struct slice value)
{
    int year, month, day;

    row->day = DAY_NONE;
    row->month = -1;
    if (value.len != DAY_TEXT_LEN + 2 ||
        day_read(slice_sub(value, 1, DAY_TEXT_LEN + 1), DAY_YMD, DAY_NONE, &row->day) != 1)
        return;
    day_split(row->day, &year, &month, &day);
    row->month = year * 12 + month - 1;
}

static void set_verdict(struct report_row *row, struct slice value)
{
    struct slice name = slice_sub(value, 1, value.len - (value.len > 0));

    for (unsigned v = 0; v < REPORT_VERDICTS; v++)
        if (slice_eq(name, slice_of(report_verdict_names[v])))
            row->verdict = (uint8_t)v;
}

static void set_member(struct reading *reading, struct report_row *row, struct slice source)
{
    uint32_t path = names_find(&reading->paths, scan_member(source, SLICE("path")));

    row->member = path != MAP_NONE
                      ? reading->member_of[path]
                      : names_add(&reading->report->members, reading->arena, SLICE(""));
}

/* The members of a charge that have a column. */
static void take(struct reading *reading, struct report_row *row, struct slice key,
                 struct slice value)
{
    struct report *report = reading->report;

    if (slice_eq(key, SLICE("ids")))
        read_ids(reading, value);
    else if (slice_eq(key, SLICE("source")))
        set_member(reading, row, value);
    else if (slice_eq(key, SLICE("card")))
        row->card = name_of(reading, &report->cards, value);
    else if (slice_eq(key, SLICE("date")))
        set_day(row, value);
    else if (slice_eq(key, SLICE("amount")))
        scan_integer(value, &row->amount);
    else if (slice_eq(key, SLICE("currency")))
        row->currency = (uint8_t)name_of(reading, &report->currencies, value);
    else if (slice_eq(key, SLICE("descriptor")))
        row->shop = shop_of(reading, value);
    else if (slice_eq(key, SLICE("merchant")))
        row->merchant = name_of(reading, &report->merchants, value);
    else if (slice_eq(key, SLICE("verdict")))
        set_verdict(row, value);
    else if (slice_eq(key, SLICE("mine")))
        row->is_mine = slice_eq(value, SLICE("true"));
    else if (slice_eq(key, SLICE("explained_by")))
        row->words = words_of(reading, row->shop, value);
    else if (slice_eq(key, SLICE("flags")))
        read_flags(reading, row, value);
}

static struct report_row *add_row(struct reading *reading)
{
    struct report *report = reading->report;

    if (report->len == report->cap) {
        size_t more = report->cap ? report->cap * 2 : 1024;

        report->rows =
            arena_resize(reading->arena, report->rows, report->cap * sizeof(*report->rows),
                         more * sizeof(*report->rows));
        report->cap = more;
    }
    report->rows[report->len] = (struct report_row){.day = DAY_NONE, .month = -1};
    return &report->rows[report->len];
}

/* The scan stands before the list.  Each charge is walked over once. */
static bool read_charges(struct reading *reading, struct scan *scan)
{
    struct report *report = reading->report;
    struct slice key;

    if (!scan_enter(scan, '['))
        return false;
    while (scan_item(scan)) {
        struct report_row *row = add_row(reading);

        row->from = (uint64_t)(scan->at - report->text.ptr);
        if (report->len == REPORT_MAX_CHARGES || !scan_enter(scan, '{'))
            return false;
        while (scan_key(scan, &key))
            take(reading, row, key, scan_value(scan));
        row->len = (uint32_t)((uint64_t)(scan->at - report->text.ptr) - row->from);
        report->alarms += row->is_alarm;
        report->len++;
    }
    return true;
}

/* ------------------------------------------------------------------ the document */

/* Number 0 of each column is the empty text: of a charge that lacks the member. */
static void begin_names(struct report *report)
{
    struct names *all[] = {&report->cards,      &report->members, &report->merchants,
                           &report->currencies, &report->shops,   &report->words};

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        names_add(all[i], report->arena, SLICE(""));
}

static bool read_document(struct reading *reading)
{
    struct report *report = reading->report;
    struct {
        struct slice key, *to;
    } parts[] = {{SLICE("as_of"), &report->as_of},         {SLICE("sources"), &report->sources},
                 {SLICE("recurring"), &report->recurring}, {SLICE("expected"), &report->expected},
                 {SLICE("warnings"), &report->warnings},   {SLICE("mails"), &report->mails},
                 {SLICE("summary"), &report->summary}};
    struct scan scan = scan_of(report->text);
    struct slice key;

    if (!scan_enter(&scan, '{'))
        return false;
    while (scan_key(&scan, &key)) {
        struct slice value;

        if (slice_eq(key, SLICE("charges"))) {
            read_sources(reading); /* they stand before the charges */
            if (!read_charges(reading, &scan))
                return false;
            continue;
        }
        value = scan_value(&scan);
        for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
            if (slice_eq(key, parts[i].key))
                *parts[i].to = value;
    }
    return report->summary.len && report->sources.len;
}

static int by_id(const void *a, const void *b)
{
    const struct report_id *x = a, *y = b;

    return x->id < y->id ? -1 : x->id > y->id;
}

static struct slice map_file(int fd)
{
    struct stat st;
    void *at;

    if (fstat(fd, &st) != 0 || st.st_size <= 0)
        return (struct slice){NULL, 0};
    at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    return at == MAP_FAILED ? (struct slice){NULL, 0} : (struct slice){at, (size_t)st.st_size};
}

struct report *report_read(int fd, const struct allocator *allocator)
{
    struct arena *arena = arena_new(allocator);
    struct report *report = arena_make(arena, struct report);
    struct reading reading = {.report = report, .arena = arena, .scratch = arena_new(allocator)};
    bool is_read;

    report->fd = fd;
    report->arena = arena;
    report->text = map_file(fd);
    begin_names(report);
    is_read = report->text.len && read_document(&reading);
    arena_free(reading.scratch);
    if (!is_read) {
        report_free(report);
        return NULL;
    }
    hash_write(hash_bytes(report->text, 0), report->version);
    order_make(report);
    if (report->ids_len)
        qsort(report->ids, report->ids_len, sizeof(*report->ids), by_id);
    report->cache = query_cache_new(report);
    return report;
}

void report_free(struct report *report)
{
    if (!report)
        return;
    query_cache_free(report->cache);
    if (report->text.ptr)
        munmap((void *)(uintptr_t)report->text.ptr, report->text.len);
    if (report->fd >= 0)
        close(report->fd);
    arena_free(report->arena);
}

const struct report_row *report_find(const struct report *report, struct slice id)
{
    struct report_id key = {.row = 0}, *hit;

    if (!hash_read(id, &key.id) || !report->ids_len)
        return NULL;
    hit = bsearch(&key, report->ids, report->ids_len, sizeof(*report->ids), by_id);
    return hit ? &report->rows[hit->row] : NULL;
}
