#include "cli/secret.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>

#include <cmocka.h>

/* The flags of the mapping that holds ${at}, as /proc/self/smaps tells them. */
static void read_flags(const void *at, char *ret, size_t len)
{
    FILE *file = fopen("/proc/self/smaps", "re");
    char line[512];
    unsigned long from, until;
    bool is_inside = false;

    ret[0] = '\0';
    assert_non_null(file);
    while (fgets(line, sizeof(line), file)) {
        if (sscanf(line, "%lx-%lx ", &from, &until) == 2)
            is_inside = (uintptr_t)at >= from && (uintptr_t)at < until;
        else if (is_inside && strncmp(line, "VmFlags:", 8) == 0)
            snprintf(ret, len, "%s", line);
    }
    fclose(file);
}

/* Under an address sanitizer mlock() does nothing, and locals lie in a stack of the sanitizer's. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_OWN_MEMORY false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_OWN_MEMORY false
#endif
#endif
#ifndef HAS_OWN_MEMORY
#define HAS_OWN_MEMORY true
#endif

static void blocks_stay_out_of_core_dumps(void **state)
{
    struct arena *arena = arena_new(&secret_memory);
    char *text = arena_alloc(arena, 100000), flags[512];
    struct rlimit limit;

    (void)state;
    memset(text, 'x', 100000);
    read_flags(text, flags, sizeof(flags));
    assert_non_null(strstr(flags, " dd")); /* not to be dumped */
    assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &limit), 0);
    if (HAS_OWN_MEMORY && limit.rlim_cur >= 2u << 20)
        assert_non_null(strstr(flags, " lo")); /* nor swapped, where the system allows it */
    read_flags(flags, flags, sizeof(flags));
    assert_null(strstr(flags, " dd")); /* and other memory is */
    arena_free(arena);
}

static void what_grows_keeps_what_it_holds(void **state)
{
    char *at = secret_memory.resize(NULL, NULL, 0, 10);

    (void)state;
    memcpy(at, "0123456789", 10);
    at = secret_memory.resize(NULL, at, 10, 100000);
    assert_memory_equal(at, "0123456789", 10);
    assert_int_equal(at[99999], 0);
    assert_null(secret_memory.resize(NULL, at, 100000, 0));
}

static char flags_of_stack[512];

static int on_the_stack(void *ctx)
{
    char here[64];

    memset(here, 's', sizeof(here));
    read_flags(here, flags_of_stack, sizeof(flags_of_stack));
    *(int *)ctx += here[0];
    return 7;
}

static void the_stack_stays_out_of_core_dumps(void **state)
{
    int n = 1;

    (void)state;
    assert_int_equal(secret_call(on_the_stack, &n), 7);
    assert_int_equal(n, 1 + 's');
    if (HAS_OWN_MEMORY)
        assert_non_null(strstr(flags_of_stack, " dd"));
}

static void there_is_no_core_dump(void **state)
{
    struct rlimit limit;

    (void)state;
    secret_begin();
    assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
    assert_int_equal(limit.rlim_cur, 0);
    assert_int_equal(limit.rlim_max, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_stay_out_of_core_dumps),
        cmocka_unit_test(what_grows_keeps_what_it_holds),
        cmocka_unit_test(the_stack_stays_out_of_core_dumps),
        cmocka_unit_test(there_is_no_core_dump),
    };

    return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
