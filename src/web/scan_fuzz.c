/*
 * Any bytes are walked over without leaving them: what is found lies within, a walk comes to its
 * end, and a report made of them is cut within them, too.
 */

#include "web/query.h"
#include "web/scan.h"

#include "base/base_test.h"

#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool lies_in(struct slice part, struct slice whole)
{
    return !part.len || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

static void walk(struct slice text, struct arena *arena)
{
    struct scan scan = scan_of(text);
    struct slice key, value;
    size_t steps = 0;

    for (bool is_map = scan_enter(&scan, '{'); is_map && scan_key(&scan, &key);) {
        value = scan_value(&scan);
        PROPERTY(lies_in(key, text) && lies_in(value, text));
        PROPERTY(scan_text(value, arena).len <= value.len);
        PROPERTY(++steps <= text.len + 1);
    }
    scan = scan_of(text);
    steps = 0;
    for (bool is_list = scan_enter(&scan, '['); is_list && scan_item(&scan);) {
        value = scan_value(&scan);
        PROPERTY(lies_in(value, text) && ++steps <= text.len + 1);
    }
}

static void index_it(struct slice text)
{
    struct params params = {NULL, 0, 0};
    struct query_found found;
    struct report *report;
    struct slice member;
    int fd = memfd_create("report", MFD_CLOEXEC);

    PROPERTY(fd >= 0 && write(fd, text.ptr, text.len) == (ssize_t)text.len);
    report = report_read(fd, &base_test_allocator);
    if (!report)
        return;
    for (size_t i = 0; i < report->len; i++)
        PROPERTY(lies_in(report_charge(report, &report->rows[i]), report->text));
    PROPERTY(query_find(report, &params, &found, &member) == 0 && found.len == report->len);
    report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice text = {(const char *)bytes, len};

    walk(text, arena);
    index_it(text);
    arena_free(arena);
    return 0;
}
