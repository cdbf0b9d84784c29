#ifndef MIOBOE_CATALOG_CATALOG_H
#define MIOBOE_CATALOG_CATALOG_H

/*
 * What mioboe knows, as tables.  The YAML files under catalog/ are compiled into catalog_builtin()
 * when mioboe is built; a user's own rows are read by src/read/catalog_yaml.c and put in front.
 * A `struct catalog` is handed to every pure function; it is never changed after it was made.
 */

#include "catalog/cause.h"
#include "catalog/deadline.h"
#include "catalog/finding.h"
#include "catalog/merchant.h"
#include "catalog/notice.h"
#include "catalog/plan.h"
#include "catalog/profile.h"
#include "catalog/route.h"
#include "catalog/sender.h"
#include "catalog/word_list.h"

#include "base/array.h"

struct catalog {
    const struct profile *profiles;
    size_t profiles_len;
    const struct merchant *merchants;
    size_t merchants_len;
    const struct merchant_text *texts; /* merchant_index() of the merchants */
    size_t texts_len;
    const struct plan *plans;
    size_t plans_len;
    const struct cause *causes;
    size_t causes_len;
    const struct next_step *next_steps;
    size_t next_steps_len;
    const struct sender *senders;
    size_t senders_len;
    const struct sender_name *sender_names; /* sender_index() of the senders */
    size_t sender_names_len;
    const struct sender_key *sender_keys;
    size_t sender_keys_len;
    const struct sender_domain *sender_domains;
    size_t sender_domains_len;
    const struct question *questions;
    size_t questions_len;
    const struct playbook *playbooks;
    size_t playbooks_len;
    const struct deadline_rule *deadlines;
    size_t deadlines_len;
    const struct issuer *issuers;
    size_t issuers_len;
    const struct route *routes;
    size_t routes_len;
    const struct notice_form *notices;
    size_t notices_len;
    const struct finding_rule *findings;
    size_t findings_len;
    const struct protection *protections;
    size_t protections_len;
    const struct word_list *word_lists;
    size_t word_lists_len;
};

/* The shipped rows. */
const struct catalog *catalog_builtin(void);

/*
 * ${own} in front of ${base}: a row of ${own} replaces the row of the same id.
 * The tables live in ${arena}; strings are borrowed from both.
 */
struct catalog catalog_merge(struct arena *arena, const struct catalog *own,
                             const struct catalog *base);

/* The row of that id, or NULL. */
const struct profile *catalog_profile(const struct catalog *catalog, struct slice id);
const struct merchant *catalog_merchant(const struct catalog *catalog, struct slice id);
const struct cause *catalog_cause(const struct catalog *catalog, struct slice id);
const struct next_step *catalog_next_step(const struct catalog *catalog, struct slice id);

#endif
