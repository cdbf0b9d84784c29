#include "explain/chain.h"

#include "base/map.h"

#include <string.h>

/* How like two amounts of one series must be; the first level that explains most is taken. */
enum level { LEVEL_EXACT, LEVEL_NEAR, LEVEL_WIDE, LEVELS };

static const struct {
    int64_t permille; /* of the larger amount */
    double weight;    /* of a line, when chains of two levels compete */
    int crowd;        /* lines per period beyond which chains are found by chance */
} levels[LEVELS] = {
    [LEVEL_EXACT] = {0, 1.0, 5},
    [LEVEL_NEAR] = {120, 0.96, 3},
    [LEVEL_WIDE] = {600, 0.92, 2},
};

/* Of amounts that step, the step may be so large. */
#define STEP_PERMILLE 600

struct period {
    int months, days, tolerance;
    uint32_t least[LEVELS]; /* charges that make a series; 0 = none does */
};

/* Of chains that explain as much and as exactly the earlier row is taken. */
static const struct period periods[] = {
    {1, 0, 4, {3, 4, 5}}, {0, 28, 2, {3, 5, 0}}, {0, 14, 2, {4, 5, 0}}, {0, 7, 1, {5, 6, 0}},
    {2, 0, 6, {3, 4, 5}}, {3, 0, 7, {3, 4, 5}},  {6, 0, 10, {3, 3, 0}}, {12, 0, 12, {2, 3, 0}},
};

#define PERIODS (sizeof(periods) / sizeof(periods[0]))
#define TOLERANCE_MAX 12
#define MISSES_MAX 2  /* due dates in a row without a charge end a chain */
#define TWINS_MAX 2u  /* chains of one amount: more is a habit */
#define STEP_AFTER 3u /* charges before a step that the data end on */

/* A chain as it is being followed. */
struct walk {
    uint32_t *at;        /* numbers of lines */
    int32_t *residual;   /* days after the due date counted from the first */
    uint32_t len, least; /* least: charges that it needs to be a series */
    int dues;            /* due dates from the first charge to the last, both included */
    int32_t offset;      /* median of the residuals */
    double fit;          /* mean distance from it */
};

/* A due date to count from, mostly the first. */
struct anchor {
    int32_t at;
    int year, month, day;
};

struct finding {
    const struct chain_line *lines;
    size_t n, left; /* left: lines that no chain has yet */
    int32_t until;
    struct arena *arena;
    struct chains *ret;
    size_t first_chain;
    uint32_t *owner; /* by line: number of its chain + 1; 0 = none */
    bool *visited;
    bool *has_like;         /* by line: perhaps a later one is of the same amount */
    bool *is_start;         /* by line: enough others stand near due dates counted from it */
    struct anchor *anchors; /* by line */
    struct walk walk, best;
    const struct period *best_period;
    enum level best_level;
};

/* ------------------------------------------------------------------ following a chain */

static struct anchor anchor_at(int32_t at)
{
    struct anchor a = {.at = at};

    day_split(at, &a.year, &a.month, &a.day);
    return a;
}

static int32_t due_of(const struct period *p, const struct anchor *anchor, int k)
{
    return p->months ? day_of_months(anchor->year, anchor->month, anchor->day, k * p->months)
                     : anchor->at + k * p->days;
}

static bool amounts_fit(int64_t permille, int64_t a, int64_t b)
{
    int64_t larger = a > b ? a : b, diff = a > b ? a - b : b - a;

    return diff * 1000 <= permille * larger;
}

/* The first line after ${after} on or after ${day}; it mostly lies near. */
static size_t line_from(const struct finding *f, size_t after, int32_t day)
{
    size_t lo = after + 1, hi = lo, step = 1;

    while (hi < f->n && f->lines[hi].day < day) {
        lo = hi + 1;
        hi += step;
        step *= 2;
    }
    if (hi > f->n)
        hi = f->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (f->lines[mid].day < day)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* Whether ${a} goes on from ${from} better than ${b}: the same card, then the amount, then the day.
 */
static bool goes_on_better(const struct chain_line *from, int32_t due, const struct chain_line *a,
                           const struct chain_line *b)
{
    bool card_a = a->card == from->card, card_b = b->card == from->card;
    int64_t amount_a = distance(a->amount, from->amount);
    int64_t amount_b = distance(b->amount, from->amount);

    if (card_a != card_b)
        return card_a;
    if (amount_a != amount_b)
        return amount_a < amount_b;
    return distance(a->day, due) < distance(b->day, due);
}

/* The best free line near ${due} that goes on from line ${from}; MAP_NONE = none. */
static uint32_t pick(const struct finding *f, const struct period *p, int64_t permille,
                     uint32_t from, int32_t due)
{
    size_t i = line_from(f, from, due - p->tolerance);
    uint32_t best = MAP_NONE;

    for (; i < f->n && f->lines[i].day <= due + p->tolerance; i++) {
        if (f->owner[i] || !amounts_fit(permille, f->lines[i].amount, f->lines[from].amount))
            continue;
        if (best == MAP_NONE || goes_on_better(&f->lines[from], due, &f->lines[i], &f->lines[best]))
            best = (uint32_t)i;
    }
    return best;
}

/* A change of amount is a step of the series when the new amount is kept, or the data end before
 * one can know. */
static uint32_t pick_step(const struct finding *f, const struct period *p, uint32_t from,
                          const struct anchor *anchor, int k)
{
    uint32_t step = pick(f, p, STEP_PERMILLE, from, due_of(p, anchor, k));
    int32_t next;

    if (step == MAP_NONE)
        return MAP_NONE;
    next = due_of(p, anchor, k + 1);
    if (f->has_like[step] && pick(f, p, 0, step, next) != MAP_NONE)
        return step;
    return next + p->tolerance > f->until && f->walk.len >= STEP_AFTER ? step : MAP_NONE;
}

static void append(struct walk *w, uint32_t line, int32_t residual, int k)
{
    w->at[w->len] = line;
    w->residual[w->len++] = residual;
    w->dues = k + 1;
}

/* Follow the chain that begins with line ${start}, due date by due date. */
static void follow(struct finding *f, const struct period *p, enum level level, uint32_t start)
{
    int64_t permille = levels[level].permille;
    const struct anchor *anchor = &f->anchors[start];
    int32_t last = f->lines[f->n - 1].day;
    uint32_t at = start;

    f->walk.len = 0;
    append(&f->walk, start, 0, 0);
    for (int k = 1, misses = 0; misses < MISSES_MAX; k++) {
        int32_t due = due_of(p, anchor, k);
        uint32_t next = MAP_NONE;

        if (due - p->tolerance > last)
            return;
        if (permille || f->has_like[at])
            next = pick(f, p, permille, at, due);
        if (next == MAP_NONE && level == LEVEL_EXACT)
            next = pick_step(f, p, at, anchor, k);
        misses = next == MAP_NONE ? misses + 1 : 0;
        if (next == MAP_NONE)
            continue;
        append(&f->walk, next, f->lines[next].day - due, k);
        at = next;
    }
}

/* Residuals are small whole numbers: count them, take the median, measure around it. */
static void measure(struct walk *w)
{
    uint32_t count[2 * TOLERANCE_MAX + 1] = {0}, seen = 0;
    int32_t sum = 0;

    for (uint32_t i = 0; i < w->len; i++)
        count[w->residual[i] + TOLERANCE_MAX]++;
    for (w->offset = -TOLERANCE_MAX; 2 * (seen += count[w->offset + TOLERANCE_MAX]) < w->len;)
        w->offset++;
    for (uint32_t i = 0; i < w->len; i++)
        sum += w->residual[i] > w->offset ? w->residual[i] - w->offset : w->offset - w->residual[i];
    w->fit = (double)sum / w->len;
}

/* ------------------------------------------------------------------ judging a chain */

static uint32_t least_of(const struct finding *f, const struct period *p, enum level level)
{
    const struct walk *w = &f->walk;
    bool plan = w->len && p->months && f->lines[w->at[0]].plan_months == p->months &&
                f->lines[w->at[w->len - 1]].plan_months == p->months;

    return plan && level == LEVEL_EXACT ? 2 : p->least[level];
}

/* How many chains of that amount there are. */
static uint32_t count_twins(const struct finding *f, int64_t amount)
{
    uint32_t n = 0;

    for (size_t c = f->first_chain; c < f->ret->list.len; c++)
        n += f->lines[f->ret->lines.at[f->ret->list.at[c].from]].amount == amount;
    return n;
}

/* Whether the walk is a series: enough charges, on four of five due dates, on about the same day.
 */
static bool is_series(struct finding *f, const struct period *p, enum level level)
{
    struct walk *w = &f->walk;
    uint32_t least = least_of(f, p, level);

    w->least = least;
    if (least == 0 || w->len < least || w->len * 5 < (uint32_t)w->dues * 4 ||
        w->len * (CHAINS_MAX + 2) < f->left)
        return false;
    measure(w);
    return w->fit <= 0.4 * p->tolerance && count_twins(f, f->lines[w->at[0]].amount) < TWINS_MAX;
}

static void keep_best(struct finding *f, const struct period *p, enum level level)
{
    double score = f->walk.len * levels[level].weight;
    double best = f->best.len ? f->best.len * levels[f->best_level].weight : 0;
    struct walk other = f->best;

    if (score < best || (score == best && f->walk.fit >= f->best.fit))
        return;
    f->best = f->walk;
    f->best_period = p;
    f->best_level = level;
    f->walk = other;
}

/* Whether the free lines are so many that chains of ${p} would be found by chance. */
static bool is_crowded(const struct finding *f, const struct period *p, enum level level)
{
    int64_t length = p->months ? p->months * 30 : p->days;
    int64_t span = (int64_t)f->lines[f->n - 1].day - f->lines[0].day;

    return (int64_t)f->left * length > levels[level].crowd * (span + length);
}

/*
 * How many charges could stand on due dates after line ${start}, whatever their amounts, at most
 * ${enough}.  Months are taken as 30.44 days with three days more on both sides, so that no date
 * needs a calendar.
 */
static uint32_t count_near(const struct finding *f, const struct period *p, uint32_t start,
                           uint32_t enough)
{
    int32_t anchor = f->lines[start].day, last = f->lines[f->n - 1].day;
    int32_t slack = p->tolerance + (p->months ? 3 : 0), due;
    size_t at = start;
    uint32_t n = 1;

    for (int k = 1, misses = 0; misses < MISSES_MAX && n < enough; k++) {
        due = anchor + (p->months ? k * p->months * 3044 / 100 : k * p->days);
        if (due - slack > last)
            break;
        at = line_from(f, at, due - slack);
        while (at < f->n && f->owner[at])
            at++;
        if (at < f->n && f->lines[at].day <= due + slack) {
            n++;
            misses = 0;
        } else {
            at--;
            misses++;
        }
    }
    return n;
}

/* Find the lines after which there are charges on due dates at all: most texts have none. */
static bool find_starts(struct finding *f, const struct period *p)
{
    bool any = false;

    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t least =
            p->months && f->lines[i].plan_months == p->months ? 2 : p->least[LEVEL_EXACT];

        f->is_start[i] = !f->owner[i] && count_near(f, p, i, least) >= least;
        any = any || f->is_start[i];
    }
    return any;
}

static void try_level(struct finding *f, const struct period *p, enum level level)
{
    memset(f->visited, 0, f->n * sizeof(*f->visited));
    for (uint32_t i = 0; i < f->n; i++) {
        if (!f->is_start[i] || f->visited[i])
            continue;
        follow(f, p, level, i);
        if (!is_series(f, p, level))
            continue;
        for (uint32_t k = 0; k < f->walk.len; k++)
            f->visited[f->walk.at[k]] = true;
        keep_best(f, p, level);
    }
}

/* ------------------------------------------------------------------ the chains of a text */

static void take(struct finding *f, const struct walk *w, const struct period *p, bool steady)
{
    struct chain *chain = array_push(f->arena, &f->ret->list);

    *chain = (struct chain){.from = (uint32_t)f->ret->lines.len,
                            .len = w->len,
                            .months = p->months,
                            .days = p->days,
                            .tolerance = p->tolerance,
                            .least = w->least,
                            .steady = steady};
    chain->next_due = due_of(p, &f->anchors[w->at[0]], w->dues) + w->offset;
    for (uint32_t i = 0; i < w->len; i++) {
        *array_push(f->arena, &f->ret->lines) = w->at[i];
        f->owner[w->at[i]] = (uint32_t)(f->ret->list.len - f->first_chain);
    }
    f->left -= w->len;
}

static bool is_full(const struct finding *f)
{
    return f->ret->list.len - f->first_chain >= CHAINS_MAX;
}

static bool take_best(struct finding *f)
{
    f->best.len = 0;
    for (size_t p = 0; p < PERIODS; p++) {
        if (is_crowded(f, &periods[p], LEVEL_EXACT) || !find_starts(f, &periods[p]))
            continue;
        for (unsigned level = 0; level < LEVELS; level++)
            if (periods[p].least[level] && !is_crowded(f, &periods[p], (enum level)level))
                try_level(f, &periods[p], (enum level)level);
    }
    if (f->best.len == 0)
        return false;
    take(f, &f->best, f->best_period, f->best_level == LEVEL_EXACT);
    return true;
}

/* Where a merchant bills nothing but plans, what is left of their prices are series too, however
 * short. */
static void take_plans(struct finding *f)
{
    for (uint32_t i = 0; i < f->n; i++) {
        for (size_t p = 0; p < PERIODS; p++) {
            if (f->owner[i] || !f->lines[i].plan_alone || is_full(f) ||
                f->lines[i].plan_months != periods[p].months)
                continue;
            follow(f, &periods[p], LEVEL_EXACT, i);
            measure(&f->walk);
            take(f, &f->walk, &periods[p], true);
        }
    }
}

/* ------------------------------------------------------------------ what is kept */

static const struct chain_line *line_of(const struct finding *f, const struct chain *c, uint32_t i)
{
    return &f->lines[f->ret->lines.at[c->from + i]];
}

/* Whether chains explain four of five lines between the first and the last of ${c}. */
static bool explains_its_span(const struct finding *f, const struct chain *c)
{
    int32_t until = line_of(f, c, c->len - 1)->day;
    size_t all = 0, explained = 0, i = f->ret->lines.at[c->from];

    while (i > 0 && f->lines[i - 1].day == f->lines[i].day)
        i--;
    for (; i < f->n && f->lines[i].day <= until; i++) {
        all++;
        explained += f->owner[i] != 0;
    }
    return explained * 5 >= all * 4;
}

/* Among many lines that no chain explains short chains come by chance. */
static bool stands_out(const struct finding *f, const struct chain *c)
{
    uint32_t others = 0;

    for (size_t i = 0; i < f->n; i++)
        others += f->owner[i] == 0;
    return c->len >= c->least + others / 4;
}

/* Drop chains that stand among too many other lines; that may leave others among too many. */
static void drop_habits(struct finding *f)
{
    bool dropped = true;

    while (dropped) {
        dropped = false;
        for (size_t c = f->first_chain; c < f->ret->list.len; c++) {
            struct chain *chain = &f->ret->list.at[c];

            if (chain->len == 0 || line_of(f, chain, 0)->plan_alone ||
                (explains_its_span(f, chain) && stands_out(f, chain)))
                continue;
            for (uint32_t i = 0; i < chain->len; i++)
                f->owner[f->ret->lines.at[chain->from + i]] = 0;
            chain->len = 0;
            dropped = true;
        }
    }
}

/* Whether ${b} goes on where ${a} ended: the next due date, an amount that a step could reach. */
static bool continues(const struct finding *f, const struct chain *a, const struct chain *b)
{
    return a->len && b->len && a != b && a->months == b->months && a->days == b->days &&
           distance(line_of(f, b, 0)->day, a->next_due) <= a->tolerance &&
           amounts_fit(STEP_PERMILLE, line_of(f, a, a->len - 1)->amount, line_of(f, b, 0)->amount);
}

static void add_line(struct finding *f, uint32_t line)
{
    *array_push(f->arena, &f->ret->lines) = line;
}

/* One chain of both, written anew behind the others. */
static void join(struct finding *f, struct chain *a, struct chain *b)
{
    uint32_t from = (uint32_t)f->ret->lines.len;

    for (uint32_t i = 0; i < a->len; i++)
        add_line(f, f->ret->lines.at[a->from + i]);
    for (uint32_t i = 0; i < b->len; i++)
        add_line(f, f->ret->lines.at[b->from + i]);
    a->from = from;
    a->len += b->len;
    a->next_due = b->next_due;
    a->steady = a->steady && b->steady;
    b->len = 0;
}

static void join_all(struct finding *f)
{
    struct chain *at = f->ret->list.at;
    bool joined = true;

    while (joined) {
        joined = false;
        for (size_t a = f->first_chain; a < f->ret->list.len && !joined; a++)
            for (size_t b = f->first_chain; b < f->ret->list.len && !joined; b++)
                if (continues(f, &at[a], &at[b])) {
                    join(f, &at[a], &at[b]);
                    joined = true;
                }
    }
}

static void forget_empty(struct finding *f)
{
    size_t to = f->first_chain;

    for (size_t c = f->first_chain; c < f->ret->list.len; c++)
        if (f->ret->list.at[c].len)
            f->ret->list.at[to++] = f->ret->list.at[c];
    f->ret->list.len = to;
}

#define LIKE_BITS 12u

/* By a bit for each amount: seldom a line is thought to have a like one that has none. */
static void find_like(struct finding *f)
{
    uint64_t seen[(1u << LIKE_BITS) / 64] = {0};

    for (size_t i = f->n; i-- > 0;) {
        uint64_t bit = (uint64_t)f->lines[i].amount * 0x9e3779b97f4a7c15u >> (64 - LIKE_BITS);

        f->has_like[i] = seen[bit / 64] >> bit % 64 & 1;
        seen[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

static void walk_init(struct walk *w, struct arena *arena, size_t n)
{
    w->at = arena_make_n(arena, uint32_t, n);
    w->residual = arena_make_n(arena, int32_t, n);
}

static void walk_done(struct walk *w, struct arena *arena, size_t n)
{
    arena_resize(arena, w->at, n * sizeof(*w->at), 0);
    arena_resize(arena, w->residual, n * sizeof(*w->residual), 0);
}

void chain_find(const struct chain_line *lines, size_t n, int32_t until, struct arena *arena,
                struct chains *ret)
{
    struct finding f = {.lines = lines,
                        .n = n,
                        .left = n,
                        .until = until,
                        .arena = arena,
                        .ret = ret,
                        .first_chain = ret->list.len};

    if (n == 0 || (n == 1 && !lines[0].plan_alone))
        return;
    f.owner = arena_make_n(arena, uint32_t, n);
    f.visited = arena_make_n(arena, bool, n);
    f.has_like = arena_make_n(arena, bool, n);
    f.is_start = arena_make_n(arena, bool, n);
    f.anchors = arena_make_n(arena, struct anchor, n);
    for (size_t i = 0; i < n; i++)
        f.anchors[i] = anchor_at(lines[i].day);
    find_like(&f);
    walk_init(&f.walk, arena, n);
    walk_init(&f.best, arena, n);
    while (!is_full(&f) && f.left > 1 && take_best(&f))
        continue;
    take_plans(&f);
    join_all(&f);
    drop_habits(&f);
    forget_empty(&f);
    walk_done(&f.walk, arena, n);
    walk_done(&f.best, arena, n);
    arena_resize(arena, f.anchors, n * sizeof(*f.anchors), 0);
    arena_resize(arena, f.is_start, n * sizeof(*f.is_start), 0);
    arena_resize(arena, f.has_like, n * sizeof(*f.has_like), 0);
    arena_resize(arena, f.visited, n * sizeof(*f.visited), 0);
    arena_resize(arena, f.owner, n * sizeof(*f.owner), 0);
}
