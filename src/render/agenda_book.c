#include "render/agenda_book.h"

struct slice agenda_stage(const struct agenda_book *book, const struct agenda_entry *entry)
{
    if (entry->is_over)
        return SLICE("over");
    if (entry->urge <= book->today)
        return SLICE("urgent");
    return entry->warn <= book->today ? SLICE("soon") : SLICE("later");
}

void agenda_book_today(struct agenda_book *book)
{
    size_t n = 0;

    for (size_t i = 0; i < book->entries.len; i++) {
        const struct agenda_entry *entry = &book->entries.at[i];

        if (entry->side != AGENDA_NETWORK && (entry->is_over || entry->warn <= book->today))
            book->entries.at[n++] = *entry;
    }
    book->entries.len = n;
}
