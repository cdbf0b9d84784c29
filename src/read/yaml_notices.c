#include "read/yaml_rows.h"

#include "base/pattern.h"

struct yaml_turn {
    char *field, *when, *kind;
};

struct yaml_turns {
    struct yaml_turn *at;
    unsigned at_count;
};

struct yaml_notice {
    char *id, *sender, *kind, *stage, *event, *currency;
    bool html, digital, silent;
    struct yaml_texts from, subjects, marks, begins, lines, ends;
    struct yaml_turns turns;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t turn_fields[] = {
    YAML_OPTIONAL("field", struct yaml_turn, field),
    YAML_TEXT("when", struct yaml_turn, when),
    YAML_TEXT("kind", struct yaml_turn, kind),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t turn_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_turn, turn_fields)};

static const cyaml_schema_field_t notice_fields[] = {
    YAML_TEXT("id", struct yaml_notice, id),
    YAML_TEXT("sender", struct yaml_notice, sender),
    YAML_LIST("from", struct yaml_notice, from.at),
    YAML_LIST("subject", struct yaml_notice, subjects.at),
    YAML_LIST("marks", struct yaml_notice, marks.at),
    YAML_TEXT("kind", struct yaml_notice, kind),
    YAML_OPTIONAL("stage", struct yaml_notice, stage),
    YAML_OPTIONAL("event", struct yaml_notice, event),
    YAML_OPTIONAL("currency", struct yaml_notice, currency),
    CYAML_FIELD_BOOL("html", CYAML_FLAG_OPTIONAL, struct yaml_notice, html),
    CYAML_FIELD_BOOL("digital", CYAML_FLAG_OPTIONAL, struct yaml_notice, digital),
    CYAML_FIELD_BOOL("silent", CYAML_FLAG_OPTIONAL, struct yaml_notice, silent),
    YAML_LIST("begin", struct yaml_notice, begins.at),
    YAML_LIST("lines", struct yaml_notice, lines.at),
    CYAML_FIELD_SEQUENCE("turns", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_notice,
                         turns.at, &turn_schema, 0, CYAML_UNLIMITED),
    YAML_LIST("end", struct yaml_notice, ends.at),
    YAML_PROVENANCE(struct yaml_notice, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t notice_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_notice, notice_fields)};

static const cyaml_schema_value_t notices_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_notice, &notice_schema, 0, CYAML_UNLIMITED)};

/* ------------------------------------------------------------------ templates */

/* Every capture is a field. */
static int check_captures(struct yaml_rows *rows, struct slice pattern)
{
    struct slice name, rest = pattern;

    while (slice_cut(rest, SLICE("{"), &name, &rest)) {
        slice_cut(rest, SLICE("}"), &name, &rest);
        if (notice_field_of(name) == FORM_FIELDS)
            return yaml_rows_fault(rows, SLICE("no such field"), name);
    }
    return 0;
}

/* What a template holds besides captures and wildcards. */
static bool has_letters(struct slice pattern)
{
    bool inside = false;

    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];

        inside = c == '{' || (inside && c != '}');
        if (!inside && c != '}' && c != '*' && c != '?' && c != ' ')
            return true;
    }
    return false;
}

/* One line of a template, folded. */
static int read_pattern(struct yaml_rows *rows, const char *from, struct slice *ret)
{
    struct slice pattern;

    if (yaml_rows_pattern(rows, from, &pattern) != 0 || check_captures(rows, pattern) != 0)
        return ERR_SYNTAX;
    *ret = notice_fold_colons(rows->arena, pattern);
    return 0;
}

static int read_patterns(struct yaml_rows *rows, const struct yaml_texts *from,
                         const struct slice **ret, size_t *ret_len)
{
    struct slice *to = arena_make_n(rows->arena, struct slice, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++)
        if (read_pattern(rows, from->at[i], &to[i]) != 0)
            return ERR_SYNTAX;
    *ret = to;
    *ret_len = from->at_count;
    return 0;
}

/* A field that only a value of the right form fits holds a template of captures alone. */
static bool is_telling(struct slice pattern)
{
    return has_letters(pattern) || slice_has(pattern, SLICE("{price}")) ||
           slice_has(pattern, SLICE("{order}"));
}

/* A template over several lines. */
static int read_template(struct yaml_rows *rows, const char *from, struct slice *ret)
{
    struct slice parts[FORM_TEMPLATE_LINES * 2], head, rest = slice_of(from);
    size_t n = 0;
    bool more;

    do {
        more = slice_cut(rest, SLICE("\n"), &head, &rest);
        if (n + 2 > FORM_TEMPLATE_LINES * 2)
            return yaml_rows_fault(rows, SLICE("more than four lines"), slice_of(from));
        head = arena_join(rows->arena, (struct slice[]){head, {"\0", 1}}, 2);
        if (read_pattern(rows, head.ptr, &parts[n++]) != 0)
            return ERR_SYNTAX;
        parts[n++] = SLICE("\n");
    } while (more);
    *ret = arena_join(rows->arena, parts, n - 1);
    if (!is_telling(*ret))
        return yaml_rows_fault(rows, SLICE("a template that fits every line"), *ret);
    return 0;
}

static int read_templates(struct yaml_rows *rows, const struct yaml_texts *from,
                          const struct slice **ret, size_t *ret_len)
{
    struct slice *lines = arena_make_n(rows->arena, struct slice, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++)
        if (read_template(rows, from->at[i], &lines[i]) != 0)
            return ERR_SYNTAX;
    *ret = lines;
    *ret_len = from->at_count;
    return 0;
}

/* ------------------------------------------------------------------ words */

static int read_kind(struct yaml_rows *rows, const char *from, enum mail_kind *ret)
{
    *ret = mail_kind_of(slice_of(from));
    return *ret < MAIL_KINDS ? 0 : yaml_rows_fault(rows, SLICE("no such kind"), slice_of(from));
}

static bool tells_a_use(enum mail_kind kind)
{
    return kind == MAIL_USAGE || kind == MAIL_USAGE_REVERSED || kind == MAIL_USAGE_DECLINED;
}

static bool tells_an_event(enum mail_kind kind)
{
    return kind == MAIL_SIGN_IN || kind == MAIL_PASSWORD_RESET || kind == MAIL_PAYMENT_DECLINED;
}

static int read_words(struct yaml_rows *rows, const struct yaml_notice *from,
                      struct notice_form *to)
{
    struct slice currency = slice_of(from->currency);
    unsigned stage, event;

    if (read_kind(rows, from->kind, &to->kind) != 0)
        return ERR_SYNTAX;
    stage = evidence_stage_of(slice_of(from->stage));
    event = evidence_event_of(slice_of(from->event));
    if (from->stage ? stage == NOTICE_STAGES : tells_a_use(to->kind))
        return yaml_rows_fault(rows, SLICE("no such stage"), slice_of(from->stage));
    if (from->event ? event == ACCOUNT_EVENTS : tells_an_event(to->kind))
        return yaml_rows_fault(rows, SLICE("no such event"), slice_of(from->event));
    to->stage = (uint8_t)(from->stage ? stage : 0);
    to->event = (uint8_t)event;
    to->currency = currency.len ? currency_of(currency) : CURRENCY_JPY;
    if (!to->currency.code[0])
        return yaml_rows_fault(rows, SLICE("no currency"), currency);
    to->html = from->html;
    to->digital = from->digital;
    to->silent = from->silent;
    return 0;
}

static int read_turns(struct yaml_rows *rows, const struct yaml_turns *from, struct notice_form *to)
{
    struct form_turn *turns =
        arena_make_n(rows->arena, struct form_turn, (size_t)from->at_count + 1);

    for (unsigned i = 0; i < from->at_count; i++) {
        struct slice field = slice_of(from->at[i].field);

        turns[i].field = field.len ? notice_field_of(field) : FORM_FIELDS;
        if (field.len && turns[i].field == FORM_FIELDS)
            return yaml_rows_fault(rows, SLICE("no such field"), field);
        if (read_pattern(rows, from->at[i].when, &turns[i].pattern) != 0 ||
            read_kind(rows, from->at[i].kind, &turns[i].kind) != 0)
            return ERR_SYNTAX;
        if (!has_letters(turns[i].pattern))
            return yaml_rows_fault(rows, SLICE("a template that fits every line"),
                                   turns[i].pattern);
    }
    to->turns = turns;
    to->turns_len = from->at_count;
    return 0;
}

/* Addresses and domains: lower case, and at most one @ with something before it. */
static int read_from(struct yaml_rows *rows, const struct yaml_texts *from, struct notice_form *to)
{
    if (from->at_count == 0)
        return yaml_rows_fault(rows, SLICE("no sender's address"), SLICE(""));
    for (unsigned i = 0; i < from->at_count; i++) {
        struct slice s = slice_of(from->at[i]), local, domain;

        if (!slice_cut(s, SLICE("@"), &local, &domain))
            domain = s;
        else if (local.len == 0)
            return yaml_rows_fault(rows, SLICE("no address"), s);
        for (size_t k = 0; k < s.len; k++)
            if ((s.ptr[k] >= 'A' && s.ptr[k] <= 'Z') || (unsigned char)s.ptr[k] <= ' ')
                return yaml_rows_fault(rows, SLICE("not in lower case"), s);
        if (slice_find_byte(domain, '.') == domain.len || slice_has(domain, SLICE("@")))
            return yaml_rows_fault(rows, SLICE("no address"), s);
    }
    to->from = yaml_rows_texts(rows, from->at, from->at_count, false);
    to->from_len = from->at_count;
    return 0;
}

/* ------------------------------------------------------------------ a row */

static bool captures(const struct notice_form *form, struct slice capture)
{
    for (size_t i = 0; i < form->lines_len; i++)
        if (slice_has(form->lines[i], capture))
            return true;
    return false;
}

/* What the records of a kind cannot do without. */
static int check_needs(struct yaml_rows *rows, const struct notice_form *form)
{
    if (form->silent || form->lines_len == 0)
        return 0;
    if (tells_a_use(form->kind) && !captures(form, SLICE("{price}")) &&
        !captures(form, SLICE("{amount}")))
        return yaml_rows_fault(rows, SLICE("a use without a price"), SLICE(""));
    if ((form->kind == MAIL_ORDER || form->kind == MAIL_DISPATCH) &&
        !captures(form, SLICE("{order}")))
        return yaml_rows_fault(rows, SLICE("an order without its number"), SLICE(""));
    return 0;
}

static int read_notice(struct yaml_rows *rows, const struct yaml_notice *from,
                       struct notice_form *to)
{
    to->id = rows->id;
    to->sender = slice_of(from->sender);
    if (read_words(rows, from, to) != 0 || read_from(rows, &from->from, to) != 0 ||
        read_patterns(rows, &from->subjects, &to->subjects, &to->subjects_len) != 0 ||
        read_patterns(rows, &from->marks, &to->marks, &to->marks_len) != 0 ||
        read_templates(rows, &from->begins, &to->begins, &to->begins_len) != 0 ||
        read_patterns(rows, &from->ends, &to->ends, &to->ends_len) != 0 ||
        read_templates(rows, &from->lines, &to->lines, &to->lines_len) != 0 ||
        read_turns(rows, &from->turns, to) != 0 || check_needs(rows, to) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_notices(struct yaml_rows *rows, struct notice_forms *to)
{
    struct yaml_notice *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &notices_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_notice(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}
