#include "read/login_list.h"

#include "read/reader_fuzz.h"

#include "base/day.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* What is read lies within the text, and no login is without a password. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice text = {(const char *)bytes, len};
    struct logins logins = {NULL, 0, 0};
    struct err err = {.line = 0};

    if (login_list_read(text, arena, &logins, &err) == 0)
        for (size_t i = 0; i < logins.len; i++) {
            PROPERTY(logins.at[i].password.len > 0);
            PROPERTY(logins.at[i].password.len <= len);
            PROPERTY(logins.at[i].site.len <= len);
        }
    else
        PROPERTY(err.code != ERR_NONE);
    arena_free(arena);
    return 0;
}
