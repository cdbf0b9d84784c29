#include "casework/event.h"

#include "base/day.h"
#include "base/money.h"
#include "base/pairs.h"

#include <string.h>

/* ------------------------------------------------------------------ the form of each kind */

/* What a field's value must be. */
enum value_form { ANY, CODE, NUMBER, DAY, MOMENT, SUM, LAST4, HASH };

struct field_form {
    struct slice name;
    enum value_form form;
    bool is_many, is_needed;
};

#define F(text, form)                                \
    {                                                \
        {text, sizeof(text) - 1}, form, false, false \
    }
#define NEED(text, form)                            \
    {                                               \
        {text, sizeof(text) - 1}, form, false, true \
    }
#define MANY(text, form)                            \
    {                                               \
        {text, sizeof(text) - 1}, form, true, false \
    }

#define FIELDS_MAX 16

static const struct {
    struct slice name;
    struct field_form fields[FIELDS_MAX];
} kinds[EVENTS] = {
    [EVENT_OPENED] = {{"opened", 6},
                      {NEED("ground", CODE), F("title", ANY), F("jurisdiction", CODE),
                       F("language", CODE)}},
    [EVENT_CHARGE] = {{"charge", 6},
                      {NEED("charge", ANY), F("date", DAY), NEED("amount", SUM),
                       NEED("currency", ANY), F("descriptor", ANY), F("merchant", ANY),
                       F("card", LAST4), F("issuer", ANY), F("posted_on", DAY),
                       F("notified_on", DAY), F("state", CODE), F("source", ANY),
                       MANY("cause", ANY)}},
    [EVENT_CHARGE_REMOVED] = {{"charge_removed", 14}, {NEED("charge", ANY), F("reason", ANY)}},
    [EVENT_ANSWER] = {{"answer", 6},
                      {NEED("fact", CODE), NEED("value", ANY), F("origin", CODE),
                       F("contact", NUMBER)}},
    [EVENT_ANSWER_TAKEN_BACK] = {{"answer_taken_back", 17}, {NEED("fact", CODE)}},
    [EVENT_PLAYBOOK] = {{"playbook", 8}, {NEED("playbook", ANY), NEED("chosen", CODE)}},
    [EVENT_STEP_DONE] = {{"step_done", 9},
                         {NEED("playbook", ANY), NEED("step", CODE), F("note", ANY)}},
    [EVENT_STEP_SKIPPED] = {{"step_skipped", 12},
                            {NEED("playbook", ANY), NEED("step", CODE), F("reason", ANY)}},
    [EVENT_CONTACT] = {{"contact", 7},
                       {NEED("party", CODE), F("org", ANY), F("channel", CODE),
                        F("direction", CODE), F("number", ANY), F("person", ANY),
                        F("reference", ANY), F("summary", ANY), MANY("answer", ANY)}},
    [EVENT_PROMISE] = {{"promise", 7},
                       {NEED("party", CODE), NEED("what", CODE), F("due", DAY), F("amount", SUM),
                        F("currency", ANY), F("charge", ANY), F("contact", NUMBER),
                        F("text", ANY)}},
    [EVENT_PROMISE_KEPT] = {{"promise_kept", 12},
                            {NEED("promise", NUMBER), F("note", ANY), F("money", NUMBER),
                             F("charge", ANY), F("date", DAY), F("amount", SUM), F("currency", ANY),
                             F("left", SUM)}},
    [EVENT_PROMISE_BROKEN] = {{"promise_broken", 14}, {NEED("promise", NUMBER), F("note", ANY)}},
    [EVENT_EVIDENCE] = {{"evidence", 8},
                        {NEED("sha256", HASH), F("name", ANY), F("size", NUMBER), F("type", ANY),
                         F("source", ANY), F("taken", MOMENT), F("form", CODE),
                         F("redacted_of", HASH), F("sealed", HASH), F("note", ANY)}},
    [EVENT_CUSTODY] = {{"custody", 7},
                       {NEED("sha256", HASH), NEED("act", CODE), F("to", ANY), F("note", ANY)}},
    [EVENT_MONEY] = {{"money", 5},
                     {NEED("charge", ANY), NEED("move", CODE), NEED("amount", SUM),
                      F("currency", ANY), F("date", DAY), F("source", CODE), F("note", ANY)}},
    [EVENT_RETURN] = {{"return", 6},
                      {NEED("order", ANY), NEED("state", CODE), F("carrier", ANY),
                       F("tracking", ANY), F("date", DAY), F("amount", SUM), F("currency", ANY)}},
    [EVENT_REISSUE] = {{"reissue", 7},
                       {NEED("state", CODE), F("card", LAST4), F("new_card", LAST4),
                        F("date", DAY)}},
    [EVENT_CARD_USER] = {{"card_user", 9},
                         {NEED("merchant", ANY), F("descriptor", ANY), NEED("state", CODE),
                          F("card", LAST4)}},
    [EVENT_INQUIRY] = {{"inquiry", 7},
                       {NEED("party", CODE), F("org", ANY), F("what", ANY), F("due", DAY),
                        NEED("state", CODE), F("result", ANY), F("reference", ANY)}},
    [EVENT_PAPER] = {{"paper", 5},
                     {NEED("paper", CODE), F("audience", CODE), F("sha256", HASH), F("head", HASH),
                      F("to", ANY)}},
    [EVENT_NOTE] = {{"note", 4}, {NEED("text", ANY)}},
    [EVENT_STAMP] = {{"stamp", 5}, {NEED("kind", CODE), NEED("head", HASH), F("token", HASH)}},
    [EVENT_CLOSED] = {{"closed", 6}, {NEED("outcome", CODE), F("note", ANY)}},
    [EVENT_REOPENED] = {{"reopened", 8}, {F("reason", ANY), F("charge", ANY)}},
};

struct slice event_kind_name(enum event_kind kind)
{
    return kinds[kind].name;
}

enum event_kind event_kind_of(struct slice name)
{
    int i = 0;

    while (i < EVENTS && !slice_eq(kinds[i].name, name))
        i++;
    return (enum event_kind)i;
}

/* ------------------------------------------------------------------ fields */

struct slice event_field(const struct event *event, struct slice name)
{
    for (size_t i = 0; i < event->fields.len; i++)
        if (slice_eq(event->fields.at[i].name, name))
            return event->fields.at[i].value;
    return (struct slice){"", 0};
}

void event_add(struct event *event, struct arena *arena, struct slice name, struct slice value)
{
    if (value.len)
        *array_push(arena, &event->fields) = (struct event_field){name, value};
}

/* ------------------------------------------------------------------ values */

static bool is_code(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
              s.ptr[i] == '_'))
            return false;
    return s.len > 0;
}

/* Without a way out in between: every entry has one, and so many digits are looked at at once. */
static bool is_hash(struct slice s)
{
    unsigned bad = 0;

    if (s.len != EVENT_HASH_TEXT)
        return false;
    for (size_t i = 0; i < EVENT_HASH_TEXT; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        bad |= (unsigned char)(c - '0') > 9 && (unsigned char)(c - 'a') > 5;
    }
    return !bad;
}

/* `YYYY-MM-DD` of the calendar, and nothing else. */
static bool is_day(struct slice s)
{
    int64_t moment;

    return s.len == DAY_TEXT_LEN && moment_read(s, 0, &moment);
}

static bool is_sum(struct slice s)
{
    int64_t n;

    return pairs_number(s, &n) && n >= -MONEY_MAX && n <= MONEY_MAX;
}

static bool has_form(struct slice value, enum value_form form)
{
    int64_t n;

    switch (form) {
    case ANY: return true;
    case CODE: return is_code(value);
    case NUMBER: return pairs_number(value, &n) && n >= 0;
    case DAY: return is_day(value);
    case MOMENT: return moment_read(value, 0, &n);
    case SUM: return is_sum(value);
    case LAST4: return value.len <= 4 && slice_is_digits(value);
    case HASH: return is_hash(value);
    }
    return false;
}

/* ------------------------------------------------------------------ writing */

static void add_moment(struct pairs *pairs, struct slice name, int64_t moment)
{
    char text[MOMENT_TEXT_LEN];

    moment_write(moment, text);
    pairs_add(pairs, name, (struct slice){text, sizeof(text)});
}

/* Fields in the order of their kind's form, "many" ones in the order given. */
static void add_fields(struct pairs *pairs, const struct event *event)
{
    const struct field_form *forms = kinds[event->kind].fields;

    for (size_t i = 0; i < FIELDS_MAX && forms[i].name.len; i++)
        for (size_t j = 0; j < event->fields.len; j++)
            if (slice_eq(forms[i].name, event->fields.at[j].name))
                pairs_add(pairs, forms[i].name, event->fields.at[j].value);
}

struct slice event_write(const struct event *event, struct arena *arena)
{
    struct pairs pairs = {.arena = arena};
    char day[DAY_TEXT_LEN];

    pairs_add(&pairs, SLICE("mioboe_event"), SLICE("1"));
    pairs_add_number(&pairs, SLICE("seq"), (int64_t)event->seq);
    pairs_add(&pairs, SLICE("case"), event->case_id);
    add_moment(&pairs, SLICE("at"), event->at);
    if (event->of != MOMENT_NONE && event->of_is_day) {
        day_write(moment_day(event->of, DAY_JST), day);
        pairs_add(&pairs, SLICE("of"), (struct slice){day, sizeof(day)});
    } else if (event->of != MOMENT_NONE) {
        add_moment(&pairs, SLICE("of"), event->of);
    }
    if (event->actor.len)
        pairs_add(&pairs, SLICE("actor"), event->actor);
    pairs_add(&pairs, SLICE("kind"), event_kind_name(event->kind));
    pairs_add(&pairs, SLICE("prev"), event->prev);
    add_fields(&pairs, event);
    return pairs_text(&pairs);
}

/* ------------------------------------------------------------------ reading */

struct reader {
    struct slice rest;
    struct arena *arena;
    uint32_t line; /* that was taken last, from 1 */
    struct err *reterr;
};

static int fault_taken(struct reader *r, struct slice why)
{
    return err_set(r->reterr, ERR_SYNTAX, r->line, why);
}

/* The next line is not what should stand there: ${why}, or it is no line at all. */
static int fault(struct reader *r, struct slice why)
{
    struct slice name, value;

    r->line++;
    if (pairs_next(&r->rest, r->arena, &name, &value) < 0)
        why = SLICE("no line of a journal");
    return fault_taken(r, why);
}

/* Take the line ${name}, if that is what comes next, with its value as it is written: 1 or 0. */
static bool take_raw(struct reader *r, struct slice name, struct slice *ret)
{
    bool is_there = pairs_take(&r->rest, name, ret);

    r->line += is_there;
    return is_there;
}

/* The same with its value as it was meant, or negative. */
static int take(struct reader *r, struct slice name, struct slice *ret)
{
    struct slice raw;

    if (!take_raw(r, name, &raw))
        return 0;
    return pairs_value(raw, r->arena, ret) ? 1 : fault_taken(r, SLICE("no line of a journal"));
}

/* What is checked after this holds no byte that is written otherwise. */
static int need_raw(struct reader *r, struct slice name, struct slice *ret)
{
    return take_raw(r, name, ret) ? 1 : fault(r, name);
}

static int need(struct reader *r, struct slice name, struct slice *ret)
{
    int n = take(r, name, ret);

    return n ? n : fault(r, name);
}

/* A moment as event_write() writes it, no other form: one text for one meaning. */
static bool read_moment(struct slice s, int64_t *ret)
{
    /* a day, `T`, a time with seconds and `Z` fill the length: only a second 60 could be written
     * otherwise */
    return s.len == MOMENT_TEXT_LEN && s.ptr[10] == 'T' && s.ptr[16] == ':' && s.ptr[17] < '6' &&
           s.ptr[19] == 'Z' && moment_read(s, 0, ret);
}

static int read_of(struct reader *r, struct event *event)
{
    struct slice of = {"", 0};

    event->of = MOMENT_NONE;
    if (!take_raw(r, SLICE("of"), &of))
        return 0;
    event->of_is_day = of.len == DAY_TEXT_LEN;
    if (event->of_is_day ? !moment_read(of, DAY_JST, &event->of) : !read_moment(of, &event->of))
        return fault_taken(r, SLICE("of"));
    return 0;
}

static int read_number(struct reader *r, struct slice name, uint64_t *ret)
{
    struct slice text = {"", 0};
    int64_t n;

    if (need_raw(r, name, &text) < 0)
        return ERR_SYNTAX;
    if (!pairs_number(text, &n) || n < 1)
        return fault_taken(r, name);
    *ret = (uint64_t)n;
    return 0;
}

static int read_at(struct reader *r, struct event *event)
{
    struct slice text = {"", 0};

    if (need_raw(r, SLICE("at"), &text) < 0)
        return ERR_SYNTAX;
    return read_moment(text, &event->at) ? 0 : fault_taken(r, SLICE("at"));
}

static int read_kind(struct reader *r, struct event *event)
{
    struct slice text = {"", 0};

    if (take(r, SLICE("actor"), &event->actor) < 0 || need_raw(r, SLICE("kind"), &text) < 0)
        return ERR_SYNTAX;
    event->kind = event_kind_of(text);
    return event->kind == EVENTS ? fault_taken(r, SLICE("kind")) : 0;
}

static int read_head(struct reader *r, struct event *event)
{
    uint64_t version = 0;

    if (read_number(r, SLICE("mioboe_event"), &version) < 0)
        return ERR_SYNTAX;
    if (version != 1)
        return fault_taken(r, SLICE("mioboe_event"));
    if (read_number(r, SLICE("seq"), &event->seq) < 0 ||
        need(r, SLICE("case"), &event->case_id) < 0 || read_at(r, event) < 0 ||
        read_of(r, event) < 0 || read_kind(r, event) < 0 ||
        need_raw(r, SLICE("prev"), &event->prev) < 0)
        return ERR_SYNTAX;
    return is_hash(event->prev) ? 0 : fault_taken(r, SLICE("prev"));
}

/* The value of a field of ${form}: only free text is written otherwise than it is meant. */
static bool read_value(struct reader *r, struct slice raw, enum value_form form, struct slice *ret)
{
    *ret = raw;
    return form == ANY ? pairs_value(raw, r->arena, ret) : has_form(raw, form);
}

/* A line that this kind has not. */
static int fault_extra(struct reader *r)
{
    struct slice name = {"", 0}, value;

    r->line++;
    if (pairs_next(&r->rest, r->arena, &name, &value) < 0)
        name = SLICE("no line of a journal");
    return fault_taken(r, name);
}

static int read_fields(struct reader *r, struct event *event)
{
    const struct field_form *forms = kinds[event->kind].fields;

    for (size_t i = 0; i < FIELDS_MAX && forms[i].name.len; i++) {
        struct slice raw, value;

        for (uint32_t count = 0; take_raw(r, forms[i].name, &raw); count++) {
            if (!read_value(r, raw, forms[i].form, &value) || (count && !forms[i].is_many) ||
                event->fields.len == EVENT_MAX_FIELDS)
                return fault_taken(r, forms[i].name);
            *array_push(r->arena, &event->fields) = (struct event_field){forms[i].name, value};
        }
        if (forms[i].is_needed && !event_field(event, forms[i].name).len)
            return fault(r, forms[i].name);
    }
    return r->rest.len ? fault_extra(r) : 0;
}

int event_read(struct slice bytes, struct arena *arena, struct event *ret, struct err *reterr)
{
    struct reader r = {.rest = bytes, .arena = arena, .reterr = reterr};
    struct event event;

    memset(&event, 0, sizeof(event));
    if (bytes.len > EVENT_MAX_BYTES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("64 KiB"));
    if (read_head(&r, &event) < 0 || read_fields(&r, &event) < 0)
        return ERR_SYNTAX;
    *ret = event;
    return 0;
}
