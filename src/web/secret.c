#include "web/secret.h"

#include "io/whole.h"
#include "web/command.h"
#include "web/handlers.h"
#include "web/reply.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

static void close_one(int *fd)
{
    if (*fd > 0)
        close(*fd);
    *fd = 0;
}

bool secret_begin(struct request *request)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0) {
        reply_problem(request, PROBLEM_BUSY);
        return false;
    }
    request->secret = ends[0];
    request->secret_end = ends[1];
    return true;
}

void secret_take(struct request *request, struct slice bytes)
{
    bool fits = request->secret_len + bytes.len <= SECRET_MAX;

    request->secret_len += bytes.len;
    if (!fits)
        reply_problem(request, PROBLEM_TOO_LARGE);
    else if (!whole_write(request->secret_end, bytes))
        reply_problem(request, PROBLEM_BUSY);
    /* libmicrohttpd's own buffer, which it would only write over with a later request */
    sodium_memzero((void *)(uintptr_t)bytes.ptr, bytes.len);
}

void secret_end(struct request *request)
{
    close_one(&request->secret_end);
}

void secret_done(struct request *request)
{
    close_one(&request->secret);
    close_one(&request->secret_end);
}

/* ------------------------------------------------------------------ how good a password is */

static void judged(struct command *command, const struct call_end *end)
{
    command_answer(command, end, MHD_HTTP_OK);
}

void password_post(struct request *request)
{
    struct command *command;

    if (request->house->is_locked) {
        reply_problem(request, PROBLEM_LOCKED);
        return;
    }
    command = command_new(request, "review password --password-fd 0", 0);
    command->input = request->secret;
    command->done = judged;
    command_send(command);
}
