/* Any bytes are a host and a text: an ASCII name is one again, its registrable domain lies within
 * it, and a skeleton is UTF-8. */

#include "mail/domain.h"

#include "base/base_test.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct domains *domains = domains_new(&base_test_allocator);
    struct slice in = {(const char *)bytes, len}, ascii, again, part;

    if (domain_ascii(domains, in, arena, &ascii)) {
        PROPERTY(ascii.len > 0 && ascii.len <= DOMAIN_MAX);
        PROPERTY(domain_ascii(domains, ascii, arena, &again) && slice_eq(ascii, again));
        part = domain_registrable(domains, ascii, arena);
        PROPERTY(domain_within(ascii, part));
        PROPERTY(domain_aligned(domains, ascii, part));
        PROPERTY(slice_eq(domain_registrable(domains, part, arena), part));
    }
    PROPERTY(text_is_utf8(domain_skeleton(domains, in, arena)));
    domains_free(domains);
    arena_free(arena);
    return 0;
}
