/*
 * Any bytes as a zip: paths begin with the zip's, every member is understood or has a problem,
 * limits hold, and a second reading gives the same.
 */

#include "read/archive.h"
#include "read/kind.h"
#include "read/read_test.h"

#undef NDEBUG
#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* What archive_read() hands out. */
struct seen {
    uint64_t bytes;
    uint32_t members, faults;
};

static void on_member(void *ctx, struct slice path, struct slice bytes)
{
    struct seen *seen = ctx;

    assert(slice_starts(path, SLICE("x!")));
    assert(bytes.len <= READ_MAX_BYTES);
    seen->bytes += bytes.len;
    seen->members++;
}

static void on_fault(void *ctx, struct slice path, enum err_code code, struct slice detail)
{
    struct seen *seen = ctx;

    assert(code < 0 && detail.len > 0);
    assert(slice_eq(path, SLICE("x")) || slice_starts(path, SLICE("x!")));
    seen->faults++;
}

static void check_members(struct slice in)
{
    struct seen seen = {0};
    struct archive_sink sink = {on_member, on_fault, &seen};
    struct archive_use use = {0};

    archive_read(&base_test_allocator, SLICE("x"), in, &use, &sink);
    assert(seen.members + seen.faults <= READ_MAX_MEMBERS + 1);
    assert(use.bytes >= seen.bytes && seen.bytes <= READ_MAX_UNPACKED);
    assert(use.members <= READ_MAX_MEMBERS);
}

/* Each source is understood or has a problem. */
static void check_sources(const struct records *records)
{
    for (size_t i = 0; i < records->sources.len; i++) {
        const struct source *source = &records->sources.at[i];

        assert(slice_eq(source->path, SLICE("x")) || slice_starts(source->path, SLICE("x!")));
        assert(source->format.len > 0 || source->problems.len > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice in = {(const char *)bytes, len};
    struct reading_test t, again;

    if (!kind_is_archive(in))
        return 0;
    check_members(in);
    t = read_test(SLICE("x"), in);
    again = read_test(SLICE("x"), in);
    assert(t.records.sources.len > 0 && t.records.sources.len == again.records.sources.len);
    check_sources(&t.records);
    for (size_t i = 0; i < t.records.sources.len; i++) {
        assert(slice_eq(t.records.sources.at[i].path, again.records.sources.at[i].path));
        assert(t.records.sources.at[i].digest == again.records.sources.at[i].digest);
        assert(t.records.sources.at[i].records == again.records.sources.at[i].records);
    }
    read_test_done(&again);
    read_test_done(&t);
    return 0;
}
