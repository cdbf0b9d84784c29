#include "watch/alert_text.h"

#include "base/day.h"
#include "base/moment.h"
#include "record/shape.h"
#include "render/words.h"

#include <stddef.h>

static const char *const titles[MATTERS] = {
    [MATTER_ORDER] = N_("An order was placed. Was it you?"),
    [MATTER_DISPATCH] = N_("An order that mioboe does not know was sent off. Was it yours?"),
    [MATTER_CANCELLATION] = N_("An order that mioboe does not know was cancelled. Was it you?"),
    [MATTER_REFUND] = N_("Money is to come back for something mioboe does not know. Was it yours?"),
    [MATTER_RETURN] = N_("A return was asked for. Was it you?"),
    [MATTER_DECLINED] = N_("A payment was declined. Was it you who paid?"),
    [MATTER_SUBSCRIPTION] = N_("A subscription was begun or changed. Was it you?"),
    [MATTER_SIGN_IN] = N_("Somebody signed in. Was it you?"),
    [MATTER_PASSWORD] = N_("A password was changed, or a new one asked for. Was it you?"),
    [MATTER_USAGE] = N_("A card was used. Was it you?"),
    [MATTER_CHARGE] = N_("A charge on a statement that nothing explains. Was it you?"),
    [MATTER_SENT_ANYWAY] = N_("What you did not order was sent off. Refuse to take it."),
    [MATTER_CHARGED_ANYWAY] = N_("The card was used for what was not you. Tell the card company."),
    [MATTER_CASE_OPENED] = N_("A case was opened. The next minutes count."),
    [MATTER_MANY] = N_("More questions wait than are asked one by one: mioboe watch questions"),
    [MATTER_DEBIT_AFTER_REFUND] = N_("A refund was said to be done, and the money was debited."),
    [MATTER_STOPPED_CARD] = N_("A card that was stopped was charged."),
    [MATTER_CARD_TESTS] = N_("Small charges as thieves make them to test a card."),
    [MATTER_DEADLINE] = N_("A time limit of a case comes near."),
    [MATTER_GUESSED] = N_("Answers came that nobody here signed. They were refused."),
    [MATTER_UNREACHABLE] = N_("A mailbox cannot be reached: nothing of it is watched."),
    [MATTER_UNCLEAR] = N_("Your answer was not understood. Was it you? Answer only yes or no."),
    [MATTER_TEST] = N_("A test of mioboe watch: this channel works."),
    [MATTER_FORGED] = N_("A forged mail came. Open nothing in it."),
    [MATTER_FORGED_MANY] = N_("Many forged mails came today; further ones are not told."),
    [MATTER_UNPROVEN] = N_("A mail came that cannot be proven. Look in the app, not by its links."),
    [MATTER_REFUND_TOLD] = N_("Money is said to come back. It counts when the statement shows it."),
    [MATTER_CANCELLED_TOLD] = N_("What you did not order was cancelled."),
    [MATTER_REFUND_LATE] = N_("A refund that was announced has not come."),
    [MATTER_PRICE_ROSE] = N_("The price of a subscription changed."),
    [MATTER_TRIAL_ENDS] = N_("A trial ended, or is about to be charged."),
    [MATTER_STILL_CHARGED] = N_("A charge for what was cancelled."),
    [MATTER_DOUBLED] = N_("Perhaps charged twice."),
    [MATTER_PROMISE] = N_("A promise was not kept."),
    [MATTER_STATEMENT] = N_("A statement is missing."),
    [MATTER_STILL_OPEN] = N_("Questions still have no answer: mioboe watch questions"),
};

struct slice alert_title(enum matter_kind kind)
{
    return slice_of(_(titles[kind]));
}

/* ------------------------------------------------------------------ lines */

struct lines {
    struct page page;
    struct slice text;
};

static void add_line(struct lines *l, const char *label, struct slice value)
{
    if (!value.len)
        return;
    value = page_harmless(l->page.arena, page_cut(&l->page, value, 120));
    l->text =
        arena_join(l->page.arena,
                   (struct slice[]){l->text, l->text.len ? SLICE("\n") : SLICE(""), slice_of(label),
                                    label[0] ? slice_of(_(": ")) : SLICE(""), value},
                   5);
}

static struct slice brand_name(struct lines *l, const struct catalog *catalog, struct slice brand)
{
    const struct sender *sender = brand.len ? sender_of(catalog, brand) : NULL;

    return sender ? page_choose(&l->page, sender->name_ja, sender->name_en) : brand;
}

static void add_when(struct lines *l, const struct matter *m)
{
    char clock[8] = "";
    struct slice day;

    if (m->day == DAY_NONE)
        return;
    day = page_day(&l->page, m->day);
    if (m->minute >= 0)
        snprintf(clock, sizeof(clock), " %02d:%02d", m->minute / 60 % 24, m->minute % 60);
    add_line(l, _("When"), arena_join(l->page.arena, (struct slice[]){day, slice_of(clock)}, 2));
}

/* By what a person knows it, first: a telephone shows a hundred characters. */
static void add_details(struct lines *l, const struct catalog *catalog, const struct matter *m)
{
    add_line(l, _("What"), m->shop);
    if (m->has_amount)
        add_line(l, _("Sum"), page_money(&l->page, m->amount, m->currency));
    add_line(l, _("Device"), m->device);
    add_line(l, _("Place"), m->place);
    add_line(l, _("By"), brand_name(l, catalog, m->brand));
    add_line(l, _("Card"), slice_of(m->last4));
    add_line(l, _("Order"), m->order_id);
    add_line(l, _("Sender as written"), m->from.len && m->check.len ? m->from : SLICE(""));
}

struct alert_text alert_text_of(const struct catalog *catalog, const struct alert *alert,
                                bool details, bool japanese, struct arena *arena)
{
    struct lines l = {{.arena = arena, .width = 100, .japanese = japanese}, {"", 0}};
    const struct matter *m = &alert->about;
    bool is_step = m->kind == MATTER_CASE_OPENED; /* what is to be done now comes first */
    bool tells = details || is_step || m->kind == MATTER_UNREACHABLE;

    if (is_step)
        add_line(&l, "", m->text);
    if (details)
        add_details(&l, catalog, m);
    add_when(&l, m);
    add_line(&l, _("Case"), m->case_id);
    if (m->count)
        add_line(&l, _("How many"), arena_number(arena, m->count));
    add_line(&l, "", tells && !is_step ? m->text : SLICE(""));
    add_line(&l, _("Question"), alert->asking);
    return (struct alert_text){alert_title((enum matter_kind)m->kind), l.text};
}

/* ------------------------------------------------------------------ JSON */

void alert_json_matter(struct printer *p, const struct matter *m, bool details)
{
    print_string_of(p, "kind", matter_name((enum matter_kind)m->kind));
    print_day_of(p, "day", m->day);
    print_known_of(p, "minute", m->minute >= 0, m->minute);
    print_text_of(p, "case", m->case_id);
    print_integer_of(p, "count", m->count);
    print_boolean_of(p, "details", details);
    if (!details)
        return;
    print_text_of(p, "brand", m->brand);
    print_text_of(p, "shop", m->shop);
    print_known_of(p, "amount", m->has_amount, m->amount);
    print_text_of(p, "currency", slice_of(m->currency.code));
    print_text_of(p, "card", slice_of(m->last4));
    print_text_of(p, "order", m->order_id);
    print_text_of(p, "device", m->device);
    print_text_of(p, "place", m->place);
    print_text_of(p, "from", m->from);
    print_text_of(p, "check", m->check);
    print_text_of(p, "charge", m->charge);
    print_text_of(p, "text", m->text);
}

void alert_json(struct printer *p, const struct alert *alert, const struct alert_text *text,
                bool details, struct slice yes, struct slice no)
{
    char made[MOMENT_TEXT_LEN];

    moment_write(alert->made, made);
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.alert/1"));
    print_string_of(p, "id", alert->id);
    print_string_of(p, "made", ((struct slice){made, sizeof(made)}));
    print_text_of(p, "person", alert->person);
    print_text_of(p, "question", alert->asking);
    print_integer_of(p, "ask", alert->ask);
    print_string_of(p, "title", text->title);
    print_text_of(p, "body", text->body);
    print_key(p, "about");
    print_begin_map(p);
    alert_json_matter(p, &alert->about, details);
    print_end(p);
    print_key(p, "answers");
    print_begin_map(p);
    print_text_of(p, "yes", yes);
    print_text_of(p, "no", no);
    print_end(p);
    print_end(p);
}

/* ------------------------------------------------------------------ in the outbox */

struct stored {
    struct slice id, person, asking, about;
    int64_t made;
    uint32_t ask;
};

static const struct shape_field fields[] = {
    SHAPE_FIELD(stored, SHAPE_TEXT, id),
    SHAPE_FIELD(stored, SHAPE_TEXT, person),
    SHAPE_FIELD(stored, SHAPE_TEXT, asking),
    SHAPE_FIELD(stored, SHAPE_TEXT, about),
    SHAPE_FIELD(stored, SHAPE_AMOUNT, made),
    SHAPE_FIELD(stored, SHAPE_NUMBER, ask),
    SHAPE_END,
};

struct slice alert_write(const struct alert *alert, struct arena *arena)
{
    struct stored stored = {.id = alert->id,
                            .person = alert->person,
                            .asking = alert->asking,
                            .about = matter_write(&alert->about, arena),
                            .made = alert->made,
                            .ask = alert->ask};
    struct pairs pairs = {.arena = arena};

    shape_write(fields, &stored, &pairs);
    return pairs_text(&pairs);
}

int alert_read(struct slice body, struct arena *arena, struct alert *ret, struct err *reterr)
{
    struct stored stored = {.ask = 0};
    struct alert alert = {.ask = 0};
    int r;

    shape_clear(fields, &stored);
    r = shape_read(fields, body, arena, &stored, reterr);
    if (r == 0)
        r = matter_read(stored.about, arena, &alert.about, reterr);
    if (r < 0)
        return r;
    alert.id = stored.id;
    alert.person = stored.person;
    alert.asking = stored.asking;
    alert.made = alert.due = stored.made;
    alert.ask = stored.ask;
    *ret = alert;
    return 0;
}
