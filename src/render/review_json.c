#include "render/review_view.h"

#include "render/provenance_view.h"

static void print_words(struct printer *p, struct page *page, const struct finding *f,
                        const struct phrase *phrase)
{
    print_text(p, phrase->en.len ? review_words(page, f, phrase) : SLICE(""));
}

static void print_money(struct printer *p, int64_t amount, int64_t yearly, struct currency currency)
{
    print_known_of(p, "amount", amount, amount);
    print_known_of(p, "yearly", yearly, yearly);
    print_text_of(p, "currency",
                  amount || yearly ? slice_of(currency.code) : ((struct slice){"", 0}));
}

static void print_item(struct printer *p, struct page *page, const struct finding_item *item)
{
    print_inline(p);
    print_begin_map(p);
    print_text_of(p, "text", page_choose(page, item->text.ja, item->text.en));
    print_text_of(p, "place", item->place);
    print_day_of(p, "day", item->day);
    print_money(p, item->amount, item->yearly, item->currency);
    print_end(p);
}

/* What to do and where to click: of the protection where it is about one. */
static void print_advice(struct printer *p, struct page *page, const struct finding *f)
{
    const struct protection *protection = f->protection;

    print_key(p, "why");
    print_words(p, page, f, &f->rule->why);
    print_key(p, "steps");
    print_begin_list(p);
    for (size_t i = 0; i < f->rule->steps.len; i++)
        print_words(p, page, f, &f->rule->steps.at[i]);
    print_end(p);
    print_key(p, "where");
    print_words(p, page, f, protection ? &protection->where : &f->rule->where);
    print_key(p, "note");
    print_words(p, page, f, protection ? &protection->note : &(struct phrase){{"", 0}, {"", 0}});
    print_text_of(p, "url", protection ? protection->url : f->rule->url);
}

static void print_head(struct printer *p, const struct finding *f)
{
    print_string_of(p, "id", f->id);
    print_string_of(p, "rule", f->rule->id);
    print_string_of(p, "kind", finding_kind_name(f->rule->kind));
    print_string_of(p, "severity", finding_severity_name(f->rule->severity));
    print_string_of(p, "state", mark_state_name(f->state));
    print_day_of(p, "until", f->until);
}

static void print_finding(struct printer *p, const struct review_view *view, struct page *page,
                          const struct finding *f)
{
    print_begin_map(p);
    print_head(p, f);
    print_boolean_of(p, "new", f->is_new);
    print_text_of(p, "account", f->account);
    print_key(p, "title");
    print_words(p, page, f, &f->rule->title);
    print_advice(p, page, f);
    print_text_of(p, "subject", page_choose(page, f->subject.ja, f->subject.en));
    print_text_of(p, "place", f->place);
    print_day_of(p, "day", f->day);
    print_integer_of(p, "count", (int64_t)f->count);
    print_money(p, f->amount, f->yearly, f->currency);
    print_text_of(p, "charge", f->charge);
    print_text_of(p, "order", f->order);
    print_key(p, "items");
    print_begin_list(p);
    for (size_t i = 0; i < f->items.len; i++)
        print_item(p, page, &f->items.at[i]);
    print_end(p);
    print_text_of(p, "not_mine", review_case(page, f));
    provenance_print(p, review_provenance(f), view->review->today);
    print_end(p);
}

static void print_question(struct printer *p, const struct review_view *view, struct page *page,
                           const struct finding *f)
{
    print_begin_map(p);
    print_head(p, f);
    print_key(p, "title");
    print_words(p, page, f, &f->rule->title);
    print_key(p, "ask");
    print_words(p, page, f, &f->rule->ask);
    print_advice(p, page, f);
    print_day_of(p, "answered_on", f->day);
    provenance_print(p, review_provenance(f), view->review->today);
    print_end(p);
}

static void print_closed(struct printer *p, const struct review_view *view)
{
    print_key(p, "closed");
    print_begin_list(p);
    for (size_t i = 0; i < view->review->closed.len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_head(p, &view->review->closed.at[i]);
        print_end(p);
    }
    print_end(p);
}

static void print_counts(struct printer *p, const struct review_view *view)
{
    const struct finding_list *all = &view->review->findings;

    print_key(p, "counts");
    print_inline(p);
    print_begin_map(p);
    for (unsigned s = 0; s < FINDING_SEVERITIES; s++) {
        int64_t n = 0;

        for (size_t i = 0; i < all->len; i++)
            n += all->at[i].rule->severity == (enum finding_severity)s &&
                 review_shows(view, &all->at[i]);
        p->type->key(p, finding_severity_name((enum finding_severity)s));
        p->type->integer(p, n);
    }
    print_end(p);
}

void review_json(struct printer *p, const struct review_view *view, struct page *page)
{
    const struct review *r = view->review;

    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.review/1"));
    print_day_of(p, "today", r->today);
    print_day_of(p, "since", r->since);
    print_day_of(p, "next", r->next);
    print_text_of(p, "home", r->home);
    print_boolean_of(p, "monthly", view->monthly);
    print_counts(p, view);
    print_key(p, "findings");
    print_begin_list(p);
    for (size_t i = 0; i < r->findings.len; i++)
        if (review_shows(view, &r->findings.at[i]))
            print_finding(p, view, page, &r->findings.at[i]);
    print_end(p);
    print_key(p, "questions");
    print_begin_list(p);
    for (size_t i = 0; i < r->questions.len; i++)
        print_question(p, view, page, &r->questions.at[i]);
    print_end(p);
    print_closed(p, view);
    print_end(p);
}
