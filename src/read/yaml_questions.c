#include "read/yaml_phrases.h"

#include <math.h>

struct yaml_answer {
    char *value;
    struct yaml_name label;
};

struct yaml_numbers {
    double *at;
    unsigned at_count;
};

struct yaml_likelihood {
    char *cause;
    struct yaml_numbers given;
};

struct yaml_question {
    char *id, *kind;
    struct yaml_name ask, how, why;
    struct {
        struct yaml_answer *at;
        unsigned at_count;
    } answers;
    struct yaml_numbers otherwise;
    struct {
        struct yaml_likelihood *at;
        unsigned at_count;
    } likelihoods;
    double minutes;
    bool urgent;
    struct yaml_texts when;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t answer_fields[] = {
    YAML_TEXT("value", struct yaml_answer, value),
    YAML_PHRASE("label", struct yaml_answer, label),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t answer_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_answer, answer_fields)};

static const cyaml_schema_value_t number_schema = {CYAML_VALUE_FLOAT(CYAML_FLAG_DEFAULT, double)};

static const cyaml_schema_field_t likelihood_fields[] = {
    YAML_TEXT("cause", struct yaml_likelihood, cause),
    CYAML_FIELD_SEQUENCE("given", CYAML_FLAG_POINTER, struct yaml_likelihood, given.at,
                         &number_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t likelihood_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_likelihood, likelihood_fields)};

static const cyaml_schema_field_t question_fields[] = {
    YAML_TEXT("id", struct yaml_question, id),
    YAML_OPTIONAL("kind", struct yaml_question, kind),
    YAML_PHRASE("ask", struct yaml_question, ask),
    YAML_PHRASE_IF_ANY("how", struct yaml_question, how),
    YAML_PHRASE("why", struct yaml_question, why),
    CYAML_FIELD_SEQUENCE("answers", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_question,
                         answers.at, &answer_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("otherwise", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                         struct yaml_question, otherwise.at, &number_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("likelihoods", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                         struct yaml_question, likelihoods.at, &likelihood_schema, 0,
                         CYAML_UNLIMITED),
    CYAML_FIELD_FLOAT("minutes", CYAML_FLAG_DEFAULT, struct yaml_question, minutes),
    CYAML_FIELD_BOOL("urgent", CYAML_FLAG_OPTIONAL, struct yaml_question, urgent),
    YAML_LIST("when", struct yaml_question, when.at),
    YAML_PROVENANCE(struct yaml_question, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t question_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_question, question_fields)};

static const cyaml_schema_value_t questions_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_question, &question_schema, 0, CYAML_UNLIMITED)};

static int read_kind(struct yaml_rows *rows, struct slice name, enum fact_kind *ret)
{
    static const struct slice names[] = {[FACT_CHOICE] = {"choice", 6},
                                         [FACT_TEXT] = {"text", 4},
                                         [FACT_DAY] = {"day", 3},
                                         [FACT_AMOUNT] = {"amount", 6}};

    *ret = FACT_CHOICE;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(names[i], name)) {
            *ret = (enum fact_kind)i;
            return 0;
        }
    return name.len ? yaml_rows_fault(rows, SLICE("no such kind"), name) : 0;
}

/* One probability for each answer, summing to 1; none may be 0, for then no other answer could ever
 * mend it. */
static int check_numbers(struct yaml_rows *rows, const struct yaml_numbers *numbers, size_t answers,
                         struct slice about)
{
    double sum = 0;

    if (numbers->at_count != answers)
        return yaml_rows_fault(rows, SLICE("not one number for each answer"), about);
    for (unsigned i = 0; i < numbers->at_count; i++) {
        if (!(numbers->at[i] >= 0.001 && numbers->at[i] <= 1))
            return yaml_rows_fault(rows, SLICE("a number below 0.001 or above 1"), about);
        sum += numbers->at[i];
    }
    return fabs(sum - 1) < 1e-6 ? 0
                                : yaml_rows_fault(rows, SLICE("numbers do not sum to 1"), about);
}

static int read_answers(struct yaml_rows *rows, const struct yaml_question *from,
                        struct question *to)
{
    struct fact_answer *answers =
        arena_make_n(rows->arena, struct fact_answer, (size_t)from->answers.at_count + 1);

    for (unsigned i = 0; i < from->answers.at_count; i++) {
        answers[i].value = slice_of(from->answers.at[i].value);
        answers[i].label = yaml_phrase(&from->answers.at[i].label);
        if (yaml_code(rows, answers[i].value) != 0)
            return ERR_SYNTAX;
        if (slice_eq(answers[i].value, SLICE("unknown")))
            return yaml_rows_fault(rows, SLICE("unknown is always possible"), SLICE(""));
    }
    to->answers = answers;
    to->answers_len = from->answers.at_count;
    if ((to->kind == FACT_CHOICE) != (to->answers_len >= 2))
        return yaml_rows_fault(rows, SLICE("a choice has two answers or more"), SLICE(""));
    return 0;
}

static int read_likelihoods(struct yaml_rows *rows, const struct yaml_question *from,
                            struct question *to)
{
    struct fact_likelihood *at =
        arena_make_n(rows->arena, struct fact_likelihood, (size_t)from->likelihoods.at_count + 1);

    to->likelihoods = at;
    to->likelihoods_len = from->likelihoods.at_count;
    if (!from->likelihoods.at_count && !from->otherwise.at_count)
        return 0;
    if (check_numbers(rows, &from->otherwise, to->answers_len, SLICE("otherwise")) != 0)
        return ERR_SYNTAX;
    to->otherwise = from->otherwise.at;
    for (unsigned i = 0; i < from->likelihoods.at_count; i++) {
        at[i].cause = slice_of(from->likelihoods.at[i].cause);
        at[i].given = from->likelihoods.at[i].given.at;
        if (check_numbers(rows, &from->likelihoods.at[i].given, to->answers_len, at[i].cause) != 0)
            return ERR_SYNTAX;
    }
    return 0;
}

static int read_question(struct yaml_rows *rows, const struct yaml_question *from,
                         struct question *to)
{
    to->id = rows->id;
    to->ask = yaml_phrase(&from->ask);
    to->how = yaml_phrase(&from->how);
    to->why = yaml_phrase(&from->why);
    to->minutes = from->minutes;
    to->urgent = from->urgent;
    if (!(from->minutes >= 0.1 && from->minutes <= 1000))
        return yaml_rows_fault(rows, SLICE("minutes: 0.1 to 1000"), SLICE(""));
    if (yaml_code(rows, to->id) != 0 || read_kind(rows, slice_of(from->kind), &to->kind) != 0 ||
        read_answers(rows, from, to) != 0 || read_likelihoods(rows, from, to) != 0 ||
        yaml_condition(rows, &from->when, &to->when) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_questions(struct yaml_rows *rows, struct questions *to)
{
    struct yaml_question *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &questions_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_question(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}
