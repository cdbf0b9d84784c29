#include "review/look.h"

#include "base/hash.h"
#include "base/map.h"

/* What was given ends too long ago to tell of the last month. */

#define STATEMENT_OLD 45 /* days after the newest charge of a card company */
#define EXPORT_OLD 60    /* days after the newest order of an export */

struct reach {
    struct phrase name;
    struct slice account;
    int32_t until;
    int32_t limit;
};
ARRAY_TYPE(reaches, struct reach);

struct reaching {
    const struct look *look;
    struct map index;
    struct reaches all;
};

static void reach(struct reaching *r, uint64_t key, struct phrase name, struct slice account,
                  int32_t day, int32_t limit)
{
    uint32_t at = map_add(&r->index, r->look->arena, hash_bytes(account, key), (uint32_t)r->all.len,
                          NULL, NULL);

    if (at == r->all.len)
        *array_push(r->look->arena, &r->all) = (struct reach){name, account, day, limit};
    if (day > r->all.at[at].until)
        r->all.at[at].until = day;
}

/* Statements of one card company and member. */
static void reach_statements(struct reaching *r)
{
    const struct sources *sources = &r->look->in->records->sources;

    for (size_t i = 0; i < sources->len; i++) {
        const struct source *s = &sources->at[i];
        const struct issuer *issuer = issuer_of_family(r->look->in->catalog, s->family);

        if (s->is_statement && s->until != DAY_NONE && s->family.len)
            reach(r, hash_bytes(s->family, 1), issuer ? issuer->name : look_plain(s->family),
                  s->account, s->until, STATEMENT_OLD);
    }
}

static void reach_orders(struct reaching *r)
{
    const struct records *records = r->look->in->records;
    const struct phrase amazon = look_plain(SLICE("Amazon"));

    for (size_t i = 0; i < records->order_lines.len; i++) {
        const struct order_line *o = &records->order_lines.at[i];

        if (o->ordered != DAY_NONE)
            reach(r, 2, amazon, look_account(r->look, &o->origin), o->ordered, EXPORT_OLD);
    }
}

void look_data(const struct look *look)
{
    struct reaching r = {.look = look};

    if (!look_rule(look, FINDING_DATA_OLD))
        return;
    reach_statements(&r);
    reach_orders(&r);
    for (size_t i = 0; i < r.all.len; i++) {
        const struct reach *at = &r.all.at[i];
        struct finding f = look_finding(look_rule(look, FINDING_DATA_OLD), at->account);

        if (at->until >= look->in->today - at->limit)
            continue;
        f.subject = at->name;
        f.day = at->until;
        f.count = 1;
        look_add(look, &f, look_key(look, hash_bytes(at->name.en, (uint64_t)(uint32_t)at->until)));
    }
}
