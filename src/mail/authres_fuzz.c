/* Any bytes are a field value and a header: what is read is in lower case and keeps the limit, and
 * nothing is believed without a Received field. */

#include "mail/authres.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct slice trusted[] = {{"mx.mine.example", 15}};
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice in = {(const char *)bytes, len};
    struct authres_results results = {0};
    struct raw_message raw;
    struct authres ret;

    if (authres_read(in, arena, &ret) == 0) {
        PROPERTY(ret.authserv.len > 0 && ret.results.len <= AUTHRES_MAX_RESULTS);
        for (size_t i = 0; i < ret.results.len; i++) {
            PROPERTY(ret.results.at[i].method.len > 0 && ret.results.at[i].result.len > 0);
            for (size_t j = 0; j < ret.results.at[i].domain.len; j++)
                PROPERTY(ret.results.at[i].domain.ptr[j] < 'A' ||
                         ret.results.at[i].domain.ptr[j] > 'Z');
        }
    }
    header_read(in, arena, &raw);
    authres_trusted(&raw, trusted, COUNT(trusted), arena, &results);
    PROPERTY(results.len == 0 || header_count(&raw, SLICE("Received")) > 0);
    arena_free(arena);
    return 0;
}
