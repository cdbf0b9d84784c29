#include "render/door_mail.h"

#include "base/hash.h"
#include "mail/mbox.h"
#include "mail/notice.h"
#include "mail/roots.h"

#include <string.h>

/* ------------------------------------------------------------------ one message */

struct message {
    struct slice path, account, bytes;
    bool named;
};

/*
 * Two copies of a genuine mail are one, however they were kept: what its transport wrote above it,
 * and line ends, do not count.  Of others every byte does, so that none can pass for a proven one.
 */
uint64_t door_mail_digest(const struct mail *mail, struct slice bytes)
{
    uint64_t digest = hash_mix(0, (uint64_t)mail->mime.date);
    struct slice body, line;

    if (mail->verdict != MAIL_GENUINE && mail->verdict != MAIL_VOUCHED)
        return hash_mix(hash_bytes(bytes, 1), mail->verdict);
    digest = hash_bytes(mail->mime.subject, digest);
    body = slice_skip(bytes, slice_find(bytes, SLICE("\n\n")));
    if (!body.len)
        body = slice_skip(bytes, slice_find(bytes, SLICE("\r\n\r\n")));
    while (body.len) {
        slice_cut(body, SLICE("\n"), &line, &body);
        if (slice_ends(line, SLICE("\r")))
            line.len--;
        digest = hash_bytes(line, digest);
    }
    return digest;
}

static struct source *add_source(struct records *records, const struct message *message)
{
    struct source *source = array_push(records->arena, &records->sources);

    source->path = arena_copy(records->arena, message->path);
    source->account = arena_copy(records->arena, message->account);
    source->is_named = message->named;
    source->format = SLICE("mail");
    source->from = source->until = DAY_NONE;
    return source;
}

static size_t count_records(const struct records *r)
{
    return r->orders.len + r->order_lines.len + r->shipments.len + r->digitals.len +
           r->refunds.len + r->transactions.len + r->subscriptions.len + r->billings.len +
           r->notices.len + r->account_events.len + r->replacements.len;
}

static void read_into(struct mioboe *m, struct mail *mail, struct arena *scratch,
                      struct records *records)
{
    size_t before = count_records(records);

    mail_read(m->env.catalog, mail, scratch, records);
    records_source(records)->records = (uint32_t)(count_records(records) - before);
}

/* What the warning says stands with the source, and is stored with it. */
static void warn(struct mioboe *m, const struct mail *mail, struct source *source)
{
    if (mail->mime.from.len)
        source->sender = arena_copy(m->work, mail->mime.from.at[0].address);
    if (mail->claims.len)
        source->claims = mail->claims.at[0].sender->id;
    source->decided_by = mail_check_name(mail->decided_by);
    door_mail_warn(m, source);
}

static void doubt(struct mioboe *m, const struct message *message, struct mail *mail,
                  struct arena *scratch)
{
    struct source *source = add_source(&m->mail->unproven, message);

    source->trust = TRUST_UNKNOWN;
    source->digest = hash_bytes(message->bytes, 1);
    read_into(m, mail, scratch, &m->mail->unproven);
    m->mail->found.unverified++;
    for (size_t i = 0; i < mail->signatures.len; i++)
        if (mail->signatures.at[i].result == SIGNATURE_NO_KEY &&
            mail->signatures.at[i].type == SIGNATURE_DKIM) {
            m->mail->found.no_key++;
            break;
        }
}

static void judge(struct mioboe *m, const struct message *message, struct records *records)
{
    const struct door_mail_opts *opts = &m->mail->opts;
    struct arena *scratch = arena_new(&m->allocator);
    struct mail_env env = {.catalog = m->env.catalog,
                           .allocator = &m->allocator,
                           .domains = opts->domains,
                           .keys = m->mail->keys,
                           .trusted_authservs = opts->authservs,
                           .trusted_authservs_len = opts->authservs_len,
                           .now = opts->now};
    struct source *source = add_source(records, message);
    struct mail mail;

    env.roots = roots_for(&m->mail->store, opts->roots, message->bytes);
    mail_judge(&env, message->bytes, scratch, &mail);
    source->trust = (uint8_t)mail_trust(mail.verdict);
    source->digest = door_mail_digest(&mail, message->bytes);
    if (trust_is_evidence((enum trust)source->trust))
        read_into(m, &mail, scratch, records);
    else if (mail.verdict == MAIL_FAKE)
        warn(m, &mail, source);
    else
        doubt(m, message, &mail, scratch);
    if (mail.is_malformed)
        read_problem(records, ERR_SYNTAX, 0, SLICE("MAIL_MALFORMED"), false);
    arena_free(scratch);
}

static void take_message(struct mioboe *m, const struct message *message, struct records *records)
{
    const struct door_mail_opts *opts = &m->mail->opts;

    if (!opts->begin || opts->begin(opts->ctx, m->mail->count++)) {
        judge(m, message, records);
        return;
    }
    add_source(records, message)->trust = TRUST_UNKNOWN;
    read_problem(records, ERR_SYNTAX, 0, SLICE("MAIL_LOST"), false);
    m->mail->found.unverified++;
}

/* ------------------------------------------------------------------ files */

static void take_mbox(struct mioboe *m, struct message *message, struct records *records)
{
    struct slice path = message->path, rest = message->bytes;
    int more = 1;

    for (uint32_t i = 0; more == 1 && i < MBOX_MAX_MESSAGES; i++) {
        struct arena *arena = arena_new(&m->allocator);

        more = mbox_next(&rest, arena, &message->bytes);
        message->path =
            arena_join(arena, (struct slice[]){path, SLICE("!"), arena_number(arena, i)}, 3);
        if (more == 1)
            take_message(m, message, records);
        arena_free(arena);
    }
    if (more == 1)
        read_problem(records, ERR_TOO_LARGE, 0, SLICE("MBOX_MAX_MESSAGES"), true);
}

static void take(void *ctx, const struct read_mail *file, struct records *records)
{
    struct mioboe *m = ctx;
    struct message message = {file->path, file->account, file->bytes, file->named};

    if (mbox_kind(file->bytes) == MAIL_FILE_MBOX)
        take_mbox(m, &message, records);
    else
        take_message(m, &message, records);
    if (m->mail->opts.rest)
        m->mail->opts.rest(m->mail->opts.ctx);
}

/* ------------------------------------------------------------------ life */

static void done(struct door_mail *mail)
{
    keys_free(mail->keys);
    X509_STORE_free(mail->store);
}

void door_mail_begin(struct mioboe *m, const struct door_mail_opts *opts)
{
    m->mail = arena_make(m->arena, struct door_mail);
    m->mail->opts = *opts;
    m->mail->keys = keys_new(&m->allocator, &opts->keys);
    m->mail->done = done;
    m->env.is_mail = door_mail_claims;
    m->env.mail = take;
    m->env.mail_ctx = m;
    door_mail_work(m);
}
