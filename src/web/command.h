#ifndef MIOBOE_WEB_COMMAND_H
#define MIOBOE_WEB_COMMAND_H

/* Requests that a command of mioboe answers. */

#include "web/form.h"
#include "web/reply.h"

#define COMMAND_SECONDS 120
#define COMMAND_MEMORY (8ull << 30)

/* A request's command, from its words to its end. */
struct command {
    struct request *request;
    struct words words;
    char *folder; /* of its own, malloc'd; NULL = the run's */
    uint32_t seconds;
    int input; /* its standard input; 0 = nothing.  Not taken over. */
    /* Answer; ${command} and its folder are gone afterwards. */
    void (*done)(struct command *command, const struct call_end *end);
};

/* Ready to take words: those of the form's command, --store, --format=json and --lang. */
struct command *command_new(struct request *request, const char *name, unsigned flags);

/* A folder of its own to work in.  False where the disk has no room: answered. */
bool command_folder(struct command *command);

/* Send it, and have the request wait; where it cannot be sent that is answered. */
void command_send(struct command *command);

/* Take it back unsent. */
void command_free(struct command *command);

/* The answer that fits an end: standard output with ${status}, or a problem with the sentence that
 * the command said. */
void command_answer(struct command *command, const struct call_end *end, unsigned status);

/* What the command said on standard error, without the program's name and the hint to its help. */
struct slice command_said(struct request *request, const struct call_end *end);

/* The handler of every route with a form: the members of the query or of the body are its options
 * and operands. */
void command_handle(struct request *request);

#endif
