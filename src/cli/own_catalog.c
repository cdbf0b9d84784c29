#include "cli/own_catalog.h"

#include "cli/input.h"
#include "cli/message.h"

#include <unistd.h>

static struct slice folder(struct arena *arena)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    struct slice below_home = SLICE("/.config"), below = SLICE("/mioboe/catalog");
    struct slice nul = {"", 1};

    /* A relative path is to be ignored (XDG Base Directory Specification). */
    if (config && config[0] == '/')
        return arena_join(arena, (struct slice[]){slice_of(config), below, nul}, 3);
    if (home && home[0] == '/')
        return arena_join(arena, (struct slice[]){slice_of(home), below_home, below, nul}, 4);
    return (struct slice){NULL, 0};
}

static int read_one(struct mioboe *m, struct input *input, struct arena *arena)
{
    struct mioboe_problem problem = {0};
    struct slice text;
    struct err err = input->err;

    if (input->fd >= 0 && input_read(input, CATALOG_YAML_MAX_BYTES, arena, &text, &err) == 0) {
        if (mioboe_catalog(m, input->path.ptr, input->path.len, text.ptr, text.len, &problem) == 0)
            return 0;
        err_set(&err, problem.code, problem.line, slice_of(problem.detail));
    }
    message_err(input->path, &err);
    return -1;
}

int own_catalog_read(struct mioboe *m, struct arena *arena)
{
    struct slice path = folder(arena);
    struct inputs inputs = {0};
    int r = 0;

    if (!path.len || access(path.ptr, F_OK) != 0)
        return 0;
    input_open(&inputs, arena, path.ptr, SLICE(""));
    input_sort(&inputs, arena);
    for (size_t i = 0; i < inputs.len; i++) {
        struct input *input = &inputs.at[i];

        if (input->fd >= 0 && !slice_ends(input->path, SLICE(".yaml")))
            close(input->fd);
        else if (read_one(m, input, arena) != 0)
            r = -1;
    }
    return r;
}
