#include "watch/asking.h"

#include "base/hash.h"
#include "record/shape.h"

#include <stddef.h>

/* What is stored: the matter as a text of its own, so that both tables may grow. */
struct stored {
    struct slice person, by, also, about;
    int64_t made, asked, next, answered;
    uint32_t asks, state;
};

static const struct shape_field fields[] = {
    SHAPE_FIELD(stored, SHAPE_TEXT, person),
    SHAPE_FIELD(stored, SHAPE_TEXT, by),
    SHAPE_FIELD(stored, SHAPE_TEXT, also),
    SHAPE_FIELD(stored, SHAPE_TEXT, about),
    SHAPE_FIELD(stored, SHAPE_AMOUNT, made),
    SHAPE_FIELD(stored, SHAPE_AMOUNT, asked),
    SHAPE_FIELD(stored, SHAPE_AMOUNT, next),
    SHAPE_FIELD(stored, SHAPE_AMOUNT, answered),
    SHAPE_FIELD(stored, SHAPE_NUMBER, asks),
    SHAPE_FIELD(stored, SHAPE_NUMBER, state),
    SHAPE_END,
};

void asking_id(enum matter_kind kind, struct slice key, char *ret)
{
    char text[HASH_TEXT_LEN];

    hash_write(hash_bytes(key, hash_bytes(matter_name(kind), 0)), text);
    memcpy(ret, text + HASH_TEXT_LEN - ASKING_ID_LEN, ASKING_ID_LEN);
}

struct slice asking_state_name(enum asking_state state)
{
    static const struct slice names[] = {
        [ASKING_OPEN] = {"open", 4}, [ASKING_YES] = {"yes", 3}, [ASKING_NO] = {"no", 2}};

    return names[state];
}

struct slice asking_write(const struct asking *asking, struct arena *arena)
{
    struct stored stored = {.person = asking->person,
                            .by = asking->by,
                            .also = asking->also,
                            .about = matter_write(&asking->about, arena),
                            .made = asking->made,
                            .asked = asking->asked,
                            .next = asking->next,
                            .answered = asking->answered,
                            .asks = asking->asks,
                            .state = asking->state};
    struct pairs pairs = {.arena = arena};

    shape_write(fields, &stored, &pairs);
    return pairs_text(&pairs);
}

int asking_read(struct slice id, struct slice body, struct arena *arena, struct asking *ret,
                struct err *reterr)
{
    struct asking asking = {.id = id};
    struct stored stored = {.asks = 0};
    int r;

    shape_clear(fields, &stored);
    r = shape_read(fields, body, arena, &stored, reterr);
    if (r == 0)
        r = matter_read(stored.about, arena, &asking.about, reterr);
    if (r == 0 && stored.state > ASKING_NO)
        r = err_set(reterr, ERR_SYNTAX, 0, SLICE("state"));
    if (r < 0)
        return r;
    asking.person = stored.person;
    asking.by = stored.by;
    asking.also = stored.also;
    asking.made = stored.made;
    asking.asked = stored.asked;
    asking.next = stored.next;
    asking.answered = stored.answered;
    asking.asks = stored.asks;
    asking.state = stored.state;
    *ret = asking;
    return 0;
}
