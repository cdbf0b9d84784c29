#include "render/dossier_inside.h"

#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"
#include "base/sort.h"

/* ------------------------------------------------------------------ what happened */

struct happening {
    int64_t at; /* when it happened */
    bool is_day;
    uint64_t seq;
    struct slice who, how, what;
};
ARRAY_TYPE(happenings, struct happening);

struct telling {
    const struct paper *paper;
    struct happenings list;
};

static struct happening *push(struct telling *t, int64_t at, bool is_day, uint64_t seq)
{
    struct happening *h = array_push(t->paper->page->arena, &t->list);

    h->at = at;
    h->is_day = is_day;
    h->seq = seq;
    h->who = h->how = SLICE("");
    return h;
}

/* What was told for a day only stands at its midnight. */
static struct happening *push_told(struct telling *t, int64_t at, int64_t of, uint64_t seq)
{
    if (of == MOMENT_NONE)
        return push(t, at, false, seq);
    return push(t, of, moment_minute(of, DAY_JST) == 0, seq);
}

static struct slice charge_words(const struct paper *paper, const struct case_charge *c)
{
    return page_format_of(paper->page, "%s %s", c->descriptor.len ? c->descriptor : c->merchant,
                          page_money(paper->page, c->amount, c->currency));
}

static void tell_charge(struct telling *t, const struct case_charge *c)
{
    const struct paper *paper = t->paper;
    const struct {
        int32_t day;
        const char *words;
    } days[] = {{c->day, _("charge made: %s")},
                {c->posted, _("charge posted: %s")},
                {c->notified, _("statement notified: %s")}};

    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        struct happening *h;

        if (days[i].day == DAY_NONE)
            continue;
        h = push(t, moment_of_day(days[i].day, DAY_JST), true, c->seq);
        h->who = slice_of(i == 0 ? _("not known") : "");
        if (i)
            h->who = paper_party(paper, PARTY_ISSUER, c->issuer);
        h->how = c->card.len ? page_format_of(paper->page, _("card %s"), c->card) : SLICE("");
        h->what = page_format_of(paper->page, days[i].words, charge_words(paper, c));
    }
}

static void tell_contact(struct telling *t, const struct case_contact *c)
{
    const struct paper *paper = t->paper;
    struct slice party = paper_party(paper, c->party, c->org), self = slice_of(_("myself"));
    struct happening *h =
        push(t, c->of == MOMENT_NONE ? c->at : c->of, c->of != MOMENT_NONE && c->of_is_day, c->seq);

    h->who = page_format_of(paper->page, _("%s → %s"), c->is_incoming ? party : self,
                            c->is_incoming ? self : party);
    h->how = slice_of(paper_channel(c->channel));
    h->what = paper_said(paper, c);
}

static void tell_talk(struct telling *t)
{
    const struct paper *paper = t->paper;
    const struct case_state *s = paper->state;

    for (size_t i = 0; i < s->contacts.len; i++)
        tell_contact(t, &s->contacts.at[i]);
    for (size_t i = 0; i < s->promises.len; i++) {
        const struct case_promise *p = &s->promises.at[i];
        struct happening *h = push(t, p->at, false, p->seq);

        h->who = paper_party(paper, p->party, SLICE(""));
        h->what = page_format_of(paper->page, _("promised: %s"),
                                 p->text.len ? p->text : slice_of(paper_promised(p->what)));
    }
    for (size_t i = 0; i < s->notes.len; i++) {
        const struct case_note *n = &s->notes.at[i];
        struct happening *h = push_told(t, n->at, n->of, n->seq);

        h->who = n->actor.len ? n->actor : slice_of(_("myself"));
        h->what = n->text;
    }
}

static void tell_steps(struct telling *t)
{
    const struct paper *paper = t->paper;
    const struct case_state *s = paper->state;

    for (size_t i = 0; i < s->steps.len; i++) {
        const struct case_step *done = &s->steps.at[i];
        const struct playbook *playbook = playbook_of(paper->catalog, done->playbook);
        const struct step *step = playbook ? playbook_step(playbook, done->step) : NULL;
        struct happening *h;

        if (done->state != STEP_DONE)
            continue;
        h = push_told(t, done->at, done->of, done->seq);
        h->who = slice_of(_("myself"));
        h->how = slice_of(step ? paper_channel(step->channel) : "");
        h->what = page_format_of(paper->page, _("done: %s %s"),
                                 step ? paper_phrase(paper, step->party, step->title) : done->step,
                                 done->note);
    }
}

static struct slice source_words(enum money_source source)
{
    static const char *const names[] = {[MONEY_TOLD] = N_("as told"),
                                        [MONEY_MAIL] = N_("as a mail says"),
                                        [MONEY_STATEMENT] = N_("as the statement shows")};

    return slice_of(_(names[source]));
}

static void tell_money(struct telling *t, const struct case_charge *c)
{
    const struct paper *paper = t->paper;

    for (size_t i = 0; i < c->moves.len; i++) {
        const struct ledger_entry *m = &c->moves.at[i];
        struct happening *h;

        if (m->day == DAY_NONE)
            continue;
        h = push(t, moment_of_day(m->day, DAY_JST), true, m->seq);
        h->how = source_words(m->source);
        h->what = page_format_of(paper->page, _("%s: %s"), slice_of(paper_move(m->move)),
                                 page_money(paper->page, m->amount, c->currency));
    }
}

static void tell_evidence(struct telling *t)
{
    const struct case_state *s = t->paper->state;

    for (size_t i = 0; i < s->evidence.len; i++) {
        const struct case_evidence *e = &s->evidence.at[i];
        struct happening *h;

        if (e->taken == MOMENT_NONE)
            continue;
        h = push(t, e->taken, false, e->seq);
        h->who = slice_of(_("myself"));
        h->how = e->source;
        h->what = page_format_of(t->paper->page, _("evidence kept: %s"), e->name);
    }
}

/* ------------------------------------------------------------------ in order */

static bool is_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct happenings *list = ctx;

    if (list->at[a].at != list->at[b].at)
        return list->at[a].at < list->at[b].at;
    return list->at[a].seq < list->at[b].seq;
}

static void write_list(const struct telling *t, struct document *d)
{
    struct arena *arena = t->paper->page->arena;
    uint32_t *order = arena_make_n(arena, uint32_t, t->list.len + 1);

    for (size_t i = 0; i < t->list.len; i++)
        order[i] = (uint32_t)i;
    sort_indices(order, t->list.len, is_before, &t->list, arena);
    for (size_t i = 0; i < t->list.len; i++) {
        const struct happening *h = &t->list.at[order[i]];

        document_add_cells(d, paper_moment(t->paper, h->at, h->is_day), h->who, h->how, h->what,
                           arena_number(arena, (int64_t)h->seq));
    }
}

void dossier_add_timeline(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("When")), 17, false}, {slice_of(_("Who")), 19, false},
        {slice_of(_("How")), 15, false},  {slice_of(_("What")), 42, false},
        {slice_of(_("Entry")), 7, true},
    };
    struct telling t = {.paper = paper};

    for (size_t i = 0; i < paper->state->charges.len; i++)
        if (!paper->state->charges.at[i].is_removed) {
            tell_charge(&t, &paper->state->charges.at[i]);
            tell_money(&t, &paper->state->charges.at[i]);
        }
    tell_talk(&t);
    tell_steps(&t);
    tell_evidence(&t);
    document_add(d, BLOCK_HEADING, slice_of(_("4. What happened, in order")));
    document_add(d, BLOCK_FINE,
                 slice_of(_("Times are those of Japan. “Entry” is the number in the journal.")));
    document_begin(d, BLOCK_TABLE, columns, 5);
    write_list(&t, d);
}

/* ------------------------------------------------------------------ ledger */

void dossier_add_ledger(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("Charge")), 30, false},     {slice_of(_("Day")), 13, false},
        {slice_of(_("Movement")), 24, false},   {slice_of(_("Amount")), 13, true},
        {slice_of(_("Known from")), 20, false},
    };

    document_add(d, BLOCK_HEADING, slice_of(_("7. Where the money is")));
    document_begin(d, BLOCK_TABLE, columns, 5);
    for (size_t i = 0; i < paper->state->charges.len; i++) {
        const struct case_charge *c = &paper->state->charges.at[i];

        if (c->is_removed)
            continue;
        for (size_t k = 0; k < c->moves.len; k++)
            document_add_cells(d, c->descriptor.len ? c->descriptor : c->merchant,
                               page_day(paper->page, c->moves.at[k].day),
                               slice_of(paper_move(c->moves.at[k].move)),
                               page_money(paper->page, c->moves.at[k].amount, c->currency),
                               source_words(c->moves.at[k].source));
        document_add_cells(d, charge_words(paper, c), SLICE(""),
                           slice_of(c->is_pending ? _("pending") : paper_stage(&c->ledger)),
                           page_money(paper->page, c->ledger.owed, c->currency),
                           slice_of(_("still to come")))
            ->is_sum = true;
    }
}
