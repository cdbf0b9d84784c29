#include "explain/report.h"

struct slice verdict_kind_name(enum verdict_kind kind)
{
    static const struct slice names[VERDICTS] = {
        [VERDICT_EXPLAINED] = {"explained", 9},        [VERDICT_PROBABLE] = {"probable", 8},
        [VERDICT_AMBIGUOUS] = {"ambiguous", 9},        [VERDICT_UNEXPLAINED] = {"unexplained", 11},
        [VERDICT_OUT_OF_SCOPE] = {"out_of_scope", 12},
    };

    return names[kind];
}

struct slice flag_kind_name(enum flag_kind kind)
{
    static const struct slice names[FLAGS] = {
        [FLAG_DUPLICATE_CHARGE] = {"duplicate_charge", 16},
        [FLAG_CARD_TESTING] = {"card_testing", 12},
        [FLAG_CANCELLED_BUT_CHARGED] = {"cancelled_but_charged", 21},
        [FLAG_AFTER_CARD_STOPPED] = {"after_card_stopped", 18},
        [FLAG_REFUND_LATE] = {"refund_late", 11},
        [FLAG_REFUND_SHORT] = {"refund_short", 12},
        [FLAG_PRICE_CHANGE] = {"price_change", 12},
        [FLAG_TRIAL_ENDED] = {"trial_ended", 11},
        [FLAG_DOUBLE_SUBSCRIPTION] = {"double_subscription", 19},
        [FLAG_NEW_MERCHANT] = {"new_merchant", 12},
        [FLAG_UNUSUAL_AMOUNT] = {"unusual_amount", 14},
        [FLAG_MAYBE_TWO] = {"maybe_two", 9},
    };

    return names[kind];
}

struct slice expected_status_name(enum expected_status status)
{
    static const struct slice names[] = {
        [EXPECTED_POSTED] = {"posted", 6},
        [EXPECTED_PENDING] = {"pending", 7},
        [EXPECTED_OVERDUE] = {"overdue", 7},
    };

    return names[status];
}

const struct order_line *report_cancelled_line(const struct report *report, uint32_t entry)
{
    size_t lo = 0, hi = report->cancelled.len;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (report->cancelled.at[mid].entry < entry)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == report->cancelled.len || report->cancelled.at[lo].entry != entry)
        return NULL;
    return &report->records->order_lines.at[report->cancelled.at[lo].line];
}
