#include "render/records_json.h"

#include "record/shape.h"
#include "render/source_json.h"

/* ------------------------------------------------------------------ members */

static void write_text(struct printer *p, const char *at)
{
    print_text(p, *(const struct slice *)(const void *)at);
}

static void write_day(struct printer *p, const char *at)
{
    print_day(p, *(const int32_t *)(const void *)at);
}

static void write_amount(struct printer *p, const char *at)
{
    p->type->integer(p, *(const int64_t *)(const void *)at);
}

static void write_count(struct printer *p, const char *at)
{
    p->type->integer(p, *(const int32_t *)(const void *)at);
}

static void write_mark(struct printer *p, const char *at)
{
    p->type->boolean(p, *(const bool *)(const void *)at);
}

static void write_cstring(struct printer *p, const char *at)
{
    print_text(p, slice_of(at));
}

static void write_refund(struct printer *p, const char *at)
{
    p->type->string(p, *(const uint8_t *)at == REFUND_PAID ? SLICE("paid") : SLICE("return"));
}

static void write_minute(struct printer *p, const char *at)
{
    int32_t minute = *(const int32_t *)(const void *)at;

    if (minute < 0)
        p->type->null(p);
    else
        p->type->integer(p, minute);
}

static void write_use(struct printer *p, const char *at)
{
    p->type->string(p, evidence_use_name(*(const uint8_t *)at));
}

static void write_stage(struct printer *p, const char *at)
{
    p->type->string(p, evidence_stage_name(*(const uint8_t *)at));
}

static void write_event(struct printer *p, const char *at)
{
    p->type->string(p, evidence_event_name(*(const uint8_t *)at));
}

static void write_payment(struct printer *p, const char *at)
{
    const struct payment *payment = (const struct payment *)(const void *)at;

    print_inline(p);
    print_begin_map(p);
    print_key(p, "cards");
    print_begin_list(p);
    for (size_t i = 0; i < 2; i++)
        if (payment->last4[i][0])
            print_text(p, slice_of(payment->last4[i]));
    print_end(p);
    print_boolean_of(p, "card", payment->card);
    print_boolean_of(p, "gift", payment->gift);
    print_end(p);
}

static void write_member(struct printer *p, const struct shape_field *member, const char *record)
{
    static void (*const writers[])(struct printer *, const char *) = {
        [SHAPE_TEXT] = write_text,       [SHAPE_DAY] = write_day,
        [SHAPE_AMOUNT] = write_amount,   [SHAPE_COUNT] = write_count,
        [SHAPE_MARK] = write_mark,       [SHAPE_CURRENCY] = write_cstring,
        [SHAPE_PAYMENT] = write_payment, [SHAPE_LAST4] = write_cstring,
        [SHAPE_REFUND] = write_refund,   [SHAPE_MINUTE] = write_minute,
        [SHAPE_USE] = write_use,         [SHAPE_STAGE] = write_stage,
        [SHAPE_EVENT] = write_event,
    };

    p->type->key(p, member->name);
    if (member->mark != SIZE_MAX && !*(const bool *)(const void *)(record + member->mark))
        p->type->null(p);
    else
        writers[member->kind](p, record + member->offset);
}

static void write_noun(struct printer *p, const struct records *records, const struct shape *noun)
{
    size_t len = shape_len(noun, records);

    if (!len)
        return;
    p->type->key(p, noun->name);
    print_begin_list(p);
    for (size_t i = 0; i < len; i++) {
        const char *record = shape_at(noun, records, i);
        const struct origin *origin = (const struct origin *)(const void *)record;

        print_begin_map(p);
        print_string_of(p, "path", records->sources.at[origin->source].path);
        print_integer_of(p, "line", origin->line);
        for (const struct shape_field *m = noun->fields; m->name.ptr; m++)
            write_member(p, m, record);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ charges */

static void write_charge(struct printer *p, const struct records *records,
                         const struct charge *charge)
{
    const struct charge_extra *extra = charge->extra ? &records->extras.at[charge->extra] : NULL;
    const struct charge_card *card = &records->cards.at[charge->card];

    print_begin_map(p);
    if (records->sources.len > 1)
        print_string_of(p, "path", records->sources.at[charge->source].path);
    print_integer_of(p, "line", charge->line);
    print_day_of(p, "date", charge->day);
    print_day_of(p, "posted", extra ? extra->posted : DAY_NONE);
    print_integer_of(p, "amount", charge->amount);
    print_text_of(p, "currency", slice_of(charge->currency.code));
    print_key(p, "original");
    source_json_original(p, extra);
    source_json_instalment(p, extra, true);
    print_text_of(p, "card", slice_of(card->last4));
    print_text_of(p, "card_label", card->label);
    print_text_of(p, "descriptor", records->texts.at[charge->text].raw);
    print_string_of(p, "state",
                    charge->state == CHARGE_PENDING ? SLICE("pending") : SLICE("posted"));
    print_text_of(p, "reference", extra ? extra->reference : SLICE(""));
    print_end(p);
}

static void write_head(struct printer *p, const struct records *records)
{
    print_string_of(p, "schema", SLICE("mioboe.records/1"));
    print_key(p, "sources");
    print_begin_list(p);
    for (size_t i = 0; i < records->sources.len; i++)
        source_json_write(p, &records->sources.at[i]);
    print_end(p);
}

void records_json_summary(struct printer *p, const struct records *records, size_t distinct)
{
    print_begin_map(p);
    write_head(p, records);
    print_key(p, "counts");
    print_begin_map(p);
    print_integer_of(p, "charges", (int64_t)records->charges.len);
    print_integer_of(p, "distinct_charges", (int64_t)distinct);
    for (size_t i = 0; i < SHAPES; i++) {
        p->type->key(p, shapes[i].name);
        p->type->integer(p, (int64_t)shape_len(&shapes[i], records));
    }
    print_end(p);
    print_end(p);
}

void records_json_write(struct printer *p, const struct records *records)
{
    print_begin_map(p);
    write_head(p, records);
    if (records->charges.len) {
        print_key(p, "charges");
        print_begin_list(p);
        for (size_t i = 0; i < records->charges.len; i++)
            write_charge(p, records, &records->charges.at[i]);
        print_end(p);
    }
    for (size_t i = 0; i < SHAPES; i++)
        write_noun(p, records, &shapes[i]);
    print_end(p);
}

void records_json_list(struct printer *p, const struct records *records)
{
    print_begin_list(p);
    for (size_t i = 0; i < SHAPES; i++) {
        size_t len = shape_len(&shapes[i], records);
        struct slice name = shapes[i].name;

        for (size_t r = 0; r < len; r++) {
            print_begin_map(p);
            print_string_of(p, "type", slice_sub(name, 0, name.len - 1));
            for (const struct shape_field *m = shapes[i].fields; m->name.ptr; m++)
                write_member(p, m, shape_at(&shapes[i], records, r));
            print_end(p);
        }
    }
    print_end(p);
}
