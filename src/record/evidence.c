#include "record/evidence.h"

static const struct slice events[ACCOUNT_EVENTS] = {
    [ACCOUNT_SIGN_IN] = {"sign_in", 7},
    [ACCOUNT_SIGN_IN_BLOCKED] = {"sign_in_blocked", 15},
    [ACCOUNT_PASSWORD_RESET] = {"password_reset", 14},
    [ACCOUNT_PASSWORD_CHANGED] = {"password_changed", 16},
    [ACCOUNT_DETAILS_CHANGED] = {"details_changed", 15},
    [ACCOUNT_PAYMENT_DECLINED] = {"payment_declined", 16},
    [ACCOUNT_DEVICE_REGISTERED] = {"device_registered", 17},
    [ACCOUNT_SEEN_AT] = {"seen_at", 7},
};

static const struct slice stages[NOTICE_STAGES] = {
    [NOTICE_AUTHORISED] = {"authorised", 10},
    [NOTICE_POSTED] = {"posted", 6},
};

struct slice evidence_event_name(unsigned event)
{
    return events[event];
}

unsigned evidence_event_of(struct slice name)
{
    unsigned event = 0;

    while (event < ACCOUNT_EVENTS && !slice_eq(events[event], name))
        event++;
    return event;
}

struct slice evidence_stage_name(unsigned stage)
{
    return stages[stage];
}

unsigned evidence_stage_of(struct slice name)
{
    unsigned stage = 0;

    while (stage < NOTICE_STAGES && !slice_eq(stages[stage], name))
        stage++;
    return stage;
}

struct slice evidence_use_name(unsigned kind)
{
    static const struct slice uses[NOTICE_KINDS] = {
        [NOTICE_USED] = {"used", 4},
        [NOTICE_REVERSED] = {"reversed", 8},
        [NOTICE_DECLINED] = {"declined", 8},
    };

    return uses[kind];
}
