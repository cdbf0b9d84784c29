#include "web/handlers.h"

#include "render/printer.h"
#include "web/query.h"
#include "web/reply.h"

#include <stdio.h>

#define OFFSET_MAX REPORT_MAX_CHARGES
#define NEIGHBOURS 20u
#define NEIGHBOUR_SHARE 5 /* an amount is like another when they differ by a fifth at most */

static const char json[] = "application/json; charset=utf-8";

/* ------------------------------------------------------------------ a page of charges */

static void print_sums(struct printer *p, const struct report *report,
                       const struct query_found *found)
{
    print_begin_list(p);
    for (size_t i = 0; i < report->currencies.list.len; i++) {
        if (!found->sums[i].charges)
            continue;
        print_begin_map(p);
        print_string_of(p, "currency", report->currencies.list.at[i]);
        print_integer_of(p, "amount", found->sums[i].amount);
        print_integer_of(p, "charges", (int64_t)found->sums[i].charges);
        print_end(p);
    }
    print_end(p);
}

static void print_page(struct printer *p, const struct report *report,
                       const struct query_found *found, size_t offset, size_t limit)
{
    print_begin_map(p);
    print_string_of(p, "version", report_version(report));
    print_integer_of(p, "total", (int64_t)found->len);
    print_integer_of(p, "offset", (int64_t)offset);
    print_key(p, "sums");
    print_sums(p, report, found);
    print_key(p, "charges");
    print_begin_list(p);
    for (size_t i = offset; i < found->len && i - offset < limit; i++)
        printer_json_take(p, report_charge(report, &report->rows[found->rows[i]]));
    print_end(p);
    print_end(p);
}

static void give_page(struct request *request)
{
    struct report *report = request->house->report;
    struct query_found found;
    struct printer printer;
    struct output out;
    struct slice member;
    size_t offset, limit;

    if (!params_number(&request->query, "offset", OFFSET_MAX, 0, &offset) ||
        !params_number(&request->query, "limit", QUERY_LIMIT, QUERY_DEFAULT, &limit)) {
        reply_problem_said(request, PROBLEM_BAD_REQUEST, SLICE("offset, limit"));
        return;
    }
    /* The path of a page has one answer for each report. */
    if (reply_is_known(request, report_version(report)))
        return;
    if (query_find(report, &request->query, &found, &member) < 0) {
        reply_problem_said(request, PROBLEM_BAD_REQUEST, member);
        return;
    }
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_page(&printer, report, &found, offset, limit);
    reply_tagged(request, report_version(report), json, &out);
}

void charges_get(struct request *request)
{
    house_when_ready(request, give_page);
}

/* ------------------------------------------------------------------ one charge */

static bool is_neighbour(const struct report_row *a, const struct report_row *b)
{
    int64_t difference = a->amount > b->amount ? a->amount - b->amount : b->amount - a->amount;
    int64_t size = a->amount < 0 ? -a->amount : a->amount;

    return a != b && a->shop == b->shop && a->currency == b->currency &&
           difference <= size / NEIGHBOUR_SHARE;
}

static int64_t distance(const struct report_row *a, const struct report_row *b)
{
    int64_t days = (int64_t)a->day - b->day;

    return days < 0 ? -days : days;
}

/* The nearest in time, nearest first. */
static size_t find_neighbours(const struct report *report, const struct report_row *row,
                              const struct report_row *ret[NEIGHBOURS])
{
    size_t n = 0;

    for (size_t i = 0; i < report->len; i++) {
        const struct report_row *other = &report->rows[i];
        size_t at;

        if (!is_neighbour(row, other))
            continue;
        if (n == NEIGHBOURS && distance(row, other) >= distance(row, ret[n - 1]))
            continue;
        at = n < NEIGHBOURS ? n++ : n - 1;
        for (; at > 0 && distance(row, ret[at - 1]) > distance(row, other); at--)
            ret[at] = ret[at - 1];
        ret[at] = other;
    }
    return n;
}

static void give_charge(struct request *request)
{
    const struct report *report = request->house->report;
    const struct report_row *row = report_find(report, request->args[0]);
    const struct report_row *neighbours[NEIGHBOURS];
    struct printer printer, *p = &printer;
    struct output out;
    size_t n;

    if (!row) {
        reply_problem(request, PROBLEM_NOT_FOUND);
        return;
    }
    if (reply_is_known(request, report_version(report)))
        return;
    n = find_neighbours(report, row, neighbours);
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_string_of(p, "version", report_version(report));
    print_key(p, "charge");
    printer_json_take(p, report_charge(report, row));
    print_text_of(p, "member", report->members.list.at[row->member]);
    print_key(p, "neighbours");
    print_begin_list(p);
    for (size_t i = 0; i < n; i++)
        printer_json_take(p, report_charge(report, neighbours[i]));
    print_end(p);
    print_end(p);
    reply_tagged(request, report_version(report), json, &out);
}

void charge_get(struct request *request)
{
    house_when_ready(request, give_charge);
}

/* ------------------------------------------------------------------ months */

struct month_sum {
    int64_t amount[REPORT_VERDICTS];
    size_t charges[REPORT_VERDICTS];
};

static void print_month(struct printer *p, int32_t month, struct slice currency,
                        const struct month_sum *sum)
{
    char text[16];

    snprintf(text, sizeof(text), "%04d-%02d", month / 12, month % 12 + 1);
    print_begin_map(p);
    print_string_of(p, "month", slice_of(text));
    print_string_of(p, "currency", currency);
    print_key(p, "verdicts");
    print_begin_map(p);
    for (int v = 0; v < REPORT_VERDICTS; v++) {
        p->type->key(p, slice_of(report_verdict_names[v]));
        print_begin_map(p);
        print_integer_of(p, "count", (int64_t)sum->charges[v]);
        print_integer_of(p, "amount", sum->amount[v]);
        print_end(p);
    }
    print_end(p);
    print_end(p);
}

/* The rows of one month, which stand together, newest first. */
static size_t print_group(struct printer *p, const struct report *report, size_t from,
                          struct arena *arena)
{
    size_t currencies = report->currencies.list.len, i = from;
    struct month_sum *sums = arena_make_n(arena, struct month_sum, currencies + 1);
    int32_t month = report->rows[from].month;

    for (; i < report->len && report->rows[i].month == month; i++) {
        const struct report_row *row = &report->rows[i];

        sums[row->currency].amount[row->verdict] += row->amount;
        sums[row->currency].charges[row->verdict]++;
    }
    for (size_t c = 0; c < currencies && month >= 0; c++) {
        size_t n = 0;

        for (int v = 0; v < REPORT_VERDICTS; v++)
            n += sums[c].charges[v];
        if (n)
            print_month(p, month, report->currencies.list.at[c], &sums[c]);
    }
    return i;
}

static void give_months(struct request *request)
{
    const struct report *report = request->house->report;
    struct printer printer, *p = &printer;
    struct output out;

    if (reply_is_known(request, report_version(report)))
        return;
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_string_of(p, "version", report_version(report));
    print_key(p, "months");
    print_begin_list(p);
    for (size_t i = 0; i < report->len;)
        i = print_group(p, report, i, request->arena);
    print_end(p);
    print_end(p);
    reply_tagged(request, report_version(report), json, &out);
}

void months_get(struct request *request)
{
    house_when_ready(request, give_months);
}
