#include "web/handlers.h"

#include "render/printer.h"
#include "web/reply.h"

#include <fcntl.h>

static const char json[] = "application/json; charset=utf-8";

/* ------------------------------------------------------------------ parts of the report */

/* `{"version", NAME: part}`. */
static void give_part(struct request *request, struct slice name, struct slice part)
{
    struct slice version = report_version(request->house->report);
    struct printer printer, *p = &printer;
    struct output out;

    if (reply_is_known(request, version))
        return;
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    printer = printer_json_line(&out);
    print_begin_map(p);
    print_string_of(p, "version", version);
    p->type->key(p, name);
    printer_json_take(p, part.len ? part : SLICE("[]"));
    print_end(p);
    reply_tagged(request, version, json, &out);
}

static void give_sources(struct request *request)
{
    give_part(request, SLICE("sources"), request->house->report->sources);
}

static void give_recurring(struct request *request)
{
    give_part(request, SLICE("recurring"), request->house->report->recurring);
}

static void give_expected(struct request *request)
{
    give_part(request, SLICE("expected"), request->house->report->expected);
}

static void give_warnings(struct request *request)
{
    give_part(request, SLICE("warnings"), request->house->report->warnings);
}

static void give_report(struct request *request)
{
    const struct report *report = request->house->report;
    int fd;

    if (reply_is_known(request, report_version(report)))
        return;
    fd = fcntl(report->fd, F_DUPFD_CLOEXEC, 0);
    if (fd < 0) {
        reply_problem(request, PROBLEM_BUSY);
        return;
    }
    reply_file(request, json, "mioboe.json", fd, report->text.len);
    reply_header(request, "ETag", reply_tag(request, report_version(report)));
}

void sources_get(struct request *request)
{
    house_when_ready(request, give_sources);
}

void recurring_get(struct request *request)
{
    house_when_ready(request, give_recurring);
}

void expected_get(struct request *request)
{
    house_when_ready(request, give_expected);
}

void warnings_get(struct request *request)
{
    house_when_ready(request, give_warnings);
}

void report_get(struct request *request)
{
    house_when_ready(request, give_report);
}
