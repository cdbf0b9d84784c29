#include "read/login_list.h"

#include "base/base_test.h"
#include "base/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *name, *text;
    const char *site, *password; /* of the last login */
    size_t n;
    int32_t changed;
} rows[] = {
    {"Bitwarden",
     "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,"
     "login_totp\n,,note,A note,text,,0,,,,\n,,login,Shop,,,0,https://shop.example.jp/,hana,"
     "\"a,b\",\n",
     "Shop", "a,b", 1, DAY_NONE},
    {"Chrome", "name,url,username,password,note\n,https://www.example.jp/login,hana,secret1,\n",
     "www.example.jp", "secret1", 1, DAY_NONE},
    {"Firefox",
     "\"url\",\"username\",\"password\",\"httpRealm\",\"formActionOrigin\",\"guid\",\"timeCreated\","
     "\"timeLastUsed\",\"timePasswordChanged\"\n\"https://a.example.jp\",\"h\",\"p1\",,,\"{1}\","
     "\"1600000000000\",\"1600000000000\",\"1600000000000\"\n",
     "a.example.jp", "p1", 1, 18518},
    {"KeePassXC",
     "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\",\"TOTP\",\"Icon\","
     "\"Last Modified\",\"Created\"\n\"Root\",\"Bank\",\"h\",\" p \",\"\",\"\",\"\",\"0\","
     "\"2020-09-13T12:26:40Z\",\"2020-01-01T00:00:00Z\"\n",
     "Bank", " p ", 1, 18518},
    {"1Password",
     "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\nOne,https://one.example,h,"
     "p,,false,false,,\nTwo,https://two.example,h,q,,false,false,,\n",
     "Two", "q", 2, DAY_NONE},
    {"LastPass",
     "url,username,password,totp,extra,name,grouping,fav\nhttps://x.example,h,p,,,X,,0\n", "X", "p",
     1, DAY_NONE},
    {"with a mark", "\xEF\xBB\xBFTitle,URL,Username,Password,Notes,OTPAuth\nApple,,h,p,,\n",
     "Apple", "p", 1, DAY_NONE},
};

static void exports_of_managers_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct logins logins;
        struct err err = {.line = 0};

        assert_int_equal(login_list_read(slice_of(rows[i].text), arena, &logins, &err), 0);
        assert_int_equal(logins.len, rows[i].n);
        assert_text(logins.at[logins.len - 1].site, rows[i].site, rows[i].name);
        assert_text(logins.at[logins.len - 1].password, rows[i].password, rows[i].name);
        assert_int_equal(logins.at[logins.len - 1].changed, rows[i].changed);
        arena_free(arena);
    }
}

static void what_has_no_column_of_passwords_is_refused(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct logins logins;
    struct err err = {.line = 0};

    (void)state;
    assert_int_equal(login_list_read(SLICE("date,amount\n1,2\n"), arena, &logins, &err),
                     ERR_UNKNOWN_FORMAT);
    assert_int_equal(login_list_read(SLICE(""), arena, &logins, &err), ERR_EMPTY);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exports_of_managers_are_read),
        cmocka_unit_test(what_has_no_column_of_passwords_is_refused),
    };

    return cmocka_run_group_tests_name("login_list", tests, NULL, NULL);
}
