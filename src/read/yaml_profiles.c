#include "read/yaml_rows.h"

#include "base/text.h"
#include "record/source.h"

#define CELLS 16 /* that a rule may name by number */

/* A rule names at most this many cells; a column at most this many header cells. */
#define JOINED SLICE(" + ")

struct yaml_columns {
    char *at[FIELDS], *optional[FIELDS];
};

struct yaml_when {
    char *field[FIELDS], *cell[CELLS];
};

struct yaml_rule {
    bool before, card, counts;
    struct yaml_when when;
    char *aside, *charge, *attach, *credit, *debit, *end;
    char *total;
};

struct yaml_rules {
    struct yaml_rule *at;
    unsigned at_count;
};

struct yaml_extract {
    char *from, *match;
};

struct yaml_extracts {
    struct yaml_extract *at;
    unsigned at_count;
};

struct yaml_profile {
    char *id, *family, *kind, *dates, *sign, *currency, *sum, *cells, *basis;
    struct yaml_name name;
    bool pending, bill, total_required, second;
    struct yaml_columns columns;
    struct yaml_texts marks, shop_forms, pending_marks, part_marks;
    struct yaml_rules rules;
    struct yaml_extracts extracts;
    struct yaml_provenance provenance;
};

/* ------------------------------------------------------------------ the schema */

#define EACH_FIELD(X)               \
    X("date", FIELD_DATE)           \
    X("posted", FIELD_POSTED)       \
    X("shop", FIELD_SHOP)           \
    X("amount", FIELD_AMOUNT)       \
    X("out", FIELD_OUT)             \
    X("in", FIELD_IN)               \
    X("billed", FIELD_BILLED)       \
    X("method", FIELD_METHOD)       \
    X("number", FIELD_NUMBER)       \
    X("of", FIELD_OF)               \
    X("purchase", FIELD_PURCHASE)   \
    X("user", FIELD_USER)           \
    X("card", FIELD_CARD)           \
    X("last4", FIELD_LAST4)         \
    X("note", FIELD_NOTE)           \
    X("foreign", FIELD_FOREIGN)     \
    X("currency", FIELD_CURRENCY)   \
    X("rate", FIELD_RATE)           \
    X("status", FIELD_STATUS)       \
    X("kind", FIELD_KIND)           \
    X("memo", FIELD_MEMO)           \
    X("reference", FIELD_REFERENCE) \
    X("balance", FIELD_BALANCE)     \
    X("fee", FIELD_FEE)             \
    X("total", FIELD_TOTAL)         \
    X("month", FIELD_MONTH)

#define COLUMN(key, which)                              \
    YAML_OPTIONAL(key, struct yaml_columns, at[which]), \
        YAML_OPTIONAL(key "?", struct yaml_columns, optional[which]),
#define TEST(key, which) YAML_GIVEN(key, struct yaml_when, field[which]),
#define CELL(n) YAML_GIVEN(#n, struct yaml_when, cell[n])

static const cyaml_schema_field_t column_fields[] = {EACH_FIELD(COLUMN) CYAML_FIELD_END};

static const cyaml_schema_field_t when_fields[] = {
    EACH_FIELD(TEST) CELL(0),
    CELL(1),
    CELL(2),
    CELL(3),
    CELL(4),
    CELL(5),
    CELL(6),
    CELL(7),
    CELL(8),
    CELL(9),
    CELL(10),
    CELL(11),
    CELL(12),
    CELL(13),
    CELL(14),
    CELL(15),
    CYAML_FIELD_END,
};

static const cyaml_schema_field_t rule_fields[] = {
    CYAML_FIELD_BOOL("before", CYAML_FLAG_OPTIONAL, struct yaml_rule, before),
    CYAML_FIELD_MAPPING("when", CYAML_FLAG_DEFAULT, struct yaml_rule, when, when_fields),
    YAML_OPTIONAL("aside", struct yaml_rule, aside),
    YAML_OPTIONAL("charge", struct yaml_rule, charge),
    YAML_OPTIONAL("attach", struct yaml_rule, attach),
    YAML_OPTIONAL("credit", struct yaml_rule, credit),
    YAML_OPTIONAL("debit", struct yaml_rule, debit),
    YAML_OPTIONAL("end", struct yaml_rule, end),
    CYAML_FIELD_BOOL("card", CYAML_FLAG_OPTIONAL, struct yaml_rule, card),
    CYAML_FIELD_BOOL("counts", CYAML_FLAG_OPTIONAL, struct yaml_rule, counts),
    YAML_OPTIONAL("total", struct yaml_rule, total),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t rule_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_rule, rule_fields)};

static const cyaml_schema_field_t extract_fields[] = {
    YAML_TEXT("from", struct yaml_extract, from),
    YAML_TEXT("match", struct yaml_extract, match),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t extract_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_extract, extract_fields)};

static const cyaml_schema_field_t profile_fields[] = {
    YAML_TEXT("id", struct yaml_profile, id),
    YAML_TEXT("family", struct yaml_profile, family),
    CYAML_FIELD_MAPPING("name", CYAML_FLAG_DEFAULT, struct yaml_profile, name, yaml_name_schema),
    YAML_TEXT("kind", struct yaml_profile, kind),
    CYAML_FIELD_BOOL("pending", CYAML_FLAG_OPTIONAL, struct yaml_profile, pending),
    CYAML_FIELD_BOOL("bill", CYAML_FLAG_OPTIONAL, struct yaml_profile, bill),
    YAML_OPTIONAL("dates", struct yaml_profile, dates),
    YAML_OPTIONAL("sign", struct yaml_profile, sign),
    YAML_OPTIONAL("currency", struct yaml_profile, currency),
    YAML_OPTIONAL("sum", struct yaml_profile, sum),
    CYAML_FIELD_BOOL("total_required", CYAML_FLAG_OPTIONAL, struct yaml_profile, total_required),
    CYAML_FIELD_BOOL("second", CYAML_FLAG_OPTIONAL, struct yaml_profile, second),
    YAML_OPTIONAL("cells", struct yaml_profile, cells),
    CYAML_FIELD_MAPPING("columns", CYAML_FLAG_DEFAULT, struct yaml_profile, columns, column_fields),
    YAML_LIST("marks", struct yaml_profile, marks.at),
    CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_profile,
                         rules.at, &rule_schema, 0, CYAML_UNLIMITED),
    CYAML_FIELD_SEQUENCE("extract", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_profile,
                         extracts.at, &extract_schema, 0, CYAML_UNLIMITED),
    YAML_LIST("shop_forms", struct yaml_profile, shop_forms.at),
    YAML_LIST("pending_marks", struct yaml_profile, pending_marks.at),
    YAML_LIST("part_marks", struct yaml_profile, part_marks.at),
    YAML_TEXT("basis", struct yaml_profile, basis),
    YAML_PROVENANCE(struct yaml_profile, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t profile_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_profile, profile_fields)};

static const cyaml_schema_value_t profiles_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_profile, &profile_schema, 0, CYAML_UNLIMITED)};

/* ------------------------------------------------------------------ small values */

/* A small number, or -1. */
static int small_number(struct slice s)
{
    int n = 0;

    if (!slice_is_digits(s) || s.len > 3)
        return -1;
    for (size_t i = 0; i < s.len; i++)
        n = n * 10 + (s.ptr[i] - '0');
    return n;
}

struct word {
    const char *given;
    unsigned (*lookup)(struct slice name);
    unsigned values;
    unsigned preset; /* where nothing is given */
};

static int read_word(struct yaml_rows *rows, struct word word, unsigned *ret)
{
    *ret = word.given ? word.lookup(slice_of(word.given)) : word.preset;
    if (*ret < word.values)
        return 0;
    return yaml_rows_fault(rows, SLICE("no such word"), slice_of(word.given));
}

static int read_words(struct yaml_rows *rows, const struct yaml_profile *from, struct profile *to)
{
    unsigned kind, dates, sign, sum, basis;

    if (read_word(rows, (struct word){from->kind, profile_kind_of, 4, 0}, &kind) != 0 ||
        read_word(rows, (struct word){from->dates, profile_dates_of, 3, DAY_YMD}, &dates) != 0 ||
        read_word(rows, (struct word){from->sign, profile_sign_of, 3, 0}, &sign) != 0 ||
        read_word(rows, (struct word){from->sum, profile_sum_of, 3, SUM_NONE}, &sum) != 0 ||
        read_word(rows, (struct word){from->basis, profile_basis_of, 3, 0}, &basis) != 0)
        return ERR_SYNTAX;
    to->kind = (enum profile_kind)kind;
    to->dates = (enum day_order)dates;
    to->sign = (enum profile_sign)sign;
    to->sum = (enum profile_sum)sum;
    to->basis = (enum profile_basis)basis;
    return 0;
}

/* `7` or `5-7`. */
static int read_cells(struct yaml_rows *rows, const char *from, struct profile *to)
{
    struct slice low, high;
    int min, max;

    if (!from)
        return 0;
    slice_cut(slice_of(from), SLICE("-"), &low, &high);
    min = small_number(low);
    max = high.ptr ? small_number(high) : min;
    if (min < 1 || max < min)
        return yaml_rows_fault(rows, SLICE("cells is no number and no range"), slice_of(from));
    to->cells_min = (size_t)min;
    to->cells_max = (size_t)max;
    return 0;
}

static int read_currency(struct yaml_rows *rows, const char *from, struct profile *to)
{
    to->currency = from ? currency_of(slice_of(from)) : CURRENCY_JPY;
    if (to->currency.code[0] || slice_eq(slice_of(from), SLICE("column")))
        return 0;
    return yaml_rows_fault(rows, SLICE("currency is neither a code nor `column`"), slice_of(from));
}

/* ------------------------------------------------------------------ columns */

static struct profile_column column_of(struct yaml_rows *rows, enum field field, struct slice text,
                                       bool optional)
{
    struct profile_column c = {field, {"", 0}, small_number(slice_trim(text)), optional};

    if (c.index < 0)
        c.header = text_fold_tight(rows->arena, text);
    return c;
}

ARRAY_TYPE(columns, struct profile_column);

/* One entry of `columns`: several header cells are joined by " + ". */
static void add_columns(struct yaml_rows *rows, struct columns *to, enum field field,
                        const char *text, bool optional)
{
    struct slice rest = slice_of(text), one;

    while (rest.len) {
        slice_cut(rest, JOINED, &one, &rest);
        *array_push(rows->arena, to) = column_of(rows, field, one, optional);
    }
}

static int read_columns(struct yaml_rows *rows, const struct yaml_columns *from, struct profile *to)
{
    struct columns columns = {NULL, 0, 0};
    size_t numbered = 0;

    for (unsigned f = FIELD_NONE + 1; f < FIELDS; f++) {
        add_columns(rows, &columns, (enum field)f, from->at[f], false);
        add_columns(rows, &columns, (enum field)f, from->optional[f], true);
    }
    for (size_t i = 0; i < columns.len; i++)
        numbered += columns.at[i].index >= 0;
    if (columns.len == 0 || (numbered > 0 && numbered < columns.len))
        return yaml_rows_fault(rows, SLICE("columns are either all texts or all numbers"),
                               SLICE(""));
    if (numbered && !to->cells_min)
        return yaml_rows_fault(rows, SLICE("a layout without header needs `cells`"), SLICE(""));
    to->is_headerless = numbered > 0;
    to->columns = columns.at;
    to->columns_len = columns.len;
    return 0;
}

static void read_marks(struct yaml_rows *rows, const struct yaml_texts *from, struct profile *to)
{
    struct slice *marks = arena_make_n(rows->arena, struct slice, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++)
        marks[i] = text_fold_tight(rows->arena, slice_of(from->at[i]));
    to->marks = marks;
    to->marks_len = from->at_count;
}

/* ------------------------------------------------------------------ rules */

static int add_test(struct yaml_rows *rows, struct profile_rule *to, struct profile_test test,
                    const char *pattern)
{
    if (!pattern)
        return 0;
    if (to->tests_len == PROFILE_TESTS)
        return yaml_rows_fault(rows, SLICE("a rule with more than four conditions"), SLICE(""));
    if (yaml_rows_pattern(rows, pattern, &test.pattern) != 0)
        return ERR_SYNTAX;
    to->tests[to->tests_len++] = test;
    return 0;
}

static int read_when(struct yaml_rows *rows, const struct yaml_when *from, struct profile_rule *to)
{
    int code = 0;

    for (unsigned f = FIELD_NONE + 1; code == 0 && f < FIELDS; f++)
        code = add_test(rows, to, (struct profile_test){.field = (enum field)f, .index = -1},
                        from->field[f]);
    for (int i = 0; code == 0 && i < CELLS; i++)
        code = add_test(rows, to, (struct profile_test){.field = FIELD_NONE, .index = i},
                        from->cell[i]);
    if (code == 0 && to->tests_len == 0)
        return yaml_rows_fault(rows, SLICE("a rule without condition"), SLICE(""));
    return code;
}

struct action_key {
    enum profile_action action;
    const char *reason; /* as given; NULL = the key is not there */
    enum set_aside_reason preset;
};

static int read_action(struct yaml_rows *rows, const struct yaml_rule *from,
                       struct profile_rule *to)
{
    const struct action_key keys[] = {
        {ACTION_ASIDE, from->aside, ASIDE_NOTE},    {ACTION_CHARGE, from->charge, ASIDE_NOTE},
        {ACTION_ATTACH, from->attach, ASIDE_NOTE},  {ACTION_CREDIT, from->credit, ASIDE_SECTION},
        {ACTION_DEBIT, from->debit, ASIDE_SECTION}, {ACTION_END, from->end, ASIDE_SECTION},
    };
    unsigned given = 0;

    to->action = ACTION_ASIDE;
    to->reason = from->total ? ASIDE_TOTAL : from->card ? ASIDE_HOLDER_ROW : ASIDE_NOTE;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (!keys[i].reason)
            continue;
        given++;
        to->action = keys[i].action;
        to->reason = slice_eq(slice_of(keys[i].reason), SLICE("true"))
                         ? keys[i].preset
                         : source_reason_of(slice_of(keys[i].reason));
        if (to->reason == ASIDE_REASONS)
            return yaml_rows_fault(rows, SLICE("no such reason"), slice_of(keys[i].reason));
    }
    if (given > 1 || (given == 0 && !from->total && !from->card))
        return yaml_rows_fault(rows, SLICE("a rule does exactly one thing"), SLICE(""));
    return 0;
}

static int read_rule(struct yaml_rows *rows, const struct yaml_rule *from, struct profile_rule *to)
{
    to->before = from->before;
    to->card = from->card;
    to->counts = from->counts;
    to->total = from->total ? small_number(slice_of(from->total)) : -1;
    if (from->total && to->total < 0)
        return yaml_rows_fault(rows, SLICE("total is the number of a cell"), slice_of(from->total));
    if (read_when(rows, &from->when, to) != 0)
        return ERR_SYNTAX;
    return read_action(rows, from, to);
}

static int read_rules(struct yaml_rows *rows, const struct yaml_rules *from, struct profile *to)
{
    struct profile_rule *rules =
        arena_make_n(rows->arena, struct profile_rule, (size_t)from->at_count + 1);
    int code = 0;

    for (unsigned i = 0; code == 0 && i < from->at_count; i++)
        code = read_rule(rows, &from->at[i], &rules[i]);
    to->rules = rules;
    to->rules_len = from->at_count;
    return code;
}

static int read_extracts(struct yaml_rows *rows, const struct yaml_extracts *from,
                         struct profile *to)
{
    struct profile_extract *extracts =
        arena_make_n(rows->arena, struct profile_extract, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++) {
        extracts[i].from = field_of(slice_of(from->at[i].from));
        if (extracts[i].from == FIELDS)
            return yaml_rows_fault(rows, SLICE("no such field"), slice_of(from->at[i].from));
        if (yaml_rows_pattern(rows, from->at[i].match, &extracts[i].pattern) != 0)
            return ERR_SYNTAX;
    }
    to->extracts = extracts;
    to->extracts_len = from->at_count;
    return 0;
}

/* ------------------------------------------------------------------ the whole */

static int read_lists(struct yaml_rows *rows, const struct yaml_profile *from, struct profile *to)
{
    if (yaml_rows_patterns(rows, from->shop_forms.at, from->shop_forms.at_count, &to->shop_forms,
                           &to->shop_forms_len) != 0 ||
        yaml_rows_patterns(rows, from->pending_marks.at, from->pending_marks.at_count,
                           &to->pending_marks, &to->pending_marks_len) != 0 ||
        yaml_rows_patterns(rows, from->part_marks.at, from->part_marks.at_count, &to->part_marks,
                           &to->part_marks_len) != 0)
        return ERR_SYNTAX;
    for (size_t i = 0; i < to->shop_forms_len; i++)
        if (!slice_has(to->shop_forms[i], SLICE("{shop}")))
            return yaml_rows_fault(rows, SLICE("a shop form without {shop}"), to->shop_forms[i]);
    return 0;
}

static int read_profile(struct yaml_rows *rows, const struct yaml_profile *from, struct profile *to)
{
    to->id = rows->id;
    to->family = slice_of(from->family);
    to->name_ja = slice_of(from->name.ja);
    to->name_en = slice_of(from->name.en);
    to->pending = from->pending;
    to->is_bill = from->bill;
    to->total_required = from->total_required;
    to->is_second = from->second;
    read_marks(rows, &from->marks, to);
    if (read_words(rows, from, to) != 0 || read_cells(rows, from->cells, to) != 0 ||
        read_currency(rows, from->currency, to) != 0 ||
        read_columns(rows, &from->columns, to) != 0 || read_rules(rows, &from->rules, to) != 0 ||
        read_extracts(rows, &from->extracts, to) != 0 || read_lists(rows, from, to) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_profiles(struct yaml_rows *rows, struct profiles *to)
{
    struct yaml_profile *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &profiles_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_profile(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}
