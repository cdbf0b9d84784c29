#include "render/case_news.h"

#include "render/promise_words.h"
#include "render/words.h"

/* Which promise it keeps, or may keep. */
static void add_promise(const struct case_state *state, const struct promise_doubts *doubts,
                        uint64_t money, struct case_news *ret)
{
    const struct case_promise *promise = promise_of_money(state, money);

    if (promise) {
        ret->promise = promise->seq;
        ret->left = promise->state == PROMISE_OPEN ? promise->left : 0;
    }
    for (size_t i = 0; i < doubts->len; i++)
        if (doubts->at[i].credit->seq == money)
            ret->rivals = doubts->at[i].promises;
}

void case_news_promises(const struct case_state *state, uint64_t money, struct arena *arena,
                        struct case_news *ret)
{
    struct promise_doubts doubts;
    struct keepings kept;

    promise_find(state, arena, &kept, &doubts);
    add_promise(state, &doubts, money, ret);
}

void case_news_of(const struct case_state *state, struct arena *arena, struct case_news_list *ret)
{
    struct promise_doubts doubts;
    struct keepings kept;

    promise_find(state, arena, &kept, &doubts);
    for (size_t i = 0; i < state->charges.len; i++) {
        const struct case_charge *c = &state->charges.at[i];

        for (size_t k = 0; !c->is_removed && k < c->moves.len; k++) {
            const struct ledger_entry *move = &c->moves.at[k];
            struct case_news news = {.case_id = state->id,
                                     .charge = c->id,
                                     .descriptor = c->descriptor,
                                     .kind = SEEN_REFUND,
                                     .amount = move->amount < 0 ? -move->amount : move->amount,
                                     .currency = c->currency,
                                     .day = move->day,
                                     .is_entered = true};

            if (move->move == MONEY_REBILLED)
                news.kind = SEEN_AGAIN;
            else if (move->move == MONEY_POSTED)
                news.kind = SEEN_POSTED;
            else if (move->move != MONEY_MERCHANT_REFUND && move->move != MONEY_FINAL_CREDIT)
                continue;
            if (move->source != MONEY_STATEMENT)
                continue;
            add_promise(state, &doubts, move->seq, &news);
            *array_push(arena, ret) = news;
        }
    }
}

/* ------------------------------------------------------------------ for people */

static struct slice sentence(struct page *page, const struct case_news *n)
{
    static const char *const sentences[] = {
        [SEEN_REFUND] = N_("Case %s: a refund of %s on %s stands on a statement (%s)."),
        [SEEN_PART] = N_("Case %s: %s came back on %s (%s); it may belong to the case."),
        [SEEN_AGAIN] = N_("Case %s: %s was taken again on %s, although a refund was promised or "
                          "seen (%s)."),
        [SEEN_POSTED] = N_("Case %s: the charge of %s that was pending is posted, %s (%s).")};

    return page_format_of(page, _(sentences[n->kind]), n->case_id,
                          page_money(page, n->amount, n->currency), page_day(page, n->day),
                          n->descriptor);
}

/* Without what groups its digits. */
static struct slice amount_typed(struct page *page, const struct case_news *n)
{
    struct slice grouped = money_write(page->arena, n->amount, currency_digits(n->currency));
    char *text = arena_alloc(page->arena, grouped.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < grouped.len; i++)
        if (grouped.ptr[i] != ',')
            text[len++] = grouped.ptr[i];
    return (struct slice){text, len};
}

/* How a person enters it: on one line, to be copied. */
static struct slice how(struct page *page, const struct case_news *n)
{
    char day[DAY_TEXT_LEN];

    if (n->kind != SEEN_PART)
        return page_format_of(page, _("\"mioboe case refresh --case %s\" enters it."), n->case_id);
    day_write(n->day, day);
    return page_format_of(
        page,
        _("If it does: \"mioboe case money %s merchant_refund %s --date %s --source statement "
          "--case %s\""),
        n->charge, amount_typed(page, n),
        arena_copy(page->arena, (struct slice){day, DAY_TEXT_LEN}), n->case_id);
}

/* What it means for what was promised. */
static void about_promise(struct page *page, const struct case_news *n)
{
    struct slice number = arena_number(page->arena, (int64_t)n->promise);

    if (n->rivals.len)
        page_wrap(page, 2, SLICE("! "),
                  promise_doubt_words(page, n->amount, n->currency, n->day, &n->rivals));
    else if (n->promise && n->left)
        page_wrap(page, 2, SLICE(""),
                  page_format_of(page, _("Promise %s is kept in part; still to come: %s."), number,
                                 page_money(page, n->left, n->currency)));
    else if (n->promise)
        page_wrap(page, 2, SLICE(""), page_format_of(page, _("Promise %s is kept."), number));
}

void case_news_text(struct page *page, const struct case_news_list *news)
{
    for (size_t i = 0; i < news->len; i++) {
        const struct case_news *n = &news->at[i];
        bool is_bad = n->kind == SEEN_AGAIN;

        page_style(page, is_bad ? PAGE_ALARM : PAGE_PLAIN);
        page_wrap(page, 0, is_bad ? SLICE("! ") : SLICE(""), sentence(page, n));
        page_style(page, PAGE_PLAIN);
        if (n->is_open_again)
            page_wrap(page, 2, SLICE(""), slice_of(_("The case is open again.")));
        about_promise(page, n);
        if (!n->is_entered)
            page_line(page,
                      arena_join(page->arena, (struct slice[]){SLICE("  "), how(page, n)}, 2));
    }
}

/* ------------------------------------------------------------------ for programs */

void case_news_json(struct printer *p, const struct case_news_list *news)
{
    static const struct slice kinds[] = {[SEEN_REFUND] = {"refund", 6},
                                         [SEEN_PART] = {"perhaps_refund", 14},
                                         [SEEN_AGAIN] = {"charged_again", 13},
                                         [SEEN_POSTED] = {"posted", 6}};

    print_key(p, "cases");
    print_begin_list(p);
    for (size_t i = 0; i < news->len; i++) {
        const struct case_news *n = &news->at[i];

        print_begin_map(p);
        print_string_of(p, "case", n->case_id);
        print_string_of(p, "what", kinds[n->kind]);
        print_string_of(p, "charge", n->charge);
        print_text_of(p, "descriptor", n->descriptor);
        print_integer_of(p, "amount", n->amount);
        print_text_of(p, "currency", slice_of(n->currency.code));
        print_day_of(p, "date", n->day);
        print_boolean_of(p, "entered", n->is_entered);
        print_boolean_of(p, "open_again", n->is_open_again);
        print_known_of(p, "promise", n->promise != 0, (int64_t)n->promise);
        print_known_of(p, "left", n->promise && n->left, n->left);
        print_key(p, "may_keep");
        promise_numbers_json(p, &n->rivals);
        print_end(p);
    }
    print_end(p);
}
