/* Any bytes are a message: none passes without roots, and OpenSSL leaves no errors behind. */

#include "mail/smime.h"

#include "mail/dkim.h"

#include "base/base_test.h"

#include <openssl/err.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice in = {(const char *)bytes, len};
    struct raw_message raw;
    struct smime ret;

    header_read(in, arena, &raw);
    smime_verify(in, &raw, NULL, MAIL_NO_TIME, 1786755723, arena, &ret);
    PROPERTY(ret.result != SMIME_PASS);
    PROPERTY((ret.detail.len > 0) == (ret.result != SMIME_NONE));
    PROPERTY(ERR_peek_error() == 0);
    arena_free(arena);
    return 0;
}
