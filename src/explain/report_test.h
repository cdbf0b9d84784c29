#ifndef MIOBOE_EXPLAIN_REPORT_TEST_H
#define MIOBOE_EXPLAIN_REPORT_TEST_H

/* For tests only: small reports made by hand, charge by charge, with verdicts as the test wants
 * them. */

#include "explain/history.h"

#include "base/base_test.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct made {
    struct arena *arena;
    struct records records;
    struct report report;
    struct verdict *verdicts;
    size_t verdicts_cap;
};

/* An empty report of 2026-11-22. */
static inline struct made *made_new(void)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct made *m = arena_make(arena, struct made);

    m->arena = arena;
    records_init(&m->records, arena);
    m->report.records = &m->records;
    m->report.catalog = catalog_builtin();
    m->report.as_of = day_of(2026, 11, 22);
    m->report.units.from = m->report.units.until = DAY_NONE;
    return m;
}

static inline void made_free(struct made *m)
{
    arena_free(m->arena);
}

/* The day 20260822. */
static inline int32_t made_day(int date)
{
    return day_of(date / 10000, date / 100 % 100, date % 100);
}

/* A source of the member ${account}, "" = none. */
static inline uint32_t made_source(struct made *m, const char *path, const char *account,
                                   bool statement)
{
    struct source *s = array_push(m->arena, &m->records.sources);

    s->path = slice_of(path);
    s->account = slice_of(account);
    s->is_statement = statement;
    s->from = s->until = DAY_NONE;
    return (uint32_t)m->records.sources.len - 1;
}

static inline uint32_t made_text(struct made *m, const char *text)
{
    struct slice folded = text_fold(m->arena, slice_of(text));
    const struct merchant *found = merchant_find(m->report.catalog, folded);
    struct charge_text *t;

    for (uint32_t i = 0; i < m->records.texts.len; i++)
        if (slice_eq(m->records.texts.at[i].raw, slice_of(text)))
            return i;
    t = array_push(m->arena, &m->records.texts);
    t->raw = slice_of(text);
    t->folded = folded;
    t->merchant = found ? (uint32_t)(found - m->report.catalog->merchants) + 1 : 0;
    return (uint32_t)m->records.texts.len - 1;
}

static inline void made_widen(struct source *s, int32_t day)
{
    s->from = s->from == DAY_NONE || day < s->from ? day : s->from;
    s->until = day > s->until ? day : s->until;
}

/* A posted charge in yen on a statement of source 0 (made when there is none); its entry's number.
 */
static inline uint32_t made_charge(struct made *m, int32_t day, const char *text, int64_t amount)
{
    struct charge *c;
    struct entry *e;
    uint32_t number = (uint32_t)m->report.entries.list.len;

    if (m->records.sources.len == 0)
        made_source(m, "card.csv", "", true);
    c = array_push(m->arena, &m->records.charges);
    *c = (struct charge){.day = day,
                         .text = made_text(m, text),
                         .amount = amount,
                         .currency = CURRENCY_JPY,
                         .line = number + 1};
    made_widen(&m->records.sources.at[0], day);
    e = array_push(m->arena, &m->report.entries.list);
    *e =
        (struct entry){.id = number, .amount = amount, .row = number, .latest = number, .day = day};
    m->report.verdicts = m->verdicts =
        array_room(m->arena, m->verdicts, number, &m->verdicts_cap, sizeof(*m->verdicts));
    m->verdicts[number] = (struct verdict){.kind = VERDICT_OUT_OF_SCOPE,
                                           .merchant = m->records.texts.at[c->text].merchant};
    return number;
}

static inline struct charge *made_row(struct made *m, uint32_t entry)
{
    return &m->records.charges.at[entry];
}

static inline void made_card(struct made *m, uint32_t entry, const char *last4)
{
    made_row(m, entry)->card = records_card(&m->records, slice_of(last4), SLICE(""));
}

/* An ambiguous one has "nothing pays for it" among its alternatives. */
static inline void made_verdict(struct made *m, uint32_t entry, enum verdict_kind kind)
{
    struct verdict *v = &m->report.verdicts[entry];

    v->kind = (uint8_t)kind;
    if (kind != VERDICT_AMBIGUOUS)
        return;
    v->alternatives_from = (uint32_t)m->report.alternatives.len;
    v->alternatives_len = 1;
    *array_push(m->arena, &m->report.alternatives) = (struct part_range){0, 0};
}

/* A unit of source 0. */
static inline uint32_t made_unit(struct made *m, enum unit_kind kind, int32_t day, int64_t amount)
{
    struct unit *u = array_push(m->arena, &m->report.units.list);

    *u = (struct unit){.kind = (uint8_t)kind,
                       .day = day,
                       .day_too = DAY_NONE,
                       .ordered = day,
                       .amount = amount,
                       .currency = CURRENCY_JPY,
                       .purchase = MAP_NONE,
                       .items = 1};
    return (uint32_t)m->report.units.list.len - 1;
}

/* A purchase number for the unit. */
static inline uint32_t made_purchase(struct made *m, uint32_t unit, const char *order_id)
{
    struct purchases *all = &m->report.units.purchases;
    uint32_t p = 0;

    while (p < all->len && !slice_eq(all->at[p].order_id, slice_of(order_id)))
        p++;
    if (p == all->len)
        array_push(m->arena, all)->order_id = slice_of(order_id);
    m->report.units.list.at[unit].purchase = p;
    return p;
}

static inline void made_explain(struct made *m, uint32_t entry, uint32_t unit)
{
    struct verdict *v = &m->report.verdicts[entry];

    v->kind = VERDICT_EXPLAINED;
    v->parts = (struct part_range){(uint32_t)m->report.parts.len, 1};
    *array_push(m->arena, &m->report.parts) =
        (struct part){.unit = unit, .amount = m->report.entries.list.at[entry].amount};
}

static inline bool made_has(const struct made *m, uint32_t entry, enum flag_kind kind)
{
    return m->report.verdicts[entry].flags >> kind & 1;
}

static inline bool made_alarms(const struct made *m, uint32_t entry, enum flag_kind kind)
{
    return m->report.verdicts[entry].alarms >> kind & 1;
}

#endif
