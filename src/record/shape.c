#include "record/shape.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/sort.h"

#include <stddef.h>
#include <string.h>

/* ------------------------------------------------------------------ tables */

#define TEXT(type, name) SHAPE_FIELD(type, SHAPE_TEXT, name)
#define DAY(type, name) SHAPE_FIELD(type, SHAPE_DAY, name)
#define PLAIN(type, name) SHAPE_FIELD(type, SHAPE_AMOUNT, name)
#define MARK(type, name) SHAPE_FIELD(type, SHAPE_MARK, name)
#define CURRENCY(type) SHAPE_FIELD(type, SHAPE_CURRENCY, currency)
#define PAYMENT(type) SHAPE_FIELD(type, SHAPE_PAYMENT, payment)
#define LAST4(type) SHAPE_FIELD(type, SHAPE_LAST4, last4)

static const struct shape_field order_line_fields[] = {
    TEXT(order_line, order_id),
    TEXT(order_line, asin),
    TEXT(order_line, title),
    TEXT(order_line, website),
    DAY(order_line, ordered),
    DAY(order_line, shipped),
    DAY(order_line, shipped_too),
    SHAPE_TOLD(order_line, total, has_amount),
    SHAPE_TOLD(order_line, subtotal, has_parts),
    SHAPE_TOLD(order_line, subtotal_tax, has_parts),
    SHAPE_TOLD(order_line, postage, has_parts),
    SHAPE_TOLD(order_line, discount, has_parts),
    PLAIN(order_line, unit_price),
    SHAPE_FIELD(order_line, SHAPE_COUNT, quantity),
    CURRENCY(order_line),
    PAYMENT(order_line),
    MARK(order_line, cancelled),
    MARK(order_line, subscribe_save),
    TEXT(order_line, postcode),
    SHAPE_END,
};

static const struct shape_field shipment_fields[] = {
    TEXT(shipment, order_id),
    TEXT(shipment, website),
    DAY(shipment, ordered),
    DAY(shipment, shipped),
    SHAPE_TOLD(shipment, charged, has_amount),
    CURRENCY(shipment),
    PAYMENT(shipment),
    MARK(shipment, cancelled),
    SHAPE_END,
};

static const struct shape_field order_fields[] = {
    TEXT(order, order_id),
    TEXT(order, title),
    DAY(order, ordered),
    SHAPE_TOLD(order, total, has_amount),
    SHAPE_TOLD(order, billed, has_billed),
    PLAIN(order, points),
    PLAIN(order, gift),
    PLAIN(order, postage),
    PLAIN(order, discount),
    CURRENCY(order),
    PAYMENT(order),
    MARK(order, digital),
    MARK(order, cancelled),
    SHAPE_END,
};

static const struct shape_field digital_fields[] = {
    TEXT(digital, order_id),
    TEXT(digital, item_id),
    TEXT(digital, asin),
    TEXT(digital, title),
    TEXT(digital, seller),
    TEXT(digital, component),
    TEXT(digital, subscription),
    DAY(digital, ordered),
    DAY(digital, fulfilled),
    SHAPE_TOLD(digital, amount, has_amount),
    MARK(digital, is_listed),
    CURRENCY(digital),
    PAYMENT(digital),
    MARK(digital, free_replacement),
    MARK(digital, preorder),
    MARK(digital, paid_by_other),
    MARK(digital, cancelled),
    SHAPE_END,
};

static const struct shape_field refund_fields[] = {
    TEXT(refund, order_id),
    TEXT(refund, title),
    TEXT(refund, reason),
    TEXT(refund, item_id),
    TEXT(refund, component),
    TEXT(refund, method),
    TEXT(refund, status),
    DAY(refund, created),
    DAY(refund, day),
    SHAPE_TOLD(refund, amount, has_amount),
    CURRENCY(refund),
    SHAPE_FIELD(refund, SHAPE_REFUND, kind),
    MARK(refund, to_gift),
    MARK(refund, completed),
    SHAPE_END,
};

static const struct shape_field transaction_fields[] = {
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
    SHAPE_END,
};

static const struct shape_field subscription_fields[] = {
    TEXT(subscription, id),
    TEXT(subscription, title),
    TEXT(subscription, status),
    TEXT(subscription, provider),
    TEXT(subscription, period),
    DAY(subscription, started),
    DAY(subscription, next_bill),
    DAY(subscription, ended),
    SHAPE_TOLD(subscription, next_amount, has_amount),
    MARK(subscription, renews),
    CURRENCY(subscription),
    SHAPE_END,
};

static const struct shape_field billing_fields[] = {
    TEXT(billing, id),
    TEXT(billing, subscription),
    TEXT(billing, order_id),
    TEXT(billing, title),
    DAY(billing, day),
    DAY(billing, period_from),
    DAY(billing, period_until),
    SHAPE_TOLD(billing, amount, has_amount),
    MARK(billing, declined),
    CURRENCY(billing),
    SHAPE_END,
};

static const struct shape_field instrument_fields[] = {TEXT(instrument, kind), LAST4(instrument),
                                                       DAY(instrument, registered), SHAPE_END};

static const struct shape_field replacement_fields[] = {
    TEXT(replacement, order_id), TEXT(replacement, replacement_id), SHAPE_END};

static const struct shape_field notice_fields[] = {
    TEXT(notice, issuer),
    SHAPE_FIELD(notice, SHAPE_USE, kind),
    SHAPE_FIELD(notice, SHAPE_STAGE, stage),
    DAY(notice, day),
    SHAPE_FIELD(notice, SHAPE_MINUTE, minute),
    SHAPE_TOLD(notice, amount, has_amount),
    CURRENCY(notice),
    TEXT(notice, shop),
    TEXT(notice, approval),
    LAST4(notice),
    SHAPE_END,
};

static const struct shape_field account_event_fields[] = {
    TEXT(account_event, brand),
    SHAPE_FIELD(account_event, SHAPE_EVENT, kind),
    DAY(account_event, day),
    SHAPE_FIELD(account_event, SHAPE_MINUTE, minute),
    TEXT(account_event, order_id),
    TEXT(account_event, device),
    TEXT(account_event, place),
    TEXT(account_event, network),
    SHAPE_END,
};

#define NOUN(name, type)                                                                 \
    {                                                                                    \
        {#name, sizeof(#name) - 1}, offsetof(struct records, name), sizeof(struct type), \
            type##_fields                                                                \
    }

const struct shape shapes[SHAPES] = {
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

const struct shape *shape_find(struct slice name)
{
    for (size_t i = 0; i < SHAPES; i++)
        if (slice_eq(shapes[i].name, name))
            return &shapes[i];
    return NULL;
}

/* ------------------------------------------------------------------ elements */

/* All arrays have the same form (ARRAY_TYPE). */
ARRAY_TYPE(any_array, char);

size_t shape_len(const struct shape *shape, const struct records *records)
{
    return ((const struct any_array *)(const void *)((const char *)records + shape->offset))->len;
}

const void *shape_at(const struct shape *shape, const struct records *records, size_t i)
{
    const struct any_array *array = (const void *)((const char *)records + shape->offset);

    return array->at + i * shape->size;
}

void *shape_push(const struct shape *shape, struct records *records)
{
    struct any_array *array = (void *)((char *)records + shape->offset);
    void *record;

    array->at = array_room(records->arena, array->at, array->len, &array->cap, shape->size);
    record = array->at + array->len++ * shape->size;
    shape_clear(shape->fields, record);
    return record;
}

struct ordering {
    const struct shape *shape;
    const struct records *records;
    const uint32_t *rank;
};

static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct ordering *o = ctx;
    const struct origin *at = shape_at(o->shape, o->records, a),
                        *bt = shape_at(o->shape, o->records, b);

    return o->rank[at->source] < o->rank[bt->source];
}

void shape_order(const struct shape *shape, struct records *records, const uint32_t *rank,
                 struct arena *arena)
{
    struct any_array *array = (void *)((char *)records + shape->offset);
    struct ordering ordering = {shape, records, rank};
    uint32_t *order = sort_order(array->len, is_before, &ordering, arena);
    char *to = arena_make_n(arena, char, array->len * shape->size);

    for (size_t i = 0; i < array->len; i++) {
        struct origin *origin = (void *)(to + i * shape->size);

        memcpy(origin, array->at + order[i] * shape->size, shape->size);
        origin->source = rank[origin->source];
    }
    array->at = to;
    array->cap = array->len;
}

/* ------------------------------------------------------------------ writing */

/* What one byte stands for, for the kinds that are words. */
static struct slice word_of(enum shape_kind kind, uint8_t value)
{
    switch (kind) {
    case SHAPE_REFUND: return value == REFUND_PAID ? SLICE("paid") : SLICE("return");
    case SHAPE_USE: return evidence_use_name(value);
    case SHAPE_STAGE: return evidence_stage_name(value);
    default: return evidence_event_name(value);
    }
}

static void write_day(struct pairs *to, struct slice name, int32_t day)
{
    char text[DAY_TEXT_LEN];

    if (day == DAY_NONE)
        return;
    day_write(day, text);
    pairs_add(to, name, (struct slice){text, sizeof(text)});
}

static void write_number(struct pairs *to, struct slice name, int64_t number)
{
    if (number)
        pairs_add_number(to, name, number);
}

static void write_text(struct pairs *to, struct slice name, struct slice text)
{
    if (text.len)
        pairs_add(to, name, text);
}

/* `card gift 1234 5678`, of which each may be missing. */
static void write_payment(struct pairs *to, struct slice name, const struct payment *payment)
{
    struct slice parts[4];
    size_t n = 0;

    if (payment->card)
        parts[n++] = SLICE("card ");
    if (payment->gift)
        parts[n++] = SLICE("gift ");
    for (size_t i = 0; i < 2; i++)
        if (payment->last4[i][0])
            parts[n++] =
                arena_join(to->arena, (struct slice[]){slice_of(payment->last4[i]), SLICE(" ")}, 2);
    if (n)
        pairs_add(to, name, slice_trim(arena_join(to->arena, parts, n)));
}

static void write_digest(struct pairs *to, struct slice name, uint64_t digest)
{
    char text[HASH_TEXT_LEN];

    hash_write(digest, text);
    pairs_add(to, name, (struct slice){text, sizeof(text)});
}

static void write_field(const struct shape_field *field, const char *at, struct pairs *to)
{
    const void *v = at;

    switch (field->kind) {
    case SHAPE_TEXT: write_text(to, field->name, *(const struct slice *)v); break;
    case SHAPE_DAY: write_day(to, field->name, *(const int32_t *)v); break;
    case SHAPE_AMOUNT:
        if (field->mark != SIZE_MAX)
            pairs_add_number(to, field->name, *(const int64_t *)v);
        else
            write_number(to, field->name, *(const int64_t *)v);
        break;
    case SHAPE_COUNT: write_number(to, field->name, *(const int32_t *)v); break;
    case SHAPE_MARK: write_number(to, field->name, *(const bool *)v); break;
    case SHAPE_CURRENCY:
    case SHAPE_LAST4: write_text(to, field->name, slice_of(at)); break;
    case SHAPE_PAYMENT: write_payment(to, field->name, v); break;
    case SHAPE_MINUTE:
        if (*(const int32_t *)v >= 0)
            pairs_add_number(to, field->name, *(const int32_t *)v);
        break;
    case SHAPE_NUMBER: write_number(to, field->name, *(const uint32_t *)v); break;
    case SHAPE_BYTE: write_number(to, field->name, *(const uint8_t *)v); break;
    case SHAPE_DIGEST: write_digest(to, field->name, *(const uint64_t *)v); break;
    default: pairs_add(to, field->name, word_of(field->kind, *(const uint8_t *)v)); break;
    }
}

void shape_write(const struct shape_field *fields, const void *record, struct pairs *to)
{
    for (const struct shape_field *f = fields; f->name.ptr; f++)
        if (f->mark == SIZE_MAX || *(const bool *)(const void *)((const char *)record + f->mark))
            write_field(f, (const char *)record + f->offset, to);
}

/* ------------------------------------------------------------------ reading */

void shape_clear(const struct shape_field *fields, void *record)
{
    for (const struct shape_field *f = fields; f->name.ptr; f++) {
        void *at = (char *)record + f->offset;

        if (f->kind == SHAPE_DAY)
            *(int32_t *)at = DAY_NONE;
        else if (f->kind == SHAPE_MINUTE)
            *(int32_t *)at = -1;
        else if (f->kind == SHAPE_TEXT)
            *(struct slice *)at = (struct slice){"", 0};
    }
}

static bool read_word(enum shape_kind kind, struct slice value, uint8_t *ret)
{
    for (unsigned i = 0; i < 32; i++)
        if (i < (kind == SHAPE_REFUND  ? 2u
                 : kind == SHAPE_USE   ? (unsigned)NOTICE_KINDS
                 : kind == SHAPE_STAGE ? (unsigned)NOTICE_STAGES
                                       : (unsigned)ACCOUNT_EVENTS) &&
            slice_eq(word_of(kind, (uint8_t)i), value)) {
            *ret = (uint8_t)i;
            return true;
        }
    return false;
}

static bool read_chars(struct slice value, char *to, size_t most)
{
    if (value.len > most)
        return false;
    memcpy(to, value.ptr, value.len);
    return true;
}

static bool read_payment(struct slice value, struct payment *payment)
{
    struct slice word;
    size_t n = 0;

    while (value.len) {
        slice_cut(value, SLICE(" "), &word, &value);
        if (slice_eq(word, SLICE("card")))
            payment->card = true;
        else if (slice_eq(word, SLICE("gift")))
            payment->gift = true;
        else if (n == 2 || !read_chars(word, payment->last4[n++], 4))
            return false;
    }
    return true;
}

/* The days are all written YYYY-MM-DD. */
static bool read_day(struct slice value, int32_t *ret)
{
    return value.len == DAY_TEXT_LEN && day_read(value, DAY_YMD, DAY_NONE, ret) == 1;
}

/* A whole number that the field can hold. */
static bool read_number(const struct shape_field *field, struct slice value, void *at)
{
    int64_t n;

    if (!pairs_number(value, &n))
        return false;
    switch (field->kind) {
    case SHAPE_AMOUNT: *(int64_t *)at = n; return true;
    case SHAPE_COUNT:
    case SHAPE_MINUTE: *(int32_t *)at = (int32_t)n; return n >= INT32_MIN && n <= INT32_MAX;
    case SHAPE_MARK: *(bool *)at = n == 1; return n == 1;
    case SHAPE_NUMBER: *(uint32_t *)at = (uint32_t)n; return n >= 0 && n <= UINT32_MAX;
    default: *(uint8_t *)at = (uint8_t)n; return n >= 0 && n <= UINT8_MAX;
    }
}

static bool read_field(const struct shape_field *field, struct slice value, void *at)
{
    switch (field->kind) {
    case SHAPE_TEXT: *(struct slice *)at = value; return true;
    case SHAPE_DAY: return read_day(value, at);
    case SHAPE_CURRENCY: return read_chars(value, at, 3);
    case SHAPE_LAST4: return read_chars(value, at, 4);
    case SHAPE_PAYMENT: return read_payment(value, at);
    case SHAPE_DIGEST: return hash_read(value, at);
    case SHAPE_REFUND:
    case SHAPE_USE:
    case SHAPE_STAGE:
    case SHAPE_EVENT: return read_word(field->kind, value, at);
    default: return read_number(field, value, at);
    }
}

/* Fields stand in the order of the table: the one looked for is mostly the next. */
static const struct shape_field *find(const struct shape_field *from, struct slice name)
{
    while (from->name.ptr && !slice_eq(from->name, name))
        from++;
    return from->name.ptr ? from : NULL;
}

int shape_read(const struct shape_field *fields, struct slice body, struct arena *arena,
               void *record, struct err *reterr)
{
    const struct shape_field *at = fields;
    struct slice name = {"", 0}, value;
    int r;

    while ((r = pairs_next(&body, arena, &name, &value)) == 1) {
        at = find(at, name);
        if (!at || !read_field(at, value, (char *)record + at->offset))
            break;
        if (at->mark != SIZE_MAX)
            *(bool *)(void *)((char *)record + at->mark) = true;
        at++;
    }
    return r == 0 ? 0 : err_set(reterr, ERR_SYNTAX, 0, name);
}
