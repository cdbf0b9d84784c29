/*
 * Any bytes may carry a chain: one that passes is sealed whole, one that fails says why, and what
 * is no chain has no instances.
 */

#include "mail/arc.h"

#include "base/base_test.h"
#include "mail/key_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct keys *keys = keys_new(&base_test_allocator, &key_test_source);
    struct slice text = {(const char *)bytes, len};
    struct mail_signatures signatures = {0};
    struct raw_message message;
    struct arc arc;

    header_read(text, arena, &message);
    arc_verify(&message, keys, MAIL_NO_TIME, arena, &signatures, &arc);
    PROPERTY(arc.instances.len <= ARC_MAX_INSTANCES && signatures.len <= 1);
    PROPERTY((arc.cv == ARC_FAIL) == (arc.detail.len > 0));
    PROPERTY(arc.cv == ARC_FAIL || !arc.no_key);
    PROPERTY(arc.cv != ARC_NONE || (arc.instances.len == 0 && signatures.len == 0));
    if (arc.cv == ARC_PASS) {
        PROPERTY(arc.instances.len > 0 && signatures.len == 1);
        PROPERTY(signatures.at[0].result == SIGNATURE_PASS && !message.junk);
        for (size_t i = 0; i < arc.instances.len; i++)
            PROPERTY(arc.instances.at[i].sealed && arc.instances.at[i].sealer.len > 0);
    }
    keys_free(keys);
    arena_free(arena);
    return 0;
}
