#include "cli/own_decisions.h"

#include "cli/input.h"
#include "cli/message.h"

int own_decisions_read(struct mioboe *m, const char *path, struct arena *arena)
{
    struct inputs inputs = {0};
    int r = 0;

    if (!path)
        return 0;
    input_open(&inputs, arena, path, SLICE(""));
    for (size_t i = 0; i < inputs.len; i++) {
        struct input *input = &inputs.at[i];
        struct mioboe_problem problem = {0};
        struct slice text;
        struct err err = input->err;

        if (input->fd >= 0 && input_read(input, DECISION_LIST_MAX_BYTES, arena, &text, &err) == 0) {
            if (mioboe_decisions(m, input->path.ptr, input->path.len, text.ptr, text.len,
                                 &problem) == 0)
                continue;
            err_set(&err, problem.code, problem.line, slice_of(problem.detail));
        }
        message_err(input->path, &err);
        r = -1;
    }
    return r;
}
