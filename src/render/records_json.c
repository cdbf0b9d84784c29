#include "render/records_json.h"

#include "render/source_json.h"

#include <stddef.h>

/* How a member of a record is printed. */
enum member_kind {
    MEMBER_TEXT,     /* struct slice */
    MEMBER_DAY,      /* int32_t */
    MEMBER_AMOUNT,   /* int64_t; null where the mark does not hold */
    MEMBER_COUNT,    /* int32_t */
    MEMBER_MARK,     /* bool */
    MEMBER_CURRENCY, /* struct currency */
    MEMBER_PAYMENT,  /* struct payment */
    MEMBER_LAST4,    /* char[5] */
    MEMBER_REFUND,   /* enum refund_kind in a byte */
    MEMBER_MINUTE,   /* int32_t; null where it is negative */
    MEMBER_USE,      /* enum notice_kind in a byte */
    MEMBER_STAGE,    /* enum notice_stage in a byte */
    MEMBER_EVENT     /* enum account_event_kind in a byte */
};

struct member {
    struct slice name;
    enum member_kind kind;
    size_t offset;
    size_t mark; /* of the bool that says whether an amount is told; SIZE_MAX = always */
};

#define MEMBER(type, kind, name)                                                \
    {                                                                           \
        {#name, sizeof(#name) - 1}, kind, offsetof(struct type, name), SIZE_MAX \
    }
#define AMOUNT(type, name, mark)                                                \
    {                                                                           \
        {#name, sizeof(#name) - 1}, MEMBER_AMOUNT, offsetof(struct type, name), \
            offsetof(struct type, mark)                                         \
    }
#define TEXT(type, name) MEMBER(type, MEMBER_TEXT, name)
#define DAY(type, name) MEMBER(type, MEMBER_DAY, name)
#define PLAIN(type, name) MEMBER(type, MEMBER_AMOUNT, name)
#define MARK(type, name) MEMBER(type, MEMBER_MARK, name)
#define CURRENCY(type) MEMBER(type, MEMBER_CURRENCY, currency)
#define PAYMENT(type) MEMBER(type, MEMBER_PAYMENT, payment)
#define LAST4(type) MEMBER(type, MEMBER_LAST4, last4)
#define END                          \
    {                                \
        {NULL, 0}, MEMBER_TEXT, 0, 0 \
    }

static const struct member order_line_members[] = {
    TEXT(order_line, order_id),
    TEXT(order_line, asin),
    TEXT(order_line, title),
    TEXT(order_line, website),
    DAY(order_line, ordered),
    DAY(order_line, shipped),
    DAY(order_line, shipped_too),
    AMOUNT(order_line, total, has_amount),
    AMOUNT(order_line, subtotal, has_parts),
    AMOUNT(order_line, subtotal_tax, has_parts),
    AMOUNT(order_line, postage, has_parts),
    AMOUNT(order_line, discount, has_parts),
    PLAIN(order_line, unit_price),
    MEMBER(order_line, MEMBER_COUNT, quantity),
    CURRENCY(order_line),
    PAYMENT(order_line),
    MARK(order_line, cancelled),
    MARK(order_line, subscribe_save),
    END,
};

static const struct member shipment_members[] = {
    TEXT(shipment, order_id),
    TEXT(shipment, website),
    DAY(shipment, ordered),
    DAY(shipment, shipped),
    AMOUNT(shipment, charged, has_amount),
    CURRENCY(shipment),
    PAYMENT(shipment),
    MARK(shipment, cancelled),
    END,
};

static const struct member order_members[] = {
    TEXT(order, order_id),
    TEXT(order, title),
    DAY(order, ordered),
    AMOUNT(order, total, has_amount),
    AMOUNT(order, billed, has_billed),
    PLAIN(order, points),
    PLAIN(order, gift),
    PLAIN(order, postage),
    PLAIN(order, discount),
    CURRENCY(order),
    PAYMENT(order),
    MARK(order, digital),
    MARK(order, cancelled),
    END,
};

static const struct member digital_members[] = {
    TEXT(digital, order_id),
    TEXT(digital, item_id),
    TEXT(digital, asin),
    TEXT(digital, title),
    TEXT(digital, seller),
    TEXT(digital, component),
    TEXT(digital, subscription),
    DAY(digital, ordered),
    DAY(digital, fulfilled),
    AMOUNT(digital, amount, has_amount),
    MARK(digital, is_listed),
    CURRENCY(digital),
    PAYMENT(digital),
    MARK(digital, free_replacement),
    MARK(digital, preorder),
    MARK(digital, paid_by_other),
    MARK(digital, cancelled),
    END,
};

static const struct member refund_members[] = {
    TEXT(refund, order_id),
    TEXT(refund, title),
    TEXT(refund, reason),
    TEXT(refund, item_id),
    TEXT(refund, component),
    TEXT(refund, method),
    TEXT(refund, status),
    DAY(refund, created),
    DAY(refund, day),
    AMOUNT(refund, amount, has_amount),
    CURRENCY(refund),
    MEMBER(refund, MEMBER_REFUND, kind),
    MARK(refund, to_gift),
    MARK(refund, completed),
    END,
};

static const struct member transaction_members[] = {
    TEXT(transaction, order_id),
    TEXT(transaction, order_ids),
    TEXT(transaction, vendor),
    TEXT(transaction, title),
    DAY(transaction, day),
    PLAIN(transaction, amount),
    CURRENCY(transaction),
    LAST4(transaction),
    MARK(transaction, gift),
    MARK(transaction, pending),
    END,
};

static const struct member subscription_members[] = {
    TEXT(subscription, id),
    TEXT(subscription, title),
    TEXT(subscription, status),
    TEXT(subscription, provider),
    TEXT(subscription, period),
    DAY(subscription, started),
    DAY(subscription, next_bill),
    DAY(subscription, ended),
    AMOUNT(subscription, next_amount, has_amount),
    MARK(subscription, renews),
    CURRENCY(subscription),
    END,
};

static const struct member billing_members[] = {
    TEXT(billing, id),
    TEXT(billing, subscription),
    TEXT(billing, order_id),
    TEXT(billing, title),
    DAY(billing, day),
    DAY(billing, period_from),
    DAY(billing, period_until),
    AMOUNT(billing, amount, has_amount),
    MARK(billing, declined),
    CURRENCY(billing),
    END,
};

static const struct member instrument_members[] = {TEXT(instrument, kind), LAST4(instrument),
                                                   DAY(instrument, registered), END};

static const struct member replacement_members[] = {TEXT(replacement, order_id),
                                                    TEXT(replacement, replacement_id), END};

static const struct member notice_members[] = {
    TEXT(notice, issuer),
    MEMBER(notice, MEMBER_USE, kind),
    MEMBER(notice, MEMBER_STAGE, stage),
    DAY(notice, day),
    MEMBER(notice, MEMBER_MINUTE, minute),
    AMOUNT(notice, amount, has_amount),
    CURRENCY(notice),
    TEXT(notice, shop),
    TEXT(notice, approval),
    LAST4(notice),
    END,
};

static const struct member account_event_members[] = {
    TEXT(account_event, brand),    MEMBER(account_event, MEMBER_EVENT, kind),
    DAY(account_event, day),       MEMBER(account_event, MEMBER_MINUTE, minute),
    TEXT(account_event, order_id), TEXT(account_event, device),
    TEXT(account_event, place),    END,
};

/* One array of struct records: where it stands, how large an element is, and its members. */
struct noun {
    struct slice name;
    size_t offset, size;
    const struct member *members;
};

/* All arrays have the same form (ARRAY_TYPE). */
ARRAY_TYPE(any_array, char);

#define NOUN(name, type)                                                                 \
    {                                                                                    \
        {#name, sizeof(#name) - 1}, offsetof(struct records, name), sizeof(struct type), \
            type##_members                                                               \
    }

static const struct noun nouns[] = {
    NOUN(order_lines, order_line),
    NOUN(shipments, shipment),
    NOUN(orders, order),
    NOUN(digitals, digital),
    NOUN(refunds, refund),
    NOUN(transactions, transaction),
    NOUN(subscriptions, subscription),
    NOUN(billings, billing),
    NOUN(instruments, instrument),
    NOUN(replacements, replacement),
    NOUN(notices, notice),
    NOUN(account_events, account_event),
};

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

static void write_member(struct printer *p, const struct member *member, const char *record)
{
    static void (*const writers[])(struct printer *, const char *) = {
        [MEMBER_TEXT] = write_text,       [MEMBER_DAY] = write_day,
        [MEMBER_AMOUNT] = write_amount,   [MEMBER_COUNT] = write_count,
        [MEMBER_MARK] = write_mark,       [MEMBER_CURRENCY] = write_cstring,
        [MEMBER_PAYMENT] = write_payment, [MEMBER_LAST4] = write_cstring,
        [MEMBER_REFUND] = write_refund,   [MEMBER_MINUTE] = write_minute,
        [MEMBER_USE] = write_use,         [MEMBER_STAGE] = write_stage,
        [MEMBER_EVENT] = write_event,
    };

    p->type->key(p, member->name);
    if (member->mark != SIZE_MAX && !*(const bool *)(const void *)(record + member->mark))
        p->type->null(p);
    else
        writers[member->kind](p, record + member->offset);
}

static const struct any_array *array_of(const struct records *records, const struct noun *noun)
{
    return (const struct any_array *)(const void *)((const char *)records + noun->offset);
}

static void write_noun(struct printer *p, const struct records *records, const struct noun *noun)
{
    const struct any_array *array = array_of(records, noun);

    if (!array->len)
        return;
    p->type->key(p, noun->name);
    print_begin_list(p);
    for (size_t i = 0; i < array->len; i++) {
        const char *record = array->at + i * noun->size;
        const struct origin *origin = (const struct origin *)(const void *)record;

        print_begin_map(p);
        print_string_of(p, "path", records->sources.at[origin->source].path);
        print_integer_of(p, "line", origin->line);
        for (const struct member *m = noun->members; m->name.ptr; m++)
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

void records_json_write(struct printer *p, const struct records *records)
{
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.records/1"));
    print_key(p, "sources");
    print_begin_list(p);
    for (size_t i = 0; i < records->sources.len; i++)
        source_json_write(p, &records->sources.at[i]);
    print_end(p);
    if (records->charges.len) {
        print_key(p, "charges");
        print_begin_list(p);
        for (size_t i = 0; i < records->charges.len; i++)
            write_charge(p, records, &records->charges.at[i]);
        print_end(p);
    }
    for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++)
        write_noun(p, records, &nouns[i]);
    print_end(p);
}

void records_json_list(struct printer *p, const struct records *records)
{
    print_begin_list(p);
    for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++) {
        const struct any_array *array = array_of(records, &nouns[i]);
        struct slice name = nouns[i].name;

        for (size_t r = 0; r < array->len; r++) {
            print_begin_map(p);
            print_string_of(p, "type", slice_sub(name, 0, name.len - 1));
            for (const struct member *m = nouns[i].members; m->name.ptr; m++)
                write_member(p, m, array->at + r * nouns[i].size);
            print_end(p);
        }
    }
    print_end(p);
}
