#include "record/file_text.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Records of every kind, each field told, so that one which is forgotten shows. */
static void fill_field(const struct shape_field *f, char *record, unsigned n)
{
    void *at = record + f->offset;

    if (f->mark != SIZE_MAX)
        *(bool *)(void *)(record + f->mark) = true;
    switch (f->kind) {
    case SHAPE_TEXT:
        *(struct slice *)at = n % 2 ? SLICE("back\\slash\nline") : SLICE("ＡＢＣ");
        break;
    case SHAPE_DAY: *(int32_t *)at = 20000 + (int32_t)n; break;
    case SHAPE_AMOUNT: *(int64_t *)at = n % 2 ? -INT64_C(123456789012) : 1970; break;
    case SHAPE_COUNT: *(int32_t *)at = -7; break;
    case SHAPE_MARK: *(bool *)at = true; break;
    case SHAPE_CURRENCY: memcpy(at, "USD", 4); break;
    case SHAPE_LAST4: memcpy(at, "0123", 5); break;
    case SHAPE_MINUTE: *(int32_t *)at = 0; break;
    case SHAPE_PAYMENT:
        *(struct payment *)at = (struct payment){{"1234", "5678"}, true, true};
        break;
    default: *(uint8_t *)at = 1; break;
    }
}

static void fill(struct records *records, struct arena *arena)
{
    records_init(records, arena);
    for (uint32_t s = 0; s < 2; s++) {
        struct source *source = array_push(arena, &records->sources);

        source->path = s ? SLICE("b.csv") : SLICE("a b\n.csv");
        source->format = SLICE("layout");
        source->from = 20000;
        source->until = DAY_NONE;
        source->digest = UINT64_MAX - s;
        source->trust = TRUST_VOUCHED;
        source->bill_month = -3;
        err_set(&array_push(arena, &source->problems)->err, ERR_ROWS, 12, SLICE("3"));
        records_set_aside(records, 4, ASIDE_TOTAL);
        for (size_t i = 0; i < SHAPES; i++) {
            char *record = shape_push(&shapes[i], records);

            ((struct origin *)(void *)record)->source = s;
            ((struct origin *)(void *)record)->line = 17;
            for (const struct shape_field *f = shapes[i].fields; f->name.ptr; f++)
                fill_field(f, record, s + (unsigned)(f - shapes[i].fields));
        }
    }
}

static void add_charges(struct records *records)
{
    struct charge_row row;

    charge_row_clear(&row);
    row.raw = SLICE("AMAZON.CO.JP");
    row.folded = SLICE("amazon.co.jp");
    row.day = 20500;
    row.amount = -1488;
    row.currency = CURRENCY_JPY;
    charge_row_add(records, &row);
    row.origin = (struct origin){1, 9};
    row.state = CHARGE_PENDING;
    memcpy(row.last4, "5171", 5);
    row.label = SLICE("label");
    row.has_extra = true;
    row.extra.posted = 20510;
    row.extra.original = 1195;
    row.extra.reference = SLICE("FIT");
    row.extra.number = 2;
    row.extra.is_instalment = row.extra.has_billed = true;
    charge_row_add(records, &row);
    row.day = DAY_NONE;
    row.extra = (struct charge_extra){.posted = DAY_NONE};
    charge_row_add(records, &row);
}

static struct slice written(const struct records *records, struct arena *arena)
{
    struct pairs *to = arena_make(arena, struct pairs);
    struct file_text_at at = {0};

    to->arena = arena;
    for (uint32_t s = 0; s < records->sources.len; s++)
        file_text_write(records, s, &at, to);
    assert_true(file_text_is_all(records, &at));
    return pairs_text(to);
}

static void what_is_read_back_is_written_the_same(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct records records, again;
    struct file_text_at at = {0};
    struct slice text;

    (void)state;
    fill(&records, arena);
    add_charges(&records);
    records_init(&again, arena);
    for (uint32_t s = 0; s < 2; s++) {
        struct pairs to = {.arena = arena};
        struct err err = {.line = 0};

        file_text_write(&records, s, &at, &to);
        if (file_text_read(pairs_text(&to), &again, &err) != 0)
            fail_msg("%s", err.detail);
    }
    text = written(&records, arena);
    assert_true(slice_eq(text, written(&again, arena)));
    assert_true(slice_has(text, SLICE("payment card gift 1234 5678")));
    assert_int_equal(again.charges.len, 3);
    assert_int_equal(again.charges.at[2].day, DAY_NONE);
    assert_int_equal(again.charges.at[0].extra, 0);
    assert_int_equal(again.extras.at[again.charges.at[1].extra].posted, 20510);
    assert_true(again.order_lines.at[1].has_parts);
    arena_free(arena);
}

static void what_is_no_record_is_refused(void **state)
{
    static const char *const bad[] = {
        "charges row 1\n",                            /* before any source */
        "source charset 9\\n\n",                      /* no such charset */
        "source charset 0\\n\nsource charset 0\\n\n", /* a second one */
        "source charset 0\\n\nunheard row 1\\n\n",
        "source charset 0\\n\norders row -1\\n\n",
        "source charset 0\\n\norders row 1\\nordered 2026-02-30\\n\n",
        "source charset 0\\n\norders row 1\\ncurrency LONG\\n\n",
        "source charset 0\\n\ncharges state 7\\n\n",
        "source aside reason 99\\\\n\\n\n",
        "source file trust 9\\\\n\\n\n",
        "nonsense",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct arena *arena = arena_new(&base_test_allocator);
        struct records records;

        records_init(&records, arena);
        if (file_text_read(slice_of(bad[i]), &records, NULL) == 0)
            fail_msg("%s", bad[i]);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_back_is_written_the_same),
        cmocka_unit_test(what_is_no_record_is_refused),
    };

    return cmocka_run_group_tests_name("file_text", tests, NULL, NULL);
}
