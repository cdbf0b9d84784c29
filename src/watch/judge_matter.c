#include "watch/judge.h"

#include "base/day.h"
#include "base/text.h"
#include "record/shape.h"

/* Which field of a record says what, whatever the record's kind: by name, the first told counts. */
enum told { TOLD_ORDER, TOLD_SHOP, TOLD_DEVICE, TOLD_PLACE, TOLD_AMOUNT, TOLD_DAY, TOLD_MINUTE };

static const struct {
    struct slice name;
    enum told told;
} names[] = {
    {{"order_id", 8}, TOLD_ORDER}, {{"shop", 4}, TOLD_SHOP},
    {{"title", 5}, TOLD_SHOP},     {{"device", 6}, TOLD_DEVICE},
    {{"place", 5}, TOLD_PLACE},    {{"billed", 6}, TOLD_AMOUNT},
    {{"total", 5}, TOLD_AMOUNT},   {{"charged", 7}, TOLD_AMOUNT},
    {{"amount", 6}, TOLD_AMOUNT},  {{"next_amount", 11}, TOLD_AMOUNT},
    {{"ordered", 7}, TOLD_DAY},    {{"shipped", 7}, TOLD_DAY},
    {{"day", 3}, TOLD_DAY},        {{"created", 7}, TOLD_DAY},
    {{"minute", 6}, TOLD_MINUTE},
};

static void take_text(struct slice *to, const void *at)
{
    if (!to->len)
        *to = *(const struct slice *)at;
}

static void take_day(struct matter *to, const void *at)
{
    if (to->day == DAY_NONE)
        to->day = *(const int32_t *)at;
}

static void take_amount(struct matter *to, const char *record, const struct shape_field *f)
{
    int64_t amount = *(const int64_t *)(const void *)(record + f->offset);
    bool told = f->mark == SIZE_MAX ? amount != 0 : *(const bool *)(record + f->mark);

    if (!told || to->has_amount)
        return;
    to->amount = amount;
    to->has_amount = true;
}

static void take_named(struct matter *to, const char *record, const struct shape_field *f)
{
    const void *at = record + f->offset;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (!slice_eq(names[i].name, f->name))
            continue;
        switch (names[i].told) {
        case TOLD_ORDER: take_text(&to->order_id, at); break;
        case TOLD_SHOP: take_text(&to->shop, at); break;
        case TOLD_DEVICE: take_text(&to->device, at); break;
        case TOLD_PLACE: take_text(&to->place, at); break;
        case TOLD_AMOUNT: take_amount(to, record, f); break;
        case TOLD_DAY: take_day(to, at); break;
        case TOLD_MINUTE: to->minute = *(const int32_t *)at; break;
        }
    }
}

static void take_record(struct matter *to, const struct shape *shape, const char *record)
{
    for (const struct shape_field *f = shape->fields; f->name.len; f++) {
        if (f->kind == SHAPE_CURRENCY && !to->currency.code[0])
            to->currency = *(const struct currency *)(const void *)(record + f->offset);
        else if (f->kind == SHAPE_LAST4 && !to->last4[0])
            memcpy(to->last4, record + f->offset, sizeof(to->last4));
        else
            take_named(to, record, f);
    }
}

void judge_matter(const struct catalog *catalog, const struct records *records, struct matter *ret)
{
    const struct merchant *merchant;
    struct arena *arena = arena_like(records->arena);

    for (size_t i = 0; i < SHAPES; i++)
        if (shape_len(&shapes[i], records))
            take_record(ret, &shapes[i], shape_at(&shapes[i], records, 0));
    merchant = ret->shop.len ? merchant_find(catalog, text_fold(arena, ret->shop)) : NULL;
    if (merchant)
        ret->shop_brand = merchant->brand;
    arena_free(arena);
}
