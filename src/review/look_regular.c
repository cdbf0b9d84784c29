#include "review/look.h"

#include "base/hash.h"
#include "base/map.h"

#include <assert.h>

/* What is paid again and again, and the shops that hold a card. */

#define NEW_DAYS 92      /* a series that began later than so many days ago is new, */
#define BEFORE_DAYS 60   /* if there are charges from so many days before */
#define TOGETHER_DAYS 10 /* an export's next bill so near a series' next charge is the same */

/* One thing that is paid regularly, from a series of charges or from an export. */
struct regular {
    struct finding_item item;
    struct slice account, charge;
    const struct review_series *series; /* NULL: from an export */
    int32_t first;
};
ARRAY_TYPE(regulars, struct regular);

/* ------------------------------------------------------------------ names */

/* The plan of that merchant at that price, or NULL. */
static const struct plan *plan_of(const struct catalog *c, const struct review_series *s)
{
    const struct merchant *merchant = s->merchant ? &c->merchants[s->merchant - 1] : NULL;

    for (size_t i = 0; merchant && i < c->plans_len; i++)
        if (plan_is_billed_by(&c->plans[i], merchant) && c->plans[i].months == s->months &&
            plan_price_at(&c->plans[i], s->last, s->amount, s->currency))
            return &c->plans[i];
    return NULL;
}

static struct phrase name_of(const struct look *look, const struct review_series *s)
{
    const struct plan *plan = plan_of(look->in->catalog, s);

    return plan ? (struct phrase){plan->name_ja, plan->name_en} : look_plain(s->name);
}

/* ------------------------------------------------------------------ gathering */

static bool is_active(const struct review_series *s)
{
    return s->next_due != DAY_NONE && s->amount > 0;
}

static void gather_series(const struct look *look, struct regulars *to)
{
    for (size_t i = 0; i < look->in->series_len; i++) {
        const struct review_series *s = &look->in->series[i];

        if (is_active(s))
            *array_push(look->arena, to) = (struct regular){
                .item = {name_of(look, s), slice_of(s->last4), s->last, s->amount,
                         review_yearly(s->amount, s->months, s->days), s->currency},
                .account = s->account,
                .charge = s->charge,
                .series = s,
                .first = s->first};
    }
}

/* "1 Month", "Monthly", "12 MONTH", "Yearly", "Annual": months; 0 = not told. */
static int months_of(struct slice period)
{
    static const struct {
        struct slice word;
        int months;
    } words[] = {{{"Year", 4}, 12}, {{"year", 4}, 12}, {{"YEAR", 4}, 12}, {{"nnual", 5}, 12},
                 {{"Month", 5}, 1}, {{"month", 5}, 1}, {{"MONTH", 5}, 1}};
    int n = 0;

    for (size_t i = 0; i < period.len && period.ptr[i] >= '0' && period.ptr[i] <= '9' && n < 100;
         i++)
        n = n * 10 + (period.ptr[i] - '0');
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_has(period, words[i].word))
            return words[i].months * (n > 0 ? n : 1);
    return 0;
}

/* The series of charges that pays for the export's subscription. */
static bool is_paid_by_series(const struct regulars *all, const struct subscription *s)
{
    for (size_t i = 0; i < all->len; i++) {
        const struct regular *r = &all->at[i];

        if (r->series && r->item.amount == s->next_amount &&
            currency_eq(r->item.currency, s->currency) && s->next_bill != DAY_NONE &&
            r->series->next_due >= s->next_bill - TOGETHER_DAYS &&
            r->series->next_due <= s->next_bill + TOGETHER_DAYS)
            return true;
    }
    return false;
}

static bool is_running(const struct look *look, const struct subscription *s)
{
    return s->has_amount && s->next_amount > 0 && s->next_bill != DAY_NONE &&
           s->next_bill >= look->in->today && (s->ended == DAY_NONE || s->ended > look->in->today);
}

static void gather_subscriptions(const struct look *look, struct regulars *to)
{
    const struct subscriptions *all = &look->in->records->subscriptions;
    struct map told = {0};

    for (size_t i = 0; i < all->len; i++) {
        const struct subscription *s = &all->at[i];
        struct slice account = look_account(look, &s->origin);
        struct slice name = s->title.len ? s->title : s->provider.len ? s->provider : s->id;
        uint64_t key = hash_bytes(s->id.len ? s->id : name, hash_bytes(account, 0));

        if (!is_running(look, s) || is_paid_by_series(to, s) ||
            map_add(&told, look->arena, key, (uint32_t)i, NULL, NULL) != (uint32_t)i)
            continue;
        *array_push(look->arena, to) = (struct regular){
            .item = {look_plain(name), s->provider, s->next_bill, s->next_amount,
                     review_yearly(s->next_amount, months_of(s->period), 0), s->currency},
            .account = account,
            .first = s->started};
    }
}

/* ------------------------------------------------------------------ findings */

static struct finding finding_of(const struct look *look, const struct regular *r,
                                 enum finding_kind kind)
{
    struct finding f = look_finding(look_rule(look, kind), r->account);

    f.subject = r->item.text;
    f.amount = r->item.amount;
    f.yearly = r->item.yearly;
    f.currency = r->item.currency;
    f.charge = r->charge;
    f.day = r->item.day;
    f.count = 1;
    return f;
}

static uint64_t regular_hash(const struct regular *r)
{
    return hash_bytes(r->item.text.en,
                      hash_mix((uint64_t)r->item.amount, hash_bytes(r->account, 0)));
}

static void add_one(const struct look *look, const struct regular *r, enum finding_kind kind,
                    int32_t day)
{
    struct finding f = finding_of(look, r, kind);

    if (!f.rule)
        return;
    f.day = day;
    look_add(look, &f, look_key(look, regular_hash(r)));
}

/* The first day of which a charge is known. */
static int32_t first_day(const struct look *look)
{
    int32_t first = look->in->today;

    for (size_t i = 0; i < look->in->charges_len; i++)
        if (look->in->charges[i].day != DAY_NONE && look->in->charges[i].day < first)
            first = look->in->charges[i].day;
    return first;
}

static void judge(const struct look *look, const struct regular *r, int32_t known_from)
{
    bool is_new = r->first != DAY_NONE && r->first > look->in->today - NEW_DAYS &&
                  (!r->series || r->first >= known_from + BEFORE_DAYS);

    if (r->series && r->series->is_double)
        add_one(look, r, FINDING_DOUBLE_PLAN, r->series->last);
    if (r->series && r->series->trial_ended)
        add_one(look, r, FINDING_TRIAL_ENDED, r->series->last);
    else if (r->series && r->series->price_changed)
        add_one(look, r, FINDING_PRICE_ROSE, r->series->last);
    else if (is_new)
        add_one(look, r, FINDING_SUBSCRIPTION_NEW, r->series ? r->series->last : r->first);
}

/* All of one currency in one finding; a change of any of them makes it another. */
static void list_regular(const struct look *look, const struct regulars *all)
{
    struct map index = {0};
    struct finding_list found = {NULL, 0, 0};
    uint64_t *hash = arena_make_n(look->arena, uint64_t, all->len + 1);

    for (size_t i = 0; look_rule(look, FINDING_SUBSCRIPTIONS) && i < all->len; i++) {
        const struct regular *r = &all->at[i];
        uint32_t at = map_add(&index, look->arena, hash_bytes(slice_of(r->item.currency.code), 0),
                              (uint32_t)found.len, NULL, NULL);

        if (at == found.len) {
            struct finding *f = array_push(look->arena, &found);

            *f = look_finding(look_rule(look, FINDING_SUBSCRIPTIONS), SLICE(""));
            f->currency = r->item.currency;
        }
        assert(found.at);
        hash[at] += regular_hash(r);
        money_add(found.at[at].yearly, r->item.yearly, &found.at[at].yearly);
        look_item(look, &found.at[at], &r->item);
    }
    for (size_t i = 0; i < found.len; i++) {
        found.at[i].day = DAY_NONE; /* the next bill is no news */
        look_add(look, &found.at[i], look_key(look, hash[i]));
    }
}

/* ------------------------------------------------------------------ cards at shops */

static bool is_amazon(const struct look *look, uint32_t merchant)
{
    return merchant && slice_eq(look->in->catalog->merchants[merchant - 1].brand, SLICE("amazon"));
}

struct holders {
    struct finding_list found;
    struct map index; /* card */
    struct map shops; /* card and shop */
};

static void hold(const struct look *look, struct holders *h, const char *last4,
                 const struct finding_item *item)
{
    uint64_t card = hash_bytes(slice_of(last4), 0);
    uint32_t at;

    if (!last4[0] || map_find(&h->shops, hash_bytes(item->text.en, card), NULL, NULL) != MAP_NONE)
        return;
    map_add(&h->shops, look->arena, hash_bytes(item->text.en, card), 0, NULL, NULL);
    at = map_add(&h->index, look->arena, card, (uint32_t)h->found.len, NULL, NULL);
    if (at == h->found.len) {
        struct finding *f = array_push(look->arena, &h->found);

        *f = look_finding(look_rule(look, FINDING_CARD_AT_SHOPS), SLICE(""));
        f->subject = look_plain(slice_of(last4));
    }
    look_item(look, &h->found.at[at], item);
}

/* How often Amazon charged each card lately. */
static void hold_amazon(const struct look *look, struct holders *h)
{
    struct map seen = {0};

    for (size_t i = 0; i < look->in->charges_len; i++) {
        const struct review_charge *c = &look->in->charges[i];
        uint64_t card = hash_bytes(slice_of(c->last4), 0);
        struct finding_item item = {
            look_plain(SLICE("Amazon")), SLICE(""), DAY_NONE, 0, 0, c->currency};

        if (!is_amazon(look, c->merchant) || c->day == DAY_NONE ||
            c->day <= look->in->today - REVIEW_LOOK_DAYS)
            continue;
        if (map_add(&seen, look->arena, card, (uint32_t)i, NULL, NULL) != (uint32_t)i)
            hold(look, h, c->last4, &item);
    }
}

static void find_holders(const struct look *look)
{
    struct holders h = {.found = {NULL, 0, 0}};

    if (!look_rule(look, FINDING_CARD_AT_SHOPS))
        return;
    for (size_t i = 0; i < look->in->series_len; i++) {
        const struct review_series *s = &look->in->series[i];
        struct finding_item item = {name_of(look, s), SLICE(""), s->last,
                                    s->amount,        0,         s->currency};

        if (is_active(s) && !is_amazon(look, s->merchant))
            hold(look, &h, s->last4, &item);
    }
    hold_amazon(look, &h);
    for (size_t i = 0; i < h.found.len; i++) {
        uint64_t key = hash_bytes(h.found.at[i].subject.en, h.found.at[i].count);

        h.found.at[i].day = DAY_NONE;
        look_add(look, &h.found.at[i], look_key(look, key));
    }
}

void look_regular(const struct look *look)
{
    struct regulars all = {NULL, 0, 0};
    int32_t known_from = first_day(look);

    gather_series(look, &all);
    gather_subscriptions(look, &all);
    for (size_t i = 0; i < all.len; i++)
        judge(look, &all.at[i], known_from);
    list_regular(look, &all);
    find_holders(look);
}
