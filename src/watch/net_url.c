#include "watch/net.h"

bool net_is_local(struct slice url)
{
    static const struct slice names[] = {{"localhost", 9}, {"127.0.0.1", 9}, {"[::1]", 5}};
    struct slice head, rest;

    slice_cut(url, SLICE("://"), &head, &rest);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (slice_starts(rest, names[i]) &&
            (rest.len == names[i].len || memchr(":/", rest.ptr[names[i].len], 2)))
            return true;
    return false;
}
