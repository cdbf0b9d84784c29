#include "match/photograph.h"

#include "base/hash.h"
#include "base/sort.h"
#include "match/window.h"

#include <string.h>

/*
 * Rows are filed by (day, amount, currency).  Within such a bucket equal text makes equal rows; a
 * different text on the same day is a case of re-wording.  Whether two files photograph the same
 * window at all is told by how many buckets they share there: a closed bill shares almost none with
 * the next bill.
 */
struct bucket {
    uint32_t head, tail; /* of its links + 1 */
};
ARRAY_TYPE(buckets, struct bucket);

/* An entry in a bucket; one that was re-worded lies in two. */
struct link {
    uint32_t entry;
    uint32_t next; /* link + 1 */
};
ARRAY_TYPE(links, struct link);

struct filed {
    uint32_t photo; /* the last photograph that showed it */
    uint32_t bill;  /* the last one of them that is a bill, + 1 */
};
ARRAY_TYPE(fileds, struct filed);

ARRAY_TYPE(numbers, uint32_t);

struct darkroom {
    const struct records *records;
    struct arena *arena;
    struct photo *photos;
    struct entries *ledger;
    uint32_t base;    /* number of the first entry of this stream */
    struct map index; /* bucket key → bucket */
    struct buckets buckets;
    struct links links;
    struct fileds filed; /* by entry number - base */
    size_t filed_len;    /* of them, those that lie in buckets: all, once windows are shared */
    struct windows windows;
    enum window *window;     /* by photograph: what it is to the current one */
    uint32_t first;          /* the photographs before this one are WINDOW_OTHER */
    uint32_t **shown;        /* by photograph: its entry_of, once it is developed */
    struct numbers vanished; /* entries, room for each photograph anew */
    uint32_t *entry_of; /* by position in the current photograph's rows: entry + 1, 0 = none yet */
};

static const struct charge *row_at(const struct darkroom *d, uint32_t row)
{
    return &d->records->charges.at[row];
}

static uint64_t bucket_key(const struct charge *c)
{
    const char *code = c->currency.code;
    uint32_t currency = (uint32_t)(unsigned char)code[0] << 16 |
                        (uint32_t)(unsigned char)code[1] << 8 | (unsigned char)code[2];

    return hash_mix(hash_mix((uint64_t)(uint32_t)c->day, (uint64_t)c->amount), currency);
}

uint64_t photograph_text(const struct records *records, uint32_t row)
{
    return hash_bytes(records->texts.at[records->charges.at[row].text].folded, 3);
}

bool photograph_same_card(const struct charge *a, const struct charge *b)
{
    return a->card == b->card || a->card == 0 || b->card == 0;
}

/* Which part of its purchase the row is.  A number that is not printed is the first: a layout may
 * print `1` beside every plain purchase, and another nothing. */
static int32_t part_number(const struct darkroom *d, uint32_t row)
{
    return entry_is_later_part(d->records, row) ? entry_extra(d->records, row)->number : 1;
}

/* Equal to the letter: the same text, card and instalment (day and amount are the bucket's). */
static bool same_row(const struct darkroom *d, uint32_t a, uint32_t b)
{
    const struct charge *ca = row_at(d, a), *cb = row_at(d, b);

    if (ca->text != cb->text &&
        !slice_eq(d->records->texts.at[ca->text].folded, d->records->texts.at[cb->text].folded))
        return false;
    return photograph_same_card(ca, cb) && part_number(d, a) == part_number(d, b);
}

static struct filed *filed_at(struct darkroom *d, uint32_t entry)
{
    return &d->filed.at[entry - d->base];
}

static uint32_t last_row(const struct darkroom *d, uint32_t entry)
{
    const struct entry *e = &d->ledger->list.at[entry];

    return e->latest;
}

void photograph_show_again(struct entries *ledger, struct arena *arena, uint32_t entry,
                           uint32_t row)
{
    struct appearance *again = array_push(arena, &ledger->appearances);

    again->row = row;
    again->next = ledger->list.at[entry].more;
    ledger->list.at[entry].more = (uint32_t)ledger->appearances.len;
}

static struct bucket *bucket_of(struct darkroom *d, const struct charge *c, bool make)
{
    uint64_t key = bucket_key(c);
    uint32_t at = map_find(&d->index, key, NULL, NULL);

    if (at == MAP_NONE) {
        if (!make)
            return NULL;
        at = (uint32_t)d->buckets.len;
        array_push(d->arena, &d->buckets);
        map_add(&d->index, d->arena, key, at, NULL, NULL);
    }
    return &d->buckets.at[at];
}

/* File ${entry} under the row ${row} too (its first row, or one with another day, amount or text).
 */
static void file_entry(struct darkroom *d, uint32_t entry, uint32_t row)
{
    struct bucket *b = bucket_of(d, row_at(d, row), true);
    struct link *link = array_push(d->arena, &d->links);
    uint32_t number = (uint32_t)d->links.len;

    link->entry = entry;
    if (b->tail)
        d->links.at[b->tail - 1].next = number;
    else
        b->head = number;
    b->tail = number;
}

static void show(struct darkroom *d, uint32_t entry, uint32_t photo)
{
    struct filed *f = filed_at(d, entry);

    f->photo = photo;
    if (windows_is_bill(&d->windows, photo))
        f->bill = photo + 1;
}

static uint32_t new_entry(struct darkroom *d, uint32_t photo, uint32_t row)
{
    struct entry *e = array_push(d->arena, &d->ledger->list);
    uint32_t number = (uint32_t)d->ledger->list.len - 1;

    e->row = e->latest = row;
    array_push(d->arena, &d->filed);
    show(d, number, photo);
    return number;
}

/* The end of the group of rows of photograph ${p} that begins at ${from} and falls into one bucket.
 */
static size_t group_end(const struct darkroom *d, const struct photo *p, size_t from)
{
    const struct charge *c = row_at(d, p->rows[from]);
    size_t i = from + 1;

    for (; i < p->len; i++) {
        const struct charge *x = row_at(d, p->rows[i]);

        if (x->day != c->day || x->amount != c->amount || !currency_eq(x->currency, c->currency))
            break;
    }
    return i;
}

static bool is_in_bucket_of(const struct darkroom *d, uint32_t a, uint32_t b)
{
    const struct charge *ca = row_at(d, a), *cb = row_at(d, b);

    return ca->day == cb->day && ca->amount == cb->amount &&
           currency_eq(ca->currency, cb->currency);
}

/* ------------------------------------------------------------------ equal rows */

static void see(struct darkroom *d, uint32_t p, uint32_t entry, size_t position)
{
    uint32_t row = d->photos[p].rows[position];
    struct entry *e = &d->ledger->list.at[entry];

    e->maybe_two = e->maybe_two || d->window[filed_at(d, entry)->photo] == WINDOW_PERHAPS;
    show(d, entry, p);
    e->vanished = false;
    photograph_show_again(d->ledger, d->arena, entry, row);
    if (row_at(d, row)->state == CHARGE_POSTED || row_at(d, e->latest)->state == CHARGE_PENDING)
        e->latest = row;
    d->entry_of[position] = entry + 1;
}

/* A charge stands in one bill: what another one shows is not that of ${p}, though a file between
 * them, such as the one of what was pending, shows it too. */
static bool is_of_another_bill(struct darkroom *d, uint32_t p, uint32_t entry)
{
    uint32_t bill = filed_at(d, entry)->bill;

    return bill && d->window[bill - 1] == WINDOW_OTHER && windows_is_bill(&d->windows, p);
}

static bool may_match(struct darkroom *d, uint32_t p, uint32_t entry)
{
    const struct filed *f = filed_at(d, entry);

    return f->photo != p && d->window[f->photo] != WINDOW_OTHER && !is_of_another_bill(d, p, entry);
}

static void match_equal(struct darkroom *d, uint32_t p)
{
    const struct photo *photo = &d->photos[p];

    for (size_t i = 0, end; i < photo->len; i = end) {
        const struct bucket *b = bucket_of(d, row_at(d, photo->rows[i]), false);
        size_t first = i;

        end = group_end(d, photo, i);
        for (uint32_t l = b ? b->head : 0; l; l = d->links.at[l - 1].next) {
            uint32_t e = d->links.at[l - 1].entry;
            size_t j;

            while (first < end && d->entry_of[first])
                first++;
            if (first == end)
                break;
            if (!may_match(d, p, e))
                continue;
            for (j = first; j < end; j++)
                if (!d->entry_of[j] && same_row(d, last_row(d, e), photo->rows[j]))
                    break;
            if (j < end)
                see(d, p, e, j);
        }
    }
}

/* ------------------------------------------------------------------ moved rows */

/* How alike two rows are that differ in text or day: larger is more alike, 0 = no pair. */
static int likeness(const struct darkroom *d, uint32_t a, uint32_t b, int32_t shown_until)
{
    const struct charge *ca = row_at(d, a), *cb = row_at(d, b);
    const struct charge_text *ta = &d->records->texts.at[ca->text],
                             *tb = &d->records->texts.at[cb->text];
    int apart = ca->day > cb->day ? ca->day - cb->day : cb->day - ca->day;
    int score = 60 - 8 * apart; /* a day that stays says more than a text that stays */
    int text = 0;

    if (cb->day > shown_until && apart > PHOTOGRAPH_EDGE)
        return 0;
    if (apart > PHOTOGRAPH_SHIFT || !photograph_same_card(ca, cb) ||
        part_number(d, a) != part_number(d, b))
        return 0;
    if (slice_eq(ta->folded, tb->folded))
        text = 30;
    else if (ta->merchant && ta->merchant == tb->merchant)
        text = 20;
    else if (ta->folded.len >= 6 && tb->folded.len >= 6 &&
             slice_eq(slice_sub(ta->folded, 0, 6), slice_sub(tb->folded, 0, 6)))
        text = 10;
    /* Re-worded on its day, rather than the like purchase of the next day. */
    return score + text + (apart == 0 && text > 0 ? 15 : 0);
}

/* The same amount; for a purchase in another currency the same original, or within five in a
 * hundred. */
static bool same_amount(const struct darkroom *d, uint32_t a, uint32_t b)
{
    const struct charge *ca = row_at(d, a), *cb = row_at(d, b);
    const struct charge_extra *ea = entry_extra(d->records, a), *eb = entry_extra(d->records, b);
    int64_t apart = ca->amount > cb->amount ? ca->amount - cb->amount : cb->amount - ca->amount;
    int64_t size = ca->amount < 0 ? -ca->amount : ca->amount;

    if (!currency_eq(ca->currency, cb->currency))
        return false;
    if (apart == 0)
        return true;
    if (!ea || !eb || ea->original == 0 || ea->original != eb->original)
        return false;
    return currency_eq(ea->original_currency, eb->original_currency) && apart * 20 <= size;
}

struct moving {
    const struct darkroom *d;
    const uint32_t *rows;
};

static bool amount_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct moving *m = ctx;
    const struct charge *ca = row_at(m->d, m->rows[a]), *cb = row_at(m->d, m->rows[b]);

    if (ca->amount != cb->amount)
        return ca->amount < cb->amount;
    return ca->day < cb->day;
}

/* The first of the ${n} positions whose amount is at least ${amount}. */
static size_t first_of_amount(const struct moving *m, const uint32_t *at, size_t n, int64_t amount)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (row_at(m->d, m->rows[at[mid]])->amount < amount)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Among the rows that appeared the one that is most like what vanished; ${n} = none. */
static size_t best_partner(struct darkroom *d, const struct moving *m, const uint32_t *appeared,
                           size_t n, uint32_t row, int32_t shown_until)
{
    int64_t amount = row_at(d, row)->amount, size = amount < 0 ? -amount : amount;
    bool foreign = entry_extra(d->records, row) && entry_extra(d->records, row)->original != 0;
    int64_t slack = foreign ? size / 19 + 1 : 0;
    size_t best = n;
    int best_score = 0;

    for (size_t i = first_of_amount(m, appeared, n, amount - slack); i < n; i++) {
        uint32_t other = m->rows[appeared[i]];
        int score;

        if (row_at(d, other)->amount > amount + slack)
            break;
        if (d->entry_of[appeared[i]] || !same_amount(d, row, other))
            continue;
        score = likeness(d, row, other, shown_until);
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

static bool in_window(const struct photo *photo, int32_t day)
{
    return day != DAY_NONE && day >= photo->from && day <= photo->until;
}

static bool number_before(const void *ctx, uint32_t a, uint32_t b)
{
    (void)ctx;
    return a < b;
}

/* The entries that photograph ${p} would show but does not, in their order. */
static void find_vanished(struct darkroom *d, uint32_t p)
{
    d->vanished.len = 0;
    for (uint32_t a = d->first; a < p; a++)
        for (size_t i = 0; d->window[a] != WINDOW_OTHER && i < d->photos[a].len; i++) {
            uint32_t e = d->shown[a][i] - 1;

            if (filed_at(d, e)->photo == a && !is_of_another_bill(d, p, e) &&
                in_window(&d->photos[p], row_at(d, last_row(d, e))->day))
                *array_push(d->arena, &d->vanished) = e;
        }
    sort_indices(d->vanished.at, d->vanished.len, number_before, NULL, d->arena);
}

/* What vanished is paired with what appeared in its place; what vanished alone is marked. */
static void match_moved(struct darkroom *d, uint32_t p)
{
    const struct photo *photo = &d->photos[p];
    struct moving m = {d, photo->rows};
    uint32_t *appeared = arena_make_n(d->arena, uint32_t, photo->len);
    size_t n = 0;

    for (uint32_t i = 0; i < photo->len; i++)
        if (!d->entry_of[i] && row_at(d, photo->rows[i])->day != DAY_NONE)
            appeared[n++] = i;
    sort_indices(appeared, n, amount_before, &m, d->arena);
    find_vanished(d, p);
    for (size_t v = 0; v < d->vanished.len; v++) {
        uint32_t e = d->vanished.at[v], row = last_row(d, e);
        size_t partner =
            best_partner(d, &m, appeared, n, row, d->photos[filed_at(d, e)->photo].until);
        if (partner < n) {
            if (!is_in_bucket_of(d, row, photo->rows[appeared[partner]]))
                file_entry(d, e, photo->rows[appeared[partner]]);
            see(d, p, e, appeared[partner]);
        } else {
            d->ledger->list.at[e].vanished = true;
        }
    }
    arena_resize(d->arena, appeared, photo->len * sizeof(*appeared), 0);
}

/* ------------------------------------------------------------------ developing */

static bool row_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct darkroom *d = ctx;
    const struct charge *ca = row_at(d, a), *cb = row_at(d, b);

    if (ca->day != cb->day)
        return ca->day < cb->day;
    if (ca->amount != cb->amount)
        return ca->amount < cb->amount;
    if (!currency_eq(ca->currency, cb->currency))
        return currency_cmp(ca->currency, cb->currency) < 0;
    return a < b;
}

/* Whether an earlier photograph shows the window of ${p} too: no bill does. */
static bool compare_windows(struct darkroom *d, uint32_t p)
{
    bool any = false;

    for (uint32_t a = d->first; a < p; a++)
        d->window[a] = WINDOW_OTHER;
    d->first = windows_first(&d->windows, p);
    for (uint32_t a = d->first; a < p; a++) {
        d->window[a] = windows_compare(&d->windows, a, p);
        any = any || d->window[a] != WINDOW_OTHER;
    }
    return any;
}

/* Entries that no earlier photograph had to be compared with. */
static void file_new_entries(struct darkroom *d)
{
    for (; d->filed_len < d->filed.len; d->filed_len++) {
        uint32_t entry = d->base + (uint32_t)d->filed_len;

        file_entry(d, entry, d->ledger->list.at[entry].row);
    }
}

static void develop(struct darkroom *d, uint32_t p)
{
    const struct photo *photo = &d->photos[p];

    d->entry_of = arena_make_n(d->arena, uint32_t, photo->len);
    if (compare_windows(d, p)) {
        file_new_entries(d);
        match_equal(d, p);
        match_moved(d, p);
    }
    for (size_t i = 0; i < photo->len; i++)
        if (!d->entry_of[i])
            d->entry_of[i] = new_entry(d, p, photo->rows[i]) + 1;
    d->shown[p] = d->entry_of;
}

/* A stream of one file needs no comparing. */
static void develop_alone(struct darkroom *d)
{
    for (size_t i = 0; i < d->photos[0].len; i++) {
        struct entry *e = array_push(d->arena, &d->ledger->list);

        e->row = e->latest = d->photos[0].rows[i];
    }
}

void photograph_develop(const struct records *records, struct arena *arena, struct photo *photos,
                        size_t n, struct entries *ledger)
{
    struct darkroom d = {.records = records, .arena = arena, .photos = photos, .ledger = ledger};

    if (n == 1) {
        develop_alone(&d);
        return;
    }
    d.base = (uint32_t)ledger->list.len;
    d.window = arena_make_n(arena, enum window, n);
    d.shown = arena_make_n(arena, uint32_t *, n);
    for (size_t p = 0; p < n; p++)
        sort_indices(photos[p].rows, photos[p].len, row_before, &d, arena);
    windows_learn(records, arena, photos, n, &d.windows);
    for (uint32_t p = 0; p < n; p++)
        develop(&d, p);
}
