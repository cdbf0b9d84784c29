/*
 * catalog-compile OUTPUT.c INPUT.yaml...
 *
 * Read the catalogue's YAML files, hold every row to its form, and write one C file with static
 * tables that defines catalog_builtin().  Runs when mioboe is built.  A fault is one line
 * `FILE:LINE: what` and exit status 1.
 */

#include "tools/catalog_case.h"
#include "tools/catalog_mail.h"
#include "tools/catalog_review.h"

#include "read/catalog_yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *resize(void *ctx, void *ptr, size_t from, size_t to)
{
    void *p;

    (void)ctx;
    (void)from;
    if (to == 0) {
        free(ptr);
        return NULL;
    }
    p = realloc(ptr, to);
    if (!p) {
        perror("catalog-compile");
        exit(1);
    }
    return p;
}

/* The bytes of the file, or a NULL pointer. */
static struct slice load(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t len = 0, cap = 0, n;

    if (!file)
        return (struct slice){NULL, 0};
    do {
        bytes = arena_resize(arena, bytes, cap, cap + 65536);
        cap += 65536;
        n = fread(bytes + len, 1, cap - len, file);
        len += n;
    } while (n > 0);
    fclose(file);
    return (struct slice){bytes, len};
}

/* ------------------------------------------------------------------ values */

void put_slice(FILE *out, struct slice s)
{
    fputs("{\"", out);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c < ' ' || c >= 0x7F || c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fprintf(out, "\", %zu}", s.len);
}

void put_provenance(FILE *out, const struct provenance *p)
{
    fputs("{", out);
    put_slice(out, p->source);
    fputs(", ", out);
    put_slice(out, p->seen);
    fprintf(out, ", '%c'}", p->confidence);
}

void put_texts(FILE *out, const char *kind, size_t row, const char *key,
                      const struct slice *texts, size_t len)
{
    if (len == 0)
        return;
    fprintf(out, "static const struct slice %s%zu_%s[] = {\n", kind, row, key);
    for (size_t i = 0; i < len; i++) {
        fputs("    ", out);
        put_slice(out, texts[i]);
        fputs(",\n", out);
    }
    fputs("};\n", out);
}

/* `.key = NAME_KEY, .key_len = n`, or nothing. */
void put_array(FILE *out, const char *kind, size_t row, const char *key, size_t len)
{
    if (len)
        fprintf(out, "        .%s = %s%zu_%s, .%s_len = %zu,\n", key, kind, row, key, key, len);
}

void put_field(FILE *out, const char *key, struct slice s)
{
    fprintf(out, "        .%s = ", key);
    put_slice(out, s);
    fputs(",\n", out);
}

/* ------------------------------------------------------------------ profiles */

static void put_columns(FILE *out, size_t row, const struct profile *p)
{
    fprintf(out, "static const struct profile_column p%zu_columns[] = {\n", row);
    for (size_t i = 0; i < p->columns_len; i++) {
        const struct profile_column *c = &p->columns[i];

        fprintf(out, "    {%d, ", (int)c->field);
        put_slice(out, c->header);
        fprintf(out, ", %d, %s},\n", c->index, c->optional ? "true" : "false");
    }
    fputs("};\n", out);
}

static void put_rule(FILE *out, const struct profile_rule *r)
{
    fprintf(out, "    {%s, {", r->before ? "true" : "false");
    for (size_t i = 0; i < r->tests_len; i++) {
        fprintf(out, "{%d, %d, ", (int)r->tests[i].field, r->tests[i].index);
        put_slice(out, r->tests[i].pattern);
        fputs("}, ", out);
    }
    fprintf(out, "}, %zu, %d, %u, %s, %s, %d},\n", r->tests_len, (int)r->action, r->reason,
            r->card ? "true" : "false", r->counts ? "true" : "false", r->total);
}

static void put_rules(FILE *out, size_t row, const struct profile *p)
{
    if (p->rules_len) {
        fprintf(out, "static const struct profile_rule p%zu_rules[] = {\n", row);
        for (size_t i = 0; i < p->rules_len; i++)
            put_rule(out, &p->rules[i]);
        fputs("};\n", out);
    }
    if (p->extracts_len) {
        fprintf(out, "static const struct profile_extract p%zu_extracts[] = {\n", row);
        for (size_t i = 0; i < p->extracts_len; i++) {
            fprintf(out, "    {%d, ", (int)p->extracts[i].from);
            put_slice(out, p->extracts[i].pattern);
            fputs("},\n", out);
        }
        fputs("};\n", out);
    }
}

static void put_profile(FILE *out, size_t row, const struct profile *p)
{
    fputs("    {\n", out);
    put_field(out, "id", p->id);
    put_field(out, "family", p->family);
    put_field(out, "name_ja", p->name_ja);
    put_field(out, "name_en", p->name_en);
    fprintf(out, "        .kind = %d, .pending = %d, .dates = %d, .sign = %d, .sum = %d,\n",
            (int)p->kind, p->pending, (int)p->dates, (int)p->sign, (int)p->sum);
    fprintf(out, "        .currency = {\"%s\"}, .total_required = %d, .is_headerless = %d,\n",
            p->currency.code, p->total_required, p->is_headerless);
    fprintf(out, "        .cells_min = %zu, .cells_max = %zu, .basis = %d, .is_second = %d,\n",
            p->cells_min, p->cells_max, (int)p->basis, p->is_second);
    fprintf(out, "        .is_bill = %d,\n", p->is_bill);
    put_array(out, "p", row, "columns", p->columns_len);
    put_array(out, "p", row, "marks", p->marks_len);
    put_array(out, "p", row, "rules", p->rules_len);
    put_array(out, "p", row, "extracts", p->extracts_len);
    put_array(out, "p", row, "shop_forms", p->shop_forms_len);
    put_array(out, "p", row, "pending_marks", p->pending_marks_len);
    put_array(out, "p", row, "part_marks", p->part_marks_len);
    fputs("        .provenance = ", out);
    put_provenance(out, &p->provenance);
    fputs(",\n    },\n", out);
}

static void put_profiles(FILE *out, const struct catalog *c)
{
    for (size_t i = 0; i < c->profiles_len; i++) {
        const struct profile *p = &c->profiles[i];

        put_columns(out, i, p);
        put_rules(out, i, p);
        put_texts(out, "p", i, "marks", p->marks, p->marks_len);
        put_texts(out, "p", i, "shop_forms", p->shop_forms, p->shop_forms_len);
        put_texts(out, "p", i, "pending_marks", p->pending_marks, p->pending_marks_len);
        put_texts(out, "p", i, "part_marks", p->part_marks, p->part_marks_len);
    }
    fputs("static const struct profile profiles[] = {\n", out);
    for (size_t i = 0; i < c->profiles_len; i++)
        put_profile(out, i, &c->profiles[i]);
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ merchants and plans */

static void put_merchant(FILE *out, size_t row, const struct merchant *m)
{
    fputs("    {\n", out);
    put_field(out, "id", m->id);
    put_field(out, "brand", m->brand);
    fprintf(out, "        .class = %d, .explained_by = %u,\n", (int)m->class, m->explained_by);
    put_field(out, "meaning_ja", m->meaning_ja);
    put_field(out, "meaning_en", m->meaning_en);
    put_field(out, "next_ja", m->next_ja);
    put_field(out, "next_en", m->next_en);
    put_array(out, "m", row, "texts", m->texts_len);
    fputs("        .provenance = ", out);
    put_provenance(out, &m->provenance);
    fputs(",\n    },\n", out);
}

static void put_merchants(FILE *out, const struct catalog *c)
{
    for (size_t i = 0; i < c->merchants_len; i++)
        put_texts(out, "m", i, "texts", c->merchants[i].texts, c->merchants[i].texts_len);
    fputs("static const struct merchant merchants[] = {\n", out);
    for (size_t i = 0; i < c->merchants_len; i++)
        put_merchant(out, i, &c->merchants[i]);
    fputs("};\n\nstatic const struct merchant_text texts[] = {\n", out);
    for (size_t i = 0; i < c->texts_len; i++) {
        const struct merchant_text *t = &c->texts[i];

        fputs("    {", out);
        put_slice(out, t->text);
        fprintf(out, ", %u, %u, %d, %d},\n", t->merchant, t->shorter, t->whole, t->open);
    }
    fputs("};\n\n", out);
}

static void put_prices(FILE *out, size_t row, const struct plan *p)
{
    if (p->prices_len == 0)
        return;
    fprintf(out, "static const struct plan_price s%zu_prices[] = {\n", row);
    for (size_t i = 0; i < p->prices_len; i++) {
        const struct plan_price *price = &p->prices[i];

        /* DAY_NONE cannot be written as a number of its own type. */
        fputs(price->from == DAY_NONE ? "    {DAY_NONE, " : "    {", out);
        if (price->from != DAY_NONE)
            fprintf(out, "%d, ", price->from);
        if (price->until == DAY_NONE)
            fputs("DAY_NONE", out);
        else
            fprintf(out, "%d", price->until);
        fprintf(out, ", INT64_C(%lld), {\"%s\"}, ", (long long)price->amount, price->currency.code);
        put_provenance(out, &price->provenance);
        fputs("},\n", out);
    }
    fputs("};\n", out);
}

static void put_plan(FILE *out, size_t row, const struct plan *p)
{
    fputs("    {\n", out);
    put_field(out, "id", p->id);
    put_field(out, "family", p->family);
    put_field(out, "name_ja", p->name_ja);
    put_field(out, "name_en", p->name_en);
    fprintf(out, "        .months = %d,\n", p->months);
    put_array(out, "s", row, "merchants", p->merchants_len);
    put_array(out, "s", row, "titles", p->titles_len);
    put_array(out, "s", row, "prices", p->prices_len);
    fputs("    },\n", out);
}

static void put_plans(FILE *out, const struct catalog *c)
{
    for (size_t i = 0; i < c->plans_len; i++) {
        put_texts(out, "s", i, "merchants", c->plans[i].merchants, c->plans[i].merchants_len);
        put_texts(out, "s", i, "titles", c->plans[i].titles, c->plans[i].titles_len);
        put_prices(out, i, &c->plans[i]);
    }
    fputs("static const struct plan plans[] = {\n", out);
    for (size_t i = 0; i < c->plans_len; i++)
        put_plan(out, i, &c->plans[i]);
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ causes and next steps */

static void put_clues(FILE *out, size_t row, const struct cause *c)
{
    if (c->clues_len == 0)
        return;
    fprintf(out, "static const struct cause_clue c%zu_clues[] = {\n", row);
    for (size_t i = 0; i < c->clues_len; i++)
        fprintf(out, "    {%d, %u, %.9g},\n", (int)c->clues[i].kind, c->clues[i].value,
                c->clues[i].ratio);
    fputs("};\n", out);
}

static void put_causes(FILE *out, const struct catalog *c)
{
    for (size_t i = 0; i < c->causes_len; i++)
        put_clues(out, i, &c->causes[i]);
    fputs("static const struct cause causes[] = {\n", out);
    for (size_t i = 0; i < c->causes_len; i++) {
        const struct cause *cause = &c->causes[i];

        fputs("    {\n", out);
        put_field(out, "id", cause->id);
        put_field(out, "name_ja", cause->name_ja);
        put_field(out, "name_en", cause->name_en);
        fprintf(out, "        .prior = %.9g,\n", cause->prior);
        put_field(out, "next", cause->next);
        put_array(out, "c", i, "clues", cause->clues_len);
        fputs("        .provenance = ", out);
        put_provenance(out, &cause->provenance);
        fputs(",\n    },\n", out);
    }
    fputs("};\n\n", out);
}

static void put_next_steps(FILE *out, const struct catalog *c)
{
    fputs("static const struct next_step next_steps[] = {\n", out);
    for (size_t i = 0; i < c->next_steps_len; i++) {
        const struct next_step *step = &c->next_steps[i];

        fputs("    {\n", out);
        put_field(out, "id", step->id);
        put_field(out, "text_ja", step->text_ja);
        put_field(out, "text_en", step->text_en);
        put_field(out, "url", step->url);
        fputs("        .provenance = ", out);
        put_provenance(out, &step->provenance);
        fputs(",\n    },\n", out);
    }
    fputs("};\n\n", out);
}

/* ------------------------------------------------------------------ the whole */

/* `.rows = rows, .rows_len = n`. */
static void put_rows(FILE *out, const char *rows, size_t len)
{
    fprintf(out, "    .%s = %s,\n    .%s_len = %zu,\n", rows, rows, rows, len);
}

static void put_catalog(FILE *out, const struct catalog *c)
{
    fputs(
        "/* Made by tools/catalog-compile from catalog/. */\n\n#include \"catalog/catalog.h\"\n\n",
        out);
    put_profiles(out, c);
    put_merchants(out, c);
    put_plans(out, c);
    put_causes(out, c);
    put_next_steps(out, c);
    put_senders(out, c);
    put_sender_keys(out, c);
    put_notices(out, c);
    put_cases(out, c);
    put_reviews(out, c);
    fputs("static const struct catalog builtin = {\n", out);
    put_rows(out, "profiles", c->profiles_len);
    put_rows(out, "merchants", c->merchants_len);
    put_rows(out, "texts", c->texts_len);
    put_rows(out, "plans", c->plans_len);
    put_rows(out, "causes", c->causes_len);
    put_rows(out, "next_steps", c->next_steps_len);
    put_rows(out, "senders", c->senders_len);
    put_rows(out, "sender_names", c->sender_names_len);
    put_rows(out, "sender_keys", c->sender_keys_len);
    put_rows(out, "sender_domains", c->sender_domains_len);
    put_rows(out, "notices", c->notices_len);
    put_rows(out, "questions", c->questions_len);
    put_rows(out, "playbooks", c->playbooks_len);
    put_rows(out, "deadlines", c->deadlines_len);
    put_rows(out, "issuers", c->issuers_len);
    put_rows(out, "routes", c->routes_len);
    put_rows(out, "findings", c->findings_len);
    put_rows(out, "protections", c->protections_len);
    put_rows(out, "word_lists", c->word_lists_len);
    fputs("};\n\n"
          "const struct catalog *catalog_builtin(void)\n{\n    return &builtin;\n}\n",
          out);
}

int complain(struct slice id, const char *what, struct slice which)
{
    fprintf(stderr, "%.*s: %s: %.*s\n", SLICE_ARG(id), what, SLICE_ARG(which));
    return 1;
}

/* A plan must name merchants that exist. */
static int check_plans(const struct catalog *c)
{
    for (size_t i = 0; i < c->plans_len; i++)
        for (size_t k = 0; k < c->plans[i].merchants_len; k++)
            if (!catalog_merchant(c, c->plans[i].merchants[k]))
                return complain(c->plans[i].id, "no such merchant", c->plans[i].merchants[k]);
    return 0;
}

/* A cause must name a next step that exists. */
static int check_causes(const struct catalog *c)
{
    for (size_t i = 0; i < c->causes_len; i++)
        if (!catalog_next_step(c, c->causes[i].next))
            return complain(c->causes[i].id, "no such next step", c->causes[i].next);
    return 0;
}

static int read_inputs(struct arena *arena, int len, char *const *paths, struct catalog_rows *rows)
{
    for (int i = 0; i < len; i++) {
        enum catalog_file kind = catalog_file_of(slice_of(paths[i]));
        struct slice text = load(arena, paths[i]);
        struct err err = {.line = 0};

        if (!text.ptr) {
            perror(paths[i]);
            return 1;
        }
        if (catalog_yaml_read(text, kind, arena, rows, &err) != 0) {
            fprintf(stderr, "%s:%u: %s\n", paths[i], err.line, err.detail);
            return 1;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    const struct allocator allocator = {resize, NULL};
    struct arena *arena = arena_new(&allocator);
    struct catalog_rows rows = {.profiles = {NULL, 0, 0}};
    struct catalog catalog;
    FILE *out;
    int status = 1;

    if (argc < 3) {
        fputs("usage: catalog-compile OUTPUT.c INPUT.yaml...\n", stderr);
        return 64;
    }
    if (read_inputs(arena, argc - 2, argv + 2, &rows) == 0) {
        catalog = catalog_rows_done(arena, &rows);
        out = NULL;
        if (check_plans(&catalog) == 0 && check_causes(&catalog) == 0 &&
            check_senders(&catalog) == 0 && check_notices(&catalog) == 0 &&
            check_cases(&catalog) == 0 && check_reviews(&catalog) == 0)
            out = fopen(argv[1], "w");
        if (out) {
            put_catalog(out, &catalog);
            status = fclose(out) != 0;
        }
    }
    arena_free(arena);
    return status;
}
