#include "web/route.h"

/* Letters, digits and what ids of mioboe have beside them: nothing that needs decoding, and no
 * name of a file elsewhere. */
static bool is_value(struct slice part)
{
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i], low = (char)(c | 0x20);

        if (!((c >= '0' && c <= '9') || (low >= 'a' && low <= 'z') || c == '-' || c == '_'))
            return false;
    }
    return part.len > 0 && part.len <= ROUTE_ARG_LEN;
}

static bool matches(struct slice pattern, struct slice path, struct slice ret_args[ROUTE_ARGS])
{
    struct slice args[ROUTE_ARGS] = {{NULL, 0}, {NULL, 0}}, want, part;
    size_t n = 0;
    bool more_pattern = true, more_path = true;

    while (more_pattern && more_path) {
        more_pattern = slice_cut(pattern, SLICE("/"), &want, &pattern);
        more_path = slice_cut(path, SLICE("/"), &part, &path);
        if (slice_eq(want, SLICE("{}"))) {
            if (!is_value(part) || n == ROUTE_ARGS)
                return false;
            args[n++] = part;
        } else if (!slice_eq(want, part)) {
            return false;
        }
    }
    if (more_pattern || more_path)
        return false;
    memcpy(ret_args, args, sizeof(args));
    return true;
}

enum route_found route_find(const struct route *table, struct slice method, struct slice path,
                            const struct route **ret, struct slice ret_args[ROUTE_ARGS])
{
    enum route_found found = ROUTE_NO_PATH;

    if (slice_eq(method, SLICE("HEAD")))
        method = SLICE("GET");
    for (const struct route *route = table; route->path; route++) {
        if (!matches(slice_of(route->path), path, ret_args))
            continue;
        found = ROUTE_NO_METHOD;
        if (slice_eq(slice_of(route->method), method)) {
            *ret = route;
            return ROUTE_FOUND;
        }
    }
    return found;
}
