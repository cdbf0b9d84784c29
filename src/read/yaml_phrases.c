#include "read/yaml_phrases.h"

#include "base/moment.h"

const cyaml_schema_value_t yaml_phrase_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_name, yaml_name_schema)};

struct phrase yaml_phrase(const struct yaml_name *from)
{
    return (struct phrase){slice_of(from->ja), slice_of(from->en)};
}

struct phrases yaml_phrases(struct yaml_rows *rows, const struct yaml_phrases *from)
{
    struct phrase *to = arena_make_n(rows->arena, struct phrase, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++)
        to[i] = yaml_phrase(&from->at[i]);
    return (struct phrases){to, from->at_count};
}

/* ------------------------------------------------------------------ codes */

int yaml_code(struct yaml_rows *rows, struct slice s)
{
    bool good = s.len > 0;

    for (size_t i = 0; i < s.len; i++)
        good = good && ((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') ||
                        (s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == '_' || s.ptr[i] == '-');
    return good ? 0 : yaml_rows_fault(rows, SLICE("no code"), s);
}

int yaml_codes(struct yaml_rows *rows, const struct yaml_texts *from, const struct slice **ret,
               size_t *ret_len)
{
    for (unsigned i = 0; i < from->at_count; i++)
        if (yaml_code(rows, slice_of(from->at[i])) != 0)
            return ERR_SYNTAX;
    *ret = yaml_rows_texts(rows, from->at, from->at_count, false);
    *ret_len = from->at_count;
    return 0;
}

int yaml_day(struct yaml_rows *rows, struct slice s)
{
    int64_t moment;

    if (s.len == 0 || (s.len == 10 && moment_read(s, 0, &moment)))
        return 0;
    return yaml_rows_fault(rows, SLICE("no day YYYY-MM-DD"), s);
}

/* ------------------------------------------------------------------ conditions */

static int read_term(struct yaml_rows *rows, struct slice text, struct fact_term *ret)
{
    struct slice fact = slice_trim(text), value = {"", 0};
    enum fact_test test = FACT_KNOWN;

    if (slice_starts(fact, SLICE("!"))) {
        test = FACT_NOT_KNOWN;
        fact = slice_trim(slice_skip(fact, 1));
    } else if (slice_cut(text, SLICE("!="), &fact, &value)) {
        test = FACT_IS_NOT;
    } else if (slice_cut(text, SLICE("="), &fact, &value)) {
        test = FACT_IS;
    }
    *ret = (struct fact_term){slice_trim(fact), slice_trim(value), test};
    if (yaml_code(rows, ret->fact) != 0)
        return ERR_SYNTAX;
    return test == FACT_IS || test == FACT_IS_NOT ? yaml_code(rows, ret->value) : 0;
}

static int read_clause(struct yaml_rows *rows, struct slice text, struct fact_clause *ret)
{
    struct fact_term *terms = arena_make_n(rows->arena, struct fact_term, text.len + 1);
    struct slice rest = text, term;
    bool more = true;

    ret->at = terms;
    while (more) {
        more = slice_cut(rest, SLICE("|"), &term, &rest);
        if (read_term(rows, term, &terms[ret->len++]) != 0)
            return ERR_SYNTAX;
    }
    return 0;
}

int yaml_condition(struct yaml_rows *rows, const struct yaml_texts *from, struct condition *ret)
{
    struct fact_clause *clauses =
        arena_make_n(rows->arena, struct fact_clause, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++)
        if (read_clause(rows, slice_of(from->at[i]), &clauses[i]) != 0)
            return ERR_SYNTAX;
    *ret = (struct condition){clauses, from->at_count};
    return 0;
}
