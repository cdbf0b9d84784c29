#include "render/provenance_view.h"

#include "render/words.h"

struct slice provenance_sureness(const struct provenance *provenance)
{
    switch (provenance->confidence) {
    case 'H': return slice_of(_("high"));
    case 'M': return slice_of(_("medium"));
    default: return slice_of(_("low"));
    }
}

void provenance_page(struct page *page, unsigned indent, const struct provenance *provenance,
                     int32_t today)
{
    if (!provenance->source.len)
        return;
    page_style(page, PAGE_QUIET);
    page_wrap(page, indent, SLICE(""),
              page_format_of(page, _("source: %s (seen %s, certainty %s)"), provenance->source,
                             provenance->seen, provenance_sureness(provenance)));
    if (provenance_is_old(provenance, today))
        page_wrap(page, indent, SLICE(""),
                  slice_of(_("seen more than 180 days ago: check the source first")));
    page_style(page, PAGE_PLAIN);
}

void provenance_print(struct printer *printer, const struct provenance *provenance, int32_t today)
{
    struct slice sureness = {&provenance->confidence, 1};

    print_key(printer, "source");
    if (!provenance->source.len) {
        printer->type->null(printer);
        return;
    }
    print_begin_map(printer);
    print_text_of(printer, "text", provenance->source);
    print_text_of(printer, "seen", provenance->seen);
    print_string_of(printer, "confidence", sureness);
    print_boolean_of(printer, "old", provenance_is_old(provenance, today));
    print_end(printer);
}
