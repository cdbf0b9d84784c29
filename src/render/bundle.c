#include "render/bundle.h"

#include "render/printer.h"

#include "base/day.h"
#include "base/moment.h"
#include "base/text.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <zip.h>

#define DIGEST_TEXT 64
#define NAME_COLUMNS 100u
#define DOS_EPOCH 1980 /* no earlier day can be written into a zip */

struct packing {
    const struct bundle *bundle;
    struct bundle_result result;
    struct arena *arena;
    zip_t *zip;
    struct output sums;    /* SHA256SUMS */
    struct output members; /* of the manifest, as JSON */
    struct printer json;
    struct err *reterr;
};

/* ------------------------------------------------------------------ hashes and names */

static struct slice digest_of(struct arena *arena, struct slice bytes)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int len = 0;
    char *text = arena_alloc(arena, DIGEST_TEXT);

    EVP_Digest(bytes.ptr, bytes.len, digest, &len, EVP_sha256(), NULL);
    for (unsigned int i = 0; i < len; i++) {
        text[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    return (struct slice){text, DIGEST_TEXT};
}

/* A name that leads nowhere: the last part of a path, without dots in front and control characters.
 */
static struct slice safe_name(struct arena *arena, struct slice name)
{
    struct slice rest = text_cut_numbers(arena, page_harmless(arena, name));
    char *at;

    for (size_t i = rest.len; i-- > 0;)
        if (rest.ptr[i] == '/' || rest.ptr[i] == '\\') {
            rest = slice_skip(rest, i + 1);
            break;
        }
    rest = text_head(rest, NAME_COLUMNS);
    while (slice_starts(rest, SLICE(".")))
        rest = slice_skip(rest, 1);
    if (!rest.len)
        return SLICE("file");
    at = arena_alloc(arena, rest.len);
    for (size_t i = 0; i < rest.len; i++)
        at[i] = strchr("*?:\"<>|", rest.ptr[i]) ? '_' : rest.ptr[i];
    return (struct slice){at, rest.len};
}

/* evidence/007-order.png */
static struct slice evidence_path(struct arena *arena, size_t number, struct slice name)
{
    char digits[16];
    int n = snprintf(digits, sizeof(digits), "%03zu-", number);

    return arena_join(
        arena, (struct slice[]){SLICE("evidence/"), {digits, (size_t)n}, safe_name(arena, name)},
        3);
}

/* ------------------------------------------------------------------ one member */

static int fault(struct packing *p)
{
    return err_set(p->reterr, ERR_IO, 0, slice_of(zip_strerror(p->zip)));
}

/* The paper's day at midnight, whatever the time zone of the machine. */
static int set_day(struct packing *p, zip_uint64_t index)
{
    int year, month, day;

    day_split(p->bundle->paper->today, &year, &month, &day);
    if (year < DOS_EPOCH)
        year = DOS_EPOCH;
    return zip_file_set_dostime(p->zip, index, 0,
                                (zip_uint16_t)(((year - DOS_EPOCH) << 9) | (month << 5) | day), 0);
}

static int add_member(struct packing *p, struct slice path, struct slice bytes)
{
    struct slice name = arena_join(p->arena, (struct slice[]){path, {"", 1}}, 2);
    struct slice phrase = arena_join(p->arena, (struct slice[]){p->bundle->passphrase, {"", 1}}, 2);
    zip_source_t *source = zip_source_buffer(p->zip, bytes.len ? bytes.ptr : "", bytes.len, 0);
    zip_int64_t index;

    if (!source)
        return fault(p);
    index = zip_file_add(p->zip, name.ptr, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return fault(p);
    }
    if (set_day(p, (zip_uint64_t)index) < 0)
        return fault(p);
    if (p->bundle->passphrase.len &&
        zip_file_set_encryption(p->zip, (zip_uint64_t)index, ZIP_EM_AES_256, phrase.ptr) < 0)
        return fault(p);
    return 0;
}

/* A line that `sha256sum -c` reads. */
static void add_sum(struct packing *p, struct slice digest, struct slice path)
{
    output_add(&p->sums, digest);
    output_add(&p->sums, SLICE("  "));
    output_add(&p->sums, path);
    output_add_byte(&p->sums, '\n');
}

/* Without encryption nothing that shows a whole card number leaves. */
static int check_numbers(struct packing *p, struct slice path, struct slice bytes)
{
    if (p->bundle->passphrase.len || !text_is_utf8(bytes) ||
        slice_eq(text_cut_numbers(p->arena, bytes), bytes))
        return 0;
    return err_set(p->reterr, ERR_ZIP_ENCRYPTED, 0, path);
}

/* ------------------------------------------------------------------ manifest */

static void print_custody(struct packing *p, struct slice sha256)
{
    const struct case_custodies *custody = &p->bundle->paper->state->custody;
    char text[MOMENT_TEXT_LEN];

    print_key(&p->json, "custody");
    print_begin_list(&p->json);
    for (size_t i = 0; i < custody->len; i++) {
        const struct case_custody *c = &custody->at[i];

        if (!slice_eq(c->sha256, sha256))
            continue;
        moment_write(c->at, text);
        print_inline(&p->json);
        print_begin_map(&p->json);
        print_string_of(&p->json, "at", ((struct slice){text, sizeof(text)}));
        print_text_of(&p->json, "act", c->act);
        print_text_of(&p->json, "to", text_cut_numbers(p->arena, c->to));
        print_text_of(&p->json, "actor", text_cut_numbers(p->arena, c->actor));
        print_end(&p->json);
    }
    print_end(&p->json);
}

static void print_evidence(struct packing *p, const struct case_evidence *e)
{
    char text[MOMENT_TEXT_LEN];

    print_text_of(&p->json, "recorded_sha256", e->sha256);
    print_text_of(&p->json, "type", e->type);
    print_text_of(&p->json, "source", text_cut_numbers(p->arena, e->source));
    print_text_of(&p->json, "form", e->form);
    print_text_of(&p->json, "redacted_of", e->redacted_of);
    if (e->taken == MOMENT_NONE) {
        print_null_of(&p->json, "taken");
    } else {
        moment_write(e->taken, text);
        print_string_of(&p->json, "taken", ((struct slice){text, sizeof(text)}));
    }
    print_integer_of(&p->json, "entry", (int64_t)e->seq);
    print_custody(p, e->sha256);
}

/* A file of the manifest; ${evidence} NULL = a paper or the journal, empty ${path} = not here. */
static void print_member(struct packing *p, struct slice path, struct slice digest, size_t size,
                         const struct case_evidence *evidence)
{
    print_begin_map(&p->json);
    print_text_of(&p->json, "path", path);
    print_text_of(&p->json, "sha256", digest);
    print_known_of(&p->json, "size", path.len > 0, (int64_t)size);
    if (evidence) {
        print_boolean_of(&p->json, "is_changed", digest.len && !slice_eq(digest, evidence->sha256));
        print_evidence(p, evidence);
    }
    print_end(&p->json);
}

/* ------------------------------------------------------------------ what goes in */

static int add_file(struct packing *p, struct slice path, struct slice bytes,
                    const struct case_evidence *evidence)
{
    struct slice digest = digest_of(p->arena, bytes);

    if (add_member(p, path, bytes) < 0)
        return ERR_IO;
    add_sum(p, digest, path);
    print_member(p, path, digest, bytes.len, evidence);
    if (evidence && !slice_eq(digest, evidence->sha256))
        p->result.changed++;
    return 0;
}

static const struct bundle_file *bytes_of(const struct bundle *b, struct slice sha256)
{
    for (size_t i = 0; i < b->len; i++)
        if (slice_eq(b->files[i].sha256, sha256))
            return &b->files[i];
    return NULL;
}

static int add_evidence(struct packing *p)
{
    const struct case_evidences *evidence = &p->bundle->paper->state->evidence;
    int status = 0;

    for (size_t i = 0; i < evidence->len && status == 0; i++) {
        const struct case_evidence *e = &evidence->at[i];
        const struct bundle_file *file = bytes_of(p->bundle, e->sha256);
        struct slice path = evidence_path(p->arena, i + 1, e->name);

        if (!file) {
            print_member(p, SLICE(""), SLICE(""), 0, e);
            p->result.missing += !e->is_deleted && !slice_eq(e->form, SLICE("encrypted"));
            continue;
        }
        status = check_numbers(p, path, file->bytes);
        if (status == 0)
            status = add_file(p, path, file->bytes, e);
    }
    return status;
}

static int add_papers(struct packing *p)
{
    int status = 0;

    for (size_t i = 0; i < p->bundle->len && status == 0; i++) {
        const struct bundle_file *file = &p->bundle->files[i];
        const struct slice path[] = {SLICE("papers/"), safe_name(p->arena, file->name)};

        if (!file->sha256.len)
            status = add_file(p, arena_join(p->arena, path, 2), file->bytes, NULL);
    }
    return status;
}

static int add_journal(struct packing *p)
{
    struct slice path = SLICE("journal.txt");

    if (!p->bundle->journal.len)
        return 0;
    if (check_numbers(p, path, p->bundle->journal) < 0)
        return ERR_ZIP_ENCRYPTED;
    return add_file(p, path, p->bundle->journal, NULL);
}

static void begin_manifest(struct packing *p)
{
    const struct paper *paper = p->bundle->paper;

    p->json = printer_json(&p->members);
    print_begin_map(&p->json);
    print_string_of(&p->json, "schema", SLICE("mioboe.bundle/1"));
    print_text_of(&p->json, "case", paper->state->id);
    print_day_of(&p->json, "made_on", paper->today);
    print_text_of(&p->json, "head", paper->head);
    print_integer_of(&p->json, "entries", (int64_t)paper->state->events);
    print_key(&p->json, "files");
    print_begin_list(&p->json);
}

static int add_manifest(struct packing *p)
{
    struct slice path = SLICE("manifest.json"), bytes;

    print_end(&p->json);
    print_end(&p->json);
    output_add_byte(&p->members, '\n');
    bytes = (struct slice){p->members.at, p->members.len};
    if (add_member(p, path, bytes) < 0)
        return ERR_IO;
    add_sum(p, digest_of(p->arena, bytes), path);
    return add_member(p, SLICE("SHA256SUMS"), (struct slice){p->sums.at, p->sums.len});
}

static int fill(struct packing *p)
{
    int status;

    begin_manifest(p);
    status = add_evidence(p);
    if (status == 0)
        status = add_papers(p);
    if (status == 0)
        status = add_journal(p);
    return status ? status : add_manifest(p);
}

/* ------------------------------------------------------------------ the zip */

/* What libzip wrote into ${source}. */
static int take(struct packing *p, zip_source_t *source, struct output *out)
{
    size_t before = out->len;
    zip_int64_t n = 0;

    if (zip_source_open(source) < 0)
        return err_set(p->reterr, ERR_IO, 0, SLICE("zip_source_open"));
    do {
        out->len += (size_t)n;
        n = zip_source_read(source, output_room(out, OUTPUT_CHUNK), OUTPUT_CHUNK);
    } while (n > 0);
    zip_source_close(source);
    if (n < 0) {
        out->len = before;
        return err_set(p->reterr, ERR_IO, 0, SLICE("zip_source_read"));
    }
    return 0;
}

static int pack(struct packing *p, struct output *out)
{
    zip_error_t error;
    zip_source_t *source;
    int status;

    zip_error_init(&error);
    source = zip_source_buffer_create(NULL, 0, 0, &error);
    p->zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
    if (!p->zip) {
        zip_source_free(source);
        status = err_set(p->reterr, ERR_IO, 0, slice_of(zip_error_strerror(&error)));
        zip_error_fini(&error);
        return status;
    }
    zip_error_fini(&error);
    zip_source_keep(source); /* zip_close() gives it back, and its bytes are still needed */
    status = fill(p);
    if (status == 0 && zip_close(p->zip) < 0)
        status = fault(p);
    else if (status == 0)
        p->zip = NULL;
    if (p->zip)
        zip_discard(p->zip);
    if (status == 0)
        status = take(p, source, out);
    zip_source_free(source);
    return status;
}

static int check_size(const struct bundle *bundle, struct err *reterr)
{
    size_t sum = bundle->journal.len;

    for (size_t i = 0; i < bundle->len && sum <= BUNDLE_MAX_BYTES; i++)
        sum += bundle->files[i].bytes.len;
    if (bundle->len > BUNDLE_MAX_FILES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("5000 files"));
    if (sum > BUNDLE_MAX_BYTES)
        return err_set(reterr, ERR_TOO_LARGE, 0, SLICE("1 GiB"));
    return 0;
}

int bundle_write(const struct bundle *bundle, struct output *out, struct bundle_result *ret,
                 struct err *reterr)
{
    const struct allocator *allocator = out->allocator;
    struct packing p = {.bundle = bundle, .reterr = reterr};
    int status = check_size(bundle, reterr);

    if (status < 0)
        return status;
    p.arena = arena_new(allocator);
    output_init(&p.sums, allocator, NULL, NULL);
    output_init(&p.members, allocator, NULL, NULL);
    status = pack(&p, out);
    if (status == 0)
        *ret = p.result;
    output_done(&p.sums);
    output_done(&p.members);
    arena_free(p.arena);
    return status;
}
