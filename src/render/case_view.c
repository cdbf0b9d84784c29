#include "render/case_view.h"

#include "render/case_words.h"
#include "render/words.h"

#include "base/day.h"

void case_view_make(const struct catalog *catalog, const struct case_state *state,
                    struct slice head, int32_t today, struct arena *arena, struct case_view *ret)
{
    *ret = (struct case_view){
        .catalog = catalog, .state = state, .today = today, .head = head, .arena = arena};
    course_make(catalog, state, today, arena, &ret->course);
    ret->next = course_next(&ret->course, catalog, state, today);
    agenda_make(catalog, state, today, arena, &ret->agenda);
    triage_contradictions(state, arena, &ret->contradictions);
    promise_find(state, arena, &(struct keepings){0}, &ret->doubts);
}

/* ------------------------------------------------------------------ sums */

static bool counts(const struct case_charge *charge)
{
    return !charge->is_removed;
}

static const struct case_charge *first_charge(const struct case_state *state)
{
    for (size_t i = 0; i < state->charges.len; i++)
        if (counts(&state->charges.at[i]))
            return &state->charges.at[i];
    return NULL;
}

int64_t case_owed(const struct case_state *state, struct currency *ret_currency)
{
    const struct case_charge *first = first_charge(state);
    int64_t sum = 0;

    *ret_currency = first ? first->currency : (struct currency){""};
    for (size_t i = 0; i < state->charges.len; i++) {
        const struct case_charge *c = &state->charges.at[i];

        if (counts(c) && currency_eq(c->currency, *ret_currency) &&
            !money_add(sum, c->ledger.owed, &sum))
            return MONEY_MAX;
    }
    return sum;
}

/* ------------------------------------------------------------------ answers */

struct slice case_answer_label(struct page *page, const struct question *q, struct slice value)
{
    for (size_t i = 0; q && i < q->answers_len; i++)
        if (slice_eq(q->answers[i].value, value))
            return page_choose(page, q->answers[i].label.ja, q->answers[i].label.en);
    return slice_eq(value, SLICE("unknown")) ? slice_of(_("I don't know")) : value;
}

/* ------------------------------------------------------------------ words with blanks to fill */

static struct slice word_amount(struct page *page, const struct case_view *view)
{
    const struct case_charge *first = first_charge(view->state);
    int64_t sum = 0;

    if (!first)
        return slice_of(_("the amount"));
    for (size_t i = 0; i < view->state->charges.len; i++) {
        const struct case_charge *c = &view->state->charges.at[i];

        if (counts(c) && currency_eq(c->currency, first->currency))
            money_add(sum, c->amount, &sum);
    }
    return page_money(page, sum, first->currency);
}

/* The last four digits; as in papers a line to fill in where they are not known. */
static struct slice word_card(const struct case_view *view)
{
    for (size_t i = 0; i < view->state->charges.len; i++)
        if (counts(&view->state->charges.at[i]) && view->state->charges.at[i].card.len)
            return view->state->charges.at[i].card;
    return SLICE("＿＿＿＿");
}

static struct slice word_date(struct page *page, const struct case_view *view)
{
    const struct case_charge *first = first_charge(view->state);

    if (!first || (first->day == DAY_NONE && first->posted == DAY_NONE))
        return slice_of(_("the day of the charge"));
    return page_day(page, first->day == DAY_NONE ? first->posted : first->day);
}

static struct slice word_shop(struct page *page, const struct case_view *view)
{
    const struct case_charge *first = first_charge(view->state);

    (void)page;
    return first && first->descriptor.len ? first->descriptor : slice_of(_("the shop"));
}

/* The newest reference number that ${party} gave. */
static struct slice word_reference(const struct case_view *view, enum party party)
{
    for (size_t i = view->state->contacts.len; i-- > 0;)
        if (view->state->contacts.at[i].party == party && view->state->contacts.at[i].reference.len)
            return view->state->contacts.at[i].reference;
    return slice_of(_("(no reference number yet)"));
}

/* That of the shop: Amazon's, or another's; whoever is told of it. */
static struct slice word_shop_reference(const struct case_view *view)
{
    for (size_t i = view->state->contacts.len; i-- > 0;) {
        const struct case_contact *c = &view->state->contacts.at[i];

        if ((c->party == PARTY_AMAZON || c->party == PARTY_SHOP) && c->reference.len)
            return c->reference;
    }
    return slice_of(_("(no reference number yet)"));
}

static struct slice word_tracking(const struct case_view *view)
{
    for (size_t i = view->state->returns.len; i-- > 0;)
        if (view->state->returns.at[i].tracking.len)
            return view->state->returns.at[i].tracking;
    return SLICE("＿＿＿＿");
}

static struct slice filled(struct page *page, const struct case_view *view, struct slice name,
                           enum party party)
{
    if (slice_eq(name, SLICE("card")))
        return word_card(view);
    if (slice_eq(name, SLICE("amount")))
        return word_amount(page, view);
    if (slice_eq(name, SLICE("date")))
        return word_date(page, view);
    if (slice_eq(name, SLICE("shop")))
        return word_shop(page, view);
    if (slice_eq(name, SLICE("reference")))
        return word_reference(view, party);
    if (slice_eq(name, SLICE("shop_reference")))
        return word_shop_reference(view);
    if (slice_eq(name, SLICE("tracking")))
        return word_tracking(view);
    return slice_of(_("(your name)"));
}

struct slice case_phrase(struct page *page, const struct case_view *view,
                         const struct phrase *phrase, enum party party)
{
    struct slice rest = page_choose(page, phrase->ja, phrase->en), head, name;
    struct slice text = {"", 0};

    while (slice_cut(rest, SLICE("{"), &head, &rest)) {
        slice_cut(rest, SLICE("}"), &name, &rest);
        text = arena_join(page->arena,
                          (struct slice[]){text, head, filled(page, view, name, party)}, 3);
    }
    return arena_join(page->arena, (struct slice[]){text, head}, 2);
}

/* ------------------------------------------------------------------ days that count */

const struct case_promise *case_promise_of(const struct case_state *state, uint64_t seq)
{
    for (size_t i = 0; i < state->promises.len; i++)
        if (state->promises.at[i].seq == seq)
            return &state->promises.at[i];
    return NULL;
}

const struct promise_doubt *case_doubt_of(const struct case_view *view, uint64_t promise)
{
    for (size_t i = 0; i < view->doubts.len; i++)
        for (size_t k = 0; k < view->doubts.at[i].promises.len; k++)
            if (view->doubts.at[i].promises.at[k] == promise)
                return &view->doubts.at[i];
    return NULL;
}

static struct slice promise_what(struct page *page, const struct case_view *view, uint64_t seq)
{
    const struct case_promise *p = case_promise_of(view->state, seq);

    if (!p)
        return SLICE("-");
    return page_format_of(page, _("%s promised %s"), case_party_word(p->party),
                          case_promised_word(p->what));
}

static struct slice expected_what(struct page *page, const struct case_view *view, uint64_t seq)
{
    for (size_t i = 0; i < view->state->steps.len; i++) {
        const struct case_step *done = &view->state->steps.at[i];
        const struct playbook *playbook = playbook_of(view->catalog, done->playbook);
        const struct step *step = playbook ? playbook_step(playbook, done->step) : NULL;

        if (done->seq == seq && step)
            return page_format_of(page, _("After “%s”: %s"),
                                  case_phrase(page, view, &step->title, step->party),
                                  case_phrase(page, view, &step->expect, step->party));
    }
    return SLICE("-");
}

static struct slice inquiry_what(struct page *page, const struct case_view *view, uint64_t seq)
{
    for (size_t i = 0; i < view->state->inquiries.len; i++)
        if (view->state->inquiries.at[i].seq == seq)
            return page_format_of(page, _("answer to the inquiry: %s"),
                                  case_party_word(view->state->inquiries.at[i].party));
    return SLICE("-");
}

struct slice case_agenda_what(struct page *page, const struct case_view *view,
                              const struct agenda_item *item)
{
    switch (item->kind) {
    case AGENDA_DEADLINE: return case_phrase(page, view, &item->rule->what, PARTY_ISSUER);
    case AGENDA_PROMISE: return promise_what(page, view, item->seq);
    case AGENDA_EXPECTED: return expected_what(page, view, item->seq);
    case AGENDA_INQUIRY: return inquiry_what(page, view, item->seq);
    }
    return SLICE("-");
}

const struct agenda_item *case_nearest(const struct case_view *view)
{
    const struct agenda_item *expected = NULL;

    for (size_t i = 0; i < view->agenda.len; i++) {
        const struct agenda_item *item = &view->agenda.at[i];

        if (item->is_over || item->warn > view->today)
            continue;
        if (item->kind != AGENDA_EXPECTED)
            return item;
        if (!expected)
            expected = item;
    }
    return expected;
}
