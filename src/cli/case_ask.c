#include "cli/case_job.h"

#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/suggest.h"
#include "cli/usage.h"
#include "render/case_json.h"
#include "render/case_text.h"
#include "render/case_words.h"
#include "render/words.h"

#include <string.h>

/* ------------------------------------------------------------------ answers */

int case_write_answer(struct case_job *job, struct slice fact, struct slice value,
                      enum fact_origin origin)
{
    struct event event = case_event(job, EVENT_ANSWER);

    case_field(job, &event, SLICE("fact"), fact);
    case_field(job, &event, SLICE("value"), value);
    case_field(job, &event, SLICE("origin"), case_origin_name(origin));
    return case_write(job, &event);
}

static int take_back(struct case_job *job, struct slice fact)
{
    struct event event = case_event(job, EVENT_ANSWER_TAKEN_BACK);

    case_field(job, &event, SLICE("fact"), fact);
    return case_write(job, &event);
}

/* "yes, no, unknown" */
static struct slice values_of(struct case_job *job, const struct question *q)
{
    struct slice list = {"", 0};

    for (size_t i = 0; i < q->answers_len; i++)
        list = arena_join(job->arena, (struct slice[]){list, q->answers[i].value, SLICE(", ")}, 3);
    return arena_join(job->arena, (struct slice[]){list, SLICE("unknown")}, 2);
}

static bool is_choice(const struct question *q, struct slice value)
{
    for (size_t i = 0; i < q->answers_len; i++)
        if (slice_eq(q->answers[i].value, value))
            return true;
    return false;
}

static int check_value(struct case_job *job, const struct question *q, struct slice value)
{
    struct slice day, values;
    int64_t amount;

    if (slice_eq(value, SLICE("unknown")))
        return 0;
    switch (q->kind) {
    case FACT_CHOICE:
        values = values_of(job, q);
        return is_choice(q, value)
                   ? 0
                   : usage_error(_("\"%.*s\" is no answer to %.*s; it takes %.*s."),
                                 SLICE_ARG(value), SLICE_ARG(q->id), SLICE_ARG(values));
    case FACT_DAY: return case_read_day(value, &day);
    case FACT_AMOUNT:
        return money_read(value, 0, &amount) == 1
                   ? 0
                   : usage_error(_("\"%.*s\" is no amount; write it as 1488."), SLICE_ARG(value));
    case FACT_TEXT: return 0;
    }
    return 0;
}

static int unknown_fact(const struct case_job *job, struct slice fact)
{
    char *name = arena_alloc(job->arena, fact.len + 1); /* with a NUL behind */

    if (fact.len)
        memcpy(name, fact.ptr, fact.len);
    for (size_t i = 0; i < job->catalog->questions_len; i++)
        if (suggest_is_near(name, job->catalog->questions[i].id.ptr))
            return usage_error(_("There is no question \"%.*s\". Did you mean \"%.*s\"?"),
                               SLICE_ARG(fact), SLICE_ARG(job->catalog->questions[i].id));
    return usage_error(_("There is no question \"%.*s\"."), SLICE_ARG(fact));
}

int case_give_answer(struct case_job *job, struct slice fact, struct slice value)
{
    const struct question *q = question_of(job->catalog, fact);
    int status;

    if (!q)
        return unknown_fact(job, fact);
    if (slice_eq(value, SLICE("back")))
        return take_back(job, fact);
    status = check_value(job, q, value);
    return status ? status : case_write_answer(job, fact, value, FACT_BY_PERSON);
}

/* `answer FACT VALUE`, or FACT=VALUE as often as one likes. */
int case_answer(struct case_job *job)
{
    const struct operands *operands = &job->options->operands;

    if (operands->len == 2 && !slice_has(case_operand(job, 0), SLICE("=")))
        return case_give_answer(job, case_operand(job, 0), case_operand(job, 1));
    for (size_t i = 0; i < operands->len; i++) {
        struct slice fact, value;
        int status;

        if (!slice_cut(case_operand(job, i), SLICE("="), &fact, &value) || !value.len)
            return usage_error("%s", _("An answer is a question and a value: \"mioboe case answer "
                                       "order_in_account no\"."));
        status = case_give_answer(job, arena_copy(job->arena, fact), value);
        if (status)
            return status;
    }
    return 0;
}

/* ------------------------------------------------------------------ steps */

int case_write_step(struct case_job *job, const struct playbook *playbook, const struct step *step)
{
    struct event event = case_event(job, EVENT_STEP_DONE);
    int status;

    case_field(job, &event, SLICE("playbook"), playbook->id);
    case_field(job, &event, SLICE("step"), step->id);
    case_field(job, &event, SLICE("note"), job->options->given.note);
    status = case_write(job, &event);
    for (size_t i = 0; status == 0 && i < step->sets_len; i++)
        status = case_write_answer(job, step->sets[i].fact, step->sets[i].value, FACT_BY_STEP);
    return status;
}

/* How near a step of the course is, where several have one name: the one that comes next, then one
 * that is not done yet. */
static int nearness(const struct case_view *view, size_t i)
{
    enum course_step_state state = view->course.steps.at[i].state;

    if (view->next.kind == NEXT_STEP && view->next.step == i)
        return 3;
    return state == COURSE_READY ? 2 : state != COURSE_DONE && state != COURSE_SKIPPED;
}

/* The nearest step of the course that has this name. */
static bool find_in_course(const struct case_view *view, struct slice name, struct course_step *ret)
{
    int best = -1;

    for (size_t i = 0; i < view->course.steps.len; i++)
        if (slice_eq(view->course.steps.at[i].step->id, name) && nearness(view, i) > best) {
            best = nearness(view, i);
            *ret = view->course.steps.at[i];
        }
    return best >= 0;
}

/* The step that is named: one of the course, else of any playbook ("PLAYBOOK/STEP" names one). */
static bool find_step(struct case_job *job, struct slice name, struct course_step *ret)
{
    struct slice playbook, step;
    struct case_view view;

    if (slice_cut(name, SLICE("/"), &playbook, &step)) {
        ret->playbook = playbook_of(job->catalog, playbook);
        ret->step = ret->playbook ? playbook_step(ret->playbook, step) : NULL;
        return ret->step;
    }
    case_view_of(job, &view);
    if (find_in_course(&view, name, ret))
        return true;
    for (size_t i = 0; i < job->catalog->playbooks_len; i++) {
        ret->playbook = &job->catalog->playbooks[i];
        ret->step = playbook_step(ret->playbook, name);
        if (ret->step)
            return true;
    }
    return false;
}

static int unknown_step(struct slice name)
{
    return usage_error(_("There is no step \"%.*s\"; \"mioboe case next\" names the one that comes "
                         "next."),
                       SLICE_ARG(name));
}

int case_do(struct case_job *job)
{
    struct course_step step;

    if (!find_step(job, case_operand(job, 0), &step))
        return unknown_step(case_operand(job, 0));
    return case_write_step(job, step.playbook, step.step);
}

int case_skip(struct case_job *job)
{
    struct event event = case_event(job, EVENT_STEP_SKIPPED);
    struct course_step step;

    if (!find_step(job, case_operand(job, 0), &step))
        return unknown_step(case_operand(job, 0));
    case_field(job, &event, SLICE("playbook"), step.playbook->id);
    case_field(job, &event, SLICE("step"), step.step->id);
    case_field(job, &event, SLICE("reason"), job->options->given.note);
    return case_write(job, &event);
}

int case_playbook(struct case_job *job)
{
    struct event event = case_event(job, EVENT_PLAYBOOK);
    struct slice id = case_operand(job, 0), chosen = case_operand(job, 1);

    if (!playbook_of(job->catalog, id))
        return usage_error(_("There is no playbook \"%.*s\"."), SLICE_ARG(id));
    if (chosen.len && !slice_eq(chosen, SLICE("yes")) && !slice_eq(chosen, SLICE("no")))
        return usage_error("%s", _("A playbook is chosen with yes or left out with no."));
    case_field(job, &event, SLICE("playbook"), id);
    case_field(job, &event, SLICE("chosen"), chosen.len ? chosen : SLICE("yes"));
    return case_write(job, &event);
}

/* ------------------------------------------------------------------ showing */

static void next_json(struct case_job *job, const struct case_view *view, struct page *page)
{
    struct printer p = printer_json(page->out);

    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.case/1"));
    print_string_of(&p, "case", job->id);
    print_key(&p, "next");
    case_json_next(&p, view, page);
    print_end(&p);
}

static void show_json(struct case_job *job, const struct case_view *view, struct page *page)
{
    struct printer p = printer_json(page->out);

    (void)job;
    case_json_show(&p, view, page);
}

static void next_text(struct case_job *job, const struct case_view *view, struct page *page)
{
    (void)job;
    case_text_next(page, view);
}

static void show_text(struct case_job *job, const struct case_view *view, struct page *page)
{
    (void)job;
    case_text_show(page, view);
}

typedef void write_view(struct case_job *job, const struct case_view *view, struct page *page);

static int print_view(struct case_job *job, write_view *text, write_view *json)
{
    struct case_view view;
    struct output out;
    struct page page = case_page(job, &out);

    standard_output_init(&out);
    case_view_of(job, &view);
    (job->options->format == FORMAT_JSON ? json : text)(job, &view, &page);
    output_done(&out);
    return 0;
}

int case_next(struct case_job *job)
{
    return print_view(job, next_text, next_json);
}

int case_show(struct case_job *job)
{
    return print_view(job, show_text, show_json);
}

static void stop_card_text(struct case_job *job, const struct case_view *view, struct page *page)
{
    const struct step *step = course_stop_card(job->catalog);

    if (step)
        case_text_step(page, view, playbook_of(job->catalog, SLICE("card-number-stolen")), step,
                       true);
}

static void stop_card_json(struct case_job *job, const struct case_view *view, struct page *page)
{
    struct printer p = printer_json(page->out);

    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.case/1"));
    print_text_of(&p, "case", job->id);
    print_key(&p, "step");
    case_json_step(&p, view, page, SLICE("card-number-stolen"), course_stop_card(job->catalog));
    print_end(&p);
}

int case_stop_card(struct case_job *job)
{
    return print_view(job, stop_card_text, stop_card_json);
}

/* ------------------------------------------------------------------ all cases */

static int list_one(struct case_job *job, struct slice id, struct page *page, struct printer *p)
{
    struct case_view view;
    int status;

    job->id = id;
    status = case_load(job);
    if (status)
        return status;
    case_view_of(job, &view);
    if (job->options->format == FORMAT_JSON)
        case_json_line(p, &view);
    else
        case_text_line(page, &view);
    return 0;
}

int case_list(struct case_job *job)
{
    struct store_names names = {0};
    struct output out;
    struct page page = case_page(job, &out);
    struct printer p;
    struct err err;
    int worst = 0;

    if (job->store->ops->case_list(job->store, job->arena, &names, &err) < 0)
        return own_store_complain(job->options, &err);
    standard_output_init(&out);
    p = printer_json(&out);
    if (job->options->format == FORMAT_JSON) {
        print_begin_map(&p);
        print_string_of(&p, "schema", SLICE("mioboe.case/1"));
        print_key(&p, "cases");
        print_begin_list(&p);
    }
    for (size_t i = 0; i < names.len; i++) {
        int status = list_one(job, names.at[i], &page, &p);

        worst = status > worst ? status : worst;
    }
    if (job->options->format == FORMAT_JSON) {
        print_end(&p);
        print_end(&p);
    }
    output_done(&out);
    return worst;
}
