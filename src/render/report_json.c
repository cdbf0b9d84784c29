#include "render/report_json.h"

#include "render/cause_view.h"
#include "render/mails_json.h"
#include "render/part_view.h"
#include "render/source_json.h"

#include "base/hash.h"
#include "base/sort.h"

static void write_id(struct printer *p, uint64_t id)
{
    char text[HASH_TEXT_LEN];

    hash_write(id, text);
    p->type->string(p, (struct slice){text, sizeof(text)});
}

static void write_id_of_entry(struct printer *p, const struct report *r, uint32_t entry)
{
    write_id(p, r->entries.list.at[entry].id);
}

/* ------------------------------------------------------------------ sources */

static bool path_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct sources *sources = ctx;

    return slice_cmp(sources->at[a].path, sources->at[b].path) < 0;
}

static void write_sources(struct printer *p, const struct report *r, struct arena *arena)
{
    const struct sources *sources = &r->records->sources;
    uint32_t *order = sort_order(sources->len, path_before, sources, arena);

    print_key(p, "sources");
    print_begin_list(p);
    for (size_t i = 0; i < sources->len; i++)
        source_json_write(p, &sources->at[order[i]]);
    print_end(p);
}

/* ------------------------------------------------------------------ explanations */

static void write_origin(struct printer *p, const struct report *r, const struct unit *unit)
{
    print_key(p, "source");
    if (unit)
        source_json_place(p, r->records, unit->origin.source, unit->origin.line);
    else
        p->type->null(p);
}

static void write_original(struct printer *p, const struct unit *unit)
{
    print_key(p, "original");
    print_begin_map(p);
    print_integer_of(p, "amount", unit->amount);
    print_string_of(p, "currency", slice_of(unit->currency.code));
    print_end(p);
}

static void write_part(struct printer *p, const struct report *r, const struct part *part)
{
    struct part_view view = part_view_of(r, part);

    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "kind", view.kind);
    print_text_of(p, "order_id", view.order_id);
    write_origin(p, r, view.unit);
    print_integer_of(p, "amount", view.amount);
    print_text_of(p, "title", view.title);
    print_text_of(p, "what", view.what);
    print_day_of(p, "ordered", view.unit ? view.unit->ordered : DAY_NONE);
    print_day_of(p, "shipped", view.unit && view.unit->shipped ? view.unit->day : DAY_NONE);
    if (view.abroad)
        write_original(p, view.unit);
    print_end(p);
}

static void write_parts(struct printer *p, const struct report *r, struct part_range range)
{
    print_begin_list(p);
    for (uint32_t i = 0; i < range.len; i++)
        write_part(p, r, &r->parts.at[range.from + i]);
    print_end(p);
}

static void write_alternatives(struct printer *p, const struct report *r, const struct verdict *v)
{
    print_key(p, "alternatives");
    print_begin_list(p);
    for (uint32_t i = 0; i < v->alternatives_len && i < ALTERNATIVES_MAX; i++)
        write_parts(p, r, r->alternatives.at[v->alternatives_from + i]);
    print_end(p);
}

static void write_causes(struct printer *p, const struct report *r, const struct verdict *v)
{
    print_key(p, "causes");
    print_begin_list(p);
    for (uint32_t i = 0; i < v->causes_len; i++) {
        const struct found_cause *found = &r->causes.at[v->causes_from + i];
        struct cause_view view = cause_view_of(r, found);

        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "cause", view.id);
        print_number_of(p, "probability", found->probability);
        print_text_of(p, "next", view.next);
        print_end(p);
    }
    print_end(p);
}

/* ${cancelled}: the order that cancelled_but_charged is about, or NULL. */
static void write_flags(struct printer *p, uint32_t flags, uint32_t alarms,
                        const struct order_line *cancelled)
{
    print_key(p, "flags");
    print_begin_list(p);
    for (unsigned f = 0; f < FLAGS; f++) {
        if (!(flags & 1u << f))
            continue;
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "flag", flag_kind_name(f));
        print_boolean_of(p, "alarm", (alarms & 1u << f) != 0);
        if (f == FLAG_CANCELLED_BUT_CHARGED && cancelled)
            print_text_of(p, "order_id", cancelled->order_id);
        print_end(p);
    }
    print_end(p);
}

/* ------------------------------------------------------------------ charges */

/* Ids of all appearances, each once, the first one's first. */
static void write_ids(struct printer *p, const struct report *r, const struct entry *entry)
{
    const struct appearance *all = r->entries.appearances.at;

    print_key(p, "ids");
    print_inline(p);
    print_begin_list(p);
    write_id(p, entry->id);
    for (uint32_t a = entry->more; a; a = all[a - 1].next) {
        uint32_t b = entry->more;
        bool seen = all[a - 1].id == entry->id;

        for (; b != a && !seen; b = all[b - 1].next)
            seen = all[b - 1].id == all[a - 1].id;
        if (!seen)
            write_id(p, all[a - 1].id);
    }
    print_end(p);
}

static void write_also_in(struct printer *p, const struct report *r, const struct entry *entry)
{
    print_key(p, "also_in");
    print_begin_list(p);
    for (uint32_t a = entry->more; a; a = r->entries.appearances.at[a - 1].next) {
        const struct appearance *appearance = &r->entries.appearances.at[a - 1];
        const struct charge *charge = &r->records->charges.at[appearance->row];

        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "path", r->records->sources.at[charge->source].path);
        print_integer_of(p, "line", charge->line);
        print_string_of(p, "as", appearance_kind_name(appearance->kind));
        print_end(p);
    }
    mails_json_also_in(p, r, (uint32_t)(entry - r->entries.list.at));
    print_end(p);
}

static const struct charge_extra *original_of(const struct report *r, const struct entry *entry)
{
    const struct charge_extra *latest = entry_extra(r->records, entry->latest);

    return latest && latest->original ? latest : entry_extra(r->records, entry->row);
}

/* What the statement says. */
static void write_line(struct printer *p, const struct report *r, const struct entry *entry)
{
    const struct charge *charge = &r->records->charges.at[entry->row];
    const struct charge_card *card = &r->records->cards.at[charge->card];

    print_key(p, "id");
    write_id(p, entry->id);
    write_ids(p, r, entry);
    print_key(p, "source");
    source_json_place(p, r->records, charge->source, charge->line);
    write_also_in(p, r, entry);
    print_text_of(p, "card", slice_of(card->last4));
    print_text_of(p, "card_label", card->label);
    print_day_of(p, "date", entry->day);
    print_integer_of(p, "amount", entry->amount);
    print_text_of(p, "currency", slice_of(charge->currency.code));
    print_key(p, "original");
    source_json_original(p, original_of(r, entry));
    source_json_instalment(p, entry_extra(r->records, entry->row), false);
    print_string_of(p, "descriptor", r->records->texts.at[charge->text].raw);
}

static struct slice merchant_id(const struct report *r, uint32_t merchant)
{
    return merchant ? r->catalog->merchants[merchant - 1].id : SLICE("other");
}

static void print_decided(struct printer *p, enum decided decided)
{
    static const struct slice names[] = {
        [DECIDED_PIN] = {"pin", 3},
        [DECIDED_REJECT] = {"reject", 6},
    };

    print_key(p, "decided");
    if (decided == DECIDED_NOT)
        p->type->null(p);
    else
        p->type->string(p, names[decided]);
}

static void write_charge(struct printer *p, const struct report *r, size_t e)
{
    const struct verdict *v = &r->verdicts[e];

    print_begin_map(p);
    write_line(p, r, &r->entries.list.at[e]);
    print_string_of(p, "merchant", merchant_id(r, v->merchant));
    print_string_of(p, "verdict", verdict_kind_name(v->kind));
    print_key(p, "probability");
    if (v->has_probability)
        p->type->number(p, v->probability);
    else
        p->type->null(p);
    print_decided(p, (enum decided)v->decided);
    if (v->is_mine)
        print_boolean_of(p, "mine", true);
    print_key(p, "explained_by");
    write_parts(p, r, v->parts);
    write_alternatives(p, r, v);
    write_causes(p, r, v);
    write_flags(p, v->flags, v->alarms, report_cancelled_line(r, (uint32_t)e));
    mails_json_charge(p, r, (uint32_t)e);
    print_end(p);
}

static void write_charges(struct printer *p, const struct report *r, const struct filter *filter)
{
    print_key(p, "charges");
    print_begin_list(p);
    for (size_t e = 0; e < r->entries.list.len; e++)
        if (filter_shows(filter, r, e))
            write_charge(p, r, e);
    print_end(p);
}

/* ------------------------------------------------------------------ recurring and expected */

static void write_period(struct printer *p, const struct recurring *recurring, struct arena *arena)
{
    int n = recurring->months ? recurring->months : recurring->days;
    struct slice unit = recurring->months ? SLICE(" month") : SLICE(" day");
    struct slice parts[] = {arena_number(arena, n), unit, n == 1 ? SLICE("") : SLICE("s")};

    print_string_of(p, "period", arena_join(arena, parts, 3));
}

static void write_recurring(struct printer *p, const struct report *r, struct arena *arena)
{
    print_key(p, "recurring");
    print_begin_list(p);
    for (size_t i = 0; i < r->recurring.len; i++) {
        const struct recurring *recurring = &r->recurring.at[i];

        print_begin_map(p);
        print_string_of(p, "merchant", merchant_id(r, recurring->merchant));
        print_string_of(p, "descriptor", r->records->texts.at[recurring->text].raw);
        write_period(p, recurring, arena);
        print_integer_of(p, "amount", recurring->amount);
        print_text_of(p, "currency", slice_of(recurring->currency.code));
        print_key(p, "charges");
        print_inline(p);
        print_begin_list(p);
        for (uint32_t c = 0; c < recurring->charges_len; c++)
            write_id_of_entry(p, r, r->recurring_charges.at[recurring->charges_from + c]);
        print_end(p);
        print_day_of(p, "next_due", recurring->next_due);
        write_flags(p, recurring->flags, 0, NULL);
        print_end(p);
    }
    print_end(p);
}

static void write_expected(struct printer *p, const struct report *r)
{
    print_key(p, "expected");
    print_begin_list(p);
    for (size_t i = 0; i < r->expected.len; i++) {
        const struct expected *expected = &r->expected.at[i];
        const struct unit *unit = &r->units.list.at[expected->unit];

        print_begin_map(p);
        print_string_of(p, "kind", expected->is_refund ? SLICE("refund") : SLICE("charge"));
        print_text_of(p, "order_id",
                      unit->purchase == MAP_NONE ? SLICE("")
                                                 : r->units.purchases.at[unit->purchase].order_id);
        print_integer_of(p, "amount", unit->amount);
        print_text_of(p, "currency", slice_of(unit->currency.code));
        write_origin(p, r, unit);
        print_day_of(p, "due_by", expected->due_by);
        print_string_of(p, "status", expected_status_name(expected->status));
        print_end(p);
    }
    mails_json_expected(p, r);
    print_end(p);
}

/* ------------------------------------------------------------------ the whole */

static void write_solver(struct printer *p, const struct report *r)
{
    print_key(p, "solver");
    print_inline(p);
    print_begin_map(p);
    print_integer_of(p, "components", r->solver.components);
    print_integer_of(p, "exact", r->solver.exact);
    print_number_of(p, "gap", r->solver.gap);
    print_end(p);
}

static void write_sums(struct printer *p, const struct report *r, bool mine)
{
    print_inline(p);
    print_begin_map(p);
    for (size_t i = 0; i < r->sums.len; i++) {
        const struct unexplained_sum *sum = &r->sums.at[i];

        if (mine && !sum->mine)
            continue;
        p->type->key(p, slice_of(sum->currency.code));
        p->type->integer(p, mine ? sum->mine : sum->amount);
    }
    print_end(p);
}

static void write_summary(struct printer *p, const struct report *r)
{
    uint32_t mine = report_known(r);

    print_key(p, "summary");
    print_begin_map(p);
    print_integer_of(p, "charges", (int64_t)r->entries.list.len);
    for (unsigned v = 0; v < VERDICTS; v++) {
        p->type->key(p, verdict_kind_name(v));
        p->type->integer(p, r->counts[v]);
    }
    print_key(p, "amount_unexplained");
    write_sums(p, r, false);
    if (mine) {
        print_integer_of(p, "mine", mine);
        print_key(p, "amount_mine");
        write_sums(p, r, true);
    }
    print_end(p);
}

void report_json_write(struct printer *p, const struct report *report,
                       const struct report_json_opts *opts, struct arena *arena)
{
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.explain/1"));
    if (opts->household.len)
        print_string_of(p, "household", opts->household);
    print_day_of(p, "as_of", report->as_of);
    write_sources(p, report, arena);
    write_charges(p, report, opts->filter);
    write_recurring(p, report, arena);
    write_expected(p, report);
    mails_json_write(p, report);
    if (opts->cases)
        case_news_json(p, opts->cases);
    write_solver(p, report);
    write_summary(p, report);
    print_end(p);
}
