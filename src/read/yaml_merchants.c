#include "read/yaml_rows.h"

#include "base/money.h"

/* ------------------------------------------------------------------ merchants */

struct yaml_merchant {
    char *id, *brand, *class;
    struct yaml_texts explained_by, texts;
    struct yaml_name meaning, next;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t merchant_fields[] = {
    YAML_TEXT("id", struct yaml_merchant, id),
    YAML_TEXT("brand", struct yaml_merchant, brand),
    YAML_TEXT("class", struct yaml_merchant, class),
    YAML_LIST("explained_by", struct yaml_merchant, explained_by.at),
    YAML_LIST("texts", struct yaml_merchant, texts.at),
    CYAML_FIELD_MAPPING("meaning", CYAML_FLAG_DEFAULT, struct yaml_merchant, meaning,
                        yaml_name_schema),
    CYAML_FIELD_MAPPING("next", CYAML_FLAG_OPTIONAL, struct yaml_merchant, next, yaml_name_schema),
    YAML_PROVENANCE(struct yaml_merchant, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t merchant_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_merchant, merchant_fields)};

static const cyaml_schema_value_t merchants_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_merchant, &merchant_schema, 0, CYAML_UNLIMITED)};

static int add_evidence(struct yaml_rows *rows, const struct yaml_texts *from, unsigned *ret)
{
    for (unsigned i = 0; i < from->at_count; i++) {
        unsigned bit = merchant_evidence_of(slice_of(from->at[i]));

        if (!bit)
            return yaml_rows_fault(rows, SLICE("no such evidence"), slice_of(from->at[i]));
        *ret |= bit;
    }
    return 0;
}

static int read_merchant(struct yaml_rows *rows, const struct yaml_merchant *from,
                         struct merchant *to)
{
    to->id = rows->id;
    to->brand = slice_of(from->brand);
    to->class = merchant_class_of(slice_of(from->class));
    if (to->class == MERCHANT_CLASSES)
        return yaml_rows_fault(rows, SLICE("no such class"), slice_of(from->class));
    to->meaning_ja = slice_of(from->meaning.ja);
    to->meaning_en = slice_of(from->meaning.en);
    to->next_ja = slice_of(from->next.ja);
    to->next_en = slice_of(from->next.en);
    to->texts = yaml_rows_texts(rows, from->texts.at, from->texts.at_count, true);
    to->texts_len = from->texts.at_count;
    for (size_t i = 0; i < to->texts_len; i++)
        if (to->texts[i].len == 0)
            return yaml_rows_fault(rows, SLICE("an empty text"), SLICE(""));
    if (add_evidence(rows, &from->explained_by, &to->explained_by) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_merchants(struct yaml_rows *rows, struct merchants *to)
{
    struct yaml_merchant *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &merchants_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_merchant(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}

/* ------------------------------------------------------------------ plans */

struct yaml_price {
    char *from, *until, *currency;
    int64_t amount;
    struct yaml_provenance provenance;
};

struct yaml_prices {
    struct yaml_price *at;
    unsigned at_count;
};

struct yaml_plan {
    char *id, *family;
    struct yaml_name name;
    int months;
    struct yaml_texts merchants, titles;
    struct yaml_prices prices;
};

static const cyaml_schema_field_t price_fields[] = {
    YAML_OPTIONAL("from", struct yaml_price, from),
    YAML_OPTIONAL("until", struct yaml_price, until),
    CYAML_FIELD_INT("amount", CYAML_FLAG_DEFAULT, struct yaml_price, amount),
    YAML_TEXT("currency", struct yaml_price, currency),
    YAML_PROVENANCE(struct yaml_price, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t price_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_price, price_fields)};

static const cyaml_schema_field_t plan_fields[] = {
    YAML_TEXT("id", struct yaml_plan, id),
    YAML_TEXT("family", struct yaml_plan, family),
    CYAML_FIELD_MAPPING("name", CYAML_FLAG_DEFAULT, struct yaml_plan, name, yaml_name_schema),
    CYAML_FIELD_INT("months", CYAML_FLAG_DEFAULT, struct yaml_plan, months),
    YAML_LIST("merchants", struct yaml_plan, merchants.at),
    YAML_LIST("titles", struct yaml_plan, titles.at),
    CYAML_FIELD_SEQUENCE("prices", CYAML_FLAG_POINTER, struct yaml_plan, prices.at, &price_schema,
                         0, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t plan_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_plan, plan_fields)};

static const cyaml_schema_value_t plans_schema = {
    CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER, struct yaml_plan, &plan_schema, 0, CYAML_UNLIMITED)};

static int read_day(struct yaml_rows *rows, const char *from, int32_t *ret)
{
    struct slice s = slice_of(from);

    *ret = DAY_NONE;
    if (s.len == 0 || (s.len == DAY_TEXT_LEN && day_read(s, DAY_YMD, DAY_NONE, ret) == 1))
        return 0;
    return yaml_rows_fault(rows, SLICE("no day"), s);
}

static int read_price(struct yaml_rows *rows, const struct yaml_price *from, struct plan_price *to)
{
    to->amount = from->amount;
    to->currency = currency_of(slice_of(from->currency));
    if (to->currency.code[0] == '\0')
        return yaml_rows_fault(rows, SLICE("no currency"), slice_of(from->currency));
    if (read_day(rows, from->from, &to->from) != 0 || read_day(rows, from->until, &to->until) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

static int read_plan(struct yaml_rows *rows, const struct yaml_plan *from, struct plan *to)
{
    struct plan_price *prices =
        arena_make_n(rows->arena, struct plan_price, (size_t)from->prices.at_count + 1);
    int code = 0;

    to->id = rows->id;
    to->family = slice_of(from->family);
    to->name_ja = slice_of(from->name.ja);
    to->name_en = slice_of(from->name.en);
    to->months = from->months;
    to->merchants = yaml_rows_texts(rows, from->merchants.at, from->merchants.at_count, false);
    to->merchants_len = from->merchants.at_count;
    to->titles = yaml_rows_texts(rows, from->titles.at, from->titles.at_count, true);
    to->titles_len = from->titles.at_count;
    to->prices = prices;
    to->prices_len = from->prices.at_count;
    for (unsigned i = 0; code == 0 && i < from->prices.at_count; i++)
        code = read_price(rows, &from->prices.at[i], &prices[i]);
    return code;
}

int yaml_rows_plans(struct yaml_rows *rows, struct plans *to)
{
    struct yaml_plan *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &plans_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_plan(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}
