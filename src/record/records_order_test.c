#include "record/records_order.h"

#include "base/base_test.h"
#include "record/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const paths[] = {"a/1.csv", "a/10.csv", "a/2.csv", "b"};

/* A source with two charges of a card and a text of its own, and a transaction. */
static void read_source(struct records *r, uint32_t number)
{
    struct source *s = array_push(r->arena, &r->sources);

    s->path = slice_of(paths[number]);
    s->digest = number;
    for (uint32_t i = 0; i < 2; i++) {
        struct charge_text *text = array_push(r->arena, &r->texts);
        struct charge *c = array_push(r->arena, &r->charges);
        char last4[] = {'1', '0', '0', (char)('0' + number), 0};

        text->raw = arena_copy(r->arena, slice_of(paths[number]));
        *c = (struct charge){.source = (uint32_t)r->sources.len - 1,
                             .line = i + 1,
                             .amount = number,
                             .text = (uint32_t)r->texts.len - 1,
                             .card = records_card(r, slice_of(last4), SLICE(""))};
    }
    ((struct transaction *)shape_push(shape_find(SLICE("transactions")), r))->origin =
        (struct origin){(uint32_t)r->sources.len - 1, number};
}

static void make(struct records *r, const uint32_t *order)
{
    records_init(r, arena_new(&base_test_allocator));
    records_card(r, SLICE("9999"), SLICE("")); /* of no charge */
    for (size_t i = 0; i < COUNT(paths); i++)
        read_source(r, order[i]);
}

static void all_is_in_the_order_of_the_paths(void **state)
{
    static const uint32_t orders[][COUNT(paths)] = {{3, 0, 2, 1}, {1, 0, 2, 3}, {2, 3, 1, 0}};

    (void)state;
    for (size_t k = 0; k < COUNT(orders); k++) {
        const struct records *o;
        struct records r;

        make(&r, orders[k]);
        o = records_order(&r, r.arena);
        assert_ptr_not_equal(o, &r);
        assert_int_equal(o->sources.len, COUNT(paths));
        assert_int_equal(o->charges.len, 2 * COUNT(paths));
        assert_int_equal(o->transactions.len, COUNT(paths));
        assert_int_equal(o->cards.len, r.cards.len);
        for (uint32_t i = 0; i < COUNT(paths); i++) {
            assert_text(o->sources.at[i].path, paths[i], "source");
            assert_int_equal(o->transactions.at[i].origin.source, i);
            assert_int_equal(o->transactions.at[i].origin.line, i);
            assert_int_equal(r.sources.at[i].digest, orders[k][i]); /* as it was */
        }
        for (uint32_t i = 0; i < o->charges.len; i++) {
            const struct charge *c = &o->charges.at[i];

            assert_int_equal(c->source, i / 2);
            assert_int_equal(c->line, i % 2 + 1);
            assert_int_equal(c->amount, i / 2);
            assert_int_equal(c->text, i);
            assert_text(o->texts.at[c->text].raw, paths[i / 2], "text");
            assert_int_equal(c->card, i / 2 + 1);
            assert_int_equal(o->cards.at[c->card].last4[3], '0' + i / 2);
        }
        arena_free(r.arena);
    }
}

static void what_is_in_order_is_not_copied(void **state)
{
    static const uint32_t order[] = {0, 1, 2, 3};
    struct records r;

    (void)state;
    make(&r, order);
    assert_ptr_equal(records_order(&r, r.arena), &r);
    arena_free(r.arena);
    records_init(&r, arena_new(&base_test_allocator));
    assert_ptr_equal(records_order(&r, r.arena), &r);
    arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_in_the_order_of_the_paths),
        cmocka_unit_test(what_is_in_order_is_not_copied),
    };

    return cmocka_run_group_tests_name("records_order", tests, NULL, NULL);
}
