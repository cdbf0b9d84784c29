#include "render/report_what.h"

#include "render/advice.h"
#include "render/words.h"

#include "base/day.h"
#include "base/text.h"

#define PRICES_SHOWN 4u /* of one plan */
#define PLAN_COLUMNS 64u

/* A line of a statement, or what is known of it. */
struct line {
    const struct catalog *catalog;
    const struct merchant *merchant; /* NULL = not known */
    struct slice name;
    int32_t day;    /* DAY_NONE = not told */
    int64_t amount; /* 0 = not told */
    struct currency currency;
};

static void write_line(struct page *page, const struct line *line)
{
    page_style(page, PAGE_HEADING);
    if (line->day != DAY_NONE) {
        page_add(page, page_day(page, line->day));
        page_blank(page, 2);
    }
    if (line->amount) {
        page_add(page, page_money(page, line->amount, line->currency));
        page_blank(page, line->name.len ? 2 : 0);
    }
    page_add(page, page_cut(page, line->name, page->width - 24));
    page_style(page, PAGE_PLAIN);
    output_add_byte(page->out, '\n');
}

/* ------------------------------------------------------------------ prices */

static bool holds_on(const struct plan_price *price, int32_t day)
{
    return day == DAY_NONE || ((price->from == DAY_NONE || price->from <= day) &&
                               (price->until == DAY_NONE || day <= price->until));
}

static struct slice plan_name(const struct page *page, const struct plan *plan)
{
    return page_choose(page, plan->name_ja, plan->name_en);
}

/* Whether the amount is a known price of a plan; each that fits is told. */
static bool write_fitting(struct page *page, const struct line *line)
{
    struct slice amount = page_money(page, line->amount, line->currency);
    bool any = false;

    for (size_t i = 0; i < line->catalog->plans_len; i++) {
        const struct plan *plan = &line->catalog->plans[i];

        if (!plan_is_billed_by(plan, line->merchant) ||
            !plan_price_at(plan, line->day, line->amount, line->currency))
            continue;
        page_wrap(
            page, 2, SLICE(""),
            page_format_of(page, _("%s is the price of: %s."), amount, plan_name(page, plan)));
        any = true;
    }
    return any;
}

static bool is_repeated(const struct plan *plan, size_t i, int32_t day)
{
    for (size_t j = 0; j < i; j++)
        if (holds_on(&plan->prices[j], day) && plan->prices[j].amount == plan->prices[i].amount)
            return true;
    return false;
}

/* The prices of ${plan} on the day of the line, each once: ¥980, ¥299.  Empty = none is known. */
static struct slice prices(struct page *page, const struct plan *plan, const struct line *line)
{
    struct slice all = {"", 0};
    size_t n = 0;

    for (size_t i = 0; i < plan->prices_len && n < PRICES_SHOWN; i++) {
        const struct plan_price *price = &plan->prices[i];
        struct slice amount = page_money(page, price->amount, price->currency);

        if (!holds_on(price, line->day) || price->amount <= 1 || is_repeated(plan, i, line->day))
            continue;
        all = arena_join(page->arena, (struct slice[]){all, n++ ? SLICE(", ") : SLICE(""), amount},
                         3);
    }
    return all;
}

/* Known prices that it is not. */
static void write_others(struct page *page, const struct line *line)
{
    bool any = false;

    for (size_t i = 0; i < line->catalog->plans_len; i++) {
        const struct plan *plan = &line->catalog->plans[i];
        struct slice known =
            plan_is_billed_by(plan, line->merchant) ? prices(page, plan, line) : SLICE("");

        if (!known.len)
            continue;
        if (!any)
            page_wrap(page, 2, SLICE(""),
                      slice_of(line->amount ? _("It is none of the known prices of subscriptions "
                                                "under this name:")
                                            : _("Known prices of subscriptions under this name:")));
        any = true;
        page_blank(page, 4);
        page_cell(page, plan_name(page, plan),
                  page->width > PLAN_COLUMNS + 30 ? PLAN_COLUMNS : page->width - 30);
        page_blank(page, 2);
        page_line(page, known);
    }
}

/* ------------------------------------------------------------------ the answer */

static void write_merchant(struct page *page, const struct line *line)
{
    const struct merchant *merchant = line->merchant;
    struct slice next = page_choose(page, merchant->next_ja, merchant->next_en);

    page_wrap(page, 2, SLICE(""), page_choose(page, merchant->meaning_ja, merchant->meaning_en));
    if (!line->amount || !write_fitting(page, line))
        write_others(page, line);
    if (next.len)
        page_wrap(page, 2, slice_of(_("to be sure: ")), next);
}

static void write_answer(struct page *page, const struct line *line)
{
    write_line(page, line);
    if (line->merchant)
        write_merchant(page, line);
    else if (!line->name.len)
        page_wrap(page, 2, SLICE(""),
                  slice_of(_("No name stands in this line. Add it as the statement has it, for "
                             "example: mioboe what '8/15 AMAZON.CO.JP 1488'")));
    else
        page_wrap(page, 2, SLICE(""),
                  slice_of(_("This is none of the names under which Amazon bills; it seems to be "
                             "another shop.")));
}

void report_what_write(struct page *page, const struct report *report)
{
    struct advice advice = {.arena = page->arena};

    for (uint32_t e = 0; e < report->entries.list.len; e++) {
        const struct entry *entry = &report->entries.list.at[e];
        const struct charge *charge = &report->records->charges.at[entry->row];
        const struct charge_text *text = &report->records->texts.at[charge->text];
        struct line line = {.catalog = report->catalog,
                            .name = text->raw,
                            .day = entry->day,
                            .amount = entry->amount,
                            .currency = charge->currency};

        if (text->merchant)
            line.merchant = &report->catalog->merchants[text->merchant - 1];
        if (e)
            output_add_byte(page->out, '\n');
        write_answer(page, &line);
        advice_write_causes(&advice, page, report, e);
    }
    advice_write_steps(&advice, page, report);
}

void report_what_name(struct page *page, const struct catalog *catalog, struct slice name)
{
    struct line line = {.catalog = catalog, .name = slice_trim(name), .day = DAY_NONE};

    line.merchant = merchant_find(catalog, text_fold(page->arena, name));
    write_answer(page, &line);
}
