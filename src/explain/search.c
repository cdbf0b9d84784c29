#include "explain/search.h"

#include "base/hash.h"
#include "explain/hyper.h"

struct search *search_new(const struct model *model, const uint32_t *right_of,
                          const struct tie_graph *graph, uint32_t *scratch, uint64_t *steps_left)
{
    struct search *s = arena_make(model->arena, struct search);

    s->model = model;
    s->right_of = right_of;
    s->graph = graph;
    s->slot_of = scratch;
    s->steps_left = steps_left;
    s->part_steps = HYPER_STEPS;
    return s;
}

uint32_t search_add_charge(struct search *s, uint32_t entry)
{
    uint32_t at = map_add(&s->charge_index, s->model->arena, hash_mix(97, entry),
                          (uint32_t)s->charges.len, NULL, NULL);

    if (at == s->charges.len)
        array_push(s->model->arena, &s->charges)->entry = entry;
    return at;
}

static uint32_t slot_of_unit(struct search *s, uint32_t unit)
{
    uint32_t right = s->right_of[unit];
    struct search_slot *slot;

    if (s->slot_of[right])
        return s->slot_of[right] - 1;
    slot = array_push(s->model->arena, &s->slots);
    slot->right = right;
    slot->handed = s->is_partial ? s->graph->rights.at[right].used : 0;
    slot->copies = s->graph->rights.at[right].copies - slot->handed;
    s->slot_of[right] = (uint32_t)s->slots.len;
    return s->slot_of[right] - 1;
}

/* Put the option behind the others of one of its charges. */
static void link_option(struct search *s, uint32_t charge, uint32_t number)
{
    struct search_charge *c = &s->charges.at[charge];

    if (c->last) {
        struct search_option *last = &s->options.at[c->last - 1];

        for (size_t k = 0; k < last->charges_len; k++)
            if (last->charges[k] == charge)
                last->next[k] = number;
    } else {
        c->first = number;
    }
    c->last = number;
}

void search_add_option(struct search *s, const uint32_t *charges, size_t charges_len,
                       const uint32_t *units, size_t units_len, double weight,
                       enum candidate_kind kind, int64_t adjustment)
{
    struct search_option *o = array_push(s->model->arena, &s->options);

    o->weight = weight;
    o->kind = (uint8_t)kind;
    o->adjustment = adjustment;
    o->units_from = (uint32_t)s->units.len;
    o->units_len = (uint16_t)units_len;
    o->charges_len = (uint8_t)charges_len;
    o->content = hash_mix(99, (uint64_t)kind);
    for (size_t i = 0; i < units_len; i++) {
        *array_push(s->model->arena, &s->units) = units[i];
        *array_push(s->model->arena, &s->unit_slots) = slot_of_unit(s, units[i]);
        o->content = hash_mix(o->content, slot_of_unit(s, units[i]));
    }
    for (size_t i = 0; i < charges_len; i++) {
        o->charges[i] = charges[i];
        link_option(s, charges[i], (uint32_t)s->options.len);
    }
}

size_t search_place(const struct search_option *o, uint32_t charge)
{
    size_t k = 0;

    while (k + 1 < o->charges_len && o->charges[k] != charge)
        k++;
    return k;
}

uint32_t search_next(const struct search *s, uint32_t option, uint32_t charge)
{
    const struct search_option *o = &s->options.at[option - 1];

    return o->next[search_place(o, charge)];
}

static struct search_slot *slot_at(struct search *s, const struct search_option *o, uint32_t i)
{
    return &s->slots.at[s->unit_slots.at[o->units_from + i]];
}

bool search_take(struct search *s, struct search_option *o)
{
    uint32_t taken = 0;

    for (size_t k = 0; k < o->charges_len; k++)
        if (s->charges.at[o->charges[k]].decided)
            return false;
    for (; taken < o->units_len; taken++) {
        if (slot_at(s, o, taken)->used >= slot_at(s, o, taken)->copies)
            break;
        slot_at(s, o, taken)->used++;
    }
    if (taken < o->units_len) {
        while (taken-- > 0)
            slot_at(s, o, taken)->used--;
        return false;
    }
    for (size_t k = 0; k < o->charges_len; k++) {
        s->charges.at[o->charges[k]].decided = true;
        s->charges.at[o->charges[k]].chosen = (uint32_t)(o - s->options.at) + 1;
    }
    s->value += o->weight;
    return true;
}

void search_give_back(struct search *s, struct search_option *o)
{
    for (uint32_t i = 0; i < o->units_len; i++)
        slot_at(s, o, i)->used--;
    for (size_t k = 0; k < o->charges_len; k++) {
        s->charges.at[o->charges[k]].decided = false;
        s->charges.at[o->charges[k]].chosen = 0;
    }
    s->value -= o->weight;
}

static uint32_t purchase_at(const struct search *s, const struct search_option *o, uint32_t i)
{
    return s->model->units->list.at[s->units.at[o->units_from + i]].purchase;
}

bool search_same_purchase(const struct search *s, const struct search_option *a,
                          const struct search_option *b)
{
    uint32_t p = purchase_at(s, a, 0);

    for (uint32_t i = 0; i < a->units_len; i++)
        if (purchase_at(s, a, i) != p)
            return false;
    for (uint32_t i = 0; i < b->units_len; i++)
        if (purchase_at(s, b, i) != p)
            return false;
    return p != MAP_NONE;
}

/* ------------------------------------------------------------------ a first solution */

/* Charges of one sum in one currency are of one class, named after the first. */
static void set_classes(struct search *s)
{
    struct map classes = {0};

    for (uint32_t c = 0; c < s->charges.len; c++) {
        const struct model_sum *sum = &s->model->sums[s->charges.at[c].entry];
        uint64_t key =
            hash_mix(hash_bytes((struct slice){sum->currency.code, 3}, 98), (uint64_t)sum->amount);

        s->charges.at[c].class = map_add(&classes, s->model->arena, key, c, NULL, NULL);
    }
}

/* Which options want each slot; one that wants two copies stands there twice. */
static void list_slot_options(struct search *s)
{
    uint32_t at = 0;

    s->slot_options = arena_make_n(s->model->arena, uint32_t, s->unit_slots.len + 1);
    for (size_t i = 0; i < s->unit_slots.len; i++)
        s->slots.at[s->unit_slots.at[i]].options_len++;
    for (size_t i = 0; i < s->slots.len; i++) {
        s->slots.at[i].options_from = at;
        at += s->slots.at[i].options_len;
        s->slots.at[i].options_len = 0;
    }
    for (uint32_t o = 0; o < s->options.len; o++)
        for (uint32_t i = 0; i < s->options.at[o].units_len; i++) {
            struct search_slot *slot = slot_at(s, &s->options.at[o], i);

            s->slot_options[slot->options_from + slot->options_len++] = o;
        }
}

/* The solution of the ties, made better by exchanges: what the search adds can only be better. */
static void start_from_ties(struct search *s, const struct fates *fates)
{
    for (uint32_t c = 0; c < s->charges.len; c++) {
        const struct fate *fate = &fates->at[s->charges.at[c].entry];
        uint32_t right;

        if (fate->given == MAP_NONE)
            continue;
        right =
            s->right_of[fates->units
                            .at[fates->options.at[fate->options_from + fate->given].units_from]];
        for (uint32_t o = s->charges.at[c].first; o; o = search_next(s, o, c)) {
            struct search_option *x = &s->options.at[o - 1];

            if (x->kind == CANDIDATE_SINGLE && slot_at(s, x, 0)->right == right &&
                search_take(s, x))
                break;
        }
    }
    search_improve(s);
}

/* Keep what is chosen as the best so far and start with nothing chosen. */
static void keep_as_best(struct search *s)
{
    for (size_t c = 0; c < s->charges.len; c++)
        s->charges.at[c].best = s->charges.at[c].chosen;
    for (size_t c = 0; c < s->charges.len; c++)
        if (s->charges.at[c].chosen)
            search_give_back(s, &s->options.at[s->charges.at[c].chosen - 1]);
}

/* ------------------------------------------------------------------ parts */

struct parting {
    struct search *s;
    uint32_t *parent; /* charges, then slots */
};

static uint32_t root_of(struct parting *p, uint32_t at)
{
    while (p->parent[at] != at)
        at = p->parent[at] = p->parent[p->parent[at]];
    return at;
}

static void unite(struct parting *p, uint32_t a, uint32_t b)
{
    a = root_of(p, a);
    b = root_of(p, b);
    p->parent[a > b ? a : b] = a > b ? b : a;
}

/* Every part is named after its smallest charge. */
static void name_parts(struct search *s)
{
    uint32_t charges = (uint32_t)s->charges.len, n = charges + (uint32_t)s->slots.len;
    struct parting p = {s, arena_make_n(s->model->arena, uint32_t, n)};

    for (uint32_t i = 0; i < n; i++)
        p.parent[i] = i;
    for (size_t o = 0; o < s->options.len; o++) {
        const struct search_option *x = &s->options.at[o];

        if (x->dropped)
            continue;
        for (uint32_t k = 1; k < x->charges_len; k++)
            unite(&p, x->charges[0], x->charges[k]);
        for (uint32_t i = 0; i < x->units_len; i++)
            unite(&p, x->charges[0], charges + s->unit_slots.at[x->units_from + i]);
    }
    for (uint32_t c = 0; c < charges; c++)
        s->charges.at[c].part = root_of(&p, c);
    for (uint32_t i = 0; i < s->slots.len; i++)
        s->slots.at[i].part = root_of(&p, charges + i);
}

/* Numbers ordered by part: where each part's begin stands in ${first}, one more at the end. */
static uint32_t *order_by_part(struct search *s, size_t n, bool slots, uint32_t **first)
{
    uint32_t *order = arena_make_n(s->model->arena, uint32_t, n + 1);
    uint32_t *fill = arena_make_n(s->model->arena, uint32_t, s->charges.len + 2);

    *first = arena_make_n(s->model->arena, uint32_t, s->charges.len + 2);
    for (size_t i = 0; i < n; i++) {
        uint32_t part = slots ? s->slots.at[i].part : s->charges.at[i].part;

        if (part < s->charges.len) /* a slot that no option wants is a part of its own */
            (*first)[part + 1]++;
    }
    for (size_t k = 0; k < s->charges.len; k++)
        (*first)[k + 1] += (*first)[k];
    for (size_t k = 0; k <= s->charges.len; k++)
        fill[k] = (*first)[k];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t part = slots ? s->slots.at[i].part : s->charges.at[i].part;

        if (part < s->charges.len)
            order[fill[part]++] = i;
    }
    return order;
}

static void solve_parts(struct search *s)
{
    uint32_t *first_charge, *first_slot;
    const uint32_t *charges = order_by_part(s, s->charges.len, false, &first_charge);
    const uint32_t *slots = order_by_part(s, s->slots.len, true, &first_slot);

    for (size_t k = 0; k < s->charges.len; k++) {
        struct search_part part = {.charges = charges + first_charge[k],
                                   .slots = slots + first_slot[k],
                                   .charges_len = first_charge[k + 1] - first_charge[k],
                                   .slots_len = first_slot[k + 1] - first_slot[k]};

        if (part.charges_len)
            search_solve_part(s, &part);
    }
}

/* ------------------------------------------------------------------ the result */

/* Mark the units of the best solution as used. */
static void use_best(struct search *s)
{
    for (uint32_t c = 0; c < s->charges.len; c++) {
        const struct search_option *o;

        if (!s->charges.at[c].best)
            continue;
        o = &s->options.at[s->charges.at[c].best - 1];
        for (uint32_t i = 0; o->charges[0] == c && i < o->units_len; i++)
            slot_at(s, o, i)->used++;
    }
}

/* Whether every unit of ${o} is used up in the best solution. */
static bool is_taken(struct search *s, const struct search_option *o)
{
    for (uint32_t i = 0; i < o->units_len; i++)
        if (slot_at(s, o, i)->used < slot_at(s, o, i)->copies)
            return false;
    return true;
}

/* Copies are told apart only here: every charge that has one gets its own. */
static void hand_out_copies(struct search *s)
{
    for (uint32_t c = 0; c < s->charges.len; c++) {
        uint32_t best = s->charges.at[c].best;
        const struct search_option *o = best ? &s->options.at[best - 1] : NULL;

        for (uint32_t i = 0; o && o->charges[0] == c && i < o->units_len; i++) {
            struct search_slot *slot = slot_at(s, o, i);

            s->units.at[o->units_from + i] =
                s->model->by_amount[s->graph->rights.at[slot->right].from + slot->handed++];
        }
    }
}

static void write_option(struct search *s, struct fates *fates, const struct search_option *o,
                         uint32_t charge, double whole)
{
    struct option *to =
        fate_add_option(fates, s->model->arena, &s->units.at[o->units_from], o->units_len);

    to->probability = o->mass / whole;
    to->same = o->same[search_place(o, charge)] / whole;
    to->kind = o->kind;
    to->adjustment = o->adjustment;
    to->taken = is_taken(s, o);
}

static void write_fate(struct search *s, struct fates *fates, uint32_t c)
{
    struct search_charge *charge = &s->charges.at[c];
    struct fate *fate = &fates->at[charge->entry];
    double whole = charge->none_mass;

    for (uint32_t o = charge->first; o; o = search_next(s, o, c))
        whole += s->options.at[o - 1].mass;
    *fate = (struct fate){.options_from = (uint32_t)fates->options.len,
                          .given = MAP_NONE,
                          .none = charge->none_mass / whole};
    for (uint32_t o = charge->first; o; o = search_next(s, o, c)) {
        if (o == charge->best)
            fate->given = fate->options_len;
        write_option(s, fates, &s->options.at[o - 1], c, whole);
        fate->contested = fate->contested || fates->options.at[fates->options.len - 1].taken;
        fate->options_len++;
    }
}

void search_run(struct search *s, struct fates *fates)
{
    double known;

    if (s->charges.len == 0)
        return;
    set_classes(s);
    list_slot_options(s);
    start_from_ties(s, fates);
    known = s->value;
    keep_as_best(s);
    search_bound(s, known);
    name_parts(s);
    solve_parts(s);
    use_best(s);
    hand_out_copies(s);
    for (uint32_t c = 0; c < s->charges.len; c++)
        write_fate(s, fates, c);
    for (size_t i = 0; i < s->slots.len; i++)
        s->slot_of[s->slots.at[i].right] = 0;
}
