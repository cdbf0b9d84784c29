#include "cli/message.h"

#include "base/sort.h"
#include "base/text.h"
#include "cli/memory.h"
#include "cli/progress.h"
#include "render/page.h"
#include "render/words.h"

#define EXAMPLES 3 /* names in the sentence about unknown files */

/* ------------------------------------------------------------------ sentences */

/* %s: the layout, or what was written in the file. */
static const char *const sentences[] = {
    [-ERR_IO] = N_("It could not be read: %s."),
    [-ERR_UNKNOWN_FORMAT] = N_(
        "This is no file that mioboe understands; it looked for the header of a card or bank statement, "
        "an Amazon export, OFX, QIF and zip (\"mioboe formats\" lists them). Lines of a statement can be "
        "pasted into \"mioboe explain -\"."),
    [-ERR_HEADER_CHANGED] = N_(
        "The header has changed: the column \"%s\" is missing, so nothing in this file was taken."),
    [-ERR_TOO_LARGE] = N_("It is too large: %s."),
    [-ERR_QUOTE] =
        N_("The file ends inside the quoted cell that begins here; it was cut short. What stands "
           "before it was read."),
    [-ERR_TRUNCATED] =
        N_("The file ends too early; \"%s\" should have followed. What stands before it was "
           "read."),
    [-ERR_ENCODING] = N_("The text is neither UTF-8 nor Shift_JIS."),
    [-ERR_ZIP_DAMAGED] =
        N_("The zip file is damaged or was only partly downloaded (%s); download it again."),
    [-ERR_ZIP_ENCRYPTED] =
        N_("\"%s\" is encrypted; unpack it with its password and give what was inside."),
    [-ERR_AMOUNT] = N_("\"%s\" is no amount that can be right; the row was left out."),
    [-ERR_TOTAL] = N_("The rows do not add up to the total that the file states (%s)."),
    [-ERR_EMPTY] = N_("There is nothing in this file."),
    [-ERR_SYNTAX] = N_("It is not well formed: %s."),
    [-ERR_ROWS] = N_("Rows from here on could not be read and were set aside: %s in all."),
    [-ERR_MEMBER] = N_("This file inside the zip file could not be read: %s."),
};

/* Details that are names of limits or fields, in words. */
static const struct {
    struct slice name;
    const char *words;
} details[] = {
    {{"READ_MAX_BYTES", 14}, N_("no file over 256 MiB is read")},
    {{"READ_MAX_DEPTH", 14}, N_("zip files are read three deep, no deeper")},
    {{"READ_MAX_MEMBERS", 16}, N_("no more than 20,000 files inside a zip file are read")},
    {{"READ_MAX_UNPACKED", 17}, N_("no more than 1 GiB is unpacked from one zip file")},
    {{"MAIL_FILE_MAX", 13}, N_("no file of mails over 1 GiB is read")},
    {{"MBOX_MAX_MESSAGES", 17}, N_("no more than 200,000 messages of one file are read")},
    {{"MAIL_MALFORMED", 14}, N_("the mail breaks the rules of its form")},
    {{"MAIL_LOST", 9}, N_("the mail could not be read to its end and was passed over")},
    {{"DNS_RECORD", 10}, N_("a line is a name, a blank and the text of its record")},
    {{"READ_MAX_ROWS", 13}, N_("no more than 5,000,000 rows of a table are read")},
    {{"ARCHIVE_MAX_RATIO", 17}, N_("it unpacks to far more than an honest zip file does")},
    {{"total", 5}, N_("the row with the total")},
    {{"amount", 6}, N_("an amount")},
    {{"rest", 4}, N_("the rest of the row")},
    {{"rows", 4}, N_("the rows below the header")},
    {{"Not a zip archive", 17}, N_("its list of contents is not there")},
    {{"Zip archive inconsistent", 24}, N_("its list of contents is wrong")},
    {{"CRC error", 9}, N_("its checksum is wrong")},
    {{"Zlib error", 10}, N_("it cannot be unpacked")},
    {{"Premature end of file", 21}, N_("its end is missing")},
    {{"Compression method not supported", 32},
     N_("it is packed in a way that mioboe does not know")},
};

/* What a file is that is nothing mioboe understands (read/kind.h), and what to do. */
static const struct {
    struct slice name;
    const char *sentence;
} kinds[] = {
    {{"KIND_PDF", 8},
     N_("This is a PDF, which mioboe does not read; download the statement as CSV, or type its "
        "lines into \"mioboe explain -\".")},
    {{"KIND_SPREADSHEET", 16},
     N_("This is a spreadsheet, which mioboe does not read; open it, save it as CSV and give that.")},
    {{"KIND_DOCUMENT", 13},
     N_("This is a document of an office program; download the statement as CSV and give that.")},
    {{"KIND_WEB_PAGE", 13},
     N_("This is a web page, perhaps one that asks to log in; log in at the card company, download "
        "the statement as CSV and give that.")},
    {{"KIND_MAIL", 9},
     N_("This looks like mail, but its header is not there; save the mail with it (as .eml).")},
    {{"KIND_PICTURE", 12},
     N_("This is a picture, which mioboe does not read; download the statement as CSV, or type its "
        "lines into \"mioboe explain -\".")},
    {{"KIND_PACKED", 11},
     N_("This is packed in a way that mioboe does not unpack; unpack it and give what was inside.")},
    {{"KIND_ZIP", 8},
     N_("In this zip file is nothing that mioboe understands; it looked for the header of a card or "
        "bank statement and for an Amazon export (\"mioboe formats\" lists them).")},
    {{"KIND_JSON", 9},
     N_("This is JSON, but no export that mioboe understands (\"mioboe formats\" lists them).")},
    {{"KIND_BINARY", 11},
     N_("This is no text; a statement that looks like this is damaged: download it again.")},
};

static const char *sentence_of(const struct err *err)
{
    struct slice detail = slice_of(err->detail);

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (err->code == ERR_UNKNOWN_FORMAT && slice_eq(detail, kinds[i].name))
            return _(kinds[i].sentence);
    if (err->code == ERR_ENCODING && slice_is_digits(detail))
        return _("From here on damaged characters are shown as \"�\": %s in all; download "
                 "the file again.");
    return _(sentences[-(int)err->code]);
}

static struct slice in_words(struct slice detail)
{
    for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++)
        if (slice_eq(details[i].name, detail))
            return slice_of(_(details[i].words));
    return detail;
}

struct slice message_sentence(struct arena *arena, const struct err *err)
{
    struct slice sentence = slice_of(sentence_of(err)), head, tail;
    struct slice parts[3];

    if (!slice_cut(sentence, SLICE("%s"), &head, &tail))
        return sentence;
    parts[0] = head;
    parts[1] = page_harmless(arena, in_words(slice_of(err->detail)));
    parts[2] = tail;
    return arena_join(arena, parts, 3);
}

/* ------------------------------------------------------------------ lines */

void message_say(struct slice path, uint32_t line, const char *sentence)
{
    struct arena *arena = arena_new(&memory);
    struct slice shown = page_harmless(arena, path);

    progress_clear();
    fputs("mioboe: ", stderr);
    if (path.len && line)
        fprintf(stderr, _("%.*s, line %u: "), SLICE_ARG(shown), (unsigned)line);
    else if (path.len)
        fprintf(stderr, _("%.*s: "), SLICE_ARG(shown));
    fprintf(stderr, "%s\n", sentence);
    arena_free(arena);
}

void message_err(struct slice path, const struct err *err)
{
    struct arena *arena = arena_new(&memory);
    struct slice sentence = message_sentence(arena, err);
    struct slice parts[] = {sentence, {"", 1}};

    message_say(path, err->line, arena_join(arena, parts, 2).ptr);
    arena_free(arena);
}

/* ------------------------------------------------------------------ all of them */

struct complaint {
    struct slice path;
    const struct err *err;
    size_t others;  /* files that the sentence stands for, too */
    bool is_folded; /* it may stand for others */
};
ARRAY_TYPE(complaints, struct complaint);

struct paths {
    struct slice *at;
    size_t len;
};

/* A file met in a folder or zip that is nothing mioboe knows. */
static bool is_passed_over(const struct problem *problem)
{
    return problem->err.code == ERR_UNKNOWN_FORMAT && !problem->fatal;
}

/* Beside a fault that was told, remarks on the same file are only repetition. */
static bool is_told(const struct source *source, const struct problem *problem, bool verbose)
{
    if (problem->fatal || verbose)
        return true;
    for (size_t i = 0; i < source->problems.len; i++)
        if (source->problems.at[i].fatal)
            return false;
    return problem->err.code != ERR_EMPTY;
}

static void gather(struct complaints *to, struct paths *passed_over, struct arena *arena,
                   const struct source *source, bool verbose)
{
    for (size_t p = 0; p < source->problems.len; p++) {
        const struct problem *problem = &source->problems.at[p];

        if (is_passed_over(problem))
            passed_over->at[passed_over->len++] = source->path;
        else if (is_told(source, problem, verbose))
            *array_push(arena, to) = (struct complaint){source->path, &problem->err, 0, false};
    }
}

/* Files met in folders that the system refuses for one reason are one sentence. */
static void gather_unopened(struct complaints *to, const struct inputs *inputs, struct arena *arena)
{
    for (size_t i = 0; i < inputs->len; i++) {
        const struct input *input = &inputs->at[i];
        size_t same = to->len;

        if (!input->err.code)
            continue;
        for (size_t c = 0; !input->named && c < to->len; c++)
            if (to->at[c].is_folded &&
                slice_eq(slice_of(to->at[c].err->detail), slice_of(input->err.detail)))
                same = c;
        if (same < to->len)
            to->at[same].others++;
        else
            *array_push(arena, to) = (struct complaint){input->path, &input->err, 0, !input->named};
    }
}

static void say_complaint(const struct complaint *complaint)
{
    struct arena *arena = arena_new(&memory);
    struct slice path = complaint->path;
    char others[200];

    if (complaint->others) {
        snprintf(others, sizeof(others),
                 ngettext(" and %zu more file", " and %zu more files", complaint->others),
                 complaint->others);
        path = arena_join(arena, (struct slice[]){path, slice_of(others)}, 2);
    }
    message_err(path, complaint->err);
    arena_free(arena);
}

static bool complaint_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct complaints *all = ctx;
    int c = slice_cmp(all->at[a].path, all->at[b].path);

    return c != 0 ? c < 0 : all->at[a].err->line < all->at[b].err->line;
}

static bool path_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct paths *paths = ctx;

    return slice_cmp(paths->at[a], paths->at[b]) < 0;
}

static void say_passed_over(const struct paths *paths, struct arena *arena)
{
    const uint32_t *order = sort_order(paths->len, path_before, paths, arena);

    fputs("mioboe: ", stderr);
    fprintf(stderr,
            ngettext("%zu file is no statement or export and was passed over:",
                     "%zu files are no statements or exports and were passed over:", paths->len),
            paths->len);
    for (size_t i = 0; i < paths->len && i < EXAMPLES; i++) {
        struct slice path = page_harmless(arena, paths->at[order[i]]);

        fprintf(stderr, "%s %.*s", i ? "," : "", SLICE_ARG(path));
    }
    fputs(paths->len > EXAMPLES ? ", …\n" : "\n", stderr);
}

void message_all(const struct inputs *inputs, const struct records *records, bool verbose)
{
    struct arena *arena = arena_new(&memory);
    struct complaints all = {0};
    struct paths passed_over = {arena_make_n(arena, struct slice, records->sources.len), 0};
    const uint32_t *order;

    gather_unopened(&all, inputs, arena);
    for (size_t i = 0; i < records->sources.len; i++)
        gather(&all, &passed_over, arena, &records->sources.at[i], verbose);
    order = sort_order(all.len, complaint_before, &all, arena);
    for (size_t i = 0; i < all.len; i++)
        say_complaint(&all.at[order[i]]);
    if (passed_over.len)
        say_passed_over(&passed_over, arena);
    arena_free(arena);
}
