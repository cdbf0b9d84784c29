#include "render/review_view.h"

#include "catalog/country.h"
#include "record/evidence.h"
#include "render/words.h"

/* The words of a finding: what stands in braces is filled in. */

static struct slice event_words(uint8_t event)
{
    switch (event) {
    case ACCOUNT_PASSWORD_RESET: return slice_of(_("a new password was asked for"));
    case ACCOUNT_PASSWORD_CHANGED: return slice_of(_("the password was changed"));
    default: return slice_of(_("address, payment or contact details were changed"));
    }
}

/* Brazil (BR); what has no name here stays as it is. */
static struct slice place_words(struct page *page, struct slice place)
{
    struct phrase name;

    if (!country_name(place, &name))
        return place;
    return page_format_of(page, "%s (%s)", page_choose(page, name.ja, name.en), place);
}

static struct slice money(struct page *page, int64_t amount, struct currency currency)
{
    return amount ? page_money(page, amount, currency) : SLICE("?");
}

static struct slice value_of(struct page *page, const struct finding *f, struct slice name)
{
    if (slice_eq(name, SLICE("subject")))
        return f->rule->kind == FINDING_ACCOUNT_CHANGED
                   ? event_words(f->event)
                   : page_choose(page, f->subject.ja, f->subject.en);
    if (slice_eq(name, SLICE("place")))
        return f->rule->kind == FINDING_SIGN_IN_COUNTRY ? place_words(page, f->place) : f->place;
    if (slice_eq(name, SLICE("day")))
        return page_day(page, f->day);
    if (slice_eq(name, SLICE("count")))
        return arena_number(page->arena, (int64_t)f->count);
    if (slice_eq(name, SLICE("amount")))
        return money(page, f->amount, f->currency);
    return money(page, f->yearly, f->currency);
}

struct slice review_words(struct page *page, const struct finding *finding,
                          const struct phrase *phrase)
{
    struct slice rest = page_choose(page, phrase->ja, phrase->en), head, name;
    struct slice text = {"", 0};

    while (rest.len) {
        bool is_filled = slice_cut(rest, SLICE("{"), &head, &rest);

        text = arena_join(page->arena, (const struct slice[]){text, head}, 2);
        if (!is_filled)
            break;
        slice_cut(rest, SLICE("}"), &name, &rest);
        text =
            arena_join(page->arena, (const struct slice[]){text, value_of(page, finding, name)}, 2);
    }
    return text;
}

const struct provenance *review_provenance(const struct finding *finding)
{
    return finding->protection ? &finding->protection->provenance : &finding->rule->provenance;
}

struct slice review_case(struct page *page, const struct finding *finding)
{
    struct slice parts[3] = {SLICE("mioboe case open "), SLICE(""), SLICE("")};

    switch (finding->rule->opens) {
    case FINDING_NO_CASE: return SLICE("");
    case FINDING_TAKEN_OVER: parts[1] = SLICE("--taken-over"); break;
    case FINDING_ORDER: parts[1] = SLICE("--order "); break;
    case FINDING_CHARGE: parts[1] = SLICE("--charge "); break;
    }
    if (finding->rule->opens == FINDING_ORDER)
        parts[2] = finding->order;
    if (finding->rule->opens == FINDING_CHARGE)
        parts[2] = finding->charge;
    if (finding->rule->opens != FINDING_TAKEN_OVER && !parts[2].len)
        return SLICE("");
    return arena_join(page->arena, parts, 3);
}

bool review_shows(const struct review_view *view, const struct finding *finding)
{
    return !view->monthly || finding->is_new || finding->state == MARK_NOT_MINE ||
           finding->state == MARK_NO;
}
