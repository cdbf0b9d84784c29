#include "web/command.h"

#include "web/folder.h"
#include "web/scan.h"

#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#define SAID_MAX (64u << 10)

/* ------------------------------------------------------------------ sending */

struct command *command_new(struct request *request, const char *name, unsigned flags)
{
    struct command *command = arena_make(request->arena, struct command);

    *command = (struct command){
        .request = request, .words = {.arena = request->arena}, .seconds = COMMAND_SECONDS};
    words_add_all(&command->words, name);
    if (!(flags & FORM_NO_STORE))
        words_add_option(&command->words, SLICE("store"), slice_of(request->house->store));
    words_add(&command->words, SLICE("--format=json"));
    words_add_option(&command->words, SLICE("lang"), request_lang(request));
    return command;
}

bool command_folder(struct command *command)
{
    struct server *server = command->request->server;
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/work-%llu", server->setup->folder,
             (unsigned long long)++server->folders);
    if (mkdir(path, 0700) == 0)
        command->folder = strdup(path);
    if (!command->folder)
        reply_problem(command->request, PROBLEM_BUSY);
    return command->folder != NULL;
}

void command_free(struct command *command)
{
    if (!command->folder)
        return;
    folder_remove(command->folder);
    free(command->folder);
    command->folder = NULL;
}

/* The request outlives this: one that waits is not let go. */
static void done(void *ctx, const struct call_end *end)
{
    struct command *command = ctx;
    struct server *server = command->request->server;

    command->done(command, end);
    command_free(command);
    house_look(server);
}

void command_send(struct command *command)
{
    struct request *request = command->request;
    struct call_opts opts = {.folder =
                                 command->folder ? command->folder : request->server->setup->folder,
                             .seconds = command->seconds,
                             .memory = COMMAND_MEMORY,
                             .out = -1,
                             .input = command->input,
                             .done = done,
                             .ctx = command};

    if (command->words.is_foul) {
        reply_problem(request, PROBLEM_BAD_REQUEST);
    } else if (clerk_send(&request->server->clerk, &command->words, &opts)) {
        request_wait(request);
        return;
    } else {
        reply_problem(request, PROBLEM_BUSY);
    }
    command_free(command);
}

/* ------------------------------------------------------------------ answering */

struct slice command_said(struct request *request, const struct call_end *end)
{
    struct slice said = slice_trim(clerk_read(end->err, SAID_MAX, request->arena)), line, rest;

    if (slice_starts(said, SLICE("mioboe: ")))
        said = slice_skip(said, sizeof("mioboe: ") - 1);
    if (end->status == 64 && slice_cut(said, SLICE("\n"), &line, &rest))
        said = line;
    return said;
}

/* Whether the case that the path names is none. */
static bool is_case_missing(const struct request *request)
{
    struct scan scan = scan_of(scan_member(request->house->cases, SLICE("cases")));

    if (!request->route->form || !(request->route->form->flags & FORM_CASE))
        return false;
    for (bool is_list = scan_enter(&scan, '['); is_list && scan_item(&scan);) {
        struct slice id = scan_member(scan_value(&scan), SLICE("case"));

        if (slice_eq(scan_text(id, request->arena), request->args[0]))
            return false;
    }
    return true;
}

static bool is_json(struct slice text)
{
    return slice_starts(text, SLICE("{"));
}

void command_answer(struct command *command, const struct call_end *end, unsigned status)
{
    struct request *request = command->request;
    struct slice said = command_said(request, end), out;

    if (end->fate != CALL_ENDED) {
        reply_problem(request, end->fate == CALL_LATE ? PROBLEM_TOO_SLOW : PROBLEM_CRASHED);
        return;
    }
    out = slice_trim(clerk_read(end->out, CLERK_MAX_ANSWER, request->arena));
    if (end->status != 0 && end->status != 1 && is_case_missing(request))
        reply_problem_said(request, PROBLEM_NOT_FOUND, said);
    else if (end->status == 64)
        reply_problem_said(request, PROBLEM_BAD_REQUEST, said);
    else if (end->status > 2)
        reply_problem_said(request, PROBLEM_CRASHED, said);
    else if (end->status == 2)
        reply_partial(request, PROBLEM_UNREADABLE, said, is_json(out) ? out : SLICE(""));
    else if (status == MHD_HTTP_NO_CONTENT)
        reply_nothing(request);
    else
        reply_json(request, status, out);
}

/* ------------------------------------------------------------------ forms */

/* `uploads` become files of the command's folder, and its last operands; `upload` its --mail. */
static bool place_files(struct command *command, const struct params *params, bool is_mail)
{
    struct request *request = command->request;
    char path[UPLOAD_NAME + 16];

    for (size_t i = 0; i < params->len; i++) {
        struct upload *upload;

        if (!slice_eq(params->at[i].name, is_mail ? SLICE("upload") : SLICE("uploads")))
            continue;
        upload = upload_find(request->server, params->at[i].value);
        if (!upload) {
            reply_problem(request, PROBLEM_NOT_FOUND);
            return false;
        }
        if (!command->folder && !command_folder(command))
            return false;
        if (!upload_place(request->server, upload, command->folder, path)) {
            reply_problem(request, PROBLEM_BUSY);
            return false;
        }
        if (is_mail)
            words_add_option(&command->words, SLICE("mail"), slice_of(path));
        else
            words_add(&command->words, slice_of(path));
    }
    return true;
}

static void form_done(struct command *command, const struct call_end *end)
{
    struct request *request = command->request;
    const struct form *form = request->route->form;

    command_answer(command, end, form->status ? form->status : MHD_HTTP_OK);
    if (form->status == MHD_HTTP_CREATED && request->status == MHD_HTTP_CREATED) {
        struct slice out = clerk_read(end->out, CLERK_MAX_ANSWER, request->arena);
        struct slice id = scan_text(scan_member(slice_trim(out), SLICE("case")), request->arena);

        reply_header(
            request, "Location",
            arena_join(request->arena, (struct slice[]){SLICE("/api/cases/"), id, {"", 1}}, 3).ptr);
    }
}

void command_handle(struct request *request)
{
    const struct form *form = request->route->form;
    const struct params *params =
        request->route->body == BODY_JSON ? &request->said : &request->query;
    struct command *command;
    struct slice member;

    if (request->house->is_locked && !(form->flags & FORM_NO_STORE)) {
        reply_problem(request, PROBLEM_LOCKED);
        return;
    }
    command = command_new(request, form->command, form->flags);
    command->done = form_done;
    if (form->flags & FORM_CASE)
        words_add_option(&command->words, SLICE("case"), request->args[0]);
    if ((form->flags & FORM_MAIL && !place_files(command, params, true))) {
        command_free(command);
        return;
    }
    if (form_write(form, params, &command->words, &member) < 0) {
        reply_problem_said(request, PROBLEM_BAD_REQUEST, member);
        command_free(command);
        return;
    }
    if (form->flags & FORM_FILES && !place_files(command, params, false)) {
        command_free(command);
        return;
    }
    command_send(command);
}
