#include "cli/case_job.h"

#include "cli/exit_status.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "render/case_text.h"
#include "render/words.h"

#include <stdlib.h>
#include <unistd.h>

/*
 * The same commands as a conversation: one thing at a time, numbered answers, 0 = I don't know.
 * Every answer is written at once, so leaving loses nothing.
 */

struct talk {
    struct case_job *job;
    char *line; /* of getline() */
    size_t cap;
    struct slice last; /* the fact that was answered last; empty = none */
};

/* ------------------------------------------------------------------ the terminal */

static void say(const char *text)
{
    fprintf(stdout, "%s\n", text);
}

/* The next line without blanks around it; false at the end of input. */
static bool hear(struct talk *talk, const char *prompt, struct slice *ret)
{
    ssize_t n;

    fprintf(stdout, "%s ", prompt);
    fflush(stdout);
    n = getline(&talk->line, &talk->cap, stdin);
    if (n < 0)
        return false;
    *ret = arena_copy(talk->job->arena, slice_trim((struct slice){talk->line, (size_t)n}));
    return true;
}

static void show(struct talk *talk, void (*what)(struct page *page, const struct case_view *view),
                 const struct case_view *view)
{
    struct output out;
    struct page page = case_page(talk->job, &out);

    fflush(stdout);
    standard_output_init(&out);
    output_add_byte(&out, '\n');
    what(&page, view);
    output_done(&out);
}

static void help(void)
{
    say(_("A number or a word answers; 0: I don't know; b: take the last answer back; s: stop my "
          "card now; q: leave, everything is kept."));
}

/* ------------------------------------------------------------------ writing */

/* Do ${act} as one piece and read the case again. */
static int enter(struct talk *talk, int (*act)(struct talk *talk, const void *what),
                 const void *what)
{
    struct case_job *job = talk->job;
    int status = case_begin(job);

    if (status == 0)
        status = case_load(job);
    if (status == 0)
        status = act(talk, what);
    if (status == 0)
        status = case_commit(job);
    else if (job->is_writing)
        case_rollback(job);
    return status ? status : case_load(job);
}

struct said {
    struct slice fact, value;
};

static int enter_answer(struct talk *talk, const void *what)
{
    const struct said *said = what;

    return case_give_answer(talk->job, said->fact, said->value);
}

static int enter_step(struct talk *talk, const void *what)
{
    const struct course_step *step = what;

    return case_write_step(talk->job, step->playbook, step->step);
}

static int enter_skip(struct talk *talk, const void *what)
{
    const struct course_step *step = what;
    struct event event = case_event(talk->job, EVENT_STEP_SKIPPED);

    case_field(talk->job, &event, SLICE("playbook"), step->playbook->id);
    case_field(talk->job, &event, SLICE("step"), step->step->id);
    return case_write(talk->job, &event);
}

/* ------------------------------------------------------------------ questions */

/* The value that the words mean: the number of an answer, its code, 0 or a text. */
static bool value_of(const struct question *q, struct slice words, struct slice *ret)
{
    if (slice_eq(words, SLICE("0"))) {
        *ret = SLICE("unknown");
        return true;
    }
    *ret = words;
    if (q->kind != FACT_CHOICE)
        return words.len > 0;
    if (words.len == 1 && words.ptr[0] >= '1' && words.ptr[0] <= '9') {
        size_t number = (size_t)(words.ptr[0] - '1');

        if (number >= q->answers_len)
            return false;
        *ret = q->answers[number].value;
        return true;
    }
    for (size_t i = 0; i < q->answers_len; i++)
        if (slice_eq(q->answers[i].value, words))
            return true;
    return slice_eq(words, SLICE("unknown"));
}

#define LEAVE (-1) /* beside 0 (go on) and exit statuses */

static void show_stop(struct page *page, const struct case_view *view)
{
    const struct step *step = course_stop_card(view->catalog);

    if (step)
        case_text_step(page, view, playbook_of(view->catalog, SLICE("card-number-stolen")), step,
                       true);
}

/* Words that are understood everywhere; true = it was one of them. */
static bool is_common(struct talk *talk, const struct case_view *view, struct slice words, int *ret)
{
    struct said back = {talk->last, SLICE("back")};

    *ret = 0;
    if (slice_eq(words, SLICE("q"))) {
        *ret = LEAVE;
    } else if (slice_eq(words, SLICE("s"))) {
        show(talk, show_stop, view);
    } else if (slice_eq(words, SLICE("b"))) {
        if (talk->last.len)
            *ret = enter(talk, enter_answer, &back);
        else
            say(_("There is no answer to take back."));
        talk->last = (struct slice){"", 0};
    } else if (slice_eq(words, SLICE("?")) || !words.len) {
        help();
    } else {
        return false;
    }
    return true;
}

static int ask(struct talk *talk, const struct case_view *view)
{
    const struct question *q = view->course.question.question;
    struct said said = {.fact = q->id};
    struct slice words;
    int status;

    if (!hear(talk, _("Your answer (0: I don't know, b: back, s: stop my card, q: leave):"),
              &words))
        return LEAVE;
    if (is_common(talk, view, words, &status))
        return status;
    if (!value_of(q, words, &said.value)) {
        say(_("Please answer with one of the numbers."));
        return 0;
    }
    status = enter(talk, enter_answer, &said);
    if (status == EXIT_USAGE)
        return 0; /* said already: it is asked again */
    talk->last = q->id;
    return status;
}

/* ------------------------------------------------------------------ steps */

static int walk(struct talk *talk, const struct case_view *view)
{
    const struct course_step *step = &view->course.steps.at[view->next.step];
    struct slice words;
    int status;

    if (!hear(talk, _("1: done, 2: not for me, b: back, s: stop my card, q: leave and do it:"),
              &words))
        return LEAVE;
    if (is_common(talk, view, words, &status))
        return status;
    if (slice_eq(words, SLICE("1")))
        return enter(talk, enter_step, step);
    if (slice_eq(words, SLICE("2")))
        return enter(talk, enter_skip, step);
    say(_("Please answer with one of the numbers."));
    return 0;
}

/* ------------------------------------------------------------------ the conversation */

static int turn(struct talk *talk)
{
    struct case_view view;

    case_view_of(talk->job, &view);
    show(talk, case_text_next, &view);
    if (!talk->job->state.is_open)
        return LEAVE;
    switch (view.next.kind) {
    case NEXT_QUESTION: return ask(talk, &view);
    case NEXT_STEP: return walk(talk, &view);
    case NEXT_PROMISE:
    case NEXT_WAIT:
    case NEXT_CLOSE: break;
    }
    return LEAVE;
}

/* What began it, as numbers; the options that say the same are set. */
static bool ask_ground(struct talk *talk, struct options *options)
{
    struct slice words;

    say(_("What happened?"));
    say(_("  1  There is a charge that I do not know"));
    say(_("  2  Somebody else uses my Amazon account"));
    say(_("  3  I got a suspicious mail"));
    if (!hear(talk, _("Your answer (q: leave):"), &words))
        return false;
    if (slice_eq(words, SLICE("2"))) {
        options->given.taken_over = true;
        return true;
    }
    if (slice_eq(words, SLICE("1"))) {
        if (!hear(talk,
                  _("Type it as it stands on the statement, for example 2026-10-03 AMAZON "
                    "15480:"),
                  &words) ||
            !words.len)
            return false;
        *array_push(talk->job->arena, &options->given.typed) = words;
        return true;
    }
    if (slice_eq(words, SLICE("3"))) {
        if (!hear(talk, _("The file of the mail (saved with all its headers):"), &words) ||
            !words.len)
            return false;
        options->given.mail = arena_join(talk->job->arena, (struct slice[]){words, {"", 1}}, 2).ptr;
        return true;
    }
    return false;
}

static int open_here(struct talk *talk)
{
    struct case_job *job = talk->job;
    struct options options = *job->options;
    const struct options *before = job->options;
    int status;

    if (!ask_ground(talk, &options))
        return LEAVE;
    job->options = &options;
    status = case_begin(job);
    if (status == 0)
        status = case_open(job);
    if (status == 0)
        status = case_commit(job);
    else if (job->is_writing)
        case_rollback(job);
    job->options = before;
    return status ? status : case_load(job);
}

static bool has_case(struct case_job *job)
{
    struct store_names names = {0};
    struct err err;

    return job->store->ops->case_list(job->store, job->arena, &names, &err) >= 0 && names.len;
}

int case_converse(struct case_job *job, bool is_new)
{
    struct talk talk = {.job = job};
    int status;

    if (is_new || !has_case(job)) {
        status = open_here(&talk);
    } else {
        status = case_find(job);
        if (status == 0)
            status = case_load(job);
    }
    while (status == 0)
        status = turn(&talk);
    free(talk.line);
    return status == LEAVE ? EXIT_FINE : status;
}
