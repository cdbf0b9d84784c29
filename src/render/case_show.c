#include "render/case_text.h"
#include "render/case_words.h"
#include "render/promise_words.h"
#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"
#include "base/text.h"

#define CAUSES_SHOWN 3u
#define INDENT 2u
#define LIST_MOST 50u /* contacts, notes, files shown */

static void heading(struct page *page, const char *text)
{
    output_add_byte(page->out, '\n');
    page_style(page, PAGE_HEADING);
    page_add(page, slice_of(text));
    page_style(page, PAGE_PLAIN);
    output_add_byte(page->out, '\n');
}

static void line(struct page *page, struct slice text)
{
    page_wrap(page, INDENT, SLICE(""), text);
}

/* The day on which it happened, in Japan. */
static struct slice when(struct page *page, int64_t at, int64_t of)
{
    return page_day(page, moment_day(of == MOMENT_NONE ? at : of, DAY_JST));
}

/* ": TEXT", or nothing. */
static struct slice more(struct page *page, struct slice text)
{
    return text.len ? arena_join(page->arena, (struct slice[]){SLICE(": "), text}, 2) : text;
}

/* ------------------------------------------------------------------ charges */

static void charge_line(struct page *page, const struct case_charge *c)
{
    struct slice card = c->card.len ? page_format_of(page, _("card …%s"), c->card) : SLICE("-");

    line(page, page_format_of(page, "%s  %s  %s  %s",
                              page_day(page, c->day == DAY_NONE ? c->posted : c->day),
                              page_money(page, c->amount, c->currency), c->descriptor, card));
    page_wrap(page, 2 * INDENT, SLICE(""),
              page_format_of(page, _("%s: %s; still to come: %s"), c->id,
                             case_stage_word(c->ledger.stage),
                             page_money(page, c->ledger.owed, c->currency)));
    if (c->ledger.is_reopened)
        page_wrap(page, 2 * INDENT, SLICE("! "),
                  slice_of(_("It was charged again after a refund was promised or seen.")));
    if (c->ledger.is_over)
        page_wrap(page, 2 * INDENT, SLICE("! "),
                  slice_of(_("More came back than was taken: expect to be charged again.")));
}

static void charges(struct page *page, const struct case_state *state)
{
    bool any = false;

    for (size_t i = 0; i < state->charges.len; i++) {
        if (state->charges.at[i].is_removed)
            continue;
        if (!any)
            heading(page, _("Charges"));
        any = true;
        charge_line(page, &state->charges.at[i]);
    }
}

/* ------------------------------------------------------------------ causes, answers */

static void causes(struct page *page, const struct case_view *view)
{
    const struct ranked_causes *ranked = &view->course.causes;

    heading(page, _("What it may be"));
    for (size_t i = 0; i < ranked->len && i < CAUSES_SHOWN; i++) {
        const struct cause *cause = &view->catalog->causes[ranked->at[i].cause];
        int64_t percent = (int64_t)(ranked->at[i].probability * 100 + 0.5);

        line(page, page_format_of(page, "%s %s  %s", arena_number(page->arena, percent), SLICE("%"),
                                  page_choose(page, cause->name_ja, cause->name_en)));
    }
}

/* The newest answer that holds for its fact. */
static bool holds(const struct case_state *state, size_t at)
{
    const struct case_answer *a = &state->answers.at[at];

    return state_answer(state, a->fact) == a;
}

static void known(struct page *page, const struct case_view *view)
{
    const struct case_state *state = view->state;
    bool any = false;

    for (size_t i = 0; i < state->answers.len; i++) {
        const struct case_answer *a = &state->answers.at[i];
        const struct question *q = question_of(view->catalog, a->fact);

        if (!holds(state, i) || !q) /* without a question: what steps set for each other */
            continue;
        if (!any)
            heading(page, _("What is known"));
        any = true;
        line(page, page_format_of(page, "%s %s (%s)",
                                  q ? case_phrase(page, view, &q->ask, PARTY_SELF) : a->fact,
                                  case_answer_label(page, q, a->value),
                                  a->origin == FACT_BY_CONTACT ? case_party_word(a->party)
                                                               : case_origin_word(a->origin)));
    }
}

/* ------------------------------------------------------------------ talk */

/* The first of the LIST_MOST newest of ${len}; that there are more is said. */
static size_t newest(struct page *page, size_t len)
{
    if (len <= LIST_MOST)
        return 0;
    line(page, page_format_of(page, _("(%s earlier ones; --format json shows all)"),
                              arena_number(page->arena, (int64_t)(len - LIST_MOST))));
    return len - LIST_MOST;
}

static void contacts(struct page *page, const struct case_state *state)
{
    if (state->contacts.len)
        heading(page, _("Contacts"));
    for (size_t i = newest(page, state->contacts.len); i < state->contacts.len; i++) {
        const struct case_contact *c = &state->contacts.at[i];

        line(page, page_format_of(page, "%s  %s  %s%s", when(page, c->at, c->of),
                                  case_party_word(c->party), case_channel_word(c->channel),
                                  more(page, c->summary)));
        if (c->person.len || c->reference.len)
            page_wrap(page, 2 * INDENT, SLICE(""),
                      page_format_of(page, _("spoke: %s, reference: %s"),
                                     c->person.len ? c->person : SLICE("-"),
                                     c->reference.len ? c->reference : SLICE("-")));
    }
}

static void promises(struct page *page, const struct case_view *view)
{
    static const char *const states[] = {
        [PROMISE_OPEN] = N_("open"), [PROMISE_KEPT] = N_("kept"), [PROMISE_BROKEN] = N_("broken")};

    if (view->state->promises.len)
        heading(page, _("Promises"));
    for (size_t i = 0; i < view->state->promises.len; i++) {
        const struct case_promise *p = &view->state->promises.at[i];
        bool late = p->state == PROMISE_OPEN && p->due != DAY_NONE && p->due < view->today;

        line(page,
             page_format_of(page, "%s  %s  %s  %s  %s", arena_number(page->arena, (int64_t)p->seq),
                            page_day(page, p->due), case_party_word(p->party),
                            case_promised_word(p->what),
                            late ? slice_of(_("overdue")) : slice_of(_(states[p->state]))));
        if (p->credits.len)
            page_wrap(page, 2 * INDENT, SLICE(""), promise_credits_words(page, p));
    }
    for (size_t i = 0; i < view->doubts.len; i++) {
        const struct promise_doubt *d = &view->doubts.at[i];

        page_wrap(page, INDENT, SLICE("! "),
                  promise_doubt_words(page, d->amount, d->charge->currency, d->credit->day,
                                      &d->promises));
    }
}

static void inquiries(struct page *page, const struct case_state *state)
{
    if (state->inquiries.len)
        heading(page, _("Inquiries"));
    for (size_t i = 0; i < state->inquiries.len; i++) {
        const struct case_inquiry *q = &state->inquiries.at[i];

        line(page,
             page_format_of(page, "%s  %s%s", page_day(page, q->due), case_party_word(q->party),
                            more(page, q->is_answered ? q->result : q->what)));
    }
}

/* ------------------------------------------------------------------ goods, card, papers */

static void returns(struct page *page, const struct case_state *state)
{
    if (state->returns.len)
        heading(page, _("Goods"));
    for (size_t i = 0; i < state->returns.len; i++)
        line(page, page_format_of(page, "%s  %s  %s", page_day(page, state->returns.at[i].day),
                                  state->returns.at[i].order,
                                  case_return_word(state->returns.at[i].state)));
}

static void reissue(struct page *page, const struct case_state *state)
{
    static const struct slice to_tell = {"to_tell", 7};

    if (!state->reissue_state.len && !state->card_users.len)
        return;
    heading(page, _("New card"));
    if (state->reissue_state.len)
        line(page,
             page_format_of(page, _("%s: old …%s, new …%s"), page_day(page, state->reissue_day),
                            state->reissue_old.len ? state->reissue_old : SLICE("-"),
                            state->reissue_new.len ? state->reissue_new : SLICE("-")));
    for (size_t i = 0; i < state->card_users.len; i++) {
        const struct case_card_user *user = &state->card_users.at[i];

        line(page, page_format_of(page, "[%s] %s",
                                  slice_eq(user->state, to_tell) ? SLICE(" ") : SLICE("x"),
                                  user->merchant));
    }
}

static void evidence(struct page *page, const struct case_state *state)
{
    if (state->evidence.len)
        heading(page, _("Evidence"));
    for (size_t i = newest(page, state->evidence.len); i < state->evidence.len; i++) {
        const struct case_evidence *e = &state->evidence.at[i];

        line(page,
             page_format_of(page, "%s  %s  %s", slice_sub(e->sha256, 0, 12), e->name, e->form));
    }
}

static void notes(struct page *page, const struct case_state *state)
{
    if (state->notes.len)
        heading(page, _("Notes"));
    for (size_t i = newest(page, state->notes.len); i < state->notes.len; i++)
        line(page, page_format_of(page, "%s  %s",
                                  when(page, state->notes.at[i].at, state->notes.at[i].of),
                                  state->notes.at[i].text));
}

/* ------------------------------------------------------------------ days */

static void agenda(struct page *page, const struct case_view *view)
{
    if (view->agenda.len)
        heading(page, _("Days that count"));
    for (size_t i = 0; i < view->agenda.len; i++) {
        const struct agenda_item *item = &view->agenda.at[i];
        struct slice money =
            item->amount ? page_money(page, item->amount, item->currency) : SLICE("");

        page_style(page, item->is_over ? PAGE_ALARM : PAGE_PLAIN);
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, "%s  %s  %s%s", page_day(page, item->day),
                                 case_agenda_what(page, view, item), money,
                                 item->is_assumed ? slice_of(_(" (its first day is assumed)"))
                                                  : SLICE("")));
        page_style(page, PAGE_PLAIN);
    }
}

/* ------------------------------------------------------------------ the whole */

static struct slice state_word(struct page *page, const struct case_state *state)
{
    if (state->is_open)
        return slice_of(_("open"));
    return page_format_of(page, _("closed on %s: %s"), when(page, state->closed, MOMENT_NONE),
                          case_outcome_word(state->outcome));
}

static struct slice title(const struct case_state *state)
{
    return state->title.len ? state->title : case_ground_word(state->ground);
}

void case_text_line(struct page *page, const struct case_view *view)
{
    struct currency currency;
    int64_t owed = case_owed(view->state, &currency);

    page_wrap(
        page, 0, SLICE(""),
        page_format_of(page, "%s  %s  %s  %s  %s", view->state->id,
                       when(page, view->state->opened, MOMENT_NONE), state_word(page, view->state),
                       owed ? page_money(page, owed, currency) : SLICE("-"), title(view->state)));
}

void case_text_show(struct page *page, const struct case_view *view)
{
    const struct case_state *state = view->state;

    page_style(page, PAGE_HEADING);
    page_line(page, page_format_of(page, _("Case %s: %s"), state->id, title(state)));
    page_style(page, PAGE_PLAIN);
    line(page, page_format_of(page, _("opened on %s, %s, %s entries"),
                              when(page, state->opened, MOMENT_NONE), state_word(page, state),
                              arena_number(page->arena, (int64_t)state->events)));
    case_text_contradictions(page, view, 0);
    charges(page, state);
    causes(page, view);
    known(page, view);
    contacts(page, state);
    promises(page, view);
    inquiries(page, state);
    returns(page, state);
    reissue(page, state);
    evidence(page, state);
    notes(page, state);
    agenda(page, view);
    heading(page, _("Next"));
    case_text_next(page, view);
}
