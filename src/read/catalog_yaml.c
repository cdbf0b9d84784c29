#include "read/catalog_yaml.h"

#include "read/yaml_rows.h"

#include "base/text.h"

/* What stands behind the last `catalog/`: folders above it say nothing. */
static struct slice below_catalog(struct slice path)
{
    struct slice head, tail;

    while (slice_cut(path, SLICE("catalog/"), &head, &tail))
        path = tail;
    return path;
}

enum catalog_file catalog_file_of(struct slice path)
{
    /* the first row that fits counts */
    static const struct {
        struct slice folder, name;
        enum catalog_file file;
    } files[] = {
        {{"statements/", 11}, {"", 0}, CATALOG_PROFILES},
        {{"merchants/", 10}, {"/subscriptions.yaml", 19}, CATALOG_PLANS},
        {{"merchants/", 10}, {"", 0}, CATALOG_MERCHANTS},
        {{"rules/", 6}, {"/causes.yaml", 12}, CATALOG_CAUSES},
        {{"rules/", 6}, {"/next.yaml", 10}, CATALOG_NEXT_STEPS},
        {{"senders/", 8}, {"/keys.yaml", 10}, CATALOG_SENDER_KEYS},
        {{"senders/", 8}, {"/domains.yaml", 13}, CATALOG_SENDER_DOMAINS},
        {{"senders/", 8}, {"", 0}, CATALOG_SENDERS},
        {{"notices/", 8}, {"", 0}, CATALOG_NOTICES},
        {{"rules/", 6}, {"/questions.yaml", 15}, CATALOG_QUESTIONS},
        {{"rules/", 6}, {"/deadlines.yaml", 15}, CATALOG_DEADLINES},
        {{"rules/", 6}, {"/issuers.yaml", 13}, CATALOG_ISSUERS},
        {{"playbooks/", 10}, {"", 0}, CATALOG_PLAYBOOKS},
        {{"rules/", 6}, {"/review.yaml", 12}, CATALOG_FINDINGS},
        {{"routes/", 7}, {"/protections.yaml", 17}, CATALOG_PROTECTIONS},
        {{"routes/", 7}, {"", 0}, CATALOG_ROUTES},
        {{"words/", 6}, {"", 0}, CATALOG_WORDS},
    };

    path = below_catalog(path);
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        if (slice_has(path, files[i].folder) && slice_ends(path, files[i].name))
            return files[i].file;
    return CATALOG_FILES;
}

int catalog_yaml_read(struct slice text, enum catalog_file kind, struct arena *arena,
                      struct catalog_rows *rows, struct err *reterr)
{
    struct yaml_rows file = {text, arena, reterr, {NULL, 0}};

    if (text.len > CATALOG_YAML_MAX_BYTES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("4 MiB"));
    if (!text_is_utf8(text))
        return err_set(reterr, ERR_SYNTAX, 0, SLICE("not UTF-8"));
    switch (kind) {
    case CATALOG_PROFILES: return yaml_rows_profiles(&file, &rows->profiles);
    case CATALOG_MERCHANTS: return yaml_rows_merchants(&file, &rows->merchants);
    case CATALOG_PLANS: return yaml_rows_plans(&file, &rows->plans);
    case CATALOG_CAUSES: return yaml_rows_causes(&file, &rows->causes);
    case CATALOG_NEXT_STEPS: return yaml_rows_next_steps(&file, &rows->next_steps);
    case CATALOG_SENDERS: return yaml_rows_senders(&file, &rows->senders);
    case CATALOG_SENDER_KEYS: return yaml_rows_sender_keys(&file, &rows->sender_keys);
    case CATALOG_SENDER_DOMAINS: return yaml_rows_sender_domains(&file, &rows->sender_domains);
    case CATALOG_NOTICES: return yaml_rows_notices(&file, &rows->notices);
    case CATALOG_QUESTIONS: return yaml_rows_questions(&file, &rows->questions);
    case CATALOG_PLAYBOOKS: return yaml_rows_playbooks(&file, &rows->playbooks);
    case CATALOG_DEADLINES: return yaml_rows_deadlines(&file, &rows->deadlines);
    case CATALOG_ISSUERS: return yaml_rows_issuers(&file, &rows->issuers);
    case CATALOG_ROUTES: return yaml_rows_routes(&file, &rows->routes);
    case CATALOG_FINDINGS: return yaml_rows_findings(&file, &rows->findings);
    case CATALOG_PROTECTIONS: return yaml_rows_protections(&file, &rows->protections);
    case CATALOG_WORDS: return yaml_rows_word_lists(&file, &rows->word_lists);
    case CATALOG_FILES: break;
    }
    return err_set(reterr, ERR_SYNTAX, 0, SLICE("no part of the catalogue"));
}

struct catalog catalog_rows_done(struct arena *arena, const struct catalog_rows *rows)
{
    struct catalog c = {
        .profiles = rows->profiles.at,
        .profiles_len = rows->profiles.len,
        .merchants = rows->merchants.at,
        .merchants_len = rows->merchants.len,
        .plans = rows->plans.at,
        .plans_len = rows->plans.len,
        .causes = rows->causes.at,
        .causes_len = rows->causes.len,
        .next_steps = rows->next_steps.at,
        .next_steps_len = rows->next_steps.len,
        .senders = rows->senders.at,
        .senders_len = rows->senders.len,
        .sender_keys = rows->sender_keys.at,
        .sender_keys_len = rows->sender_keys.len,
        .sender_domains = rows->sender_domains.at,
        .sender_domains_len = rows->sender_domains.len,
        .notices = rows->notices.at,
        .notices_len = rows->notices.len,
        .questions = rows->questions.at,
        .questions_len = rows->questions.len,
        .playbooks = rows->playbooks.at,
        .playbooks_len = rows->playbooks.len,
        .deadlines = rows->deadlines.at,
        .deadlines_len = rows->deadlines.len,
        .issuers = rows->issuers.at,
        .issuers_len = rows->issuers.len,
        .routes = rows->routes.at,
        .routes_len = rows->routes.len,
        .findings = rows->findings.at,
        .findings_len = rows->findings.len,
        .protections = rows->protections.at,
        .protections_len = rows->protections.len,
        .word_lists = rows->word_lists.at,
        .word_lists_len = rows->word_lists.len,
    };

    c.texts = merchant_index(arena, c.merchants, c.merchants_len, &c.texts_len);
    c.sender_names = sender_index(arena, c.senders, c.senders_len, &c.sender_names_len);
    return c;
}
