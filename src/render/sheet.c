#include "render/sheet.h"

#include "render/words.h"

#include "casework/agenda.h"
#include "casework/reach.h"

#include "base/day.h"

/* ------------------------------------------------------------------ steps */

static void add_route(const struct paper *paper, struct document *d, const struct step *step)
{
    struct reach reach;
    const struct route *route;
    struct slice name;

    reach_find(paper->catalog, paper->state, step, paper->page->arena, &reach);
    route = reach.best;
    if (!route || !step->purpose.len)
        return;
    name = page_choose(paper->page, route->name.ja, route->name.en);
    document_add(d, BLOCK_FINE,
                 route->value.len && !slice_has(name, route->value)
                     ? page_format_of(paper->page, _("Where: %s, %s"), name, route->value)
                     : page_format_of(paper->page, _("Where: %s"), name));
    if (route->value.len && provenance_is_old(&route->provenance, paper->today))
        document_add(d, BLOCK_FINE,
                     slice_of(_("seen more than 180 days ago: check the source first")));
}

static void add_step(const struct paper *paper, struct document *d, const struct step *step)
{
    document_begin(d, BLOCK_CHECKLIST, NULL, 0);
    document_add_cells(d, paper_phrase(paper, step->party, step->title));
    add_route(paper, d, step);
    document_add(d, BLOCK_WORDS, paper_phrase(paper, step->party, step->say));
}

/* The steps of ${urgency} that can be done now; return how many were added. */
static size_t add_steps(const struct paper *paper, struct document *d, const struct course *course,
                        enum urgency urgency, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < course->steps.len && n < room; i++) {
        const struct course_step *s = &course->steps.at[i];

        if (s->state != COURSE_READY || s->step->urgency != urgency)
            continue;
        add_step(paper, d, s->step);
        n++;
    }
    return n;
}

static void add_question(const struct paper *paper, struct document *d, const struct question *q)
{
    document_begin(d, BLOCK_CHECKLIST, NULL, 0);
    document_add_cells(
        d, page_format_of(paper->page, _("Find out: %s"), paper_phrase(paper, PARTIES, q->ask)));
    document_add(d, BLOCK_FINE, paper_phrase(paper, PARTIES, q->how));
}

/* ------------------------------------------------------------------ what comes then */

static struct slice what_of(const struct paper *paper, const struct agenda_item *item)
{
    const struct case_state *s = paper->state;

    if (item->rule)
        return paper_phrase(paper, PARTIES, item->rule->what);
    for (size_t i = 0; i < s->promises.len; i++)
        if (s->promises.at[i].seq == item->seq)
            return page_format_of(paper->page, _("%s: %s"),
                                  paper_party(paper, s->promises.at[i].party, SLICE("")),
                                  slice_of(paper_promised(s->promises.at[i].what)));
    return slice_of(_("an answer should have come"));
}

#define DAYS_SHOWN 2u

static void add_days(const struct paper *paper, struct document *d)
{
    struct agenda_items items = {0};
    const struct deadline_rule *last = NULL;
    size_t n = 0;

    agenda_make(paper->catalog, paper->state, paper->today, paper->page->arena, &items);
    for (size_t i = 0; i < items.len && n < DAYS_SHOWN; i++) {
        /* A rule that counts for each charge is told once, for the charge that is lost first;
         * what others must do is for the agenda. */
        if (items.at[i].is_over || items.at[i].day < paper->today ||
            (items.at[i].rule &&
             (items.at[i].rule == last || items.at[i].rule->side == DEADLINE_THEIRS)))
            continue;
        last = items.at[i].rule;
        if (n++ == 0)
            document_begin(d, BLOCK_PAIRS, NULL, 0);
        document_add_cells(
            d, page_format_of(paper->page, _("By %s"), page_day(paper->page, items.at[i].day)),
            what_of(paper, &items.at[i]));
    }
}

/* "Stop my card now" stays in reach. */
static void add_stop(const struct paper *paper, struct document *d, const struct course *course)
{
    const struct step *stop = course_stop_card(paper->catalog);

    if (!stop || slice_eq(state_fact(paper->state, SLICE("card_stopped")), SLICE("yes")))
        return;
    for (size_t i = 0; i < course->steps.len; i++)
        if (course->steps.at[i].step == stop && course->steps.at[i].state == COURSE_READY)
            return; /* it stands among the steps */
    document_begin(d, BLOCK_PAIRS, NULL, 0);
    document_add_cells(d, slice_of(_("If charges go on")),
                       paper_phrase(paper, stop->party, stop->title));
}

static void add_calm(const struct paper *paper, struct document *d, const struct course *course)
{
    if (course->steps.len)
        document_add(d, BLOCK_PARAGRAPH,
                     paper_phrase(paper, PARTIES, course->steps.at[0].playbook->calm));
}

static void add_footer(const struct paper *paper, struct document *d)
{
    d->title = slice_of(_("What to do today"));
    d->japanese = paper->page->japanese;
    d->day = paper->today;
    d->footer = document_clean(
        d->arena, page_format_of(paper->page, _("Case %s, made on %s with mioboe"),
                                 paper->state->id, page_day(paper->page, paper->today)));
}

void sheet_make(const struct paper *paper, struct document *ret)
{
    struct course course;
    size_t n = 0;

    course_make(paper->catalog, paper->state, paper->today, paper->page->arena, &course);
    document_init(ret, paper->page->arena, DOCUMENT_HALF);
    add_footer(paper, ret);
    document_add(ret, BLOCK_TITLE,
                 page_format_of(paper->page, _("What to do today (%s)"),
                                page_day(paper->page, paper->today)));
    add_calm(paper, ret, &course);
    for (int urgency = URGENCY_NOW; urgency < URGENCIES && n < SHEET_STEPS; urgency++)
        n += add_steps(paper, ret, &course, (enum urgency)urgency, SHEET_STEPS - n);
    if (n < SHEET_STEPS && course.question.question)
        add_question(paper, ret, course.question.question);
    else if (n == 0)
        document_add(ret, BLOCK_PARAGRAPH, slice_of(_("There is nothing to do today.")));
    add_days(paper, ret);
    add_stop(paper, ret, &course);
    document_add(
        ret, BLOCK_FINE,
        slice_of(_("Whenever you speak with somebody, write down: day and time, name, number, "
                   "what was said. Never tell anybody a PIN, password or one-time code.")));
}
