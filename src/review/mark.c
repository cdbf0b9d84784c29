#include "review/mark.h"

static const struct slice states[MARK_STATES] = {
    [MARK_NONE] = {"open", 4},       [MARK_DONE] = {"done", 4}, [MARK_NOT_MINE] = {"not_mine", 8},
    [MARK_LATER] = {"later", 5},     [MARK_YES] = {"yes", 3},   [MARK_NO] = {"no", 2},
    [MARK_UNKNOWN] = {"unknown", 7},
};

struct slice mark_state_name(enum mark_state state)
{
    return states[state];
}

enum mark_state mark_state_of(struct slice name)
{
    unsigned i = 0;

    while (i < MARK_STATES && !slice_eq(states[i], name))
        i++;
    return (enum mark_state)i;
}

static void add_day(struct pairs *pairs, struct slice name, int32_t day)
{
    char text[DAY_TEXT_LEN];

    if (day == DAY_NONE)
        return;
    day_write(day, text);
    pairs_add(pairs, name, (struct slice){text, sizeof(text)});
}

struct slice mark_write(const struct mark *mark, struct arena *arena)
{
    struct pairs pairs = {.arena = arena};

    pairs_add(&pairs, SLICE("state"), mark_state_name(mark->state));
    add_day(&pairs, SLICE("made"), mark->made);
    add_day(&pairs, SLICE("until"), mark->until);
    return pairs_text(&pairs);
}

bool mark_read(struct slice finding, struct slice body, struct arena *arena, struct mark *ret)
{
    struct mark mark = {finding, MARK_STATES, DAY_NONE, DAY_NONE};
    struct slice name, value;
    int r;

    while ((r = pairs_next(&body, arena, &name, &value)) == 1) {
        int32_t *day = slice_eq(name, SLICE("made")) ? &mark.made : &mark.until;

        if (slice_eq(name, SLICE("state")))
            mark.state = mark_state_of(value);
        else if (day_read(value, DAY_YMD, 0, day) != 1)
            return false;
    }
    if (r < 0 || mark.state == MARK_STATES || mark.made == DAY_NONE)
        return false;
    *ret = mark;
    return true;
}
