#ifndef MIOBOE_CLI_MAIL_WORK_H
#define MIOBOE_CLI_MAIL_WORK_H

/*
 * What `mioboe mail check` does in its child: files are read, cut into messages, checked and
 * written as they are to be shown; what is ready goes to the parent as pieces.
 */

#include "cli/input.h"
#include "cli/option.h"
#include "job/child.h"
#include "render/mail_json.h"
#include "render/page.h"

#define MAIL_FILE_MAX (1u << 30) /* bytes of a file; of one message MIME_MAX_BYTES */

struct mail_work {
    const struct options *options;
    struct inputs *inputs;
    const struct catalog *catalog;
    struct domains *domains; /* made before rights are given up: its libraries read files */
    struct slice roots;      /* certificates in PEM form */
    size_t width;
    bool color, japanese;
};

enum mail_piece_kind {
    MAIL_PIECE_MESSAGE,
    MAIL_PIECE_UNREAD, /* the file could not be read: ${code}, and ${line} is the detail */
    MAIL_PIECE_NO_MAIL /* the file is no mail */
};

/* The head of a piece; so many bytes of each text follow. */
struct mail_piece {
    uint32_t kind; /* enum mail_piece_kind */
    uint32_t file;
    int32_t code;
    uint8_t verdict, malformed;
    uint32_t line, text; /* a line for a message among many; all of it, or JSON */
};

/* The work of child_run(); ${ctx} is the struct mail_work. */
int mail_work_run(struct child *child, void *ctx);

/* Both texts of a message to one piece; for messages that were lost, too. */
struct slice mail_work_piece(const struct mail_work *work, const struct mail_place *place,
                             const struct mail *mail, const struct records *records, uint32_t file,
                             struct arena *arena);

#endif
