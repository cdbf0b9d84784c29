#include "read/decision_list.h"

#include "base/hash.h"

static bool next_word(struct slice *line, struct slice *ret)
{
    struct slice rest = slice_trim(*line);
    size_t n = 0;

    while (n < rest.len && rest.ptr[n] != ' ' && rest.ptr[n] != '\t' && rest.ptr[n] != '#')
        n++;
    *ret = slice_sub(rest, 0, n);
    *line = slice_skip(rest, n);
    return n > 0;
}

/* One line: 1 and a decision, 0 for a line that holds none, -1 and the word that is wrong. */
static int read_line(struct slice line, struct decision *ret, struct slice *ret_wrong)
{
    struct slice verb, charge, order, more;

    if (!next_word(&line, &verb))
        return 0;
    *ret_wrong = verb;
    if (slice_eq(verb, SLICE("pin")))
        ret->pin = true;
    else if (slice_eq(verb, SLICE("reject")))
        ret->pin = false;
    else
        return -1;
    *ret_wrong = next_word(&line, &charge) ? charge : verb;
    if (!hash_read(charge, &ret->charge))
        return -1;
    *ret_wrong = charge;
    if (!next_word(&line, &order))
        return -1;
    if (next_word(&line, &more)) {
        *ret_wrong = more;
        return -1;
    }
    ret->order_id = order;
    return 1;
}

int decision_list_read(struct slice text, struct arena *arena, struct decisions *ret,
                       struct err *reterr)
{
    struct decisions all = {0};
    uint32_t number = 0;

    if (text.len > DECISION_LIST_MAX_BYTES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("16 MiB"));
    while (text.len) {
        struct slice line, wrong = {"", 0};
        struct decision decision = {0};
        int r;

        number++;
        slice_cut(text, SLICE("\n"), &line, &text);
        r = read_line(line, &decision, &wrong);
        if (r < 0)
            return err_set(reterr, ERR_SYNTAX, number, wrong);
        if (r == 0)
            continue;
        decision.order_id = arena_copy(arena, decision.order_id);
        *array_push(arena, &all) = decision;
    }
    for (size_t i = 0; i < all.len; i++)
        *array_push(arena, ret) = all.at[i];
    return 0;
}
