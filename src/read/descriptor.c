#include "read/descriptor.h"

#include "read/rule.h"

#include "base/hash.h"
#include "base/text.h"

struct key {
    const struct records *records;
    struct slice raw;
};

static bool same_text(const void *ctx, uint32_t value)
{
    const struct key *key = ctx;

    return slice_eq(key->records->texts.at[value].raw, key->raw);
}

/* ${folded} without what the issuer of ${profile} glues to the name; each form is taken off once.
 */
static struct slice shop_of(const struct profile *profile, struct slice folded)
{
    for (size_t i = 0; i < profile->shop_forms_len; i++) {
        struct rule_captures captures = {.any = false};
        struct slice shop;

        if (!rule_capture(profile->shop_forms[i], folded, &captures))
            continue;
        shop = slice_trim(captures.at[FIELD_SHOP]);
        if (shop.len)
            folded = shop;
    }
    return folded;
}

uint32_t descriptor_add(const struct read_env *env, struct records *records,
                        const struct profile *profile, struct slice raw, struct slice folded)
{
    struct key key = {records, text_cut_numbers(records->arena, slice_trim(raw))};
    uint64_t hash = hash_bytes(key.raw, profile ? hash_bytes(profile->id, 3) : 3);
    uint32_t found = map_find(&records->text_index, hash, same_text, &key);
    const struct merchant *merchant;
    struct charge_text *text;

    if (found != MAP_NONE)
        return found;
    found = (uint32_t)records->texts.len;
    text = array_push(records->arena, &records->texts);
    text->raw = arena_copy(records->arena, key.raw);
    if (folded.ptr && slice_eq(text->raw, slice_trim(raw)))
        text->folded = arena_copy(records->arena, folded);
    else
        text->folded = text_fold(records->arena, text->raw);
    if (profile)
        text->folded = shop_of(profile, text->folded);
    merchant = merchant_find(env->catalog, text->folded);
    text->merchant = merchant ? (uint32_t)(merchant - env->catalog->merchants) + 1 : 0;
    map_add(&records->text_index, records->arena, hash, found, same_text, &key);
    return found;
}

struct slice descriptor_reference(struct records *records, struct slice raw)
{
    struct slice id = slice_trim(raw), date;
    int32_t day;

    if (slice_starts(id, SLICE("'")))
        id = slice_skip(id, 1);
    if (slice_ends(id, SLICE("'")))
        id.len--;
    date = slice_sub(id, 0, 8);
    if (!slice_is_digits(date) || date.len < 8 || day_read(date, DAY_YMD, DAY_NONE, &day) != 1)
        id = text_cut_numbers(records->arena, id);
    return id.len ? arena_copy(records->arena, id) : (struct slice){"", 0};
}
