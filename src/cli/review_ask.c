#include "cli/review_job.h"

#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "render/words.h"

#include <stdlib.h>

/* The questions that are due, one after the other; each answer is kept at once. */

static void show(struct review_job *r, const struct finding *f, size_t n)
{
    struct output out;
    struct page page = review_job_page(r, &out);

    standard_output_init(&out);
    output_add_byte(&out, '\n');
    page_style(&page, PAGE_QUIET);
    page_line(&page,
              page_format_of(&page, _("Question %s of %s"), arena_number(r->arena, (int64_t)n),
                             arena_number(r->arena, (int64_t)r->review.questions.len)));
    page_style(&page, PAGE_PLAIN);
    review_text_question(&page, f);
    output_done(&out);
}

/* "y", "1", "はい" …; MARK_NONE = another question of what was meant; MARK_STATES = leave. */
static enum mark_state state_of(struct slice words)
{
    static const struct {
        const char *word;
        enum mark_state state;
    } rows[] = {{"y", MARK_YES},
                {"yes", MARK_YES},
                {"1", MARK_YES},
                {"はい", MARK_YES},
                {"n", MARK_NO},
                {"no", MARK_NO},
                {"2", MARK_NO},
                {"いいえ", MARK_NO},
                {"0", MARK_UNKNOWN},
                {"?", MARK_UNKNOWN},
                {"unknown", MARK_UNKNOWN},
                {"わからない", MARK_UNKNOWN},
                {"l", MARK_LATER},
                {"later", MARK_LATER},
                {"あとで", MARK_LATER},
                {"q", MARK_STATES},
                {"quit", MARK_STATES}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (slice_eq(words, slice_of(rows[i].word)))
            return rows[i].state;
    return MARK_NONE;
}

/* What is heard on standard input; MARK_STATES at its end. */
static enum mark_state hear(void)
{
    char *line = NULL;
    size_t cap = 0;
    enum mark_state state = MARK_NONE;

    while (state == MARK_NONE) {
        ssize_t n;

        fprintf(stdout, "%s ", _("1 yes, 2 no, 0 I don't know, l later, q leave:"));
        fflush(stdout);
        n = getline(&line, &cap, stdin);
        state = n < 0 ? MARK_STATES : state_of(slice_trim((struct slice){line, (size_t)n}));
    }
    free(line);
    return state;
}

static int ask_all(struct review_job *r, struct store *store)
{
    int32_t today = review_today(r->options);
    size_t answered = 0;
    int status = 0;

    for (size_t i = 0; status == 0 && i < r->review.questions.len; i++) {
        const struct finding *f = &r->review.questions.at[i];
        struct mark mark = {f->id, MARK_NONE, today, DAY_NONE};

        show(r, f, i + 1);
        mark.state = hear();
        if (mark.state == MARK_STATES)
            break;
        if (mark.state == MARK_LATER)
            mark.until = today + REVIEW_LATER_DAYS;
        status = review_job_keep(r->options, store, &mark, r->arena);
        answered++;
    }
    if (status == 0 && answered == r->review.questions.len)
        puts(_("Thank you. What was answered with \"no\" stands in the review until it is done."));
    return status;
}

static int ask(struct review_job *r)
{
    struct store *store = NULL;
    int status = review_job_read_store(r);

    if (status == 0) {
        review_job_run(r);
        if (!r->review.questions.len) {
            puts(_("There is nothing to ask now."));
            return EXIT_FINE;
        }
        status = own_store_open(r->options, STORE_CREATE, r->arena, &store);
    }
    if (status == 0)
        status = ask_all(r, store);
    store_close(store);
    return status;
}

int review_ask(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct review_job r;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && options.operands.len)
        status =
            usage_error(_("\"mioboe review %s --help\" tells what it takes."), call->command->name);
    if (status == 0) {
        status = review_job_init(&r, &options, arena);
        if (status == 0)
            status = ask(&r);
        review_job_done(&r);
    }
    arena_free(arena);
    return status;
}
