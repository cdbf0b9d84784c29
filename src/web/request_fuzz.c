/*
 * What a request holds beside what libmicrohttpd reads: path, query, cookie, name of a file, JSON,
 * in this order, divided by line feeds.  Whatever they say, a value never becomes an option of a
 * command, and no name leads out of its folder.
 */

#include "web/form.h"
#include "web/params.h"
#include "web/route.h"
#include "web/session.h"
#include "web/upload.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Of which of the words behind the first ${from} stands alone before `--`. */
static void check_words(const struct words *words, const struct params *params)
{
    size_t at = 0;

    while (at < words->len && !slice_eq(words->at[at], SLICE("--"))) {
        struct slice name, value;

        slice_cut(words->at[at], SLICE("="), &name, &value);
        PROPERTY(slice_starts(name, SLICE("--")) && name.len > 2);
        PROPERTY(!slice_eq(name, SLICE("--store")) && !slice_eq(name, SLICE("--output")) &&
                 !slice_eq(name, SLICE("--mail")) && !slice_eq(name, SLICE("--format")));
        at++;
    }
    PROPERTY(at < words->len);
    PROPERTY(words->len - at - 1 <= params->len * 2);
}

static void fill(const struct params *params, struct arena *arena)
{
    for (const struct route *route = routes; route->path; route++) {
        struct words words = {.arena = arena};
        struct slice member;

        if (route->form && form_write(route->form, params, &words, &member) == 0)
            check_words(&words, params);
    }
}

static void check_name(struct slice name)
{
    if (!upload_is_name(name))
        return;
    PROPERTY(name.len && name.ptr[0] != '/' && !slice_has(name, SLICE("//")));
    PROPERTY(!slice_has(name, SLICE("/../")) && !slice_starts(name, SLICE("../")) &&
             !slice_ends(name, SLICE("/..")) && !slice_eq(name, SLICE("..")));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct sessions sessions; /* nobody is signed in */
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice rest = {(const char *)bytes, len}, parts[4];
    struct slice args[ROUTE_ARGS];
    struct params query = {NULL, 0, 0}, said = {NULL, 0, 0};
    const struct route *route;

    if (!sessions.cookie[0])
        session_init(&sessions, 1);
    for (int i = 0; i < 4; i++)
        slice_cut(rest, SLICE("\n"), &parts[i], &rest);
    if (route_find(routes, SLICE("GET"), parts[0], &route, args) == ROUTE_FOUND)
        PROPERTY(slice_find_byte(args[0], '/') == args[0].len);
    if (params_read_query(parts[1], arena, &query))
        fill(&query, arena);
    PROPERTY(!session_find(&sessions, parts[2], 0));
    check_name(parts[3]);
    if (params_read_json(rest, arena, &said))
        fill(&said, arena);
    else
        PROPERTY(said.len == 0);
    arena_free(arena);
    return 0;
}
