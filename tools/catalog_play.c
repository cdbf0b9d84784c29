#include "tools/catalog_play.h"
#include "tools/catalog_fact.h"

#define TITLE_JA_MAX 40u
#define TITLE_EN_MAX 60u

/* Whether step ${i} waits for itself: following `after` from it for as many steps as there are
 * leads back. */
static bool is_circular(const struct playbook *p, size_t from, size_t at, size_t depth)
{
    if (depth > p->steps_len)
        return true;
    for (size_t i = 0; i < p->steps[at].after_len; i++) {
        const struct step *before = playbook_step(p, p->steps[at].after[i]);
        size_t next = before ? (size_t)(before - p->steps) : from;

        if (before && (next == from || is_circular(p, from, next, depth + 1)))
            return true;
    }
    return false;
}

static bool has_purpose(const struct catalog *c, const struct step *s)
{
    for (size_t i = 0; i < c->routes_len; i++)
        for (size_t k = 0; c->routes[i].party == s->party && k < c->routes[i].purposes_len; k++)
            if (slice_eq(c->routes[i].purposes[k], s->purpose))
                return true;
    return false;
}

static int check_texts(struct slice row, const struct step *s)
{
    int faults = check_words(row, &s->title, FILLED_NONE) + check_words(row, &s->why, FILLED_NONE) +
                 check_words(row, &s->say, FILLED_SAID) +
                 check_words(row, &s->expect, FILLED_NONE) +
                 check_words(row, &s->risk, FILLED_NONE);

    for (size_t i = 0; i < s->ready.len; i++)
        faults += check_words(row, &s->ready.at[i], FILLED_NONE);
    return faults + check_length(row, s->title.ja, TITLE_JA_MAX) +
           check_length(row, s->title.en, TITLE_EN_MAX);
}

/* A step of a playbook that only its condition leads to stands under that, too. */
static bool can_apply(const struct playbook *p, const struct step *s)
{
    static const struct condition none = {NULL, 0};

    return condition_can_hold(&s->when, p->causes_len ? &none : &p->when);
}

static int check_step(const struct catalog *c, const struct playbook *p, size_t i)
{
    const struct step *s = &p->steps[i];
    int faults = check_condition(c, p->id, &s->when) + check_texts(s->id, s);

    if (!can_apply(p, s))
        faults += complain(p->id, "a step that can never apply", s->id);
    for (size_t k = 0; k < s->after_len; k++)
        if (!playbook_step(p, s->after[k]))
            faults += complain(p->id, "no such step", s->after[k]);
    if (is_circular(p, i, i, 0))
        faults += complain(p->id, "a step that waits for itself", s->id);
    for (size_t k = 0; k < s->asks_len; k++)
        if (!question_of(c, s->asks[k]))
            faults += complain(p->id, "no such question", s->asks[k]);
    if (s->purpose.len && !has_purpose(c, s))
        faults += complain(p->id, "no route for this purpose", s->purpose);
    return faults;
}

/* Some step of the playbook brings the term about. */
static bool is_brought_about(const struct playbook *p, const struct fact_term *term)
{
    for (size_t k = 0; k < p->steps_len; k++)
        for (size_t n = 0; n < p->steps[k].sets_len; n++)
            if (slice_eq(p->steps[k].sets[n].fact, term->fact) && term->test == FACT_IS &&
                slice_eq(p->steps[k].sets[n].value, term->value))
                return true;
    return false;
}

/* A case without charges has no ledger to close it, so each playbook says when it is over, and its
 * steps lead there. */
static int check_end(const struct playbook *p)
{
    int faults = 0;

    if (!p->closed.len)
        faults += complain(p->id, "a playbook without an end", p->id);
    for (size_t i = 0; i < p->closed.len; i++) {
        bool can = false;

        for (size_t k = 0; k < p->closed.at[i].len; k++)
            can = can || is_brought_about(p, &p->closed.at[i].at[k]);
        if (!can)
            faults += complain(p->id, "no step brings the end about", p->closed.at[i].at[0].fact);
    }
    return faults;
}

static int check_playbook(const struct catalog *c, const struct playbook *p)
{
    int faults =
        check_condition(c, p->id, &p->when) + check_condition(c, p->id, &p->closed) + check_end(p);

    if (!p->causes_len && !p->when.len)
        faults += complain(p->id, "nothing leads to this playbook", p->id);
    for (size_t k = 0; k < p->causes_len; k++)
        if (!catalog_cause(c, p->causes[k]))
            faults += complain(p->id, "no such cause", p->causes[k]);
    faults += check_words(p->id, &p->name, FILLED_NONE) +
              check_words(p->id, &p->calm, FILLED_NONE) +
              check_length(p->id, p->name.ja, TITLE_JA_MAX);
    for (size_t k = 0; k < p->steps_len; k++)
        faults += check_step(c, p, k);
    return faults;
}

int check_playbooks(const struct catalog *c)
{
    int faults = 0;

    for (size_t i = 0; i < c->playbooks_len; i++)
        faults += check_playbook(c, &c->playbooks[i]);
    return faults;
}
