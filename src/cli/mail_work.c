#include "cli/mail_work.h"

#include "cli/input_wait.h"
#include "cli/mbox_file.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "mail/mbox.h"
#include "mail/roots.h"
#include "render/mail_text.h"
#include "render/words.h"

#include <malloc.h>

#define KEPT_MEMORY (16 << 20)

struct working {
    const struct mail_work *work;
    struct child *child;
    struct keys *keys;
    X509_STORE *roots;
};

/* ------------------------------------------------------------------ pieces */

static void json_text(const struct mail_place *place, const struct mail *mail,
                      const struct records *records, struct output *out)
{
    struct printer printer = printer_json_inner(out, 2);

    mail_json_write(&printer, place, mail, records);
}

static struct slice whole(struct output *out)
{
    return (struct slice){out->at, out->len};
}

struct slice mail_work_piece(const struct mail_work *work, const struct mail_place *place,
                             const struct mail *mail, const struct records *records, uint32_t file,
                             struct arena *arena)
{
    struct mail_piece head = {.kind = MAIL_PIECE_MESSAGE,
                              .file = file,
                              .verdict = (uint8_t)mail->verdict,
                              .malformed = mail->is_malformed};
    struct output line, text;
    struct page page = {
        .arena = arena, .width = work->width, .color = work->color, .japanese = work->japanese};
    struct slice piece;

    output_init(&line, &memory, NULL, NULL);
    output_init(&text, &memory, NULL, NULL);
    if (work->options->format == FORMAT_JSON) {
        json_text(place, mail, records, &text);
    } else {
        page.out = &line;
        mail_text_line(&page, place, mail);
        page.out = &text;
        mail_text_write(&page, place, mail);
    }
    head.line = (uint32_t)line.len;
    head.text = (uint32_t)text.len;
    piece = arena_join(
        arena, (struct slice[]){{(const char *)&head, sizeof(head)}, whole(&line), whole(&text)},
        3);
    output_done(&line);
    output_done(&text);
    return piece;
}

static void tell(struct working *w, struct mail_piece head, struct slice detail)
{
    struct arena *arena = arena_new(&memory);

    head.line = (uint32_t)detail.len;
    child_piece(
        w->child,
        arena_join(arena, (struct slice[]){{(const char *)&head, sizeof(head)}, detail}, 2));
    arena_free(arena);
}

/* ------------------------------------------------------------------ one message */

static void check_message(struct working *w, const struct mail_place *place, uint32_t file,
                          struct slice bytes)
{
    const struct mail_work *work = w->work;
    struct mail_env env = {.catalog = work->catalog,
                           .allocator = &memory,
                           .domains = work->domains,
                           .keys = w->keys,
                           .roots = roots_for(&w->roots, work->roots, bytes),
                           .trusted_authservs = work->options->authservs.at,
                           .trusted_authservs_len = work->options->authservs.len,
                           .now = work->options->now};
    struct arena *arena = arena_new(&memory);
    struct records records;
    struct source *source;
    struct mail mail;

    records_init(&records, arena);
    source = array_push(arena, &records.sources);
    source->path = place->path;
    source->from = source->until = DAY_NONE;
    mail_check(&env, bytes, arena, &records, &mail);
    child_piece(w->child, mail_work_piece(work, place, &mail, &records, file, arena));
    arena_free(arena);
}

/* ------------------------------------------------------------------ one file */

static void cannot_read(struct working *w, uint32_t file, const struct err *err)
{
    tell(w, (struct mail_piece){MAIL_PIECE_UNREAD, file, err->code, 0, 0, 0, 0},
         err->code == ERR_TOO_LARGE ? SLICE("MAIL_FILE_MAX") : slice_of(err->detail));
}

static void check_mbox(struct working *w, struct slice path, uint32_t file, bool is_first,
                       struct mbox_file *mbox)
{
    struct mail_place place = {path, 0};
    struct slice message;
    struct err err;

    for (uint32_t item = 0; item < MBOX_MAX_MESSAGES; item++) {
        struct arena *arena;
        bool is_wanted =
            item == 0 ? is_first : child_begin(w->child, (struct child_step){file, item});
        int more;

        arena = arena_new(&memory);
        more = mbox_file_next(mbox, arena, &message, &err);
        place.index = item;
        if (more == 1 && is_wanted)
            check_message(w, &place, file, message);
        else if (more < 0 && is_wanted)
            cannot_read(w, file, &err);
        arena_free(arena);
        if (more != 1)
            return;
    }
    tell(w, (struct mail_piece){MAIL_PIECE_UNREAD, file, ERR_TOO_LARGE, 0, 0, 0, 0},
         SLICE("MBOX_MAX_MESSAGES"));
}

static bool ends_nocase(struct slice s, struct slice end)
{
    return s.len >= end.len && slice_eq_nocase(slice_skip(s, s.len - end.len), end);
}

/* A file that is called .eml is a mail, however poor; one that was named for a mail may have some
 * fields only, among them a From. */
static enum mail_file kind_of(const struct input *input, struct slice bytes)
{
    enum mail_file kind = mbox_kind(bytes);
    struct arena *arena;
    struct raw_message raw;

    if (kind == MAIL_FILE_NONE && ends_nocase(input->path, SLICE(".eml")))
        return MAIL_FILE_ONE;
    if (kind != MAIL_FILE_NONE || !input->named)
        return kind;
    arena = arena_new(&memory);
    header_read(mbox_message(bytes), arena, &raw);
    if (raw.headers.len && !raw.junk && header_count(&raw, SLICE("From")))
        kind = MAIL_FILE_ONE;
    arena_free(arena);
    return kind;
}

/* What a file is when a new child comes back to it, too. */
static void check_bytes(struct working *w, const struct input *input, uint32_t file, bool is_first,
                        struct slice bytes)
{
    struct mail_place place = {input->path, 0};
    struct mbox_file mbox;

    switch (kind_of(input, bytes)) {
    case MAIL_FILE_NONE:
        if (is_first)
            tell(w, (struct mail_piece){MAIL_PIECE_NO_MAIL, file, 0, 0, 0, 0, 0}, SLICE(""));
        return;
    case MAIL_FILE_ONE:
        if (is_first)
            check_message(w, &place, file, bytes);
        return;
    case MAIL_FILE_MBOX:
        mbox_file_of(&mbox, bytes);
        check_mbox(w, input->path, file, is_first, &mbox);
        return;
    }
}

/* One that is read in pieces. */
static bool is_large_mbox(const struct input *input, struct arena *arena, struct mbox_file *ret)
{
    if (!input->regular || input->size <= MBOX_FILE_WINDOW || input->size > MAIL_FILE_MAX)
        return false;
    mbox_file_init(ret, input, MBOX_FILE_WINDOW, arena);
    return mbox_file_is_mbox(ret);
}

static void check_file(struct working *w, uint32_t file)
{
    struct input *input = &w->work->inputs->at[file];
    struct arena *arena;
    struct mbox_file mbox;
    struct slice bytes;
    struct err err;
    bool is_first;

    if (!input->regular)
        child_says_each(w->child);
    is_first = child_begin(w->child, (struct child_step){file, 0});
    if (!child_wants(w->child, file))
        return;
    arena = arena_new(&memory);
    if (is_large_mbox(input, arena, &mbox)) {
        check_mbox(w, input->path, file, is_first, &mbox);
        input_close(input);
    } else if (input_read(input, MAIL_FILE_MAX, arena, &bytes, &err) == 0) {
        check_bytes(w, input, file, is_first, bytes);
    } else if (is_first) {
        cannot_read(w, file, &err);
    }
    arena_free(arena);
}

int mail_work_run(struct child *child, void *ctx)
{
    struct working w = {.work = ctx, .child = child};
    struct key_source source = child_keys(child);
    struct input_reader reader;

    if (!child_is_confined(child) && w.work->options->verbose)
        message_say(SLICE(""), 0,
                    _("This system offers no sandbox; the files are read without one."));
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY); /* what one mail gave back serves the next */
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    w.keys = keys_new(&memory, &source);
    input_wait_for(w.work->inputs, child, &reader);
    for (uint32_t file = 0; file < w.work->inputs->len; file++)
        if (input_is_readable(&w.work->inputs->at[file]))
            check_file(&w, file);
    keys_free(w.keys);
    X509_STORE_free(w.roots);
    return 0;
}
