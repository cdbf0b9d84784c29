#include "catalog/finding.h"

#include "catalog/catalog.h"

static const struct slice kinds[FINDING_KINDS] = {
    [FINDING_DEVICE_NEW] = {"device_new", 10},
    [FINDING_DEVICES] = {"devices", 7},
    [FINDING_SIGN_IN_COUNTRY] = {"sign_in_country", 15},
    [FINDING_SIGN_IN_NETWORK] = {"sign_in_network", 15},
    [FINDING_ACCOUNT_CHANGED] = {"account_changed", 15},
    [FINDING_INSTRUMENT] = {"instrument", 10},
    [FINDING_STRANGE_CARD] = {"strange_card", 12},
    [FINDING_ADDRESS_NEW] = {"address_new", 11},
    [FINDING_HIDDEN_ORDER] = {"hidden_order", 12},
    [FINDING_GIFT_CARD] = {"gift_card", 9},
    [FINDING_GIFT_BALANCE] = {"gift_balance", 12},
    [FINDING_DIGITAL] = {"digital", 7},
    [FINDING_SUBSCRIPTIONS] = {"subscriptions", 13},
    [FINDING_SUBSCRIPTION_NEW] = {"subscription_new", 16},
    [FINDING_DOUBLE_PLAN] = {"double_plan", 11},
    [FINDING_PRICE_ROSE] = {"price_rose", 10},
    [FINDING_TRIAL_ENDED] = {"trial_ended", 11},
    [FINDING_CARD_AT_SHOPS] = {"card_at_shops", 13},
    [FINDING_DATA_OLD] = {"data_old", 8},
    [FINDING_QUESTION] = {"question", 8},
    [FINDING_PROTECTION] = {"protection", 10},
};

static const struct slice severities[FINDING_SEVERITIES] = {
    [FINDING_URGENT] = {"urgent", 6},
    [FINDING_HIGH] = {"high", 4},
    [FINDING_MIDDLE] = {"middle", 6},
    [FINDING_LOW] = {"low", 3},
};

static const struct slice protections[PROTECTION_KINDS] = {
    [PROTECTION_ALERT] = {"alert", 5},
    [PROTECTION_LIMIT] = {"limit", 5},
    [PROTECTION_LOCK] = {"lock", 4},
    [PROTECTION_SECOND_FACTOR] = {"second_factor", 13},
};

static unsigned word_of(const struct slice *words, unsigned len, struct slice name)
{
    unsigned i = 0;

    while (i < len && !slice_eq(words[i], name))
        i++;
    return i;
}

struct slice finding_kind_name(enum finding_kind kind)
{
    return kinds[kind];
}

enum finding_kind finding_kind_of(struct slice name)
{
    return (enum finding_kind)word_of(kinds, FINDING_KINDS, name);
}

struct slice finding_severity_name(enum finding_severity severity)
{
    return severities[severity];
}

enum finding_severity finding_severity_of(struct slice name)
{
    return (enum finding_severity)word_of(severities, FINDING_SEVERITIES, name);
}

struct slice protection_kind_name(enum protection_kind kind)
{
    return protections[kind];
}

enum protection_kind protection_kind_of(struct slice name)
{
    return (enum protection_kind)word_of(protections, PROTECTION_KINDS, name);
}

const struct finding_rule *finding_rule_of(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->findings_len; i++)
        if (slice_eq(catalog->findings[i].id, id))
            return &catalog->findings[i];
    return NULL;
}
