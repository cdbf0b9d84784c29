#include "render/agenda_book.h"

#include "render/words.h"

#include "base/moment.h"

/* ------------------------------------------------------------------ keys and words */

/* `promise-12` */
static struct slice numbered(struct arena *arena, const char *name, uint64_t seq)
{
    char text[60];
    int len = snprintf(text, sizeof(text), "%s-%llu", name, (unsigned long long)seq);

    return arena_copy(arena, (struct slice){text, (size_t)len});
}

static const struct case_promise *promise_of(const struct case_state *state, uint64_t seq)
{
    for (size_t i = 0; i < state->promises.len; i++)
        if (state->promises.at[i].seq == seq)
            return &state->promises.at[i];
    return NULL;
}

static struct slice promise_words(const struct paper *paper, uint64_t seq)
{
    const struct case_promise *p = promise_of(paper->state, seq);
    struct slice parts[2];

    if (!p)
        return SLICE("-");
    parts[0] = paper_party(paper, p->party, SLICE(""));
    parts[1] = p->text.len ? p->text : slice_of(paper_promised(p->what));
    return page_format(paper->page, _("%s promised: %s"), parts, 2);
}

static struct slice inquiry_words(const struct paper *paper, uint64_t seq)
{
    for (size_t i = 0; i < paper->state->inquiries.len; i++) {
        const struct case_inquiry *q = &paper->state->inquiries.at[i];

        if (q->seq == seq)
            return page_format_of(paper->page, _("%s answers the inquiry"),
                                  paper_party(paper, q->party, q->org));
    }
    return SLICE("-");
}

static struct slice expected_words(const struct paper *paper, uint64_t seq)
{
    for (size_t i = 0; i < paper->state->steps.len; i++) {
        const struct case_step *done = &paper->state->steps.at[i];
        const struct playbook *playbook = playbook_of(paper->catalog, done->playbook);
        const struct step *step = playbook ? playbook_step(playbook, done->step) : NULL;

        if (done->seq == seq && step)
            return paper_phrase(paper, step->party, step->expect);
    }
    return SLICE("-");
}

/* ------------------------------------------------------------------ entries */

static enum agenda_side side_of(const struct deadline_rule *rule)
{
    if (slice_starts(rule->topic, SLICE("network_")))
        return AGENDA_NETWORK;
    return rule->side == DEADLINE_OURS ? AGENDA_YOURS : AGENDA_THEIRS;
}

static void fill_rule(const struct paper *paper, const struct deadline_rule *rule,
                      struct agenda_entry *to)
{
    to->key = rule->id;
    to->side = side_of(rule);
    to->what = paper_phrase(paper, PARTY_ISSUER, rule->what);
    to->lost = paper_phrase(paper, PARTY_ISSUER, rule->lost);
    to->provenance = rule->provenance;
    to->is_own_reading = rule->is_own_reading;
}

static void fill(const struct paper *paper, const struct agenda_item *item, struct agenda_entry *to)
{
    struct arena *arena = paper->page->arena;

    to->side = AGENDA_THEIRS;
    switch (item->kind) {
    case AGENDA_DEADLINE: fill_rule(paper, item->rule, to); break;
    case AGENDA_PROMISE:
        to->key = numbered(arena, "promise", item->seq);
        to->what = promise_words(paper, item->seq);
        break;
    case AGENDA_EXPECTED:
        to->key = numbered(arena, "expected", item->seq);
        to->what = expected_words(paper, item->seq);
        break;
    case AGENDA_INQUIRY:
        to->key = numbered(arena, "inquiry", item->seq);
        to->what = inquiry_words(paper, item->seq);
        break;
    }
}

/* "2026-09-20 AMAZON.CO.JP", empty without a charge. */
static struct slice name_of_charge(const struct paper *paper, struct slice id)
{
    const struct case_charge *charge = id.len ? state_charge(paper->state, id) : NULL;
    struct slice text;

    if (!charge)
        return (struct slice){"", 0};
    text = charge->descriptor.len ? charge->descriptor : charge->merchant;
    return page_format_of(paper->page, "%s %s", page_day(paper->page, charge->day), text);
}

/* Behind those of the same day. */
static struct agenda_entry *insert(struct arena *arena, struct agenda_entries *entries, int32_t day)
{
    size_t to;

    array_push(arena, entries);
    for (to = entries->len - 1; to > 0 && entries->at[to - 1].day > day; to--)
        entries->at[to] = entries->at[to - 1];
    return &entries->at[to];
}

static void add_items(struct agenda_book *book, const struct paper *paper,
                      const struct agenda_items *items)
{
    const struct case_state *state = paper->state;

    for (size_t i = 0; i < items->len; i++) {
        const struct agenda_item *item = &items->at[i];
        struct agenda_entry *entry = insert(paper->page->arena, &book->entries, item->day);

        *entry = (struct agenda_entry){.case_id = state->id,
                                       .title = state->title,
                                       .kind = item->kind,
                                       .day = item->day,
                                       .warn = item->warn,
                                       .urge = item->urge,
                                       .by = item->by,
                                       .charge = item->charge,
                                       .charge_name = name_of_charge(paper, item->charge),
                                       .amount = item->amount,
                                       .currency = item->currency,
                                       .is_over = item->is_over,
                                       .is_late = item->is_late,
                                       .is_assumed = item->is_assumed};
        fill(paper, item, entry);
    }
}

void agenda_book_add(struct agenda_book *book, const struct paper *paper)
{
    struct arena *arena = paper->page->arena;
    const struct case_state *state = paper->state;
    struct agenda_items items;
    struct agenda_rights rights;
    struct agenda_losses losses;

    agenda_make(paper->catalog, state, paper->today, arena, &items);
    add_items(book, paper, &items);
    agenda_losses_find(&items, arena, &losses);
    for (size_t i = 0; i < losses.len; i++)
        *array_push(arena, &book->risks) =
            (struct agenda_risk){state->id, state->title, losses.at[i]};
    agenda_rights_find(paper->catalog, state, arena, &rights);
    for (size_t i = 0; i < rights.len; i++)
        *array_push(arena, &book->rights) = (struct agenda_right){
            state->id, state->title, paper_phrase(paper, PARTY_ISSUER, rights.at[i]->what),
            rights.at[i]->provenance};
}
