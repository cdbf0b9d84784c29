#include "read/archive.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <zip.h>

#define TABLE "Order ID,Replacement Order ID\n250-1,250-2\n"

struct member {
    const char *name;
    struct slice bytes;
    bool encrypted;
};

static const struct member plain = {"a.csv", {TABLE, sizeof(TABLE) - 1}, false};

/* A zip of ${n} members. */
static struct slice make_zip(struct arena *arena, const struct member *members, size_t n)
{
    zip_error_t error;
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    struct slice made;
    char *bytes;

    assert_non_null(zip);
    zip_source_keep(whole);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *source =
            zip_source_buffer(zip, members[i].bytes.ptr, members[i].bytes.len, 0);
        zip_int64_t at = zip_file_add(zip, members[i].name, source, ZIP_FL_ENC_GUESS);

        assert_true(at >= 0);
        if (members[i].bytes.len < 100)
            zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
        if (members[i].encrypted)
            zip_file_set_encryption(zip, (zip_uint64_t)at, ZIP_EM_TRAD_PKWARE, "secret");
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(whole), 0);
    zip_source_seek(whole, 0, SEEK_END);
    made.len = (size_t)zip_source_tell(whole);
    zip_source_seek(whole, 0, SEEK_SET);
    bytes = arena_alloc(arena, made.len);
    assert_int_equal(zip_source_read(whole, bytes, made.len), made.len);
    zip_source_close(whole);
    zip_source_free(whole);
    made.ptr = bytes;
    return made;
}

static struct reading_test read_zip(const struct member *members, size_t n)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct reading_test t = read_test(SLICE("x.zip"), make_zip(arena, members, n));

    arena_free(arena);
    return t;
}

static struct problem *first_problem(struct reading_test *t, size_t source)
{
    assert_true(t->records.sources.at[source].problems.len > 0);
    return &t->records.sources.at[source].problems.at[0];
}

static void members_are_read_in_byte_order_of_their_names(void **state)
{
    const struct member members[] = {{"b.csv", plain.bytes, false},
                                     {"B.csv", plain.bytes, false},
                                     {"a/z.csv", plain.bytes, false},
                                     {"/etc/x.csv", plain.bytes, false},
                                     {"../up.csv", plain.bytes, false}};
    static const char *const paths[] = {"x.zip!../up.csv", "x.zip!/etc/x.csv", "x.zip!B.csv",
                                        "x.zip!a/z.csv", "x.zip!b.csv"};
    struct reading_test t = read_zip(members, 5);

    (void)state;
    assert_int_equal(t.records.sources.len, 5);
    assert_int_equal(t.records.replacements.len, 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(slice_eq(t.records.sources.at[i].path, slice_of(paths[i])));
    read_test_done(&t);
}

static void folders_and_hidden_files_are_passed_over(void **state)
{
    const struct member members[] = {{"__MACOSX/._a.csv", plain.bytes, false},
                                     {"x/__MACOSX/a.csv", plain.bytes, false},
                                     {"x/.DS_Store", plain.bytes, false},
                                     plain};
    struct reading_test t = read_zip(members, 4);

    (void)state;
    assert_int_equal(t.records.sources.len, 1);
    read_test_done(&t);
}

static void zips_in_zips_are_read_so_deep_and_no_deeper(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice zips[READ_MAX_DEPTH + 1] = {make_zip(arena, &plain, 1)};
    struct reading_test t;

    (void)state;
    for (size_t i = 1; i <= READ_MAX_DEPTH; i++) {
        struct member inner = {"in.zip", zips[i - 1], false};

        zips[i] = make_zip(arena, &inner, 1);
    }
    t = read_test(SLICE("x.zip"), zips[READ_MAX_DEPTH - 1]);
    assert_true(slice_eq(t.records.sources.at[0].path, SLICE("x.zip!in.zip!in.zip!a.csv")));
    assert_int_equal(t.records.replacements.len, 1);
    read_test_done(&t);
    t = read_test(SLICE("x.zip"), zips[READ_MAX_DEPTH]);
    assert_int_equal(t.records.replacements.len, 0);
    assert_int_equal(first_problem(&t, 0)->err.code, ERR_TOO_LARGE);
    assert_true(first_problem(&t, 0)->fatal);
    read_test_done(&t);
    arena_free(arena);
}

static void an_encrypted_member_is_named_and_the_others_are_read(void **state)
{
    const struct member members[] = {plain, {"b.csv", plain.bytes, true}};
    struct reading_test t = read_zip(members, 2);

    (void)state;
    assert_int_equal(t.records.sources.len, 2);
    assert_int_equal(t.records.replacements.len, 1);
    assert_int_equal(first_problem(&t, 1)->err.code, ERR_ZIP_ENCRYPTED);
    assert_string_equal(first_problem(&t, 1)->err.detail, "b.csv");
    assert_true(first_problem(&t, 1)->fatal);
    read_test_done(&t);
}

static void a_zip_cut_short_is_damaged(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice zip = make_zip(arena, &plain, 1);
    struct reading_test t;

    (void)state;
    for (size_t len = 4; len < zip.len; len++) {
        t = read_test(SLICE("x.zip"), slice_sub(zip, 0, len));
        assert_int_equal(t.records.replacements.len, 0);
        assert_int_equal(first_problem(&t, 0)->err.code, ERR_ZIP_DAMAGED);
        assert_true(slice_eq(t.records.sources.at[0].path, SLICE("x.zip")));
        assert_true(first_problem(&t, 0)->fatal);
        read_test_done(&t);
    }
    arena_free(arena);
}

static void a_member_whose_sum_is_wrong_is_damaged_and_told_by_its_path(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice zip = make_zip(arena, &plain, 1), wrong[3] = {zip, SLICE("9"), zip};
    size_t at = slice_find(zip, SLICE("250-1"));
    struct reading_test t;

    (void)state;
    assert_true(at < zip.len);
    wrong[0] = slice_sub(zip, 0, at);
    wrong[2] = slice_skip(zip, at + 1);
    t = read_test(SLICE("x.zip"), arena_join(arena, wrong, 3));
    assert_int_equal(first_problem(&t, 0)->err.code, ERR_MEMBER);
    assert_true(slice_eq(t.records.sources.at[0].path, SLICE("x.zip!a.csv")));
    assert_int_equal(t.records.replacements.len, 0);
    read_test_done(&t);
    arena_free(arena);
}

static void a_bomb_is_refused_while_it_is_unpacked(void **state)
{
    size_t len = 64u << 20;
    char *zeros = calloc(1, len);
    struct member bomb = {"bomb", {zeros, len}, false};
    struct reading_test t;

    (void)state;
    assert_non_null(zeros);
    t = read_zip(&bomb, 1);
    assert_int_equal(first_problem(&t, 0)->err.code, ERR_TOO_LARGE);
    assert_string_equal(first_problem(&t, 0)->err.detail, "ARCHIVE_MAX_RATIO");
    read_test_done(&t);
    free(zeros);
}

static void a_named_zip_in_which_nothing_is_understood_is_a_fault(void **state)
{
    const struct member member = {"a.pdf", {"%PDF-1.4\n", 9}, false};
    struct reading_test t = read_zip(&member, 1);

    (void)state;
    assert_int_equal(t.records.sources.len, 2);
    assert_int_equal(t.records.sources.at[0].problems.len, 0); /* one sentence for all */
    assert_true(slice_eq(t.records.sources.at[1].path, SLICE("x.zip")));
    assert_int_equal(first_problem(&t, 1)->err.code, ERR_UNKNOWN_FORMAT);
    assert_true(first_problem(&t, 1)->fatal);
    read_test_done(&t);
}

static void a_file_of_an_office_program_is_not_unpacked(void **state)
{
    const struct member members[] = {{"[Content_Types].xml", {"<a/>", 4}, false},
                                     {"xl/workbook.xml", {"<a/>", 4}, false}};
    struct reading_test t = read_zip(members, 2);

    (void)state;
    assert_int_equal(t.records.sources.len, 1);
    assert_true(slice_eq(t.records.sources.at[0].path, SLICE("x.zip")));
    assert_int_equal(t.records.sources.at[0].format.len, 0);
    assert_int_equal(first_problem(&t, 0)->err.code, ERR_UNKNOWN_FORMAT);
    assert_string_equal(first_problem(&t, 0)->err.detail, "KIND_SPREADSHEET");
    assert_true(first_problem(&t, 0)->fatal);
    read_test_done(&t);
}

static void a_card_number_in_the_name_of_a_member_is_cut(void **state)
{
    const struct member member = {"4111111111111111.csv", {"x", 1}, false};
    struct reading_test t = read_zip(&member, 1);

    (void)state;
    assert_true(slice_eq(t.records.sources.at[0].path, SLICE("x.zip!************1111.csv")));
    read_test_done(&t);
}

static void what_else_lies_in_an_export_is_known_to_be_of_no_use(void **state)
{
    const struct member members[] = {plain, {"b.pdf", {"%PDF-1.4\n", 9}, false}};
    struct reading_test t = read_zip(members, 2);

    (void)state;
    assert_true(slice_eq(t.records.sources.at[1].format, SLICE("amazon-other")));
    assert_int_equal(t.records.sources.at[1].problems.len, 0);
    read_test_done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_read_in_byte_order_of_their_names),
        cmocka_unit_test(folders_and_hidden_files_are_passed_over),
        cmocka_unit_test(zips_in_zips_are_read_so_deep_and_no_deeper),
        cmocka_unit_test(an_encrypted_member_is_named_and_the_others_are_read),
        cmocka_unit_test(a_zip_cut_short_is_damaged),
        cmocka_unit_test(a_member_whose_sum_is_wrong_is_damaged_and_told_by_its_path),
        cmocka_unit_test(a_bomb_is_refused_while_it_is_unpacked),
        cmocka_unit_test(a_named_zip_in_which_nothing_is_understood_is_a_fault),
        cmocka_unit_test(a_file_of_an_office_program_is_not_unpacked),
        cmocka_unit_test(a_card_number_in_the_name_of_a_member_is_cut),
        cmocka_unit_test(what_else_lies_in_an_export_is_known_to_be_of_no_use),
    };

    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
