#include "render/report_csv.h"

#include "render/because.h"
#include "render/cause_view.h"
#include "render/part_view.h"

#include "base/hash.h"
#include "base/money.h"

static void write_header(struct printer *p)
{
    static const char *const names[] = {
        "id",         "path",     "line",    "date",        "card",      "amount",  "currency",
        "descriptor", "merchant", "verdict", "probability", "order_ids", "because", "cause"};

    print_begin_list(p);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        p->type->string(p, slice_of(names[i]));
    print_end(p);
}

/* Whole units where the currency has no smaller ones, else with a point: a spreadsheet reads both
 * as numbers. */
static void write_amount(struct printer *p, int64_t amount, struct currency currency)
{
    int digits = currency_digits(currency);
    double value = (double)amount;

    if (digits == 0) {
        p->type->integer(p, amount);
        return;
    }
    for (; digits > 0; digits--)
        value /= 10;
    p->type->number(p, value);
}

static void write_orders(struct printer *p, const struct report *r, struct part_range range,
                         struct page *page)
{
    struct slice all = {"", 0};

    for (uint32_t i = 0; i < range.len; i++) {
        struct part_view view = part_view_of(r, &r->parts.at[range.from + i]);

        if (!view.order_id.len || slice_has(all, view.order_id))
            continue;
        all = arena_join(page->arena,
                         (struct slice[]){all, all.len ? SLICE(" ") : SLICE(""), view.order_id}, 3);
    }
    print_text(p, all);
}

static void write_line(struct printer *p, const struct report *r, const struct entry *entry)
{
    const struct charge *charge = &r->records->charges.at[entry->row];
    char id[HASH_TEXT_LEN];

    hash_write(entry->id, id);
    p->type->string(p, (struct slice){id, sizeof(id)});
    p->type->string(p, r->records->sources.at[charge->source].path);
    p->type->integer(p, charge->line);
    print_day(p, entry->day);
    print_text(p, slice_of(r->records->cards.at[charge->card].last4));
    write_amount(p, entry->amount, charge->currency);
    print_text(p, slice_of(charge->currency.code));
    p->type->string(p, r->records->texts.at[charge->text].raw);
}

static void write_verdict(struct printer *p, const struct report *r, size_t e, struct page *page)
{
    const struct verdict *v = &r->verdicts[e];
    struct slice cause = {"", 0};

    p->type->string(p, v->merchant ? r->catalog->merchants[v->merchant - 1].id : SLICE("other"));
    p->type->string(p, verdict_kind_name(v->kind));
    if (v->has_probability)
        p->type->number(p, v->probability);
    else
        p->type->null(p);
    write_orders(p, r, v->parts, page);
    print_text(p, v->parts.len ? because_sentence(page, r, e, v->parts) : SLICE(""));
    if (v->causes_len)
        cause = cause_view_of(r, &r->causes.at[v->causes_from]).id;
    print_text(p, cause);
}

void report_csv_write(struct printer *p, const struct report *report, const struct filter *filter,
                      struct page *page)
{
    print_begin_list(p);
    write_header(p);
    for (size_t e = 0; e < report->entries.list.len; e++) {
        if (!filter_shows(filter, report, e))
            continue;
        print_begin_list(p);
        write_line(p, report, &report->entries.list.at[e]);
        write_verdict(p, report, e, page);
        print_end(p);
    }
    print_end(p);
}
