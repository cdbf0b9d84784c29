#include "io/whole.h"
#include "web/command.h"
#include "web/handlers.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ------------------------------------------------------------------ files that commands write */

struct made {
    const char *file, *type, *name;
};
static const struct made pdf = {"./paper.pdf", "application/pdf", "mioboe.pdf"};
static const struct made zip = {"./bundle.zip", "application/zip", "mioboe.zip"};

/* The file that it wrote in its folder, or what went wrong. */
static void give_made(struct command *command, const struct call_end *end, const struct made *made)
{
    char path[PATH_MAX];
    struct stat st;
    int fd;

    snprintf(path, sizeof(path), "%s/%s", command->folder, made->file);
    fd = end->fate == CALL_ENDED && end->status <= 1 ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
                                                     : -1;
    if (fd < 0 || fstat(fd, &st) != 0) {
        command_answer(command, end, MHD_HTTP_OK);
        if (fd >= 0)
            close(fd);
        return;
    }
    reply_file(command->request, made->type, made->name, fd, (uint64_t)st.st_size);
}

static void pdf_done(struct command *command, const struct call_end *end)
{
    give_made(command, end, &pdf);
}

static void zip_done(struct command *command, const struct call_end *end)
{
    give_made(command, end, &zip);
}

/* ------------------------------------------------------------------ papers */

/* As a PDF.  The journal keeps that it was made. */
void paper_post(struct request *request)
{
    const struct form *form = request->route->form;
    struct command *command;
    struct slice member;

    if (request->house->is_locked) {
        reply_problem(request, PROBLEM_LOCKED);
        return;
    }
    command = command_new(request, form->command, form->flags);
    command->done = pdf_done;
    words_add_option(&command->words, SLICE("case"), request->args[0]);
    words_add_option(&command->words, SLICE("output"), slice_of(pdf.file));
    if (form_write(form, &request->said, &command->words, &member) < 0)
        reply_problem_said(request, PROBLEM_BAD_REQUEST, member);
    else if (command_folder(command))
        command_send(command);
}

static bool write_passphrase(const struct command *command, struct slice passphrase)
{
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/passphrase", command->folder);
    return whole_create(path, passphrase);
}

void bundle_post(struct request *request)
{
    struct slice passphrase = params_get(&request->said, "passphrase");
    struct command *command;

    if (request->house->is_locked) {
        reply_problem(request, PROBLEM_LOCKED);
        return;
    }
    command = command_new(request, "case bundle", 0);
    command->done = zip_done;
    words_add_option(&command->words, SLICE("case"), request->args[0]);
    words_add_option(&command->words, SLICE("output"), slice_of(zip.file));
    if (!command_folder(command))
        return;
    if (passphrase.len) {
        words_add_option(&command->words, SLICE("passphrase-file"), SLICE("./passphrase"));
        if (!write_passphrase(command, passphrase)) {
            command_free(command);
            reply_problem(request, PROBLEM_BUSY);
            return;
        }
    }
    command_send(command);
}

/* ------------------------------------------------------------------ calendar */

static void calendar_done(struct command *command, const struct call_end *end)
{
    struct request *request = command->request;
    struct output out;

    if (end->fate != CALL_ENDED || end->status > 1) {
        command_answer(command, end, MHD_HTTP_OK);
        return;
    }
    output_init(&out, request->server->setup->allocator, NULL, NULL);
    output_add(&out, clerk_read(end->out, CLERK_MAX_ANSWER, request->arena));
    reply_output(request, MHD_HTTP_OK, "text/calendar; charset=utf-8", &out);
    reply_header(request, "Content-Disposition", "attachment; filename=\"mioboe.ics\"");
}

void calendar_get(struct request *request)
{
    struct command *command = command_new(request, "agenda", 0);

    command->done = calendar_done;
    words_add(&command->words, SLICE("--format=ics")); /* the later word counts */
    command_send(command);
}
