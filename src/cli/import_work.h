#ifndef MIOBOE_CLI_IMPORT_WORK_H
#define MIOBOE_CLI_IMPORT_WORK_H

/*
 * What `mioboe import` does: files are read in a child that has no rights and hands each of them to
 * its parent as text (record/file_text.h); the parent compares them with the store and writes what
 * is new, all of it or nothing.
 */

#include "cli/job.h"
#include "match/news.h"
#include "store/store.h"

/* A file that was understood. */
struct import_file {
    struct slice path, format;
    bool is_known, is_statement;
    bool is_unread; /* nothing of it could be read: it is not kept, and may be given again */
    bool is_hint;   /* what a mail says that nobody could prove: it stands beside that mail */
    uint32_t records;
    struct news news; /* of a statement that is new */
};
ARRAY_TYPE(import_files, struct import_file);

/* Texts of files, as the child hands them over. */
struct import_texts {
    struct arena *arena;
    bool is_whole; /* the child came to its end: nothing is missing */
    struct pairs_list {
        struct pairs *at;
        size_t len, cap;
    } list;
};

/* Take pieces of ${job} to ${texts}, which lives in ${arena}; and the work of its child. */
void import_take(struct job *job, struct import_texts *texts, struct arena *arena);
int import_hand_over(struct job *job);

/*
 * Compare ${texts} with what ${store} (NULL: nothing) holds, and write what is new unless
 * ${is_trial}.  Return 0 and the files in their order, or a negative enum store_code: then nothing
 * was written.
 */
int import_store(struct store *store, const struct import_texts *texts,
                 const struct catalog *catalog, int64_t now, bool is_trial, struct arena *arena,
                 struct import_files *ret, struct err *reterr);

#endif
