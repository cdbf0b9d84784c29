#include "mail/header.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

/* Fields as `name=value|`, line ends in values shown as / (LF) and ~ (CR). */
struct header_case {
    const char *bytes, *fields, *body;
    uint32_t junk;
};

static const struct header_case cases[] = {
    {"", "", "", 0},
    {"\n", "", "", 0},
    {"\r\nbody", "", "body", 0},
    {"A: b", "A= b|", "", 0},
    {"A: b\r\n", "A= b|", "", 0},
    {"A: b\r\n\r\nbody\r\n", "A= b|", "body\r\n", 0},
    {"A: b\n\nbody\n\nmore", "A= b|", "body\n\nmore", 0},
    {"A: b\r\nC:d\nE :f\r\n\nx", "A= b|C=d|E=f|", "x", 0},
    {"A: b\r\n c\r\n\td\r\nE: f", "A= b~/ c~/\td|E= f|", "", 0},
    {"A:\n \n\n b", "A=/ |", " b", 0}, /* a line of blanks folds; the body may begin with a blank */
    {"A: b\n\n b: c\n", "A= b|", " b: c\n", 0},
    {"A: b\rC: d\n\n", "A= b~C: d|", "", 0}, /* a bare CR ends no line */
    {"A: b\r\r\n\n", "A= b~|", "", 0},
    {"no field\nA: b\n\n", "A= b|", "", 1},
    {"no field\n continued: yes\nA: b\n\n", "A= b|", "", 1},
    {" A: b\nC: d\n\n", "C= d|", "", 1},
    {": b\nC: d\n\n", "C= d|", "", 1},
    {"A b: c\nD: e\n\n", "D= e|", "", 1}, /* a blank within the name */
    {"A\x01: c\nD: e\n\n", "D= e|", "", 1},
    {"\xe4\xbb\xb6: c\nD: e\n\n", "\xe4\xbb\xb6= c|D= e|", "", 0},
    {"From: <a@example.co\nm>\n\n", "From= <a@example.co|", "", 1},
};

static struct slice told(const struct raw_message *message, struct arena *arena)
{
    struct slice text = SLICE("");

    for (size_t i = 0; i < message->headers.len; i++) {
        const struct header *field = &message->headers.at[i];
        struct slice value = arena_copy(arena, field->value);
        struct slice parts[] = {text, field->name, SLICE("="), value, SLICE("|")};

        for (size_t j = 0; j < value.len; j++)
            if (strchr("\r\n", value.ptr[j]))
                ((char *)(uintptr_t)value.ptr)[j] = value.ptr[j] == '\n' ? '/' : '~';
        text = arena_join(arena, parts, COUNT(parts));
    }
    return text;
}

static void fields_and_body_are_cut_as_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct raw_message message;

        header_read(slice_of(cases[i].bytes), arena, &message);
        assert_text(told(&message, arena), cases[i].fields, cases[i].bytes);
        assert_text(message.body, cases[i].body, cases[i].bytes);
        assert_int_equal(message.junk, cases[i].junk);
        assert_false(message.is_cut);
        arena_free(arena);
    }
}

static void fields_are_found_by_name_in_any_case_from_the_top(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct raw_message message;

    (void)state;
    header_read(SLICE("To: a\nFROM: b\nfrom: c\n\n"), arena, &message);
    assert_int_equal(header_count(&message, SLICE("From")), 2);
    assert_int_equal(header_count(&message, SLICE("Cc")), 0);
    assert_text(header_find(&message, SLICE("From"), 0)->value, " b", "first");
    assert_text(header_find(&message, SLICE("From"), 1)->value, " c", "second");
    assert_text(header_find(&message, SLICE("From"), 1)->raw, "from: c\n", "raw");
    assert_null(header_find(&message, SLICE("From"), 2));
    arena_free(arena);
}

static void values_are_unfolded(void **state)
{
    static const char *const pairs[][2] = {
        {" a ", "a"},
        {"", ""},
        {" a\r\n b\n\tc\r\n", "a b\tc"},
        {"a\rb\n", "a\rb"},
    };
    struct arena *arena = arena_new(&base_test_allocator);

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_text(header_unfold(arena, slice_of(pairs[i][0])), pairs[i][1], pairs[i][0]);
    arena_free(arena);
}

/* ${n} times "A: b\n", with ${filler} bytes in each value. */
static struct slice many_fields(struct arena *arena, size_t n, size_t filler)
{
    size_t each = 4 + filler;
    char *bytes = arena_alloc(arena, n * each + 1);

    for (size_t i = 0; i < n; i++) {
        memset(bytes + i * each, 'x', each);
        memcpy(bytes + i * each, "A: ", 3);
        bytes[(i + 1) * each - 1] = '\n';
    }
    bytes[n * each] = '\n';
    return (struct slice){bytes, n * each + 1};
}

static void more_than_the_limits_is_told(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct raw_message message;

    (void)state;
    header_read(many_fields(arena, HEADER_MAX_FIELDS, 1), arena, &message);
    assert_false(message.is_cut);
    header_read(many_fields(arena, HEADER_MAX_FIELDS + 1, 1), arena, &message);
    assert_true(message.is_cut);
    assert_int_equal(message.headers.len, HEADER_MAX_FIELDS);
    header_read(many_fields(arena, 1, HEADER_MAX_BYTES - 4), arena, &message);
    assert_false(message.is_cut);
    header_read(many_fields(arena, 1, HEADER_MAX_BYTES), arena, &message);
    assert_true(message.is_cut);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_and_body_are_cut_as_written),
        cmocka_unit_test(fields_are_found_by_name_in_any_case_from_the_top),
        cmocka_unit_test(values_are_unfolded),
        cmocka_unit_test(more_than_the_limits_is_told),
    };

    return cmocka_run_group_tests_name("header", tests, NULL, NULL);
}
