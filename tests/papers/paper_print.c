/*
 * Print a paper of a made-up case, for tests:
 *
 *     paper-print PAPER AUDIENCE LANGUAGE FORM CASE [NAME [FOLDER [PASSPHRASE]]]
 *
 *     paper-print unzip - - - ZIP PASSPHRASE
 *
 * PAPER: brief sheet dossier ready gaps bundle.  FORM: text pdf zip.  CASE: a file with lines as
 * casework_test_journal.h takes them.  FOLDER: where the bytes of the evidence lie, by name.
 * Messages come from MIOBOE_LOCALEDIR.
 */

#include "casework/casework_test_journal.h"
#include "render/brief.h"
#include "render/bundle.h"
#include "render/document_text.h"
#include "render/dossier.h"
#include "render/pdf.h"
#include "render/sheet.h"

#include "base/day.h"
#include "base/moment.h"

#include <libintl.h>
#include <locale.h>
#include <zip.h>

#define LINES_MAX 1000

static const char head[] = "6c1f0b9e52d84a7733f1c0de9a8b7c6d5e4f30211203f4e5d6c7b8a99a8b7c6d";

static struct slice read_file(const char *path, struct arena *arena)
{
    FILE *file = fopen(path, "rb");
    char *at;
    long len;

    if (!file)
        return (struct slice){NULL, 0};
    fseek(file, 0, SEEK_END);
    len = ftell(file);
    rewind(file);
    at = arena_alloc(arena, (size_t)len + 1);
    if (fread(at, 1, (size_t)len, file) != (size_t)len)
        abort();
    fclose(file);
    return (struct slice){at, (size_t)len};
}

static void read_case(const char *path, struct case_state *state, struct arena *arena)
{
    static const char *lines[LINES_MAX];
    struct slice rest = read_file(path, arena), line;
    size_t n = 0;

    if (!rest.ptr) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    while (rest.len && n < LINES_MAX) {
        slice_cut(rest, SLICE("\n"), &line, &rest);
        if (line.len && line.ptr[0] != '#')
            lines[n++] = arena_join(arena, (struct slice[]){line, {"", 1}}, 2).ptr;
    }
    state_init(state, arena);
    test_journal(state, lines, n, arena);
}

static void set_language(const char *language)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", language, 1);
    bindtextdomain("mioboe", getenv("MIOBOE_LOCALEDIR"));
    bind_textdomain_codeset("mioboe", "UTF-8");
    textdomain("mioboe");
}

static int print_gaps(const struct paper *paper)
{
    struct dossier_gaps gaps = {0};

    dossier_gaps_find(paper, &gaps);
    for (size_t i = 0; i < gaps.len; i++)
        if (gaps.at[i].is_open)
            printf("%.*s%s\n", SLICE_ARG(gaps.at[i].code), gaps.at[i].is_blocking ? " !" : "");
    return 0;
}

static int print_bundle(const struct paper *paper, const char *folder, const char *passphrase)
{
    struct arena *arena = paper->page->arena;
    const struct case_evidences *evidence = &paper->state->evidence;
    struct bundle_file *files = arena_make_n(arena, struct bundle_file, evidence->len + 1);
    struct bundle bundle = {.paper = paper,
                            .journal = read_file("/dev/null", arena),
                            .files = files,
                            .passphrase = slice_of(passphrase)};
    struct bundle_result result;
    struct err err = {0};

    bundle.journal = SLICE("mioboe_event 1\nseq 1\n");
    for (size_t i = 0; i < evidence->len; i++) {
        const struct case_evidence *e = &evidence->at[i];
        const struct slice path[] = {slice_of(folder), SLICE("/"), e->name, {"", 1}};
        struct slice bytes = read_file(arena_join(arena, path, 4).ptr, arena);

        if (bytes.ptr)
            files[bundle.len++] = (struct bundle_file){.bytes = bytes, .sha256 = e->sha256};
    }
    files[bundle.len++] = (struct bundle_file){.name = SLICE("../brief.pdf"), .bytes = SLICE("x")};
    if (bundle_write(&bundle, paper->page->out, &result, &err) < 0) {
        fprintf(stderr, "%d %s\n", err.code, err.detail);
        return 1;
    }
    fprintf(stderr, "changed %zu missing %zu\n", result.changed, result.missing);
    return 0;
}

/* Name and size of every member, read with the passphrase to its end (libzip checks the CRC or the
 * code of AES). */
static int print_members(const char *path, const char *passphrase)
{
    char bytes[4096];
    int error = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &error);

    if (!zip || zip_set_default_password(zip, passphrase) < 0)
        return 1;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        zip_int64_t n = -1, size = 0;

        while (file && (n = zip_fread(file, bytes, sizeof(bytes))) > 0)
            size += n;
        if (n < 0 || zip_fclose(file) != 0)
            return 1;
        printf("%s %lld\n", zip_get_name(zip, (zip_uint64_t)i, 0), (long long)size);
    }
    zip_discard(zip);
    return 0;
}

static int print_document(const struct paper *paper, const struct document *document, bool is_pdf)
{
    struct err err = {0};
    size_t pages = 0;

    if (!is_pdf) {
        document_text_write(paper->page, document);
        return 0;
    }
    if (pdf_write(document, paper->page->out, &pages, &err) < 0) {
        fprintf(stderr, "%d %s\n", err.code, err.detail);
        return 1;
    }
    fprintf(stderr, "pages %zu\n", pages);
    return 0;
}

static int print_paper(const struct paper *paper, const char *kind, char **argv, int argc)
{
    static const struct {
        const char *name;
        void (*make)(const struct paper *paper, struct document *ret);
    } papers[] = {{"brief", brief_make},
                  {"sheet", sheet_make},
                  {"dossier", dossier_make},
                  {"ready", dossier_ready_make}};
    struct document document;

    if (strcmp(kind, "gaps") == 0)
        return print_gaps(paper);
    if (strcmp(kind, "bundle") == 0)
        return print_bundle(paper, argc > 7 ? argv[7] : ".", argc > 8 ? argv[8] : "");
    for (size_t i = 0; i < COUNT(papers); i++)
        if (strcmp(kind, papers[i].name) == 0) {
            papers[i].make(paper, &document);
            return print_document(paper, &document, strcmp(argv[4], "pdf") == 0);
        }
    return 2;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct case_state state;
    struct output out;
    struct page page = {.out = &out, .arena = arena, .width = 80};
    struct paper paper = {
        .page = &page, .catalog = catalog_builtin(), .state = &state, .head = slice_of(head)};
    int status;

    if (argc < 6)
        return 2;
    if (strcmp(argv[1], "unzip") == 0) {
        arena_free(arena);
        return print_members(argv[5], argc > 6 ? argv[6] : "");
    }
    output_init(&out, &base_test_allocator, NULL, NULL);
    set_language(argv[3]);
    page.japanese = strcmp(argv[3], "ja") == 0;
    read_case(argv[5], &state, arena);
    paper.today = day_of(2026, 11, 22);
    paper.audience = audience_of(slice_of(argv[2]));
    paper.name = slice_of(argc > 6 ? argv[6] : "");
    status = print_paper(&paper, argv[1], argv, argc);
    fwrite(out.at, 1, out.len, stdout);
    output_done(&out);
    arena_free(arena);
    return status;
}
