#include "cli/case_job.h"
#include "cli/case_keep.h"

#include "cli/exit_status.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/standard_output.h"
#include "cli/usage.h"
#include "render/brief.h"
#include "render/bundle.h"
#include "render/document_text.h"
#include "render/dossier.h"
#include "render/pdf.h"
#include "render/printer.h"
#include "render/sheet.h"
#include "render/words.h"

/* Papers of a case: brief, sheet, dossier, and the zip of the evidence. */

#define PAPER_WIDTH 80u /* columns of a paper as text */

/* What one paper is made with. */
struct making {
    struct case_job *job;
    struct slice name; /* brief dossier sheet */
    struct page page;  /* for words; nothing is written to it */
    struct output none;
    struct paper paper;
    struct dossier_gaps gaps;
    struct output out; /* the bytes */
};

static int begin(struct making *m, struct case_job *job, struct slice name)
{
    struct slice word = case_operand(job, 0);

    *m = (struct making){.job = job, .name = name};
    output_init(&m->none, &memory, NULL, NULL);
    output_init(&m->out, &memory, NULL, NULL);
    m->page = (struct page){.out = &m->none,
                            .arena = job->arena,
                            .width = PAPER_WIDTH,
                            .japanese = language_is_japanese()};
    m->paper = (struct paper){.page = &m->page,
                              .catalog = job->catalog,
                              .state = &job->state,
                              .today = job->today,
                              .audience = word.len ? audience_of(word) : AUDIENCE_ISSUER,
                              .head = job->head,
                              .name = job->options->given.person,
                              .reach = job->options->given.number};
    if (m->paper.audience == AUDIENCES)
        return usage_error(_("\"%.*s\" is nobody that a paper is for: issuer, amazon, police, "
                             "consumer_centre."),
                           SLICE_ARG(word));
    return 0;
}

static void end(struct making *m)
{
    output_done(&m->none);
    output_done(&m->out);
}

/* ------------------------------------------------------------------ bytes */

static bool is_pdf(const struct case_job *job)
{
    return job->options->given.output &&
           slice_ends(slice_of(job->options->given.output), SLICE(".pdf"));
}

static int draw(struct making *m, const struct document *document)
{
    struct err err = {.line = 0};

    if (!is_pdf(m->job)) {
        struct page page = m->page;

        page.out = &m->out;
        document_text_write(&page, document);
        return 0;
    }
    if (pdf_write(document, &m->out, NULL, &err) < 0) {
        message_err(slice_of(m->job->options->given.output), &err);
        return EXIT_UNREAD;
    }
    return 0;
}

static struct slice bytes_of(const struct making *m)
{
    return (struct slice){m->out.at, m->out.len};
}

/* ------------------------------------------------------------------ what is told */

static void say_gaps(struct making *m)
{
    bool first = true;

    for (size_t i = 0; i < m->gaps.len; i++) {
        const struct dossier_gap *gap = &m->gaps.at[i];

        if (!gap->is_open)
            continue;
        if (first)
            fprintf(stderr, "%s\n", _("Before it is sent:"));
        first = false;
        fprintf(stderr, "  %s %.*s\n", gap->is_blocking ? "!" : "-", SLICE_ARG(gap->text));
    }
}

static void print_gaps(struct printer *p, const struct dossier_gaps *gaps)
{
    print_key(p, "gaps");
    print_begin_list(p);
    for (size_t i = 0; i < gaps->len; i++) {
        print_inline(p);
        print_begin_map(p);
        print_string_of(p, "gap", gaps->at[i].code);
        print_boolean_of(p, "open", gaps->at[i].is_open);
        print_boolean_of(p, "blocking", gaps->at[i].is_blocking);
        print_text_of(p, "text", gaps->at[i].text);
        print_end(p);
    }
    print_end(p);
}

static void tell_json(struct making *m, struct slice sha256)
{
    const char *path = m->job->options->given.output;
    struct output out;
    struct printer p;

    standard_output_init(&out);
    p = printer_json(&out);
    print_begin_map(&p);
    print_string_of(&p, "schema", SLICE("mioboe.case/1"));
    print_string_of(&p, "case", m->job->id);
    print_string_of(&p, "paper", m->name);
    print_string_of(&p, "audience", audience_name(m->paper.audience));
    print_string_of(&p, "head", m->paper.head);
    print_string_of(&p, "sha256", sha256);
    print_text_of(&p, "output", slice_of(path));
    print_gaps(&p, &m->gaps);
    print_key(&p, "text");
    print_text(&p, path ? SLICE("") : bytes_of(m));
    print_end(&p);
    output_done(&out);
}

static int hand_out(struct making *m, struct slice sha256)
{
    const char *path = m->job->options->given.output;
    int status = path ? case_write_file(path, bytes_of(m)) : 0;
    struct output out;

    if (status)
        return status;
    if (m->job->options->format == FORMAT_JSON) {
        tell_json(m, sha256);
        return 0;
    }
    say_gaps(m);
    if (!path) {
        standard_output_init(&out);
        output_add(&out, bytes_of(m));
        output_done(&out);
    }
    return 0;
}

/* Which paper went to whom stands in the journal, with the head that is printed on it. */
static int note_paper(struct making *m, struct slice sha256)
{
    struct case_job *job = m->job;
    struct event event = case_event(job, EVENT_PAPER);

    case_field(job, &event, SLICE("paper"), m->name);
    case_field(job, &event, SLICE("audience"), audience_name(m->paper.audience));
    event_add(&event, job->arena, SLICE("sha256"), sha256);
    event_add(&event, job->arena, SLICE("head"), m->paper.head);
    case_field(job, &event, SLICE("to"), job->options->given.org);
    return case_write(job, &event);
}

static int finish(struct making *m, const struct document *document)
{
    char hash[STORE_HASH_TEXT];
    struct slice sha256;
    int status = draw(m, document);

    if (status)
        return status;
    journal_hash(bytes_of(m), hash);
    sha256 = arena_copy(m->job->arena, (struct slice){hash, sizeof(hash)});
    status = m->job->options->given.is_preview ? 0 : note_paper(m, sha256);
    return status ? status : hand_out(m, sha256);
}

/* ------------------------------------------------------------------ the papers */

static int make(struct case_job *job, struct slice name,
                void (*write)(const struct paper *paper, struct document *ret))
{
    struct document document;
    struct making m;
    int status = begin(&m, job, name);

    if (status == 0) {
        if (slice_eq(name, SLICE("dossier")))
            dossier_gaps_find(&m.paper, &m.gaps);
        write(&m.paper, &document);
        status = finish(&m, &document);
    }
    end(&m);
    return status;
}

/* `brief [AUDIENCE]` */
int case_brief(struct case_job *job)
{
    return make(job, SLICE("brief"), brief_make);
}

/* `sheet` */
int case_sheet(struct case_job *job)
{
    return make(job, SLICE("sheet"), sheet_make);
}

/* `dossier [AUDIENCE]` */
int case_dossier(struct case_job *job)
{
    return make(job, SLICE("dossier"), dossier_make);
}

/* ------------------------------------------------------------------ the zip */

ARRAY_TYPE(bundle_files, struct bundle_file);

static int take_journal(struct case_job *job, struct slice *ret)
{
    struct store_events events = {0};
    struct slice *parts;
    struct err err;

    if (job->store->ops->event_list(job->store, job->id, job->arena, &events, &err) < 0)
        return own_store_complain(job->options, &err);
    parts = arena_make_n(job->arena, struct slice, events.len + 1);
    for (size_t i = 0; i < events.len; i++)
        parts[i] = events.at[i].bytes;
    *ret = arena_join(job->arena, parts, events.len);
    return 0;
}

static void take_evidence(struct case_job *job, struct bundle_files *files)
{
    for (size_t i = 0; i < job->state.evidence.len; i++) {
        struct bundle_file file = {.sha256 = job->state.evidence.at[i].sha256};
        struct slice form;
        struct err err;

        if (job->store->ops->file_get(job->store, file.sha256, job->arena, &form, &file.bytes,
                                      &err) == 1 &&
            !slice_eq(form, SLICE("encrypted")))
            *array_push(job->arena, files) = file;
    }
}

/* The dossier lies in the bundle as text. */
static void add_dossier(struct making *m, struct bundle_files *files)
{
    struct document document;
    struct page page = m->page;
    struct output out;

    output_init(&out, &memory, NULL, NULL);
    page.out = &out;
    dossier_make(&m->paper, &document);
    document_text_write(&page, &document);
    *array_push(m->job->arena, files) =
        (struct bundle_file){.name = SLICE("dossier.txt"),
                             .bytes = arena_copy(m->job->arena, (struct slice){out.at, out.len})};
    output_done(&out);
}

/* The first line of the file, so that it stands in no list of processes. */
static int take_passphrase(struct case_job *job, struct slice *ret)
{
    struct slice rest;
    int status;

    if (!job->options->given.passphrase_file)
        return 0;
    status = case_read_file(job, job->options->given.passphrase_file, ret);
    if (status == 0)
        slice_cut(*ret, SLICE("\n"), ret, &rest);
    return status;
}

static int say_bundle_fault(struct case_job *job, const struct err *err)
{
    if (err->code == ERR_ZIP_ENCRYPTED)
        return usage_error(_("A whole card number stands in \"%s\": the bundle needs a passphrase "
                             "(--passphrase-file)."),
                           err->detail);
    message_err(slice_of(job->options->given.output), err);
    return EXIT_UNREAD;
}

static int write_bundle(struct making *m)
{
    struct case_job *job = m->job;
    struct bundle bundle = {.paper = &m->paper};
    struct bundle_files files = {0};
    struct bundle_result result;
    struct err err = {.line = 0};
    char hash[STORE_HASH_TEXT];
    struct slice sha256;
    int status = take_journal(job, &bundle.journal);

    if (status == 0)
        status = take_passphrase(job, &bundle.passphrase);
    if (status)
        return status;
    take_evidence(job, &files);
    add_dossier(m, &files);
    bundle.files = files.at;
    bundle.len = files.len;
    if (bundle_write(&bundle, &m->out, &result, &err) < 0)
        return say_bundle_fault(job, &err);
    if (result.changed || result.missing)
        message_say(slice_of(job->options->given.output), 0,
                    _("Evidence is missing or was changed; the manifest names it."));
    journal_hash(bytes_of(m), hash);
    sha256 = arena_copy(job->arena, (struct slice){hash, sizeof(hash)});
    status = note_paper(m, sha256);
    return status ? status : hand_out(m, sha256);
}

/* `bundle --output FILE.zip` */
int case_bundle(struct case_job *job)
{
    struct making m;
    int status;

    if (!job->options->given.output)
        return usage_error("%s", _("bundle needs to know where to write: --output FILE.zip"));
    status = begin(&m, job, SLICE("bundle"));
    if (status == 0)
        status = write_bundle(&m);
    end(&m);
    return status;
}
