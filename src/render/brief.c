#include "render/brief.h"

#include "render/promise_words.h"
#include "render/words.h"

#include "base/day.h"
#include "base/text.h"

#define SUMMARY_COLUMNS 150u /* of what somebody said */

/* ------------------------------------------------------------------ charges */

static void add_charge(const struct paper *paper, struct document *d, const struct case_charge *c)
{
    document_add_cells(d, page_day(paper->page, c->day), page_day(paper->page, c->posted),
                       c->descriptor.len ? c->descriptor : c->merchant,
                       page_money(paper->page, c->amount, c->currency),
                       slice_of(c->is_pending ? _("pending") : paper_stage(&c->ledger)));
}

static void add_sum(const struct paper *paper, struct document *d, size_t n)
{
    struct currency currency;
    int64_t total;
    struct slice text = page_format_of(paper->page, ngettext("%s charge", "%s charges", n),
                                       arena_number(paper->page->arena, (int64_t)n));

    if (n > 1 && paper_total(paper, &total, &currency))
        document_add_cells(d, SLICE(""), SLICE(""), text, page_money(paper->page, total, currency),
                           SLICE(""))
            ->is_sum = true;
    else if (n > BRIEF_CHARGES)
        document_add_cells(d, SLICE(""), SLICE(""), text, SLICE(""), SLICE(""))->is_sum = true;
}

static void add_charges(const struct paper *paper, struct document *d)
{
    const struct document_column columns[] = {
        {slice_of(_("Used on")), 14, false},
        {slice_of(_("Posted on")), 14, false},
        {slice_of(_("As on the statement")), 30, false},
        {slice_of(_("Amount")), 14, true},
        {slice_of(_("Money")), 28, false},
    };
    size_t n = paper_charges(paper), shown = 0;

    if (!n)
        return;
    document_add(d, BLOCK_HEADING, slice_of(_("Charges")));
    document_begin(d, BLOCK_TABLE, columns, 5);
    for (size_t i = 0; i < paper->state->charges.len && shown < BRIEF_CHARGES; i++)
        if (!paper->state->charges.at[i].is_removed) {
            add_charge(paper, d, &paper->state->charges.at[i]);
            shown++;
        }
    if (n > shown)
        document_add_cells(d, SLICE(""), SLICE(""),
                           page_format_of(paper->page, _("and %s more"),
                                          arena_number(paper->page->arena, (int64_t)(n - shown))),
                           SLICE(""), SLICE(""));
    add_sum(paper, d, n);
}

/* ------------------------------------------------------------------ what is known */

#define FACTS_MAX 17

/* What counts for each, in the order in which it is asked. */
static const char *const facts[AUDIENCES][FACTS_MAX] = {
    [AUDIENCE_ISSUER] = {"learned_on", "reported_on", "card_in_hand", "family_asked",
                         "order_in_account", "ordered_by_us", "card_registered", "code_typed",
                         "card_data_typed", "amazon_said", "card_stopped", "police_told",
                         "other_unknown", "small_test", "payment_declined", "issuer_approval"},
    [AUDIENCE_AMAZON] = {"learned_on", "order_in_account", "ordered_by_us", "digital_orders_seen",
                         "memberships_seen", "second_account", "family_asked", "card_registered",
                         "strange_card_in_account", "gift_cards", "strange_mails", "can_sign_in",
                         "password_typed", "issuer_said", "accidental", "payment_declined",
                         "part_shipped"},
    [AUDIENCE_POLICE] = {"learned_on", "order_in_account", "ordered_by_us", "family_asked",
                         "card_in_hand", "card_data_typed", "password_typed", "gift_cards",
                         "strange_mails", "mail_flood", "card_stopped", "amazon_said",
                         "issuer_said"},
    [AUDIENCE_CONSUMER_CENTRE] = {"learned_on", "reported_on", "card_in_hand", "family_asked",
                                  "order_in_account", "ordered_by_us", "code_typed", "amazon_said",
                                  "issuer_said", "police_told", "expected_on"},
};

static void add_known(const struct paper *paper, struct document *d)
{
    bool is_begun = false;

    for (size_t i = 0; i < FACTS_MAX && facts[paper->audience][i]; i++) {
        struct slice text = paper_fact(paper, slice_of(facts[paper->audience][i]));

        if (!text.len)
            continue;
        if (!is_begun) {
            document_add(d, BLOCK_HEADING, slice_of(_("What is known")));
            document_begin(d, BLOCK_LIST, NULL, 0);
        }
        is_begun = true;
        document_add_cells(d, text);
    }
}

/* ------------------------------------------------------------------ who was asked */

static struct slice whom(const struct paper *paper, const struct case_contact *c)
{
    struct slice party = paper_party(paper, c->party, c->org);

    return c->person.len ? page_format_of(paper->page, _("%s (%s)"), party, c->person) : party;
}

static void add_contacts(const struct paper *paper, struct document *d)
{
    const struct case_contacts *contacts = &paper->state->contacts;
    const struct document_column columns[] = {
        {slice_of(_("When")), 18, false},      {slice_of(_("With whom")), 20, false},
        {slice_of(_("How")), 11, false},       {slice_of(_("What was said")), 36, false},
        {slice_of(_("Reference")), 15, false},
    };
    size_t from = contacts->len > BRIEF_CONTACTS ? contacts->len - BRIEF_CONTACTS : 0;

    if (!contacts->len)
        return;
    document_add(d, BLOCK_HEADING, slice_of(_("Who was asked, and what they said")));
    if (from)
        document_add(d, BLOCK_FINE,
                     page_format_of(paper->page, _("%s earlier ones are in the dossier."),
                                    arena_number(paper->page->arena, (int64_t)from)));
    document_begin(d, BLOCK_TABLE, columns, 5);
    for (size_t i = from; i < contacts->len; i++) {
        const struct case_contact *c = &contacts->at[i];

        document_add_cells(d,
                           paper_moment(paper, c->of == MOMENT_NONE ? c->at : c->of,
                                        c->of != MOMENT_NONE && c->of_is_day),
                           whom(paper, c), slice_of(paper_channel(c->channel)),
                           page_cut(paper->page, paper_said(paper, c), SUMMARY_COLUMNS),
                           c->reference);
    }
}

/* What the two answers are about. */
static struct slice asked_about(const struct paper *paper, struct slice fact)
{
    const struct question *question = question_of(paper->catalog, fact);

    return question ? paper_phrase(paper, PARTIES, question->ask) : fact;
}

static void add_contradictions(const struct paper *paper, struct document *d)
{
    struct contradictions found = {0};
    bool is_begun = false;

    paper_contradictions(paper, &found);
    for (size_t i = 0; i < found.len; i++) {
        const struct case_answer *a = found.at[i].first, *b = found.at[i].second;

        if (!is_begun) {
            document_add(d, BLOCK_HEADING, slice_of(_("What does not agree")));
            document_begin(d, BLOCK_LIST, NULL, 0);
        }
        is_begun = true;
        document_add_cells(
            d, page_format_of(
                   paper->page, _("%s %s (%s): “%s”; %s (%s): “%s”"), asked_about(paper, a->fact),
                   paper_party(paper, a->party, SLICE("")), paper_moment(paper, a->at, true),
                   paper_answer(paper, a->fact, a->value), paper_party(paper, b->party, SLICE("")),
                   paper_moment(paper, b->at, true), paper_answer(paper, b->fact, b->value)));
    }
}

/* With a blank in front. */
static struct slice promised_amount(const struct paper *paper, const struct case_promise *p)
{
    if (!p->has_amount)
        return (struct slice){"", 0};
    return page_format_of(paper->page, " %s", page_money(paper->page, p->amount, p->currency));
}

static struct slice promised_words(const struct case_promise *p)
{
    return p->text.len ? p->text : slice_of(paper_promised(p->what));
}

/* Those that a statement shows; what came in part stands below with what is awaited. */
static void add_kept(const struct paper *paper, struct document *d)
{
    bool is_begun = false;

    for (size_t i = 0; i < paper->state->promises.len; i++) {
        const struct case_promise *p = &paper->state->promises.at[i];

        if (p->state != PROMISE_KEPT || !p->credits.len)
            continue;
        if (!is_begun) {
            document_add(d, BLOCK_HEADING, slice_of(_("What was promised and has come")));
            document_begin(d, BLOCK_LIST, NULL, 0);
        }
        is_begun = true;
        document_add_cells(d, page_format_of(paper->page, _("%s: %s%s; came back: %s"),
                                             paper_party(paper, p->party, SLICE("")),
                                             promised_words(p), promised_amount(paper, p),
                                             promise_credits_words(paper->page, p)));
    }
}

/* With "; " in front, where a part has come. */
static struct slice part_words(const struct paper *paper, const struct case_promise *p)
{
    if (!p->credits.len)
        return (struct slice){"", 0};
    return page_format_of(paper->page, _("; came back: %s"), promise_credits_words(paper->page, p));
}

static void add_promises(const struct paper *paper, struct document *d)
{
    bool is_begun = false;

    for (size_t i = 0; i < paper->state->promises.len; i++) {
        const struct case_promise *p = &paper->state->promises.at[i];

        if (p->state == PROMISE_KEPT)
            continue;
        if (!is_begun) {
            document_add(d, BLOCK_HEADING, slice_of(_("What was promised and is still awaited")));
            document_begin(d, BLOCK_LIST, NULL, 0);
        }
        is_begun = true;
        document_add_cells(d, page_format_of(paper->page, _("%s: %s%s, by %s%s"),
                                             paper_party(paper, p->party, SLICE("")),
                                             promised_words(p), promised_amount(paper, p),
                                             p->due == DAY_NONE ? slice_of(_("no day was told"))
                                                                : page_day(paper->page, p->due),
                                             part_words(paper, p)));
    }
}

/* ------------------------------------------------------------------ reference numbers */

struct referred {
    struct slice whom, number;
};

/* Number ${i} of all, contacts before inquiries. */
static struct referred referred(const struct paper *paper, size_t i)
{
    const struct case_state *s = paper->state;

    if (i < s->contacts.len) {
        const struct case_contact *c = &s->contacts.at[i];

        return (struct referred){paper_party(paper, c->party, c->org), c->reference};
    }
    i -= s->contacts.len;
    return (struct referred){paper_party(paper, s->inquiries.at[i].party, s->inquiries.at[i].org),
                             s->inquiries.at[i].reference};
}

/* Whether one of the ${i} before has the same number. */
static bool was_referred(const struct paper *paper, size_t i)
{
    struct slice number = referred(paper, i).number;

    for (size_t k = 0; k < i; k++)
        if (slice_eq(referred(paper, k).number, number))
            return true;
    return false;
}

static void add_references(const struct paper *paper, struct document *d)
{
    size_t n = paper->state->contacts.len + paper->state->inquiries.len;
    bool is_begun = false;

    for (size_t i = 0; i < n; i++) {
        struct referred r = referred(paper, i);

        if (!r.number.len || was_referred(paper, i))
            continue;
        if (!is_begun) {
            document_add(d, BLOCK_HEADING, slice_of(_("Reference numbers")));
            document_begin(d, BLOCK_PAIRS, NULL, 0);
        }
        is_begun = true;
        document_add_cells(d, r.whom, r.number);
    }
}

static const char *title_of(enum audience audience)
{
    static const char *const titles[AUDIENCES] = {
        [AUDIENCE_ISSUER] = N_("Summary of my case, for the card company"),
        [AUDIENCE_AMAZON] = N_("Summary of my case, for Amazon"),
        [AUDIENCE_POLICE] = N_("Summary of my case, for the police"),
        [AUDIENCE_CONSUMER_CENTRE] = N_("Summary of my case, for the consumer centre"),
    };

    return _(titles[audience]);
}

void brief_make(const struct paper *paper, struct document *ret)
{
    document_init(ret, paper->page->arena, DOCUMENT_A4_ONE_PAGE);
    paper_head(paper, ret, title_of(paper->audience));
    document_add(ret, BLOCK_WORDS, brief_opening(paper));
    add_charges(paper, ret);
    add_known(paper, ret);
    add_contacts(paper, ret);
    add_contradictions(paper, ret);
    add_promises(paper, ret);
    add_kept(paper, ret);
    brief_add_requests(paper, ret);
    add_references(paper, ret);
}
