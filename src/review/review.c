#include "review/look.h"

#include "base/hash.h"
#include "base/sort.h"

int64_t review_yearly(int64_t amount, int months, int days)
{
    if (months > 0)
        return amount * 12 / months;
    return days > 0 ? amount * 365 / days : 0;
}

/* ------------------------------------------------------------------ what the looks share */

struct slice look_account(const struct look *look, const struct origin *origin)
{
    const struct sources *sources = &look->in->records->sources;

    return origin->source < sources->len ? sources->at[origin->source].account : SLICE("");
}

const struct finding_rule *look_rule(const struct look *look, enum finding_kind kind)
{
    const struct catalog *c = look->in->catalog;

    for (size_t i = 0; i < c->findings_len; i++)
        if (c->findings[i].kind == kind)
            return &c->findings[i];
    return NULL;
}

struct finding look_finding(const struct finding_rule *rule, struct slice account)
{
    return (struct finding){.rule = rule, .account = account, .day = DAY_NONE, .until = DAY_NONE};
}

void look_item(const struct look *look, struct finding *finding, const struct finding_item *item)
{
    finding->count++;
    if (item->day != DAY_NONE && (finding->day == DAY_NONE || item->day > finding->day))
        finding->day = item->day;
    if (finding->items.len < REVIEW_ITEMS_MAX)
        *array_push(look->arena, &finding->items) = *item;
}

const struct mark *look_mark(const struct look *look, struct slice id)
{
    for (size_t i = 0; i < look->in->marks_len; i++)
        if (slice_eq(look->in->marks[i].finding, id))
            return &look->in->marks[i];
    return NULL;
}

struct slice look_key(const struct look *look, uint64_t hash)
{
    char text[HASH_TEXT_LEN];

    hash_write(hash, text);
    return arena_copy(look->arena, (struct slice){text, HASH_TEXT_LEN});
}

/* Eight characters of the hash tell findings of one rule apart. */
static struct slice id_of(const struct look *look, const struct finding *finding, struct slice key)
{
    uint64_t hash = hash_bytes(key, hash_bytes(finding->account, 7));
    const struct slice parts[] = {
        finding->rule->id, SLICE("."),
        slice_sub(look_key(look, hash), HASH_TEXT_LEN - 8, HASH_TEXT_LEN)};

    return arena_join(look->arena, parts, 3);
}

static bool newer_first(const void *ctx, uint32_t a, uint32_t b)
{
    const struct finding_items *items = ctx;

    return items->at[a].day > items->at[b].day;
}

static void sort_items(const struct look *look, struct finding_items *items)
{
    struct finding_items sorted = {NULL, 0, 0};
    uint32_t *order = sort_order(items->len, newer_first, items, look->arena);

    for (size_t i = 0; i < items->len; i++)
        *array_push(look->arena, &sorted) = items->at[order[i]];
    *items = sorted;
}

void look_add(const struct look *look, struct finding *finding, struct slice key)
{
    const struct mark *mark;
    struct finding_list *list = &look->ret->findings;

    finding->id = id_of(look, finding, key);
    mark = look_mark(look, finding->id);
    finding->is_new = finding->day != DAY_NONE && finding->day > look->since;
    if (mark) {
        finding->state = mark->state;
        finding->until = mark->until;
    }
    if (finding->state == MARK_DONE ||
        (finding->state == MARK_LATER && finding->until > look->in->today))
        list = &look->ret->closed;
    sort_items(look, &finding->items);
    *array_push(look->arena, list) = *finding;
}

/* ------------------------------------------------------------------ the whole */

/* What nobody knows goes before all, then by severity; new before old, then the newest. */
static bool worse(const void *ctx, uint32_t a, uint32_t b)
{
    const struct finding *x = &((const struct finding_list *)ctx)->at[a],
                         *y = &((const struct finding_list *)ctx)->at[b];

    if ((x->state == MARK_NOT_MINE) != (y->state == MARK_NOT_MINE))
        return x->state == MARK_NOT_MINE;
    if (x->rule->severity != y->rule->severity)
        return x->rule->severity < y->rule->severity;
    if (x->is_new != y->is_new)
        return x->is_new;
    if (x->day != y->day)
        return x->day > y->day;
    return slice_cmp(x->id, y->id) < 0;
}

static void sort_findings(struct finding_list *list, struct arena *arena)
{
    struct finding_list sorted = {NULL, 0, 0};
    uint32_t *order = sort_order(list->len, worse, list, arena);

    for (size_t i = 0; i < list->len; i++)
        *array_push(arena, &sorted) = list->at[order[i]];
    *list = sorted;
}

void review_run(const struct review_input *in, struct arena *arena, struct review *ret)
{
    struct look look = {.in = in, .arena = arena, .ret = ret};

    *ret = (struct review){.today = in->today, .since = in->since};
    look.since = in->since == DAY_NONE ? in->today - REVIEW_NEW_DAYS : in->since;
    ret->next = day_add_months(in->today, 1);
    look_account_use(&look);
    look_payments(&look);
    look_orders(&look);
    look_hidden(&look);
    look_regular(&look);
    look_data(&look);
    look_questions(&look);
    sort_findings(&ret->findings, arena);
    sort_findings(&ret->questions, arena);
    sort_findings(&ret->closed, arena);
}
