#include "read/yaml_phrases.h"

/* ------------------------------------------------------------------ findings */

struct yaml_finding {
    char *id, *kind, *severity, *opens, *url;
    struct yaml_name title, why, where, ask;
    struct yaml_phrases steps;
    int again_months;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t finding_fields[] = {
    YAML_TEXT("id", struct yaml_finding, id),
    YAML_TEXT("kind", struct yaml_finding, kind),
    YAML_TEXT("severity", struct yaml_finding, severity),
    YAML_OPTIONAL("opens", struct yaml_finding, opens),
    YAML_PHRASE("title", struct yaml_finding, title),
    YAML_PHRASE("why", struct yaml_finding, why),
    YAML_PHRASES("steps", struct yaml_finding, steps.at),
    YAML_PHRASE_IF_ANY("where", struct yaml_finding, where),
    YAML_OPTIONAL("url", struct yaml_finding, url),
    YAML_PHRASE_IF_ANY("ask", struct yaml_finding, ask),
    CYAML_FIELD_INT("again_months", CYAML_FLAG_OPTIONAL, struct yaml_finding, again_months),
    YAML_PROVENANCE(struct yaml_finding, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t finding_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_finding, finding_fields)};

static const cyaml_schema_value_t findings_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_finding, &finding_schema, 0, CYAML_UNLIMITED)};

static int read_url(struct yaml_rows *rows, const char *from, struct slice *ret)
{
    *ret = slice_of(from);
    if (ret->len && !slice_starts(*ret, SLICE("https://")))
        return yaml_rows_fault(rows, SLICE("no https address"), *ret);
    return 0;
}

static int read_case(struct yaml_rows *rows, struct slice word, enum finding_case *ret)
{
    static const struct slice words[] = {[FINDING_NO_CASE] = {"", 0},
                                         [FINDING_TAKEN_OVER] = {"taken_over", 10},
                                         [FINDING_ORDER] = {"order", 5},
                                         [FINDING_CHARGE] = {"charge", 6}};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (slice_eq(words[i], word)) {
            *ret = (enum finding_case)i;
            return 0;
        }
    return yaml_rows_fault(rows, SLICE("opens no such case"), word);
}

/* What is asked has a question, and is asked again some day; nothing else has. */
static int check_question(struct yaml_rows *rows, const struct finding_rule *rule)
{
    bool is_asked = rule->kind == FINDING_QUESTION || rule->kind == FINDING_PROTECTION;

    if (is_asked != (rule->ask.en.len > 0))
        return yaml_rows_fault(rows, SLICE("a question is what is asked"), SLICE("ask"));
    if (is_asked ? rule->again_months < 1 || rule->again_months > 60 : rule->again_months != 0)
        return yaml_rows_fault(rows, SLICE("1 to 60, of a question"), SLICE("again_months"));
    return 0;
}

static int read_finding(struct yaml_rows *rows, const struct yaml_finding *from,
                        struct finding_rule *to)
{
    to->id = rows->id;
    to->kind = finding_kind_of(slice_of(from->kind));
    to->severity = finding_severity_of(slice_of(from->severity));
    to->title = yaml_phrase(&from->title);
    to->why = yaml_phrase(&from->why);
    to->steps = yaml_phrases(rows, &from->steps);
    to->where = yaml_phrase(&from->where);
    to->ask = yaml_phrase(&from->ask);
    to->again_months = from->again_months;
    if (to->kind == FINDING_KINDS)
        return yaml_rows_fault(rows, SLICE("no such kind"), slice_of(from->kind));
    if (to->severity == FINDING_SEVERITIES)
        return yaml_rows_fault(rows, SLICE("no such severity"), slice_of(from->severity));
    if (!to->steps.len)
        return yaml_rows_fault(rows, SLICE("nothing to do"), SLICE("steps"));
    if (yaml_code(rows, to->id) != 0 || read_url(rows, from->url, &to->url) != 0 ||
        read_case(rows, slice_of(from->opens), &to->opens) != 0 || check_question(rows, to) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_findings(struct yaml_rows *rows, struct findings *to)
{
    struct yaml_finding *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &findings_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_finding(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}

/* ------------------------------------------------------------------ protections */

struct yaml_protection {
    char *id, *org, *kind, *url;
    struct yaml_name name, where, note;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t protection_fields[] = {
    YAML_TEXT("id", struct yaml_protection, id),
    YAML_TEXT("org", struct yaml_protection, org),
    YAML_TEXT("kind", struct yaml_protection, kind),
    YAML_PHRASE("name", struct yaml_protection, name),
    YAML_PHRASE("where", struct yaml_protection, where),
    YAML_PHRASE_IF_ANY("note", struct yaml_protection, note),
    YAML_OPTIONAL("url", struct yaml_protection, url),
    YAML_PROVENANCE(struct yaml_protection, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t protection_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_protection, protection_fields)};

static const cyaml_schema_value_t protections_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_protection, &protection_schema, 0, CYAML_UNLIMITED)};

int yaml_rows_protections(struct yaml_rows *rows, struct protections *to)
{
    struct yaml_protection *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &protections_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        struct protection p = {.id = slice_of(from[i].id)};

        rows->id = p.id;
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        p.org = slice_of(from[i].org);
        p.kind = protection_kind_of(slice_of(from[i].kind));
        p.name = yaml_phrase(&from[i].name);
        p.where = yaml_phrase(&from[i].where);
        p.note = yaml_phrase(&from[i].note);
        if (p.kind == PROTECTION_KINDS)
            return yaml_rows_fault(rows, SLICE("no such kind"), slice_of(from[i].kind));
        if (yaml_code(rows, p.id) != 0 || yaml_code(rows, p.org) != 0 ||
            read_url(rows, from[i].url, &p.url) != 0)
            return ERR_SYNTAX;
        code = yaml_rows_provenance(rows, &from[i].provenance, &p.provenance);
        *array_push(rows->arena, to) = p;
    }
    return code;
}

/* ------------------------------------------------------------------ words */

struct yaml_word_list {
    char *id;
    struct yaml_texts words;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t word_list_fields[] = {
    YAML_TEXT("id", struct yaml_word_list, id),
    YAML_LIST("words", struct yaml_word_list, words.at),
    YAML_PROVENANCE(struct yaml_word_list, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t word_list_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_word_list, word_list_fields)};

static const cyaml_schema_value_t word_lists_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_word_list, &word_list_schema, 0, CYAML_UNLIMITED)};

/* At least three letters, a-z: shorter ones stand in every password. */
static bool is_word(struct slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < 'a' || word.ptr[i] > 'z')
            return false;
    return word.len >= 3;
}

int yaml_rows_word_lists(struct yaml_rows *rows, struct word_lists *to)
{
    struct yaml_word_list *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &word_lists_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        struct word_list list = {.id = slice_of(from[i].id)};

        rows->id = list.id;
        list.words = yaml_rows_texts(rows, from[i].words.at, from[i].words.at_count, false);
        list.words_len = from[i].words.at_count;
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        for (size_t k = 0; k < list.words_len; k++)
            if (!is_word(list.words[k]))
                return yaml_rows_fault(rows, SLICE("no word in romaji"), list.words[k]);
        code = yaml_rows_provenance(rows, &from[i].provenance, &list.provenance);
        *array_push(rows->arena, to) = list;
    }
    return code;
}
