#include "watch/judge.h"

#include "base/hash.h"
#include "job/child.h"
#include "job/wire.h"
#include "mail/roots.h"
#include "record/file_text.h"
#include "render/door_mail.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Frames on the socket: the head, then so many bytes. */
enum frame_kind { FRAME_BATCH = 1, FRAME_MAIL, FRAME_LOST, FRAME_OVER };

struct frame {
    uint32_t kind, batch, index, len;
};

/* What a child says of a mail, as a text. */
struct said {
    uint32_t index, trust, kind, no_key, word;
    struct slice key, about, source, tokens;
};

static const struct shape_field said_fields[] = {
    SHAPE_FIELD(said, SHAPE_NUMBER, index), SHAPE_FIELD(said, SHAPE_NUMBER, trust),
    SHAPE_FIELD(said, SHAPE_NUMBER, kind),  SHAPE_FIELD(said, SHAPE_NUMBER, no_key),
    SHAPE_FIELD(said, SHAPE_TEXT, key),     SHAPE_FIELD(said, SHAPE_TEXT, about),
    SHAPE_FIELD(said, SHAPE_TEXT, source),  SHAPE_FIELD(said, SHAPE_NUMBER, word),
    SHAPE_FIELD(said, SHAPE_TEXT, tokens),  SHAPE_END,
};

struct batch {
    const struct judge_env *env;
    struct arena *arena;
    struct slice *messages;
    size_t len;
    uint32_t number;
    int fd;
};

/* ------------------------------------------------------------------ in the child */

/* The same mail delivered twice has one key: who sent it, and the ID that they gave it. */
static struct slice key_of(const struct mail *mail, uint64_t digest, struct arena *arena)
{
    uint64_t hash = hash_bytes(mail->mime.message_id, 7);
    char text[HASH_TEXT_LEN];

    if (mail->mime.from.len)
        hash = hash_bytes(mail->mime.from.at[0].address, hash);
    hash_write(mail->mime.message_id.len ? hash_mix(hash, mail->verdict) : digest, text);
    return arena_copy(arena, (struct slice){text, sizeof(text)});
}

static bool lacks_key(const struct mail *mail)
{
    for (size_t i = 0; i < mail->signatures.len; i++)
        if (mail->signatures.at[i].result == SIGNATURE_NO_KEY)
            return mail->verdict == MAIL_UNKNOWN;
    return false;
}

static size_t count_records(const struct records *records)
{
    size_t n = 0;

    for (size_t i = 0; i < SHAPES; i++)
        n += shape_len(&shapes[i], records);
    return n;
}

/* Its records as a text for the store; empty where there is nothing that could be kept. */
static struct slice source_text(struct records *records, const struct mail *mail)
{
    struct source *source = &records->sources.at[0];
    struct pairs text = {.arena = records->arena};
    struct file_text_at at = {0};

    source->records = (uint32_t)count_records(records);
    if (mail->verdict == MAIL_FAKE || !source->records)
        return (struct slice){"", 0};
    file_text_write(records, 0, &at, &text);
    return pairs_text(&text);
}

static void fill_matter(const struct judge_env *env, const struct mail *mail,
                        const struct records *records, struct matter *ret)
{
    matter_clear(ret, MATTER_ORDER);
    judge_matter(env->catalog, records, ret);
    if (mail->claims.len)
        ret->brand = mail->claims.at[0].sender->id;
    if (mail->mime.from.len)
        ret->from = mail->mime.from.at[0].address;
    if (mail->verdict == MAIL_FAKE)
        ret->check = mail_check_name(mail->decided_by);
}

static void judge_one(const struct batch *batch, struct child *child, struct mail_env *env,
                      X509_STORE **roots, uint32_t index)
{
    struct arena *arena = arena_new(batch->env->allocator);
    struct slice bytes = batch->messages[index];
    struct said said = {.index = index};
    struct pairs text = {.arena = arena};
    struct records records;
    struct source *source;
    struct matter about;
    struct judged reply = {.word = REPLY_UNCLEAR};
    struct mail mail;

    records_init(&records, arena);
    source = array_push(arena, &records.sources);
    source->format = SLICE("mail");
    source->from = source->until = DAY_NONE;
    env->roots = roots_for(roots, batch->env->roots, bytes);
    mail_judge(env, bytes, arena, &mail);
    mail_read(env->catalog, &mail, arena, mail.verdict == MAIL_FAKE ? NULL : &records);
    source->trust = (uint8_t)mail_trust(mail.verdict);
    source->digest = door_mail_digest(&mail, bytes);
    fill_matter(batch->env, &mail, &records, &about);
    said.trust = source->trust;
    said.kind = mail.kind;
    said.no_key = lacks_key(&mail);
    said.key = key_of(&mail, source->digest, arena);
    said.about = matter_write(&about, arena);
    said.source = source_text(&records, &mail);
    judge_reply(&mail, bytes, arena, &reply);
    said.tokens = reply.tokens;
    said.word = reply.word;
    shape_write(said_fields, &said, &text);
    child_piece(child, pairs_text(&text));
    arena_free(arena);
}

static int judge_all(struct child *child, void *ctx)
{
    const struct batch *batch = ctx;
    struct key_source source = child_keys(child);
    struct keys *keys = keys_new(batch->env->allocator, &source);
    struct mail_env env = {.catalog = batch->env->catalog,
                           .allocator = batch->env->allocator,
                           .domains = batch->env->domains,
                           .keys = keys,
                           .trusted_authservs = batch->env->authservs,
                           .trusted_authservs_len = batch->env->authservs_len,
                           .now = batch->env->now ? batch->env->now : (int64_t)time(NULL)};
    X509_STORE *roots = NULL;

    for (uint32_t i = 0; i < batch->len; i++)
        if (child_begin(child, (struct child_step){0, i}))
            judge_one(batch, child, &env, &roots, i);
    X509_STORE_free(roots);
    keys_free(keys);
    return 0;
}

/* ------------------------------------------------------------------ in the judge */

static bool write_all(int fd, struct slice bytes)
{
    while (bytes.len) {
        ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);

        if (n < 0)
            return false;
        bytes = slice_skip(bytes, (size_t)n);
    }
    return true;
}

static bool write_frame(int fd, struct frame frame, struct slice bytes)
{
    frame.len = (uint32_t)bytes.len;
    return write_all(fd, (struct slice){(const char *)&frame, sizeof(frame)}) &&
           write_all(fd, bytes);
}

static void on_piece(void *ctx, struct slice bytes)
{
    const struct batch *batch = ctx;

    if (!write_frame(batch->fd, (struct frame){FRAME_MAIL, batch->number, 0, 0}, bytes))
        _exit(1);
}

static void on_lost(void *ctx, struct child_step at, enum child_loss loss)
{
    const struct batch *batch = ctx;
    uint32_t until = at.item == CHILD_WHOLE_FILE ? (uint32_t)batch->len : at.item + 1;

    (void)loss;
    for (uint32_t i = at.item == CHILD_WHOLE_FILE ? 0 : at.item; i < until; i++)
        if (!write_frame(batch->fd, (struct frame){FRAME_LOST, batch->number, i, 0}, SLICE("")))
            _exit(1);
}

static void run_batch(struct batch *batch)
{
    const struct judge_env *env = batch->env;
    struct key_source keys = env->keys_begin(env->ctx);
    struct child_run run = {.work = judge_all,
                            .piece = on_piece,
                            .lost = on_lost,
                            .ctx = batch,
                            .keys = &keys,
                            .allocator = env->allocator,
                            .limits = {JUDGE_MEMORY, JUDGE_STEP_SECONDS, false}};

    if (child_run(&run) < 0)
        on_lost(batch, (struct child_step){0, CHILD_WHOLE_FILE}, CHILD_CRASHED);
    env->keys_end(env->ctx);
    if (!write_frame(batch->fd, (struct frame){FRAME_OVER, batch->number, 0, 0}, SLICE("")))
        _exit(1);
}

static bool read_batch(struct batch *batch)
{
    struct frame frame;

    if (!wire_read(batch->fd, &frame, sizeof(frame)) || frame.kind != FRAME_BATCH)
        return false;
    batch->number = frame.batch;
    batch->len = frame.index;
    batch->messages = arena_make_n(batch->arena, struct slice, batch->len + 1);
    for (size_t i = 0; i < batch->len; i++) {
        uint32_t len;
        char *to;

        if (!wire_read(batch->fd, &len, sizeof(len)))
            return false;
        to = arena_alloc(batch->arena, len + 1);
        if (!wire_read(batch->fd, to, len))
            return false;
        batch->messages[i] = (struct slice){to, len};
    }
    return true;
}

static _Noreturn void serve(const struct judge_env *env, int fd)
{
    bool more = true;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN); /* the one who asks ends it */
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    while (more) {
        struct batch batch = {.env = env, .arena = arena_new(env->allocator), .fd = fd};

        more = read_batch(&batch);
        if (more)
            run_batch(&batch);
        arena_free(batch.arena);
    }
    _exit(0);
}

int judge_start(const struct judge_env *env, struct judge *ret)
{
    int fds[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        close(fds[0]);
        serve(env, fds[1]);
    }
    close(fds[1]);
    if (pid < 0)
        close(fds[0]);
    else
        *ret = (struct judge){fds[0], pid};
    return pid < 0 ? -1 : 0;
}

void judge_stop(struct judge *judge)
{
    close(judge->fd);
    waitpid((pid_t)judge->pid, NULL, 0);
}

/* ------------------------------------------------------------------ asking it */

int judge_send(const struct judge *judge, uint32_t batch, const struct slice *messages, size_t n)
{
    struct frame frame = {FRAME_BATCH, batch, (uint32_t)n, 0};
    bool ok = write_all(judge->fd, (struct slice){(const char *)&frame, sizeof(frame)});

    for (size_t i = 0; ok && i < n; i++) {
        uint32_t len = (uint32_t)messages[i].len;

        ok = write_all(judge->fd, (struct slice){(const char *)&len, sizeof(len)}) &&
             write_all(judge->fd, messages[i]);
    }
    return ok ? 0 : -1;
}

/* The child may have been taken over by what it read: all that it says is looked at again. */
static int read_said(struct slice text, struct arena *arena, struct judged *ret)
{
    struct said said = {.index = 0};
    struct err err;

    shape_clear(said_fields, &said);
    if (shape_read(said_fields, text, arena, &said, &err) != 0 || said.trust > TRUST_FAKE ||
        said.kind >= MAIL_KINDS || said.trust == TRUST_FILE || said.word >= REPLY_WORDS ||
        matter_read(said.about, arena, &ret->mail.about, &err) != 0)
        return -1;
    ret->index = said.index;
    ret->no_key = said.no_key != 0;
    ret->source = said.source;
    ret->tokens = said.tokens;
    ret->word = (enum reply_word)said.word;
    ret->mail.key = said.key;
    ret->mail.trust = (enum trust)said.trust;
    ret->mail.kind = (enum mail_kind)said.kind;
    return JUDGE_MAIL;
}

int judge_take(const struct judge *judge, struct arena *arena, struct judged *ret)
{
    struct frame frame;
    char *to;

    *ret = (struct judged){.index = 0};
    if (!wire_read(judge->fd, &frame, sizeof(frame)) || frame.len > CHILD_MAX_PIECE)
        return -1;
    to = arena_alloc(arena, frame.len + 1);
    if (!wire_read(judge->fd, to, frame.len))
        return -1;
    ret->batch = frame.batch;
    ret->index = frame.index;
    ret->is_lost = frame.kind == FRAME_LOST;
    if (frame.kind == FRAME_OVER)
        return JUDGE_BATCH_OVER;
    return frame.kind == FRAME_LOST ? JUDGE_MAIL
                                    : read_said((struct slice){to, frame.len}, arena, ret);
}
