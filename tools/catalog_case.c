#include "tools/catalog_case.h"
#include "tools/catalog_fact.h"
#include "tools/catalog_play.h"
#include "tools/catalog_route.h"

#include <string.h>

/*
 * Rows hold lists that hold lists, so they are written inside out: an inner list is a compound
 * literal in the place where it belongs.
 */

static void put_phrase(FILE *out, const struct phrase *p)
{
    fputs("{", out);
    put_slice(out, p->ja);
    fputs(", ", out);
    put_slice(out, p->en);
    fputs("}", out);
}

static void put_phrases(FILE *out, const struct phrases *phrases)
{
    if (!phrases->len) {
        fputs("{NULL, 0}", out);
        return;
    }
    fputs("{(const struct phrase[]){", out);
    for (size_t i = 0; i < phrases->len; i++) {
        put_phrase(out, &phrases->at[i]);
        fputs(", ", out);
    }
    fprintf(out, "}, %zu}", phrases->len);
}

static void put_codes(FILE *out, const char *key, const struct slice *at, size_t len)
{
    if (!len)
        return;
    fprintf(out, ".%s = (const struct slice[]){", key);
    for (size_t i = 0; i < len; i++) {
        put_slice(out, at[i]);
        fputs(", ", out);
    }
    fprintf(out, "}, .%s_len = %zu,\n", key, len);
}

static void put_terms(FILE *out, const struct fact_clause *clause)
{
    fputs("{(const struct fact_term[]){", out);
    for (size_t i = 0; i < clause->len; i++) {
        fputs("{", out);
        put_slice(out, clause->at[i].fact);
        fputs(", ", out);
        put_slice(out, clause->at[i].value);
        fprintf(out, ", %d}, ", (int)clause->at[i].test);
    }
    fprintf(out, "}, %zu}, ", clause->len);
}

static void put_condition(FILE *out, const char *key, const struct condition *condition)
{
    if (!condition->len)
        return;
    fprintf(out, ".%s = {(const struct fact_clause[]){", key);
    for (size_t i = 0; i < condition->len; i++)
        put_terms(out, &condition->at[i]);
    fprintf(out, "}, %zu},\n", condition->len);
}

void put_named(FILE *out, const char *key, struct slice s)
{
    fprintf(out, ".%s = ", key);
    put_slice(out, s);
    fputs(",\n", out);
}

void put_named_phrase(FILE *out, const char *key, const struct phrase *p)
{
    fprintf(out, ".%s = ", key);
    put_phrase(out, p);
    fputs(",\n", out);
}

void put_named_phrases(FILE *out, const char *key, const struct phrases *p)
{
    fprintf(out, ".%s = ", key);
    put_phrases(out, p);
    fputs(",\n", out);
}

void put_source(FILE *out, const struct provenance *p)
{
    fputs(".provenance = ", out);
    put_provenance(out, p);
    fputs(",\n", out);
}

/* ------------------------------------------------------------------ questions */

static void put_numbers(FILE *out, const double *numbers, size_t len)
{
    fputs("(const double[]){", out);
    for (size_t i = 0; i < len; i++)
        fprintf(out, "%.9g, ", numbers[i]);
    fputs("}", out);
}

static void put_answers(FILE *out, const struct question *q)
{
    if (q->answers_len) {
        fputs(".answers = (const struct fact_answer[]){", out);
        for (size_t i = 0; i < q->answers_len; i++) {
            fputs("{", out);
            put_slice(out, q->answers[i].value);
            fputs(", ", out);
            put_phrase(out, &q->answers[i].label);
            fputs("}, ", out);
        }
        fprintf(out, "}, .answers_len = %zu,\n", q->answers_len);
    }
    if (q->otherwise) {
        fputs(".otherwise = ", out);
        put_numbers(out, q->otherwise, q->answers_len);
        fputs(",\n", out);
    }
    if (q->likelihoods_len) {
        fputs(".likelihoods = (const struct fact_likelihood[]){", out);
        for (size_t i = 0; i < q->likelihoods_len; i++) {
            fputs("{", out);
            put_slice(out, q->likelihoods[i].cause);
            fputs(", ", out);
            put_numbers(out, q->likelihoods[i].given, q->answers_len);
            fputs("}, ", out);
        }
        fprintf(out, "}, .likelihoods_len = %zu,\n", q->likelihoods_len);
    }
}

static void put_questions(FILE *out, const struct catalog *c)
{
    fputs("static const struct question questions[] = {\n", out);
    for (size_t i = 0; i < c->questions_len; i++) {
        const struct question *q = &c->questions[i];

        fputs("{", out);
        put_named(out, "id", q->id);
        fprintf(out, ".kind = %d, .minutes = %.9g, .urgent = %d,\n", (int)q->kind, q->minutes,
                q->urgent);
        put_named_phrase(out, "ask", &q->ask);
        put_named_phrase(out, "how", &q->how);
        put_named_phrase(out, "why", &q->why);
        put_answers(out, q);
        put_condition(out, "when", &q->when);
        put_source(out, &q->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ playbooks */

static void put_sets(FILE *out, const struct step *s)
{
    if (!s->sets_len)
        return;
    fputs(".sets = (const struct fact_set[]){", out);
    for (size_t i = 0; i < s->sets_len; i++) {
        fputs("{", out);
        put_slice(out, s->sets[i].fact);
        fputs(", ", out);
        put_slice(out, s->sets[i].value);
        fputs("}, ", out);
    }
    fprintf(out, "}, .sets_len = %zu,\n", s->sets_len);
}

static void put_step(FILE *out, const struct step *s)
{
    fputs("{", out);
    put_named(out, "id", s->id);
    put_named_phrase(out, "title", &s->title);
    put_named_phrase(out, "why", &s->why);
    put_condition(out, "when", &s->when);
    put_codes(out, "after", s->after, s->after_len);
    fprintf(out, ".urgency = %d, .party = %d, .channel = %d, .within_hours = %d,\n",
            (int)s->urgency, (int)s->party, (int)s->channel, s->within_hours);
    put_named(out, "purpose", s->purpose);
    put_named_phrase(out, "say", &s->say);
    put_named_phrases(out, "ready", &s->ready);
    put_named_phrase(out, "expect", &s->expect);
    put_named_phrase(out, "risk", &s->risk);
    put_sets(out, s);
    put_codes(out, "asks", s->asks, s->asks_len);
    put_named(out, "valid_until", s->valid_until);
    put_source(out, &s->provenance);
    fputs("},\n", out);
}

static void put_playbooks(FILE *out, const struct catalog *c)
{
    fputs("static const struct playbook playbooks[] = {\n", out);
    for (size_t i = 0; i < c->playbooks_len; i++) {
        const struct playbook *p = &c->playbooks[i];

        fputs("{", out);
        put_named(out, "id", p->id);
        put_named_phrase(out, "name", &p->name);
        put_named_phrase(out, "calm", &p->calm);
        put_codes(out, "causes", p->causes, p->causes_len);
        put_condition(out, "when", &p->when);
        put_condition(out, "closed", &p->closed);
        fputs(".steps = (const struct step[]){\n", out);
        for (size_t k = 0; k < p->steps_len; k++)
            put_step(out, &p->steps[k]);
        fprintf(out, "}, .steps_len = %zu,\n", p->steps_len);
        put_source(out, &p->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ deadlines, issuers, routes */

static void put_deadlines(FILE *out, const struct catalog *c)
{
    fputs("static const struct deadline_rule deadlines[] = {\n", out);
    for (size_t i = 0; i < c->deadlines_len; i++) {
        const struct deadline_rule *d = &c->deadlines[i];

        fputs("{", out);
        put_named(out, "id", d->id);
        put_named(out, "jurisdiction", d->jurisdiction);
        put_named(out, "issuer", d->issuer);
        put_named(out, "topic", d->topic);
        fprintf(out, ".clock = %d, .unit = %d, .count = %d, .side = %d,\n", (int)d->clock,
                (int)d->unit, d->count, (int)d->side);
        fprintf(out, ".counts_first_day = %d, .per_charge = %d,\n", d->counts_first_day,
                d->per_charge);
        fprintf(out, ".is_own_reading = %d, .is_met_by_report = %d,\n", d->is_own_reading,
                d->is_met_by_report);
        put_named_phrase(out, "what", &d->what);
        put_named_phrase(out, "lost", &d->lost);
        put_condition(out, "when", &d->when);
        put_source(out, &d->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\nstatic const struct issuer issuers[] = {\n", out);
    for (size_t i = 0; i < c->issuers_len; i++) {
        const struct issuer *issuer = &c->issuers[i];

        fputs("{", out);
        put_named(out, "id", issuer->id);
        put_named_phrase(out, "name", &issuer->name);
        put_named(out, "jurisdiction", issuer->jurisdiction);
        put_codes(out, "families", issuer->families, issuer->families_len);
        put_codes(out, "also", issuer->also, issuer->also_len);
        put_source(out, &issuer->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

static void put_routes(FILE *out, const struct catalog *c)
{
    fputs("static const struct route routes[] = {\n", out);
    for (size_t i = 0; i < c->routes_len; i++) {
        const struct route *r = &c->routes[i];

        fputs("{", out);
        put_named(out, "id", r->id);
        put_named(out, "org", r->org);
        put_named(out, "value", r->value);
        fprintf(out, ".party = %d, .channel = %d, .rank = %d,\n", (int)r->party, (int)r->channel,
                r->rank);
        fprintf(out, ".needs_login = %d, .needs_card = %d,\n", r->needs_login, r->needs_card);
        fprintf(out, ".is_conflicting = %d, .is_official = %d,\n", r->is_conflicting,
                r->is_official);
        put_codes(out, "purposes", r->purposes, r->purposes_len);
        put_named_phrase(out, "name", &r->name);
        put_named_phrases(out, "steps", &r->steps);
        put_named_phrase(out, "hours", &r->hours);
        put_named_phrase(out, "cost", &r->cost);
        put_named_phrases(out, "ready", &r->ready);
        put_named_phrases(out, "will_ask", &r->will_ask);
        put_named_phrase(out, "note", &r->note);
        put_source(out, &r->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

void put_cases(FILE *out, const struct catalog *c)
{
    put_questions(out, c);
    put_playbooks(out, c);
    put_deadlines(out, c);
    put_routes(out, c);
}

/* ------------------------------------------------------------------ what must hold between them */

static int check_deadlines(const struct catalog *c)
{
    int faults = 0;

    for (size_t i = 0; i < c->deadlines_len; i++) {
        const struct deadline_rule *d = &c->deadlines[i];

        faults += check_condition(c, d->id, &d->when);
        if (d->issuer.len && !issuer_of(c, d->issuer))
            faults += complain(d->id, "no such issuer", d->issuer);
    }
    for (size_t i = 0; i < c->routes_len; i++)
        if (c->routes[i].party == PARTY_ISSUER && c->routes[i].org.len &&
            !issuer_of(c, c->routes[i].org))
            faults += complain(c->routes[i].id, "no such issuer", c->routes[i].org);
    return faults;
}

int check_cases(const struct catalog *c)
{
    return check_questions(c) + check_playbooks(c) + check_deadlines(c) + check_routes(c);
}
