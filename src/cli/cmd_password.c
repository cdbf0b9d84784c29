#include "cli/password_job.h"

#include "cli/command.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/passphrase.h"
#include "cli/secret.h"
#include "cli/review_job.h"
#include "cli/usage.h"
#include "render/printer.h"
#include "render/words.h"

#include <sodium.h>
#include <stddef.h>

/* `mioboe review password`: one password, typed. */

static const struct option option_password_fd = {
    "password-fd", OPTION_PATH, offsetof(struct options, password_fd),
    N_("NUMBER"),  NULL,        N_("read the password, one line, from this open file")};

const struct option *const password_options[] = {
    &option_word,  &option_breaches, &option_breach_url,   &option_password_fd,
    &option_as_of, &option_store,    &option_format_short, &option_now,
    &option_lang,  &option_color,    &option_width,        NULL};

struct judging {
    struct password_job *job;
    struct strength strength;
    int64_t leaked; /* -1: not asked */
    int status;
};

/* On the stack of secret_call(): what stands here is wiped. */
static int judge(void *ctx)
{
    struct judging *j = ctx;
    struct passphrase typed;
    struct breach_digest digest;

    j->status = passphrase_read_password(j->job->options, &typed);
    if (j->status == 0 && typed.len == 0)
        j->status = usage_error("%s", _("Nothing was typed."));
    if (j->status == 0 && typed.len > PASSWORD_MAX)
        j->status = usage_error(_("A password of more than %u bytes is not judged."), PASSWORD_MAX);
    if (j->status == 0) {
        strength_of((struct slice){typed.at, typed.len}, &j->job->words, &j->strength);
        if (j->job->breach)
            breach_digest_of((struct slice){typed.at, typed.len}, &digest);
    }
    passphrase_wipe(&typed);
    if (j->status == 0 && j->job->breach)
        j->status = password_job_ask(j->job, &digest, &j->leaked);
    sodium_memzero(&digest, sizeof(digest));
    return j->status;
}

/* ------------------------------------------------------------------ the answer */

static const struct {
    enum strength_clue clue;
    struct slice name;
    const char *words;
} clues[] = {
    {STRENGTH_OWN,
     {"name", 4},
     N_("It holds a name or word that is common in Japan or in your household.")},
    {STRENGTH_WORD, {"word", 4}, N_("It holds a word of a dictionary or of known passwords.")},
    {STRENGTH_DATE, {"date", 4}, N_("It holds a date or a year.")},
    {STRENGTH_KEYS, {"keys", 4}, N_("It holds keys that lie side by side.")},
    {STRENGTH_SEQUENCE, {"sequence", 8}, N_("It holds a sequence such as abc or 123.")},
    {STRENGTH_REPEAT, {"repeat", 6}, N_("It repeats itself.")},
    {STRENGTH_LENGTH,
     {"short", 5},
     N_("It is shorter than 15 characters: enough only with a second factor.")},
};

static void write_json(struct page *page, const struct judging *j, enum password_verdict verdict)
{
    struct printer p = printer_json(page->out);

    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.password/1"));
    print_string_of(&p, "verdict", password_verdict_name(verdict));
    print_number_of(&p, "bits", j->strength.bits);
    print_integer_of(&p, "length", (int64_t)j->strength.length);
    print_key(&p, "clues");
    print_inline(&p);
    print_begin_list(&p);
    for (size_t i = 0; i < sizeof(clues) / sizeof(clues[0]); i++)
        if (j->strength.clues & clues[i].clue)
            p.type->string(&p, clues[i].name);
    print_end(&p);
    print_known_of(&p, "leaked", j->leaked >= 0, j->leaked);
    print_end(&p);
}

static const char *verdict_words(enum password_verdict verdict)
{
    switch (verdict) {
    case PASSWORD_WEAK: return _("Weak: change it, longer and without names or dates.");
    case PASSWORD_FAIR: return _("Fair: good enough with a second factor.");
    case PASSWORD_GOOD: return _("Good.");
    }
    return "";
}

static void write_text(struct page *page, const struct judging *j, enum password_verdict verdict)
{
    static const enum page_style styles[] = {PAGE_ALARM, PAGE_DOUBT, PAGE_FINE};

    page_style(page, styles[verdict]);
    page_wrap(page, 0, SLICE(""), slice_of(verdict_words(verdict)));
    page_style(page, PAGE_PLAIN);
    page_wrap(page, 2, SLICE(""),
              page_format_of(page, _("Strength: about %s bits (%s characters)."),
                             arena_number(page->arena, (int64_t)j->strength.bits),
                             arena_number(page->arena, (int64_t)j->strength.length)));
    for (size_t i = 0; i < sizeof(clues) / sizeof(clues[0]); i++)
        if (j->strength.clues & clues[i].clue && verdict != PASSWORD_GOOD)
            page_wrap(page, 2, SLICE("- "), slice_of(_(clues[i].words)));
    if (j->leaked > 0)
        page_wrap(page, 2, SLICE("! "),
                  page_format_of(
                      page,
                      _("It stands %s times in lists of leaked passwords: never use it again."),
                      arena_number(page->arena, j->leaked)));
    else if (j->leaked == 0)
        page_wrap(page, 2, SLICE(""),
                  slice_of(_("It is in no list of leaked passwords that was asked.")));
    else
        page_wrap(page, 2, SLICE(""),
                  slice_of(_("Leaked passwords were not asked about (--breaches does).")));
}

static int answer(const struct judging *j)
{
    enum password_verdict verdict =
        password_judge(j->strength.length, j->strength.bits, j->leaked > 0);
    struct output out;
    struct page page = password_job_page(j->job, &out);

    if (j->job->options->format == FORMAT_JSON)
        write_json(&page, j, verdict);
    else
        write_text(&page, j, verdict);
    output_done(&out);
    return verdict == PASSWORD_WEAK ? EXIT_ATTENTION : EXIT_FINE;
}

int review_password(const struct command_call *call)
{
    struct password_job job;
    struct judging j = {.job = &job, .leaked = -1};
    int status = password_job_init(&job, call, 0);

    if (status == 0 && secret_call(judge, &j) < 0)
        j.status = EXIT_UNREAD;
    if (status == 0)
        status = j.status ? j.status : answer(&j);
    password_job_done(&job);
    return status;
}
