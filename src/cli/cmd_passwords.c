#include "cli/password_job.h"

#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/input.h"
#include "read/login_list.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/review_job.h"
#include "cli/secret.h"
#include "render/printer.h"
#include "render/words.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/text.h"

#include <sodium.h>

/* `mioboe review passwords`: all that a manager or browser exported.  What is kept of it for the
 * answer are names of sites. */

const struct option *const passwords_options[] = {&option_word,
                                                  &option_breaches,
                                                  &option_breach_url,
                                                  &option_as_of,
                                                  &option_store,
                                                  &option_format_short,
                                                  &option_now,
                                                  &option_lang,
                                                  &option_color,
                                                  &option_width,
                                                  NULL};

/* One site, without its password. */
struct site {
    struct slice name;
    uint32_t group; /* sites of one group have one password */
    double bits;
    int32_t changed;
    int64_t leaked; /* -1: not asked */
};
ARRAY_TYPE(sites, struct site);

struct looking {
    struct password_job *job;
    struct sites sites;
    uint32_t groups;
    uint32_t *sizes; /* by group */
    int status;
};

/* ------------------------------------------------------------------ reading */

static int load_file(struct looking *l, struct arena *arena, struct slice *ret)
{
    struct inputs inputs = {NULL, 0, 0};
    struct err err = {.line = 0};
    const char *path = l->job->options->operands.at[0].text;

    input_open(&inputs, arena, path, SLICE(""));
    if (inputs.len == 1) {
        err = inputs.at[0].err;
        if (inputs.at[0].fd >= 0 &&
            input_read(&inputs.at[0], LOGIN_LIST_MAX_BYTES, arena, ret, &err) == 0)
            return 0;
    } else {
        err_set(&err, ERR_UNKNOWN_FORMAT, 0, SLICE(""));
    }
    message_err(slice_of(path), &err);
    return EXIT_UNREAD;
}

static struct site site_of(struct looking *l, const struct login *login)
{
    struct arena *arena = l->job->arena;
    struct strength strength;

    strength_of(login->password, &l->job->words, &strength);
    return (struct site){.name = arena_copy(arena, text_cut_numbers(arena, login->site)),
                         .bits = strength.length < PASSWORD_LEAST ? 0 : strength.bits,
                         .changed = login->changed,
                         .leaked = -1};
}

static int ask(struct looking *l, const struct login *login, struct site *site)
{
    struct breach_digest digest;
    int status = 0;

    if (l->job->breach) {
        breach_digest_of(login->password, &digest);
        status = password_job_ask(l->job, &digest, &site->leaked);
        sodium_memzero(&digest, sizeof(digest));
    }
    return status;
}

/* Each password is judged once, and asked about once. */
static int take(struct looking *l, const struct logins *logins, struct arena *arena)
{
    struct map index = {0};
    uint32_t *first = arena_make_n(arena, uint32_t, logins->len + 1);
    int status = 0;

    l->sizes = arena_make_n(l->job->arena, uint32_t, logins->len + 1);
    for (size_t i = 0; status == 0 && i < logins->len; i++) {
        const struct login *login = &logins->at[i];
        uint64_t hash = hash_bytes(login->password, 0);
        uint32_t group = map_add(&index, arena, hash, l->groups, NULL, NULL);
        struct site site = site_of(l, login);

        if (group == l->groups) {
            l->groups++;
            first[group] = (uint32_t)i;
            status = ask(l, login, &site);
        } else {
            site.leaked = l->sites.at[first[group]].leaked;
        }
        site.group = group;
        l->sizes[group]++;
        *array_push(l->job->arena, &l->sites) = site;
    }
    return status;
}

/* On the stack of secret_call(). */
static int look(void *ctx)
{
    struct looking *l = ctx;
    struct arena *arena = arena_new(&secret_memory);
    struct slice text = {"", 0};
    struct logins logins = {NULL, 0, 0};
    struct err err = {.line = 0};

    l->status = load_file(l, arena, &text);
    if (l->status == 0 && login_list_read(text, arena, &logins, &err) != 0) {
        message_err(slice_of(l->job->options->operands.at[0].text), &err);
        l->status = EXIT_UNREAD;
    }
    if (l->status == 0)
        l->status = take(l, &logins, arena);
    arena_free(arena);
    return l->status;
}

/* ------------------------------------------------------------------ the answer */

static bool is_weak(const struct site *s)
{
    return s->bits < PASSWORD_BITS_WEAK;
}

static bool is_leaked(const struct site *s)
{
    return s->leaked > 0;
}

static void json_site(struct printer *p, const struct site *s)
{
    print_inline(p);
    print_begin_map(p);
    print_text_of(p, "site", s->name);
    print_number_of(p, "bits", s->bits);
    print_day_of(p, "changed", s->changed);
    print_known_of(p, "leaked", s->leaked >= 0, s->leaked);
    print_end(p);
}

static void json_some(struct printer *p, const struct looking *l, bool (*is)(const struct site *s))
{
    print_begin_list(p);
    for (size_t i = 0; i < l->sites.len; i++)
        if (is(&l->sites.at[i]))
            json_site(p, &l->sites.at[i]);
    print_end(p);
}

static bool is_old(const struct looking *l, const struct site *s)
{
    return s->changed != DAY_NONE &&
           s->changed <= review_today(l->job->options) - PASSWORD_OLD_DAYS;
}

static void write_json(struct page *page, const struct looking *l)
{
    struct printer printer = printer_json(page->out), *p = &printer;

    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.passwords/1"));
    print_integer_of(p, "logins", (int64_t)l->sites.len);
    print_integer_of(p, "passwords", l->groups);
    print_key(p, "reused");
    print_begin_list(p);
    for (uint32_t g = 0; g < l->groups; g++) {
        if (l->sizes[g] < 2)
            continue;
        print_begin_list(p);
        for (size_t i = 0; i < l->sites.len; i++)
            if (l->sites.at[i].group == g)
                json_site(p, &l->sites.at[i]);
        print_end(p);
    }
    print_end(p);
    print_key(p, "weak");
    json_some(p, l, is_weak);
    print_key(p, "leaked");
    json_some(p, l, is_leaked);
    print_key(p, "old");
    print_begin_list(p);
    for (size_t i = 0; i < l->sites.len; i++)
        if (is_old(l, &l->sites.at[i]))
            json_site(p, &l->sites.at[i]);
    print_end(p);
    print_end(p);
}

static void heading(struct page *page, const char *words, size_t n)
{
    page_style(page, n ? PAGE_DOUBT : PAGE_FINE);
    page_wrap(page, 0, SLICE(""),
              page_format_of(page, words, arena_number(page->arena, (int64_t)n)));
    page_style(page, PAGE_PLAIN);
}

static void text_some(struct page *page, const struct looking *l, const char *words,
                      bool (*is)(const struct site *s))
{
    size_t n = 0;

    for (size_t i = 0; i < l->sites.len; i++)
        n += is(&l->sites.at[i]);
    heading(page, words, n);
    for (size_t i = 0; i < l->sites.len; i++)
        if (is(&l->sites.at[i]))
            page_wrap(page, 2, SLICE("- "), l->sites.at[i].name);
}

static void text_reused(struct page *page, const struct looking *l)
{
    size_t n = 0;

    for (uint32_t g = 0; g < l->groups; g++)
        n += l->sizes[g] > 1;
    heading(page, _("Passwords that are used at several sites: %s"), n);
    for (uint32_t g = 0; g < l->groups; g++) {
        struct slice names = {"", 0};

        for (size_t i = 0; l->sizes[g] > 1 && i < l->sites.len; i++)
            if (l->sites.at[i].group == g)
                names = names.len ? page_format_of(page, "%s, %s", names, l->sites.at[i].name)
                                  : l->sites.at[i].name;
        if (names.len)
            page_wrap(page, 2, SLICE("- "), names);
    }
}

static void text_old(struct page *page, const struct looking *l)
{
    size_t n = 0;

    for (size_t i = 0; i < l->sites.len; i++)
        n += is_old(l, &l->sites.at[i]);
    if (!n)
        return;
    heading(page, _("Not changed for three years or more (no fault by itself): %s"), n);
    for (size_t i = 0; i < l->sites.len; i++)
        if (is_old(l, &l->sites.at[i]))
            page_wrap(page, 2, SLICE("- "),
                      page_format_of(page, "%s  %s", page_day(page, l->sites.at[i].changed),
                                     l->sites.at[i].name));
}

static void write_text(struct page *page, const struct looking *l)
{
    page_wrap(page, 0, SLICE(""),
              page_format_of(page,
                             _("%s logins with %s passwords were looked at; none of them is kept."),
                             arena_number(page->arena, (int64_t)l->sites.len),
                             arena_number(page->arena, l->groups)));
    if (l->job->breach)
        text_some(page, l, _("Leaked, to be changed at once: %s"), is_leaked);
    text_reused(page, l);
    text_some(page, l, _("Weak: %s"), is_weak);
    text_old(page, l);
    page_wrap(page, 0, SLICE(""),
              slice_of(_("Delete the exported file now: it holds every password in plain text.")));
}

static bool asks_attention(const struct looking *l)
{
    for (size_t i = 0; i < l->sites.len; i++)
        if (is_weak(&l->sites.at[i]) || is_leaked(&l->sites.at[i]) ||
            l->sizes[l->sites.at[i].group] > 1)
            return true;
    return false;
}

static int answer(const struct looking *l)
{
    struct output out;
    struct page page = password_job_page(l->job, &out);

    if (l->job->options->format == FORMAT_JSON)
        write_json(&page, l);
    else
        write_text(&page, l);
    output_done(&out);
    return asks_attention(l) ? EXIT_ATTENTION : EXIT_FINE;
}

int review_passwords(const struct command_call *call)
{
    struct password_job job;
    struct looking l = {.job = &job};
    int status = password_job_init(&job, call, 1);

    if (status == 0 && secret_call(look, &l) < 0)
        l.status = EXIT_UNREAD;
    if (status == 0)
        status = l.status ? l.status : answer(&l);
    password_job_done(&job);
    return status;
}
