/*
 * Any bytes, read as a notice mail: whatever the headers say, records stay within their limits, no
 * card number is kept, and reading twice tells the same.
 */

#include "mail/notice.h"

#include "base/base_test.h"
#include "base/text.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct reading {
    struct arena *arena;
    struct records records;
    enum mail_kind kind;
};

static struct reading read_mail(struct slice bytes)
{
    struct reading r = {.arena = arena_new(&base_test_allocator)};
    struct mime_message message;
    struct raw_message raw;

    records_init(&r.records, r.arena);
    array_push(r.arena, &r.records.sources);
    header_read(bytes, r.arena, &raw);
    mime_read(bytes, &raw, r.arena, &message);
    r.kind = notice_read(catalog_builtin(), &message, r.arena, &r.records);
    return r;
}

static void check_text(struct arena *arena, struct slice text)
{
    PROPERTY(text_is_utf8(text));
    PROPERTY(slice_eq(text_cut_numbers(arena, text), text));
}

static void check_notices(const struct reading *r)
{
    for (size_t i = 0; i < r->records.notices.len; i++) {
        const struct notice *n = &r->records.notices.at[i];

        PROPERTY(n->has_amount && n->amount <= MONEY_MAX && n->amount >= -MONEY_MAX);
        PROPERTY(n->kind != NOTICE_REVERSED || n->amount <= 0);
        PROPERTY(n->minute >= -1 && n->minute < 24 * 60);
        PROPERTY(n->kind < NOTICE_KINDS && n->stage < NOTICE_STAGES);
        PROPERTY(n->issuer.len > 0);
        check_text(r->arena, n->shop);
        check_text(r->arena, n->approval);
    }
}

static void check_others(const struct reading *r)
{
    for (size_t i = 0; i < r->records.orders.len; i++) {
        const struct order *o = &r->records.orders.at[i];

        PROPERTY(o->order_id.len == 19);
        check_text(r->arena, o->title);
    }
    for (size_t i = 0; i < r->records.account_events.len; i++) {
        const struct account_event *e = &r->records.account_events.at[i];

        PROPERTY(e->kind < ACCOUNT_EVENTS);
        PROPERTY(e->minute >= -1 && e->minute < 24 * 60);
        check_text(r->arena, e->device);
        check_text(r->arena, e->place);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct slice mail = {(const char *)bytes, len};
    struct reading once = read_mail(mail), again = read_mail(mail);
    const struct source *source = records_source(&once.records);

    PROPERTY(once.kind < MAIL_KINDS && once.kind == again.kind);
    PROPERTY(source->records <= NOTICE_MAX_RECORDS);
    PROPERTY(source->records == records_source(&again.records)->records);
    check_notices(&once);
    check_others(&once);
    arena_free(once.arena);
    arena_free(again.arena);
    return 0;
}
