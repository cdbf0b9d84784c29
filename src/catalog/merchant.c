#include "catalog/catalog.h"

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct slice classes[MERCHANT_CLASSES] = {
    [MERCHANT_RETAIL] = {"retail", 6},
    [MERCHANT_MARKETPLACE] = {"marketplace", 11},
    [MERCHANT_DIGITAL] = {"digital", 7},
    [MERCHANT_MEMBERSHIP] = {"membership", 10},
    [MERCHANT_AUDIBLE] = {"audible", 7},
    [MERCHANT_AMAZON] = {"amazon", 6},
    [MERCHANT_PAY] = {"pay", 3},
    [MERCHANT_WEB_SERVICES] = {"web_services", 12},
    [MERCHANT_OTHER_STORE] = {"other_store", 11},
    [MERCHANT_GIFT_CARD] = {"gift_card", 9},
    [MERCHANT_UNKNOWN_SHOP] = {"unknown_shop", 12},
    [MERCHANT_OTHER] = {"other", 5},
};

static const struct slice evidences[] = {
    {"order", 5},   {"digital", 7}, {"membership", 10},
    {"audible", 7}, {"refund", 6},  {"transaction", 11},
};

struct slice merchant_class_name(enum merchant_class class)
{
    return classes[class];
}

enum merchant_class merchant_class_of(struct slice name)
{
    unsigned c = 0;

    while (c < MERCHANT_CLASSES && !slice_eq(classes[c], name))
        c++;
    return (enum merchant_class)c;
}

unsigned merchant_evidence_of(struct slice name)
{
    for (unsigned i = 0; i < COUNT(evidences); i++)
        if (slice_eq(evidences[i], name))
            return 1u << i;
    return 0;
}

/* ------------------------------------------------------------------ the index */

static struct merchant_text text_of(struct slice s, size_t merchant)
{
    struct merchant_text t = {.text = s, .merchant = (uint32_t)merchant};

    if (s.len > 1 && s.ptr[0] == '=') {
        t.whole = true;
        t.text = slice_skip(t.text, 1);
    }
    if (t.text.len > 1 && t.text.ptr[t.text.len - 1] == '*') {
        t.open = true;
        t.text.len--;
    }
    return t;
}

/* Merge the sorted halves [0, mid) and [mid, len) of ${at}; equal texts keep their order. */
static void merge_halves(struct merchant_text *at, size_t mid, size_t len,
                         struct merchant_text *spare)
{
    size_t a = 0, b = mid, n = 0;

    while (n < len) {
        bool first = b == len || (a < mid && slice_cmp(at[a].text, at[b].text) <= 0);

        spare[n++] = first ? at[a++] : at[b++];
    }
    for (size_t i = 0; i < len; i++)
        at[i] = spare[i];
}

static void sort_texts(struct merchant_text *at, size_t len, struct merchant_text *spare)
{
    if (len < 2)
        return;
    sort_texts(at, len / 2, spare);
    sort_texts(at + len / 2, len - len / 2, spare);
    merge_halves(at, len / 2, len, spare);
}

/* Link each entry to its longest head; the entry before it has all candidates on its own chain. */
static void link_texts(struct merchant_text *at, size_t len)
{
    for (size_t i = 1; i < len; i++) {
        uint32_t head = (uint32_t)i;

        while (head && !slice_starts(at[i].text, at[head - 1].text))
            head = at[head - 1].shorter;
        at[i].shorter = head;
    }
}

const struct merchant_text *merchant_index(struct arena *arena, const struct merchant *merchants,
                                           size_t len, size_t *ret_len)
{
    size_t n = 0, at = 0;
    struct merchant_text *texts;

    for (size_t i = 0; i < len; i++)
        n += merchants[i].texts_len;
    texts = arena_make_n(arena, struct merchant_text, n + 1);
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < merchants[i].texts_len; k++)
            texts[at++] = text_of(merchants[i].texts[k], i);
    sort_texts(texts, n, arena_make_n(arena, struct merchant_text, n + 1));
    link_texts(texts, n);
    *ret_len = n;
    return texts;
}

/* ------------------------------------------------------------------ the look-up */

/* Index + 1 of the last entry that is not after ${s}; 0 = none. */
static uint32_t last_not_after(const struct catalog *catalog, struct slice s)
{
    size_t low = 0, high = catalog->texts_len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (slice_cmp(catalog->texts[mid].text, s) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    return (uint32_t)low;
}

static bool last_is_word(struct slice s)
{
    size_t at = s.len;
    uint32_t cp = 0;

    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xC0) == 0x80)
        continue;
    return text_next(slice_skip(s, at), &cp) > 0 && text_is_word(cp);
}

/* Whether ${entry}, a head of ${rest}, ends there as a word; ${at} = where ${rest} begins. */
static bool ends_well(const struct merchant_text *entry, struct slice rest, size_t at)
{
    struct slice after = slice_skip(rest, entry->text.len);
    uint32_t cp = 0;

    if (entry->whole)
        return at == 0 && (after.len == 0 || entry->open);
    if (entry->open || text_next(after, &cp) == 0)
        return true;
    return !text_is_word(cp) || !last_is_word(entry->text);
}

/* The longest fitting entry that begins at ${at}, or NULL. */
static const struct merchant_text *entry_at(const struct catalog *catalog, struct slice folded,
                                            size_t at)
{
    struct slice rest = slice_skip(folded, at);
    uint32_t i = last_not_after(catalog, rest);
    const struct merchant_text *best = NULL;

    for (; i; i = catalog->texts[i - 1].shorter) {
        const struct merchant_text *entry = &catalog->texts[i - 1];

        if (best && entry->text.len < best->text.len)
            break;
        if (!slice_starts(rest, entry->text) || !ends_well(entry, rest, at))
            continue;
        if (!best || entry->merchant < best->merchant)
            best = entry;
    }
    return best;
}

static bool beats(const struct merchant_text *a, const struct merchant_text *b)
{
    if (!b || a->text.len != b->text.len)
        return !b || a->text.len > b->text.len;
    return a->merchant < b->merchant;
}

const struct merchant *merchant_find(const struct catalog *catalog, struct slice folded)
{
    const struct merchant_text *best = NULL;
    bool inside = false; /* the character before was part of a word */
    uint32_t cp = 0;
    size_t n;

    for (size_t at = 0; (n = text_next(slice_skip(folded, at), &cp)) > 0; at += n) {
        bool word = text_is_word(cp);

        if (!inside || !word) {
            const struct merchant_text *entry = entry_at(catalog, folded, at);

            if (entry && beats(entry, best))
                best = entry;
        }
        inside = word;
    }
    return best ? &catalog->merchants[best->merchant] : NULL;
}
