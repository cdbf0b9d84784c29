#include "record/source.h"

static const struct slice names[ASIDE_REASONS] = {
    [ASIDE_HEADER] = {"header", 6},
    [ASIDE_HOLDER_ROW] = {"holder_row", 10},
    [ASIDE_BANK_ACCOUNT] = {"bank_account", 12},
    [ASIDE_NOTE] = {"note", 4},
    [ASIDE_SUBTOTAL] = {"subtotal", 8},
    [ASIDE_TOTAL] = {"total", 5},
    [ASIDE_SECTION] = {"section", 7},
    [ASIDE_BLANK] = {"blank", 5},
    [ASIDE_PAYMENT] = {"payment", 7},
    [ASIDE_FEE_NOTE] = {"fee_note", 8},
    [ASIDE_REGISTRATION_NUMBER] = {"registration_number", 19},
    [ASIDE_SECOND_TABLE] = {"second_table", 12},
    [ASIDE_UNREADABLE] = {"unreadable", 10},
};

struct slice source_reason_name(enum set_aside_reason reason)
{
    return names[reason];
}

enum set_aside_reason source_reason_of(struct slice name)
{
    enum set_aside_reason r = 0;

    while (r < ASIDE_REASONS && !slice_eq(names[r], name))
        r++;
    return r;
}

struct slice trust_name(enum trust trust)
{
    static const struct slice names[] = {
        [TRUST_FILE] = {"file", 4},       [TRUST_GENUINE] = {"genuine", 7},
        [TRUST_VOUCHED] = {"vouched", 7}, [TRUST_UNKNOWN] = {"unknown", 7},
        [TRUST_FAKE] = {"fake", 4},
    };

    return names[trust];
}

bool trust_is_evidence(enum trust trust)
{
    return trust == TRUST_FILE || trust == TRUST_GENUINE || trust == TRUST_VOUCHED;
}
