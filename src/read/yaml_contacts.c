#include "read/yaml_phrases.h"

/* ------------------------------------------------------------------ deadlines */

struct yaml_deadline {
    char *id, *jurisdiction, *issuer, *topic, *clock, *unit, *side;
    int count;
    bool counts_first_day, per_charge, own_reading, met_by_report;
    struct yaml_name what, lost;
    struct yaml_texts when;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t deadline_fields[] = {
    YAML_TEXT("id", struct yaml_deadline, id),
    YAML_OPTIONAL("jurisdiction", struct yaml_deadline, jurisdiction),
    YAML_OPTIONAL("issuer", struct yaml_deadline, issuer),
    YAML_TEXT("topic", struct yaml_deadline, topic),
    YAML_TEXT("clock", struct yaml_deadline, clock),
    YAML_TEXT("unit", struct yaml_deadline, unit),
    CYAML_FIELD_INT("count", CYAML_FLAG_DEFAULT, struct yaml_deadline, count),
    CYAML_FIELD_BOOL("counts_first_day", CYAML_FLAG_OPTIONAL, struct yaml_deadline,
                     counts_first_day),
    YAML_TEXT("side", struct yaml_deadline, side),
    YAML_PHRASE("what", struct yaml_deadline, what),
    YAML_PHRASE_IF_ANY("lost", struct yaml_deadline, lost),
    CYAML_FIELD_BOOL("per_charge", CYAML_FLAG_OPTIONAL, struct yaml_deadline, per_charge),
    CYAML_FIELD_BOOL("own_reading", CYAML_FLAG_OPTIONAL, struct yaml_deadline, own_reading),
    CYAML_FIELD_BOOL("met_by_report", CYAML_FLAG_OPTIONAL, struct yaml_deadline, met_by_report),
    YAML_LIST("when", struct yaml_deadline, when.at),
    YAML_PROVENANCE(struct yaml_deadline, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t deadline_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_deadline, deadline_fields)};

static const cyaml_schema_value_t deadlines_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_deadline, &deadline_schema, 0, CYAML_UNLIMITED)};

/* The number of ${name} among ${names}, or a fault. */
static int read_word(struct yaml_rows *rows, struct slice name, const struct slice *names,
                     size_t len, size_t *ret)
{
    for (size_t i = 0; i < len; i++)
        if (slice_eq(names[i], name)) {
            *ret = i;
            return 0;
        }
    return yaml_rows_fault(rows, SLICE("no such word"), name);
}

static int read_deadline(struct yaml_rows *rows, const struct yaml_deadline *from,
                         struct deadline_rule *to)
{
    static const struct slice units[] = {[DEADLINE_DAYS] = {"days", 4},
                                         [DEADLINE_BUSINESS_DAYS] = {"business_days", 13},
                                         [DEADLINE_MONTHS] = {"months", 6},
                                         [DEADLINE_MONTH_ENDS] = {"month_ends", 10},
                                         [DEADLINE_NO_LIMIT] = {"no_limit", 8}};
    static const struct slice sides[] = {
        [DEADLINE_OURS] = {"ours", 4}, [DEADLINE_THEIRS] = {"theirs", 6}};
    size_t unit = 0, side = 0;

    to->id = rows->id;
    to->jurisdiction = slice_of(from->jurisdiction);
    to->issuer = slice_of(from->issuer);
    to->topic = slice_of(from->topic);
    to->clock = clock_of(slice_of(from->clock));
    to->count = from->count;
    to->counts_first_day = from->counts_first_day;
    to->per_charge = from->per_charge;
    to->is_own_reading = from->own_reading;
    to->is_met_by_report = from->met_by_report;
    to->what = yaml_phrase(&from->what);
    to->lost = yaml_phrase(&from->lost);
    if (to->clock == CLOCKS)
        return yaml_rows_fault(rows, SLICE("no such clock"), slice_of(from->clock));
    if (from->count < 0 || from->count > 4000)
        return yaml_rows_fault(rows, SLICE("count: 0 to 4000"), SLICE(""));
    if (read_word(rows, slice_of(from->unit), units, sizeof(units) / sizeof(units[0]), &unit) !=
            0 ||
        read_word(rows, slice_of(from->side), sides, 2, &side) != 0 ||
        yaml_code(rows, to->topic) != 0 || yaml_condition(rows, &from->when, &to->when) != 0)
        return ERR_SYNTAX;
    to->unit = (enum deadline_unit)unit;
    to->side = (enum deadline_side)side;
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_deadlines(struct yaml_rows *rows, struct deadlines *to)
{
    struct yaml_deadline *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &deadlines_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_deadline(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}

/* ------------------------------------------------------------------ issuers */

struct yaml_issuer {
    char *id, *jurisdiction;
    struct yaml_name name;
    struct yaml_texts families, also;
    struct yaml_provenance provenance;
};

static const cyaml_schema_field_t issuer_fields[] = {
    YAML_TEXT("id", struct yaml_issuer, id),
    YAML_PHRASE("name", struct yaml_issuer, name),
    YAML_TEXT("jurisdiction", struct yaml_issuer, jurisdiction),
    YAML_LIST("families", struct yaml_issuer, families.at),
    YAML_LIST("also", struct yaml_issuer, also.at),
    YAML_PROVENANCE(struct yaml_issuer, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t issuer_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_issuer, issuer_fields)};

static const cyaml_schema_value_t issuers_schema = {CYAML_VALUE_SEQUENCE(
    CYAML_FLAG_POINTER, struct yaml_issuer, &issuer_schema, 0, CYAML_UNLIMITED)};

int yaml_rows_issuers(struct yaml_rows *rows, struct issuers *to)
{
    struct yaml_issuer *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &issuers_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        struct issuer issuer = {.id = slice_of(from[i].id)};

        rows->id = issuer.id;
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        issuer.name = yaml_phrase(&from[i].name);
        issuer.jurisdiction = slice_of(from[i].jurisdiction);
        issuer.families =
            yaml_rows_texts(rows, from[i].families.at, from[i].families.at_count, false);
        issuer.families_len = from[i].families.at_count;
        issuer.also = yaml_rows_texts(rows, from[i].also.at, from[i].also.at_count, false);
        issuer.also_len = from[i].also.at_count;
        if (yaml_code(rows, issuer.id) != 0 || yaml_code(rows, issuer.jurisdiction) != 0)
            return ERR_SYNTAX;
        code = yaml_rows_provenance(rows, &from[i].provenance, &issuer.provenance);
        *array_push(rows->arena, to) = issuer;
    }
    return code;
}

/* ------------------------------------------------------------------ routes */

struct yaml_route {
    char *id, *party, *org, *channel, *value;
    struct yaml_texts purposes;
    struct yaml_name name, hours, cost, note;
    struct yaml_phrases steps, ready, will_ask;
    bool needs_login, needs_card, conflicting, official;
    int rank;
    struct yaml_provenance provenance;
};

#define YAML_FLAG(key, member) CYAML_FIELD_BOOL(key, CYAML_FLAG_OPTIONAL, struct yaml_route, member)

static const cyaml_schema_field_t route_fields[] = {
    YAML_TEXT("id", struct yaml_route, id),
    YAML_TEXT("party", struct yaml_route, party),
    YAML_OPTIONAL("org", struct yaml_route, org),
    YAML_LIST("purposes", struct yaml_route, purposes.at),
    YAML_TEXT("channel", struct yaml_route, channel),
    YAML_OPTIONAL("value", struct yaml_route, value),
    YAML_PHRASE("name", struct yaml_route, name),
    YAML_PHRASES("steps", struct yaml_route, steps.at),
    YAML_PHRASE_IF_ANY("hours", struct yaml_route, hours),
    YAML_PHRASE_IF_ANY("cost", struct yaml_route, cost),
    YAML_PHRASES("ready", struct yaml_route, ready.at),
    YAML_PHRASES("will_ask", struct yaml_route, will_ask.at),
    YAML_FLAG("needs_login", needs_login),
    YAML_FLAG("needs_card", needs_card),
    YAML_FLAG("conflicting", conflicting),
    YAML_FLAG("official", official),
    YAML_PHRASE_IF_ANY("note", struct yaml_route, note),
    CYAML_FIELD_INT("rank", CYAML_FLAG_DEFAULT, struct yaml_route, rank),
    YAML_PROVENANCE(struct yaml_route, provenance),
    CYAML_FIELD_END,
};

static const cyaml_schema_value_t route_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_route, route_fields)};

static const cyaml_schema_value_t routes_schema = {
    CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER, struct yaml_route, &route_schema, 0, CYAML_UNLIMITED)};

static int read_route(struct yaml_rows *rows, const struct yaml_route *from, struct route *to)
{
    *to = (struct route){
        .id = rows->id,
        .party = party_of(slice_of(from->party)),
        .org = slice_of(from->org),
        .channel = channel_of(slice_of(from->channel)),
        .value = slice_of(from->value),
        .name = yaml_phrase(&from->name),
        .steps = yaml_phrases(rows, &from->steps),
        .hours = yaml_phrase(&from->hours),
        .cost = yaml_phrase(&from->cost),
        .ready = yaml_phrases(rows, &from->ready),
        .will_ask = yaml_phrases(rows, &from->will_ask),
        .needs_login = from->needs_login,
        .needs_card = from->needs_card,
        .is_conflicting = from->conflicting,
        .is_official = from->official,
        .note = yaml_phrase(&from->note),
        .rank = from->rank,
    };
    if (to->party == PARTIES)
        return yaml_rows_fault(rows, SLICE("no such party"), slice_of(from->party));
    if (to->channel == CHANNELS)
        return yaml_rows_fault(rows, SLICE("no such channel"), slice_of(from->channel));
    if (yaml_codes(rows, &from->purposes, &to->purposes, &to->purposes_len) != 0)
        return ERR_SYNTAX;
    if (!to->purposes_len)
        return yaml_rows_fault(rows, SLICE("no purposes"), SLICE(""));
    return yaml_rows_provenance(rows, &from->provenance, &to->provenance);
}

int yaml_rows_routes(struct yaml_rows *rows, struct routes *to)
{
    struct yaml_route *from = NULL;
    unsigned len = 0;
    int code = yaml_rows_load(rows, &routes_schema, (void **)&from, &len);

    for (unsigned i = 0; code == 0 && i < len; i++) {
        rows->id = slice_of(from[i].id);
        for (size_t k = 0; k < to->len; k++)
            if (slice_eq(to->at[k].id, rows->id))
                return yaml_rows_fault(rows, SLICE("this id is given twice"), SLICE(""));
        code = read_route(rows, &from[i], array_push(rows->arena, to));
    }
    return code;
}
