#include "tools/catalog_fact.h"

#include <string.h>

#define LABEL_MAX 60u

/* ------------------------------------------------------------------ facts */

/* Facts that follow from the state of a case (casework/state.c), or that its charges tell. */
static bool is_derived(struct slice fact)
{
    static const char *const facts[] = {
        "has_charge", "has_posted",      "has_pending", "all_closed",   "card_known",
        "reissued",   "refund_promised", "ground",      "jurisdiction", "issuer"};

    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        if (slice_eq(fact, slice_of(facts[i])))
            return true;
    return false;
}

/* Days from which time limits count (casework/agenda.c). */
static bool is_clock(struct slice fact)
{
    return slice_eq(fact, SLICE("learned_on")) || slice_eq(fact, SLICE("reported_on")) ||
           slice_eq(fact, SLICE("expected_on"));
}

/* Some step sets the fact, to ${value} where one is given. */
static bool is_set(const struct catalog *c, struct slice fact, struct slice value)
{
    for (size_t i = 0; i < c->playbooks_len; i++)
        for (size_t k = 0; k < c->playbooks[i].steps_len; k++)
            for (size_t n = 0; n < c->playbooks[i].steps[k].sets_len; n++) {
                const struct fact_set *set = &c->playbooks[i].steps[k].sets[n];

                if (slice_eq(set->fact, fact) && (!value.len || slice_eq(set->value, value)))
                    return true;
            }
    return false;
}

/* Some step asks for it. */
static bool is_asked_by_step(const struct catalog *c, struct slice fact)
{
    for (size_t i = 0; i < c->playbooks_len; i++)
        for (size_t k = 0; k < c->playbooks[i].steps_len; k++)
            for (size_t n = 0; n < c->playbooks[i].steps[k].asks_len; n++)
                if (slice_eq(c->playbooks[i].steps[k].asks[n], fact))
                    return true;
    return false;
}

static bool has_answer(const struct question *q, struct slice value)
{
    if (q->kind != FACT_CHOICE || !value.len)
        return true;
    for (size_t i = 0; i < q->answers_len; i++)
        if (slice_eq(q->answers[i].value, value))
            return true;
    return false;
}

/* Somebody can find out the fact, and it can have that value. */
static bool is_askable(const struct catalog *c, struct slice fact, struct slice value)
{
    const struct question *q = question_of(c, fact);

    if (is_set(c, fact, value))
        return true;
    return q ? has_answer(q, value) : is_derived(fact);
}

/* ------------------------------------------------------------------ conditions */

int check_condition(const struct catalog *c, struct slice row, const struct condition *condition)
{
    int faults = 0;

    for (size_t i = 0; i < condition->len; i++)
        for (size_t k = 0; k < condition->at[i].len; k++) {
            const struct fact_term *term = &condition->at[i].at[k];

            if (!is_askable(c, term->fact, (struct slice){"", 0}))
                faults += complain(row, "a fact that nobody asks for", term->fact);
            else if (!is_askable(c, term->fact, term->value))
                faults += complain(row, "a value that the fact cannot have", term->value);
        }
    if (!condition_can_hold(condition, &(struct condition){NULL, 0}))
        faults += complain(row, "a condition that cannot hold", condition->at[0].at[0].fact);
    return faults;
}

/* Where ${a} is true of a fact, ${b} is not. */
static bool rules_out(const struct fact_term *a, const struct fact_term *b)
{
    if (a->test == FACT_IS && b->test == FACT_IS)
        return !slice_eq(a->value, b->value);
    if (a->test == FACT_IS && b->test == FACT_IS_NOT)
        return slice_eq(a->value, b->value);
    return (a->test == FACT_IS || a->test == FACT_KNOWN) && b->test == FACT_NOT_KNOWN;
}

/* Both cannot be true of one fact. */
static bool excludes(const struct fact_term *a, const struct fact_term *b)
{
    return slice_eq(a->fact, b->fact) && (rules_out(a, b) || rules_out(b, a));
}

static const struct fact_clause *clause_of(const struct condition *a, const struct condition *b,
                                           size_t i)
{
    return i < a->len ? &a->at[i] : &b->at[i - a->len];
}

bool condition_can_hold(const struct condition *a, const struct condition *b)
{
    size_t len = a->len + b->len;

    for (size_t i = 0; i < len; i++) {
        const struct fact_clause *clause = clause_of(a, b, i);
        bool can = false;

        for (size_t k = 0; k < clause->len && !can; k++) {
            can = true;
            for (size_t n = 0; n < len && can; n++) {
                const struct fact_clause *other = clause_of(a, b, n);

                can = other->len != 1 || !excludes(&clause->at[k], &other->at[0]);
            }
        }
        if (!can)
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------ texts */

/* U+FF61 to U+FF9F: EF BD A1 … EF BE 9F. */
static bool has_half_width_kana(struct slice s)
{
    for (size_t i = 0; i + 2 < s.len; i++) {
        unsigned char b = (unsigned char)s.ptr[i + 1], d = (unsigned char)s.ptr[i + 2];

        if ((unsigned char)s.ptr[i] == 0xef &&
            ((b == 0xbd && d >= 0xa1) || (b == 0xbe && d <= 0x9f)))
            return true;
    }
    return false;
}

static bool is_filled(struct slice word, enum filled filled)
{
    static const char *const words[] = {"card", "amount", "date", "shop", "reference", "name",
                                        "shop_reference", "tracking", "subject", "place", "day", "count", "yearly", "amount"};
    static const size_t from[] = {[FILLED_FOUND] = 8};
    static const size_t upto[] = {
        [FILLED_NONE] = 0, [FILLED_ASKED] = 4, [FILLED_SAID] = 8, [FILLED_FOUND] = 14};

    for (size_t i = from[filled]; i < upto[filled]; i++)
        if (slice_eq(word, slice_of(words[i])))
            return true;
    return false;
}

static int check_braces(struct slice row, struct slice text, enum filled filled)
{
    struct slice rest = text, word;
    int faults = 0;

    while (slice_cut(rest, SLICE("{"), &word, &rest)) {
        if (!slice_cut(rest, SLICE("}"), &word, &rest))
            return faults + complain(row, "a brace that is not closed", text);
        if (!is_filled(word, filled))
            faults += complain(row, "a word that is not filled in here", word);
    }
    return faults;
}

int check_words(struct slice row, const struct phrase *phrase, enum filled filled)
{
    int faults = check_braces(row, phrase->ja, filled) + check_braces(row, phrase->en, filled);

    if (has_half_width_kana(phrase->ja))
        faults += complain(row, "half-width kana", phrase->ja);
    return faults;
}

int check_length(struct slice row, struct slice text, size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return n > most ? complain(row, "too long", text) : 0;
}

/* ------------------------------------------------------------------ questions */

static bool uses(const struct condition *condition, struct slice fact)
{
    for (size_t i = 0; i < condition->len; i++)
        for (size_t k = 0; k < condition->at[i].len; k++)
            if (slice_eq(condition->at[i].at[k].fact, fact))
                return true;
    return false;
}

static bool is_used_by_playbook(const struct playbook *p, struct slice fact)
{
    if (uses(&p->when, fact) || uses(&p->closed, fact))
        return true;
    for (size_t k = 0; k < p->steps_len; k++)
        if (uses(&p->steps[k].when, fact))
            return true;
    return false;
}

/* Its answer changes something: the causes, a condition, a time limit. */
static bool is_needed(const struct catalog *c, const struct question *q)
{
    if (q->otherwise || is_clock(q->id) || is_derived(q->id))
        return true;
    for (size_t i = 0; i < c->questions_len; i++)
        if (uses(&c->questions[i].when, q->id))
            return true;
    for (size_t i = 0; i < c->playbooks_len; i++)
        if (is_used_by_playbook(&c->playbooks[i], q->id))
            return true;
    for (size_t i = 0; i < c->deadlines_len; i++)
        if (uses(&c->deadlines[i].when, q->id))
            return true;
    return false;
}

/* Triage asks urgent ones and those that tell causes apart (casework/triage.c), steps the others.
 */
static bool is_asked(const struct catalog *c, const struct question *q)
{
    return q->urgent || q->otherwise || is_asked_by_step(c, q->id) ||
           is_set(c, q->id, (struct slice){"", 0});
}

static int check_question(const struct catalog *c, const struct question *q)
{
    int faults = check_condition(c, q->id, &q->when);

    for (size_t k = 0; k < q->likelihoods_len; k++)
        if (!catalog_cause(c, q->likelihoods[k].cause))
            faults += complain(q->id, "no such cause", q->likelihoods[k].cause);
    if (!is_needed(c, q))
        faults += complain(q->id, "a question that nothing needs", q->id);
    if (!is_asked(c, q))
        faults += complain(q->id, "a question that is never asked", q->id);
    faults += check_words(q->id, &q->ask, FILLED_ASKED) + check_words(q->id, &q->how, FILLED_NONE) +
              check_words(q->id, &q->why, FILLED_NONE);
    for (size_t k = 0; k < q->answers_len; k++)
        faults += check_words(q->id, &q->answers[k].label, FILLED_NONE) +
                  check_length(q->id, q->answers[k].label.ja, LABEL_MAX);
    return faults;
}

int check_questions(const struct catalog *c)
{
    int faults = 0;

    for (size_t i = 0; i < c->questions_len; i++)
        faults += check_question(c, &c->questions[i]);
    return faults;
}
