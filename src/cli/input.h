#ifndef MIOBOE_CLI_INPUT_H
#define MIOBOE_CLI_INPUT_H

/*
 * The files that were named, opened before the program gives up its rights and read after it did.
 * Where these are more than may be open at once, the rest wait: they are read through who has kept
 * its rights (cli/input_wait.h).
 */

#include "base/array.h"
#include "base/err.h"

#define INPUT_MAX_DEPTH 64u /* folders inside folders */

/* Reads files that wait: as input_read_at(), but a negative errno for what cannot be read. */
struct input_reader {
    int (*read)(void *ctx, uint32_t number, char *to, size_t len, uint64_t at);
    void *ctx;
};

struct input {
    struct slice path;    /* as the report shows it */
    struct slice account; /* empty = none */
    int fd;               /* -1: could not be opened; then ${err} tells why */
    bool named;           /* on the command line, not met inside a folder */
    bool typed;           /* `-`: standard input */
    bool regular;         /* a file that has ${size} bytes, and can be read again */
    size_t size;
    uint64_t device, inode;
    const char *place; /* where it may be opened later; NULL = nowhere: it is open or cannot be */
    const struct input_reader *reader; /* of one that waits, under ${number} */
    uint32_t number;
    struct err err;
};
ARRAY_TYPE(inputs, struct input);

/* Whether there is something to read: it is open, or waits. */
static inline bool input_is_readable(const struct input *input)
{
    return input->fd >= 0 || input->place;
}

/* How paths are opened. */
struct input_manner {
    struct slice account; /* of all that is opened; empty = none */
    bool members;         /* as input_open_members() */
    bool may_wait;        /* files may wait; else what is too much cannot be opened */
};

/* As input_open(), in that ${manner}. */
void input_open_as(struct inputs *inputs, struct arena *arena, const char *path,
                   const struct input_manner *manner);

/*
 * Open ${path} as it was typed: a file, a folder with all that is below it, or `-`.  Symbolic links
 * are followed on the command line only; what is neither file nor folder is not opened.
 */
void input_open(struct inputs *inputs, struct arena *arena, const char *path, struct slice account);

/* The same for a folder in which each folder holds what belongs to the account of its name; what
 * lies beside these belongs to none. */
void input_open_members(struct inputs *inputs, struct arena *arena, const char *path);

/* A folder that lies directly in another. */
struct input_folder {
    struct slice name; /* as the report shows it */
    const char *path;  /* as it is opened */
};
ARRAY_TYPE(input_folders, struct input_folder);

/*
 * The folders directly in ${path} to ${ret}, in the byte order of their names, and how many other
 * things lie beside them to ${ret_others}.  Return 0, or ERR_IO with the detail in ${reterr}.
 */
int input_list(const char *path, struct arena *arena, struct input_folders *ret, size_t *ret_others,
               struct err *reterr);

/* Bring the inputs into the byte order of their paths, each once. */
void input_sort(struct inputs *inputs, struct arena *arena);

/*
 * The whole of an opened input to ${ret}, in memory of ${arena}; ${max} bytes at most.  Closes it.
 * Return 0, ERR_IO or ERR_TOO_LARGE with the detail in ${reterr}.
 */
int input_read(struct input *input, size_t max, struct arena *arena, struct slice *ret,
               struct err *reterr);

/*
 * For what is too large to be read as a whole: at most ${len} bytes from ${at} on (of a pipe what
 * comes next) to ${to}.  Return how many, 0 at the end, -1 with errno.
 */
int input_read_at(const struct input *input, char *to, size_t len, size_t at);

/* Return ERR_IO, with why the system refused to read on in ${reterr}. */
int input_cannot_read(int number, struct err *reterr);

void input_close(struct input *input);

/* The path as the report shows it: no `./` in front, no `/` behind, what is not UTF-8 as U+FFFD. */
struct slice input_shown(struct arena *arena, struct slice path);

#endif
