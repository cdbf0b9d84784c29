#include "cli/case_file.h"
#include "cli/case_job.h"
#include "cli/case_keep.h"

#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "io/whole.h"
#include "render/printer.h"
#include "render/words.h"

#include <errno.h>

/* Is the journal whole; a case as a file. */

/* ------------------------------------------------------------------ what is there */

static int read_case(struct case_job *job, struct case_file *ret)
{
    struct err err;

    *ret = (struct case_file){0};
    if (job->store->ops->event_list(job->store, job->id, job->arena, &ret->events, &err) < 0)
        return own_store_complain(job->options, &err);
    return 0;
}

/* What became of a file of the evidence. */
enum file_state { FILE_WHOLE, FILE_REFERENCE, FILE_DELETED, FILE_MISSING, FILE_CHANGED };

static const char *const file_words[] = {[FILE_WHOLE] = N_("whole"),
                                         [FILE_REFERENCE] = N_("kept elsewhere, its hash alone"),
                                         [FILE_DELETED] = N_("deleted on purpose"),
                                         [FILE_MISSING] = N_("MISSING"),
                                         [FILE_CHANGED] = N_("CHANGED")};
static const struct slice file_codes[] = {[FILE_WHOLE] = {"whole", 5},
                                          [FILE_REFERENCE] = {"reference", 9},
                                          [FILE_DELETED] = {"deleted", 7},
                                          [FILE_MISSING] = {"missing", 7},
                                          [FILE_CHANGED] = {"changed", 7}};

static enum file_state file_state(struct case_job *job, const struct case_evidence *evidence)
{
    struct slice form, bytes;
    char hash[STORE_HASH_TEXT];
    struct err err;

    if (evidence->is_deleted)
        return FILE_DELETED;
    if (slice_eq(evidence->form, SLICE("reference")))
        return FILE_REFERENCE;
    if (job->store->ops->file_get(job->store, evidence->sha256, job->arena, &form, &bytes, &err) !=
        1)
        return FILE_MISSING;
    journal_hash(bytes, hash);
    /* of an encrypted one sha256 is that of the plain bytes */
    return slice_eq((struct slice){hash, sizeof(hash)},
                    slice_eq(form, SLICE("encrypted")) ? evidence->sealed : evidence->sha256)
               ? FILE_WHOLE
               : FILE_CHANGED;
}

/* ------------------------------------------------------------------ verify */

/* What was found; the state is folded as far as the chain holds. */
struct verified {
    struct journal_check check;
    uint64_t entries;
    bool has_files; /* evidence can be looked at: the store is at hand */
    bool failed;
};

static struct slice fault_code(enum journal_fault fault)
{
    static const struct slice codes[] = {[JOURNAL_WHOLE] = {"", 0},
                                         [JOURNAL_CHANGED] = {"changed", 7},
                                         [JOURNAL_BROKEN] = {"broken", 6},
                                         [JOURNAL_GAP] = {"gap", 3},
                                         [JOURNAL_SYNTAX] = {"syntax", 6}};

    return codes[fault];
}

static const char *fault_sentence(enum journal_fault fault)
{
    static const char *const sentences[] = {
        [JOURNAL_WHOLE] = "",
        [JOURNAL_CHANGED] = N_("Entry %s was changed after it was written."),
        [JOURNAL_BROKEN] = N_("Entry %s does not follow the one before it: something was changed, "
                              "removed, put in or moved there."),
        [JOURNAL_GAP] = N_("Entry %s is missing, twice there or in another place."),
        [JOURNAL_SYNTAX] = N_("Entry %s is no entry of a journal.")};

    return _(sentences[fault]);
}

static void fold_again(struct case_job *job, const struct store_events *events)
{
    state_init(&job->state, job->arena);
    for (size_t i = 0; i < events->len; i++) {
        struct event event;
        struct err err;

        if (event_read(events->at[i].bytes, job->arena, &event, &err) < 0 ||
            state_apply(&job->state, &event, &err) < 0)
            return;
    }
}

static void verify_text(struct case_job *job, struct verified *v, struct page *page)
{
    struct slice number = arena_number(job->arena, (int64_t)v->check.seq);

    if (v->check.fault != JOURNAL_WHOLE) {
        page_wrap(page, 0, SLICE("! "),
                  page_format_of(page, fault_sentence(v->check.fault), number));
    } else {
        page_wrap(page, 0, SLICE(""),
                  page_format_of(page,
                                 _("Case %s: all %s entries are as they were written, in "
                                   "their order."),
                                 job->id, number));
        page_line(page, page_format_of(page, _("Head: %s"),
                                       (struct slice){v->check.head, sizeof(v->check.head)}));
    }
    for (size_t i = 0; v->has_files && i < job->state.evidence.len; i++) {
        enum file_state state = file_state(job, &job->state.evidence.at[i]);

        v->failed = v->failed || state >= FILE_MISSING;
        page_wrap(page, 2, SLICE(""),
                  page_format_of(page, "%s  %s: %s",
                                 slice_sub(job->state.evidence.at[i].sha256, 0, 12),
                                 job->state.evidence.at[i].name, slice_of(_(file_words[state]))));
    }
    page_wrap(page, 0, SLICE(""),
              slice_of(_("This finds what was changed, removed or moved in the journal. It proves "
                         "nothing against somebody who can write the whole file anew: for that, "
                         "compare the head with a copy of it that is kept elsewhere (on paper, in "
                         "a mail, in a time stamp).")));
}

static void verify_json(struct case_job *job, struct verified *v, struct page *page)
{
    struct printer p = printer_json(page->out);
    bool whole = v->check.fault == JOURNAL_WHOLE;

    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.case/1"));
    print_text_of(&p, "case", job->id);
    print_boolean_of(&p, "whole", whole);
    print_text_of(&p, "fault", fault_code(v->check.fault));
    print_known_of(&p, "entry", !whole, (int64_t)v->check.seq);
    print_integer_of(&p, "entries", (int64_t)v->entries);
    print_key(&p, "head");
    print_text(&p, whole ? (struct slice){v->check.head, sizeof(v->check.head)} : SLICE(""));
    print_key(&p, "evidence");
    print_begin_list(&p);
    for (size_t i = 0; v->has_files && i < job->state.evidence.len; i++) {
        enum file_state state = file_state(job, &job->state.evidence.at[i]);

        v->failed = v->failed || state >= FILE_MISSING;
        print_inline(&p);
        print_begin_map(&p);
        print_string_of(&p, "sha256", job->state.evidence.at[i].sha256);
        print_string_of(&p, "state", file_codes[state]);
        print_end(&p);
    }
    print_end(&p);
    print_end(&p);
}

static int say_verified(struct case_job *job, const struct case_file *file, bool has_files)
{
    struct verified v = {.entries = file->events.len, .has_files = has_files};
    struct output out;
    struct page page = case_page(job, &out);

    journal_verify(&file->events, job->arena, &v.check);
    fold_again(job, &file->events);
    standard_output_init(&out);
    if (job->options->format == FORMAT_JSON)
        verify_json(job, &v, &page);
    else
        verify_text(job, &v, &page);
    output_done(&out);
    return v.failed || v.check.fault != JOURNAL_WHOLE ? EXIT_ATTENTION : EXIT_FINE;
}

static int read_exported(struct case_job *job, const char *path, struct case_file *ret)
{
    struct slice bytes;
    struct event event;
    struct err err = {.line = 0};
    int status = case_read_file(job, path, &bytes);

    if (status)
        return status;
    if (case_file_read(bytes, job->arena, ret, &err) < 0 || !ret->events.len) {
        message_say(slice_of(path), 0, _("This is no case of mioboe, or it was cut short."));
        return EXIT_UNREAD;
    }
    if (event_read(ret->events.at[0].bytes, job->arena, &event, &err) == 0)
        job->id = event.case_id;
    return 0;
}

/* `verify [FILE]` */
int case_verify(struct case_job *job)
{
    struct case_file file;
    int status;

    if (job->options->operands.len) {
        status = read_exported(job, job->options->operands.at[0].text, &file);
        return status ? status : say_verified(job, &file, false);
    }
    status = case_find(job);
    if (status == 0)
        status = read_case(job, &file);
    return status ? status : say_verified(job, &file, true);
}

/* ------------------------------------------------------------------ export */

static void take_files(struct case_job *job, struct case_file *file)
{
    for (size_t i = 0; i < job->state.evidence.len; i++) {
        struct case_file_evidence one = {.sha256 = job->state.evidence.at[i].sha256};
        struct err err;

        if (job->store->ops->file_get(job->store, one.sha256, job->arena, &one.form, &one.bytes,
                                      &err) == 1)
            *array_push(job->arena, &file->files) = one;
    }
}

int case_write_file(const char *path, struct slice bytes)
{
    if (whole_create(path, bytes))
        return EXIT_FINE;
    message_say(slice_of(path), 0, strerror(errno));
    return EXIT_UNREAD;
}

/* `export [FILE]`; without FILE on standard output */
int case_export(struct case_job *job)
{
    struct case_file file;
    struct output out;
    struct slice bytes;
    int status = read_case(job, &file);

    if (status)
        return status;
    take_files(job, &file);
    bytes = case_file_write(&file, job->arena);
    if (job->options->operands.len && strcmp(job->options->operands.at[0].text, "-") != 0)
        return case_write_file(job->options->operands.at[0].text, bytes);
    standard_output_init(&out);
    output_add(&out, bytes);
    output_done(&out);
    return 0;
}

/* ------------------------------------------------------------------ import */

static int refuse_broken(struct case_job *job, const char *path, const struct journal_check *check)
{
    struct output none;
    struct page page = case_page(job, &none);
    struct slice number = arena_number(job->arena, (int64_t)check->seq);
    struct slice text;

    output_init(&none, &memory, NULL, NULL);
    text = page_format_of(&page, fault_sentence(check->fault), number);
    output_done(&none);
    message_say(slice_of(path), 0, arena_join(job->arena, (struct slice[]){text, {"", 1}}, 2).ptr);
    return EXIT_UNREAD;
}

/* The hash that the journal tells of the bytes that are stored of this file. */
static struct slice told_hash(const struct case_job *job, const struct case_file_evidence *file)
{
    for (size_t i = 0; slice_eq(file->form, SLICE("encrypted")) && i < job->state.evidence.len; i++)
        if (slice_eq(job->state.evidence.at[i].sha256, file->sha256))
            return job->state.evidence.at[i].sealed;
    return file->sha256;
}

static int put_files(struct case_job *job, const struct case_file *file)
{
    for (size_t i = 0; i < file->files.len; i++) {
        const struct case_file_evidence *one = &file->files.at[i];
        char hash[STORE_HASH_TEXT];
        struct err err;

        journal_hash(one->bytes, hash);
        if (!slice_eq(told_hash(job, one), (struct slice){hash, sizeof(hash)}))
            return usage_error("%s",
                               _("A file of the evidence in it was changed; nothing was taken "
                                 "in."));
        if (job->store->ops->file_put(job->store, one->sha256, one->form, one->bytes, &err) < 0)
            return own_store_complain(job->options, &err);
    }
    return 0;
}

static int put_events(struct case_job *job, const struct case_file *file)
{
    struct slice hash;
    struct err err;
    uint64_t seq;

    if (job->store->ops->event_head(job->store, job->id, job->arena, &seq, &hash, &err) == 1)
        return usage_error(_("There is a case \"%.*s\" already."), SLICE_ARG(job->id));
    for (size_t i = 0; i < file->events.len; i++)
        if (job->store->ops->event_append(job->store, job->id, &file->events.at[i], &err) < 0)
            return own_store_complain(job->options, &err);
    return 0;
}

/* `import FILE` */
int case_import(struct case_job *job)
{
    const char *path = job->options->operands.at[0].text;
    struct journal_check check;
    struct case_file file;
    int status = read_exported(job, path, &file);

    if (status)
        return status;
    journal_verify(&file.events, job->arena, &check);
    if (check.fault != JOURNAL_WHOLE)
        return refuse_broken(job, path, &check);
    fold_again(job, &file.events);
    if (job->state.events != file.events.len)
        return refuse_broken(job, path,
                             &(struct journal_check){JOURNAL_SYNTAX, job->state.events + 1});
    status = put_events(job, &file);
    job->before = job->state.events;
    job->head = arena_copy(job->arena, (struct slice){check.head, sizeof(check.head)});
    return status ? status : put_files(job, &file);
}
