#include "review/review.h"

#include "base/base_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define TODAY 20779 /* 2026-11-22 */

/* ------------------------------------------------------------------ made-up data */

struct made {
    struct arena *arena;
    struct records records;
    struct review_input in;
    struct review review;
    struct review_charge charges[40];
    struct review_series series[8];
    struct review_network networks[8];
    struct mark marks[8];
};

/* Before each test: an empty household; *state is a struct made. */
static int set_up(void **state)
{
    static struct made made;
    struct made *m = &made;

    *m = (struct made){.arena = arena_new(&base_test_allocator)};
    records_init(&m->records, m->arena);
    m->in = (struct review_input){.catalog = catalog_builtin(),
                                  .records = &m->records,
                                  .charges = m->charges,
                                  .series = m->series,
                                  .networks = m->networks,
                                  .marks = m->marks,
                                  .today = TODAY,
                                  .since = DAY_NONE};
    *state = m;
    return 0;
}

static int tear_down(void **state)
{
    struct made *m = *state;

    arena_free(m->arena);
    return 0;
}

static uint32_t source(struct made *m, const char *format, const char *account)
{
    struct source *s = array_push(m->arena, &m->records.sources);

    s->format = slice_of(format);
    s->account = slice_of(account);
    s->from = s->until = DAY_NONE;
    return (uint32_t)m->records.sources.len - 1;
}

static struct account_event *event(struct made *m, enum account_event_kind kind, int32_t day)
{
    struct account_event *e = array_push(m->arena, &m->records.account_events);

    *e = (struct account_event){.origin = {(uint32_t)m->records.sources.len - 1, 1},
                                .brand = SLICE("amazon"),
                                .day = day,
                                .minute = -1,
                                .kind = (uint8_t)kind};
    return e;
}

static struct order_line *line(struct made *m, const char *id, const char *title, int32_t day,
                               int64_t total)
{
    struct order_line *o = array_push(m->arena, &m->records.order_lines);

    *o = (struct order_line){.origin = {(uint32_t)m->records.sources.len - 1, 1},
                             .order_id = slice_of(id),
                             .title = slice_of(title),
                             .ordered = day,
                             .shipped = day,
                             .shipped_too = DAY_NONE,
                             .total = total,
                             .has_amount = true,
                             .quantity = 1,
                             .currency = CURRENCY_JPY};
    return o;
}

static void charge(struct made *m, const char *last4, int32_t day)
{
    m->charges[m->in.charges_len++] = (struct review_charge){.id = SLICE("c"),
                                                             .name = SLICE("X"),
                                                             .last4 = last4,
                                                             .day = day,
                                                             .amount = 100,
                                                             .currency = CURRENCY_JPY};
}

static void card(struct made *m, const char *last4)
{
    records_card(&m->records, slice_of(last4), last4[0] ? SLICE("") : SLICE("label"));
}

static void mark(struct made *m, struct slice id, enum mark_state state, int32_t made,
                 int32_t until)
{
    m->marks[m->in.marks_len++] = (struct mark){id, state, made, until};
}

/* ------------------------------------------------------------------ what was found */

static const struct finding *run(struct made *m, const char *rule)
{
    review_run(&m->in, m->arena, &m->review);
    for (size_t i = 0; i < m->review.findings.len; i++)
        if (slice_eq(m->review.findings.at[i].rule->id, slice_of(rule)))
            return &m->review.findings.at[i];
    return NULL;
}

static const struct finding *find(const struct finding_list *list, const char *id)
{
    for (size_t i = 0; i < list->len; i++)
        if (slice_eq(list->at[i].id, slice_of(id)))
            return &list->at[i];
    return NULL;
}

#define FOUND(m, rule) assert_non_null(run(m, rule))
#define NOT_FOUND(m, rule) assert_null(run(m, rule))

/* ------------------------------------------------------------------ the account */

static void sign_ins(struct made *m, size_t n)
{
    for (size_t i = 0; i < n; i++)
        event(m, ACCOUNT_SIGN_IN, TODAY - 300 + (int32_t)i)->place = SLICE("JP");
}

static void a_sign_in_from_another_country_is_told(void **state)
{
    const struct finding *f;
    struct made *m = *state;

    source(m, "amazon-sign-ins-2", "taro");
    sign_ins(m, 5);
    NOT_FOUND(m, "sign-in-country");
    event(m, ACCOUNT_SIGN_IN, TODAY - 90)->place = SLICE("RU");
    event(m, ACCOUNT_SEEN_AT, TODAY - 3)->place = SLICE("RU");
    f = run(m, "sign-in-country");
    assert_non_null(f);
    assert_text(f->place, "RU", "the country");
    assert_text(f->account, "taro", "whose account");
    assert_text(m->review.home, "JP", "home");
    assert_int_equal(f->count, 2);
    assert_int_equal(f->day, TODAY - 3);
    assert_true(f->is_new);
    assert_ptr_equal(f, &m->review.findings.at[0]); /* the worst stands first */
}

static void what_a_database_tells_of_a_network_counts(void **state)
{
    const struct finding *f;
    struct made *m = *state;

    source(m, "amazon-sign-ins-2", "");
    m->networks[0] = (struct review_network){SLICE("192.0.2.1"), SLICE("JP"), SLICE("Home Net")};
    m->networks[1] = (struct review_network){SLICE("198.51.100.1"), SLICE("JP"), SLICE("Other")};
    m->networks[2] = (struct review_network){SLICE("203.0.113.9"), SLICE("BR"), SLICE("")};
    m->in.networks_len = 3;
    for (int i = 0; i < 6; i++)
        event(m, ACCOUNT_SIGN_IN, TODAY - 200 + i)->network = SLICE("192.0.2.1");
    event(m, ACCOUNT_SIGN_IN, TODAY - 2)->network = SLICE("192.0.2.1");
    NOT_FOUND(m, "sign-in-network");
    NOT_FOUND(m, "sign-in-country");
    event(m, ACCOUNT_SIGN_IN, TODAY - 1)->network = SLICE("198.51.100.1");
    f = run(m, "sign-in-network");
    assert_non_null(f);
    assert_text(f->place, "Other", "its owner");
    NOT_FOUND(m, "sign-in-country");
    event(m, ACCOUNT_SIGN_IN, TODAY - 1)->network = SLICE("203.0.113.9");
    FOUND(m, "sign-in-country");
}

static void home_is_told_by_words_by_money_or_by_the_person(void **state)
{
    struct made *m = *state;

    source(m, "mail", "");
    event(m, ACCOUNT_SIGN_IN, TODAY - 1)->place = SLICE("東京都");
    event(m, ACCOUNT_SIGN_IN, TODAY - 1)->place = SLICE("Springfield"); /* in no country */
    NOT_FOUND(m, "sign-in-country"); /* nothing tells where home is */
    charge(m, "", TODAY - 50);
    NOT_FOUND(m, "sign-in-country"); /* yen */
    event(m, ACCOUNT_SIGN_IN, TODAY - 1)->place = SLICE("Lagos, Nigeria");
    FOUND(m, "sign-in-country");
    m->in.home = SLICE("NG");
    assert_text(run(m, "sign-in-country")->place, "JP", "now Japan is abroad");
}

static void a_new_device_is_told_once_and_all_are_listed(void **state)
{
    const struct finding *f;
    struct made *m = *state;

    source(m, "amazon-devices-2", "");
    event(m, ACCOUNT_DEVICE_REGISTERED, TODAY - 1000)->device = SLICE("Old TV");
    event(m, ACCOUNT_DEVICE_REGISTERED, DAY_NONE)->device = SLICE("Echo");
    NOT_FOUND(m, "device-new");
    event(m, ACCOUNT_DEVICE_REGISTERED, TODAY - 5)->device = SLICE("Phone");
    event(m, ACCOUNT_DEVICE_REGISTERED, TODAY - 5)->device = SLICE("Phone"); /* two files */
    f = run(m, "device-new");
    assert_non_null(f);
    assert_text(f->subject.en, "Phone", "which");
    assert_int_equal(f->count, 1);
    f = run(m, "devices");
    assert_int_equal(f->count, 3);
    assert_text(f->items.at[0].text.en, "Phone", "the newest first");
    m->in.since = TODAY - 4; /* it was there at the last look */
    NOT_FOUND(m, "device-new");
}

static void a_mail_on_a_sign_in_tells_a_device(void **state)
{
    struct made *m = *state;

    source(m, "amazon-sign-ins-2", "");
    event(m, ACCOUNT_SIGN_IN, TODAY - 3)->device = SLICE("Browser");
    NOT_FOUND(m, "device-new"); /* nothing to compare with */
    event(m, ACCOUNT_SIGN_IN, TODAY - 200)->device = SLICE("Browser");
    NOT_FOUND(m, "device-new");
    source(m, "mail", "");
    m->records.sources.at[1].trust = TRUST_GENUINE;
    event(m, ACCOUNT_SIGN_IN, TODAY - 2)->device = SLICE("Google Chrome Windows");
    assert_text(run(m, "device-new")->subject.en, "Google Chrome Windows", "which");
    event(m, ACCOUNT_SIGN_IN, TODAY - 300)->device = SLICE("Google Chrome Windows");
    NOT_FOUND(m, "device-new");
}

static void changes_of_the_account_are_told_for_a_while(void **state)
{
    struct made *m = *state;

    source(m, "mail", "");
    event(m, ACCOUNT_PASSWORD_CHANGED, TODAY - 200);
    event(m, ACCOUNT_SIGN_IN, TODAY - 1);
    NOT_FOUND(m, "account-changed");
    event(m, ACCOUNT_DETAILS_CHANGED, TODAY - 10);
    assert_int_equal(run(m, "account-changed")->event, ACCOUNT_DETAILS_CHANGED);
}

/* ------------------------------------------------------------------ payments */

static void orders_paid_with_a_strange_card_are_told(void **state)
{
    const struct finding *f;
    struct order_line *o;
    struct made *m = *state;

    source(m, "amazon-orders-3", "");
    o = line(m, "250-1111111-1111111", "Lamp", TODAY - 30, 1500);
    memcpy(o->payment.last4[0], "9999", 5);
    o->payment.card = true;
    NOT_FOUND(m, "strange-card"); /* no statement to compare with */
    card(m, "1234");
    charge(m, "1234", TODAY - 100);
    charge(m, "1234", TODAY - 1);
    f = run(m, "strange-card");
    assert_non_null(f);
    assert_text(f->subject.en, "9999", "which");
    assert_int_equal(f->amount, 1500);
    card(m, ""); /* a card whose digits no statement shows: it may be that one */
    NOT_FOUND(m, "strange-card");
}

static void an_order_outside_of_the_statements_proves_nothing(void **state)
{
    struct made *m = *state;

    source(m, "amazon-orders-3", "");
    memcpy(line(m, "250-1111111-1111111", "Lamp", TODAY - 200, 1500)->payment.last4[0], "9999", 5);
    card(m, "1234");
    charge(m, "1234", TODAY - 100);
    charge(m, "1234", TODAY - 1);
    NOT_FOUND(m, "strange-card");
}

static void a_stored_card_that_no_statement_shows_is_told(void **state)
{
    struct instrument *i;
    struct made *m = *state;

    source(m, "amazon-instruments-2", "");
    i = array_push(m->arena, &m->records.instruments);
    *i = (struct instrument){.kind = SLICE("Visa"), .last4 = "1234", .registered = TODAY - 9};
    card(m, "1234");
    NOT_FOUND(m, "instrument-unknown");
    i = array_push(m->arena, &m->records.instruments);
    *i = (struct instrument){.kind = SLICE("Visa"), .last4 = "5678", .registered = DAY_NONE};
    assert_text(run(m, "instrument-unknown")->subject.en, "Visa 5678", "which");
}

/* ------------------------------------------------------------------ orders */

static void a_new_address_is_told_after_orders_to_others(void **state)
{
    const struct finding *f;
    struct made *m = *state;

    source(m, "amazon-orders-3", "");
    line(m, "a", "Pen", TODAY - 5, 100)->postcode = SLICE("530-0001");
    NOT_FOUND(m, "address-new"); /* the first of all is no news */
    for (int i = 0; i < 3; i++)
        line(m,
             i == 0   ? "b"
             : i == 1 ? "c"
                      : "d",
             "Pen", TODAY - 300, 100)
            ->postcode = SLICE("100-0005");
    f = run(m, "address-new");
    assert_non_null(f);
    assert_text(f->place, "530-0001", "where to");
    assert_int_equal(f->day, TODAY - 5);
}

static void gift_cards_and_the_gift_balance_are_told(void **state)
{
    const struct finding *f;
    struct made *m = *state;

    source(m, "amazon-orders-3", "");
    line(m, "a", "Amazonギフトカード Eメール", TODAY - 5, 10000);
    line(m, "b", "Apple Gift Card", TODAY - 4, 20000);
    line(m, "c", "Apple Gift Card", TODAY - 400, 5000); /* long ago */
    line(m, "d", "Pens", TODAY - 3, 500)->payment.gift = true;
    f = run(m, "gift-card");
    assert_int_equal(f->count, 2);
    assert_int_equal(f->amount, 30000);
    f = run(m, "gift-balance");
    assert_int_equal(f->count, 1);
}

static struct digital *digital(struct made *m, const char *item, const char *title, int64_t amount)
{
    struct digital *d = array_push(m->arena, &m->records.digitals);

    *d = (struct digital){.origin = {(uint32_t)m->records.sources.len - 1, 1},
                          .order_id = SLICE("D01-1111111-1111111"),
                          .item_id = slice_of(item),
                          .title = slice_of(title),
                          .ordered = TODAY - 2,
                          .fulfilled = DAY_NONE,
                          .amount = amount,
                          .has_amount = true,
                          .currency = CURRENCY_JPY};
    return d;
}

static void digital_purchases_are_told_without_subscriptions(void **state)
{
    const struct finding *f;
    struct digital *d;
    struct made *m = *state;

    source(m, "amazon-digital-3", "");
    digital(m, "1", "A film", 364);
    digital(m, "1", "A film", 36); /* its tax */
    digital(m, "2", "Kindle Unlimited", 980);
    digital(m, "3", "Music", 500)->subscription = SLICE("Subscription_Renewal");
    d = digital(m, "4", "Another film", 999); /* era 2: listed, then what was paid */
    d->is_listed = true;
    d = digital(m, "4", "", 500);
    d->order_id = SLICE("");
    d->ordered = DAY_NONE;
    f = run(m, "digital");
    assert_int_equal(f->count, 2);
    assert_int_equal(f->amount, 900);
}

static void an_order_that_the_list_does_not_show_is_hidden(void **state)
{
    struct transaction *t;
    struct made *m = *state;

    source(m, "azad-items", "");
    line(m, "250-0000000-0000001", "First", TODAY - 200, 100);
    line(m, "250-0000000-0000002", "Last", TODAY - 10, 100);
    source(m, "amazon-orders-3", "");
    line(m, "250-0000000-0000001", "First", TODAY - 200, 100);
    line(m, "250-0000000-0000009", "After the list", TODAY - 2, 100);
    NOT_FOUND(m, "hidden-order");
    line(m, "250-0000000-0000003", "Hidden", TODAY - 100, 48000);
    assert_text(run(m, "hidden-order")->order, "250-0000000-0000003", "which");
    t = array_push(m->arena, &m->records.transactions);
    *t = (struct transaction){.origin = {1, 1},
                              .order_ids = SLICE("250-0000000-0000001 250-0000000-0000004"),
                              .day = TODAY - 50,
                              .amount = 700,
                              .currency = CURRENCY_JPY};
    run(m, "hidden-order");
    assert_int_equal(m->review.findings.at[0].rule->kind, FINDING_HIDDEN_ORDER);
    assert_text(m->review.findings.at[0].order, "250-0000000-0000004", "of the payment page");
    m->records.sources.at[1].account = SLICE("hanako"); /* another member's export */
    NOT_FOUND(m, "hidden-order");
}

/* ------------------------------------------------------------------ what is regular */

static struct review_series *series(struct made *m, const char *name, int64_t amount, int months)
{
    struct review_series *s = &m->series[m->in.series_len++];

    *s = (struct review_series){.name = slice_of(name),
                                .last4 = "1234",
                                .months = months,
                                .amount = amount,
                                .currency = CURRENCY_JPY,
                                .first = TODAY - 300,
                                .last = TODAY - 10,
                                .next_due = TODAY + 20,
                                .charge = SLICE("ch")};
    return s;
}

static void regular_payments_are_added_up_for_a_year(void **state)
{
    const struct finding *f;
    struct subscription *s;
    struct made *m = *state;

    charge(m, "1234", TODAY - 500);
    source(m, "amazon-subscriptions-2", "");
    series(m, "A", 1000, 1);
    series(m, "B", 6000, 12);
    series(m, "Ended", 9999, 1)->next_due = DAY_NONE;
    s = array_push(m->arena, &m->records.subscriptions);
    *s = (struct subscription){.title = SLICE("C"),
                               .period = SLICE("1 Month"),
                               .started = TODAY - 900,
                               .next_bill = TODAY + 3,
                               .ended = DAY_NONE,
                               .next_amount = 500,
                               .has_amount = true,
                               .currency = CURRENCY_JPY};
    f = run(m, "subscriptions");
    assert_int_equal(f->count, 3);
    assert_int_equal(f->yearly, 12000 + 6000 + 6000);
    s->next_amount = 1000; /* now the series A pays for it */
    s->next_bill = TODAY + 21;
    assert_int_equal(run(m, "subscriptions")->count, 2);
    NOT_FOUND(m, "subscription-new");
    assert_int_equal(run(m, "card-at-shops")->count, 2);
}

static void news_of_regular_payments_are_told(void **state)
{
    struct review_series *s;
    struct made *m = *state;

    charge(m, "1234", TODAY - 500);
    s = series(m, "A", 1000, 1);
    s->first = TODAY - 60;
    assert_int_equal(run(m, "subscription-new")->yearly, 12000);
    s->trial_ended = true;
    FOUND(m, "trial-ended");
    NOT_FOUND(m, "subscription-new");
    s->trial_ended = false;
    s->price_changed = true;
    FOUND(m, "price-rose");
    s->is_double = true;
    assert_text(run(m, "double-plan")->charge, "ch", "what a case begins with");
}

static void a_series_at_the_edge_of_the_data_is_not_new(void **state)
{
    struct made *m = *state;

    charge(m, "1234", TODAY - 70); /* the statements begin here */
    series(m, "A", 1000, 1)->first = TODAY - 60;
    NOT_FOUND(m, "subscription-new");
}

static void old_data_are_said_to_be_old(void **state)
{
    struct source *s;
    struct made *m = *state;

    source(m, "vpass-7", "");
    s = &m->records.sources.at[0];
    s->is_statement = true;
    s->family = SLICE("smbc");
    s->until = TODAY - 30;
    NOT_FOUND(m, "data-old");
    s->until = TODAY - 80;
    assert_int_equal(run(m, "data-old")->day, TODAY - 80);
}

/* ------------------------------------------------------------------ what was said */

static void what_is_done_stays_away_until_something_is_new(void **state)
{
    struct slice id;
    struct made *m = *state;

    source(m, "amazon-orders-3", "");
    line(m, "a", "Apple Gift Card", TODAY - 5, 10000);
    id = run(m, "gift-card")->id;
    mark(m, id, MARK_DONE, TODAY, DAY_NONE);
    NOT_FOUND(m, "gift-card");
    assert_int_equal(m->review.closed.at[0].state, MARK_DONE);
    m->marks[0].state = MARK_LATER;
    m->marks[0].until = TODAY + 1;
    NOT_FOUND(m, "gift-card");
    m->marks[0].until = TODAY;
    FOUND(m, "gift-card");
    m->marks[0].state = MARK_DONE;
    line(m, "b", "Apple Gift Card", TODAY - 1, 10000);
    FOUND(m, "gift-card");
}

static void what_is_nobodys_goes_before_all(void **state)
{
    struct slice id;
    struct made *m = *state;

    source(m, "amazon-orders-3", "");
    line(m, "a", "Apple Gift Card", TODAY - 5, 10000);
    line(m, "d", "Pens", TODAY - 3, 500)->payment.gift = true;
    id = run(m, "gift-balance")->id;
    assert_int_equal(m->review.findings.at[0].rule->kind, FINDING_GIFT_CARD);
    mark(m, id, MARK_NOT_MINE, TODAY, DAY_NONE);
    run(m, "");
    assert_int_equal(m->review.findings.at[0].rule->kind, FINDING_GIFT_BALANCE);
}

static void a_question_is_asked_once_and_again_when_it_is_time(void **state)
{
    static const struct {
        enum mark_state state;
        int32_t days;
        bool is_asked, is_finding;
    } rows[] = {{MARK_YES, 0, false, false},  {MARK_YES, 364, false, false},
                {MARK_YES, 366, true, false}, {MARK_NO, 1, false, true},
                {MARK_NO, 31, true, true},    {MARK_UNKNOWN, 1, true, false}};
    struct made *m = *state;

    run(m, "");
    assert_non_null(find(&m->review.questions, "recovery-details"));
    assert_null(find(&m->review.questions, "protection.amazon-second-factor")); /* no Amazon */
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        m->in.marks_len = 0;
        mark(m, SLICE("recovery-details"), rows[i].state, TODAY - rows[i].days, DAY_NONE);
        run(m, "");
        assert_int_equal(find(&m->review.questions, "recovery-details") != NULL, rows[i].is_asked);
        assert_int_equal(find(&m->review.findings, "recovery-details") != NULL, rows[i].is_finding);
    }
}

static void what_the_household_has_is_asked_about(void **state)
{
    struct source *s;
    struct made *m = *state;

    source(m, "vpass-7", "");
    s = &m->records.sources.at[0];
    s->is_statement = true;
    s->family = SLICE("smbc");
    line(m, "a", "Pen", TODAY - 5, 100);
    run(m, "");
    assert_non_null(find(&m->review.questions, "protection.amazon-second-factor"));
    assert_non_null(find(&m->review.questions, "protection.smbc-card-usage-limit"));
    assert_null(find(&m->review.questions, "protection.epos-abroad-stop"));
}

static void marks_come_back_as_they_were(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct mark mark = {SLICE("x"), MARK_LATER, TODAY, TODAY + 30}, back;

    (void)state;
    assert_true(mark_read(SLICE("x"), mark_write(&mark, arena), arena, &back));
    assert_int_equal(back.state, MARK_LATER);
    assert_int_equal(back.made, TODAY);
    assert_int_equal(back.until, TODAY + 30);
    assert_false(mark_read(SLICE("x"), SLICE("state future\nmade 2026-11-22\n"), arena, &back));
    assert_false(mark_read(SLICE("x"), SLICE("state done\n"), arena, &back));
    assert_false(mark_read(SLICE("x"), SLICE("state"), arena, &back));
    arena_free(arena);
}

#define IN_A_HOUSEHOLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_HOUSEHOLD(a_sign_in_from_another_country_is_told),
        IN_A_HOUSEHOLD(what_a_database_tells_of_a_network_counts),
        IN_A_HOUSEHOLD(home_is_told_by_words_by_money_or_by_the_person),
        IN_A_HOUSEHOLD(a_new_device_is_told_once_and_all_are_listed),
        IN_A_HOUSEHOLD(a_mail_on_a_sign_in_tells_a_device),
        IN_A_HOUSEHOLD(changes_of_the_account_are_told_for_a_while),
        IN_A_HOUSEHOLD(orders_paid_with_a_strange_card_are_told),
        IN_A_HOUSEHOLD(an_order_outside_of_the_statements_proves_nothing),
        IN_A_HOUSEHOLD(a_stored_card_that_no_statement_shows_is_told),
        IN_A_HOUSEHOLD(a_new_address_is_told_after_orders_to_others),
        IN_A_HOUSEHOLD(gift_cards_and_the_gift_balance_are_told),
        IN_A_HOUSEHOLD(digital_purchases_are_told_without_subscriptions),
        IN_A_HOUSEHOLD(an_order_that_the_list_does_not_show_is_hidden),
        IN_A_HOUSEHOLD(regular_payments_are_added_up_for_a_year),
        IN_A_HOUSEHOLD(news_of_regular_payments_are_told),
        IN_A_HOUSEHOLD(a_series_at_the_edge_of_the_data_is_not_new),
        IN_A_HOUSEHOLD(old_data_are_said_to_be_old),
        IN_A_HOUSEHOLD(what_is_done_stays_away_until_something_is_new),
        IN_A_HOUSEHOLD(what_is_nobodys_goes_before_all),
        IN_A_HOUSEHOLD(a_question_is_asked_once_and_again_when_it_is_time),
        IN_A_HOUSEHOLD(what_the_household_has_is_asked_about),
        cmocka_unit_test(marks_come_back_as_they_were),
    };

    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
