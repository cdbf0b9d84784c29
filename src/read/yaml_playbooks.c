#include "read/yaml_phrases.h"

#define PLAYBOOK_MAX_STEPS 60u

struct yaml_step {
    char *id, *urgency, *party, *channel, *purpose, *valid_until;
    struct yaml_name title, why, say, expect, risk;
    struct yaml_phrases ready;
    struct yaml_texts when, after, sets, asks;
    int within_hours;
    struct yaml_provenance provenance;
};

struct yaml_playbook {
    char *id;
    struct yaml_name name, calm;
    struct yaml_texts causes, when, closed;
    struct {
        struct yaml_step *at;
        unsigned at_count;
    } steps;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t step_fields[] = {
    YAML_TEXT("id", struct yaml_step, id),
    YAML_PHRASE("title", struct yaml_step, title),
    YAML_PHRASE("why", struct yaml_step, why),
    YAML_LIST("when", struct yaml_step, when.at),
    YAML_LIST("after", struct yaml_step, after.at),
    YAML_TEXT("urgency", struct yaml_step, urgency),
    YAML_TEXT("party", struct yaml_step, party),
    YAML_TEXT("channel", struct yaml_step, channel),
    YAML_OPTIONAL("purpose", struct yaml_step, purpose),
    YAML_PHRASE_IF_ANY("say", struct yaml_step, say),
    YAML_PHRASES("ready", struct yaml_step, ready.at),
    YAML_PHRASE_IF_ANY("expect", struct yaml_step, expect),
    CYAML_FIELD_INT("within_hours", CYAML_FLAG_OPTIONAL, struct yaml_step, within_hours),
    YAML_PHRASE_IF_ANY("risk", struct yaml_step, risk),
    YAML_LIST("sets", struct yaml_step, sets.at),
    YAML_LIST("asks", struct yaml_step, asks.at),
    YAML_OPTIONAL("valid_until", struct yaml_step, valid_until),
    YAML_PROVENANCE(struct yaml_step, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t step_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_step, step_fields)};

static const cyaml_schema_field_t playbook_fields[] = {
    YAML_TEXT("id", struct yaml_playbook, id),
    YAML_PHRASE("name", struct yaml_playbook, name),
    YAML_PHRASE("calm", struct yaml_playbook, calm),
    YAML_LIST("causes", struct yaml_playbook, causes.at),
    YAML_LIST("when", struct yaml_playbook, when.at),
    YAML_LIST("closed", struct yaml_playbook, closed.at),
    CYAML_FIELD_SEQUENCE("steps", CYAML_FLAG_POINTER, struct yaml_playbook, steps.at, &step_schema,
                         1, PLAYBOOK_MAX_STEPS),
    YAML_PROVENANCE(struct yaml_playbook, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t playbook_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_playbook, playbook_fields)};

static const cyaml_schema_value_t playbooks_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_playbook, &playbook_schema, 0, CYAML_UNLIMITED)};

/* `fact = value`. */
static int read_sets(struct yaml_rows *rows, const struct yaml_texts *from, struct step *to)
{
    struct fact_set *sets = arena_make_n(rows->arena, struct fact_set, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++) {
        struct slice text = slice_of(from->at[i]);

        slice_cut(text, SLICE("="), &sets[i].fact, &sets[i].value);
        sets[i].fact = slice_trim(sets[i].fact);
        sets[i].value = slice_trim(sets[i].value);
        if (yaml_code(rows, sets[i].fact) != 0 || yaml_code(rows, sets[i].value) != 0)
            return ERR_SYNTAX;
    }
    to->sets = sets;
    to->sets_len = from->at_count;
    return 0;
}

static int read_words(struct yaml_rows *rows, const struct yaml_step *from, struct step *to)
{
    to->urgency = urgency_of(slice_of(from->urgency));
    to->party = party_of(slice_of(from->party));
    to->channel = channel_of(slice_of(from->channel));
    if (to->urgency == URGENCIES)
        return yaml_rows_fault(rows, SLICE("no such urgency"), slice_of(from->urgency));
    if (to->party == PARTIES)
        return yaml_rows_fault(rows, SLICE("no such party"), slice_of(from->party));
    if (to->channel == CHANNELS)
        return yaml_rows_fault(rows, SLICE("no such channel"), slice_of(from->channel));
    if (from->within_hours < 0 || (from->within_hours && !from->expect.ja))
        return yaml_rows_fault(rows, SLICE("within_hours without expect"), to->id);
    return 0;
}

static int read_step(struct yaml_rows *rows, const struct yaml_step *from, struct step *to)
{
    to->id = slice_of(from->id);
    to->title = yaml_phrase(&from->title);
    to->why = yaml_phrase(&from->why);
    to->purpose = slice_of(from->purpose);
    to->say = yaml_phrase(&from->say);
    to->ready = yaml_phrases(rows, &from->ready);
    to->expect = yaml_phrase(&from->expect);
    to->within_hours = from->within_hours;
    to->risk = yaml_phrase(&from->risk);
    to->valid_until = slice_of(from->valid_until);
    if (yaml_code(rows, to->id) != 0 || read_words(rows, from, to) != 0 ||
        (to->purpose.len && yaml_code(rows, to->purpose) != 0) ||
        yaml_condition(rows, &from->when, &to->when) != 0 ||
        yaml_codes(rows, &from->after, &to->after, &to->after_len) != 0 ||
        read_sets(rows, &from->sets, to) != 0 ||
        yaml_codes(rows, &from->asks, &to->asks, &to->asks_len) != 0 ||
        yaml_day(rows, to->valid_until) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

static int read_steps(struct yaml_rows *rows, const struct yaml_playbook *from, struct playbook *to)
{
    struct step *steps = arena_make_n(rows->arena, struct step, (size_t)from->steps.at_count + 1);

    to->steps = steps;
    for (unsigned i = 0; i < from->steps.at_count; i++) {
        if (playbook_step(to, slice_of(from->steps.at[i].id)))
            return yaml_rows_fault(rows, SLICE("a step given twice"),
                                   slice_of(from->steps.at[i].id));
        if (read_step(rows, &from->steps.at[i], &steps[i]) != 0)
            return ERR_SYNTAX;
        to->steps_len++;
    }
    return 0;
}

int yaml_rows_playbooks(struct yaml_rows *rows, struct playbooks *to)
{
    struct yaml_playbook *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &playbooks_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        struct playbook p = {.id = slice_of(from[i].id)};

        rows->id = p.id;
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, p.id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        p.name = yaml_phrase(&from[i].name);
        p.calm = yaml_phrase(&from[i].calm);
        if (yaml_code(rows, p.id) != 0 || read_steps(rows, &from[i], &p) != 0 ||
            yaml_codes(rows, &from[i].causes, &p.causes, &p.causes_len) != 0 ||
            yaml_condition(rows, &from[i].when, &p.when) != 0 ||
            yaml_condition(rows, &from[i].closed, &p.closed) != 0)
            return ERR_SYNTAX;
        code = yaml_rows_provenance(rows, &from[i].provenance, &p.provenance);
        *array_push(rows->arena, to) = p;
    }
    return code;
}
