#include "match/window.h"

#include "base/hash.h"
#include "match/entry.h"
#include "match/overlap.h"

#define MANNER_MAX 8   /* what one pair of files can say; files of another card lie among them */
#define MANNER_APART 1 /* what two neighbours say that have no day in common */
#define MONTHS_SHARE                                                                             \
    3                  /* rows that files of two months of payment share at least, if one window \
                        */
#define MANNER_KNOWN 4 /* from here on it is known whether files are bills or downloads */
#define HABIT_DAYS 2   /* so many days with two of a kind make a habit */
#define POSTED_BY 7    /* days after which a purchase is posted, but for few */

static const struct charge *row_at(const struct windows *w, uint32_t row)
{
    return &w->records->charges.at[row];
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* ------------------------------------------------------------------ what counts of a file */

static uint64_t mark_of(const struct charge *c)
{
    return (uint64_t)1 << (hash_mix((uint64_t)(uint32_t)c->day, (uint64_t)c->amount) >> 58);
}

/* A later part of an instalment stands on bills long after its day and tells of no window: all
 * rows, or those that are no such parts where there are any. */
static struct exposure expose(struct windows *w, const struct photo *photo)
{
    struct exposure e = {.rows = photo->rows, .len = photo->len};
    uint32_t *rows;
    size_t len = 0;

    for (size_t i = 0; i < photo->len; i++)
        len += !entry_is_later_part(w->records, photo->rows[i]);
    if (len > 0 && len < photo->len) {
        rows = arena_make_n(w->arena, uint32_t, len);
        e.rows = rows;
        e.len = 0;
        for (size_t i = 0; i < photo->len; i++)
            if (!entry_is_later_part(w->records, photo->rows[i]))
                rows[e.len++] = photo->rows[i];
    }
    while (e.dateless < e.len && row_at(w, e.rows[e.dateless])->day == DAY_NONE)
        e.dateless++;
    for (size_t i = 0; i < e.len; i++)
        e.marks |= mark_of(row_at(w, e.rows[i]));
    return e;
}

/* ------------------------------------------------------------------ who can share days */

static bool has_days(const struct exposure *e)
{
    return e->dateless < e->len;
}

/* The first and the last day of its window or its rows: the edges of a file that was cut short are
 * no part of its window. */
static int32_t first_day(const struct windows *w, uint32_t p)
{
    const struct photo *photo = &w->photos[p];
    const struct exposure *e = &w->exposures[p];
    int32_t day = photo->from <= photo->until ? photo->from : INT32_MAX;

    return has_days(e) ? earlier(day, row_at(w, e->rows[e->dateless])->day) : day;
}

static int32_t last_day(const struct windows *w, uint32_t p)
{
    const struct photo *photo = &w->photos[p];
    const struct exposure *e = &w->exposures[p];
    int32_t day = photo->from <= photo->until ? photo->until : INT32_MIN;

    return has_days(e) ? later(day, row_at(w, e->rows[e->len - 1])->day) : day;
}

uint32_t windows_first(const struct windows *w, uint32_t b)
{
    int32_t from = first_day(w, b);
    uint32_t lo = 0, hi = b;

    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;

        if (w->reach[mid] < from)
            lo = mid + 1;
        else
            hi = mid;
    }
    return w->exposures[b].dateless && w->first_dateless < lo ? w->first_dateless : lo;
}

/* ------------------------------------------------------------------ what two files share */

/* The first dated row of ${e} that is not before ${day}. */
static size_t first_from(const struct windows *w, const struct exposure *e, int64_t day)
{
    size_t lo = e->dateless, hi = e->len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (row_at(w, e->rows[mid])->day < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static int compare_rows(const struct charge *a, const struct charge *b)
{
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->amount != b->amount)
        return a->amount < b->amount ? -1 : 1;
    return slice_cmp((struct slice){a->currency.code, 3}, (struct slice){b->currency.code, 3});
}

/* Rows of one day and amount that ${a} from ${i} to ${end_i} and ${b} from ${j} to ${end_j} have
 * both. */
static size_t count_shared(const struct windows *w, const struct exposure *a, size_t i,
                           size_t end_i, const struct exposure *b, size_t j, size_t end_j)
{
    size_t shared = 0;

    while (i < end_i && j < end_j) {
        int order = compare_rows(row_at(w, a->rows[i]), row_at(w, b->rows[j]));

        shared += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return shared;
}

/* Rows are counted within the windows; shared ones also at the edges of a file that was cut short,
 * which is no part of its window. */
static struct overlap overlap_of(const struct windows *w, uint32_t a, uint32_t b)
{
    const struct photo *pa = &w->photos[a], *pb = &w->photos[b];
    const struct exposure *ea = &w->exposures[a], *eb = &w->exposures[b];
    int32_t from = later(pa->from, pb->from), until = earlier(pa->until, pb->until);
    struct overlap o = {.len_a = ea->len, .len_b = eb->len};

    if (ea->dateless && eb->dateless)
        o.shared = count_shared(w, ea, 0, ea->dateless, eb, 0, eb->dateless);
    if (!has_days(ea) || !has_days(eb))
        return o;
    if (from <= until) {
        o.in_a = first_from(w, ea, (int64_t)until + 1) - first_from(w, ea, from);
        o.in_b = first_from(w, eb, (int64_t)until + 1) - first_from(w, eb, from);
    }
    from = later(row_at(w, ea->rows[ea->dateless])->day, row_at(w, eb->rows[eb->dateless])->day);
    until = earlier(row_at(w, ea->rows[ea->len - 1])->day, row_at(w, eb->rows[eb->len - 1])->day);
    if (from <= until)
        o.shared +=
            count_shared(w, ea, first_from(w, ea, from), first_from(w, ea, (int64_t)until + 1), eb,
                         first_from(w, eb, from), first_from(w, eb, (int64_t)until + 1));
    return o;
}

/* Rows that only ${b} shows of days that had long passed when the older ${a} was made. */
static size_t count_missed(const struct windows *w, uint32_t a, uint32_t b)
{
    const struct photo *pa = &w->photos[a], *pb = &w->photos[b];
    const struct exposure *ea = &w->exposures[a], *eb = &w->exposures[b];
    int64_t from = later(pa->from, pb->from),
            until = earlier(pa->until, pb->until) < (int64_t)pa->until - POSTED_BY
                        ? earlier(pa->until, pb->until)
                        : (int64_t)pa->until - POSTED_BY;
    size_t first_b, end_b;

    if (from > until)
        return 0;
    first_b = first_from(w, eb, from);
    end_b = first_from(w, eb, until + 1);
    return end_b - first_b -
           count_shared(w, ea, first_from(w, ea, from), first_from(w, ea, until + 1), eb, first_b,
                        end_b);
}

/* ------------------------------------------------------------------ how a series behaves */

static const struct source *source_of(const struct windows *w, uint32_t p)
{
    return &w->records->sources.at[w->photos[p].source];
}

bool windows_is_bill(const struct windows *w, uint32_t p)
{
    const struct source *s = source_of(w, p);

    return (s->has_total || s->is_bill) && !s->is_pending;
}

/* A row that only one of two downloads shows was posted late; one that two bills share has a twin.
 * Both are rare, the second more so. */
static int32_t manner_of(const struct overlap *o)
{
    int64_t said = o->in_a < o->shared ? 0 : 2 * (int64_t)(o->in_a - o->shared);

    said -= 4 * (int64_t)o->shared;
    if (said > MANNER_MAX || said < -MANNER_MAX)
        return said > 0 ? MANNER_MAX : -MANNER_MAX;
    return (int32_t)said;
}

static uint64_t pair_key(const struct windows *w, uint32_t a, uint32_t b)
{
    uint32_t sa = w->photos[a].series, sb = w->photos[b].series;

    return hash_mix(sa < sb ? sa : sb, sa < sb ? sb : sa);
}

static void add_manner(struct windows *w, uint32_t a, uint32_t b, int32_t bills)
{
    uint64_t key = pair_key(w, a, b);
    uint32_t at = map_find(&w->index, key, NULL, NULL);

    if (at == MAP_NONE) {
        at = (uint32_t)w->manners.len;
        array_push(w->arena, &w->manners);
        map_add(&w->index, w->arena, key, at, NULL, NULL);
    }
    w->manners.at[at].bills += bills;
}

static void learn_pair(struct windows *w, uint32_t a, uint32_t b)
{
    struct overlap o = overlap_of(w, a, b);
    uint32_t series = w->photos[b].series;

    if (o.in_a == 0 || o.in_b == 0)
        return;
    add_manner(w, a, b, manner_of(&o));
    /* Files of another card beside them, of which no number is told, share nothing with them
     * either: bills are known within a series only. */
    if (w->photos[a].series == series && !windows_is_bill(w, a) && !windows_is_bill(w, b) &&
        overlap_shows_bills(&o))
        w->bills[series] = true;
}

/* Who downloads windows that overlap leaves few gaps.  ${last}: by series its last file so far + 1.
 */
static void learn_neighbour(struct windows *w, uint32_t b, uint32_t *last)
{
    uint32_t *a = &last[w->photos[b].series];

    if (*a && w->photos[*a - 1].until < w->photos[b].from)
        add_manner(w, *a - 1, b, MANNER_APART);
    *a = b + 1;
}

/* Whether the pair took part in what was learnt. */
static bool is_learnt(uint32_t a, uint32_t b)
{
    return b - a <= WINDOW_NEIGHBOURS;
}

static void learn_pairs(struct windows *w, uint32_t b)
{
    uint32_t a = windows_first(w, b);

    if (!is_learnt(a, b))
        a = b - WINDOW_NEIGHBOURS;
    for (; a < b; a++)
        learn_pair(w, a, b);
}

static void expose_all(struct windows *w, size_t n)
{
    w->exposures = arena_make_n(w->arena, struct exposure, n);
    w->reach = arena_make_n(w->arena, int32_t, n);
    w->first_dateless = UINT32_MAX;
    for (uint32_t p = 0; p < n; p++) {
        w->exposures[p] = expose(w, &w->photos[p]);
        w->reach[p] = last_day(w, p);
        if (p)
            w->reach[p] = later(w->reach[p], w->reach[p - 1]);
        if (w->exposures[p].dateless && w->first_dateless == UINT32_MAX)
            w->first_dateless = p;
    }
}

void windows_learn(const struct records *records, struct arena *arena, const struct photo *photos,
                   size_t n, struct windows *ret)
{
    uint32_t *last = arena_make_n(arena, uint32_t, records->sources.len);

    *ret = (struct windows){.records = records, .arena = arena, .photos = photos};
    ret->bills = arena_make_n(arena, bool, records->sources.len);
    expose_all(ret, n);
    for (uint32_t b = 0; b < n; b++) {
        learn_neighbour(ret, b, last);
        learn_pairs(ret, b);
    }
}

/* How the other files of these two series behave. */
static int32_t manner_of_others(const struct windows *w, uint32_t a, uint32_t b,
                                const struct overlap *o)
{
    uint32_t at = map_find(&w->index, pair_key(w, a, b), NULL, NULL);

    if (at == MAP_NONE)
        return 0;
    return w->manners.at[at].bills - (is_learnt(a, b) && o->in_a && o->in_b ? manner_of(o) : 0);
}

/* ------------------------------------------------------------------ the same window? */

/* To be paid in different months: two bills, unless the series is known for downloads. */
static bool are_of_two_months(const struct windows *w, uint32_t a, uint32_t b)
{
    int32_t month_a = source_of(w, a)->bill_month, month_b = source_of(w, b)->bill_month;

    if (month_a && month_b && (month_a <= 12 || month_b <= 12)) /* one tells no year */
        return (month_a - month_b) % 12 != 0;
    return month_a && month_b && month_a != month_b;
}

/* Two bills: known as such, or of series that behave like bills. */
static bool are_bills(const struct windows *w, uint32_t a, uint32_t b, int32_t manner)
{
    uint32_t series = w->photos[b].series;

    if (windows_is_bill(w, a) && windows_is_bill(w, b))
        return true;
    if (!windows_is_bill(w, a) && !windows_is_bill(w, b) && w->photos[a].series == series &&
        w->bills[series])
        return true;
    return manner >= MANNER_KNOWN || (are_of_two_months(w, a, b) && manner > -MANNER_KNOWN);
}

/* Not where one row that both show is all that two files tell of each other.  But where that row is
 * all of the older file and the first of the newer, the older one is where the downloads begin. */
static bool is_sure(const struct windows *w, uint32_t a, uint32_t b, const struct overlap *o,
                    int32_t manner)
{
    return o->shared > 1 || manner <= -MANNER_KNOWN || source_of(w, a)->is_pending ||
           (o->len_a == 1 && w->photos[b].from >= w->photos[a].from);
}

/* ------------------------------------------------------------------ a purchase made twice a day */

/* The dated row of ${a} that ${b} shows too, or NULL. */
static const struct charge *shared_row(const struct exposure *a, const struct exposure *b,
                                       const struct windows *w)
{
    size_t i = a->dateless, j = b->dateless;

    while (i < a->len && j < b->len) {
        int order = compare_rows(row_at(w, a->rows[i]), row_at(w, b->rows[j]));

        if (order == 0)
            return row_at(w, a->rows[i]);
        i += order < 0;
        j += order > 0;
    }
    return NULL;
}

static bool is_like(const struct windows *w, const struct charge *a, const struct charge *b)
{
    return a->amount == b->amount && currency_eq(a->currency, b->currency) &&
           (a->text == b->text ||
            slice_eq(w->records->texts.at[a->text].folded, w->records->texts.at[b->text].folded));
}

/* Other days of ${e} with two or more purchases like ${c}, and those with one. */
static void count_days(const struct windows *w, const struct exposure *e, const struct charge *c,
                       size_t *twice, size_t *once)
{
    for (size_t i = e->dateless, end; i < e->len; i = end) {
        int32_t day = row_at(w, e->rows[i])->day;
        size_t n = 0;

        for (end = i; end < e->len && row_at(w, e->rows[end])->day == day; end++)
            n += is_like(w, row_at(w, e->rows[end]), c);
        *twice += n > 1 && day != c->day;
        *once += n == 1 && day != c->day;
    }
}

/* Whether the row that both show is a purchase that is mostly made twice a day, as the fare there
 * and back: then each of two bills shows one of them. */
static bool comes_in_twos(const struct windows *w, uint32_t a, uint32_t b)
{
    const struct exposure *ea = &w->exposures[a], *eb = &w->exposures[b];
    const struct charge *c = shared_row(ea, eb, w);
    size_t twice = 0, once = 0;

    if (!c)
        return false;
    count_days(w, ea, c, &twice, &once);
    count_days(w, eb, c, &twice, &once);
    return twice >= HABIT_DAYS && twice > once;
}

enum window windows_compare(const struct windows *w, uint32_t a, uint32_t b)
{
    struct overlap o;
    int32_t manner;

    if (!(w->exposures[a].marks & w->exposures[b].marks))
        return WINDOW_OTHER;
    o = overlap_of(w, a, b);
    if (o.shared == 0)
        return WINDOW_OTHER;
    manner = manner_of_others(w, a, b, &o);
    if (are_of_two_months(w, a, b) && manner > -MANNER_KNOWN &&
        (o.shared < MONTHS_SHARE || w->photos[a].until <= w->photos[b].from))
        return WINDOW_OTHER;
    o.missed = source_of(w, a)->is_pending ? 0 : count_missed(w, a, b);
    if (!overlap_is_one_window(&o, are_bills(w, a, b, manner)))
        return WINDOW_OTHER;
    if (is_sure(w, a, b, &o, manner))
        return WINDOW_SAME;
    return comes_in_twos(w, a, b) ? WINDOW_OTHER : WINDOW_PERHAPS;
}
