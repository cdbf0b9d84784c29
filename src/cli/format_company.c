#include "cli/format_company.h"

#include "base/text.h"
#include "catalog/route.h"
#include "cli/format_list.h"
#include "render/words.h"

#include <stdio.h>

#define STEP_MARK 8u

static const struct format_company amazon = {{"amazon", 6}, {{"Amazon", 6}, {"Amazon", 6}}, NULL};

/* ------------------------------------------------------------------ which */

static bool has_word(struct slice name, struct slice word, struct arena *arena)
{
    return slice_has(text_fold(arena, name), text_fold(arena, word));
}

static bool is_called(const struct format_company *company, struct slice word, struct arena *arena)
{
    struct slice names[] = {company->id, company->name.ja, company->name.en};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (has_word(names[i], word, arena))
            return true;
    for (size_t i = 0; company->issuer && word.len && i < company->issuer->also_len; i++)
        if (has_word(company->issuer->also[i], word, arena))
            return true;
    return false;
}

static struct format_company company_at(const struct catalog *catalog, size_t i)
{
    const struct issuer *issuer = i ? &catalog->issuers[i - 1] : NULL;

    return issuer ? (struct format_company){issuer->id, issuer->name, issuer} : amazon;
}

void format_company_find(const struct catalog *catalog, struct slice word, struct arena *arena,
                         struct format_companies *ret)
{
    for (size_t i = 0; i <= catalog->issuers_len; i++) {
        struct format_company company = company_at(catalog, i);

        if (word.len && slice_eq(company.id, word)) {
            ret->len = 0;
            *array_push(arena, ret) = company;
            return;
        }
        if (is_called(&company, word, arena))
            *array_push(arena, ret) = company;
    }
}

bool format_company_has(const struct format_company *company, struct slice family,
                        struct slice kind)
{
    if (!company->issuer)
        return slice_eq(kind, SLICE("amazon"));
    for (size_t i = 0; i < company->issuer->families_len; i++)
        if (family.len && slice_eq(company->issuer->families[i], family))
            return true;
    return false;
}

int format_company_next(const struct format_company *company, const struct catalog *catalog,
                        size_t *at, const struct route **ret_route)
{
    enum party party = company->issuer ? PARTY_ISSUER : PARTY_AMAZON;
    struct slice org = company->issuer ? company->id : SLICE("");

    for (; *at < catalog->routes_len; (*at)++) {
        const struct route *route = &catalog->routes[*at];

        if (route->party != party || !slice_eq(route->org, org) ||
            !route_serves(route, SLICE(ROUTE_GET_FILES)))
            continue;
        (*at)++;
        *ret_route = route;
        return 1;
    }
    return 0;
}

/* ------------------------------------------------------------------ JSON */

static void phrase_json(struct printer *p, const struct phrase *phrase)
{
    print_inline(p);
    print_begin_map(p);
    print_text_of(p, "ja", phrase->ja);
    print_text_of(p, "en", phrase->en);
    print_end(p);
}

static void route_json(struct printer *p, const struct route *route)
{
    print_begin_map(p);
    print_string_of(p, "id", route->id);
    print_key(p, "name");
    phrase_json(p, &route->name);
    print_text_of(p, "url", route->value);
    print_key(p, "steps");
    print_begin_list(p);
    for (size_t i = 0; i < route->steps.len; i++)
        phrase_json(p, &route->steps.at[i]);
    print_end(p);
    print_key(p, "note");
    if (route->note.ja.len)
        phrase_json(p, &route->note);
    else
        p->type->null(p);
    print_boolean_of(p, "official", route->is_official);
    print_text_of(p, "source", route->provenance.source);
    print_text_of(p, "seen", route->provenance.seen);
    print_string_of(p, "confidence", ((struct slice){&route->provenance.confidence, 1}));
    print_end(p);
}

static void formats_json(struct printer *p, const struct catalog *catalog,
                         const struct format_company *company)
{
    print_inline(p);
    print_begin_list(p);
    for (size_t i = 0; i < catalog->profiles_len; i++)
        if (company->issuer && format_company_has(company, catalog->profiles[i].family, SLICE("")))
            p->type->string(p, catalog->profiles[i].id);
    for (const struct format_row *row = format_list; row->id; row++)
        if (!company->issuer && format_company_has(company, SLICE(""), slice_of(row->kind)))
            p->type->string(p, slice_of(row->id));
    print_end(p);
}

void format_company_json(struct printer *p, const struct catalog *catalog,
                         const struct format_company *company)
{
    const struct route *route;

    print_begin_map(p);
    print_string_of(p, "id", company->id);
    print_key(p, "name");
    phrase_json(p, &company->name);
    print_text_of(p, "jurisdiction", company->issuer ? company->issuer->jurisdiction : SLICE(""));
    print_key(p, "formats");
    formats_json(p, catalog, company);
    print_key(p, "how");
    print_begin_list(p);
    for (size_t at = 0; format_company_next(company, catalog, &at, &route) == 1;)
        route_json(p, route);
    print_end(p);
    print_end(p);
}

/* ------------------------------------------------------------------ text */

static struct slice in_words(const struct page *page, const struct phrase *phrase)
{
    return page_choose(page, phrase->ja, phrase->en);
}

static void route_text(struct page *page, const struct route *route)
{
    struct slice confidence = {&route->provenance.confidence, 1};

    page_wrap(page, 2, SLICE(""), in_words(page, &route->name));
    if (route->value.len)
        page_wrap(page, 2, SLICE(""), route->value);
    for (size_t i = 0; i < route->steps.len; i++) {
        char mark[STEP_MARK];

        snprintf(mark, sizeof(mark), "%u. ", (unsigned)(i + 1));
        page_wrap(page, 4, slice_of(mark), in_words(page, &route->steps.at[i]));
    }
    if (route->note.ja.len)
        page_wrap(page, 4, SLICE(""), in_words(page, &route->note));
    page_style(page, PAGE_QUIET);
    page_wrap(
        page, 4, SLICE(""),
        arena_join(page->arena,
                   (struct slice[]){SLICE("("), route->provenance.source, SLICE("; "),
                                    route->provenance.seen, SLICE(", "), confidence, SLICE(")")},
                   7));
    page_style(page, PAGE_PLAIN);
}

void format_company_text(struct page *page, const struct catalog *catalog,
                         const struct format_company *company)
{
    const struct route *route;
    size_t at = 0, known = 0;

    page_style(page, PAGE_HEADING);
    page_add(page, in_words(page, &company->name));
    page_style(page, PAGE_PLAIN);
    page_add(page, SLICE("  "));
    page_line(page, company->id);
    for (; format_company_next(company, catalog, &at, &route) == 1; known++)
        route_text(page, route);
    if (!known)
        page_wrap(
            page, 2, SLICE(""),
            slice_of(
                _("How its files are got is not known here. Look for CSV where its site shows the "
                  "statements of a month.")));
}
