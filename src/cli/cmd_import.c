#include "cli/command.h"

#include "cli/case_follow.h"
#include "cli/exit_status.h"
#include "cli/import_work.h"
#include "cli/key_store.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "render/page.h"
#include "render/printer.h"
#include "render/words.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

const struct option *const import_options[] = {&option_store,
                                               &option_dry_run,
                                               &option_account,
                                               &option_members,
                                               &option_as_of,
                                               &option_format_short,
                                               &option_dns_file,
                                               &option_online,
                                               &option_trust_authserv,
                                               &option_now,
                                               &option_lang,
                                               &option_verbose,
                                               NULL};

/* ------------------------------------------------------------------ the key of labels */

/* The store's own key, made once; a trial run takes any. */
static int label_key(struct store *store, bool is_trial, struct arena *arena, uint8_t *ret,
                     struct err *reterr)
{
    struct slice key;
    int r = store ? store->ops->setting_get(store, SLICE("label_key"), arena, &key, reterr) : 0;

    if (r == 1 && key.len == HASH_KEY_LEN)
        memcpy(ret, key.ptr, HASH_KEY_LEN);
    if (r != 0)
        return r < 0 ? r : 0;
    if (getrandom(ret, HASH_KEY_LEN, 0) != HASH_KEY_LEN)
        return err_set(reterr, ERR_IO, 0, slice_of(strerror(errno)));
    if (is_trial || !store)
        return 0;
    key = (struct slice){(const char *)ret, HASH_KEY_LEN};
    return store->ops->setting_put(store, SLICE("label_key"), key, reterr);
}

/* ------------------------------------------------------------------ the answer */

static void add_part(struct page *page, struct slice *to, const char *one, const char *many,
                     uint32_t n)
{
    struct slice number = arena_number(page->arena, n);
    struct slice said = page_format(page, ngettext(one, many, n), &number, 1);

    if (n == 0)
        return;
    *to =
        to->len ? arena_join(page->arena, (struct slice[]){*to, slice_of(_(", ")), said}, 3) : said;
}

static struct slice in_words(struct page *page, const struct import_file *file)
{
    const struct news *news = &file->news;
    struct slice to = {"", 0};

    if (file->is_unread)
        return slice_of(_("could not be read, and is not kept"));
    if (file->is_known)
        return slice_of(_("known already"));
    if (!file->is_statement) {
        add_part(page, &to, N_("%s new record"), N_("%s new records"), file->records);
        return to.len ? to : slice_of(_("nothing new"));
    }
    add_part(page, &to, N_("%s new charge"), N_("%s new charges"), news->fresh);
    add_part(page, &to, N_("%s seen again"), N_("%s seen again"), news->again);
    add_part(page, &to, N_("%s re-worded"), N_("%s re-worded"), news->reworded);
    add_part(page, &to, N_("%s now posted"), N_("%s now posted"), news->posted);
    add_part(page, &to, N_("%s no longer shown"), N_("%s no longer shown"), news->vanished);
    return to.len ? to : slice_of(_("nothing new"));
}

static bool is_mail(const struct import_file *file)
{
    return slice_eq(file->format, SLICE("mail"));
}

/* Mails are many: one line for all. */
static void print_mails(struct page *page, const struct import_files *files)
{
    struct slice to = {"", 0};
    uint32_t fresh = 0, known = 0;

    for (size_t i = 0; i < files->len; i++) {
        if (files->at[i].is_hint)
            continue;
        fresh += is_mail(&files->at[i]) && !files->at[i].is_known;
        known += is_mail(&files->at[i]) && files->at[i].is_known;
    }
    add_part(page, &to, N_("%s new mail"), N_("%s new mails"), fresh);
    add_part(page, &to, N_("%s mail known already"), N_("%s mails known already"), known);
    if (to.len)
        page_line(page, to);
}

static void print_text_answer(struct output *out, const struct options *options,
                              const struct import_files *files, const struct case_news_list *cases,
                              struct arena *arena)
{
    struct page page = {.out = out,
                        .arena = arena,
                        .width = terminal_width(options),
                        .japanese = language_is_japanese()};

    for (size_t i = 0; i < files->len; i++) {
        if (is_mail(&files->at[i]))
            continue;
        page_add(&page, files->at[i].path);
        page_add(&page, slice_of(_(": ")));
        page_line(&page, in_words(&page, &files->at[i]));
    }
    if (!files->len)
        page_line(&page, slice_of(_("There was nothing to take in.")));
    print_mails(&page, files);
    case_news_text(&page, cases);
    if (options->dry_run)
        page_line(&page, slice_of(_("This was a trial: nothing was stored.")));
}

static void print_json(struct output *out, const struct options *options,
                       const struct import_files *files, const struct case_news_list *cases)
{
    struct printer printer = printer_json(out), *p = &printer;

    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.import/1"));
    print_boolean_of(p, "dry_run", options->dry_run);
    print_key(p, "files");
    print_begin_list(p);
    for (size_t i = 0; i < files->len; i++) {
        const struct import_file *file = &files->at[i];

        if (file->is_hint)
            continue;
        print_begin_map(p);
        print_string_of(p, "path", file->path);
        print_string_of(p, "format", file->format);
        print_boolean_of(p, "known", file->is_known);
        print_integer_of(p, "records", file->records);
        print_integer_of(p, "new", file->news.fresh);
        print_integer_of(p, "again", file->news.again);
        print_integer_of(p, "reworded", file->news.reworded);
        print_integer_of(p, "posted", file->news.posted);
        print_integer_of(p, "vanished", file->news.vanished);
        print_end(p);
    }
    print_end(p);
    case_news_json(p, cases);
    print_end(p);
}

static void print(const struct options *options, const struct import_files *files,
                  const struct case_news_list *cases, struct arena *arena)
{
    struct output out;

    standard_output_init(&out);
    if (options->format == FORMAT_JSON)
        print_json(&out, options, files, cases);
    else
        print_text_answer(&out, options, files, cases, arena);
    output_done(&out);
}

/* ------------------------------------------------------------------ the run */

static int open_store(const struct options *options, struct arena *arena, struct store **ret)
{
    *ret = NULL;
    return options->dry_run ? own_store_open_if_any(options, STORE_READ, arena, ret)
                            : own_store_open(options, STORE_CREATE, arena, ret);
}

/* Before the child: it must not find the store open. */
static int prepare(const struct options *options, struct arena *arena, uint8_t *ret_key)
{
    struct err err = {.line = 0};
    struct store *store;
    int r = open_store(options, arena, &store);

    if (r != 0)
        return r;
    r = label_key(store, options->dry_run, arena, ret_key, &err);
    store_close(store);
    return r < 0 ? own_store_complain(options, &err) : 0;
}

static int finish(const struct options *options, struct job *job, const struct import_texts *texts,
                  struct arena *arena)
{
    struct import_files files = {NULL, 0, 0};
    struct case_news_list cases = {0};
    struct err err = {.line = 0};
    struct store *store;
    int r = open_store(options, arena, &store);

    if (r != 0)
        return r;
    r = import_store(store, texts, door_catalog(job->mioboe), own_store_now(options),
                     options->dry_run, arena, &files, &err);
    store_close(store);
    if (r < 0)
        return own_store_complain(options, &err);
    r = case_follow_import(options, arena, &cases);
    print(options, &files, &cases, arena);
    return r;
}

int cmd_import(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct import_texts texts;
    struct options options;
    uint8_t key[HASH_KEY_LEN];
    struct job job;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && !options.operands.len)
        status = usage_error("%s", _("import needs files to take: statements, an Amazon export, "
                                     "mails, or a folder with them."));
    if (status == 0)
        status = prepare(&options, arena, key);
    if (status == 0) {
        job_init(&job, &options, arena);
        job_label_with(&job, key);
        import_take(&job, &texts, arena);
        status = job_run_paths(&job, import_hand_over);
        if (texts.is_whole) {
            int stored = finish(&options, &job, &texts, arena);

            status = stored ? stored : status;
        }
        job_done(&job); /* remembers the keys that were seen */
        if (!options.dry_run && !options.dns_file) {
            int kept = key_store_import(&options, arena);

            status = kept ? kept : status;
        }
    }
    arena_free(arena);
    return status;
}
