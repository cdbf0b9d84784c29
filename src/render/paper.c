#include "render/paper.h"

#include "render/words.h"

#include "base/day.h"
#include "base/moment.h"
#include "base/text.h"

#define UNKNOWN SLICE("＿＿＿＿")

static const struct slice audiences[AUDIENCES] = {
    [AUDIENCE_ISSUER] = {"issuer", 6},
    [AUDIENCE_AMAZON] = {"amazon", 6},
    [AUDIENCE_POLICE] = {"police", 6},
    [AUDIENCE_CONSUMER_CENTRE] = {"consumer_centre", 15},
};

struct slice audience_name(enum audience audience)
{
    return audiences[audience];
}

enum audience audience_of(struct slice name)
{
    int i = 0;

    while (i < AUDIENCES && !slice_eq(audiences[i], name))
        i++;
    return (enum audience)i;
}

/* ------------------------------------------------------------------ charges */

size_t paper_charges(const struct paper *paper)
{
    size_t n = 0;

    for (size_t i = 0; i < paper->state->charges.len; i++)
        n += !paper->state->charges.at[i].is_removed;
    return n;
}

bool paper_total(const struct paper *paper, int64_t *ret, struct currency *ret_currency)
{
    const struct case_charges *charges = &paper->state->charges;
    struct currency currency = {""};
    int64_t sum = 0;
    size_t n = 0;

    for (size_t i = 0; i < charges->len; i++) {
        const struct case_charge *c = &charges->at[i];

        if (c->is_removed)
            continue;
        if (n++ == 0)
            currency = c->currency;
        if (!currency_eq(currency, c->currency) || !money_add(sum, c->amount, &sum))
            return false;
    }
    *ret = sum;
    *ret_currency = currency;
    return n > 0;
}

/* Texts of the charges, each once, with commas. */
static struct slice gather(const struct paper *paper,
                           struct slice (*text_of)(const struct paper *,
                                                   const struct case_charge *))
{
    const struct case_charges *charges = &paper->state->charges;
    struct arena *arena = paper->page->arena;
    struct slice all = {"", 0};

    for (size_t i = 0; i < charges->len; i++) {
        struct slice text = text_of(paper, &charges->at[i]);
        bool is_told = charges->at[i].is_removed || !text.len;

        for (size_t k = 0; k < i && !is_told; k++)
            is_told = !charges->at[k].is_removed && slice_eq(text_of(paper, &charges->at[k]), text);
        if (!is_told)
            all = arena_join(
                arena, (struct slice[]){all, all.len ? slice_of(_(", ")) : SLICE(""), text}, 3);
    }
    return all;
}

static struct slice card_of(const struct paper *paper, const struct case_charge *charge)
{
    (void)paper;
    return slice_skip(charge->card, charge->card.len > 4 ? charge->card.len - 4 : 0);
}

static struct slice issuer_name(const struct paper *paper, const struct case_charge *charge)
{
    const struct issuer *issuer = issuer_of(paper->catalog, charge->issuer);

    return issuer ? page_choose(paper->page, issuer->name.ja, issuer->name.en) : charge->issuer;
}

struct slice paper_cards(const struct paper *paper)
{
    return gather(paper, card_of);
}

struct slice paper_issuers(const struct paper *paper)
{
    struct slice told = state_fact(paper->state, SLICE("issuer")), all = gather(paper, issuer_name);
    struct case_charge typed = {.issuer = told};

    return all.len ? all : issuer_name(paper, &typed);
}

/* ------------------------------------------------------------------ filling in */

static const struct case_charge *first_open(const struct case_state *state)
{
    for (size_t i = 0; i < state->charges.len; i++)
        if (!state->charges.at[i].is_removed && !state->charges.at[i].ledger.is_closed)
            return &state->charges.at[i];
    return state->charges.len && !state->charges.at[0].is_removed ? &state->charges.at[0] : NULL;
}

static struct slice last_reference(const struct case_state *state, enum party party)
{
    for (size_t i = state->contacts.len; i-- > 0;)
        if (state->contacts.at[i].reference.len &&
            (party == PARTIES || state->contacts.at[i].party == party))
            return state->contacts.at[i].reference;
    return (struct slice){"", 0};
}

static struct slice shop_reference(const struct case_state *state)
{
    for (size_t i = state->contacts.len; i-- > 0;) {
        const struct case_contact *c = &state->contacts.at[i];

        if ((c->party == PARTY_AMAZON || c->party == PARTY_SHOP) && c->reference.len)
            return c->reference;
    }
    return (struct slice){"", 0};
}

static struct slice last_tracking(const struct case_state *state)
{
    for (size_t i = state->returns.len; i-- > 0;)
        if (state->returns.at[i].tracking.len)
            return state->returns.at[i].tracking;
    return (struct slice){"", 0};
}

static struct slice value_of(const struct paper *paper, enum party party, struct slice name)
{
    const struct case_charge *c = first_open(paper->state);
    struct slice value = {"", 0};

    if (slice_eq(name, SLICE("card")) && c)
        value = card_of(paper, c);
    else if (slice_eq(name, SLICE("amount")) && c)
        value = page_money(paper->page, c->amount, c->currency);
    else if (slice_eq(name, SLICE("date")) && c && c->day != DAY_NONE)
        value = page_day(paper->page, c->day);
    else if (slice_eq(name, SLICE("shop")) && c)
        value = c->descriptor.len ? c->descriptor : c->merchant;
    else if (slice_eq(name, SLICE("reference")))
        value = last_reference(paper->state, party);
    else if (slice_eq(name, SLICE("shop_reference")))
        value = shop_reference(paper->state);
    else if (slice_eq(name, SLICE("tracking")))
        value = last_tracking(paper->state);
    else if (slice_eq(name, SLICE("name")))
        value = paper->name;
    return value.len ? value : UNKNOWN;
}

static bool is_placeholder(struct slice name)
{
    static const char *const names[] = {"card",      "amount", "date",           "shop",
                                        "reference", "name",   "shop_reference", "tracking"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(name, slice_of(names[i])))
            return true;
    return false;
}

struct slice paper_fill(const struct paper *paper, enum party party, struct slice text)
{
    struct arena *arena = paper->page->arena;
    struct slice all = {"", 0}, head, rest = text;

    while (slice_cut(rest, SLICE("{"), &head, &rest)) {
        struct slice name, tail;
        bool is_one = slice_cut(rest, SLICE("}"), &name, &tail) && is_placeholder(name);

        all = arena_join(
            arena, (struct slice[]){all, head, is_one ? value_of(paper, party, name) : SLICE("{")},
            3);
        if (is_one)
            rest = tail;
    }
    return arena_join(arena, (struct slice[]){all, head}, 2);
}

struct slice paper_phrase(const struct paper *paper, enum party party, struct phrase phrase)
{
    return paper_fill(paper, party, page_choose(paper->page, phrase.ja, phrase.en));
}

/* ------------------------------------------------------------------ times */

static struct slice two_digits(struct arena *arena, int32_t n)
{
    return arena_join(arena,
                      (struct slice[]){n < 10 ? SLICE("0") : SLICE(""), arena_number(arena, n)}, 2);
}

struct slice paper_moment(const struct paper *paper, int64_t moment, bool is_day)
{
    struct arena *arena = paper->page->arena;
    struct slice day;
    int32_t minute;

    if (moment == MOMENT_NONE)
        return SLICE("-");
    day = page_day(paper->page, moment_day(moment, DAY_JST));
    if (is_day)
        return day;
    minute = moment_minute(moment, DAY_JST);
    return arena_join(arena,
                      (struct slice[]){day, SLICE(" "), two_digits(arena, minute / 60), SLICE(":"),
                                       two_digits(arena, minute % 60)},
                      5);
}

/* ------------------------------------------------------------------ contacts */

const struct case_contact *paper_last_contact(const struct paper *paper, enum party party)
{
    for (size_t i = paper->state->contacts.len; i-- > 0;)
        if (paper->state->contacts.at[i].party == party)
            return &paper->state->contacts.at[i];
    return NULL;
}

struct slice paper_contact_place(const struct paper *paper, const struct case_contact *contact)
{
    const struct slice parts[] = {
        paper_moment(paper, contact->of == MOMENT_NONE ? contact->at : contact->of, true),
        slice_of(paper_channel(contact->channel)), contact->reference};
    struct slice all = {"", 0};

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (parts[i].len)
            all = arena_join(
                paper->page->arena,
                (struct slice[]){all, all.len ? slice_of(_(", ")) : SLICE(""), parts[i]}, 3);
    return all;
}

void paper_contradictions(const struct paper *paper, struct contradictions *ret)
{
    struct contradictions found = {0};

    triage_contradictions(paper->state, paper->page->arena, &found);
    for (size_t i = 0; i < found.len; i++)
        if (found.at[i].first->party != found.at[i].second->party ||
            !slice_ends(found.at[i].first->fact, SLICE("_said")))
            *array_push(paper->page->arena, ret) = found.at[i];
}

/* ------------------------------------------------------------------ the head of a paper */

static struct slice card_line(const struct paper *paper)
{
    struct slice cards = paper_cards(paper), issuers = paper_issuers(paper);

    if (cards.len && issuers.len)
        return page_format_of(paper->page, _("%s, number ending in %s"), issuers, cards);
    if (cards.len)
        return page_format_of(paper->page, _("number ending in %s"), cards);
    return issuers;
}

void paper_head(const struct paper *paper, struct document *document, const char *title)
{
    document->title = document_clean(document->arena, slice_of(title));
    document->day = paper->today;
    document->japanese = paper->page->japanese;
    document->footer = document_clean(
        document->arena, page_format_of(paper->page, _("Case %s, made on %s with mioboe"),
                                        paper->state->id, page_day(paper->page, paper->today)));
    document->head = arena_copy(document->arena, paper->head);
    document->head_label = slice_of(_("Head of the journal (SHA-256):"));
    document_add(document, BLOCK_TITLE, slice_of(title));
    document_begin(document, BLOCK_PAIRS, NULL, 0);
    document_add_cells(document, slice_of(_("Date")), page_day(paper->page, paper->today));
    document_add_cells(document, slice_of(_("Name")), paper->name);
    document_add_cells(document, slice_of(_("Reached by day at")), paper->reach);
    document_add_cells(document, slice_of(_("Card")), card_line(paper));
}
