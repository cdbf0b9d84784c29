#include "render/cause_view.h"

struct cause_view cause_view_of(const struct report *report, const struct found_cause *found)
{
    const struct cause *cause = &report->catalog->causes[found->cause];
    const struct next_step *step = catalog_next_step(report->catalog, cause->next);
    struct cause_view view = {
        .id = cause->id, .next = cause->next, .name_ja = cause->name_ja, .name_en = cause->name_en};

    if (step) {
        view.next_ja = step->text_ja;
        view.next_en = step->text_en;
        view.url = step->url;
    }
    return view;
}
