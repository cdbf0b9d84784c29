#include "cli/message.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct sentence_case {
    enum err_code code;
    const char *detail, *has;
};

static const struct sentence_case sentences[] = {
    {ERR_IO, "there is no such file", "there is no such file"},
    {ERR_UNKNOWN_FORMAT, "", "mioboe formats"},
    {ERR_HEADER_CHANGED, "利用金額", "利用金額"},
    {ERR_TOO_LARGE, "READ_MAX_BYTES", "256 MiB"},
    {ERR_TOO_LARGE, "4 MiB", "4 MiB"},
    {ERR_QUOTE, "", "cut short"},
    {ERR_TRUNCATED, "</OFX>", "</OFX>"},
    {ERR_TRUNCATED, "total", "the row with the total"},
    {ERR_ENCODING, "", "UTF-8"},
    {ERR_ZIP_DAMAGED, "Not a zip archive", "list of contents"},
    {ERR_ZIP_ENCRYPTED, "a.csv", "a.csv"},
    {ERR_AMOUNT, "99999999999999999999", "99999999999999999999"},
    {ERR_TOTAL, "45 / 46", "45 / 46"},
    {ERR_EMPTY, "", "nothing"},
    {ERR_SYNTAX, "why", "why"},
    {ERR_ROWS, "3", "3"},
    {ERR_MEMBER, "CRC error", "checksum"},
    {ERR_MEMBER, "another reason", "another reason"},
    {ERR_ENCODING, "3", "3 in all"},
    {ERR_UNKNOWN_FORMAT, "KIND_PDF", "CSV"},
    {ERR_UNKNOWN_FORMAT, "KIND_SPREADSHEET", "save it as CSV"},
    {ERR_UNKNOWN_FORMAT, "KIND_DOCUMENT", "CSV"},
    {ERR_UNKNOWN_FORMAT, "KIND_WEB_PAGE", "log in"},
    {ERR_UNKNOWN_FORMAT, "KIND_MAIL", "header is not there"},
    {ERR_UNKNOWN_FORMAT, "KIND_PICTURE", "explain -"},
    {ERR_UNKNOWN_FORMAT, "KIND_PACKED", "unpack it"},
    {ERR_UNKNOWN_FORMAT, "KIND_ZIP", "zip"},
    {ERR_UNKNOWN_FORMAT, "KIND_JSON", "JSON"},
    {ERR_UNKNOWN_FORMAT, "KIND_BINARY", "download it again"},
};

static void every_code_has_a_sentence_with_its_detail(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sentences); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct slice said;
        struct err err;

        err_set(&err, sentences[i].code, 3, slice_of(sentences[i].detail));
        said = message_sentence(arena, &err);
        if (!slice_has(said, slice_of(sentences[i].has)))
            fail_msg("%d: %.*s", sentences[i].code, SLICE_ARG(said));
        assert_true(slice_ends(said, SLICE(".")));
        assert_false(slice_has(said, SLICE("%s")));
        arena_free(arena);
    }
}

static void a_detail_cannot_command_the_terminal(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct err err;

    (void)state;
    err_set(&err, ERR_AMOUNT, 1, SLICE("1\033[31m\n2"));
    assert_false(slice_has(message_sentence(arena, &err), SLICE("\033")));
    assert_false(slice_has(message_sentence(arena, &err), SLICE("\n")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_has_a_sentence_with_its_detail),
        cmocka_unit_test(a_detail_cannot_command_the_terminal),
    };

    return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
