#include "web/handlers.h"

#include "base/sort.h"
#include "render/printer.h"
#include "web/reply.h"
#include "web/scan.h"

#include <stdio.h>

#define STATE_MERCHANTS 1000u /* the most frequent */

static size_t count_items(struct slice list)
{
    struct scan scan = scan_of(list);
    size_t n = 0;

    for (bool is_list = scan_enter(&scan, '['); is_list && scan_item(&scan); n++)
        scan_value(&scan);
    return n;
}

static bool name_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct names *names = ctx;

    return slice_cmp(names->list.at[a], names->list.at[b]) < 0;
}

static void print_names(struct printer *p, const struct names *names, struct arena *arena)
{
    uint32_t *order = arena_make_n(arena, uint32_t, names->list.len + 1);

    for (size_t i = 0; i < names->list.len; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, names->list.len, name_before, names, arena);
    print_begin_list(p);
    for (size_t i = 0; i < names->list.len; i++)
        if (names->list.at[order[i]].len)
            p->type->string(p, names->list.at[order[i]]);
    print_end(p);
}

static void print_months(struct printer *p, const struct report *report)
{
    int32_t last = -1;

    print_begin_list(p);
    for (size_t i = 0; i < report->len; i++) {
        int32_t month = report->rows[i].month;
        char text[16];

        if (month < 0 || month == last)
            continue;
        last = month;
        snprintf(text, sizeof(text), "%04d-%02d", month / 12, month % 12 + 1);
        p->type->string(p, slice_of(text));
    }
    print_end(p);
}

static bool more_charges(const void *ctx, uint32_t a, uint32_t b)
{
    const size_t *counts = ctx;

    return counts[a] > counts[b];
}

static void print_merchants(struct printer *p, const struct report *report, struct arena *arena)
{
    size_t n = report->merchants.list.len;
    size_t *counts = arena_make_n(arena, size_t, n + 1);
    uint32_t *order = arena_make_n(arena, uint32_t, n + 1);

    for (size_t i = 0; i < report->len; i++)
        counts[report->rows[i].merchant]++;
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, n, more_charges, counts, arena);
    print_begin_list(p);
    for (size_t i = 0; i < n && i < STATE_MERCHANTS && counts[order[i]]; i++) {
        print_begin_map(p);
        print_string_of(p, "id", report->merchants.list.at[order[i]]);
        print_integer_of(p, "charges", (int64_t)counts[order[i]]);
        print_end(p);
    }
    print_end(p);
}

static void print_house(struct printer *p, const struct house *house)
{
    struct slice trouble = house->trouble;

    if (slice_starts(trouble, SLICE("mioboe: ")))
        trouble = slice_skip(trouble, sizeof("mioboe: ") - 1);
    print_string_of(p, "version", report_version(house->report));
    print_integer_of(p, "store", (int64_t)house->serial);
    print_boolean_of(p, "is_computing", house->is_computing);
    print_boolean_of(p, "has_store", house->has_store);
    print_boolean_of(p, "is_locked", house->is_locked);
    print_text_of(p, "trouble", slice_trim(trouble));
}

static void print_state(struct printer *p, const struct house *house, struct arena *arena)
{
    const struct report *report = house->report;

    print_begin_map(p);
    print_house(p, house);
    print_key(p, "as_of");
    printer_json_take(p, report->as_of);
    print_key(p, "summary");
    printer_json_take(p, report->summary);
    print_integer_of(p, "alarms", (int64_t)report->alarms);
    print_integer_of(p, "sources", (int64_t)count_items(report->sources));
    print_key(p, "members");
    print_names(p, &report->members, arena);
    print_key(p, "cards");
    print_names(p, &report->cards, arena);
    print_key(p, "months");
    print_months(p, report);
    print_key(p, "merchants");
    print_merchants(p, report, arena);
    print_integer_of(p, "open_cases", (int64_t)house->open_cases);
    print_end(p);
}

void state_get(struct request *request)
{
    struct house *house = request->house;
    struct printer printer;
    struct output out;
    char tag[96];

    snprintf(tag, sizeof(tag), "%.*s-%llu-%d%d%d-%zu", REPORT_VERSION_LEN, house->report->version,
             (unsigned long long)house->serial, house->is_computing, house->has_store,
             house->is_locked, house->open_cases);
    if (reply_is_known(request, slice_of(tag)))
        return;
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_state(&printer, house, request->arena);
    reply_tagged(request, slice_of(tag), "application/json; charset=utf-8", &out);
}
