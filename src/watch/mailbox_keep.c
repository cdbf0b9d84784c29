#include "record/shape.h"
#include "watch/mailbox.h"

static const struct shape_field fields[] = {
    SHAPE_FIELD(mailbox_state, SHAPE_NUMBER, uid_validity),
    SHAPE_FIELD(mailbox_state, SHAPE_NUMBER, next),
    SHAPE_FIELD(mailbox_state, SHAPE_NUMBER, past),
    SHAPE_FIELD(mailbox_state, SHAPE_AMOUNT, began),
    SHAPE_END,
};

bool mailbox_state_eq(const struct mailbox_state *a, const struct mailbox_state *b)
{
    return a->uid_validity == b->uid_validity && a->next == b->next && a->past == b->past &&
           a->began == b->began;
}

struct slice mailbox_state_write(const struct mailbox_state *state, struct arena *arena)
{
    struct pairs pairs = {.arena = arena};

    shape_write(fields, state, &pairs);
    return pairs_text(&pairs);
}

int mailbox_state_read(struct slice body, struct arena *arena, struct mailbox_state *ret,
                       struct err *reterr)
{
    struct mailbox_state state = {0};
    int r;

    shape_clear(fields, &state);
    r = shape_read(fields, body, arena, &state, reterr);
    if (r == 0)
        *ret = state;
    return r;
}
