#ifndef MIOBOE_READ_CATALOG_YAML_H
#define MIOBOE_READ_CATALOG_YAML_H

/*
 * The catalogue as people write it: YAML files with rows of profiles, merchants, plans, causes,
 * next steps, senders of mail or notices.  Every row is held to its form: unknown keys, names that
 * do not exist, templates that do not compile, ids given twice, and rows that do not say where they
 * come from are errors with the file's line.
 */

#include "catalog/catalog.h"

#include "base/err.h"

#define CATALOG_YAML_MAX_BYTES (4u << 20) /* of one file */

enum catalog_file {
    CATALOG_PROFILES,
    CATALOG_MERCHANTS,
    CATALOG_PLANS,
    CATALOG_CAUSES,
    CATALOG_NEXT_STEPS,
    CATALOG_SENDERS,
    CATALOG_SENDER_KEYS,
    CATALOG_SENDER_DOMAINS,
    CATALOG_NOTICES,
    CATALOG_QUESTIONS,
    CATALOG_PLAYBOOKS,
    CATALOG_DEADLINES,
    CATALOG_ISSUERS,
    CATALOG_ROUTES,
    CATALOG_FINDINGS,
    CATALOG_PROTECTIONS,
    CATALOG_WORDS,
    CATALOG_FILES
};

/* What the file ${path} holds: by its folder (statements/, merchants/, rules/, senders/, notices/)
 * and name. */
enum catalog_file catalog_file_of(struct slice path);

ARRAY_TYPE(profiles, struct profile);
ARRAY_TYPE(merchants, struct merchant);
ARRAY_TYPE(plans, struct plan);
ARRAY_TYPE(causes, struct cause);
ARRAY_TYPE(next_steps, struct next_step);
ARRAY_TYPE(senders, struct sender);
ARRAY_TYPE(sender_keys, struct sender_key);
ARRAY_TYPE(sender_domains, struct sender_domain);
ARRAY_TYPE(notice_forms, struct notice_form);
ARRAY_TYPE(questions, struct question);
ARRAY_TYPE(playbooks, struct playbook);
ARRAY_TYPE(deadlines, struct deadline_rule);
ARRAY_TYPE(issuers, struct issuer);
ARRAY_TYPE(routes, struct route);
ARRAY_TYPE(findings, struct finding_rule);
ARRAY_TYPE(protections, struct protection);
ARRAY_TYPE(word_lists, struct word_list);

/* Rows read so far; a zeroed one is empty. */
struct catalog_rows {
    struct profiles profiles;
    struct merchants merchants;
    struct plans plans;
    struct causes causes;
    struct next_steps next_steps;
    struct senders senders;
    struct sender_keys sender_keys;
    struct sender_domains sender_domains;
    struct notice_forms notices;
    struct questions questions;
    struct playbooks playbooks;
    struct deadlines deadlines;
    struct issuers issuers;
    struct routes routes;
    struct findings findings;
    struct protections protections;
    struct word_lists word_lists;
};

/*
 * Append the rows of the YAML file ${text} to ${rows}; everything lives in ${arena}, nothing is
 * borrowed from ${text}.  Return 0, or ERR_SYNTAX (or ERR_TOO_LARGE) with line and reason in
 * ${reterr}: then ${rows} may hold rows of the file that came before the fault.
 */
int catalog_yaml_read(struct slice text, enum catalog_file kind, struct arena *arena,
                      struct catalog_rows *rows, struct err *reterr);

/* The rows as a catalogue with its indices. */
struct catalog catalog_rows_done(struct arena *arena, const struct catalog_rows *rows);

#endif
