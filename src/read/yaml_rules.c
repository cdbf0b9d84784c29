#include "read/yaml_rows.h"

/* ------------------------------------------------------------------ causes */

struct yaml_clue {
    char *clue, *value;
    double ratio;
};

struct yaml_clues {
    struct yaml_clue *at;
    unsigned at_count;
};

struct yaml_cause {
    char *id, *next;
    struct yaml_name name;
    double prior;
    struct yaml_clues clues;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t clue_fields[] = {
    YAML_TEXT("clue", struct yaml_clue, clue),
    YAML_OPTIONAL("value", struct yaml_clue, value),
    CYAML_FIELD_FLOAT("ratio", CYAML_FLAG_DEFAULT, struct yaml_clue, ratio),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t clue_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_clue, clue_fields)};

static const cyaml_schema_field_t cause_fields[] = {
    YAML_TEXT("id", struct yaml_cause, id),
    CYAML_FIELD_MAPPING("name", CYAML_FLAG_DEFAULT, struct yaml_cause, name, yaml_name_schema),
    CYAML_FIELD_FLOAT("prior", CYAML_FLAG_DEFAULT, struct yaml_cause, prior),
    YAML_TEXT("next", struct yaml_cause, next),
    CYAML_FIELD_SEQUENCE("clues", CYAML_FLAG_POINTER, struct yaml_cause, clues.at, &clue_schema, 0,
                         CYAML_UNLIMITED),
    YAML_PROVENANCE(struct yaml_cause, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t cause_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_cause, cause_fields)};

static const cyaml_schema_value_t causes_schema = {
    CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER, struct yaml_cause, &cause_schema, 0, CYAML_UNLIMITED)};

/* Numbers below and above these are slips of the pen; a comparison with NaN is false. */
static bool is_weight(double x)
{
    return x >= 1e-9 && x <= 1e9;
}

static int read_clue(struct yaml_rows *rows, const struct yaml_clue *from, struct cause_clue *to)
{
    struct slice name = slice_of(from->clue), value = slice_of(from->value);

    to->kind = clue_kind_of(name);
    if (to->kind == CLUES)
        return yaml_rows_fault(rows, SLICE("no such clue"), name);
    if (!is_weight(from->ratio))
        return yaml_rows_fault(rows, SLICE("no ratio"), name);
    to->ratio = from->ratio;
    if (to->kind != CLUE_CLASS_IS)
        return value.len == 0 ? 0 : yaml_rows_fault(rows, SLICE("a clue without values"), name);
    to->value = merchant_class_of(value);
    if (to->value == MERCHANT_CLASSES)
        return yaml_rows_fault(rows, SLICE("no such class"), value);
    return 0;
}

/* A clue that is named twice would count twice. */
static bool clue_is_new(const struct cause_clue *clues, size_t len, const struct cause_clue *clue)
{
    for (size_t i = 0; i < len; i++)
        if (clues[i].kind == clue->kind && clues[i].value == clue->value)
            return false;
    return true;
}

static int read_cause(struct yaml_rows *rows, const struct yaml_cause *from, struct cause *to)
{
    struct cause_clue *clues =
        arena_make_n(rows->arena, struct cause_clue, (size_t)from->clues.at_count + 1);

    to->id = rows->id;
    to->name_ja = slice_of(from->name.ja);
    to->name_en = slice_of(from->name.en);
    to->next = slice_of(from->next);
    to->prior = from->prior;
    to->clues = clues;
    if (!is_weight(from->prior))
        return yaml_rows_fault(rows, SLICE("no prior"), SLICE(""));
    for (unsigned i = 0; i < from->clues.at_count; i++) {
        if (read_clue(rows, &from->clues.at[i], &clues[i]) != 0)
            return ERR_SYNTAX;
        if (!clue_is_new(clues, to->clues_len, &clues[i]))
            return yaml_rows_fault(rows, SLICE("a clue given twice"),
                                   slice_of(from->clues.at[i].clue));
        to->clues_len++;
    }
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_causes(struct yaml_rows *rows, struct causes *to)
{
    struct yaml_cause *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &causes_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_cause(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}

/* ------------------------------------------------------------------ next steps */

struct yaml_next_step {
    char *id, *url;
    struct yaml_name text;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t next_step_fields[] = {
    YAML_TEXT("id", struct yaml_next_step, id),
    CYAML_FIELD_MAPPING("text", CYAML_FLAG_DEFAULT, struct yaml_next_step, text, yaml_name_schema),
    YAML_OPTIONAL("url", struct yaml_next_step, url),
    YAML_PROVENANCE(struct yaml_next_step, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t next_step_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_next_step, next_step_fields)};

static const cyaml_schema_value_t next_steps_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_next_step, &next_step_schema, 0, CYAML_UNLIMITED)};

static int read_next_step(struct yaml_rows *rows, const struct yaml_next_step *from,
                          struct next_step *to)
{
    to->id = rows->id;
    to->text_ja = slice_of(from->text.ja);
    to->text_en = slice_of(from->text.en);
    to->url = slice_of(from->url);
    if (to->url.len && !slice_starts(to->url, SLICE("https://")))
        return yaml_rows_fault(rows, SLICE("no https address"), to->url);
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_next_steps(struct yaml_rows *rows, struct next_steps *to)
{
    struct yaml_next_step *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &next_steps_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_next_step(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}
