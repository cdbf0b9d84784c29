#include "cli/mbox_file.h"

#include "base/base_test.h"
#include "mail/mbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <unistd.h>

#define F "From a@b.example Fri Aug 15 01:02:03 2026\n"

static const char *const mboxes[] = {
    F "To: a\n\none\n\n" F "To: b\n\ntwo\n\n" F "To: c\n\nthree\n",
    F "To: a\n\none\n" F "To: b\n\ntwo\n",
    "From a Fri Aug 15 01:02:03 2026\r\nTo: a\r\n\r\none\r\n\r\nFrom a Fri Aug 15 01:02:03 "
    "2026\r\nTo: b\r\n\r\n",
    F "To: a\n\n\nFrom here on: all 2026 at home\n\n\n\n\n\n\n" F F ">" F "To: b\n\n>From x\n",
    F "To: a\n\nx\nFrom a 01:02 2026\nFrom b 01:02 2026\nTo: c\n\n>>From y\n\n\n",
    F "To: a\n\nFrom a 01:02:03 2026\nno field\nTo: b\n\nx\n\n" F,
    F,
    "From ",
};

static struct input file_of(const char *text)
{
    struct input input = {.fd = memfd_create("mbox", MFD_CLOEXEC), .regular = true};

    input.size = strlen(text);
    assert_true(input.fd >= 0);
    assert_int_equal(write(input.fd, text, input.size), (ssize_t)input.size);
    return input;
}

/* Each message in brackets. */
static struct slice messages_of(struct mbox_file *file, struct arena *arena)
{
    struct slice all = SLICE(""), message;
    struct err err;
    int more;

    while ((more = mbox_file_next(file, arena, &message, &err)) == 1)
        all = arena_join(arena, (struct slice[]){all, SLICE("["), message, SLICE("]")}, 4);
    assert_int_equal(more, 0);
    return all;
}

static void a_window_of_any_size_gives_the_same_messages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mboxes); i++)
        for (size_t window = 1; window <= strlen(mboxes[i]) + 2; window++) {
            struct arena *arena = arena_new(&base_test_allocator);
            struct input input = file_of(mboxes[i]);
            struct mbox_file file, whole;

            mbox_file_init(&file, &input, window, arena);
            assert_true(mbox_file_is_mbox(&file));
            mbox_file_of(&whole, slice_of(mboxes[i]));
            if (!slice_eq(messages_of(&file, arena), messages_of(&whole, arena)))
                fail_msg("window of %zu, mbox %zu", window, i);
            input_close(&input);
            arena_free(arena);
        }
}

static void a_file_of_another_kind_is_told(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct input input = file_of("Date,Amount\n2026-08-01,100\n");
    struct mbox_file file;

    (void)state;
    mbox_file_init(&file, &input, 8, arena);
    assert_false(mbox_file_is_mbox(&file));
    input_close(&input);
    arena_free(arena);
}

static void a_file_that_became_shorter_ends_there(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct input input = file_of(mboxes[0]);
    struct mbox_file file;

    (void)state;
    assert_int_equal(ftruncate(input.fd, (off_t)strlen(F "To: a\n\non")), 0);
    mbox_file_init(&file, &input, 16, arena);
    assert_text(messages_of(&file, arena), "[To: a\n\non]", "shorter");
    input_close(&input);
    arena_free(arena);
}

static void what_cannot_be_read_is_told(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct input input = file_of(mboxes[0]);
    struct mbox_file file;
    struct slice message;
    struct err err;

    (void)state;
    mbox_file_init(&file, &input, 64, arena);
    assert_true(mbox_file_is_mbox(&file));
    input_close(&input);
    assert_int_equal(mbox_file_next(&file, arena, &message, &err), ERR_IO);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_window_of_any_size_gives_the_same_messages),
        cmocka_unit_test(a_file_of_another_kind_is_told),
        cmocka_unit_test(a_file_that_became_shorter_ends_there),
        cmocka_unit_test(what_cannot_be_read_is_told),
    };

    return cmocka_run_group_tests_name("mbox_file", tests, NULL, NULL);
}
