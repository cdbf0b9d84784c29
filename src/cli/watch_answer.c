#include "cli/watch_run.h"

#include "cli/case_job.h"
#include "cli/exit_status.h"
#include "cli/memory.h"
#include "render/case_text.h"
#include "render/words.h"
#include "watch/alert_text.h"

/* ------------------------------------------------------------------ answers */

/* Guesses are refused in silence; that somebody guesses is told, once an hour.  Return whether it
 * is to be told now. */
static bool count_wrong(struct watching *w)
{
    if (w->now - w->wrong_since >= 3600) {
        w->wrong_since = w->now;
        w->wrong = 0;
    }
    return ++w->wrong == WATCH_WRONG_ANSWERS;
}

static void tell_guessed(struct watch_turn *turn)
{
    struct watching *w = turn->w;
    struct matter about;

    matter_clear(&about, MATTER_GUESSED);
    about.count = w->wrong;
    vigil_tell(
        &turn->vigil, w->now,
        arena_join(turn->arena,
                   (struct slice[]){SLICE("guessed|"), arena_number(turn->arena, w->now / 3600)},
                   2),
        SLICE(""), &about);
}

static int refuse(struct watching *w)
{
    struct watch_turn turn;
    int status;

    if (!count_wrong(w))
        return 0;
    status = watch_turn_begin(w, &turn);
    if (status)
        return status;
    tell_guessed(&turn);
    return watch_turn_end(&turn);
}

int watch_answer(struct watching *w, struct slice id, bool yes, struct slice by, bool may_change,
                 enum vigil_answer *ret)
{
    struct watch_turn turn;
    int status = watch_turn_begin(w, &turn);

    if (status)
        return status;
    *ret = vigil_answered(&turn.vigil, w->now, id, yes, by, may_change);
    status = watch_turn_end(&turn);
    return status ? status : watch_open_cases(w);
}

int watch_take_token(struct watching *w, struct slice token, struct slice by)
{
    enum vigil_answer answer;
    struct slice id;
    enum token_word word = TOKEN_REPLY;
    enum token_fault fault = token_read(w->key, token, w->now, &id, &word);

    if (fault == TOKEN_EXPIRED)
        return 0; /* signed here, and too late: nobody guesses */
    if (fault != TOKEN_GOOD || word == TOKEN_REPLY)
        return refuse(w);
    return watch_answer(w, id, word == TOKEN_YES, by, false, &answer);
}

/* ------------------------------------------------------------------ a reply mail */

/* The one question that the signed tokens of a mail name; the field that names the notice decides.
 * Empty = none, or several. */
static struct slice asking_named_by(const struct watching *w, struct slice tokens, bool *ret_forged)
{
    struct slice line, id, found = {"", 0};
    bool is_good = false, is_late = false, is_several = false;
    enum token_word word;

    while (tokens.len) {
        enum token_fault fault;

        slice_cut(tokens, SLICE("\n"), &line, &tokens);
        fault = token_read(w->key, line, w->now, &id, &word);
        is_late = is_late || fault == TOKEN_EXPIRED;
        if (fault != TOKEN_GOOD)
            continue;
        if (!is_good && word == TOKEN_REPLY) {
            *ret_forged = false;
            return id;
        }
        is_several = is_several || (is_good && !slice_eq(id, found));
        is_good = true;
        found = id;
    }
    *ret_forged = !is_good && !is_late;
    return is_several ? SLICE("") : found;
}

/* Whose word is taken: an address to which notices or answers go. Who may answer is shown by the
 * signed token; this keeps out those to whom a notice was passed on. */
static bool is_of_house(const struct watching *w, struct slice address)
{
    for (size_t i = 0; i < w->config.channels.len; i++) {
        const struct config_channel *channel = &w->config.channels.at[i];

        if (channel->kind == CHANNEL_SMTP && address.len &&
            (slice_eq_nocase(address, channel->to) ||
             slice_eq_nocase(address, channel->answers_to)))
            return true;
    }
    return false;
}

void watch_take_reply(struct watch_turn *turn, const struct judged *judged)
{
    struct watching *w = turn->w;
    bool is_forged = false;
    struct slice id;

    if (!judged->tokens.len)
        return;
    id = asking_named_by(w, judged->tokens, &is_forged);
    if (is_forged && count_wrong(w))
        tell_guessed(turn);
    if (!id.len)
        return;
    if (judged->word == REPLY_UNCLEAR || judged->mail.trust == TRUST_FAKE ||
        !is_of_house(w, judged->mail.about.from))
        vigil_unclear(&turn->vigil, w->now, id, judged->mail.key);
    else
        vigil_answered(&turn->vigil, w->now, id, judged->word == REPLY_YES, SLICE("mail"), false);
}

/* ------------------------------------------------------------------ what a no opens */

/* A use of the card, as it would be typed. */
static struct slice typed_line(const struct matter *about, struct arena *arena)
{
    char day[DAY_TEXT_LEN];

    day_write(about->day, day);
    return arena_join(
        arena,
        (struct slice[]){{day, sizeof(day)},
                         SLICE(" "),
                         about->shop.len ? about->shop : SLICE("?"),
                         SLICE(" "),
                         money_write(arena, about->amount, currency_digits(about->currency))},
        5);
}

/* What the case begins with, as the options of `mioboe case open` say it. */
static void fill_given(const struct asking *asking, struct arena *arena, struct case_given *ret)
{
    const struct matter *about = &asking->about;
    bool is_use = about->kind == MATTER_USAGE && about->has_amount && about->day != DAY_NONE;
    struct slice title = alert_title((enum matter_kind)about->kind);

    ret->title = about->shop.len ? about->shop : title;
    ret->card = slice_of(about->last4);
    ret->actor = SLICE("watch");
    if (about->charge.len)
        *array_push(arena, &ret->charges) = about->charge;
    else if (is_use)
        *array_push(arena, &ret->typed) = typed_line(about, arena);
    else if (about->kind == MATTER_SIGN_IN || about->kind == MATTER_PASSWORD)
        ret->taken_over = true;
    else
        ret->order = about->order_id.len ? about->order_id : title;
}

/* The one thing that comes next in the new case, in words. */
static struct slice first_step(struct case_job *job, struct arena *arena)
{
    struct case_view view;
    struct output out;
    struct page page;
    struct slice text;

    output_init(&out, &memory, NULL, NULL);
    page = case_page(job, &out);
    page.color = false;
    case_view_of(job, &view);
    case_text_next(&page, &view);
    text = arena_copy(arena, slice_trim((struct slice){out.at, out.len}));
    output_done(&out);
    return text;
}

/* Open a case for ${asking}; its id and first step.  0 or an exit status after a sentence. */
static int open_case(struct watching *w, const struct asking *asking, struct arena *arena,
                     struct slice *ret_id, struct slice *ret_step)
{
    struct options options = *w->options;
    struct case_job job;
    int status;

    options.given = (struct case_given){.id = {"", 0}};
    options.operands.len = 0;
    options.now = w->now;
    fill_given(asking, arena, &options.given);
    status = case_job_init(&job, &options, STORE_WRITE, false, arena);
    if (status == 0)
        status = case_begin(&job);
    if (status == 0)
        status = case_open(&job);
    if (status == 0)
        status = case_commit(&job);
    if (status == 0) {
        *ret_id = arena_copy(arena, job.id);
        *ret_step = first_step(&job, arena);
    }
    case_job_done(&job);
    return status;
}

static int tell_case(struct watching *w, struct slice asking_id, struct slice case_id,
                     struct slice step)
{
    struct watch_turn turn;
    struct asking *asking;
    struct matter about;
    int status = watch_turn_begin(w, &turn);

    if (status)
        return status;
    asking = vigil_find(&turn.vigil, asking_id);
    if (asking) {
        asking->about.case_id = case_id;
        asking->changed = true;
        about = matter_copy(&asking->about, turn.arena);
        about.kind = MATTER_CASE_OPENED;
        about.text = step;
        vigil_tell(&turn.vigil, w->now,
                   arena_join(turn.arena, (struct slice[]){SLICE("case|"), case_id}, 2), SLICE(""),
                   &about);
    }
    return watch_turn_end(&turn);
}

/* Questions that were answered no and have no case yet; a kill in between loses none. */
int watch_open_cases(struct watching *w)
{
    struct arena *arena = arena_new(&memory);
    struct watch_turn turn;
    struct slice case_id, step;
    int status = watch_turn_begin(w, &turn), failed = 0;
    struct askings waiting = {NULL, 0, 0};

    for (size_t i = 0; status == 0 && i < turn.vigil.askings.len; i++)
        if (turn.vigil.askings.at[i].state == ASKING_NO &&
            !turn.vigil.askings.at[i].about.case_id.len) {
            struct asking *copy = array_push(arena, &waiting);

            *copy = turn.vigil.askings.at[i];
            copy->id = arena_copy(arena, copy->id);
            copy->about = matter_copy(&copy->about, arena);
        }
    if (status == 0)
        status = watch_turn_end(&turn);
    for (size_t i = 0; status == 0 && i < waiting.len; i++) {
        failed = open_case(w, &waiting.at[i], arena, &case_id, &step);
        if (!failed)
            status = tell_case(w, waiting.at[i].id, case_id, step);
    }
    arena_free(arena);
    return status;
}
