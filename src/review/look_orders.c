#include "review/look.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"

#include <assert.h>

/* Addresses, gift cards, the gift balance, and digital purchases. */

#define ADDRESS_LEAST 3u /* orders to other addresses before a new one is one */

static bool is_recent(const struct look *look, int32_t day)
{
    return day != DAY_NONE && day > look->since;
}

/* ------------------------------------------------------------------ addresses */

struct address {
    struct slice postcode, account;
    struct finding finding;
    int32_t first;
};
ARRAY_TYPE(addresses, struct address);

static void gather_addresses(const struct look *look, struct addresses *ret)
{
    const struct order_lines *lines = &look->in->records->order_lines;
    struct map index = {0}, orders = {0};

    for (size_t i = 0; i < lines->len; i++) {
        const struct order_line *o = &lines->at[i];
        struct slice account = look_account(look, &o->origin);
        uint64_t place = hash_bytes(o->postcode, hash_bytes(account, 1));
        struct finding_item item = {look_plain(o->title), o->order_id, o->ordered, o->total, 0,
                                    o->currency};
        uint32_t at;

        if (!o->postcode.len || o->ordered == DAY_NONE || o->cancelled ||
            map_add(&orders, look->arena, hash_bytes(o->order_id, place), (uint32_t)i, NULL,
                    NULL) != (uint32_t)i)
            continue;
        at = map_add(&index, look->arena, place, (uint32_t)ret->len, NULL, NULL);
        if (at == ret->len)
            *array_push(look->arena, ret) = (struct address){
                o->postcode, account, look_finding(look_rule(look, FINDING_ADDRESS_NEW), account),
                o->ordered};
        assert(ret->at);
        if (o->ordered < ret->at[at].first)
            ret->at[at].first = o->ordered;
        look_item(look, &ret->at[at].finding, &item);
    }
}

/* Orders of the account to other addresses before ${day}. */
static size_t count_earlier(const struct addresses *all, const struct address *a)
{
    size_t n = 0;

    for (size_t i = 0; i < all->len; i++)
        if (slice_eq(all->at[i].account, a->account) && all->at[i].first < a->first)
            n += all->at[i].finding.count;
    return n;
}

static void find_addresses(const struct look *look)
{
    struct addresses all = {NULL, 0, 0};

    if (!look_rule(look, FINDING_ADDRESS_NEW))
        return;
    gather_addresses(look, &all);
    for (size_t i = 0; i < all.len; i++) {
        struct address *a = &all.at[i];

        if (!is_recent(look, a->first) || count_earlier(&all, a) < ADDRESS_LEAST)
            continue;
        a->finding.place = a->postcode;
        a->finding.day = a->first;
        look_add(look, &a->finding, a->postcode);
    }
}

/* ------------------------------------------------------------------ purchases */

/* What is bought, one for each order or digital item, with what was paid for it. */
struct purchase {
    struct finding_item item; /* place: the order number */
    struct slice account;
    bool is_digital, is_listed, is_regular;
};
ARRAY_TYPE(purchases, struct purchase);

struct buying {
    const struct look *look;
    struct map index;
    struct purchases all;
};

static struct purchase *purchase_of(struct buying *b, uint64_t key)
{
    uint32_t at = map_add(&b->index, b->look->arena, key, (uint32_t)b->all.len, NULL, NULL);

    if (at == b->all.len)
        array_push(b->look->arena, &b->all)->item.day = DAY_NONE;
    return &b->all.at[at];
}

/* Era 2 tells title and day, payment, and money of one item in three tables. */
static void add_digital(struct buying *b, const struct digital *d)
{
    struct slice account = look_account(b->look, &d->origin);
    struct purchase *p;

    if (d->cancelled || d->free_replacement || !d->item_id.len)
        return;
    p = purchase_of(b, hash_bytes(d->item_id, hash_bytes(account, 2)));
    p->is_digital = true;
    p->account = account;
    p->is_regular = p->is_regular || d->subscription.len > 0;
    if (d->title.len)
        p->item.text = look_plain(d->title);
    if (d->order_id.len)
        p->item.place = d->order_id;
    if (d->ordered != DAY_NONE)
        p->item.day = d->ordered;
    if (!d->has_amount || (d->is_listed && p->item.amount))
        return;
    if (p->is_listed && !d->is_listed)
        p->item.amount = 0; /* what was paid goes before what is listed */
    p->is_listed = d->is_listed;
    p->item.currency = d->currency;
    money_add(p->item.amount, d->amount, &p->item.amount);
}

static void add_line(struct buying *b, const struct order_line *o)
{
    struct slice account = look_account(b->look, &o->origin);
    struct purchase *p;

    if (o->cancelled)
        return;
    p = purchase_of(b, hash_mix(hash_bytes(o->order_id, hash_bytes(account, 3)),
                                hash_mix(hash_bytes(o->title, 0), (uint64_t)o->total)));
    p->account = account;
    p->item = (struct finding_item){look_plain(o->title),         o->order_id, o->ordered,
                                    o->has_amount ? o->total : 0, 0,           o->currency};
}

/* A subscription is billed as a digital order, too: it is told among what is regular. */
static bool is_plan(const struct look *look, struct slice title)
{
    const struct catalog *c = look->in->catalog;
    struct slice folded = text_fold(look->arena, title);

    for (size_t i = 0; i < c->plans_len; i++)
        for (size_t k = 0; k < c->plans[i].titles_len; k++)
            if (slice_has(folded, c->plans[i].titles[k]))
                return true;
    return false;
}

static bool is_gift_card(struct slice title)
{
    static const struct slice names[] = {
        SLICE("ギフトカード"), SLICE("ギフト券"), SLICE("ギフトコード"),     SLICE("Gift Card"),
        SLICE("gift card"),    SLICE("eGift"),    SLICE("プリペイドカード"), SLICE("Gift Code")};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_has(title, names[i]))
            return true;
    return false;
}

static bool is_of(const struct look *look, const struct purchase *p, enum finding_kind kind)
{
    bool is_gift = is_gift_card(p->item.text.en);

    if (kind == FINDING_GIFT_CARD)
        return is_gift;
    return p->is_digital && !p->is_regular && !is_gift && p->item.amount > 0 &&
           !is_plan(look, p->item.text.en);
}

/* One finding for the purchases of one account and currency that are of ${kind}. */
static void find_purchases(const struct buying *b, enum finding_kind kind)
{
    const struct look *look = b->look;
    const struct finding_rule *rule = look_rule(look, kind);
    struct map index = {0};
    struct finding_list found = {NULL, 0, 0};

    for (size_t i = 0; rule && i < b->all.len; i++) {
        const struct purchase *p = &b->all.at[i];
        uint64_t key = hash_bytes(slice_of(p->item.currency.code), hash_bytes(p->account, 5));
        uint32_t at;

        if (!is_recent(look, p->item.day) || !is_of(look, p, kind))
            continue;
        at = map_add(&index, look->arena, key, (uint32_t)found.len, NULL, NULL);
        if (at == found.len) {
            struct finding *f = array_push(look->arena, &found);

            *f = look_finding(rule, p->account);
            f->currency = p->item.currency;
        }
        assert(found.at);
        found.at[at].order = p->item.place;
        money_add(found.at[at].amount, p->item.amount, &found.at[at].amount);
        look_item(look, &found.at[at], &p->item);
    }
    for (size_t i = 0; i < found.len; i++)
        look_add(look, &found.at[i],
                 look_key(look, hash_mix(found.at[i].count,
                                         hash_mix((uint64_t)found.at[i].amount,
                                                  (uint64_t)(uint32_t)found.at[i].day))));
}

/* ------------------------------------------------------------------ the gift balance */

static void find_balance(const struct look *look)
{
    const struct order_lines *lines = &look->in->records->order_lines;
    const struct finding_rule *rule = look_rule(look, FINDING_GIFT_BALANCE);
    struct map orders = {0}, index = {0};
    struct finding_list found = {NULL, 0, 0};

    for (size_t i = 0; rule && i < lines->len; i++) {
        const struct order_line *o = &lines->at[i];
        struct slice account = look_account(look, &o->origin);
        struct finding_item item = {look_plain(o->title), o->order_id, o->ordered, o->total, 0,
                                    o->currency};
        uint32_t at;

        if (!o->payment.gift || o->cancelled || !is_recent(look, o->ordered) ||
            map_add(&orders, look->arena, hash_bytes(o->order_id, 0), (uint32_t)i, NULL, NULL) !=
                (uint32_t)i)
            continue;
        at = map_add(&index, look->arena, hash_bytes(account, 0), (uint32_t)found.len, NULL, NULL);
        if (at == found.len)
            *array_push(look->arena, &found) = look_finding(rule, account);
        look_item(look, &found.at[at], &item);
    }
    for (size_t i = 0; i < found.len; i++)
        look_add(look, &found.at[i],
                 look_key(look, hash_mix(found.at[i].count, (uint64_t)(uint32_t)found.at[i].day)));
}

void look_orders(const struct look *look)
{
    const struct records *r = look->in->records;
    struct buying b = {.look = look};

    find_addresses(look);
    find_balance(look);
    for (size_t i = 0; i < r->digitals.len; i++)
        add_digital(&b, &r->digitals.at[i]);
    for (size_t i = 0; i < r->order_lines.len; i++)
        add_line(&b, &r->order_lines.at[i]);
    find_purchases(&b, FINDING_GIFT_CARD);
    find_purchases(&b, FINDING_DIGITAL);
}
