#include "render/case_text.h"

#include "render/case_words.h"
#include "render/promise_words.h"
#include "render/provenance_view.h"
#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"

#define LABEL 2u /* columns before a line of details */

static void labelled(struct page *page, const char *label, struct slice text)
{
    struct slice mark;

    if (!text.len)
        return;
    mark = arena_join(page->arena, (struct slice[]){slice_of(label), SLICE(" ")}, 2);
    page_wrap(page, LABEL, mark, text);
}

static void styled(struct page *page, enum page_style style, struct slice text)
{
    page_style(page, style);
    page_wrap(page, 0, SLICE(""), text);
    page_style(page, PAGE_PLAIN);
}

static void source_line(struct page *page, const struct provenance *provenance)
{
    page_style(page, PAGE_QUIET);
    labelled(page, _("Source:"),
             page_format_of(page, _("%s (seen %s, certainty %s)"), provenance->source,
                            provenance->seen, provenance_sureness(provenance)));
    page_style(page, PAGE_PLAIN);
}

/* A command to type: ${words}, ${what}, and the case where it must be named. */
static void command(struct page *page, const struct case_view *view, const char *label,
                    struct slice words, struct slice what)
{
    struct slice named =
        view->is_one_of_many ? page_format_of(page, " --case %s", view->state->id) : SLICE("");

    labelled(page, label, arena_join(page->arena, (struct slice[]){words, what, named}, 3));
}

/* ------------------------------------------------------------------ questions */

static void answer_line(struct page *page, size_t number, struct slice value, struct slice label)
{
    struct slice mark = arena_join(
        page->arena, (struct slice[]){arena_number(page->arena, (int64_t)number), SLICE("  ")}, 2);

    page_wrap(page, LABEL, mark, page_format_of(page, "%s  (%s)", label, value));
}

static const char *kind_hint(enum fact_kind kind)
{
    switch (kind) {
    case FACT_DAY: return _("Write a day, for example 2026-08-15.");
    case FACT_AMOUNT: return _("Write an amount, for example 1488.");
    case FACT_TEXT: return _("Write it in your own words.");
    case FACT_CHOICE: break;
    }
    return "";
}

void case_text_question(struct page *page, const struct case_view *view, const struct question *q)
{
    styled(page, PAGE_HEADING, case_phrase(page, view, &q->ask, PARTY_SELF));
    for (size_t i = 0; i < q->answers_len; i++)
        answer_line(page, i + 1, q->answers[i].value,
                    page_choose(page, q->answers[i].label.ja, q->answers[i].label.en));
    if (q->kind != FACT_CHOICE)
        page_wrap(page, LABEL, SLICE(""), slice_of(kind_hint(q->kind)));
    answer_line(page, 0, SLICE("unknown"), slice_of(_("I don't know")));
    labelled(page, _("How to find out:"), case_phrase(page, view, &q->how, PARTY_SELF));
    labelled(page, _("Why it matters:"), case_phrase(page, view, &q->why, PARTY_SELF));
    source_line(page, &q->provenance);
}

/* ------------------------------------------------------------------ steps */

static void phrases(struct page *page, const struct case_view *view, const char *label,
                    const struct phrases *list, enum party party)
{
    if (list->len)
        page_wrap(page, LABEL, SLICE(""), slice_of(label));
    for (size_t i = 0; i < list->len; i++)
        page_wrap(page, 2 * LABEL, SLICE("- "), case_phrase(page, view, &list->at[i], party));
}

static void route_lines(struct page *page, const struct case_view *view, const struct route *route)
{
    struct slice name = page_choose(page, route->name.ja, route->name.en);
    struct slice what =
        route->value.len ? page_format_of(page, "%s: %s", name, route->value) : name;

    labelled(page, _("How to reach them:"), what);
    if (route->is_conflicting)
        page_wrap(
            page, 2 * LABEL, SLICE("! "),
            slice_of(_("Sources contradict each other about this one: check it on the official "
                       "page before you use it.")));
    for (size_t i = 0; i < route->steps.len; i++)
        page_wrap(page, 2 * LABEL, SLICE("- "),
                  case_phrase(page, view, &route->steps.at[i], route->party));
    labelled(page, _("Hours:"), page_choose(page, route->hours.ja, route->hours.en));
    labelled(page, _("Cost:"), page_choose(page, route->cost.ja, route->cost.en));
    phrases(page, view, _("They will ask:"), &route->will_ask, route->party);
    labelled(page, _("Note:"), page_choose(page, route->note.ja, route->note.en));
    source_line(page, &route->provenance);
    if (route->value.len && provenance_is_old(&route->provenance, view->today))
        page_wrap(page, 2 * LABEL, SLICE("! "),
                  slice_of(_("seen more than 180 days ago: check the source first")));
}

static void routes(struct page *page, const struct case_view *view, const struct step *step,
                   bool all_routes)
{
    struct reach reach;

    if (step->party == PARTY_SELF)
        return;
    reach_find(view->catalog, view->state, step, page->arena, &reach);
    if (reach.best)
        route_lines(page, view, reach.best);
    for (size_t i = 0; i < reach.others_len && (all_routes || !reach.best); i++)
        route_lines(page, view, reach.others[i]);
}

static struct slice expected(struct page *page, const struct case_view *view,
                             const struct step *step)
{
    struct slice text = case_phrase(page, view, &step->expect, step->party);

    if (!step->within_hours)
        return text;
    if (step->within_hours >= 48)
        return page_format_of(page, _("%s (within %s days)"), text,
                              arena_number(page->arena, (step->within_hours + 23) / 24));
    if (step->within_hours == 1)
        return page_format_of(page, _("%s (within an hour)"), text);
    return page_format_of(page, _("%s (within %s hours)"), text,
                          arena_number(page->arena, step->within_hours));
}

static void who(struct page *page, const struct step *step)
{
    if (step->party == PARTY_SELF)
        return;
    labelled(page, _("Whom:"),
             page_format_of(page, "%s, %s", case_party_word(step->party),
                            case_channel_word(step->channel)));
}

static void say_line(struct page *page, const struct case_view *view, const struct step *step)
{
    struct slice words = case_phrase(page, view, &step->say, step->party);

    if (words.len)
        labelled(page, _("Say:"), page_format_of(page, _("“%s”"), words));
}

void case_text_step(struct page *page, const struct case_view *view,
                    const struct playbook *playbook, const struct step *step, bool all_routes)
{
    styled(page, PAGE_HEADING,
           page_format_of(page, "%s: %s", case_urgency_word(step->urgency),
                          case_phrase(page, view, &step->title, step->party)));
    labelled(page, _("Why:"), case_phrase(page, view, &step->why, step->party));
    who(page, step);
    routes(page, view, step, all_routes);
    say_line(page, view, step);
    phrases(page, view, _("Have ready:"), &step->ready, step->party);
    labelled(page, _("What comes then:"), expected(page, view, step));
    page_style(page, PAGE_ALARM);
    labelled(page, _("Mind:"), case_phrase(page, view, &step->risk, step->party));
    page_style(page, PAGE_PLAIN);
    source_line(page, &step->provenance);
    command(page, view, _("Done:"), SLICE("mioboe case do "), step->id);
    command(page, view, _("Not for you:"), SLICE("mioboe case skip "), step->id);
    (void)playbook;
}

/* ------------------------------------------------------------------ what comes next */

static void nearest(struct page *page, const struct case_view *view)
{
    const struct agenda_item *item = case_nearest(view);
    struct slice amount;

    if (!item)
        return;
    amount = item->amount ? page_format_of(page, _(", %s at stake"),
                                           page_money(page, item->amount, item->currency))
                          : SLICE("");
    labelled(page, item->kind == AGENDA_EXPECTED ? _("Expected by:") : _("By:"),
             page_format_of(page, "%s: %s%s", page_day(page, item->day),
                            case_agenda_what(page, view, item), amount));
}

/* Each promise that a credit may keep, to choose from. */
static void next_doubt(struct page *page, const struct case_view *view,
                       const struct promise_doubt *doubt)
{
    styled(page, PAGE_HEADING,
           slice_of(_("Money came back, but it is not clear which promise it keeps.")));
    page_wrap(page, 0, SLICE(""),
              promise_doubt_words(page, doubt->amount, doubt->charge->currency, doubt->credit->day,
                                  &doubt->promises));
    for (size_t i = 0; i < doubt->promises.len; i++) {
        const struct case_promise *p = case_promise_of(view->state, doubt->promises.at[i]);

        page_wrap(page, 2, SLICE(""),
                  page_format_of(page, "%s  %s  %s  %s", arena_number(page->arena, (int64_t)p->seq),
                                 page_day(page, p->due), case_party_word(p->party),
                                 case_promised_word(p->what)));
    }
}

static void next_promise(struct page *page, const struct case_view *view)
{
    const struct case_promise *p = case_promise_of(view->state, view->next.promise);
    const struct promise_doubt *doubt = case_doubt_of(view, view->next.promise);
    struct slice number = arena_number(page->arena, (int64_t)view->next.promise);

    if (doubt) {
        next_doubt(page, view, doubt);
        return;
    }
    styled(page, PAGE_HEADING,
           page_format_of(page, _("Overdue since %s: %s promised %s. Ask for it."),
                          page_day(page, p->due), case_party_word(p->party),
                          case_promised_word(p->what)));
    labelled(page, _("Reference:"), p->text);
    command(page, view, _("It came:"), SLICE("mioboe case kept "), number);
    command(page, view, _("It did not:"), SLICE("mioboe case broken "), number);
}

static void next_wait(struct page *page, const struct case_view *view)
{
    struct slice code = course_why_open(view->catalog, view->state);

    if (view->next.day == DAY_NONE)
        styled(page, PAGE_HEADING, slice_of(_("There is nothing to do at the moment.")));
    else
        styled(page, PAGE_HEADING,
               page_format_of(page, _("There is nothing to do before %s."),
                              page_day(page, view->next.day)));
    labelled(page, _("Why the case stays open:"), case_why_open_sentence(code));
}

static void next_question(struct page *page, const struct case_view *view)
{
    const struct question *q = view->course.question.question;

    case_text_question(page, view, q);
    command(page, view, _("Answer:"), SLICE("mioboe case answer "),
            page_format_of(page, "%s …", q->id));
}

static void next_close(struct page *page, const struct case_view *view)
{
    styled(page, PAGE_FINE, slice_of(_("Everything is settled: the case may be closed.")));
    command(page, view, _("Close it:"), SLICE("mioboe case close"), SLICE(""));
}

void case_text_next(struct page *page, const struct case_view *view)
{
    const struct course_step *step = &view->course.steps.at[view->next.step];

    if (!view->state->is_open) {
        styled(page, PAGE_FINE,
               page_format_of(page, _("This case is closed: %s."),
                              case_outcome_word(view->state->outcome)));
        return;
    }
    switch (view->next.kind) {
    case NEXT_QUESTION: next_question(page, view); break;
    case NEXT_STEP: case_text_step(page, view, step->playbook, step->step, false); break;
    case NEXT_PROMISE: next_promise(page, view); break;
    case NEXT_WAIT: next_wait(page, view); break;
    case NEXT_CLOSE: next_close(page, view); break;
    }
    nearest(page, view);
    page_style(page, PAGE_QUIET);
    labelled(page, _("At any moment:"),
             slice_of(_("\"mioboe case stop-card\" tells how to stop your "
                        "card now.")));
    page_style(page, PAGE_PLAIN);
}

/* ------------------------------------------------------------------ contradictions */

static struct slice said_by(struct page *page, const struct case_answer *answer)
{
    struct slice who_said = answer->origin == FACT_BY_CONTACT ? case_party_word(answer->party)
                                                              : case_origin_word(answer->origin);

    return page_format_of(page, "%s: %s (%s)", who_said, answer->value,
                          page_day(page, moment_day(answer->at, DAY_JST)));
}

void case_text_contradictions(struct page *page, const struct case_view *view, uint64_t since)
{
    for (size_t i = 0; i < view->contradictions.len; i++) {
        const struct contradiction *c = &view->contradictions.at[i];
        const struct question *q = question_of(view->catalog, c->first->fact);

        if (c->first->seq <= since && c->second->seq <= since)
            continue;
        page_style(page, PAGE_ALARM);
        page_wrap(page, 0, SLICE("! "),
                  page_format_of(page, _("Contradiction about \"%s\": %s – %s"),
                                 q ? case_phrase(page, view, &q->ask, PARTY_SELF) : c->first->fact,
                                 said_by(page, c->first), said_by(page, c->second)));
        page_style(page, PAGE_PLAIN);
    }
}
