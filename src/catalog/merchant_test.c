#include "catalog/catalog.h"

#include "base/base_test.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct slice retail[] = {{"AMAZON.CO.JP", 12}, {"AMAZON CO JP", 12}, {"アマゾン", 12}};
static const struct slice market[] = {{"AMZN MKTP JP*", 13}, {"アマゾン マ-ケツトプレイス", 37}};
static const struct slice any[] = {{"=AMAZON", 7}, {"=アマゾン", 13}};
static const struct slice pay[] = {{"AMZ*", 4}, {"AMAZON PAY", 10}, {"=AMP*", 5}};

static const struct merchant rows[] = {
    {.id = {"retail", 6}, .texts = retail, .texts_len = 3},
    {.id = {"market", 6}, .texts = market, .texts_len = 2},
    {.id = {"any", 3}, .texts = any, .texts_len = 2},
    {.id = {"pay", 3}, .texts = pay, .texts_len = 3},
};

static struct catalog make(struct arena *arena)
{
    struct catalog c = {.merchants = rows, .merchants_len = 4};

    c.texts = merchant_index(arena, rows, 4, &c.texts_len);
    return c;
}

struct find_case {
    const char *text;
    const char *id; /* NULL = not known */
};

static const struct find_case finds[] = {
    {"AMAZON.CO.JP", "retail"},
    {"AMAZON.CO.JP TOKYO", "retail"},
    {"SHOP AMAZON CO JP", "retail"},
    {"アマゾン JP", "retail"},
    {"アマゾン マ-ケツトプレイス", "market"}, /* the longest wins */
    {"アマゾンヌ", NULL},                     /* goes on as a word */
    {"アマゾネス", NULL},
    {"AMAZONIA", NULL},
    {"XAMAZON.CO.JP", NULL}, /* begins inside a word */
    {"AMAZON.CO.JPX", NULL},
    {"AMZN MKTP JPAB1CD", "market"}, /* `*` lets it go on */
    {"AMZN MKTP JP", "market"},
    {"AMAZON", "any"}, /* `=` asks for the whole */
    {"AMAZON PRIME", NULL},
    {"AMPHITHEATRE", "pay"}, /* `=` and `*`: any text that begins so */
    {"MY AMP", NULL},
    {"(AMAZON.CO.JP)", "retail"},
    {"", NULL},
    {"-", NULL},
};

static void merchants_are_found_by_whole_words_and_the_longest_text_wins(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct catalog c = make(arena);

    (void)state;
    for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
        const struct merchant *m = merchant_find(&c, slice_of(finds[i].text));

        if (!finds[i].id)
            assert_null(m);
        else if (!m || !slice_eq(m->id, slice_of(finds[i].id)))
            fail_msg("%s: want %s", finds[i].text, finds[i].id);
    }
    arena_free(arena);
}

/* What the index does, done slowly. */
static size_t slow_find(const struct catalog *c, struct slice folded)
{
    size_t best = SIZE_MAX, best_len = 0;

    for (size_t i = 0; i < c->texts_len; i++) {
        const struct merchant_text *t = &c->texts[i];

        for (size_t at = 0; at + t->text.len <= folded.len; at++) {
            struct slice after = slice_skip(folded, at + t->text.len);

            if (!slice_starts(slice_skip(folded, at), t->text) || (at && folded.ptr[at - 1] != ' '))
                continue;
            if ((t->whole && at) || (after.len && after.ptr[0] != ' ' && !t->open) ||
                (t->whole && after.len && !t->open))
                continue;
            if (t->text.len > best_len || (t->text.len == best_len && t->merchant < best)) {
                best = t->merchant;
                best_len = t->text.len;
            }
        }
    }
    return best;
}

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

static struct slice random_words(struct arena *arena, unsigned *seed, unsigned most)
{
    static const struct slice words[] = {{"A", 1}, {"AB", 2}, {"ABA", 3}, {"B", 1}, {"BA", 2}};
    struct slice text = words[next(seed, 5)];

    for (unsigned n = next(seed, most); n > 0; n--) {
        const struct slice parts[] = {text, SLICE(" "), words[next(seed, 5)]};

        text = arena_join(arena, parts, 3);
    }
    return text;
}

static void the_index_finds_what_a_search_through_all_rows_finds(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    unsigned seed = 7;

    (void)state;
    for (size_t round = 0; round < 500; round++) {
        struct slice texts[12], query = random_words(arena, &seed, 5);
        struct merchant many[6] = {{.texts_len = 0}};
        struct catalog c = {.merchants = many, .merchants_len = 6};
        const struct merchant *found;

        for (size_t i = 0; i < 12; i++) {
            const struct slice parts[] = {next(&seed, 4) ? SLICE("") : SLICE("="),
                                          random_words(arena, &seed, 2)};

            texts[i] = arena_join(arena, parts, 2);
            many[i / 2].texts = &texts[i / 2 * 2];
            many[i / 2].texts_len = 2;
        }
        c.texts = merchant_index(arena, many, 6, &c.texts_len);
        found = merchant_find(&c, query);
        assert_int_equal(found ? (size_t)(found - many) : SIZE_MAX, slow_find(&c, query));
    }
    arena_free(arena);
}

static void names_of_classes_and_evidence_are_read_back(void **state)
{
    (void)state;
    for (unsigned i = 0; i < MERCHANT_CLASSES; i++)
        assert_int_equal(merchant_class_of(merchant_class_name((enum merchant_class)i)), i);
    assert_int_equal(merchant_class_of(SLICE("none")), MERCHANT_CLASSES);
    assert_int_equal(merchant_evidence_of(SLICE("order")), EVIDENCE_ORDER);
    assert_int_equal(merchant_evidence_of(SLICE("transaction")), EVIDENCE_TRANSACTION);
    assert_int_equal(merchant_evidence_of(SLICE("hearsay")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merchants_are_found_by_whole_words_and_the_longest_text_wins),
        cmocka_unit_test(the_index_finds_what_a_search_through_all_rows_finds),
        cmocka_unit_test(names_of_classes_and_evidence_are_read_back),
    };

    return cmocka_run_group_tests_name("merchant", tests, NULL, NULL);
}
