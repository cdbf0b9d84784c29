#include "tools/catalog_review.h"

#include "tools/catalog_fact.h"

#include "base/day.h"

#define TITLE_MAX 90u
#define ASK_MAX 160u
#define AMAZON_ORG "amazon"

/* ------------------------------------------------------------------ tables */

static void put_findings(FILE *out, const struct catalog *c)
{
    fputs("static const struct finding_rule findings[] = {\n", out);
    for (size_t i = 0; i < c->findings_len; i++) {
        const struct finding_rule *f = &c->findings[i];

        fputs("{", out);
        put_named(out, "id", f->id);
        fprintf(out, ".kind = %d, .severity = %d, .opens = %d, .again_months = %d,\n", (int)f->kind,
                (int)f->severity, (int)f->opens, f->again_months);
        put_named_phrase(out, "title", &f->title);
        put_named_phrase(out, "why", &f->why);
        put_named_phrases(out, "steps", &f->steps);
        put_named_phrase(out, "where", &f->where);
        put_named(out, "url", f->url);
        put_named_phrase(out, "ask", &f->ask);
        put_source(out, &f->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

static void put_protections(FILE *out, const struct catalog *c)
{
    fputs("static const struct protection protections[] = {\n", out);
    for (size_t i = 0; i < c->protections_len; i++) {
        const struct protection *p = &c->protections[i];

        fputs("{", out);
        put_named(out, "id", p->id);
        put_named(out, "org", p->org);
        fprintf(out, ".kind = %d,\n", (int)p->kind);
        put_named_phrase(out, "name", &p->name);
        put_named_phrase(out, "where", &p->where);
        put_named_phrase(out, "note", &p->note);
        put_named(out, "url", p->url);
        put_source(out, &p->provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

void put_reviews(FILE *out, const struct catalog *c)
{
    put_findings(out, c);
    put_protections(out, c);
    for (size_t i = 0; i < c->word_lists_len; i++)
        put_texts(out, "w", i, "words", c->word_lists[i].words, c->word_lists[i].words_len);
    fputs("static const struct word_list word_lists[] = {\n", out);
    for (size_t i = 0; i < c->word_lists_len; i++) {
        fputs("{", out);
        put_named(out, "id", c->word_lists[i].id);
        put_array(out, "w", i, "words", c->word_lists[i].words_len);
        put_source(out, &c->word_lists[i].provenance);
        fputs("},\n", out);
    }
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ what must hold */

static int check_seen(struct slice row, const struct provenance *p)
{
    return provenance_day(p) == DAY_NONE ? complain(row, "seen is no month", p->seen) : 0;
}

static int check_finding(const struct finding_rule *f)
{
    int faults = check_words(f->id, &f->title, FILLED_FOUND) +
                 check_words(f->id, &f->ask, FILLED_FOUND) +
                 check_words(f->id, &f->why, FILLED_FOUND) +
                 check_words(f->id, &f->where, FILLED_NONE);

    for (size_t i = 0; i < f->steps.len; i++)
        faults += check_words(f->id, &f->steps.at[i], FILLED_FOUND);
    faults += check_length(f->id, f->title.ja, TITLE_MAX) +
              check_length(f->id, f->title.en, TITLE_MAX + 40) +
              check_length(f->id, f->ask.ja, ASK_MAX);
    return faults + check_seen(f->id, &f->provenance);
}

/* Each kind that comes from data has one row, so that none is found and not told; questions may be
 * many. */
static int check_kinds(const struct catalog *c)
{
    int faults = 0;

    for (unsigned kind = 0; kind < FINDING_KINDS; kind++) {
        size_t n = 0;

        for (size_t i = 0; i < c->findings_len; i++)
            n += c->findings[i].kind == (enum finding_kind)kind;
        if (n == 0 || (n > 1 && kind != FINDING_QUESTION))
            faults += complain(finding_kind_name((enum finding_kind)kind),
                               n ? "several rows in rules/review.yaml" : "no row in",
                               SLICE("rules/review.yaml"));
    }
    return faults;
}

int check_reviews(const struct catalog *c)
{
    int faults = c->findings_len ? check_kinds(c) : 0;

    for (size_t i = 0; i < c->findings_len; i++)
        faults += check_finding(&c->findings[i]);
    for (size_t i = 0; i < c->protections_len; i++) {
        const struct protection *p = &c->protections[i];

        if (!slice_eq(p->org, SLICE(AMAZON_ORG)) && !issuer_of(c, p->org))
            faults += complain(p->id, "no such issuer", p->org);
        faults += check_words(p->id, &p->name, FILLED_NONE) +
                  check_words(p->id, &p->where, FILLED_NONE) +
                  check_words(p->id, &p->note, FILLED_NONE) + check_seen(p->id, &p->provenance);
    }
    return faults;
}
