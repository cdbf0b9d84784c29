#include "render/advice.h"

#include "render/cause_view.h"
#include "render/words.h"

#include "base/text.h"

static size_t number_of(struct advice *advice, struct slice id)
{
    for (size_t i = 0; i < advice->steps.len; i++)
        if (slice_eq(advice->steps.at[i], id))
            return i + 1;
    *array_push(advice->arena, &advice->steps) = id;
    return advice->steps.len;
}

/* The likeliest, without those that hardly come into question beside them. */
static size_t shown_of(const struct report *report, const struct verdict *verdict)
{
    const struct found_causes *all = &report->causes;
    size_t n = 0;

    while (n < verdict->causes_len && n < ADVICE_CAUSES &&
           (n == 0 || all->at[verdict->causes_from + n].probability >= ADVICE_LEAST))
        n++;
    return n;
}

bool advice_is_same(const struct report *report, size_t a, size_t b)
{
    const struct verdict *va = &report->verdicts[a], *vb = &report->verdicts[b];

    if (shown_of(report, va) != shown_of(report, vb))
        return false;
    for (size_t i = 0; i < shown_of(report, va); i++)
        if (report->causes.at[va->causes_from + i].cause !=
            report->causes.at[vb->causes_from + i].cause)
            return false;
    return true;
}

/* ${mark}, filled up so that what follows stands below each other. */
static struct slice filled(struct page *page, const char *mark, size_t columns)
{
    struct slice s = slice_of(mark);
    char *blanks = arena_alloc(page->arena, columns + 1);

    memset(blanks, ' ', columns);
    return arena_join(page->arena, (struct slice[]){s, {blanks, columns - text_width(s)}}, 2);
}

void advice_write_causes(struct advice *advice, struct page *page, const struct report *report,
                         size_t entry)
{
    const struct verdict *verdict = &report->verdicts[entry];
    const char *first = _("could be: "), *other = _("or: ");
    size_t width_first = text_width(slice_of(first)), width_other = text_width(slice_of(other));
    size_t columns = width_first > width_other ? width_first : width_other;

    for (size_t i = 0; i < shown_of(report, verdict); i++) {
        struct cause_view view =
            cause_view_of(report, &report->causes.at[verdict->causes_from + i]);
        struct slice parts[4] = {page_choose(page, view.name_ja, view.name_en)};
        size_t len = 1;

        if (view.next_en.len || view.next_ja.len) {
            parts[len++] = SLICE(" [");
            parts[len++] = arena_number(page->arena, (int64_t)number_of(advice, view.next));
            parts[len++] = SLICE("]");
        }
        page_wrap(page, 6, filled(page, i ? other : first, columns),
                  arena_join(page->arena, parts, len));
    }
}

void advice_write_steps(struct advice *advice, struct page *page, const struct report *report)
{
    if (advice->told == advice->steps.len)
        return;
    output_add_byte(page->out, '\n');
    page_blank(page, 2);
    page_line(page, slice_of(_("What to look at next:")));
    for (; advice->told < advice->steps.len; advice->told++) {
        const struct next_step *step =
            catalog_next_step(report->catalog, advice->steps.at[advice->told]);
        struct slice number = arena_number(page->arena, (int64_t)advice->told + 1);
        struct slice mark =
            arena_join(page->arena, (struct slice[]){SLICE("["), number, SLICE("] ")}, 3);

        if (!step)
            continue;
        page_wrap(page, 2, mark, page_choose(page, step->text_ja, step->text_en));
        if (step->url.len)
            page_wrap(page, 6, SLICE(""), step->url);
    }
}
