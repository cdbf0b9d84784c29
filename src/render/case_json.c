#include "render/case_json.h"

#include "render/case_json_state.h"
#include "render/case_words.h"
#include "render/promise_words.h"

/* ------------------------------------------------------------------ questions */

static void question(struct printer *p, const struct case_view *view, struct page *page,
                     const struct asked *asked)
{
    static const struct slice kinds[] = {[FACT_CHOICE] = {"choice", 6},
                                         [FACT_TEXT] = {"text", 4},
                                         [FACT_DAY] = {"day", 3},
                                         [FACT_AMOUNT] = {"amount", 6}};
    const struct question *q = asked->question;

    print_begin_map(p);
    print_string_of(p, "fact", q->id);
    print_string_of(p, "kind", kinds[q->kind]);
    print_text_of(p, "ask", case_phrase(page, view, &q->ask, PARTY_SELF));
    print_text_of(p, "how", case_phrase(page, view, &q->how, PARTY_SELF));
    print_text_of(p, "why", case_phrase(page, view, &q->why, PARTY_SELF));
    print_key(p, "answers");
    print_begin_list(p);
    for (size_t i = 0; i < q->answers_len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "value", q->answers[i].value);
        print_text_of(p, "label",
                      page_choose(page, q->answers[i].label.ja, q->answers[i].label.en));
        print_end(p);
    }
    print_end(p);
    print_boolean_of(p, "urgent", q->urgent);
    print_number_of(p, "gain", asked->gain);
    print_text_of(p, "source", q->provenance.source);
    print_end(p);
}

/* ------------------------------------------------------------------ steps */

static void phrases(struct printer *p, const struct case_view *view, struct page *page,
                    const struct phrases *list, enum party party)
{
    print_begin_list(p);
    for (size_t i = 0; i < list->len; i++)
        p->type->string(p, case_phrase(page, view, &list->at[i], party));
    print_end(p);
}

static void route(struct printer *p, const struct case_view *view, struct page *page,
                  const struct route *r)
{
    print_begin_map(p);
    print_string_of(p, "id", r->id);
    print_string_of(p, "channel", channel_name(r->channel));
    print_text_of(p, "name", page_choose(page, r->name.ja, r->name.en));
    print_text_of(p, "value", r->value);
    print_key(p, "steps");
    phrases(p, view, page, &r->steps, r->party);
    print_text_of(p, "hours", page_choose(page, r->hours.ja, r->hours.en));
    print_text_of(p, "cost", page_choose(page, r->cost.ja, r->cost.en));
    print_boolean_of(p, "conflicting", r->is_conflicting);
    print_boolean_of(p, "official", r->is_official);
    print_text_of(p, "note", page_choose(page, r->note.ja, r->note.en));
    print_text_of(p, "source", r->provenance.source);
    print_text_of(p, "seen", r->provenance.seen);
    print_string_of(p, "confidence", ((struct slice){&r->provenance.confidence, 1}));
    print_end(p);
}

static void routes(struct printer *p, const struct case_view *view, struct page *page,
                   const struct step *s)
{
    struct reach reach;

    reach_find(view->catalog, view->state, s, page->arena, &reach);
    print_key(p, "route");
    if (reach.best)
        route(p, view, page, reach.best);
    else
        p->type->null(p);
    print_key(p, "other_routes");
    print_begin_list(p);
    for (size_t i = 0; i < reach.others_len; i++)
        route(p, view, page, reach.others[i]);
    print_end(p);
}

static void facts(struct printer *p, const struct slice *list, size_t n)
{
    print_begin_list(p);
    for (size_t i = 0; i < n; i++)
        p->type->string(p, list[i]);
    print_end(p);
}

static void step_words(struct printer *p, const struct case_view *view, struct page *page,
                       const struct step *s)
{
    print_text_of(p, "title", case_phrase(page, view, &s->title, s->party));
    print_text_of(p, "why", case_phrase(page, view, &s->why, s->party));
    print_string_of(p, "urgency", urgency_name(s->urgency));
    print_string_of(p, "party", party_name(s->party));
    print_string_of(p, "channel", channel_name(s->channel));
    print_text_of(p, "say", case_phrase(page, view, &s->say, s->party));
    print_key(p, "ready");
    phrases(p, view, page, &s->ready, s->party);
    print_text_of(p, "expect", case_phrase(page, view, &s->expect, s->party));
    print_known_of(p, "within_hours", s->within_hours != 0, s->within_hours);
    print_text_of(p, "risk", case_phrase(page, view, &s->risk, s->party));
}

void case_json_step(struct printer *p, const struct case_view *view, struct page *page,
                    struct slice playbook, const struct step *s)
{
    if (!s) {
        p->type->null(p);
        return;
    }
    print_begin_map(p);
    print_string_of(p, "playbook", playbook);
    print_string_of(p, "step", s->id);
    step_words(p, view, page, s);
    print_key(p, "asks");
    facts(p, s->asks, s->asks_len);
    routes(p, view, page, s);
    print_text_of(p, "source", s->provenance.source);
    print_text_of(p, "seen", s->provenance.seen);
    print_string_of(p, "confidence", ((struct slice){&s->provenance.confidence, 1}));
    print_end(p);
}

/* ------------------------------------------------------------------ what comes next */

void case_json_next(struct printer *p, const struct case_view *view, struct page *page)
{
    static const struct slice kinds[] = {[NEXT_QUESTION] = {"question", 8},
                                         [NEXT_STEP] = {"step", 4},
                                         [NEXT_PROMISE] = {"promise", 7},
                                         [NEXT_WAIT] = {"wait", 4},
                                         [NEXT_CLOSE] = {"close", 5}};
    enum next_kind kind = view->next.kind;

    print_begin_map(p);
    if (!view->state->is_open) {
        print_string_of(p, "kind", SLICE("closed"));
        print_end(p);
        return;
    }
    print_string_of(p, "kind", kinds[kind]);
    if (kind == NEXT_QUESTION) {
        print_key(p, "question");
        question(p, view, page, &view->course.question);
    } else if (kind == NEXT_STEP) {
        print_key(p, "step");
        case_json_step(p, view, page, view->course.steps.at[view->next.step].playbook->id,
                       view->course.steps.at[view->next.step].step);
    } else if (kind == NEXT_PROMISE) {
        print_integer_of(p, "promise", (int64_t)view->next.promise);
        print_boolean_of(p, "in_doubt", case_doubt_of(view, view->next.promise) != NULL);
    } else if (kind == NEXT_WAIT) {
        print_day_of(p, "day", view->next.day);
    }
    print_text_of(p, "why_open", course_why_open(view->catalog, view->state));
    print_end(p);
}

/* ------------------------------------------------------------------ causes, course, days */

static void causes(struct printer *p, const struct case_view *view)
{
    print_key(p, "causes");
    print_begin_list(p);
    for (size_t i = 0; i < view->course.causes.len; i++) {
        const struct ranked_cause *r = &view->course.causes.at[i];

        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "cause", view->catalog->causes[r->cause].id);
        print_number_of(p, "probability", r->probability);
        print_end(p);
    }
    print_end(p);
}

void case_json_contradictions(struct printer *p, const struct case_view *view, uint64_t since)
{
    print_begin_list(p);
    for (size_t i = 0; i < view->contradictions.len; i++) {
        const struct contradiction *c = &view->contradictions.at[i];

        if (c->first->seq <= since && c->second->seq <= since)
            continue;
        print_begin_list(p);
        case_json_answer(p, c->first);
        case_json_answer(p, c->second);
        print_end(p);
    }
    print_end(p);
}

/* What is known by now, in words: the newest answer to each question that was not taken back. */
static void known(struct printer *p, const struct case_view *view, struct page *page)
{
    const struct case_state *state = view->state;

    print_key(p, "known");
    print_begin_list(p);
    for (size_t i = 0; i < state->answers.len; i++) {
        const struct case_answer *a = &state->answers.at[i];
        const struct question *q = question_of(view->catalog, a->fact);

        if (state_answer(state, a->fact) != a)
            continue;
        print_begin_map(p);
        print_string_of(p, "fact", a->fact);
        print_text_of(p, "ask", q ? case_phrase(page, view, &q->ask, PARTY_SELF) : SLICE(""));
        print_string_of(p, "value", a->value);
        print_text_of(p, "label", case_answer_label(page, q, a->value));
        print_integer_of(p, "entry", (int64_t)a->seq);
        print_end(p);
    }
    print_end(p);
}

/* The steps of the playbooks that apply, in the order in which they should be done. */
static void course(struct printer *p, const struct case_view *view, struct page *page)
{
    static const struct slice states[] = {
        [COURSE_READY] = {"ready", 5},     [COURSE_BLOCKED] = {"blocked", 7},
        [COURSE_NOT_NOW] = {"not_now", 7}, [COURSE_DONE] = {"done", 4},
        [COURSE_SKIPPED] = {"skipped", 7}, [COURSE_EXPIRED] = {"expired", 7}};

    print_key(p, "course");
    print_begin_list(p);
    for (size_t i = 0; i < view->course.steps.len; i++) {
        const struct course_step *s = &view->course.steps.at[i];

        print_begin_map(p);
        print_string_of(p, "playbook", s->playbook->id);
        print_string_of(p, "step", s->step->id);
        print_string_of(p, "state", states[s->state]);
        print_text_of(p, "title", case_phrase(page, view, &s->step->title, s->step->party));
        print_string_of(p, "urgency", urgency_name(s->step->urgency));
        print_string_of(p, "party", party_name(s->step->party));
        print_end(p);
    }
    print_end(p);
}

static void agenda(struct printer *p, const struct case_view *view, struct page *page)
{
    static const struct slice kinds[] = {[AGENDA_DEADLINE] = {"deadline", 8},
                                         [AGENDA_PROMISE] = {"promise", 7},
                                         [AGENDA_EXPECTED] = {"expected", 8},
                                         [AGENDA_INQUIRY] = {"inquiry", 7}};

    print_key(p, "agenda");
    print_begin_list(p);
    for (size_t i = 0; i < view->agenda.len; i++) {
        const struct agenda_item *item = &view->agenda.at[i];

        print_begin_map(p);
        print_string_of(p, "kind", kinds[item->kind]);
        print_day_of(p, "day", item->day);
        print_day_of(p, "warn", item->warn);
        print_day_of(p, "urge", item->urge);
        print_day_of(p, "by", item->by);
        print_text_of(p, "rule", item->rule ? item->rule->id : SLICE(""));
        print_text_of(p, "what", case_agenda_what(page, view, item));
        print_text_of(p, "charge", item->charge);
        print_known_of(p, "amount", item->amount != 0, item->amount);
        print_text_of(p, "currency", item->amount ? slice_of(item->currency.code) : SLICE(""));
        print_known_of(p, "entry", item->seq != 0, (int64_t)item->seq);
        print_boolean_of(p, "over", item->is_over);
        print_boolean_of(p, "late", item->is_late);
        print_boolean_of(p, "assumed", item->is_assumed);
        print_end(p);
    }
    print_end(p);
}

/* Credits of which the person must say which promise they keep. */
static void doubts(struct printer *p, const struct case_view *view)
{
    print_key(p, "doubts");
    print_begin_list(p);
    for (size_t i = 0; i < view->doubts.len; i++) {
        const struct promise_doubt *d = &view->doubts.at[i];

        print_begin_map(p);
        print_integer_of(p, "money", (int64_t)d->credit->seq);
        print_string_of(p, "charge", d->charge->id);
        print_day_of(p, "date", d->credit->day);
        print_integer_of(p, "amount", d->amount);
        print_text_of(p, "currency", slice_of(d->charge->currency.code));
        print_key(p, "promises");
        promise_numbers_json(p, &d->promises);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ the whole */

static void head(struct printer *p, const struct case_view *view)
{
    const struct case_state *state = view->state;

    print_string_of(p, "case", state->id);
    print_text_of(p, "title", state->title);
    print_string_of(p, "ground", state->ground);
    print_text_of(p, "jurisdiction", state->jurisdiction);
    print_text_of(p, "language", state->language);
    case_json_moment(p, SLICE("opened"), state->opened);
    case_json_moment(p, SLICE("changed"), state->changed);
    case_json_moment(p, SLICE("closed"), state->closed);
    print_text_of(p, "outcome", state->outcome);
    print_boolean_of(p, "open", state->is_open);
    print_integer_of(p, "entries", (int64_t)state->events);
}

void case_json_line(struct printer *p, const struct case_view *view)
{
    struct currency currency;
    int64_t owed = case_owed(view->state, &currency);

    print_begin_map(p);
    head(p, view);
    print_integer_of(p, "owed", owed);
    print_text_of(p, "currency", slice_of(currency.code));
    print_key(p, "charges");
    print_inline(p);
    print_begin_list(p);
    for (size_t i = 0; i < view->state->charges.len; i++)
        if (!view->state->charges.at[i].is_removed)
            p->type->string(p, view->state->charges.at[i].id);
    print_end(p);
    print_end(p);
}

void case_json_show(struct printer *p, const struct case_view *view, struct page *page)
{
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.case/1"));
    head(p, view);
    print_string_of(p, "head", view->head);
    case_json_state(p, view->state);
    causes(p, view);
    print_key(p, "contradictions");
    case_json_contradictions(p, view, 0);
    doubts(p, view);
    known(p, view, page);
    course(p, view, page);
    agenda(p, view, page);
    print_key(p, "next");
    case_json_next(p, view, page);
    print_end(p);
}
