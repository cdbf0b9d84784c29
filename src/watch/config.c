#include "watch/config.h"

#include "base/hash.h"
#include "base/pairs.h"
#include "base/text.h"
#include "read/yaml_rows.h"
#include "watch/net.h"

/* ------------------------------------------------------------------ the file's form */

struct yaml_channel {
    char *url, *user, *password_file, *password_command, *password_credential, *ca_file, *from, *to,
        *answers_to;
    bool details;
};

struct yaml_person {
    char *name;
    struct yaml_channel *channels;
    unsigned channels_count;
};

struct yaml_mailbox {
    char *server, *user, *folder, *person, *password_file, *password_command, *password_credential,
        *token_command, *ca_file;
};

struct yaml_config {
    struct yaml_person *household;
    unsigned household_count;
    struct yaml_mailbox *mailboxes;
    unsigned mailboxes_count;
    struct yaml_texts folders, trust_authserv;
    char *language, *quiet, *again_after;
    unsigned asks, history_days;
};

#define SECRET(type)                                               \
    YAML_OPTIONAL("password_file", type, password_file),           \
        YAML_OPTIONAL("password_command", type, password_command), \
        YAML_OPTIONAL("password_credential", type, password_credential)

static const cyaml_schema_field_t channel_fields[] = {
    YAML_TEXT("url", struct yaml_channel, url),
    YAML_OPTIONAL("user", struct yaml_channel, user),
    SECRET(struct yaml_channel),
    YAML_OPTIONAL("ca_file", struct yaml_channel, ca_file),
    YAML_OPTIONAL("from", struct yaml_channel, from),
    YAML_OPTIONAL("to", struct yaml_channel, to),
    YAML_OPTIONAL("answers_to", struct yaml_channel, answers_to),
    CYAML_FIELD_BOOL("details", CYAML_FLAG_OPTIONAL, struct yaml_channel, details),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t channel_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_channel, channel_fields)};

static const cyaml_schema_field_t person_fields[] = {
    YAML_TEXT("name", struct yaml_person, name),
    CYAML_FIELD_SEQUENCE("channels", CYAML_FLAG_POINTER, struct yaml_person, channels,
                         &channel_schema, 0, 20),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t person_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_person, person_fields)};

static const cyaml_schema_field_t mailbox_fields[] = {
    YAML_TEXT("server", struct yaml_mailbox, server),
    YAML_TEXT("user", struct yaml_mailbox, user),
    YAML_OPTIONAL("folder", struct yaml_mailbox, folder),
    YAML_OPTIONAL("person", struct yaml_mailbox, person),
    SECRET(struct yaml_mailbox),
    YAML_OPTIONAL("token_command", struct yaml_mailbox, token_command),
    YAML_OPTIONAL("ca_file", struct yaml_mailbox, ca_file),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t mailbox_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct yaml_mailbox, mailbox_fields)};

static const cyaml_schema_field_t config_fields[] = {
    CYAML_FIELD_SEQUENCE("household", CYAML_FLAG_POINTER, struct yaml_config, household,
                         &person_schema, 1, 20),
    CYAML_FIELD_SEQUENCE("mailboxes", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_config,
                         mailboxes, &mailbox_schema, 0, 20),
    YAML_LIST("folders", struct yaml_config, folders.at),
    YAML_LIST("trust_authserv", struct yaml_config, trust_authserv.at),
    YAML_OPTIONAL("language", struct yaml_config, language),
    YAML_OPTIONAL("quiet", struct yaml_config, quiet),
    YAML_OPTIONAL("again_after", struct yaml_config, again_after),
    CYAML_FIELD_UINT("asks", CYAML_FLAG_OPTIONAL, struct yaml_config, asks),
    CYAML_FIELD_UINT("history_days", CYAML_FLAG_OPTIONAL, struct yaml_config, history_days),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t config_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_config, config_fields)};

/* ------------------------------------------------------------------ what it may say */

struct reading {
    struct yaml_rows rows;
    struct config *to;
};

/* The line on which ${value} first stands as a value: only then is the fault's place told. */
static uint32_t line_of(const struct reading *r, struct slice value)
{
    size_t at = value.len ? slice_find(r->rows.text, value) : r->rows.text.len;
    uint32_t line = 1;

    if (at == r->rows.text.len)
        return 0;
    for (size_t i = 0; i < at; i++)
        line += r->rows.text.ptr[i] == '\n';
    return line;
}

static int fault(struct reading *r, const char *why, struct slice value)
{
    struct slice said =
        arena_join(r->rows.arena, (struct slice[]){slice_of(why), SLICE(": "), value}, 3);

    return err_set(r->rows.err, ERR_SYNTAX, line_of(r, value), said);
}

/* 10m, 2h, 90s. */
static bool read_duration(struct slice s, int64_t *ret)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    struct slice digits = slice_sub(s, 0, s.len ? s.len - 1 : 0);
    int64_t n;

    if (digits.len > 6 || !slice_is_digits(digits) || !pairs_number(digits, &n))
        return false;
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (units[i].unit == s.ptr[s.len - 1]) {
            *ret = n * units[i].seconds;
            return n > 0;
        }
    return false;
}

/* 22:30 */
static bool read_clock(struct slice s, int *ret)
{
    struct slice h, m;
    int64_t hours, minutes;

    if (!slice_cut(slice_trim(s), SLICE(":"), &h, &m) || h.len > 2 || m.len != 2 ||
        !slice_is_digits(h) || !slice_is_digits(m))
        return false;
    hours = h.len == 2 ? (h.ptr[0] - '0') * 10 + h.ptr[1] - '0' : h.ptr[0] - '0';
    minutes = (m.ptr[0] - '0') * 10 + m.ptr[1] - '0';
    *ret = (int)(hours * 60 + minutes);
    return hours < 24 && minutes < 60;
}

static int read_secret(struct reading *r, const char *file, const char *command,
                       const char *credential, struct config_secret *ret)
{
    *ret = (struct config_secret){slice_of(file), slice_of(command), slice_of(credential)};
    if ((ret->file.len != 0) + (ret->command.len != 0) + (ret->credential.len != 0) > 1)
        return fault(r, "a password comes from one place only",
                     ret->file.len ? ret->file : ret->command);
    if (slice_find_byte(ret->credential, '/') < ret->credential.len)
        return fault(r, "a credential is a name, not a path", ret->credential);
    return 0;
}

static struct slice opaque(struct reading *r, struct slice a, struct slice b, struct slice c)
{
    char text[HASH_TEXT_LEN];

    hash_write(hash_bytes(c, hash_bytes(b, hash_bytes(a, 0))), text);
    return arena_copy(r->rows.arena, (struct slice){text, sizeof(text)});
}

/* ------------------------------------------------------------------ channels */

static const struct {
    struct slice scheme;
    enum channel_kind kind;
} schemes[] = {
    {{"terminal:", 9}, CHANNEL_TERMINAL}, {{"desktop:", 8}, CHANNEL_DESKTOP},
    {{"smtp://", 7}, CHANNEL_SMTP},       {{"smtps://", 8}, CHANNEL_SMTP},
    {{"ntfy://", 7}, CHANNEL_NTFY},       {{"ntfys://", 8}, CHANNEL_NTFY},
    {{"https://", 8}, CHANNEL_WEBHOOK},   {{"http://", 7}, CHANNEL_WEBHOOK},
    {{"command:", 8}, CHANNEL_COMMAND},
};

static enum channel_kind kind_of(struct slice url)
{
    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
        if (slice_starts(url, schemes[i].scheme) && url.len >= schemes[i].scheme.len)
            return schemes[i].kind;
    return CHANNEL_KINDS;
}

static bool has_control(struct slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7f)
            return true;
    return false;
}

/* user:password@ in an address would stand in process lists and logs of servers. */
static bool has_login(struct slice url)
{
    struct slice head, rest, host, path;

    if (!slice_cut(url, SLICE("://"), &head, &rest))
        return false;
    slice_cut(rest, SLICE("/"), &host, &path);
    return slice_find_byte(host, '@') < host.len;
}

static int check_channel(struct reading *r, const struct config_channel *c)
{
    bool plain = slice_starts(c->url, SLICE("http://")) || slice_starts(c->url, SLICE("ntfy://"));

    if (c->kind == CHANNEL_KINDS)
        return fault(r,
                     "no channel (terminal:, desktop:, smtp(s)://, ntfy(s)://, https://, command:)",
                     c->url);
    if (has_control(c->url) || has_control(c->from) || has_control(c->to) ||
        has_control(c->answers_to))
        return fault(r, "a control character in a channel", c->url);
    if (has_login(c->url))
        return fault(r, "user and password do not stand in an address; use user, password_file",
                     c->url);
    if (plain && !net_is_local(c->url))
        return fault(r, "unencrypted only to this machine", c->url);
    if (c->kind == CHANNEL_SMTP && (!c->from.len || !c->to.len))
        return fault(r, "a channel of mail needs from and to", c->url);
    if (c->kind == CHANNEL_COMMAND && c->url.len == 8)
        return fault(r, "command: needs a program", c->url);
    return 0;
}

static int read_channel(struct reading *r, struct slice person, const struct yaml_channel *from)
{
    struct config_channel *to = array_push(r->rows.arena, &r->to->channels);
    struct config_secret secret;
    int code = read_secret(r, from->password_file, from->password_command,
                           from->password_credential, &secret);

    *to = (struct config_channel){.url = slice_of(from->url),
                                  .kind = kind_of(slice_of(from->url)),
                                  .person = person,
                                  .user = slice_of(from->user),
                                  .secret = secret,
                                  .ca_file = slice_of(from->ca_file),
                                  .from = slice_of(from->from),
                                  .to = slice_of(from->to),
                                  .answers_to = slice_of(from->answers_to),
                                  .details = from->details};
    to->id = opaque(r, to->url, to->to, person);
    /* what shows on this machine has no public server to pass */
    to->details = to->details || to->kind == CHANNEL_TERMINAL || to->kind == CHANNEL_DESKTOP ||
                  to->kind == CHANNEL_COMMAND ||
                  (to->kind == CHANNEL_WEBHOOK && net_is_local(to->url));
    return code < 0 ? code : check_channel(r, to);
}

static int read_person(struct reading *r, const struct yaml_person *from)
{
    struct slice name = slice_of(from->name);
    int code = 0;

    for (size_t i = 0; i < r->to->people.len; i++)
        if (slice_eq(r->to->people.at[i], name))
            return fault(r, "this name is given twice", name);
    *array_push(r->rows.arena, &r->to->people) = name;
    for (unsigned i = 0; code == 0 && i < from->channels_count; i++)
        code = read_channel(r, name, &from->channels[i]);
    return code;
}

/* ------------------------------------------------------------------ mailboxes */

static int read_mailbox(struct reading *r, const struct yaml_mailbox *from)
{
    struct config_mailbox *to = array_push(r->rows.arena, &r->to->mailboxes);
    struct slice person = slice_of(from->person);
    const char *command = from->token_command ? from->token_command : from->password_command;
    bool known = !person.len;
    int code = read_secret(r, from->password_file, command, from->password_credential, &to->secret);

    to->server = slice_of(from->server);
    to->user = slice_of(from->user);
    to->folder = from->folder ? slice_of(from->folder) : SLICE("INBOX");
    to->person = person.len ? person : r->to->people.at[0];
    to->ca_file = slice_of(from->ca_file);
    to->oauth = from->token_command != NULL;
    to->id = opaque(r, to->server, to->user, to->folder);
    for (size_t i = 0; i < r->to->people.len; i++)
        known = known || slice_eq(r->to->people.at[i], person);
    if (code < 0)
        return code;
    if (!known)
        return fault(r, "no such person in household", person);
    if (!slice_starts(to->server, SLICE("imaps://")) && !slice_starts(to->server, SLICE("imap://")))
        return fault(r, "a server is imaps://HOST or imap://HOST (with STARTTLS)", to->server);
    if (has_login(to->server) || has_control(to->server) || has_control(to->folder))
        return fault(r, "a server is only a host and a port", to->server);
    if (!to->secret.file.len && !to->secret.command.len && !to->secret.credential.len)
        return fault(r,
                     "a mailbox needs password_file, password_command, password_credential or "
                     "token_command",
                     to->server);
    return 0;
}

/* ------------------------------------------------------------------ all of it */

static void read_texts(struct reading *r, const struct yaml_texts *from, struct config_texts *to)
{
    for (unsigned i = 0; i < from->at_count; i++)
        *array_push(r->rows.arena, to) = slice_of(from->at[i]);
}

static int read_times(struct reading *r, const struct yaml_config *from)
{
    struct slice quiet = slice_of(from->quiet), begin, end;
    struct slice again = slice_of(from->again_after);

    r->to->again_after = 600;
    r->to->asks = from->asks ? from->asks : 2;
    r->to->history_days = from->history_days ? from->history_days : 3;
    if (again.len && !read_duration(again, &r->to->again_after))
        return fault(r, "a time is a number and s, m, h or d", again);
    if (quiet.len &&
        (!slice_cut(quiet, SLICE("-"), &begin, &end) || !read_clock(begin, &r->to->quiet_from) ||
         !read_clock(end, &r->to->quiet_until)))
        return fault(r, "quiet hours are written 22:00-07:00", quiet);
    if (r->to->asks > 10)
        return fault(r, "asks is at most 10", SLICE("asks"));
    return 0;
}

/* Mails are answered to where watch looks: by itself the mailbox of that person, else the first
 * whose name is an address, else where the notice goes. */
static struct slice answers_to(const struct config *config, const struct config_channel *channel)
{
    struct slice found = {"", 0};

    for (size_t i = 0; i < config->mailboxes.len; i++) {
        const struct config_mailbox *box = &config->mailboxes.at[i];
        bool is_own = slice_eq(box->person, channel->person);

        if (!slice_has(box->user, SLICE("@")))
            continue;
        if (is_own)
            return box->user;
        found = found.len ? found : box->user;
    }
    return found.len ? found : channel->to;
}

static int read_all(struct reading *r, const struct yaml_config *from)
{
    int code = read_times(r, from);

    r->to->language = slice_of(from->language);
    if (code == 0 && r->to->language.len && !slice_eq(r->to->language, SLICE("ja")) &&
        !slice_eq(r->to->language, SLICE("en")))
        code = fault(r, "language is ja or en", r->to->language);
    for (unsigned i = 0; code == 0 && i < from->household_count; i++)
        code = read_person(r, &from->household[i]);
    for (unsigned i = 0; code == 0 && i < from->mailboxes_count; i++)
        code = read_mailbox(r, &from->mailboxes[i]);
    for (size_t i = 0; i < r->to->channels.len; i++)
        if (!r->to->channels.at[i].answers_to.len)
            r->to->channels.at[i].answers_to = answers_to(r->to, &r->to->channels.at[i]);
    read_texts(r, &from->folders, &r->to->folders);
    read_texts(r, &from->trust_authserv, &r->to->authservs);
    return code;
}

/* libcyaml tells of an unexpected key the line of the one before. */
static void find_key(struct reading *r)
{
    struct slice said = slice_of(r->rows.err ? r->rows.err->detail : ""), head, key;
    uint32_t line;

    if (!r->rows.err || !slice_cut(said, SLICE("Unexpected key: "), &head, &key))
        return;
    line = line_of(r, arena_join(r->rows.arena, (struct slice[]){key, SLICE(":")}, 2));
    if (line)
        r->rows.err->line = line;
}

int config_read(struct slice text, struct arena *arena, struct config *ret, struct err *reterr)
{
    struct config config = {.asks = 0};
    struct reading r = {{text, arena, reterr, {NULL, 0}}, &config};
    struct yaml_config *from = NULL;
    int code;

    if (text.len > CONFIG_MAX_BYTES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("256 KiB"));
    if (!text_is_utf8(text))
        return err_set(reterr, ERR_SYNTAX, 0, SLICE("not UTF-8"));
    code = yaml_rows_load(&r.rows, &config_schema, (void **)&from, NULL);
    if (code < 0)
        find_key(&r);
    if (code == 0 && !from)
        return err_set(reterr, ERR_SYNTAX, 0, SLICE("empty"));
    if (code == 0)
        code = read_all(&r, from);
    if (code == 0)
        *ret = config;
    return code;
}
