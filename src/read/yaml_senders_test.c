#include "read/catalog_yaml.h"

#include "read/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TAIL "  source: a page\n  seen: 2026-11\n  confidence: M\n"
#define BRAND(id, more) "- id: " id "\n  name: {ja: A, en: A}\n  names: [Ａ社]\n" more TAIL
#define CHECK "  check: {ja: J, en: E}\n"
#define KEY(name, txt) "- name: " name "\n  txt: " txt "\n" TAIL
#define DOMAIN(domain, role) "- domain: " domain "\n  role: " role "\n" TAIL

struct yaml_case {
    const char *file, *text;
    const char *fault; /* NULL = it is sound */
};

static const struct yaml_case cases[] = {
    {"brands", BRAND("a", "  from: [a.co.jp]\n" CHECK), NULL},
    {"brands", BRAND("a", "  group: g\n  looks: [見本]\n  smime: true\n  bimi: true\n"), NULL},
    {"brands", BRAND("a", "") BRAND("a", ""), "this id is given twice"},
    {"brands", BRAND("a", "  colour: red\n"), "nexpected key"},
    {"brands", BRAND("a", "  from: [co.jp]\n" CHECK), "a public suffix"},
    {"brands", BRAND("a", "  links: [jp]\n"), "no domain"},
    {"brands", BRAND("a", "  links: [A.co.jp]\n"), "no domain in lower-case"},
    {"brands", BRAND("a", "  links: ['アマゾン.jp']\n"), "no domain in lower-case"},
    {"brands", BRAND("a", "  links: ['https://a.co.jp']\n"), "no domain"},
    {"brands", BRAND("a", "  links: [.a.co.jp]\n"), "no domain"},
    {"brands", BRAND("a", "  links: [a.co.jp.]\n"), "no domain"},
    {"brands", BRAND("a", "  links: [a..co.jp]\n"), "no domain"},
    {"brands", BRAND("a", "  links: [a.co.jp, a.co.jp]\n"), "a domain given twice"},
    {"brands", BRAND("a", "  links: [a.co.jp]\n") BRAND("b", "  links: [a.co.jp]\n"),
     "this domain has another owner"},
    {"brands", BRAND("a", "  links: [a.co.jp]\n") BRAND("b", "  links: [b.a.co.jp]\n"), NULL},
    {"brands", BRAND("a", "  from: [a.co.jp]\n"), "no sure way to check"},
    {"brands", BRAND("a", "  signing: [a.co.jp]\n"), "signing domains without sending domains"},
    {"brands", BRAND("a", "  looks: ['']\n"), "an empty text"},
    {"brands", "- id: a\n  name: {ja: A, en: A}\n" TAIL, "no names"},
    {"brands", "- id: a\n  name: {ja: A, en: A}\n  names: [A]\n", "source"},
    {"keys", KEY("s._domainkey.a.co.jp", "v=DKIM1; p=AA=="), NULL},
    {"keys", KEY("s.t._domainkey.a.co.jp", "p="), NULL},
    {"keys", KEY("s._domainkey.A.co.jp", "p=AA=="), "no selector._domainkey.domain"},
    {"keys", KEY("s.a.co.jp", "p=AA=="), "no selector._domainkey.domain"},
    {"keys", KEY("s._domainkey.a.co.jp", "v=spf1"), "no key record"},
    {"keys", KEY("s._domainkey.a.co.jp", "p=A") KEY("s._domainkey.a.co.jp", "p=B"),
     "this key is given twice"},
    {"domains", DOMAIN("a.co.jp", "sealer"), NULL},
    {"domains", DOMAIN("a.co.jp", "tracker") DOMAIN("a.co.jp", "hosting"), NULL},
    {"domains", DOMAIN("a.co.jp", "king"), "no such role"},
    {"domains", DOMAIN("co.jp", "hosting"), "a public suffix"},
    {"domains", DOMAIN("a.co.jp", "hosting") DOMAIN("a.co.jp", "hosting"),
     "this role is given twice"},
};

static int read_case(const struct yaml_case *c, struct arena *arena, struct catalog_rows *rows,
                     struct err *reterr)
{
    const struct slice path[] = {SLICE("senders/"), slice_of(c->file), SLICE(".yaml")};

    return catalog_yaml_read(slice_of(c->text), catalog_file_of(arena_join(arena, path, 3)), arena,
                             rows, reterr);
}

static void rows_of_senders_are_held_to_their_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
        struct err err = {.line = 0};
        int code = read_case(&cases[i], arena, &rows, &err);

        if (cases[i].fault) {
            assert_int_equal(code, ERR_SYNTAX);
            assert_non_null(strstr(err.detail, cases[i].fault));
        } else {
            assert_int_equal(code, 0);
            assert_true(rows.senders.len + rows.sender_keys.len + rows.sender_domains.len > 0);
        }
        arena_free(arena);
    }
}

static void what_is_written_of_a_sender_is_what_is_read(void **state)
{
    static const struct yaml_case c = {
        "brands",
        BRAND("a", "  group: g\n  from: [a.co.jp]\n  signing: [a.co.jp]\n  links: [b.example]\n"
                   "  services: [c.example]\n  looks: [見本　ー]\n  always_signs: true\n" CHECK),
        NULL};
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
    struct catalog catalog;
    const struct sender *a;

    (void)state;
    assert_int_equal(read_case(&c, arena, &rows, NULL), 0);
    catalog = catalog_rows_done(arena, &rows);
    a = sender_owner(&catalog, SLICE("www.b.example"));
    assert_non_null(a);
    assert_true(slice_eq(a->id, SLICE("a")));
    assert_true(slice_eq(a->group, SLICE("g")));
    assert_true(slice_eq(a->names.at[0], SLICE("A社")));
    assert_true(slice_eq(a->looks.at[0], SLICE("見本 -")));
    assert_true(slice_eq(a->services.at[0], SLICE("c.example")));
    assert_true(a->always_signs);
    assert_false(a->smime);
    assert_true(slice_eq(a->check_en, SLICE("E")));
    assert_null(sender_owner(&catalog, SLICE("c.example")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_senders_are_held_to_their_form),
        cmocka_unit_test(what_is_written_of_a_sender_is_what_is_read),
    };

    return cmocka_run_group_tests_name("yaml_senders", tests, NULL, NULL);
}
