#include "mail/canon.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

struct fixture {
    struct arena *arena;
    struct digest *digest;
    struct canon canon;
};

static void setup(struct fixture *f)
{
    f->arena = arena_new(&base_test_allocator);
    f->digest = digest_new(&base_test_allocator);
}

static void teardown(struct fixture *f)
{
    digest_free(f->digest);
    arena_free(f->arena);
}

static void hash_of(struct fixture *f, struct slice text, uint8_t *ret)
{
    digest_begin(f->digest);
    digest_add(f->digest, text);
    digest_end(f->digest, ret);
}

/* What was added since canon_init() is ${want}. */
static void assert_canon(struct fixture *f, struct slice want)
{
    uint8_t have_hash[DIGEST_LEN], want_hash[DIGEST_LEN];

    canon_end(&f->canon, have_hash);
    hash_of(f, want, want_hash);
    assert_memory_equal(have_hash, want_hash, DIGEST_LEN);
}

struct body_case {
    const char *body, *simple, *relaxed;
};

static const struct body_case bodies[] = {
    {"", "\r\n", ""},
    {"\r\n", "\r\n", ""},
    {"\n\r\n\n", "\r\n", ""},
    {" ", " \r\n", ""},
    {" \r\n\t\r\n", " \r\n\t\r\n", ""},
    {"a", "a\r\n", "a\r\n"},
    {"a\n", "a\r\n", "a\r\n"},
    {"a\nb\r\nc", "a\r\nb\r\nc\r\n", "a\r\nb\r\nc\r\n"},
    {"\n\na\n\n\n", "\r\n\r\na\r\n", "\r\n\r\na\r\n"},
    {" a \t b\t\r\n \r\n", " a \t b\t\r\n \r\n", " a b\r\n"},
    {" C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n",
     " C\r\nD E\r\n"},                                   /* RFC 6376 section 3.4.5 */
    {"a\rb \r c\r\n", "a\rb \r c\r\n", "a\rb \r c\r\n"}, /* bare CR */
    {"a\r\r\n", "a\r\r\n", "a\r\r\n"},
    {"a \r", "a \r\r\n", "a \r\r\n"},
    {"a\r \r\n", "a\r \r\n", "a\r\r\n"},
    {"\ta", "\ta\r\n", " a\r\n"},
    {"\na", "\r\na\r\n", "\r\na\r\n"},
};

static void bodies_become_what_the_rfc_says(void **state)
{
    struct fixture f;

    (void)state;
    setup(&f);
    for (size_t i = 0; i < COUNT(bodies); i++) {
        const char *const want[] = {bodies[i].simple, bodies[i].relaxed};

        for (int kind = CANON_SIMPLE; kind <= CANON_RELAXED; kind++) {
            canon_init(&f.canon, f.digest, CANON_ALL);
            canon_body(&f.canon, slice_of(bodies[i].body), (enum canon_kind)kind);
            assert_int_equal(f.canon.total, strlen(want[kind]));
            assert_canon(&f, slice_of(want[kind]));
        }
    }
    teardown(&f);
}

struct field_case {
    const char *field, *simple, *relaxed;
};

static const struct field_case fields[] = {
    {"A: X\r\n", "A: X\r\n", "a:X\r\n"},
    {"B : Y\t\r\n\tZ  \r\n", "B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n"}, /* RFC 6376 section 3.4.5 */
    {"Sub-Ject:  a\n  b \n", "Sub-Ject:  a\r\n  b \r\n", "sub-ject:a b\r\n"},
    {"A:", "A:\r\n", "a:\r\n"},
    {"A: \r\n \r\n", "A: \r\n \r\n", "a:\r\n"},
    {"A:b\rc\r\n", "A:b\rc\r\n", "a:b\rc\r\n"},
};

static void fields_become_what_the_rfc_says(void **state)
{
    struct fixture f;

    (void)state;
    setup(&f);
    for (size_t i = 0; i < COUNT(fields); i++) {
        const char *const want[] = {fields[i].simple, fields[i].relaxed};

        for (int kind = CANON_SIMPLE; kind <= CANON_RELAXED; kind++) {
            canon_init(&f.canon, f.digest, CANON_ALL);
            canon_header(&f.canon, slice_of(fields[i].field), (enum canon_kind)kind);
            assert_canon(&f, slice_of(want[kind]));
        }
    }
    teardown(&f);
}

static void a_signature_loses_its_value_and_its_line_end(void **state)
{
    struct slice raw = SLICE("S:  a=1; b= x\r\n\ty ; c=2 \r\n");
    struct slice span = slice_sub(raw, 11, 18);
    struct fixture f;

    (void)state;
    setup(&f);
    assert_text(span, " x\r\n\ty ", "span");
    canon_init(&f.canon, f.digest, CANON_ALL);
    canon_signature(&f.canon, raw, span, CANON_SIMPLE);
    assert_canon(&f, SLICE("S:  a=1; b=; c=2 "));
    canon_init(&f.canon, f.digest, CANON_ALL);
    canon_signature(&f.canon, raw, span, CANON_RELAXED);
    assert_canon(&f, SLICE("s:a=1; b=; c=2"));
    teardown(&f);
}

static void no_more_than_the_limit_is_hashed(void **state)
{
    struct slice body = SLICE("one  two\nthree");
    struct slice whole = SLICE("one two\r\nthree\r\n");
    struct fixture f;

    (void)state;
    setup(&f);
    for (size_t limit = 0; limit <= whole.len + 1; limit++) {
        canon_init(&f.canon, f.digest, limit);
        canon_body(&f.canon, body, CANON_RELAXED);
        assert_int_equal(f.canon.total, whole.len);
        assert_canon(&f, slice_sub(whole, 0, limit));
    }
    teardown(&f);
}

/* Body canonicalisation once more, a line and a byte at a time. */
static struct slice slowly(struct fixture *f, struct slice body, enum canon_kind kind)
{
    char *to = arena_alloc(f->arena, 2 * body.len + 4);
    size_t len = 0, kept = 0;

    while (body.len) {
        size_t end = slice_find_byte(body, '\n'), begin = len;
        struct slice line = slice_sub(body, 0, end);

        if (end < body.len && slice_ends(line, SLICE("\r")))
            line.len--;
        body = slice_skip(body, end + 1);
        for (size_t i = 0; i < line.len; i++) {
            bool blank = line.ptr[i] == ' ' || line.ptr[i] == '\t';

            if (kind == CANON_RELAXED && blank) {
                if (len > begin && to[len - 1] == ' ')
                    continue;
                to[len++] = ' ';
            } else {
                to[len++] = line.ptr[i];
            }
        }
        if (kind == CANON_RELAXED && len > begin && to[len - 1] == ' ')
            len--;
        if (len > begin)
            kept = len + 2;
        to[len++] = '\r';
        to[len++] = '\n';
    }
    if (kept == 0 && kind == CANON_SIMPLE)
        return SLICE("\r\n");
    return (struct slice){to, kept};
}

/* Bodies of all lengths around the steps of the fast way, of letters, blanks and line ends. */
static void the_fast_way_is_the_slow_way(void **state)
{
    static const char letters[] = "abcdefgh  \t\r\n\n";
    uint32_t seed = 1;
    struct fixture f;
    char *bytes;

    (void)state;
    setup(&f);
    bytes = arena_alloc(f.arena, 10001);
    for (int round = 0; round < 3000; round++) {
        size_t len = round < 2500 ? (size_t)(round % 100) : 5000 + 10 * (size_t)(round - 2500);
        struct slice body;

        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = letters[(seed >> 16) % (sizeof(letters) - 1 - (size_t)(round % 3))];
        }
        bytes[len] = '\0';
        body = (struct slice){bytes, len};
        for (int kind = CANON_SIMPLE; kind <= CANON_RELAXED; kind++) {
            canon_init(&f.canon, f.digest, CANON_ALL);
            canon_body(&f.canon, body, (enum canon_kind)kind);
            assert_canon(&f, slowly(&f, body, (enum canon_kind)kind));
        }
    }
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_become_what_the_rfc_says),
        cmocka_unit_test(fields_become_what_the_rfc_says),
        cmocka_unit_test(a_signature_loses_its_value_and_its_line_end),
        cmocka_unit_test(no_more_than_the_limit_is_hashed),
        cmocka_unit_test(the_fast_way_is_the_slow_way),
    };

    return cmocka_run_group_tests_name("canon", tests, NULL, NULL);
}
