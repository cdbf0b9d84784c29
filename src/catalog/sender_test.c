#include "catalog/catalog.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct slice shop_from[] = {{"shop.example", 12}, {"mail.group.example", 18}};
static const struct slice shop_links[] = {{"shop.example", 12}, {"cloud.example", 13}};
static const struct slice bank_from[] = {{"group.example", 13}};

static const struct sender rows[] = {
    {.id = {"shop", 4},
     .group = {"g", 1},
     .from_domains = {shop_from, 2},
     .link_domains = {shop_links, 2}},
    {.id = {"bank", 4}, .group = {"g", 1}, .from_domains = {bank_from, 1}},
    {.id = {"lone", 4}},
};

static const struct sender_domain roles[] = {
    {.domain = {"cloud.example", 13}, .role = SENDER_HOSTING},
    {.domain = {"post.example", 12}, .role = SENDER_SERVICE},
};

static struct catalog make(struct arena *arena)
{
    struct catalog c = {
        .senders = rows, .senders_len = 3, .sender_domains = roles, .sender_domains_len = 2};

    c.sender_names = sender_index(arena, rows, 3, &c.sender_names_len);
    return c;
}

static const struct {
    const char *domain, *owner; /* NULL = nobody */
} owners[] = {
    {"shop.example", "shop"},
    {"www.shop.example", "shop"},
    {"a.b.c.shop.example", "shop"},
    {"notshop.example", NULL},
    {"shop.example.evil.example", NULL},
    {"example", NULL},
    {"", NULL},
    {".", NULL},
    {"..shop.example", "shop"},
    {"group.example", "bank"},
    {"www.group.example", "bank"},
    {"mail.group.example", "shop"},
    {"x.mail.group.example", "shop"},
    {"cloud.example", NULL},
    {"shop.cloud.example", NULL},
};

static void the_longest_listed_domain_owns_and_hosting_nobody(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = make(arena);

    (void)state;
    for (size_t i = 0; i < sizeof(owners) / sizeof(owners[0]); i++) {
        const struct sender *owner = sender_owner(&c, slice_of(owners[i].domain));

        if (owners[i].owner)
            assert_true(owner && slice_eq(owner->id, slice_of(owners[i].owner)));
        else
            assert_null(owner);
    }
    arena_free(arena);
}

static void roles_and_groups_are_told(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = make(arena);

    (void)state;
    assert_true(sender_has_role(&c, SLICE("a.post.example"), SENDER_SERVICE));
    assert_false(sender_has_role(&c, SLICE("apost.example"), SENDER_SERVICE));
    assert_false(sender_has_role(&c, SLICE("post.example"), SENDER_SEALER));
    assert_true(sender_is_kin(&rows[0], &rows[1]));
    assert_false(sender_is_kin(&rows[0], &rows[2]));
    assert_true(sender_is_kin(&rows[2], &rows[2]));
    for (unsigned r = 0; r < SENDER_ROLES; r++)
        assert_int_equal(sender_role_of(sender_role_name((enum sender_role)r)), r);
    assert_int_equal(sender_role_of(SLICE("king")), SENDER_ROLES);
    arena_free(arena);
}

static void what_lets_anybody_be_a_brand_is_a_fault(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = make(arena);
    struct sender_fault fault;

    (void)state;
    assert_true(sender_find_fault(&c, &fault));
    assert_true(slice_eq(fault.domain, SLICE("cloud.example")));
    c.sender_domains_len = 0;
    assert_false(sender_find_fault(&c, &fault));
    arena_free(arena);
}

static void a_domain_of_two_brands_is_a_fault(void **state)
{
    const struct sender twins[] = {{.id = {"a", 1}, .from_domains = {bank_from, 1}},
                                   {.id = {"b", 1}, .link_domains = {bank_from, 1}}};
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = {.senders = twins, .senders_len = 2};
    struct sender_fault fault;

    (void)state;
    c.sender_names = sender_index(arena, twins, 2, &c.sender_names_len);
    assert_int_equal(c.sender_names_len, 1);
    assert_true(sender_find_fault(&c, &fault));
    assert_true(slice_eq(fault.first, SLICE("b")));
    assert_true(slice_eq(fault.second, SLICE("a")));
    arena_free(arena);
}

static void ones_own_row_comes_first_and_its_domains_count(void **state)
{
    const struct sender mine[] = {{.id = {"mine", 4}, .from_domains = {bank_from, 1}}};
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog base = make(arena);
    struct catalog own = {.senders = mine, .senders_len = 1};
    struct catalog c = catalog_merge(arena, &own, &base);

    (void)state;
    assert_int_equal(c.senders_len, 4);
    assert_int_equal(c.sender_domains_len, 2);
    assert_ptr_equal(sender_owner(&c, SLICE("group.example")), &c.senders[0]);
    assert_non_null(sender_of(&c, SLICE("bank")));
    assert_null(sender_of(&c, SLICE("nobody")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_listed_domain_owns_and_hosting_nobody),
        cmocka_unit_test(roles_and_groups_are_told),
        cmocka_unit_test(what_lets_anybody_be_a_brand_is_a_fault),
        cmocka_unit_test(a_domain_of_two_brands_is_a_fault),
        cmocka_unit_test(ones_own_row_comes_first_and_its_domains_count),
    };

    return cmocka_run_group_tests_name("sender", tests, NULL, NULL);
}
