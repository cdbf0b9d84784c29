#include "cli/option.h"

#include "base/day.h"
#include "cli/exit_status.h"
#include "cli/suggest.h"
#include "cli/usage.h"
#include "render/words.h"

#include <stddef.h>

static const char *const formats[] = {"text", "json", "csv", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};
static const char *const langs[] = {"", "ja", "en", NULL};
/* In the order of enum verdict_kind. */
static const char *const verdicts[] = {"explained",   "probable",     "ambiguous",
                                       "unexplained", "out_of_scope", NULL};

const struct option option_as_of = {
    "as-of",    OPTION_DAY, offsetof(struct options, as_of),
    N_("DATE"), NULL,       N_("take this day (YYYY-MM-DD) for today")};
const struct option option_format = {
    "format",        OPTION_CHOICE, offsetof(struct options, format),
    "text|json|csv", formats,       N_("how the answer is written")};
const struct option option_format_short = {
    "format",    OPTION_CHOICE, offsetof(struct options, format),
    "text|json", formats,       N_("how the answer is written")};
const struct option option_only = {
    "only",
    OPTION_CHOICES,
    offsetof(struct options, filter.verdicts),
    N_("VERDICT,..."),
    verdicts,
    N_("show charges with these verdicts only: explained, probable, ambiguous, unexplained, "
       "out_of_scope")};
const struct option option_since = {"since",    OPTION_DAY, offsetof(struct options, filter.since),
                                    N_("DATE"), NULL,       N_("show charges from this day on")};
const struct option option_until = {"until",    OPTION_DAY, offsetof(struct options, filter.until),
                                    N_("DATE"), NULL,       N_("show charges up to this day")};
const struct option option_account = {
    "account", OPTION_ACCOUNT,
    0,         N_("NAME=PATH"),
    NULL,      N_("read this path as belonging to this account; may be given again")};
const struct option option_members = {
    "members",
    OPTION_MEMBERS,
    0,
    N_("DIR"),
    NULL,
    N_("read each folder directly in this one as the account of its name; may be given again")};
const struct option option_households = {
    "households",
    OPTION_PATH,
    offsetof(struct options, households),
    N_("DIR"),
    NULL,
    N_("explain each folder directly in this one by itself, one line each")};
const struct option option_decisions = {
    "decisions",
    OPTION_PATH,
    offsetof(struct options, decisions),
    N_("FILE"),
    NULL,
    N_("your own decisions: lines of \"pin CHARGE ORDER\" or \"reject CHARGE ORDER\"")};
const struct option option_lang = {"lang",  OPTION_CHOICE, offsetof(struct options, lang),
                                   "ja|en", langs,         N_("the language of the answer")};
const struct option option_color = {"color",
                                    OPTION_CHOICE,
                                    offsetof(struct options, color),
                                    "auto|always|never",
                                    colors,
                                    N_("colours; by itself on a terminal only")};
const struct option option_width = {
    "width",       OPTION_NUMBER, offsetof(struct options, width),
    N_("COLUMNS"), NULL,          N_("the width of a line of text")};
const struct option option_all = {
    "all", OPTION_MARK, offsetof(struct options, all),
    NULL,  NULL,        N_("show every charge of other shops, too, not one line per shop")};
const struct option option_verbose = {"verbose", OPTION_MARK, offsetof(struct options, verbose),
                                      NULL,      NULL,        N_("say more about what was read")};

const struct option option_dns_file = {
    "dns-file", OPTION_PATH, offsetof(struct options, dns_file),
    N_("FILE"), NULL,        N_("take keys of senders from this file and from nowhere else")};
const struct option option_offline = {
    "offline", OPTION_MARK, offsetof(struct options, offline),
    NULL,      NULL,        N_("ask nobody for keys; use those that are known")};
const struct option option_online = {
    "online", OPTION_MARK, offsetof(struct options, online),
    NULL,     NULL,        N_("ask the network for keys of the senders of mails")};
const struct option option_trust_authserv = {
    "trust-authserv",
    OPTION_WORDS,
    offsetof(struct options, authservs),
    N_("ID"),
    NULL,
    N_("believe what your mail server of this name says that it saw; may be given again")};
const struct option option_now = {
    "now",           OPTION_MOMENT, offsetof(struct options, now),
    N_("DATE-TIME"), NULL,          N_("take this moment (2026-08-15T12:00:00Z) for now")};
const struct option option_store = {
    "store",
    OPTION_PATH,
    offsetof(struct options, store),
    N_("FILE"),
    NULL,
    N_("the household's store; by itself $XDG_DATA_HOME/mioboe/mioboe.sqlite")};

const struct option option_dry_run = {
    "dry-run", OPTION_MARK, offsetof(struct options, dry_run),
    NULL,      NULL,        N_("show what would change, and store nothing")};

/* ------------------------------------------------------------------ values */

static int choice_of(const char *const *choices, struct slice word)
{
    for (int i = 0; choices[i]; i++)
        if (word.len && slice_eq(slice_of(choices[i]), word))
            return i;
    return -1;
}

static int complain_value(const struct option *option, const char *value)
{
    return usage_error(_("\"%s\" is no value for --%s; it takes %s."), value, option->name,
                       option->choices == verdicts
                           ? "explained, probable, ambiguous, unexplained, out_of_scope"
                           : _(option->value));
}

static int set_mark(const struct option *option, const char *value, void *to)
{
    (void)option;
    (void)value;
    *(bool *)to = true;
    return 0;
}

static int set_day(const struct option *option, const char *value, void *to)
{
    struct slice s = slice_of(value);
    int32_t day;
    char text[DAY_TEXT_LEN];

    if (s.len != DAY_TEXT_LEN || day_read(s, DAY_YMD, DAY_NONE, &day) != 1)
        return usage_error(_("\"%s\" is no day for --%s; write it as 2026-08-15."), value,
                           option->name);
    day_write(day, text);
    if (!slice_eq(s, (struct slice){text, sizeof(text)}))
        return usage_error(_("\"%s\" is no day for --%s; write it as 2026-08-15."), value,
                           option->name);
    *(int32_t *)to = day;
    return 0;
}

static int set_choice(const struct option *option, const char *value, void *to)
{
    int choice = choice_of(option->choices, slice_of(value));

    if (choice < 0 || !slice_has(slice_of(option->value), slice_of(value)))
        return complain_value(option, value);
    *(unsigned *)to = (unsigned)choice;
    return 0;
}

static int set_choices(const struct option *option, const char *value, void *to)
{
    struct slice rest = slice_of(value), word;
    bool more;

    do {
        int choice;

        more = slice_cut(rest, SLICE(","), &word, &rest);
        choice = choice_of(option->choices, word);
        if (choice < 0)
            return complain_value(option, value);
        *(unsigned *)to |= 1u << choice;
    } while (more);
    return 0;
}

static int set_number(const struct option *option, const char *value, void *to)
{
    size_t number = 0;

    for (const char *c = value; *c; c++) {
        if (*c < '0' || *c > '9' || number > OPTION_NUMBER_MAX)
            return complain_value(option, value);
        number = number * 10 + (size_t)(*c - '0');
    }
    if (number < OPTION_NUMBER_MIN || number > OPTION_NUMBER_MAX)
        return usage_error(_("--%s takes a number from %u to %u."), option->name, OPTION_NUMBER_MIN,
                           OPTION_NUMBER_MAX);
    *(size_t *)to = number;
    return 0;
}

static int set_path(const struct option *option, const char *value, void *to)
{
    if (!*value)
        return complain_value(option, value);
    *(const char **)to = value;
    return 0;
}

/* Two digits at ${at}, or -1. */
static int two_digits(struct slice s, size_t at)
{
    struct slice digits = slice_sub(s, at, at + 2);

    return digits.len == 2 && slice_is_digits(digits)
               ? (digits.ptr[0] - '0') * 10 + digits.ptr[1] - '0'
               : -1;
}

/* RFC 3339: date, `T`, time with or without seconds, `Z` or an offset; a date alone begins in UTC.
 */
static bool read_moment(struct slice s, int64_t *ret)
{
    int32_t day;
    int h, m, sec = 0, off_h, off_m;
    struct slice rest;

    if (day_read(slice_sub(s, 0, DAY_TEXT_LEN), DAY_YMD, DAY_NONE, &day) != 1)
        return false;
    *ret = (int64_t)day * 86400;
    if (s.len == DAY_TEXT_LEN)
        return true;
    h = two_digits(s, DAY_TEXT_LEN + 1);
    m = two_digits(s, DAY_TEXT_LEN + 4);
    rest = slice_skip(s, DAY_TEXT_LEN + 6);
    if (slice_starts(rest, SLICE(":"))) {
        sec = two_digits(rest, 1);
        rest = slice_skip(rest, 3);
    }
    if ((s.ptr[DAY_TEXT_LEN] != 'T' && s.ptr[DAY_TEXT_LEN] != ' ') || h < 0 || h > 23 || m < 0 ||
        m > 59 || sec < 0 || sec > 60 || s.ptr[DAY_TEXT_LEN + 3] != ':')
        return false;
    *ret += h * 3600 + m * 60 + sec;
    if (slice_eq(rest, SLICE("Z")))
        return true;
    off_h = two_digits(rest, 1);
    off_m = two_digits(rest, 4);
    if (rest.len != 6 || (rest.ptr[0] != '+' && rest.ptr[0] != '-') || rest.ptr[3] != ':' ||
        off_h < 0 || off_h > 23 || off_m < 0 || off_m > 59)
        return false;
    *ret -= (rest.ptr[0] == '-' ? -60 : 60) * (off_h * 60 + off_m);
    return true;
}

static int set_moment(const struct option *option, const char *value, void *to)
{
    int64_t moment;

    if (!read_moment(slice_of(value), &moment))
        return usage_error(_("\"%s\" is no moment for --%s; write it as 2026-08-15T12:00:00Z."),
                           value, option->name);
    *(int64_t *)to = moment;
    return 0;
}

static int set_words(const struct option *option, const char *value, void *to)
{
    struct options *options = (struct options *)(void *)((char *)to - option->offset);

    if (!*value)
        return complain_value(option, value);
    *array_push(options->arena, (struct words *)to) = slice_of(value);
    return 0;
}

static int set_text(const struct option *option, const char *value, void *to)
{
    if (!*value)
        return complain_value(option, value);
    *(struct slice *)to = slice_of(value);
    return 0;
}

static int set_account(const struct option *option, const char *value, void *to)
{
    struct options *options = to;
    struct slice name, path;
    struct operand *operand;

    if (!slice_cut(slice_of(value), SLICE("="), &name, &path) || !name.len || !path.len)
        return usage_error(_("--%s takes a name and a path, as in --account taro=taro.zip."),
                           option->name);
    operand = array_push(options->arena, &options->operands);
    operand->text = path.ptr;
    operand->account = name;
    return 0;
}

static int set_members(const struct option *option, const char *value, void *to)
{
    struct options *options = to;
    struct operand *operand;

    if (!*value)
        return complain_value(option, value);
    operand = array_push(options->arena, &options->operands);
    operand->text = value;
    operand->members = true;
    return 0;
}

static int set(const struct option *option, const char *value, struct options *ret)
{
    static int (*const setters[])(const struct option *, const char *, void *) = {
        [OPTION_MARK] = set_mark,       [OPTION_DAY] = set_day,
        [OPTION_CHOICE] = set_choice,   [OPTION_CHOICES] = set_choices,
        [OPTION_NUMBER] = set_number,   [OPTION_PATH] = set_path,
        [OPTION_ACCOUNT] = set_account, [OPTION_MEMBERS] = set_members,
        [OPTION_MOMENT] = set_moment,   [OPTION_WORDS] = set_words,
        [OPTION_TEXT] = set_text,
    };

    return setters[option->kind](option, value, (char *)ret + option->offset);
}

/* ------------------------------------------------------------------ the line */

static bool is_operand(const char *word)
{
    return word[0] != '-' || !word[1] || (word[1] >= '0' && word[1] <= '9');
}

static int complain_unknown(const struct option *const *known, const char *word)
{
    const char *name = word + (word[1] == '-' ? 2 : 1);

    for (; *known; known++)
        if (suggest_is_near(name, (*known)->name))
            return usage_error(_("There is no option \"%s\". Did you mean --%s?"), word,
                               (*known)->name);
    return usage_error(_("There is no option \"%s\"."), word);
}

static const struct option *find(const struct option *const *known, struct slice name)
{
    for (; *known; known++)
        if (slice_eq(slice_of((*known)->name), name))
            return *known;
    return NULL;
}

/* The option at argv[${i}]; the index of the last word it takes goes to ${ret_last}. */
static int read_one(const struct option *const *known, int argc, char **argv, int i,
                    struct options *ret, int *ret_last)
{
    struct slice name, value;
    bool has_value = slice_cut(slice_of(argv[i]), SLICE("="), &name, &value);
    const struct option *option =
        slice_starts(name, SLICE("--")) ? find(known, slice_skip(name, 2)) : NULL;

    *ret_last = i;
    if (!option)
        return complain_unknown(known, argv[i]);
    if (option->kind == OPTION_MARK && has_value)
        return usage_error(_("--%s takes no value."), option->name);
    if (option->kind == OPTION_MARK || has_value)
        return set(option, value.ptr, ret);
    if (i + 1 == argc)
        return usage_error(_("--%s lacks its value (%s)."), option->name, _(option->value));
    *ret_last = i + 1;
    return set(option, argv[i + 1], ret);
}

/* What options->now is where --now is not given: a page that was given it hands it to its commands,
 * also to those of modules, which have a copy of this folder. */
static int64_t now_by_itself(void)
{
    const char *text = getenv(OPTION_NOW_VARIABLE);
    char *end;
    long long now = text ? strtoll(text, &end, 10) : 0;

    return text && end != text && *end == '\0' ? now : OPTION_NO_TIME;
}

void option_fix_now(int64_t now)
{
    char text[24];

    snprintf(text, sizeof(text), "%lld", (long long)now);
    setenv(OPTION_NOW_VARIABLE, text, 1);
}

int option_read(const struct option *const *known, int argc, char **argv, struct arena *arena,
                struct options *ret)
{
    bool only_operands = false;

    *ret = (struct options){.as_of = DAY_NONE, .now = now_by_itself(), .arena = arena};
    ret->filter.since = ret->filter.until = DAY_NONE;
    for (int i = 0; i < argc; i++) {
        int r = 0;

        if (!only_operands && slice_eq(slice_of(argv[i]), SLICE("--")))
            only_operands = true;
        else if (only_operands || is_operand(argv[i]))
            array_push(arena, &ret->operands)->text = argv[i];
        else
            r = read_one(known, argc, argv, i, ret, &i);
        if (r)
            return r;
    }
    return 0;
}

bool option_given(int argc, char **argv, const char *name)
{
    for (int i = 0; i < argc && !slice_eq(slice_of(argv[i]), SLICE("--")); i++)
        if (slice_eq(slice_of(argv[i]), slice_of(name)))
            return true;
    return false;
}

const char *option_lang_given(int argc, char **argv)
{
    struct slice head, tail;

    for (int i = 0; i < argc && !slice_eq(slice_of(argv[i]), SLICE("--")); i++) {
        if (slice_eq(slice_of(argv[i]), SLICE("--lang")) && i + 1 < argc)
            return argv[i + 1];
        if (slice_cut(slice_of(argv[i]), SLICE("--lang="), &head, &tail) && !head.len)
            return tail.ptr;
    }
    return NULL;
}
