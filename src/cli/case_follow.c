#include "cli/case_follow.h"

#include "cli/exit_status.h"
#include "cli/own_store.h"

/* ------------------------------------------------------------------ cases of a store */

void case_job_on(struct case_job *job, const struct options *options, struct store *store,
                 struct arena *arena)
{
    *job = (struct case_job){
        .options = options, .arena = arena, .store = store, .now = own_store_now(options)};
    job->today = moment_day(job->now, DAY_JST);
}

int case_fold_all(struct case_job *job, struct case_foldeds *ret)
{
    struct store_names names = {0};
    struct err err;
    int worst = 0;

    *ret = (struct case_foldeds){0};
    if (job->store->ops->case_list(job->store, job->arena, &names, &err) < 0)
        return own_store_complain(job->options, &err);
    for (size_t i = 0; i < names.len; i++) {
        int status;

        job->id = names.at[i];
        status = case_load(job);
        worst = status > worst ? status : worst;
        if (status == 0)
            *array_push(job->arena, ret) =
                (struct case_folded){.id = job->id, .head = job->head, .state = job->state};
    }
    return worst;
}

/* ------------------------------------------------------------------ one case */

/* In a trial it happens to the state alone. */
static int let_happen(struct case_job *job, struct event *event)
{
    struct err err = {.line = 0};

    if (!job->is_trial)
        return case_write(job, event);
    event->seq = job->state.events + 1;
    return state_apply(&job->state, event, &err) < 0 ? EXIT_UNREAD : 0;
}

static struct slice day_text(struct case_job *job, int32_t day)
{
    char text[DAY_TEXT_LEN];

    day_write(day == DAY_NONE ? job->today : day, text);
    return arena_copy(job->arena, (struct slice){text, sizeof(text)});
}

static int enter(struct case_job *job, const struct seen *seen)
{
    struct event event = case_event(job, EVENT_MONEY);
    int64_t amount = seen->row->amount < 0 ? -seen->row->amount : seen->row->amount;

    case_field(job, &event, SLICE("charge"), seen->charge->id);
    case_field(job, &event, SLICE("move"), money_move_name(seen_move(seen)));
    case_field_number(job, &event, SLICE("amount"), amount);
    case_field(job, &event, SLICE("currency"), slice_of(seen->charge->currency.code));
    case_field(job, &event, SLICE("date"), day_text(job, seen->row->day));
    case_field(job, &event, SLICE("source"), SLICE("statement"));
    return let_happen(job, &event);
}

/* ------------------------------------------------------------------ promises of a refund */

int case_write_kept(struct case_job *job, const struct keeping *kept)
{
    struct event event = case_event(job, EVENT_PROMISE_KEPT);

    case_field_number(job, &event, SLICE("promise"), (int64_t)kept->promise->seq);
    case_field(job, &event, SLICE("note"), job->options->given.note);
    case_field_number(job, &event, SLICE("money"), (int64_t)kept->credit->seq);
    case_field(job, &event, SLICE("charge"), kept->charge->id);
    case_field(job, &event, SLICE("date"), day_text(job, kept->credit->day));
    case_field_number(job, &event, SLICE("amount"), kept->amount);
    case_field(job, &event, SLICE("currency"), slice_of(kept->charge->currency.code));
    if (kept->left)
        case_field_number(job, &event, SLICE("left"), kept->left);
    return let_happen(job, &event);
}

int case_keep_promises(struct case_job *job)
{
    struct promise_doubts doubts;
    struct keepings kept;
    int status = 0;

    promise_find(&job->state, job->arena, &kept, &doubts);
    for (size_t i = 0; status == 0 && i < kept.len; i++)
        status = case_write_kept(job, &kept.at[i]);
    return status;
}

/* ------------------------------------------------------------------ one row of a statement */

/* What was taken again after a case was closed opens it again. */
static int open_again(struct case_job *job, const struct seen *seen, struct case_news *news)
{
    struct event event = case_event(job, EVENT_REOPENED);

    if (job->state.is_open || !seen_reopens(seen) || seen->charge->ledger.is_closed)
        return 0;
    news->is_open_again = true;
    case_field(job, &event, SLICE("reason"), SLICE("charged_again"));
    case_field(job, &event, SLICE("charge"), seen->charge->id);
    return let_happen(job, &event);
}

static int take(struct case_job *job, const struct seen *seen, bool parts,
                struct case_news_list *ret)
{
    bool is_entered = seen->kind != SEEN_PART || parts;
    struct case_news *news = array_push(job->arena, ret);
    uint64_t money;
    int status;

    *news =
        (struct case_news){.case_id = job->id,
                           .charge = seen->charge->id,
                           .descriptor = seen->row->descriptor,
                           .kind = seen->kind,
                           .amount = seen->row->amount < 0 ? -seen->row->amount : seen->row->amount,
                           .currency = seen->charge->currency,
                           .day = seen->row->day,
                           .is_entered = is_entered && (!job->is_trial || job->options->dry_run)};
    if (!is_entered)
        return 0;
    status = enter(job, seen);
    money = job->state.events;
    if (status == 0)
        status = open_again(job, seen, news);
    if (status == 0)
        status = case_keep_promises(job);
    if (status == 0)
        case_news_promises(&job->state, money, job->arena, news);
    return status;
}

int case_enter_seen(struct case_job *job, const struct found *found, bool parts,
                    struct case_news_list *ret)
{
    struct seen_walk walk;
    struct seen seen;
    int status = 0;

    seen_begin(&job->state, found->rows.at, found->rows.len, job->arena, &walk);
    while (status == 0 && seen_next(&walk, &seen) == 1)
        status = take(job, &seen, parts, ret);
    return status;
}

/* ------------------------------------------------------------------ all cases */

int case_follow(struct case_job *job, const struct case_foldeds *cases, const struct found *found,
                struct case_news_list *ret)
{
    int status = 0;

    for (size_t i = 0; status == 0 && i < cases->len; i++) {
        job->id = cases->at[i].id;
        job->head = cases->at[i].head;
        job->state = cases->at[i].state;
        job->before = job->state.events;
        status = case_enter_seen(job, found, false, ret);
    }
    return status;
}

static bool has_cases(struct store *store, struct arena *arena)
{
    struct store_names names = {0};
    struct err err;

    return store && store->ops->case_list(store, arena, &names, &err) >= 0 && names.len;
}

/* Within a transaction: another process may have written to a case in between. */
static int enter_all(const struct options *options, struct store *store, const struct found *found,
                     struct arena *arena, struct case_news_list *ret)
{
    struct case_foldeds cases;
    struct case_job job;
    int status, worst;

    case_job_on(&job, options, store, arena);
    job.is_trial = options->dry_run;
    status = job.is_trial ? 0 : case_begin(&job);
    if (status)
        return status;
    worst = case_fold_all(&job, &cases);
    status = case_follow(&job, &cases, found, ret);
    if (!job.is_trial)
        status = status ? (case_rollback(&job), status) : case_commit(&job);
    return status ? status : worst;
}

int case_follow_import(const struct options *options, struct arena *arena,
                       struct case_news_list *ret)
{
    enum store_mode mode = options->dry_run ? STORE_READ : STORE_WRITE;
    struct store *store = NULL;
    struct found found;
    bool any;
    int status = own_store_open_if_any(options, STORE_READ, arena, &store);

    *ret = (struct case_news_list){0};
    any = status == 0 && has_cases(store, arena);
    store_close(store);
    if (status || !any)
        return status;
    status = case_source_read_store(options, options->dry_run,
                                    moment_day(own_store_now(options), DAY_JST), arena, &found);
    if (status == 0)
        status = own_store_open(options, mode, arena, &store);
    if (status == 0) {
        status = enter_all(options, store, &found, arena, ret);
        store_close(store);
    }
    return status;
}

/* ------------------------------------------------------------------ explain on the store */

int job_read_cases(struct job *job)
{
    struct case_job cases;
    struct store *store;
    int status = own_store_open(job->options, STORE_READ, job->arena, &store);

    if (status)
        return status;
    job->stored_cases = arena_make(job->arena, struct case_foldeds);
    case_job_on(&cases, job->options, store, job->arena);
    if (case_fold_all(&cases, job->stored_cases) != 0)
        job->failed = true;
    store_close(store);
    return 0;
}

void job_follow_cases(struct job *job)
{
    const struct case_foldeds *cases = job->stored_cases;
    struct case_news_list *news = arena_make(job->arena, struct case_news_list);
    struct case_job trial;
    struct found found;

    if (!cases->len)
        return;
    case_job_on(&trial, job->options, NULL, job->arena);
    trial.is_trial = true;
    for (size_t i = 0; i < cases->len; i++)
        if (cases->at[i].state.is_open)
            case_news_of(&cases->at[i].state, job->arena, news);
    case_source_of_report(door_report(job->mioboe), job->arena, &found);
    case_follow(&trial, cases, &found, news);
    job->cases = news;
}
