#include "render/agenda_text.h"

#include "render/provenance_view.h"

static const struct slice kinds[] = {[AGENDA_DEADLINE] = {"deadline", 8},
                                     [AGENDA_PROMISE] = {"promise", 7},
                                     [AGENDA_EXPECTED] = {"expected", 8},
                                     [AGENDA_INQUIRY] = {"inquiry", 7}};
static const struct slice sides[] = {[AGENDA_YOURS] = {"ours", 4},
                                     [AGENDA_THEIRS] = {"theirs", 6},
                                     [AGENDA_NETWORK] = {"network", 7}};

static void print_money(struct printer *p, int64_t amount, struct currency currency)
{
    print_integer_of(p, "amount", amount);
    print_string_of(p, "currency", slice_of(currency.code));
}

static void print_entry(struct printer *p, const struct agenda_book *book,
                        const struct agenda_entry *entry)
{
    print_begin_map(p);
    print_string_of(p, "case", entry->case_id);
    print_string_of(p, "key", entry->key);
    print_string_of(p, "kind", kinds[entry->kind]);
    print_string_of(p, "side", sides[entry->side]);
    print_day_of(p, "day", entry->day);
    print_day_of(p, "warn", entry->warn);
    print_day_of(p, "urge", entry->urge);
    print_day_of(p, "by", entry->by);
    print_string_of(p, "stage", agenda_stage(book, entry));
    print_text_of(p, "what", entry->what);
    print_text_of(p, "lost", entry->lost);
    print_text_of(p, "charge", entry->charge);
    print_text_of(p, "charge_name", entry->charge_name);
    if (entry->amount) {
        print_money(p, entry->amount, entry->currency);
    } else {
        print_null_of(p, "amount");
        print_null_of(p, "currency");
    }
    print_boolean_of(p, "late", entry->is_late);
    print_boolean_of(p, "assumed", entry->is_assumed);
    print_boolean_of(p, "own_reading", entry->is_own_reading);
    provenance_print(p, &entry->provenance, book->today);
    print_end(p);
}

static void print_right(struct printer *p, const struct agenda_book *book,
                        const struct agenda_right *right)
{
    print_begin_map(p);
    print_string_of(p, "case", right->case_id);
    print_text_of(p, "what", right->what);
    provenance_print(p, &right->provenance, book->today);
    print_end(p);
}

static void print_risk(struct printer *p, const struct agenda_risk *risk)
{
    print_inline(p);
    print_begin_map(p);
    print_string_of(p, "case", risk->case_id);
    print_day_of(p, "day", risk->loss.day);
    print_money(p, risk->loss.amount, risk->loss.currency);
    print_integer_of(p, "total", risk->loss.total);
    print_end(p);
}

void agenda_json(struct printer *p, const struct agenda_book *book)
{
    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.agenda/1"));
    print_day_of(p, "today", book->today);
    print_key(p, "entries");
    print_begin_list(p);
    for (size_t i = 0; i < book->entries.len; i++)
        print_entry(p, book, &book->entries.at[i]);
    print_end(p);
    print_key(p, "at_risk");
    print_begin_list(p);
    for (size_t i = 0; i < book->risks.len; i++)
        print_risk(p, &book->risks.at[i]);
    print_end(p);
    print_key(p, "rights");
    print_begin_list(p);
    for (size_t i = 0; i < book->rights.len; i++)
        print_right(p, book, &book->rights.at[i]);
    print_end(p);
    print_end(p);
}
