#include "render/promise_words.h"

#include "render/words.h"

/* ------------------------------------------------------------------ for people */

struct slice promise_credit_words(struct page *page, const struct promise_credit *credit)
{
    return page_format_of(page, _("%s on %s, as a statement shows (entry %s)"),
                          page_money(page, credit->amount, credit->currency),
                          page_day(page, credit->day),
                          arena_number(page->arena, (int64_t)credit->money));
}

/* What is still to come, with "; " in front; nothing where all came. */
static struct slice left_words(struct page *page, const struct case_promise *p)
{
    if (p->state == PROMISE_KEPT || !p->left)
        return (struct slice){"", 0};
    return page_format_of(page, _("; still to come: %s"),
                          page_money(page, p->left, p->credits.at[0].currency));
}

struct slice promise_credits_words(struct page *page, const struct case_promise *promise)
{
    struct slice text = {"", 0};

    for (size_t i = 0; i < promise->credits.len; i++)
        text = arena_join(page->arena,
                          (struct slice[]){text, i ? SLICE("; ") : SLICE(""),
                                           promise_credit_words(page, &promise->credits.at[i])},
                          3);
    if (!text.len)
        return text;
    return arena_join(page->arena, (struct slice[]){text, left_words(page, promise)}, 2);
}

struct slice promise_doubt_words(struct page *page, int64_t amount, struct currency currency,
                                 int32_t day, const struct promise_numbers *promises)
{
    struct slice numbers = {"", 0};

    for (size_t i = 0; i < promises->len; i++)
        numbers = arena_join(page->arena,
                             (struct slice[]){numbers, i ? SLICE(", ") : SLICE(""),
                                              arena_number(page->arena, (int64_t)promises->at[i])},
                             3);
    return page_format_of(page,
                          _("The credit of %s on %s fits more than one promise (%s). Say which it "
                            "keeps: \"mioboe case kept NUMBER\"."),
                          page_money(page, amount, currency), page_day(page, day), numbers);
}

/* ------------------------------------------------------------------ for programs */

void promise_credits_json(struct printer *p, const struct case_state *state,
                          const struct case_promise *promise)
{
    int64_t left = promise_left(state, promise);

    print_known_of(p, "left", left != 0, left);
    print_key(p, "credits");
    print_begin_list(p);
    for (size_t i = 0; i < promise->credits.len; i++) {
        const struct promise_credit *credit = &promise->credits.at[i];

        print_begin_map(p);
        print_integer_of(p, "entry", (int64_t)credit->seq);
        print_integer_of(p, "money", (int64_t)credit->money);
        print_text_of(p, "charge", credit->charge);
        print_day_of(p, "date", credit->day);
        print_integer_of(p, "amount", credit->amount);
        print_text_of(p, "currency", slice_of(credit->currency.code));
        print_end(p);
    }
    print_end(p);
}

void promise_numbers_json(struct printer *p, const struct promise_numbers *promises)
{
    print_inline(p);
    print_begin_list(p);
    for (size_t i = 0; i < promises->len; i++)
        p->type->integer(p, (int64_t)promises->at[i]);
    print_end(p);
}
