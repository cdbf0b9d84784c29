#include "mail/notice.h"

#include "mail/notice_record.h"

#define DAY_SECONDS 86400

/* The lines of both kinds of parts, read once each. */
struct texts {
    const struct mime_message *message;
    struct arena *arena;
    struct text_lines lines[2]; /* of text parts, of HTML parts */
    bool is_read[2];
};

static struct text_lines *lines_of(struct texts *texts, bool html)
{
    if (!texts->is_read[html])
        notice_text_read(texts->message, html, texts->arena, &texts->lines[html]);
    texts->is_read[html] = true;
    return &texts->lines[html];
}

/* ------------------------------------------------------------------ which form */

static const struct notice_form *find_form(const struct catalog *catalog, struct texts *texts)
{
    const struct mime_message *message = texts->message;
    struct slice address = message->from.len ? message->from.at[0].address : SLICE("");
    struct slice subject = notice_fold(texts->arena, message->subject);
    const struct notice_form *form;
    size_t at = 0;

    while ((form = notice_form_next(catalog, address, subject, &at)))
        if (form->marks_len == 0 ||
            notice_block_is_marked(form, lines_of(texts, form->html), texts->arena) ||
            notice_block_is_marked(form, lines_of(texts, !form->html), texts->arena))
            return form;
    return NULL;
}

/* ------------------------------------------------------------------ reading by it */

static bool has_money(const struct notice_reading *reading)
{
    for (size_t i = 0; i < reading->blocks.len; i++)
        for (enum form_field field = 0; field < FORM_FIELDS; field++)
            if ((notice_field_is_money(field) || field == FORM_AMOUNT) &&
                reading->blocks.at[i].folded[field].ptr)
                return true;
    return false;
}

/* The parts that the form prefers, unless only the others tell something, or an amount. */
static void read_blocks(const struct notice_form *form, struct texts *texts,
                        struct notice_reading *ret)
{
    struct slice subject = texts->message->subject;
    struct notice_reading other;

    notice_block_read(form, subject, lines_of(texts, form->html), texts->arena, ret);
    if (form->lines_len == 0 || has_money(ret))
        return;
    notice_block_read(form, subject, lines_of(texts, !form->html), texts->arena, &other);
    if (has_money(&other) || (ret->blocks.len == 0 && other.blocks.len > 0))
        *ret = other;
}

/* ------------------------------------------------------------------ records */

static void set_sent(const struct mime_message *message, struct notice_context *context)
{
    int64_t at = message->date != MAIL_NO_TIME ? message->date : message->received, day;

    context->sent = DAY_NONE;
    context->sent_minute = -1;
    if (at == MAIL_NO_TIME || at < 0 || at > INT64_C(7258118400)) /* 1970 to 2199 */
        return;
    at += DAY_JST * 60;
    day = at / DAY_SECONDS;
    context->sent = (int32_t)day;
    context->sent_minute = (int32_t)(at % DAY_SECONDS / 60);
}

static size_t count_records(const struct records *r)
{
    return r->notices.len + r->orders.len + r->shipments.len + r->refunds.len +
           r->subscriptions.len + r->billings.len + r->account_events.len;
}

/* What a form should have told and did not is said of the source. */
static void add_records(const struct notice_context *context, const struct notice_reading *reading)
{
    struct records *records = context->records;
    size_t before = count_records(records);

    for (size_t i = 0; i < reading->blocks.len; i++)
        if (!notice_record_add(context, &reading->blocks.at[i]))
            records_set_aside(records, reading->blocks.at[i].line, ASIDE_UNREADABLE);
    if (reading->blocks.len == 0 && !notice_record_add(context, &reading->base) &&
        context->form->lines_len > 0)
        records_set_aside(records, 1, ASIDE_UNREADABLE);
    records_source(records)->records += (uint32_t)(count_records(records) - before);
}

enum mail_kind notice_read(const struct catalog *catalog, const struct mime_message *message,
                           struct arena *arena, struct records *records)
{
    struct texts texts = {.message = message, .arena = arena};
    struct notice_context context = {.form = find_form(catalog, &texts), .records = records};
    struct notice_reading reading;

    if (!context.form)
        return MAIL_OTHER;
    read_blocks(context.form, &texts, &reading);
    set_sent(message, &context);
    if (records && !context.form->silent)
        add_records(&context, &reading);
    return reading.kind;
}
