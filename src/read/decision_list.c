#include "read/decision_list.h"

#include "base/charset.h"
#include "base/hash.h"

/* What stands between words: also the wide blank, which Japanese keyboards give. */
static size_t blank_at(struct slice s, size_t at)
{
    static const struct slice wide = {"\xe3\x80\x80", 3};

    if (s.ptr[at] == ' ' || s.ptr[at] == '\t' || s.ptr[at] == '\r')
        return 1;
    return slice_starts(slice_skip(s, at), wide) ? wide.len : 0;
}

static bool next_word(struct slice *line, struct slice *ret)
{
    struct slice rest = *line;
    size_t n = 0, blank;

    while (rest.len && (blank = blank_at(rest, 0)) > 0)
        rest = slice_skip(rest, blank);
    while (n < rest.len && blank_at(rest, n) == 0 && rest.ptr[n] != '#')
        n++;
    *ret = slice_sub(rest, 0, n);
    *line = slice_skip(rest, n);
    return n > 0;
}

/* The first word of a line. */
static const struct verb {
    struct slice name;
    bool pin, has_order;
} verbs[] = {
    {{"pin", 3}, true, true},
    {{"reject", 6}, false, true},
    {{"mine", 4}, true, false},
    {{"open", 4}, false, false},
};

static const struct verb *verb_find(struct slice name)
{
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (slice_eq(verbs[i].name, name))
            return &verbs[i];
    return NULL;
}

/* One line: 1 and a decision, 0 for a line that holds none, -1 and the word that is wrong. */
static int read_line(struct slice line, struct decision *ret, struct slice *ret_wrong)
{
    struct slice word, charge, order = {"", 0}, more;
    const struct verb *verb;

    if (!next_word(&line, &word))
        return 0;
    *ret_wrong = word;
    verb = verb_find(word);
    if (!verb)
        return -1;
    *ret_wrong = next_word(&line, &charge) ? charge : word;
    if (!hash_read(charge, &ret->charge))
        return -1;
    *ret_wrong = charge;
    if (verb->has_order && !next_word(&line, &order))
        return -1;
    if (next_word(&line, &more)) {
        *ret_wrong = more;
        return -1;
    }
    ret->order_id = order;
    ret->pin = verb->pin;
    return 1;
}

int decision_list_read(struct slice text, struct arena *arena, struct decisions *ret,
                       struct err *reterr)
{
    struct decisions all = {0};
    enum charset charset;
    uint32_t number = 0;
    int e;

    if (text.len > DECISION_LIST_MAX_BYTES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("16 MiB"));
    e = charset_decode(text, arena, &text, &charset, reterr);
    if (e != 0)
        return e;
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
