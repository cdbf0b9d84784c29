#ifndef MIOBOE_READ_YAML_PHRASES_H
#define MIOBOE_READ_YAML_PHRASES_H

/* For the files yaml_*.c of questions, playbooks, deadlines and routes only: sentences in two
 * languages, and conditions. */

#include "read/yaml_rows.h"

/* A list of sentences. */
struct yaml_phrases {
    struct yaml_name *at;
    unsigned at_count;
};

extern const cyaml_schema_value_t yaml_phrase_schema;

#define YAML_PHRASE(key, type, member) \
    CYAML_FIELD_MAPPING(key, CYAML_FLAG_DEFAULT, type, member, yaml_name_schema)
#define YAML_PHRASE_IF_ANY(key, type, member) \
    CYAML_FIELD_MAPPING(key, CYAML_FLAG_OPTIONAL, type, member, yaml_name_schema)
#define YAML_PHRASES(key, type, member)                                               \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, \
                         &yaml_phrase_schema, 0, CYAML_UNLIMITED)

struct phrase yaml_phrase(const struct yaml_name *from);
struct phrases yaml_phrases(struct yaml_rows *rows, const struct yaml_phrases *from);

/* `a = x | b != y`, one clause a line; ERR_SYNTAX when one is not of that form. */
int yaml_condition(struct yaml_rows *rows, const struct yaml_texts *from, struct condition *ret);

/* A code: [a-z0-9_-]+.  ERR_SYNTAX otherwise. */
int yaml_code(struct yaml_rows *rows, struct slice s);

/* The list as slices, each a code. */
int yaml_codes(struct yaml_rows *rows, const struct yaml_texts *from, const struct slice **ret,
               size_t *ret_len);

/* Nothing, or a day `YYYY-MM-DD` that exists. */
int yaml_day(struct yaml_rows *rows, struct slice s);

#endif
