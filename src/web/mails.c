#include "web/command.h"
#include "web/handlers.h"

static void mail_done(struct command *command, const struct call_end *end)
{
    command_answer(command, end, MHD_HTTP_OK);
}

/* The body is a mail, which lies as a file by now. */
void mail_post(struct request *request)
{
    struct command *command = command_new(request, "mail check", FORM_NO_STORE);
    char path[UPLOAD_NAME + 16];

    command->done = mail_done;
    if (!command_folder(command))
        return;
    if (!upload_place(request->server, request->upload, command->folder, path)) {
        command_free(command);
        reply_problem(request, PROBLEM_BUSY);
        return;
    }
    if (!slice_eq(params_get(&request->query, "online"), SLICE("1")))
        words_add(&command->words, SLICE("--offline"));
    words_add(&command->words, SLICE("--"));
    words_add(&command->words, slice_of(path));
    command_send(command);
}
