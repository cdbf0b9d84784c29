#include "catalog/notice.h"

#include "base/pattern.h"
#include "base/text.h"
#include "catalog/catalog.h"

static const struct slice fields[FORM_FIELDS] = {
    [FORM_DATE] = {"date", 4},         [FORM_TIME] = {"time", 4},
    [FORM_PRICE] = {"price", 5},       [FORM_AMOUNT] = {"amount", 6},
    [FORM_CURRENCY] = {"currency", 8}, [FORM_TOTAL] = {"sum", 3},
    [FORM_PAID] = {"paid", 4},         [FORM_POINTS] = {"points", 6},
    [FORM_GIFT] = {"gift", 4},         [FORM_POSTAGE] = {"postage", 7},
    [FORM_DISCOUNT] = {"discount", 8}, [FORM_ORDER] = {"order", 5},
    [FORM_SHOP] = {"shop", 4},         [FORM_TITLE] = {"title", 5},
    [FORM_TYPE] = {"type", 4},         [FORM_APPROVAL] = {"approval", 8},
    [FORM_LAST4] = {"last4", 5},       [FORM_METHOD] = {"method", 6},
    [FORM_STATUS] = {"status", 6},     [FORM_NEXT] = {"next", 4},
    [FORM_DEVICE] = {"device", 6},     [FORM_PLACE] = {"place", 5},
};

struct slice notice_field_name(enum form_field field)
{
    return fields[field];
}

enum form_field notice_field_of(struct slice name)
{
    enum form_field field = 0;

    while (field < FORM_FIELDS && !slice_eq(fields[field], name))
        field++;
    return field;
}

bool notice_field_is_money(enum form_field field)
{
    return field == FORM_PRICE || (field >= FORM_TOTAL && field <= FORM_DISCOUNT);
}

struct slice notice_fold_colons(struct arena *arena, struct slice folded)
{
    char *out;
    size_t len = 0;

    if (slice_find(folded, SLICE(" :")) == folded.len &&
        slice_find(folded, SLICE(": ")) == folded.len)
        return folded;
    out = arena_alloc(arena, folded.len + 1);
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];

        if (c == ' ' &&
            ((len && out[len - 1] == ':') || (i + 1 < folded.len && folded.ptr[i + 1] == ':')))
            continue;
        out[len++] = c;
    }
    return (struct slice){out, len};
}

struct slice notice_fold(struct arena *arena, struct slice s)
{
    return notice_fold_colons(arena, text_fold(arena, s));
}

const struct notice_form *notice_form_of(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->notices_len; i++)
        if (slice_eq(catalog->notices[i].id, id))
            return &catalog->notices[i];
    return NULL;
}

/* Whether ${address} is ${from}: an address, or one of the domain ${from} or below it. */
static bool is_sent_from(struct slice address, struct slice from)
{
    struct slice tail;

    if (slice_find_byte(from, '@') < from.len)
        return slice_eq_nocase(address, from);
    if (address.len <= from.len)
        return false;
    tail = slice_skip(address, address.len - from.len);
    return slice_eq_nocase(tail, from) && (tail.ptr[-1] == '@' || tail.ptr[-1] == '.');
}

static bool fits(const struct notice_form *form, struct slice address, struct slice subject)
{
    size_t i = 0;

    while (i < form->from_len && !is_sent_from(address, form->from[i]))
        i++;
    if (i == form->from_len)
        return false;
    if (form->subjects_len == 0)
        return true;
    for (i = 0; i < form->subjects_len; i++)
        if (pattern_match(form->subjects[i], subject, NULL))
            return true;
    return false;
}

const struct notice_form *notice_form_next(const struct catalog *catalog, struct slice address,
                                           struct slice subject, size_t *from)
{
    while (*from < catalog->notices_len) {
        const struct notice_form *form = &catalog->notices[(*from)++];

        if (fits(form, address, subject))
            return form;
    }
    return NULL;
}
