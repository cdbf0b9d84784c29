#include "render/review_view.h"

#include "base/day.h"
#include "render/provenance_view.h"
#include "render/words.h"

#define INDENT 4u
#define ITEMS_SHOWN 8u

/* ------------------------------------------------------------------ one finding */

static const char *severity_words(enum finding_severity severity)
{
    static const char *const words[FINDING_SEVERITIES] = {
        [FINDING_URGENT] = N_("today"),
        [FINDING_HIGH] = N_("this week"),
        [FINDING_MIDDLE] = N_("when you have time"),
        [FINDING_LOW] = N_("good to know"),
    };

    return _(words[severity]);
}

static enum page_style style_of(const struct finding *f)
{
    if (f->state == MARK_NOT_MINE || f->rule->severity == FINDING_URGENT)
        return PAGE_ALARM;
    return f->rule->severity == FINDING_HIGH ? PAGE_DOUBT : PAGE_PLAIN;
}

static void print_head(struct page *page, const struct finding *f)
{
    struct slice title = review_words(page, f, &f->rule->title);

    page_style(page, style_of(f));
    if (f->is_new)
        title = page_format_of(page, _("%s  [new]"), title);
    if (f->account.len)
        title = page_format_of(page, "%s  (%s)", title, f->account);
    page_wrap(page, 0, page_format_of(page, "[%s] ", slice_of(severity_words(f->rule->severity))),
              title);
    page_style(page, PAGE_PLAIN);
}

static void print_item(struct page *page, const struct finding_item *item)
{
    struct slice text = page_choose(page, item->text.ja, item->text.en), parts = text;

    if (item->place.len)
        parts = parts.len ? page_format_of(page, "%s  %s", parts, item->place) : item->place;
    if (item->amount)
        parts =
            page_format_of(page, "%s  %s", parts, page_money(page, item->amount, item->currency));
    if (item->yearly)
        parts = page_format_of(page, _("%s (%s a year)"), parts,
                               page_money(page, item->yearly, item->currency));
    page_wrap(page, INDENT, SLICE("- "),
              item->day == DAY_NONE
                  ? parts
                  : page_format_of(page, "%s  %s", page_day(page, item->day), parts));
}

static void print_items(struct page *page, const struct review_view *view, const struct finding *f)
{
    size_t shown = view->is_verbose ? f->items.len : ITEMS_SHOWN;

    for (size_t i = 0; i < f->items.len && i < shown; i++)
        print_item(page, &f->items.at[i]);
    if (f->count > shown)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, _("… and %s more (--verbose shows them)"),
                                 arena_number(page->arena, (int64_t)(f->count - shown))));
}

static void print_advice(struct page *page, const struct finding *f)
{
    const struct protection *p = f->protection;
    const struct phrase *where = p ? &p->where : &f->rule->where;
    struct slice url = p ? p->url : f->rule->url;

    for (size_t i = 0; i < f->rule->steps.len; i++)
        page_wrap(page, INDENT, SLICE("→ "), review_words(page, f, &f->rule->steps.at[i]));
    if (where->en.len)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, _("where: %s"), review_words(page, f, where)));
    if (url.len)
        page_wrap(page, INDENT, SLICE(""), url);
    if (p && p->note.en.len)
        page_wrap(page, INDENT, SLICE(""), review_words(page, f, &p->note));
}

static void print_marks(struct page *page, const struct finding *f, bool may_open)
{
    page_wrap(page, INDENT, SLICE(""),
              page_format_of(page, _("fine: mioboe review done %s"), f->id));
    if (may_open)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, _("not yours: mioboe review not-mine %s"), f->id));
}

static void print_finding(struct page *page, const struct review_view *view,
                          const struct finding *f)
{
    struct slice begin = review_case(page, f);

    print_head(page, f);
    page_wrap(page, INDENT, SLICE(""), review_words(page, f, &f->rule->why));
    print_items(page, view, f);
    print_advice(page, f);
    provenance_page(page, INDENT, review_provenance(f), view->review->today);
    if (f->state == MARK_NOT_MINE && begin.len)
        page_wrap(
            page, INDENT, SLICE("! "),
            page_format_of(page, _("You said that this is not yours. Begin a case: %s"), begin));
    else if (f->rule->again_months)
        page_wrap(page, INDENT, SLICE(""),
                  page_format_of(page, _("Done now? mioboe review answer %s yes"), f->id));
    else
        print_marks(page, f, begin.len > 0);
}

/* ------------------------------------------------------------------ questions */

void review_text_question(struct page *page, const struct finding *f)
{
    page_style(page, PAGE_HEADING);
    page_wrap(page, 0, SLICE(""), review_words(page, f, &f->rule->ask));
    page_style(page, PAGE_PLAIN);
    page_wrap(page, INDENT, SLICE(""), review_words(page, f, &f->rule->why));
    print_advice(page, f);
}

static void print_questions(struct page *page, const struct review *r)
{
    if (!r->questions.len)
        return;
    page_line(page, SLICE(""));
    page_style(page, PAGE_HEADING);
    page_wrap(page, 0, SLICE(""),
              page_format_of(page, _("%s questions are open (\"mioboe review ask\" asks them):"),
                             arena_number(page->arena, (int64_t)r->questions.len)));
    page_style(page, PAGE_PLAIN);
    for (size_t i = 0; i < r->questions.len; i++)
        page_wrap(page, 2, SLICE("- "),
                  review_words(page, &r->questions.at[i], &r->questions.at[i].rule->ask));
}

/* ------------------------------------------------------------------ the whole */

static size_t count_shown(const struct review_view *view)
{
    size_t n = 0;

    for (size_t i = 0; i < view->review->findings.len; i++)
        n += review_shows(view, &view->review->findings.at[i]);
    return n;
}

static void print_end_lines(struct page *page, const struct review_view *view)
{
    const struct review *r = view->review;

    page_line(page, SLICE(""));
    page_style(page, PAGE_QUIET);
    if (r->closed.len)
        page_wrap(page, 0, SLICE(""),
                  page_format_of(page, _("Done, answered or put off: %s."),
                                 arena_number(page->arena, (int64_t)r->closed.len)));
    page_wrap(page, 0, SLICE(""),
              page_format_of(page, _("Next look: %s (mioboe review --monthly)."),
                             page_day(page, r->next)));
    page_style(page, PAGE_PLAIN);
}

void review_text(struct page *page, const struct review_view *view)
{
    const struct review *r = view->review;
    bool is_first = true;

    if (view->monthly && r->since != DAY_NONE) {
        page_style(page, PAGE_HEADING);
        page_wrap(page, 0, SLICE(""),
                  page_format_of(page, _("What is new since %s"), page_day(page, r->since)));
        page_style(page, PAGE_PLAIN);
        is_first = false;
    }
    if (!count_shown(view))
        page_line(page,
                  slice_of(view->monthly ? _("Nothing new was found.") : _("Nothing was found.")));
    for (size_t i = 0; i < r->findings.len; i++) {
        if (!review_shows(view, &r->findings.at[i]))
            continue;
        if (!is_first)
            page_line(page, SLICE(""));
        print_finding(page, view, &r->findings.at[i]);
        is_first = false;
    }
    print_questions(page, r);
    print_end_lines(page, view);
}
