#ifndef MIOBOE_READ_READ_H
#define MIOBOE_READ_READ_H

/*
 * Bytes become records.  One function takes any file: it tells what the file is by its content,
 * never by its name, and hands it to the reader of that format.  Nothing here opens a file, prints
 * or looks at a clock.
 */

#include "catalog/catalog.h"
#include "record/records.h"

#define READ_MAX_BYTES (256u << 20)  /* of one file, and of one member of a zip when unpacked */
#define READ_MAX_DEPTH 3u            /* zips inside zips */
#define READ_MAX_MEMBERS 20000u      /* of all zips inside one file together */
#define READ_MAX_UNPACKED (1u << 30) /* bytes unpacked from one file together */
#define READ_MAX_ROWS 5000000u       /* of one table */
#define READ_MAX_CELLS 128u          /* of one row; more belong to the last */

struct archive_sink;
struct archive_use;
struct sightings;

/* A file that is mail. */
struct read_mail {
    struct slice path, account;
    bool named;
    struct slice bytes;
};

/* Parts of reading that stand in modules (module/module.h), and may not be loaded. */
enum read_part { READ_ZIP, READ_MAIL, READ_PARTS };

/* What readers need from the world. */
struct read_env {
    const struct catalog *catalog;
    const struct allocator *allocator;
    int32_t as_of;            /* today: decides the year of dates without one */
    const uint8_t *label_key; /* HASH_KEY_LEN bytes: key of opaque card labels */
    void (*progress)(void *ctx, struct slice path, size_t done, size_t whole); /* may be NULL */
    void *progress_ctx;
    struct sightings *seen; /* of the files before (read/sightings.h); may be NULL */
    /* archive_read(); NULL: it is not loaded. */
    void (*archive)(const struct allocator *allocator, struct slice path, struct slice bytes,
                    struct archive_use *use, const struct archive_sink *sink);
    /* Whether it is mail.  May be NULL: then mail is nothing that is understood. */
    bool (*is_mail)(struct slice bytes);
    /* Takes a file that is mail: adds its sources and records.  NULL: it is not loaded. */
    void (*mail)(void *ctx, const struct read_mail *file, struct records *records);
    void *mail_ctx;
    /* Called for a file whose part is not loaded.  True: it will be read again when it is; false,
     * or NULL: it cannot be read. */
    bool (*lacks)(void *ctx, enum read_part part);
    void *lacks_ctx;
};

/* One text file, decoded: what every reader but the archive one gets. */
struct read_input {
    const struct read_env *env;
    struct slice text; /* UTF-8 */
};

/*
 * Read the file whose bytes are ${bytes}; the report shows it as ${path}; it belongs to ${account}
 * (may be empty).
 * ${named}: it was named on the command line.  Appends one source (or, for a zip, one for each
 * member that is a file) and its records.  What is wrong with it goes to the source's problems: the
 * call itself cannot fail. Strings of the records are copied or live as long as ${records}->arena;
 * ${bytes} may go afterwards.
 */
void read_file(const struct read_env *env, struct slice path, struct slice account, bool named,
               struct slice bytes, struct records *records);

/* The opaque label of a card whose last digits are not shown: issuer family, masked number and
 * holder text. */
struct slice read_label(const struct read_env *env, struct arena *arena, struct slice family,
                        struct slice masked, struct slice holder);

/* Add a problem to the newest source. */
void read_problem(struct records *records, enum err_code code, uint32_t line, struct slice detail,
                  bool fatal);

/*
 * A reader of one text format.  ${read} is called with the newest source already there; it sets the
 * source's format, counts its records, adds problems and records.  It returns 0, or a negative enum
 * err_code when the format was recognised but nothing can be read (already added as a problem);
 * ERR_UNKNOWN_FORMAT: it does not claim the text, and nothing was added.
 */
struct reader {
    struct slice name;
    bool (*claims)(const struct read_input *in); /* by content, quickly */
    int (*read)(const struct read_input *in, struct records *records);
};

#endif
