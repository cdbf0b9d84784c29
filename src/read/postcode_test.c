#include "read/postcode.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *address, *code;
} rows[] = {
    {"見本 花子 東京都千代田区丸の内9-9-9 100-0005 Japan", "100-0005"},
    {"〒１００－０００５ 東京都千代田区丸の内9-9-9", "100-0005"},
    {"Mihon Hanako Chiyoda-ku 1000005 JP", "100-0005"},
    {"100-0005東京都千代田区丸の内９－９－９", "100-0005"},
    {"12345 Example Road Seattle WA 98109-1234 United States", "98109"},
    {"12345 Example Road, 100-0005", "100-0005"},
    {"100-0005 then 98109", "100-0005"},
    {"B98109 is no code", ""},
    {"03-1234-56789 and 1234-5678", ""},
    {"Not Available", ""},
    {"", ""},
};

static void the_post_code_is_found_in_an_address(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char code[POSTCODE_LEN];
        size_t len = postcode_read(slice_of(rows[i].address), code);

        assert_text(((struct slice){code, len}), rows[i].code, rows[i].address);
    }
}

static void a_long_address_is_read_up_to_its_limit(void **state)
{
    char text[4000], code[POSTCODE_LEN];

    (void)state;
    memset(text, 'a', sizeof(text));
    memcpy(text + sizeof(text) - 9, " 100-0005", 9);
    assert_int_equal(postcode_read((struct slice){text, sizeof(text)}, code), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_post_code_is_found_in_an_address),
        cmocka_unit_test(a_long_address_is_read_up_to_its_limit),
    };

    return cmocka_run_group_tests_name("postcode", tests, NULL, NULL);
}
