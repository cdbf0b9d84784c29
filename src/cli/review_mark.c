#include "cli/review_job.h"

#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "render/words.h"

/* done, not-mine, later, answer: what the person says of a finding or a question. */

struct saying {
    const char *word;
    enum mark_state state;
};

static const struct saying sayings[] = {
    {"done", MARK_DONE}, {"not-mine", MARK_NOT_MINE}, {"later", MARK_LATER}, {NULL, MARK_NONE}};

static const struct saying answers[] = {
    {"yes", MARK_YES}, {"no", MARK_NO}, {"unknown", MARK_UNKNOWN}, {NULL, MARK_NONE}};

static enum mark_state state_of(const struct saying *rows, const char *word)
{
    while (rows->word && strcmp(rows->word, word) != 0)
        rows++;
    return rows->state;
}

static const struct finding *find(const struct review *review, struct slice id)
{
    const struct finding_list *lists[] = {&review->findings, &review->questions, &review->closed};

    for (size_t l = 0; l < sizeof(lists) / sizeof(lists[0]); l++)
        for (size_t i = 0; i < lists[l]->len; i++)
            if (slice_eq(lists[l]->at[i].id, id))
                return &lists[l]->at[i];
    return NULL;
}

/* What was found in files that are not in the store has an id of a rule and a dot. */
static bool is_id(const struct catalog *catalog, struct slice id)
{
    struct slice rule, rest;

    slice_cut(id, SLICE("."), &rule, &rest);
    return rest.len == 8 && finding_rule_of(catalog, rule) != NULL;
}

static bool is_question(const struct finding *f)
{
    return f->rule->kind == FINDING_QUESTION || f->rule->kind == FINDING_PROTECTION;
}

/* ------------------------------------------------------------------ telling */

static void tell_json(struct page *page, const struct mark *mark, struct slice begin)
{
    struct printer p = printer_json(page->out);

    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.review-mark/1"));
    print_string_of(&p, "id", mark->finding);
    print_string_of(&p, "state", mark_state_name(mark->state));
    print_day_of(&p, "until", mark->until);
    print_text_of(&p, "case", begin);
    print_end(&p);
}

static void tell_text(struct page *page, const struct mark *mark, struct slice begin)
{
    if (mark->state == MARK_LATER)
        page_wrap(page, 0, SLICE(""),
                  page_format_of(page, _("Put off until %s."), page_day(page, mark->until)));
    else
        page_line(page, slice_of(_("Remembered.")));
    if (begin.len)
        page_wrap(page, 0, SLICE(""),
                  page_format_of(page, _("Nobody of yours did this? Begin a case now: %s"), begin));
}

static void tell(struct review_job *r, const struct mark *mark, const struct finding *f)
{
    struct output out;
    struct page page = review_job_page(r, &out);
    struct slice begin =
        f && mark->state == MARK_NOT_MINE ? review_case(&page, f) : (struct slice){"", 0};

    standard_output_init(&out);
    if (r->options->format == FORMAT_JSON)
        tell_json(&page, mark, begin);
    else
        tell_text(&page, mark, begin);
    output_done(&out);
}

/* ------------------------------------------------------------------ writing */

static int check(struct review_job *r, const struct mark *mark, const struct finding *f)
{
    bool is_answer = mark->state >= MARK_YES;

    if (!f && (is_answer || !is_id(r->in.catalog, mark->finding)))
        return usage_error(_("The review has no \"%.*s\"; \"mioboe review --format json\" tells "
                             "the ids."),
                           SLICE_ARG(mark->finding));
    if (f && is_answer != is_question(f) && mark->state != MARK_LATER)
        return usage_error(
            is_question(f) ? _("\"%.*s\" is a question: mioboe review answer %.*s yes|no|unknown")
                           : _("\"%.*s\" is no question: mioboe review done|not-mine|later %.*s"),
            SLICE_ARG(mark->finding), SLICE_ARG(mark->finding));
    return 0;
}

static int keep(struct review_job *r, const struct mark *mark)
{
    const struct finding *f;
    struct store *store = NULL;
    int status = review_job_read_store(r);

    if (status)
        return status;
    review_job_run(r);
    f = find(&r->review, mark->finding);
    status = check(r, mark, f);
    if (status == 0)
        status = own_store_open(r->options, STORE_CREATE, r->arena, &store);
    if (status == 0)
        status = review_job_keep(r->options, store, mark, r->arena);
    store_close(store);
    if (status == 0)
        tell(r, mark, f);
    return status;
}

static int read_mark(const struct command_call *call, const struct options *options,
                     struct mark *ret)
{
    bool is_answer = strcmp(call->command->name, "answer") == 0;
    int32_t today = review_today(options);

    if (options->operands.len != (is_answer ? 2u : 1u))
        return usage_error(_("\"mioboe review %s --help\" tells what it takes."),
                           call->command->name);
    *ret = (struct mark){slice_of(options->operands.at[0].text),
                         is_answer ? state_of(answers, options->operands.at[1].text)
                                   : state_of(sayings, call->command->name),
                         today, DAY_NONE};
    if (ret->state == MARK_NONE)
        return usage_error(_("\"%s\" is no answer; it is yes, no or unknown."),
                           options->operands.at[1].text);
    if (ret->state == MARK_LATER)
        ret->until =
            options->filter.until == DAY_NONE ? today + REVIEW_LATER_DAYS : options->filter.until;
    return 0;
}

int review_mark(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct review_job r;
    struct mark mark = {.state = MARK_NONE};
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0)
        status = read_mark(call, &options, &mark);
    if (status == 0) {
        status = review_job_init(&r, &options, arena);
        if (status == 0)
            status = keep(&r, &mark);
        review_job_done(&r);
    }
    arena_free(arena);
    return status;
}
