#include "cli/command.h"

#include "cli/format_company.h"
#include "cli/format_list.h"
#include "cli/job.h"
#include "cli/language.h"
#include "cli/memory.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "render/page.h"
#include "render/printer.h"
#include "render/words.h"

#include "base/sort.h"
#include "base/text.h"

#define ID_COLUMNS 30u
#define KIND_COLUMNS 10u
#define BASIS_COLUMNS 20u

const struct option *const formats_options[] = {&option_format_short, &option_lang, NULL};

/* One format, of the catalogue or of a reader, as both forms show it. */
struct format {
    struct slice id, family, name_ja, name_en, kind, basis;
    struct provenance provenance;
};
ARRAY_TYPE(formats, struct format);

static struct format of_profile(const struct profile *profile)
{
    return (struct format){.id = profile->id,
                           .family = profile->family,
                           .name_ja = profile->name_ja,
                           .name_en = profile->name_en,
                           .kind = format_kind_name(profile->kind),
                           .basis = format_basis_name(profile->basis),
                           .provenance = profile->provenance};
}

static struct format of_row(const struct format_row *row)
{
    return (struct format){
        .id = slice_of(row->id),
        .name_ja = slice_of(row->name_ja),
        .name_en = slice_of(row->name_en),
        .kind = slice_of(row->kind),
        .basis = format_basis_name(row->basis),
        .provenance = {slice_of(row->source), slice_of(row->seen), row->confidence}};
}

static bool id_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct catalog *catalog = ctx;

    return slice_cmp(catalog->profiles[a].id, catalog->profiles[b].id) < 0;
}

/* What the command shows: layouts, and companies. */
struct shown {
    const struct catalog *catalog;
    struct formats formats;
    struct format_companies companies;
    struct slice word; /* the company that was named; empty = none */
    struct arena *arena;
};

/* Statements by id, then what has a reader of its own. */
static struct formats gather(const struct catalog *catalog, struct arena *arena)
{
    uint32_t *order = sort_order(catalog->profiles_len, id_before, catalog, arena);
    struct formats all = {0};

    for (size_t i = 0; i < catalog->profiles_len; i++)
        *array_push(arena, &all) = of_profile(&catalog->profiles[order[i]]);
    for (const struct format_row *row = format_list; row->id; row++)
        *array_push(arena, &all) = of_row(row);
    return all;
}

static void print_one(struct printer *p, const struct format *f)
{
    struct slice confidence = {&f->provenance.confidence, 1};

    print_begin_map(p);
    print_string_of(p, "id", f->id);
    print_key(p, "name");
    print_inline(p);
    print_begin_map(p);
    print_text_of(p, "ja", f->name_ja);
    print_text_of(p, "en", f->name_en);
    print_end(p);
    print_string_of(p, "kind", f->kind);
    print_string_of(p, "basis", f->basis);
    print_text_of(p, "source", f->provenance.source);
    print_text_of(p, "seen", f->provenance.seen);
    print_string_of(p, "confidence", confidence);
    print_end(p);
}

static bool is_called(const struct shown *shown, const struct format *f)
{
    struct slice word = text_fold(shown->arena, shown->word);

    return slice_has(text_fold(shown->arena, f->name_ja), word) ||
           slice_has(text_fold(shown->arena, f->name_en), word);
}

/* Of the companies that were named; else, as of wallets and bookkeepers, what is called so. */
static bool is_shown(const struct shown *shown, const struct format *f)
{
    for (size_t i = 0; shown->word.len && i < shown->companies.len; i++)
        if (format_company_has(&shown->companies.at[i], f->family, f->kind))
            return true;
    return !shown->word.len || (!shown->companies.len && is_called(shown, f));
}

static void print_json(const struct shown *shown, struct output *out)
{
    struct printer printer = printer_json(out), *p = &printer;

    print_begin_map(p);
    print_string_of(p, "schema", SLICE("mioboe.formats/1"));
    print_key(p, "formats");
    print_begin_list(p);
    for (size_t i = 0; i < shown->formats.len; i++)
        if (is_shown(shown, &shown->formats.at[i]))
            print_one(p, &shown->formats.at[i]);
    print_end(p);
    print_key(p, "companies");
    print_begin_list(p);
    for (size_t i = 0; i < shown->companies.len; i++)
        format_company_json(p, shown->catalog, &shown->companies.at[i]);
    print_end(p);
    print_end(p);
}

static struct slice basis_in_words(struct slice basis)
{
    if (slice_eq(basis, SLICE("real")))
        return slice_of(_("seen in a real file"));
    if (slice_eq(basis, SLICE("fixture")))
        return slice_of(_("from test data"));
    return slice_of(_("from a description"));
}

static struct slice kind_in_words(struct slice kind)
{
    static const struct {
        const char *kind, *words;
    } names[] = {
        {"card", N_("card")},
        {"bank", N_("bank")},
        {"wallet", N_("wallet")},
        {"aggregator", N_("bookkeeper")},
        {"amazon", N_("Amazon")},
        {"export", N_("export")},
        {"interchange", N_("exchange")},
        {"archive", N_("archive")},
        {"mail", N_("mail")},
        {"typed", N_("typed")},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_eq(slice_of(names[i].kind), kind))
            return slice_of(_(names[i].words));
    return kind;
}

static void print_text_row(struct page *page, const struct format *f)
{
    page_cell(page, f->id, ID_COLUMNS);
    page_blank(page, 1);
    page_cell(page, kind_in_words(f->kind), KIND_COLUMNS);
    page_blank(page, 1);
    page_cell(page, basis_in_words(f->basis), BASIS_COLUMNS);
    page_blank(page, 1);
    page_line(page, page_choose(page, f->name_ja, f->name_en));
}

static void print_text_of_all(struct page *page, const struct shown *shown)
{
    bool is_by_company = shown->word.len && shown->companies.len;

    for (size_t i = 0; i < shown->companies.len && is_by_company; i++)
        format_company_text(page, shown->catalog, &shown->companies.at[i]);
    for (size_t i = 0; i < shown->formats.len && !is_by_company; i++)
        if (is_shown(shown, &shown->formats.at[i]))
            print_text_row(page, &shown->formats.at[i]);
}

static void print(const struct shown *shown, const struct options *options, struct arena *arena)
{
    struct output out;
    struct page page = {.out = &out,
                        .arena = arena,
                        .width = terminal_width(options),
                        .color = terminal_has_color(options),
                        .japanese = language_is_japanese()};

    standard_output_init(&out);
    if (options->format == FORMAT_JSON)
        print_json(shown, &out);
    else
        print_text_of_all(&page, shown);
    output_done(&out);
}

static bool is_any_shown(const struct shown *shown)
{
    for (size_t i = 0; i < shown->formats.len; i++)
        if (is_shown(shown, &shown->formats.at[i]))
            return true;
    return shown->companies.len > 0;
}

static int show(const struct catalog *catalog, const struct options *options, struct arena *arena)
{
    const char *word = options->operands.len ? options->operands.at[0].text : "";
    struct shown shown = {.catalog = catalog, .word = slice_of(word), .arena = arena};

    format_company_find(catalog, shown.word, arena, &shown.companies);
    shown.formats = gather(catalog, arena);
    if (!is_any_shown(&shown))
        return usage_error(
            _("No card company or bank is called \"%s\" here; \"mioboe formats\" lists "
              "what is understood."),
            word);
    print(&shown, options, arena);
    return 0;
}

int cmd_formats(const struct command_call *call)
{
    struct arena *arena = arena_new(&memory);
    struct options options;
    struct job job;
    int status = option_read(call->command->options, call->argc, call->argv, arena, &options);

    if (status == 0 && options.operands.len > 1)
        status = usage_error(_("formats takes one company; \"%s\" is too much."),
                             options.operands.at[1].text);
    if (status == 0) {
        job_init(&job, &options, arena);
        status = show(door_catalog(job.mioboe), &options, arena);
        if (status == 0)
            status = job_status(&job);
        job_done(&job);
    }
    arena_free(arena);
    return status;
}
