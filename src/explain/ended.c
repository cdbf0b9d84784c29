#include "explain/ended.h"

#include "base/text.h"
#include "explain/flag.h"
#include "explain/plan_book.h"

/* The moment is told in UTC: the bill may stand a day before the day in Japan. */
#define EARLY_DAYS 1

/* The subscriptions of one member to one family of plans. */
struct ending {
    uint64_t member;
    bool is_named; /* the member */
    struct slice family;
    int32_t ended; /* the last of them */
    bool runs;     /* one of them */
};
ARRAY_TYPE(endings, struct ending);

struct finding_ended {
    struct report *report;
    const struct history *history;
    struct arena *arena;
    struct endings endings;
};

/* The family of plans that the subscription's title or provider names; empty = none. */
static struct slice family_of(struct finding_ended *f, const struct subscription *s)
{
    const struct catalog *catalog = f->report->catalog;
    struct slice title = text_fold(f->arena, s->title), who = text_fold(f->arena, s->provider);

    for (size_t p = 0; p < catalog->plans_len; p++) {
        const struct plan *plan = &catalog->plans[p];

        for (size_t t = 0; t < plan->titles_len; t++)
            if (slice_has(title, plan->titles[t]) || slice_has(who, plan->titles[t]))
                return plan->family;
    }
    return (struct slice){NULL, 0};
}

static struct ending *ending_of(struct finding_ended *f, const struct subscription *s,
                                struct slice family)
{
    uint32_t source = s->origin.source;
    uint64_t member = f->history->members[source];
    struct ending *e;

    for (size_t i = 0; i < f->endings.len; i++) {
        e = &f->endings.at[i];
        if (e->member == member && slice_eq(e->family, family))
            return e;
    }
    e = array_push(f->arena, &f->endings);
    *e = (struct ending){.member = member,
                         .is_named = f->report->records->sources.at[source].account.len > 0,
                         .family = family,
                         .ended = DAY_NONE};
    return e;
}

/* The list stays short: a member has one ending for each family of plans in the catalogue. */
static void list_endings(struct finding_ended *f)
{
    const struct subscriptions *all = &f->report->records->subscriptions;

    for (size_t i = 0; i < all->len; i++) {
        const struct subscription *s = &all->at[i];
        struct slice family = family_of(f, s);
        struct ending *e;

        if (family.len == 0)
            continue;
        e = ending_of(f, s, family);
        if (s->renews || s->ended == DAY_NONE)
            e->runs = true;
        else if (s->ended > e->ended)
            e->ended = s->ended;
    }
}

/* Nothing explains the charge, or its price alone does. */
static bool is_by_price(const struct report *r, uint32_t entry)
{
    const struct verdict *v = &r->verdicts[entry];

    return v->kind == VERDICT_UNEXPLAINED ||
           (v->parts.len == 1 && r->parts.at[v->parts.from].kind == PART_PLAN);
}

static bool is_billed(struct finding_ended *f, struct plan_book *book, uint32_t entry,
                      const struct ending *e)
{
    const struct report *r = f->report;
    const struct charge *c = history_charge(r, entry);
    struct plan_list plans = plan_book_list(book, r->verdicts[entry].merchant);
    int32_t day = history_day(r, entry);

    if (e->runs || day < e->ended - EARLY_DAYS ||
        (e->is_named && r->records->sources.at[c->source].account.len > 0 &&
         f->history->members[c->source] != e->member))
        return false;
    for (uint32_t i = 0; i < plans.len; i++) {
        const struct plan *plan = &r->catalog->plans[plans.at[i]];

        if (slice_eq(plan->family, e->family) &&
            plan_price_at(plan, day, r->entries.list.at[entry].amount, c->currency))
            return true;
    }
    return false;
}

void ended_flag(struct report *report, const struct history *history, struct arena *arena)
{
    struct finding_ended f = {.report = report, .history = history, .arena = arena};
    struct plan_book book;

    list_endings(&f);
    if (f.endings.len == 0)
        return;
    plan_book_init(&book, report->catalog, arena);
    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        if (report->entries.list.at[e].amount <= 0 || !report->verdicts[e].merchant ||
            !is_by_price(report, e) || history_day(report, e) == DAY_NONE)
            continue;
        for (size_t i = 0; i < f.endings.len; i++)
            if (is_billed(&f, &book, e, &f.endings.at[i]))
                flag_add(report, e, FLAG_CANCELLED_BUT_CHARGED, true);
    }
}
