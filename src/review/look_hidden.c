#include "review/look.h"

#include "base/hash.h"
#include "base/map.h"

/*
 * Hidden orders.  What a browser extension copied from the pages is the list of orders as the
 * person sees it; the data export and the payment page also hold what was hidden from that list.
 * Only within the days that the list covers: what is outside of them was not copied.
 */

/* What one account's list of orders shows. */
struct order_list {
    struct slice account;
    int32_t from, until;
    bool has_digital;
};
ARRAY_TYPE(order_lists, struct order_list);

struct hiding {
    const struct look *look;
    struct order_lists lists;
    struct map shown; /* order numbers in the list, by account */
    struct map told;
};

/* Formats that copy the list of orders from the pages. */
static bool is_list(const struct look *look, const struct origin *origin)
{
    static const struct slice formats[] = {{"order-filter", 12},
                                           {"azad-orders", 11},
                                           {"azad-items", 10},
                                           {"amazon-orders-py-orders", 23}};
    const struct sources *sources = &look->in->records->sources;

    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (slice_eq(sources->at[origin->source].format, formats[i]))
            return true;
    return false;
}

static bool is_digital(struct slice order_id)
{
    return slice_starts(order_id, SLICE("D"));
}

static uint64_t order_hash(struct slice account, struct slice order_id)
{
    return hash_bytes(order_id, hash_bytes(account, 11));
}

static struct order_list *list_of(const struct hiding *h, struct slice account)
{
    for (size_t i = 0; i < h->lists.len; i++)
        if (slice_eq(h->lists.at[i].account, account))
            return &h->lists.at[i];
    return NULL;
}

static void show(struct hiding *h, const struct origin *origin, struct slice order_id, int32_t day)
{
    struct slice account = look_account(h->look, origin);
    struct order_list *list = list_of(h, account);

    if (!is_list(h->look, origin) || !order_id.len)
        return;
    if (!list) {
        list = array_push(h->look->arena, &h->lists);
        *list = (struct order_list){account, DAY_NONE, DAY_NONE, false};
    }
    list->has_digital = list->has_digital || is_digital(order_id);
    map_add(&h->shown, h->look->arena, order_hash(account, order_id), 0, NULL, NULL);
    if (day == DAY_NONE)
        return;
    list->from = list->from == DAY_NONE || day < list->from ? day : list->from;
    list->until = list->until == DAY_NONE || day > list->until ? day : list->until;
}

static void judge(struct hiding *h, const struct origin *origin, struct slice order_id,
                  struct finding_item item)
{
    const struct look *look = h->look;
    struct slice account = look_account(look, origin);
    const struct order_list *list = list_of(h, account);
    struct finding f = look_finding(look_rule(look, FINDING_HIDDEN_ORDER), account);
    uint64_t key = order_hash(account, order_id);

    if (!list || !order_id.len || item.day == DAY_NONE || item.day <= list->from ||
        item.day >= list->until || (is_digital(order_id) && !list->has_digital) ||
        map_find(&h->shown, key, NULL, NULL) != MAP_NONE ||
        map_find(&h->told, key, NULL, NULL) != MAP_NONE)
        return;
    map_add(&h->told, look->arena, key, 0, NULL, NULL);
    item.place = order_id;
    f.subject = look_plain(order_id);
    f.order = order_id;
    f.amount = item.amount;
    f.currency = item.currency;
    look_item(look, &f, &item);
    look_add(look, &f, order_id);
}

static void gather_lists(struct hiding *h, const struct records *r)
{
    for (size_t i = 0; i < r->orders.len; i++)
        show(h, &r->orders.at[i].origin, r->orders.at[i].order_id, r->orders.at[i].ordered);
    for (size_t i = 0; i < r->order_lines.len; i++)
        show(h, &r->order_lines.at[i].origin, r->order_lines.at[i].order_id,
             r->order_lines.at[i].ordered);
}

/* An order is charged up to so many days after it was placed (look_hidden() compares days of orders
 * with the list). */
#define CHARGED_LATER 45

/* An order number as Amazon's shops and their digital ones have it: NNN-NNNNNNN-NNNNNNN. */
static bool is_order(struct slice id)
{
    return id.len == 19 && id.ptr[3] == '-' && id.ptr[11] == '-';
}

static void judge_transaction(struct hiding *h, const struct transaction *t)
{
    struct slice rest = t->order_ids.len ? t->order_ids : t->order_id, id;
    const struct order_list *list = list_of(h, look_account(h->look, &t->origin));

    if (!list || t->day == DAY_NONE || list->from == DAY_NONE ||
        t->day < list->from + CHARGED_LATER)
        return;
    while (rest.len) {
        slice_cut(rest, SLICE(" "), &id, &rest);
        if (is_order(id) && t->amount > 0)
            judge(h, &t->origin, id,
                  (struct finding_item){look_plain(t->title.len ? t->title : t->vendor), id, t->day,
                                        t->amount, 0, t->currency});
    }
}

void look_hidden(const struct look *look)
{
    const struct records *r = look->in->records;
    struct hiding h = {.look = look};

    if (!look_rule(look, FINDING_HIDDEN_ORDER))
        return;
    gather_lists(&h, r);
    for (size_t i = 0; h.lists.len && i < r->order_lines.len; i++) {
        const struct order_line *o = &r->order_lines.at[i];

        if (!is_list(look, &o->origin))
            judge(&h, &o->origin, o->order_id,
                  (struct finding_item){look_plain(o->title), o->order_id, o->ordered, o->total, 0,
                                        o->currency});
    }
    for (size_t i = 0; h.lists.len && i < r->digitals.len; i++) {
        const struct digital *d = &r->digitals.at[i];

        if (d->title.len && !d->subscription.len)
            judge(&h, &d->origin, d->order_id,
                  (struct finding_item){look_plain(d->title), d->order_id, d->ordered, d->amount, 0,
                                        d->currency});
    }
    for (size_t i = 0; h.lists.len && i < r->transactions.len; i++)
        judge_transaction(&h, &r->transactions.at[i]);
}
