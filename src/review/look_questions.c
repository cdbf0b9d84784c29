#include "review/look.h"

/* What is asked, once and again after some months. */

#define ASKED_AGAIN_DAYS 30 /* after "no": whether it was done since */

/* Whether the household has anything of Amazon. */
static bool uses_amazon(const struct look *look)
{
    const struct records *r = look->in->records;

    for (size_t i = 0; i < look->in->charges_len; i++) {
        uint32_t merchant = look->in->charges[i].merchant;

        if (merchant && slice_eq(look->in->catalog->merchants[merchant - 1].brand, SLICE("amazon")))
            return true;
    }
    return r->order_lines.len + r->digitals.len + r->account_events.len + r->instruments.len > 0;
}

/* Whether the household has a card or an account of that company. */
static bool uses_issuer(const struct look *look, struct slice issuer)
{
    const struct records *r = look->in->records;

    for (size_t i = 0; i < r->sources.len; i++) {
        const struct issuer *of = issuer_of_family(look->in->catalog, r->sources.at[i].family);

        if (r->sources.at[i].is_statement && of && slice_eq(of->id, issuer))
            return true;
    }
    for (size_t i = 0; i < r->notices.len; i++)
        if (slice_eq(r->notices.at[i].issuer, issuer))
            return true;
    return false;
}

static bool is_due(const struct look *look, const struct mark *mark, int again_months)
{
    int32_t today = look->in->today;

    if (!mark)
        return true;
    switch (mark->state) {
    case MARK_YES:
    case MARK_DONE: return day_add_months(mark->made, again_months) <= today;
    case MARK_NO: return mark->made + ASKED_AGAIN_DAYS <= today;
    case MARK_LATER: return mark->until <= today;
    default: return true;
    }
}

/*
 * A question is asked when it is due; what was answered with "no" is a finding until it is answered
 * with "yes"; all else is closed.
 */
static void ask(const struct look *look, struct finding *f)
{
    const struct mark *mark = look_mark(look, f->id);
    struct review *ret = look->ret;

    f->count = 1;
    if (mark) {
        f->state = mark->state;
        f->until = mark->until;
        f->day = mark->made;
    }
    if (is_due(look, mark, f->rule->again_months))
        *array_push(look->arena, &ret->questions) = *f;
    if (mark && (mark->state == MARK_NO || mark->state == MARK_NOT_MINE))
        *array_push(look->arena, &ret->findings) = *f;
    else if (!is_due(look, mark, f->rule->again_months))
        *array_push(look->arena, &ret->closed) = *f;
}

/* `SMBC: notices of use` */
static struct phrase name_of(const struct look *look, const struct protection *p)
{
    const struct issuer *issuer = issuer_of(look->in->catalog, p->org);
    struct phrase org = issuer ? issuer->name : look_plain(SLICE("Amazon"));
    const struct slice ja[] = {org.ja, SLICE("の"), p->name.ja},
                       en[] = {org.en, SLICE(": "), p->name.en};

    return (struct phrase){arena_join(look->arena, ja, 3), arena_join(look->arena, en, 3)};
}

static void ask_protections(const struct look *look, const struct finding_rule *rule)
{
    const struct catalog *c = look->in->catalog;
    bool has_amazon = uses_amazon(look);

    for (size_t i = 0; i < c->protections_len; i++) {
        const struct protection *p = &c->protections[i];
        const struct slice parts[] = {rule->id, SLICE("."), p->id};
        struct finding f = look_finding(rule, SLICE(""));

        if (slice_eq(p->org, SLICE("amazon")) ? !has_amazon : !uses_issuer(look, p->org))
            continue;
        f.id = arena_join(look->arena, parts, 3);
        f.protection = p;
        f.subject = name_of(look, p);
        ask(look, &f);
    }
}

void look_questions(const struct look *look)
{
    const struct catalog *c = look->in->catalog;

    for (size_t i = 0; i < c->findings_len; i++) {
        struct finding f = look_finding(&c->findings[i], SLICE(""));

        if (c->findings[i].kind == FINDING_PROTECTION)
            ask_protections(look, &c->findings[i]);
        if (c->findings[i].kind != FINDING_QUESTION)
            continue;
        f.id = c->findings[i].id;
        ask(look, &f);
    }
}
