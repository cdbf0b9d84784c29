#include "render/dossier_inside.h"

#include "render/promise_words.h"
#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"

static void none(struct document *d)
{
    document_add(d, BLOCK_PARAGRAPH, slice_of(_("None.")));
}

/* ------------------------------------------------------------------ contacts */

static struct slice way(const struct paper *paper, const struct case_contact *c)
{
    struct slice channel = slice_of(paper_channel(c->channel));
    struct slice direction = slice_of(c->is_incoming ? _("incoming") : _("outgoing"));

    return c->number.len
               ? page_format_of(paper->page, _("%s, %s, %s"), channel, direction, c->number)
               : page_format_of(paper->page, _("%s, %s"), channel, direction);
}

void dossier_add_contacts(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("When")), 17, false},      {slice_of(_("With whom")), 20, false},
        {slice_of(_("How")), 16, false},       {slice_of(_("What was said")), 33, false},
        {slice_of(_("Reference")), 14, false},
    };
    const struct case_contacts *contacts = &paper->state->contacts;

    document_add(d, BLOCK_HEADING, slice_of(_("5. Contacts")));
    if (!contacts->len) {
        none(d);
        return;
    }
    document_begin(d, BLOCK_TABLE, columns, 5);
    for (size_t i = 0; i < contacts->len; i++) {
        const struct case_contact *c = &contacts->at[i];
        struct slice party = paper_party(paper, c->party, c->org);

        document_add_cells(
            d,
            paper_moment(paper, c->of == MOMENT_NONE ? c->at : c->of,
                         c->of != MOMENT_NONE && c->of_is_day),
            c->person.len ? page_format_of(paper->page, _("%s (%s)"), party, c->person) : party,
            way(paper, c), paper_said(paper, c), c->reference);
    }
}

/* ------------------------------------------------------------------ promises and inquiries */

static const char *promise_words(enum promise_state state)
{
    static const char *const names[] = {[PROMISE_OPEN] = N_("awaited"),
                                        [PROMISE_KEPT] = N_("kept"),
                                        [PROMISE_BROKEN] = N_("not kept")};

    return _(names[state]);
}

static void add_promise(const struct paper *paper, struct document *d, const struct case_promise *p)
{
    struct slice what = p->text.len ? p->text : slice_of(paper_promised(p->what));

    if (p->has_amount)
        what = page_format_of(paper->page, _("%s: %s"), what,
                              page_money(paper->page, p->amount, p->currency));
    if (p->credits.len)
        what = page_format_of(paper->page, _("%s; came back: %s"), what,
                              promise_credits_words(paper->page, p));
    document_add_cells(d, paper_moment(paper, p->at, true), paper_party(paper, p->party, SLICE("")),
                       what, page_day(paper->page, p->due), slice_of(promise_words(p->state)));
}

static void add_inquiry(const struct paper *paper, struct document *d, const struct case_inquiry *q)
{
    struct slice what = page_format_of(paper->page, _("inquiry %s"), q->reference);

    if (q->result.len)
        what = page_format_of(paper->page, _("%s: %s"), what, q->result);
    document_add_cells(d, SLICE(""), paper_party(paper, q->party, q->org), what,
                       page_day(paper->page, q->due),
                       slice_of(q->is_answered ? _("answered") : _("awaited")));
}

void dossier_add_promises(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("Said on")), 14, false}, {slice_of(_("Promised by")), 20, false},
        {slice_of(_("What")), 38, false},    {slice_of(_("Until")), 14, false},
        {slice_of(_("State")), 14, false},
    };
    const struct case_state *s = paper->state;

    document_add(d, BLOCK_HEADING, slice_of(_("6. Promises and inquiries")));
    if (!s->promises.len && !s->inquiries.len) {
        none(d);
        return;
    }
    document_begin(d, BLOCK_TABLE, columns, 5);
    for (size_t i = 0; i < s->promises.len; i++)
        add_promise(paper, d, &s->promises.at[i]);
    for (size_t i = 0; i < s->inquiries.len; i++)
        add_inquiry(paper, d, &s->inquiries.at[i]);
}

/* ------------------------------------------------------------------ returns and re-issue */

static struct slice return_words(struct slice state)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"expected", N_("on its way here")},
        {"received", N_("received")},
        {"refused", N_("refused")},
        {"sent_back", N_("sent back")},
        {"confirmed", N_("return confirmed")},
        {"refunded", N_("refunded")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(state, slice_of(names[i].code)))
            return slice_of(_(names[i].name));
    return state;
}

void dossier_add_returns(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("Order")), 32, false},   {slice_of(_("State")), 20, false},
        {slice_of(_("Carrier")), 16, false}, {slice_of(_("Tracking")), 18, false},
        {slice_of(_("Day")), 14, false},
    };

    if (!paper->state->returns.len)
        return;
    document_add(d, BLOCK_HEADING, slice_of(_("Goods that came or went back")));
    document_begin(d, BLOCK_TABLE, columns, 5);
    for (size_t i = 0; i < paper->state->returns.len; i++) {
        const struct case_return *r = &paper->state->returns.at[i];

        document_add_cells(d, r->order, return_words(r->state), r->carrier, r->tracking,
                           page_day(paper->page, r->day));
    }
}

static bool is_moved(struct slice state)
{
    return slice_eq(state, SLICE("moved")) || slice_eq(state, SLICE("gone"));
}

void dossier_add_reissue(const struct paper *paper, struct document *d)
{
    const struct case_state *s = paper->state;

    if (!s->reissue_state.len)
        return;
    document_add(d, BLOCK_HEADING, slice_of(_("New card")));
    document_begin(d, BLOCK_PAIRS, NULL, 0);
    document_add_cells(d, slice_of(_("Old number ends in")),
                       s->reissue_old.len ? s->reissue_old : SLICE("-"));
    document_add_cells(d, slice_of(_("New number ends in")),
                       s->reissue_new.len ? s->reissue_new : SLICE("-"));
    document_add_cells(d, slice_of(_("Day")), page_day(paper->page, s->reissue_day));
    if (!s->card_users.len)
        return;
    document_add(d, BLOCK_PARAGRAPH, slice_of(_("Who bills the old card and must be told:")));
    document_begin(d, BLOCK_CHECKLIST, NULL, 0);
    for (size_t i = 0; i < s->card_users.len; i++)
        document_add_cells(d, s->card_users.at[i].merchant)->is_ticked =
            is_moved(s->card_users.at[i].state);
}

/* ------------------------------------------------------------------ annexes */

static struct slice form_words(struct slice form)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"full", N_("original")},
        {"redacted", N_("copy with numbers cut out")},
        {"reference", N_("kept elsewhere, only its hash is here")},
        {"encrypted", N_("original, kept encrypted")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(form, slice_of(names[i].code)))
            return slice_of(_(names[i].name));
    return form;
}

static struct slice annex_words(const struct paper *paper, const struct case_evidence *e)
{
    struct slice all = e->name.len ? e->name : SLICE("-");

    if (e->source.len)
        all = page_format_of(paper->page, "%s · %s", all, e->source);
    if (e->form.len)
        all = page_format_of(paper->page, "%s · %s", all, form_words(e->form));
    if (e->taken != MOMENT_NONE)
        all = page_format_of(paper->page, "%s · %s", all, paper_moment(paper, e->taken, false));
    return e->is_deleted ? page_format_of(paper->page, _("%s · deleted since"), all) : all;
}

static void add_custody(const struct paper *paper, struct document *d)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"collected", N_("collected")},     {"accessed", N_("looked at")},
        {"transferred", N_("handed over")}, {"exported", N_("exported")},
        {"deleted", N_("deleted")},
    };
    const struct document_column columns[] = {
        {slice_of(_("When")), 18, false},
        {slice_of(_("What was done")), 20, false},
        {slice_of(_("Handed to")), 20, false},
        {slice_of(_("File (first digits of SHA-256)")), 42, false},
    };
    const struct case_custodies *custody = &paper->state->custody;

    if (!custody->len)
        return;
    document_add(d, BLOCK_PARAGRAPH, slice_of(_("What was done with the files:")));
    document_begin(d, BLOCK_TABLE, columns, 4);
    for (size_t i = 0; i < custody->len; i++) {
        struct slice act = custody->at[i].act;

        for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
            if (slice_eq(act, slice_of(names[k].code))) {
                act = slice_of(_(names[k].name));
                break;
            }
        document_add_cells(d, paper_moment(paper, custody->at[i].at, false), act, custody->at[i].to,
                           slice_sub(custody->at[i].sha256, 0, 12));
    }
}

void dossier_add_annexes(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("No.")), 5, true},
        {slice_of(_("File")), 44, false},
        {slice_of(_("SHA-256")), 51, false},
    };
    const struct case_evidences *evidence = &paper->state->evidence;

    document_add(d, BLOCK_HEADING, slice_of(_("8. Annexes")));
    if (!evidence->len) {
        none(d);
        return;
    }
    document_begin(d, BLOCK_TABLE, columns, 3);
    for (size_t i = 0; i < evidence->len; i++)
        document_add_cells(d, arena_number(paper->page->arena, (int64_t)i + 1),
                           annex_words(paper, &evidence->at[i]), evidence->at[i].sha256);
    add_custody(paper, d);
}

void dossier_add_proof(const struct paper *paper, struct document *d)
{
    document_add(d, BLOCK_HEADING, slice_of(_("9. What the journal proves, and what not")));
    document_add(
        d, BLOCK_PARAGRAPH,
        slice_of(
            _("Everything above comes from a journal whose entries each hold the SHA-256 of the "
              "one before. Whoever has a copy of the last value (the head, below and at the foot "
              "of each page) can find any entry that was changed, removed or moved up to then. It "
              "does not prove that what was written is true, nor when it was written; and whoever "
              "holds the file can write the whole journal anew as long as nobody else has the "
              "head. So this paper, once handed over, is what fixes it.")));
    if (paper->head.len)
        document_add(d, BLOCK_PARAGRAPH, paper->head);
    document_begin(d, BLOCK_PAIRS, NULL, 0);
    document_add_cells(d, slice_of(_("Entries")),
                       arena_number(paper->page->arena, (int64_t)paper->state->events));
    document_add_cells(d, slice_of(_("Last entry")),
                       paper_moment(paper, paper->state->changed, false));
}
