#include "mail/key.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

/* The keys of RFC 6376 A.2 and RFC 8463 A.2. */
#define RSA                                                                        \
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7" \
    "/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gb" \
    "to/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"
#define ED25519 "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="

struct zone {
    const char *name, *txt; /* NULL = no answer */
    int asked;
    char told[256]; /* the name that was asked for last */
};

static enum key_answer txt(void *ctx, struct slice name, struct arena *arena, struct slice *ret_txt)
{
    struct zone *zone = ctx;

    (void)arena;
    zone->asked++;
    memcpy(zone->told, name.ptr, name.len);
    zone->told[name.len] = '\0';
    if (!slice_eq(name, slice_of(zone->name)))
        return KEY_ABSENT;
    if (!zone->txt)
        return KEY_CANNOT;
    *ret_txt = slice_of(zone->txt);
    return KEY_ANSWER;
}

static const char of_a[] = "a._domainkey.example.com";

struct record_case {
    const char *txt;
    enum key_state state;
    int bits;
    const char *reason;
};

static const struct record_case records[] = {
    {"v=DKIM1; k=rsa; p=" RSA, KEY_GOOD, 1024, ""},
    {"p=" RSA, KEY_GOOD, 1024, ""},
    {"k=ed25519; p=" ED25519, KEY_GOOD, 256, ""},
    {"k=ed25519; p=" RSA, KEY_BAD, 0, "key_not_ed25519"},
    {"p=" ED25519, KEY_BAD, 0, "key_not_rsa"},
    {"v=DKIM1; p=", KEY_REVOKED, 0, ""},
    {"v=DKIM1; p= ;", KEY_REVOKED, 0, ""},
    {"v=spf1 -all", KEY_BAD, 0, "key_version"},
    {"hello", KEY_BAD, 0, "key_syntax"},
    {"", KEY_BAD, 0, "key_syntax"},
    {NULL, KEY_UNKNOWN, 0, ""},
    /* DER that does not close */
    {"p=MA==", KEY_BAD, 0, "key_not_rsa"},
    {"p=MIGf", KEY_BAD, 0, "key_not_rsa"},
    {"p=MIQAAAAA", KEY_BAD, 0, "key_not_rsa"},
    {"p=MAA=", KEY_BAD, 0, "key_not_rsa"},
    {"p=MAMCAQE=", KEY_BAD, 0, "key_not_rsa"},
    {"p=" RSA "AAAA", KEY_BAD, 0, "key_not_rsa"}, /* and bytes behind it */
};

static void records_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(records); i++) {
        struct zone zone = {of_a, records[i].txt, 0, ""};
        struct key_source source = {txt, &zone};
        struct keys *keys = keys_new(&base_test_allocator, &source);
        const struct key *key = keys_find(keys, SLICE("a"), SLICE("example.com"));

        assert_int_equal(key->state, records[i].state);
        assert_int_equal(key->bits, records[i].bits);
        assert_text(key->reason, records[i].reason, records[i].txt ? records[i].txt : "no answer");
        keys_free(keys);
    }
}

static void a_name_is_asked_for_once_in_lower_case(void **state)
{
    struct zone zone = {of_a, "p=" RSA, 0, ""};
    struct key_source source = {txt, &zone};
    struct keys *keys = keys_new(&base_test_allocator, &source);
    const struct key *key = keys_find(keys, SLICE("A"), SLICE("Example.COM"));

    (void)state;
    assert_string_equal(zone.told, of_a);
    assert_ptr_equal(keys_find(keys, SLICE("a"), SLICE("example.com")), key);
    assert_int_equal(zone.asked, 1);
    assert_int_equal(keys_find(keys, SLICE("b"), SLICE("example.com"))->state, KEY_GONE);
    assert_int_equal(keys_find(keys, SLICE("b"), SLICE("example.com"))->state, KEY_GONE);
    assert_int_equal(zone.asked, 2);
    keys_free(keys);
}

static void what_is_no_name_is_never_asked_for(void **state)
{
    static const char *const names[] = {
        "",     ".",
        "a..b", "a.",
        ".a",   "a b",
        "a/b",  "\xe4\xbb\xb6",
        "a\n",  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    struct zone zone = {of_a, "p=" RSA, 0, ""};
    struct key_source source = {txt, &zone};
    struct keys *keys = keys_new(&base_test_allocator, &source);
    char longest[KEY_MAX_NAME];

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_int_equal(keys_find(keys, slice_of(names[i]), SLICE("example.com"))->state, KEY_BAD);
        assert_int_equal(keys_find(keys, SLICE("a"), slice_of(names[i]))->state, KEY_BAD);
    }
    memset(longest, 'a', sizeof(longest));
    for (size_t i = 60; i < sizeof(longest); i += 60)
        longest[i] = '.';
    assert_int_equal(keys_find(keys, SLICE("a"), (struct slice){longest, 241})->state, KEY_BAD);
    assert_int_equal(zone.asked, 0);
    assert_int_equal(keys_find(keys, SLICE("a"), (struct slice){longest, 240})->state, KEY_GONE);
    assert_int_equal(zone.asked, 1);
    keys_free(keys);
}

static void a_record_has_its_limit(void **state)
{
    static char record[KEY_MAX_RECORD + 2];
    struct zone zone = {of_a, record, 0, ""};
    struct key_source source = {txt, &zone};

    (void)state;
    for (size_t over = 0; over < 2; over++) {
        struct keys *keys = keys_new(&base_test_allocator, &source);
        const struct key *key;

        memset(record, ' ', KEY_MAX_RECORD + over);
        memcpy(record, "p=" RSA, sizeof("p=" RSA) - 1);
        record[KEY_MAX_RECORD + over] = '\0';
        key = keys_find(keys, SLICE("a"), SLICE("example.com"));
        assert_int_equal(key->state, over ? KEY_BAD : KEY_GOOD);
        assert_text(key->reason, over ? "key_record_too_long" : "", "limit");
        keys_free(keys);
    }
}

static void nothing_verifies_that_was_not_signed(void **state)
{
    uint8_t hash[DIGEST_LEN] = {0};
    char signature[128] = {1};

    (void)state;
    for (size_t i = 0; i < COUNT(records); i++) {
        struct zone zone = {of_a, records[i].txt, 0, ""};
        struct key_source source = {txt, &zone};
        struct keys *keys = keys_new(&base_test_allocator, &source);
        const struct key *key = keys_find(keys, SLICE("a"), SLICE("example.com"));

        for (size_t len = 0; len <= sizeof(signature); len += 32)
            assert_false(key_verify(key, hash, (struct slice){signature, len}));
        keys_free(keys);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read),
        cmocka_unit_test(a_name_is_asked_for_once_in_lower_case),
        cmocka_unit_test(what_is_no_name_is_never_asked_for),
        cmocka_unit_test(a_record_has_its_limit),
        cmocka_unit_test(nothing_verifies_that_was_not_signed),
    };

    return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
