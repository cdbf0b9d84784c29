#include "catalog/catalog.h"

static const struct slice urgencies[URGENCIES] = {
    [URGENCY_NOW] = {"now", 3},
    [URGENCY_TODAY] = {"today", 5},
    [URGENCY_SOON] = {"soon", 4},
    [URGENCY_LATER] = {"later", 5},
};

static const struct slice parties[PARTIES] = {
    [PARTY_SELF] = {"self", 4},
    [PARTY_FAMILY] = {"family", 6},
    [PARTY_AMAZON] = {"amazon", 6},
    [PARTY_ISSUER] = {"issuer", 6},
    [PARTY_POLICE] = {"police", 6},
    [PARTY_CONSUMER_CENTRE] = {"consumer_centre", 15},
    [PARTY_CARRIER] = {"carrier", 7},
    [PARTY_SHOP] = {"shop", 4},
    [PARTY_MAIL_PROVIDER] = {"mail_provider", 13},
    [PARTY_OTHER] = {"other", 5},
};

static const struct slice channels[CHANNELS] = {
    [CHANNEL_NONE] = {"none", 4},     [CHANNEL_PHONE] = {"phone", 5},
    [CHANNEL_CHAT] = {"chat", 4},     [CHANNEL_WEB] = {"web", 3},
    [CHANNEL_APP] = {"app", 3},       [CHANNEL_MAIL] = {"mail", 4},
    [CHANNEL_LETTER] = {"letter", 6}, [CHANNEL_IN_PERSON] = {"in_person", 9},
};

/* The number of ${name} among ${words}; ${len} = it is none of them. */
static size_t word_find(const struct slice *words, size_t len, struct slice name)
{
    size_t i = 0;

    while (i < len && !slice_eq(words[i], name))
        i++;
    return i;
}

struct slice urgency_name(enum urgency urgency)
{
    return urgencies[urgency];
}

enum urgency urgency_of(struct slice name)
{
    return (enum urgency)word_find(urgencies, URGENCIES, name);
}

struct slice party_name(enum party party)
{
    return parties[party];
}

enum party party_of(struct slice name)
{
    return (enum party)word_find(parties, PARTIES, name);
}

struct slice channel_name(enum channel channel)
{
    return channels[channel];
}

enum channel channel_of(struct slice name)
{
    return (enum channel)word_find(channels, CHANNELS, name);
}

const struct playbook *playbook_of(const struct catalog *catalog, struct slice id)
{
    for (size_t i = 0; i < catalog->playbooks_len; i++)
        if (slice_eq(catalog->playbooks[i].id, id))
            return &catalog->playbooks[i];
    return NULL;
}

const struct step *playbook_step(const struct playbook *playbook, struct slice id)
{
    for (size_t i = 0; i < playbook->steps_len; i++)
        if (slice_eq(playbook->steps[i].id, id))
            return &playbook->steps[i];
    return NULL;
}
