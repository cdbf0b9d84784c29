#ifndef MIOBOE_READ_YAML_ROWS_H
#define MIOBOE_READ_YAML_ROWS_H

/* For the files catalog_yaml*.c only: rows of YAML into C structs by a schema, and their lints. */

#include "read/catalog_yaml.h"

#include "catalog/provenance.h"

#include <cyaml/cyaml.h>

/* One file being read. */
struct yaml_rows {
    struct slice text;
    struct arena *arena;
    struct err *err;
    struct slice id; /* of the row that is being looked at, for the line of a fault */
};

/* Load ${rows}->text by ${schema} (a sequence); give the rows and their number.  0 or ERR_SYNTAX.
 */
int yaml_rows_load(struct yaml_rows *rows, const cyaml_schema_value_t *schema, void **ret_at,
                   unsigned *ret_len);

/* Fill the error with the line of the row at hand; return ERR_SYNTAX. */
int yaml_rows_fault(struct yaml_rows *rows, struct slice what, struct slice which);

/* A sequence of strings, as the schemas name it. */
struct yaml_texts {
    char **at;
    unsigned at_count;
};

/* The same in two languages. */
struct yaml_name {
    char *ja, *en;
};

extern const cyaml_schema_value_t yaml_text_schema;
extern const cyaml_schema_field_t yaml_name_schema[];

#define YAML_TEXT(key, type, member) \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 0, CYAML_UNLIMITED)
#define YAML_OPTIONAL(key, type, member)                                                         \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER_NULL_STR | CYAML_FLAG_OPTIONAL, type, member, \
                           0, CYAML_UNLIMITED)
/* As YAML_OPTIONAL(), but "" is a value and not nothing. */
#define YAML_GIVEN(key, type, member)                                                      \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0, \
                           CYAML_UNLIMITED)
#define YAML_LIST(key, type, member)                                                  \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, \
                         &yaml_text_schema, 0, CYAML_UNLIMITED)

/* Where a row comes from, as every row says it. */
struct yaml_provenance {
    char *source, *seen, *confidence;
};

#define YAML_PROVENANCE(type, member)                                               \
    YAML_TEXT("source", type, member.source), YAML_TEXT("seen", type, member.seen), \
        YAML_TEXT("confidence", type, member.confidence)

/* Check and convert; 0 or ERR_SYNTAX. */
int yaml_rows_provenance(struct yaml_rows *rows, const struct yaml_provenance *from,
                         struct provenance *ret);

/* The texts, folded or as they are. */
const struct slice *yaml_rows_texts(struct yaml_rows *rows, char **at, unsigned len, bool fold);

/* A template, folded; ERR_SYNTAX when it does not compile. */
int yaml_rows_pattern(struct yaml_rows *rows, const char *from, struct slice *ret);
int yaml_rows_patterns(struct yaml_rows *rows, char **at, unsigned len, const struct slice **ret,
                       size_t *ret_len);

/* Read one kind of file; as catalog_yaml_read(). */
int yaml_rows_profiles(struct yaml_rows *rows, struct profiles *to);
int yaml_rows_merchants(struct yaml_rows *rows, struct merchants *to);
int yaml_rows_plans(struct yaml_rows *rows, struct plans *to);
int yaml_rows_causes(struct yaml_rows *rows, struct causes *to);
int yaml_rows_next_steps(struct yaml_rows *rows, struct next_steps *to);
int yaml_rows_senders(struct yaml_rows *rows, struct senders *to);
int yaml_rows_sender_keys(struct yaml_rows *rows, struct sender_keys *to);
int yaml_rows_sender_domains(struct yaml_rows *rows, struct sender_domains *to);
int yaml_rows_notices(struct yaml_rows *rows, struct notice_forms *to);
int yaml_rows_questions(struct yaml_rows *rows, struct questions *to);
int yaml_rows_playbooks(struct yaml_rows *rows, struct playbooks *to);
int yaml_rows_deadlines(struct yaml_rows *rows, struct deadlines *to);
int yaml_rows_issuers(struct yaml_rows *rows, struct issuers *to);
int yaml_rows_routes(struct yaml_rows *rows, struct routes *to);
int yaml_rows_findings(struct yaml_rows *rows, struct findings *to);
int yaml_rows_protections(struct yaml_rows *rows, struct protections *to);
int yaml_rows_word_lists(struct yaml_rows *rows, struct word_lists *to);

#endif
