#ifndef MIOBOE_RENDER_PAPER_H
#define MIOBOE_RENDER_PAPER_H

/* What every paper of a case is made from, and words that they share. */

#include "casework/course.h"
#include "render/document.h"
#include "render/page.h"

enum audience {
    AUDIENCE_ISSUER,
    AUDIENCE_AMAZON,
    AUDIENCE_POLICE,
    AUDIENCE_CONSUMER_CENTRE,
    AUDIENCES
};

struct paper {
    /* Arena, allocator and language.  Sentences come by gettext: its language must be that of
     * page->japanese.  Nothing is written to page->out. */
    struct page *page;
    const struct catalog *catalog;
    const struct case_state *state;
    int32_t today;
    enum audience audience;
    struct slice head;  /* of the journal's chain, 64 hex digits; empty = not known */
    struct slice name;  /* of the person; empty = a line to write on */
    struct slice reach; /* where the person is reached by day; empty = a line */
};

/* "issuer" "amazon" "police" "consumer_centre"; and back, AUDIENCES = none. */
struct slice audience_name(enum audience audience);
enum audience audience_of(struct slice name);

/*
 * ${text} of a catalogue row with {card} {amount} {date} {shop} {reference} {shop_reference}
 * {tracking} {name} filled in from the case: its first charge that is still open, the last
 * reference of ${party} (PARTIES = of anybody).  What is not known becomes `＿＿＿＿`.
 */
struct slice paper_fill(const struct paper *paper, enum party party, struct slice text);

/* A catalogue phrase in the paper's language, filled in. */
struct slice paper_phrase(const struct paper *paper, enum party party, struct phrase phrase);

/*
 * Words of a paper: what the person says of others to an office (case_words.h has those that mioboe
 * says to the person).
 */

/* "card company" …, "Sumitomo Mitsui Card" where ${org} is an issuer of the catalogue, else
 * ${org} as told. */
struct slice paper_party(const struct paper *paper, enum party party, struct slice org);
const char *paper_channel(enum channel channel);

/* "2026-11-22", with the time of day in Japan where ${moment} is no mere day; "-" for MOMENT_NONE.
 */
struct slice paper_moment(const struct paper *paper, int64_t moment, bool is_day);

/* The charges that are still part of the case: how many, their sum where they share a currency
 * (else false). */
size_t paper_charges(const struct paper *paper);
bool paper_total(const struct paper *paper, int64_t *ret, struct currency *ret_currency);

/* `1234, 5678`: the last four digits of the cards of the charges; and their issuers. */
struct slice paper_cards(const struct paper *paper);
struct slice paper_issuers(const struct paper *paper);

/* Where the money of a charge is, in words; what a promise is about. */
const char *paper_stage(const struct ledger *ledger);
const char *paper_promised(struct slice what);
const char *paper_move(enum money_move move);

/*
 * What the person may say of a fact as their own: the last answer that was not taken back and that
 * did not come from another party's mouth.  What others alone said counts only of what they do or
 * say themselves (amazon_said, issuer_said, card_stopped, police_told).  Empty = not known.
 */
struct slice paper_value(const struct paper *paper, struct slice fact);

/* A fact in a sentence that the person can say ("The card is in my possession."); a question and
 * its answer where there is no sentence; empty = not known. */
struct slice paper_fact(const struct paper *paper, struct slice fact);

/* What the answer ${value} to the question ${fact} is called; the value where it has no name. */
struct slice paper_answer(const struct paper *paper, struct slice fact, struct slice value);

/* What was said in a contact: its summary, else the answers in it. */
struct slice paper_said(const struct paper *paper, const struct case_contact *contact);

/* The last contact with ${party}, or NULL; "2026-11-22, chat, A-1": when, how and under which
 * number. */
const struct case_contact *paper_last_contact(const struct paper *paper, enum party party);
struct slice paper_contact_place(const struct paper *paper, const struct case_contact *contact);

/* The answers that contradict each other; one side that went on from one answer to the next ("ask
 * Amazon", then "we take it on") does not contradict itself. */
void paper_contradictions(const struct paper *paper, struct contradictions *ret);

/* Day, case, person, card: the head of a paper. */
void paper_head(const struct paper *paper, struct document *document, const char *title);

#endif
