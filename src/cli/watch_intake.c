#include "cli/watch_run.h"

#include "base/hash.h"
#include "cli/exit_status.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/own_store.h"
#include "record/file_text.h"
#include "render/words.h"
#include "store/imported.h"

#include <poll.h>

bool watch_intake_is_busy(const struct watching *w)
{
    return w->batch.box != NULL;
}

/* ------------------------------------------------------------------ to the judge */

static int send_batch(struct watching *w, struct watch_box *box)
{
    struct watch_batch *batch = &w->batch;
    struct mailbox_mail mails[MAILBOX_PIECE];
    struct mailbox_mails taken = {mails, 0, MAILBOX_PIECE};
    struct slice bytes[MAILBOX_PIECE];

    if (!mailbox_take(box->mailbox, &taken))
        return 0;
    batch->arena = arena_new(&memory);
    batch->box = box;
    batch->number++;
    batch->mails = (struct mailbox_mails){NULL, 0, 0};
    batch->judged = arena_make_n(batch->arena, struct judged, taken.len);
    for (size_t i = 0; i < taken.len; i++) {
        bytes[i] = mails[i].bytes;
        batch->judged[i].is_lost = true;
        *array_push(batch->arena, &batch->mails) = mails[i];
        batch->mails.at[i].bytes = (struct slice){NULL, 0};
    }
    return judge_send(&w->judge, batch->number, bytes, taken.len);
}

/* ------------------------------------------------------------------ into the store */

/* Where a mail came from, as sources are called. */
static struct slice path_of(const struct watch_box *box, uint32_t uid, struct arena *arena)
{
    struct slice head, host;

    slice_cut(box->config->server, SLICE("://"), &head, &host);
    return arena_join(arena,
                      (struct slice[]){box->config->user, SLICE("@"), host, SLICE("/"),
                                       box->config->folder, SLICE("/"), arena_number(arena, uid)},
                      7);
}

/* Its records, unless the store has them already. */
static int keep_records(struct watching *w, const struct judged *judged, struct slice path,
                        struct arena *arena, struct err *reterr)
{
    struct file_text_at at = {0};
    struct records records;
    struct slice known;
    char digest[HASH_TEXT_LEN];
    int r;

    if (!judged->source.len)
        return 0;
    records_init(&records, arena);
    if (file_text_read(judged->source, &records, reterr) < 0 || records.sources.len != 1 ||
        records.sources.at[0].trust != judged->mail.trust)
        return 0; /* the child says what it cannot say */
    records.sources.at[0].path = path;
    imported_digest(&records.sources.at[0], digest);
    r = w->store->ops->source_find(w->store, (struct slice){digest, sizeof(digest)}, arena, &known,
                                   reterr);
    return r ? (r < 0 ? r : 0) : imported_write(w->store, &records, 0, &at, w->now, reterr);
}

static void know_order(struct watching *w, const struct judged *judged, bool is_past)
{
    struct slice id = judged->mail.about.order_id;

    if (is_past && id.len && trust_is_evidence(judged->mail.trust))
        map_set(&w->orders, w->known_arena, hash_bytes(id, 0), 1);
}

static int keep_mail(struct watch_turn *turn, size_t i, struct err *reterr)
{
    struct watching *w = turn->w;
    struct watch_box *box = w->batch.box;
    const struct mailbox_mail *mail = &w->batch.mails.at[i];
    struct judged *judged = &w->batch.judged[i];
    int r;

    if (mailbox_judged(box->mailbox, mail->uid, judged->no_key && !judged->is_lost, w->ms))
        return 0; /* later, when a name server answers */
    if (judged->is_lost)
        return 0;
    judged->mail.person = box->config->person;
    judged->mail.received = mail->received;
    judged->mail.is_past = mail->is_past;
    r = keep_records(w, judged, path_of(box, mail->uid, turn->arena), turn->arena, reterr);
    know_order(w, judged, mail->is_past);
    watch_take_reply(turn, judged);
    vigil_mail(&turn->vigil, w->now, &judged->mail);
    return r;
}

static int keep_state(struct watching *w, struct watch_box *box, struct arena *arena,
                      struct err *reterr)
{
    box->kept = mailbox_state(box->mailbox);
    return w->store->ops->row_put(w->store, KEEP_MAILBOX, box->config->id,
                                  mailbox_state_write(&box->kept, arena), reterr);
}

/* How far it is read changes without any mail that was judged, too: the past is at its end. */
static int keep_progress(struct watching *w, struct watch_box *box)
{
    struct mailbox_state state = mailbox_state(box->mailbox);
    struct err err = {.line = 0};
    struct arena *arena;
    int r;

    if (mailbox_state_eq(&state, &box->kept))
        return 0;
    arena = arena_new(&memory);
    r = keep_state(w, box, arena, &err);
    arena_free(arena);
    return r < 0 ? own_store_complain(w->options, &err) : 0;
}

static int keep_batch(struct watching *w)
{
    struct watch_turn turn;
    struct err err = {.line = 0};
    int status = watch_turn_begin(w, &turn), r = 0;
    bool opens;

    if (status)
        return status;
    for (size_t i = 0; r == 0 && i < w->batch.mails.len; i++)
        r = keep_mail(&turn, i, &err);
    if (r == 0)
        r = keep_state(w, w->batch.box, turn.arena, &err);
    opens = turn.vigil.to_open.len > 0; /* a reply said no */
    if (r == 0) {
        status = watch_turn_end(&turn);
        return status == 0 && opens ? watch_open_cases(w) : status;
    }
    w->store->ops->rollback(w->store);
    arena_free(turn.arena);
    return own_store_complain(w->options, &err);
}

/* ------------------------------------------------------------------ from the judge */

static bool has_word(const struct watching *w)
{
    struct pollfd p = {.fd = w->judge.fd, .events = POLLIN};

    return poll(&p, 1, 0) > 0;
}

static int gone(void)
{
    message_say(SLICE(""), 0, _("The process that judges mails has ended."));
    return EXIT_UNREAD;
}

static int take_word(struct watching *w)
{
    struct watch_batch *batch = &w->batch;
    struct judged judged;
    int word = judge_take(&w->judge, batch->arena, &judged), status;

    if (word < 0 || judged.batch != batch->number)
        return gone();
    if (word == JUDGE_MAIL && judged.index < batch->mails.len)
        batch->judged[judged.index] = judged;
    if (word != JUDGE_BATCH_OVER)
        return 0;
    status = keep_batch(w);
    arena_free(batch->arena);
    batch->box = NULL;
    return status;
}

int watch_intake_step(struct watching *w)
{
    int status = 0;

    while (status == 0 && w->batch.box && has_word(w))
        status = take_word(w);
    for (size_t i = 0; status == 0 && i < w->boxes_len; i++)
        status = keep_progress(w, &w->boxes[i]);
    for (size_t i = 0; status == 0 && !w->batch.box && i < w->boxes_len; i++)
        if (send_batch(w, &w->boxes[i]) != 0)
            status = gone();
    return status;
}
