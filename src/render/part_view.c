#include "render/part_view.h"

static struct slice unit_kind_name(enum unit_kind kind)
{
    static const struct slice names[] = {
        [UNIT_SHIPMENT] = {"shipment", 8}, [UNIT_ORDER] = {"order", 5},
        [UNIT_DIGITAL] = {"digital", 7},   [UNIT_SUBSCRIPTION] = {"subscription", 12},
        [UNIT_REFUND] = {"refund", 6},     [UNIT_TRANSACTION] = {"transaction", 11},
    };

    return names[kind];
}

/* Kind and, for an adjustment, what it is; PART_UNIT takes its unit's kind. */
static const struct {
    struct slice kind, what;
} names[] = {
    [PART_PLAN] = {{"subscription", 12}, {"", 0}},
    [PART_POINTS] = {{"adjustment", 10}, {"points_or_gift_card", 19}},
    [PART_SPLIT] = {{"adjustment", 10}, {"split_part", 10}},
    [PART_NETTED] = {{"adjustment", 10}, {"netted_refund", 13}},
};

struct part_view part_view_of(const struct report *report, const struct part *part)
{
    struct part_view view = {.amount = part->amount, .abroad = part->abroad};

    if (part->unit != MAP_NONE) {
        view.unit = &report->units.list.at[part->unit];
        view.title = view.unit->title;
        if (view.unit->purchase != MAP_NONE)
            view.order_id = report->units.purchases.at[view.unit->purchase].order_id;
    }
    if (part->kind == PART_UNIT) {
        view.kind = view.unit ? unit_kind_name(view.unit->kind) : SLICE("order");
        return view;
    }
    view.kind = names[part->kind].kind;
    view.what = names[part->kind].what;
    if (part->kind == PART_PLAN && part->plan < report->catalog->plans_len) {
        view.plan = &report->catalog->plans[part->plan];
        view.title = view.plan->id;
    }
    return view;
}
