#include "read/yaml_rows.h"

#include <libpsl.h>
#include <string.h>

/* ------------------------------------------------------------------ domains */

/* Lower-case letters, digits, hyphens and dots, as a name is looked up (IDNA: A-labels). */
static bool is_host(struct slice s)
{
    bool dot = true; /* the character before was a dot, or there was none */
    size_t dots = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '.' && dot)
            return false;
        if (c != '.' && c != '-' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
            return false;
        dot = c == '.';
        dots += dot;
    }
    return dots > 0 && !dot;
}

/*
 * A domain that somebody can own: not a public suffix (co.jp), or anybody below it would be the
 * brand.
 */
static int check_domain(struct yaml_rows *rows, const char *text)
{
    struct slice s = slice_of(text);

    if (!is_host(s))
        return yaml_rows_fault(rows, SLICE("no domain in lower-case ASCII"), s);
    if (psl_is_public_suffix2(psl_builtin(), text, PSL_TYPE_ICANN))
        return yaml_rows_fault(rows, SLICE("a public suffix"), s);
    return 0;
}

static int read_domains(struct yaml_rows *rows, const struct yaml_texts *from,
                        struct sender_texts *to)
{
    for (unsigned i = 0; i < from->at_count; i++) {
        if (check_domain(rows, from->at[i]) != 0)
            return ERR_SYNTAX;
        for (unsigned k = 0; k < i; k++)
            if (strcmp(from->at[k], from->at[i]) == 0)
                return yaml_rows_fault(rows, SLICE("a domain given twice"), slice_of(from->at[i]));
    }
    to->at = yaml_rows_texts(rows, from->at, from->at_count, false);
    to->len = from->at_count;
    return 0;
}

static int read_folded(struct yaml_rows *rows, const struct yaml_texts *from,
                       struct sender_texts *to)
{
    to->at = yaml_rows_texts(rows, from->at, from->at_count, true);
    to->len = from->at_count;
    for (size_t i = 0; i < to->len; i++)
        if (to->at[i].len == 0)
            return yaml_rows_fault(rows, SLICE("an empty text"), SLICE(""));
    return 0;
}

/* ------------------------------------------------------------------ brands */

struct yaml_sender {
    char *id, *group;
    struct yaml_name name, check;
    struct yaml_texts from, signing, links, services, names, looks;
    bool always_signs, smime, bimi;
    struct yaml_provenance provenance;
};

#define YAML_FLAG(key, member) \
    CYAML_FIELD_BOOL(key, CYAML_FLAG_OPTIONAL, struct yaml_sender, member)

static const cyaml_schema_field_t sender_fields[] = {
    YAML_TEXT("id", struct yaml_sender, id),
    YAML_OPTIONAL("group", struct yaml_sender, group),
    CYAML_FIELD_MAPPING("name", CYAML_FLAG_DEFAULT, struct yaml_sender, name, yaml_name_schema),
    YAML_LIST("from", struct yaml_sender, from.at),
    YAML_LIST("signing", struct yaml_sender, signing.at),
    YAML_LIST("links", struct yaml_sender, links.at),
    YAML_LIST("services", struct yaml_sender, services.at),
    YAML_LIST("names", struct yaml_sender, names.at),
    YAML_LIST("looks", struct yaml_sender, looks.at),
    YAML_FLAG("always_signs", always_signs),
    YAML_FLAG("smime", smime),
    YAML_FLAG("bimi", bimi),
    CYAML_FIELD_MAPPING("check", CYAML_FLAG_OPTIONAL, struct yaml_sender, check, yaml_name_schema),
    YAML_PROVENANCE(struct yaml_sender, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t sender_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_sender, sender_fields)};

static const cyaml_schema_value_t senders_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_sender, &sender_schema, 0, CYAML_UNLIMITED)};

/* What signs for a brand and whom nobody can receive from proves nothing. */
static int check_signing(struct yaml_rows *rows, const struct sender *sender)
{
    if (sender->names.len == 0)
        return yaml_rows_fault(rows, SLICE("no names"), SLICE(""));
    if (sender->signing_domains.len > 0 && sender->from_domains.len == 0)
        return yaml_rows_fault(rows, SLICE("signing domains without sending domains"), SLICE(""));
    if (sender->from_domains.len > 0 && sender->check_ja.len == 0)
        return yaml_rows_fault(rows, SLICE("no sure way to check"), SLICE(""));
    return 0;
}

static int read_sender(struct yaml_rows *rows, const struct yaml_sender *from, struct sender *to)
{
    to->id = rows->id;
    to->group = slice_of(from->group);
    to->name_ja = slice_of(from->name.ja);
    to->name_en = slice_of(from->name.en);
    to->check_ja = slice_of(from->check.ja);
    to->check_en = slice_of(from->check.en);
    to->always_signs = from->always_signs;
    to->smime = from->smime;
    to->bimi = from->bimi;
    if (read_domains(rows, &from->from, &to->from_domains) != 0 ||
        read_domains(rows, &from->signing, &to->signing_domains) != 0 ||
        read_domains(rows, &from->links, &to->link_domains) != 0 ||
        read_domains(rows, &from->services, &to->services) != 0 ||
        read_folded(rows, &from->names, &to->names) != 0 ||
        read_folded(rows, &from->looks, &to->looks) != 0 || check_signing(rows, to) != 0)
        return ERR_SYNTAX;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

/* The rows so far, as far as domains of two brands are concerned. */
static int check_owners(struct yaml_rows *rows, const struct senders *senders)
{
    struct catalog c = {.senders = senders->at, .senders_len = senders->len};
    struct sender_fault fault;

    c.sender_names = sender_index(rows->arena, c.senders, c.senders_len, &c.sender_names_len);
    if (!sender_find_fault(&c, &fault))
        return 0;
    rows->id = fault.first;
    return yaml_rows_fault(rows, fault.what, fault.domain);
}

int yaml_rows_senders(struct yaml_rows *rows, struct senders *to)
{
    struct yaml_sender *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &senders_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_sender(rows, &from[i], array_push(rows->arena, to));
    }
    return code == 0 ? check_owners(rows, to) : code;
}

/* ------------------------------------------------------------------ keys */

struct yaml_key {
    char *name, *txt;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t key_fields[] = {
    YAML_TEXT("name", struct yaml_key, name),
    YAML_TEXT("txt", struct yaml_key, txt),
    YAML_PROVENANCE(struct yaml_key, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t key_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_key, key_fields)};

static const cyaml_schema_value_t keys_schema = {
    CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER, struct yaml_key, &key_schema, 0, CYAML_UNLIMITED)};

/* selector._domainkey.domain, as it is asked for. */
static bool is_key_name(struct yaml_rows *rows, struct slice name)
{
    struct slice selector, domain;

    return slice_cut(name, SLICE("._domainkey."), &selector, &domain) && is_host(domain) &&
           is_host(arena_join(rows->arena, (struct slice[]){selector, SLICE(".x")}, 2));
}

int yaml_rows_sender_keys(struct yaml_rows *rows, struct sender_keys *to)
{
    struct yaml_key *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &keys_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        struct sender_key key = {slice_of(from[i].name), slice_of(from[i].txt), {{0}}};
        struct catalog c = {.sender_keys = to->at, .sender_keys_len = to->len};

        rows->id = key.name;
        if (!is_key_name(rows, key.name))
            return yaml_rows_fault(rows, SLICE("no selector._domainkey.domain"), key.name);
        if (sender_key_of(&c, key.name))
            return yaml_rows_fault(rows, SLICE("this key is given twice"), SLICE(""));
        if (!slice_has(key.txt, SLICE("p=")))
            return yaml_rows_fault(rows, SLICE("no key record (RFC 6376 section 3.6.1)"), key.txt);
        code = yaml_rows_provenance(rows, &from[i].provenance, &key.provenance);
        *array_push(rows->arena, to) = key;
    }
    return code;
}

/* ------------------------------------------------------------------ domains that are no brand */

struct yaml_domain {
    char *domain, *role;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t domain_fields[] = {
    YAML_TEXT("domain", struct yaml_domain, domain),
    YAML_TEXT("role", struct yaml_domain, role),
    YAML_PROVENANCE(struct yaml_domain, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t domain_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_domain, domain_fields)};

static const cyaml_schema_value_t domains_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_domain, &domain_schema, 0, CYAML_UNLIMITED)};

int yaml_rows_sender_domains(struct yaml_rows *rows, struct sender_domains *to)
{
    struct yaml_domain *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &domains_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        struct sender_domain d = {slice_of(from[i].domain), SENDER_ROLES, {{0}}};

        rows->id = d.domain;
        d.role = sender_role_of(slice_of(from[i].role));
        if (check_domain(rows, from[i].domain) != 0)
            return ERR_SYNTAX;
        if (d.role == SENDER_ROLES)
            return yaml_rows_fault(rows, SLICE("no such role"), slice_of(from[i].role));
        for (size_t k = 0; k < to->len; k++)
            if (to->at[k].role == d.role && slice_eq(to->at[k].domain, d.domain))
                return yaml_rows_fault(rows, SLICE("this role is given twice"), SLICE(""));
        code = yaml_rows_provenance(rows, &from[i].provenance, &d.provenance);
        *array_push(rows->arena, to) = d;
    }
    return code;
}
