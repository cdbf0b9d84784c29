#include "cli/case_keep.h"

#include "base/text.h"
#include "cli/exit_status.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "cli/passphrase.h"
#include "cli/usage.h"
#include "render/words.h"
#include "store/vault.h"

int case_read_file(struct case_job *job, const char *path, struct slice *ret)
{
    struct inputs inputs = {0};
    struct err err = {.line = 0};

    input_open(&inputs, job->arena, path, SLICE(""));
    if (inputs.len != 1) {
        message_say(slice_of(path), 0, _("Name one file, not a folder."));
        return EXIT_UNREAD;
    }
    err = inputs.at[0].err;
    if (inputs.at[0].fd < 0 ||
        input_read(&inputs.at[0], STORE_MAX_FILE, job->arena, ret, &err) != 0) {
        message_err(inputs.at[0].path, &err);
        return EXIT_UNREAD;
    }
    return 0;
}

/* ------------------------------------------------------------------ what is written */

static struct slice file_name(const char *path)
{
    struct slice name = slice_of(path);

    while (slice_has(name, SLICE("/")))
        name = slice_skip(name, slice_find_byte(name, '/') + 1);
    return name;
}

static struct slice hash_of(struct case_job *job, struct slice bytes)
{
    char text[STORE_HASH_TEXT];

    journal_hash(bytes, text);
    return arena_copy(job->arena, (struct slice){text, sizeof(text)});
}

/* The moment at which it was made, as the journal writes it. */
static struct slice taken(struct case_job *job)
{
    char text[MOMENT_TEXT_LEN];
    int64_t moment;

    if (!moment_read(job->options->given.taken, DAY_JST, &moment))
        return (struct slice){"", 0};
    moment_write(moment, text);
    return arena_copy(job->arena, (struct slice){text, sizeof(text)});
}

struct kept {
    struct slice sha256, name, type, form, redacted_of, sealed;
    size_t size;
};

static int write_kept(struct case_job *job, const struct kept *kept)
{
    struct event event = case_event(job, EVENT_EVIDENCE), custody = case_event(job, EVENT_CUSTODY);
    int status;

    /* Hashes are no text: nothing is cut from them. */
    event_add(&event, job->arena, SLICE("sha256"), kept->sha256);
    case_field(job, &event, SLICE("name"), kept->name);
    case_field_number(job, &event, SLICE("size"), (int64_t)kept->size);
    case_field(job, &event, SLICE("type"), kept->type);
    case_field(job, &event, SLICE("source"), job->options->given.org);
    case_field(job, &event, SLICE("taken"), taken(job));
    case_field(job, &event, SLICE("form"), kept->form);
    event_add(&event, job->arena, SLICE("redacted_of"), kept->redacted_of);
    event_add(&event, job->arena, SLICE("sealed"), kept->sealed);
    case_field(job, &event, SLICE("note"), job->options->given.note);
    status = case_write(job, &event);
    event_add(&custody, job->arena, SLICE("sha256"), kept->sha256);
    case_field(job, &custody, SLICE("act"), SLICE("collected"));
    return status ? status : case_write(job, &custody);
}

int case_keep_bytes(struct case_job *job, struct slice bytes, struct slice name, struct slice type,
                    struct slice form, struct slice redacted_of, struct slice *ret_sha256)
{
    struct kept kept = {.sha256 = hash_of(job, bytes),
                        .name = name,
                        .type = type,
                        .form = form,
                        .redacted_of = redacted_of,
                        .size = bytes.len};
    struct err err;

    if (job->store->ops->file_put(job->store, kept.sha256, form, bytes, &err) < 0)
        return own_store_complain(job->options, &err);
    *ret_sha256 = kept.sha256;
    return write_kept(job, &kept);
}

/* ------------------------------------------------------------------ what is kept of a file */

/* Text that a person can read: card numbers in it can be found and cut. */
static bool is_text(struct slice bytes)
{
    return slice_find_byte(bytes, '\0') == bytes.len && !slice_starts(bytes, SLICE("%PDF")) &&
           !slice_starts(bytes, SLICE("\x89PNG")) && !slice_starts(bytes, SLICE("\xff\xd8\xff")) &&
           !slice_starts(bytes, SLICE("PK\x03\x04"));
}

static int keep_reference(struct case_job *job, struct slice bytes, const char *path,
                          struct slice type)
{
    struct kept kept = {.sha256 = hash_of(job, bytes),
                        .name = file_name(path),
                        .type = type,
                        .form = SLICE("reference"),
                        .size = bytes.len};

    message_say(slice_of(path), 0,
                _("Only its hash is kept, as nobody can tell whether a card number stands in it: "
                  "keep the file itself in a safe place and do not change it."));
    return write_kept(job, &kept);
}

static int keep_cut(struct case_job *job, struct slice bytes, struct slice cut, const char *path,
                    struct slice type)
{
    struct slice hash;

    if (!job->options->given.keep_original)
        message_say(slice_of(path), 0,
                    _("Full card numbers stand in it: a copy with their last four digits alone is "
                      "kept. Keep the file itself in a safe place."));
    return case_keep_bytes(job, cut, file_name(path), type, SLICE("redacted"), hash_of(job, bytes),
                           &hash);
}

/* ------------------------------------------------------------------ originals, encrypted */

/* Once in a call, when the first file needs it. */
static int ask(struct case_job *job, bool twice, struct slice *ret)
{
    struct passphrase *asked = job->passphrase;
    int status = asked->len ? 0 : passphrase_read(job->options, twice, asked);

    *ret = (struct slice){asked->at, asked->len};
    return status;
}

/* The original as it is, sealed: it may hold a whole card number. */
static int keep_sealed(struct case_job *job, struct slice bytes, const char *path,
                       struct slice type)
{
    struct kept kept = {.sha256 = hash_of(job, bytes),
                        .name = file_name(path),
                        .type = type,
                        .form = SLICE("encrypted"),
                        .size = bytes.len};
    struct slice passphrase, sealed;
    struct err err = {.line = 0};
    int status = ask(job, true, &passphrase);

    if (status)
        return status;
    if (vault_seal(bytes, passphrase, job->arena, &sealed, &err) < 0 ||
        job->store->ops->file_put(job->store, kept.sha256, kept.form, sealed, &err) < 0)
        return own_store_complain(job->options, &err);
    kept.sealed = hash_of(job, sealed);
    message_say(slice_of(path), 0,
                _("The original is kept encrypted. Without the passphrase nobody can open it "
                  "again, you neither."));
    return write_kept(job, &kept);
}

int case_keep_file(struct case_job *job, const char *path, struct slice type)
{
    bool keeps = job->options->given.keep_original;
    struct slice bytes, cut, hash;
    int status = case_read_file(job, path, &bytes);

    if (status)
        return status;
    if (!is_text(bytes))
        return keeps ? keep_sealed(job, bytes, path, type) : keep_reference(job, bytes, path, type);
    cut = text_cut_numbers(job->arena, bytes);
    if (slice_eq(cut, bytes))
        return case_keep_bytes(job, bytes, file_name(path), type, SLICE("full"), SLICE(""), &hash);
    status = keep_cut(job, bytes, cut, path, type);
    return status || !keeps ? status : keep_sealed(job, bytes, path, type);
}

/* ------------------------------------------------------------------ taken out again */

/* The evidence of that name, or whose hash begins so; NULL after a sentence. */
static const struct case_evidence *evidence_named(const struct case_job *job, struct slice text)
{
    for (size_t i = job->state.evidence.len; text.len && i-- > 0;) {
        const struct case_evidence *e = &job->state.evidence.at[i];

        if (!e->is_deleted && (slice_eq(e->name, text) || slice_starts(e->sha256, text)))
            return e;
    }
    usage_error(_("The case has no evidence \"%.*s\"; \"mioboe case show\" shows it."),
                SLICE_ARG(text));
    return NULL;
}

/* The bytes as they were filed; an encrypted original is opened. */
static int take_bytes(struct case_job *job, const struct case_evidence *e, struct slice *ret)
{
    struct err err = {.line = 0};
    struct slice form, sealed, passphrase;
    int status, r = job->store->ops->file_get(job->store, e->sha256, job->arena, &form, ret, &err);

    if (r < 0)
        return own_store_complain(job->options, &err);
    if (r == 0)
        return usage_error(_("Of \"%.*s\" the store holds the hash alone."), SLICE_ARG(e->name));
    if (!slice_eq(form, SLICE("encrypted")))
        return 0;
    sealed = *ret;
    status = ask(job, false, &passphrase);
    if (status)
        return status;
    if (vault_open(sealed, passphrase, job->arena, ret, &err) < 0)
        return own_store_complain(job->options, &err);
    return 0;
}

/* `evidence --open --output FILE NAME|SHA256` */
static int open_evidence(struct case_job *job)
{
    struct event custody = case_event(job, EVENT_CUSTODY);
    const struct case_evidence *e;
    struct slice bytes;
    int status;

    if (!job->options->given.output || job->options->operands.len != 1)
        return usage_error("%s", _("Say which and where to: \"mioboe case evidence --open --output "
                                   "FILE NAME\"."));
    e = evidence_named(job, case_operand(job, 0));
    status = e ? take_bytes(job, e, &bytes) : EXIT_USAGE;
    if (status == 0 && !slice_eq(hash_of(job, bytes), e->sha256)) {
        message_say(e->name, 0, _("It is not as it was filed; nothing was written."));
        status = EXIT_UNREAD;
    }
    if (status == 0)
        status = case_write_file(job->options->given.output, bytes);
    if (status)
        return status;
    event_add(&custody, job->arena, SLICE("sha256"), e->sha256);
    case_field(job, &custody, SLICE("act"), SLICE("exported"));
    case_field(job, &custody, SLICE("note"), job->options->given.note);
    return case_write(job, &custody);
}

static int keep_all(struct case_job *job)
{
    const struct operands *files = &job->options->operands;

    for (size_t i = 0; i < files->len; i++) {
        int status = case_keep_file(job, files->at[i].text, SLICE("file"));

        if (status)
            return status;
    }
    return 0;
}

int case_evidence(struct case_job *job)
{
    struct passphrase passphrase = {.len = 0};
    int status;

    job->passphrase = &passphrase;
    status = job->options->given.opens ? open_evidence(job) : keep_all(job);
    passphrase_wipe(&passphrase);
    job->passphrase = NULL;
    return status;
}
