#include "render/report_more.h"

#include "render/words.h"

#include "base/day.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"

#include <assert.h>

/* ------------------------------------------------------------------ flags */

static const char *const flag_words[FLAGS] = {
    [FLAG_DUPLICATE_CHARGE] = N_("The same charge stands there twice."),
    [FLAG_CARD_TESTING] =
        N_("Small charges before a larger one: this is how stolen card numbers are tried out."),
    [FLAG_CANCELLED_BUT_CHARGED] = N_("It was cancelled, and charged all the same."),
    [FLAG_AFTER_CARD_STOPPED] = N_("It came after the card was stopped."),
    [FLAG_REFUND_LATE] = N_("A refund that was announced has not come."),
    [FLAG_REFUND_SHORT] = N_("Less came back than was announced."),
    [FLAG_PRICE_CHANGE] = N_("The price has changed."),
    [FLAG_TRIAL_ENDED] = N_("A free trial has turned into a paid subscription."),
    [FLAG_DOUBLE_SUBSCRIPTION] = N_("The same subscription seems to be paid twice."),
    [FLAG_NEW_MERCHANT] = N_("This shop has not been seen before."),
    [FLAG_UNUSUAL_AMOUNT] = N_("This is much more than usual at this shop."),
    [FLAG_MAYBE_TWO] =
        N_("Two files show it once each and have nothing else in common. It was counted once; if "
           "you bought twice, it is two."),
};

void report_more_flags(struct page *page, const struct verdict *verdict)
{
    for (unsigned f = 0; f < FLAGS; f++) {
        if (!(verdict->alarms & 1u << f))
            continue;
        page_style(page, PAGE_DOUBT);
        page_wrap(page, 6, SLICE("! "), slice_of(_(flag_words[f])));
        page_style(page, PAGE_PLAIN);
    }
}

/* ------------------------------------------------------------------ shops */

struct shop {
    struct slice name;
    struct currency currency;
    int64_t sum;
    size_t count;
    int32_t from, until;
};
ARRAY_TYPE(shops, struct shop);

static bool larger_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct shops *shops = ctx;

    return shops->at[a].sum > shops->at[b].sum;
}

static void add_charge(struct shop *shop, const struct entry *entry)
{
    shop->count++;
    money_add(shop->sum, entry->amount, &shop->sum);
    if (entry->day == DAY_NONE)
        return;
    if (shop->from == DAY_NONE || entry->day < shop->from)
        shop->from = entry->day;
    if (shop->until == DAY_NONE || entry->day > shop->until)
        shop->until = entry->day;
}

/* The charges by folded name and currency. */
static void gather_shops(struct page *page, const struct report *r, const uint32_t *order, size_t n,
                         struct shops *ret)
{
    struct map index = {0};

    for (size_t i = 0; i < n; i++) {
        const struct entry *entry = &r->entries.list.at[order[i]];
        const struct charge *charge = &r->records->charges.at[entry->row];
        const struct charge_text *text = &r->records->texts.at[charge->text];
        uint64_t key = hash_bytes(text->folded, hash_bytes(slice_of(charge->currency.code), 0));
        uint32_t at = map_add(&index, page->arena, key, (uint32_t)ret->len, NULL, NULL);
        struct shop *shop;

        if (at == ret->len)
            array_push(page->arena, ret)->from = DAY_NONE;
        assert(ret->at);
        shop = &ret->at[at];
        if (!shop->count)
            *shop = (struct shop){.name = text->raw,
                                  .currency = charge->currency,
                                  .from = DAY_NONE,
                                  .until = DAY_NONE};
        add_charge(shop, entry);
    }
}

/* How wide the columns before the name are. */
struct shop_columns {
    size_t count, sum;
};

static struct shop_columns measure(struct page *page, const struct shops *shops)
{
    struct shop_columns columns = {4, 10};

    for (size_t i = 0; i < shops->len; i++) {
        const struct shop *shop = &shops->at[i];
        size_t count = text_width(arena_number(page->arena, (int64_t)shop->count));
        size_t sum = text_width(page_money(page, shop->sum, shop->currency));

        columns.count = count > columns.count ? count : columns.count;
        columns.sum = sum > columns.sum ? sum : columns.sum;
    }
    return columns;
}

static void write_shop(struct page *page, const struct shop *shop, struct shop_columns columns)
{
    size_t used = 2 + columns.count + 4 + columns.sum + 2 + 1 + 2 * DAY_TEXT_LEN + 3;

    page_blank(page, 2);
    page_cell_right(page, arena_number(page->arena, (int64_t)shop->count), columns.count);
    page_add(page, SLICE(" ×  "));
    page_cell_right(page, page_money(page, shop->sum, shop->currency), columns.sum);
    page_blank(page, 2);
    page_cell(page, shop->name, page->width > used + 10 ? page->width - used : 10);
    page_blank(page, 1);
    page_add(page, page_day(page, shop->from));
    if (shop->until != shop->from) {
        page_add(page, SLICE(" – "));
        page_add(page, page_day(page, shop->until));
    }
    output_add_byte(page->out, '\n');
}

void report_more_shops(struct page *page, const struct report *report, const uint32_t *order,
                       size_t n)
{
    struct shops shops = {0};
    struct shop_columns columns;
    uint32_t *by_sum;

    gather_shops(page, report, order, n, &shops);
    columns = measure(page, &shops);
    by_sum = sort_order(shops.len, larger_before, &shops, page->arena);
    for (size_t i = 0; i < shops.len; i++)
        write_shop(page, &shops.at[by_sum[i]], columns);
}

/* ------------------------------------------------------------------ expected money */

static struct slice expected_sentence(struct page *page, const struct report *r,
                                      const struct expected *expected)
{
    const struct unit *unit = &r->units.list.at[expected->unit];
    int64_t size = unit->amount < 0 ? -unit->amount : unit->amount;
    struct slice amount = page_money(page, size, unit->currency);
    struct slice day = page_day(page, expected->due_by);
    const char *words;

    if (expected->due_by == DAY_NONE)
        return page_format_of(page, _("%s will be charged when it ships"), amount);
    if (expected->status == EXPECTED_OVERDUE)
        words = expected->is_refund ? _("%s was to come back by %s and has not")
                                    : _("%s was to be charged by %s and was not");
    else
        words =
            expected->is_refund ? _("%s should come back by %s") : _("%s will be charged by %s");
    return page_format_of(page, words, amount, day);
}

static void write_expected(struct page *page, const struct report *r,
                           const struct expected *expected)
{
    const struct unit *unit = &r->units.list.at[expected->unit];
    bool overdue = expected->status == EXPECTED_OVERDUE && expected->is_refund;
    struct slice parts[6] = {expected_sentence(page, r, expected)};
    size_t len = 1;

    if (unit->purchase != MAP_NONE) {
        parts[len++] = slice_of(_(", "));
        parts[len++] =
            page_format_of(page, _("order %s"), r->units.purchases.at[unit->purchase].order_id);
    }
    if (unit->title.len) {
        parts[len++] = slice_of(_(", "));
        parts[len++] = page_cut(page, unit->title, 40);
    }
    page_style(page, overdue ? PAGE_ALARM : PAGE_PLAIN);
    page_wrap(page, 2, overdue ? SLICE("! ") : SLICE("  "), arena_join(page->arena, parts, len));
    page_style(page, PAGE_PLAIN);
}

void report_more_expected(struct page *page, const struct report *report)
{
    bool any = false;

    for (int overdue = 1; overdue >= 0; overdue--)
        for (size_t i = 0; i < report->expected.len; i++) {
            const struct expected *expected = &report->expected.at[i];

            if (expected->status == EXPECTED_POSTED ||
                (expected->status == EXPECTED_OVERDUE) != overdue)
                continue;
            if (!any) {
                output_add_byte(page->out, '\n');
                page_style(page, PAGE_HEADING);
                page_line(page, slice_of(_("Money that should still move")));
                page_style(page, PAGE_PLAIN);
            }
            any = true;
            write_expected(page, report, expected);
        }
}

/* ------------------------------------------------------------------ recurring */

static struct slice period(struct page *page, const struct recurring *recurring)
{
    struct slice months = arena_number(page->arena, recurring->months);
    struct slice days = arena_number(page->arena, recurring->days);

    if (recurring->months == 12)
        return slice_of(_("every year"));
    if (recurring->months == 1)
        return slice_of(_("every month"));
    if (recurring->months)
        return page_format_of(page, _("every %s months"), months);
    return page_format_of(page, _("every %s days"), days);
}

/* How many charges there were, and what is next. */
static struct slice series_tail(struct page *page, const struct recurring *recurring)
{
    struct slice count = arena_number(page->arena, recurring->charges_len);

    if (recurring->next_due == DAY_NONE)
        return page_format_of(page,
                              ngettext(" (%s charge; it seems to have ended)",
                                       " (%s charges; it seems to have ended)",
                                       recurring->charges_len),
                              count);
    return page_format_of(
        page, ngettext(" (%s charge; next %s)", " (%s charges; next %s)", recurring->charges_len),
        count, page_day(page, recurring->next_due));
}

static void write_recurring(struct page *page, const struct report *r,
                            const struct recurring *recurring)
{
    struct slice name = r->records->texts.at[recurring->text].raw;
    struct slice tail = series_tail(page, recurring);
    size_t left = 31, needed = left + text_width(tail) + 12; /* of the columns before the name */
    bool one_line = page->width >= needed;

    page_blank(page, 2);
    page_cell_right(page, page_money(page, recurring->amount, recurring->currency), 12);
    page_blank(page, 2);
    page_cell(page, period(page, recurring), 14);
    page_blank(page, 1);
    if (one_line) {
        page_add(page, page_cut(page, name, page->width - left - text_width(tail)));
        page_line(page, tail);
    } else {
        page_line(page, page_cut(page, name, page->width - left));
        page_blank(page, left - 1);
        page_line(page, page_cut(page, tail, page->width - left));
    }
    for (unsigned f = 0; f < FLAGS; f++)
        if (recurring->flags & 1u << f)
            page_wrap(page, 6, SLICE("! "), slice_of(_(flag_words[f])));
}

/* At a merchant whose charges mioboe can prove, or with something to say. */
static bool is_of_interest(const struct report *r, const struct recurring *recurring)
{
    return recurring->flags ||
           (recurring->merchant && r->catalog->merchants[recurring->merchant - 1].explained_by);
}

void report_more_recurring(struct page *page, const struct report *report, bool all)
{
    bool any = false;

    for (size_t i = 0; i < report->recurring.len; i++) {
        if (!all && !is_of_interest(report, &report->recurring.at[i]))
            continue;
        if (!any) {
            output_add_byte(page->out, '\n');
            page_style(page, PAGE_HEADING);
            page_line(page, slice_of(_("Comes back regularly")));
            page_style(page, PAGE_PLAIN);
        }
        any = true;
        write_recurring(page, report, &report->recurring.at[i]);
    }
}
