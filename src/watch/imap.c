#include "watch/imap.h"

#define OUT_MAX 4096u

void imap_init(struct imap *imap, const struct allocator *allocator,
               const struct imap_events *events)
{
    *imap = (struct imap){.events = *events};
    imap_buffer_init(&imap->in, allocator);
    imap->out_cap = OUT_MAX;
    imap->out = allocator->resize(allocator->ctx, NULL, 0, OUT_MAX);
}

void imap_done(struct imap *imap)
{
    if (imap->out)
        imap->in.allocator->resize(imap->in.allocator->ctx, imap->out, imap->out_cap, 0);
    imap_buffer_done(&imap->in);
    *imap = (struct imap){.out = NULL};
}

/* ------------------------------------------------------------------ out */

static void put(struct imap *imap, struct slice s)
{
    if (imap->out_len + s.len > imap->out_cap)
        return; /* commands are short: IMAP_FETCH_MAX numbers are the longest */
    memcpy(imap->out + imap->out_len, s.ptr, s.len);
    imap->out_len += s.len;
}

static void put_number(struct imap *imap, uint32_t n)
{
    char text[12];
    int len = snprintf(text, sizeof(text), "%u", n);

    put(imap, (struct slice){text, (size_t)len});
}

static void begin(struct imap *imap, enum imap_command command, struct slice words)
{
    imap->command = command;
    put(imap, SLICE("m"));
    put_number(imap, ++imap->tag);
    put(imap, SLICE(" "));
    put(imap, words);
}

void imap_capability(struct imap *imap)
{
    begin(imap, IMAP_COMMAND_CAPABILITY, SLICE("CAPABILITY\r\n"));
}

bool imap_examine(struct imap *imap, struct slice folder)
{
    if (folder.len > 500)
        return false;
    begin(imap, IMAP_COMMAND_EXAMINE, SLICE("EXAMINE \""));
    for (size_t i = 0; i < folder.len; i++) {
        if (folder.ptr[i] == '"' || folder.ptr[i] == '\\')
            put(imap, SLICE("\\"));
        put(imap, slice_sub(folder, i, i + 1));
    }
    put(imap, SLICE("\"\r\n"));
    imap->uid_validity = imap->uid_next = imap->exists = 0;
    return true;
}

void imap_heads(struct imap *imap, uint32_t from, uint32_t to)
{
    imap->has_news = false;
    begin(imap, IMAP_COMMAND_HEADS, SLICE("UID FETCH "));
    put_number(imap, from);
    put(imap, SLICE(":"));
    if (to)
        put_number(imap, to);
    else
        put(imap, SLICE("*"));
    put(imap,
        SLICE(
            " (UID RFC822.SIZE INTERNALDATE BODY.PEEK[HEADER.FIELDS (FROM SUBJECT IN-REPLY-TO)])\r\n"));
}

void imap_bodies(struct imap *imap, const uint32_t *uids, size_t len)
{
    begin(imap, IMAP_COMMAND_BODIES, SLICE("UID FETCH "));
    for (size_t i = 0; i < len && i < IMAP_FETCH_MAX; i++) {
        if (i)
            put(imap, SLICE(","));
        put_number(imap, uids[i]);
    }
    put(imap, SLICE(" (UID BODY.PEEK[])\r\n"));
}

void imap_noop(struct imap *imap)
{
    begin(imap, IMAP_COMMAND_NOOP, SLICE("NOOP\r\n"));
}

void imap_idle(struct imap *imap)
{
    imap->is_idling = imap->is_ending = false;
    begin(imap, IMAP_COMMAND_IDLE, SLICE("IDLE\r\n"));
}

void imap_end_idle(struct imap *imap)
{
    if (imap->command == IMAP_COMMAND_IDLE && imap->is_idling && !imap->is_ending) {
        imap->is_ending = true;
        put(imap, SLICE("DONE\r\n"));
    }
}

struct slice imap_output(const struct imap *imap)
{
    return (struct slice){imap->out + imap->out_sent, imap->out_len - imap->out_sent};
}

void imap_sent(struct imap *imap, size_t len)
{
    imap->out_sent += len;
    if (imap->out_sent == imap->out_len)
        imap->out_sent = imap->out_len = 0;
}

/* ------------------------------------------------------------------ in */

static void remember(struct imap *imap, struct slice text)
{
    size_t len = text.len < sizeof(imap->said) ? text.len : sizeof(imap->said) - 1;

    memcpy(imap->said, text.ptr, len);
    imap->said[len] = '\0';
}

static void take_fetch(struct imap *imap, const struct imap_response *r)
{
    struct imap_head head = {r->uid, r->size, r->received, r->body};

    if (!r->uid)
        return; /* a change of flags */
    if (imap->command == IMAP_COMMAND_HEADS && r->has_body)
        imap->events.head(imap->events.ctx, &head);
    else if (imap->command == IMAP_COMMAND_BODIES && r->has_body)
        imap->events.body(imap->events.ctx, r->uid, r->body);
}

static void take_code(struct imap *imap, const struct imap_response *r)
{
    if (slice_eq_nocase(r->code, SLICE("UIDVALIDITY")))
        imap->uid_validity = r->code_number;
    else if (slice_eq_nocase(r->code, SLICE("UIDNEXT")))
        imap->uid_next = r->code_number;
}

static void take_capability(struct imap *imap, struct slice words)
{
    struct slice word;

    while (words.len) {
        slice_cut(words, SLICE(" "), &word, &words);
        if (slice_eq_nocase(word, SLICE("IDLE")))
            imap->can_idle = true;
    }
}

static void take_tagged(struct imap *imap, const struct imap_response *r)
{
    enum imap_command command = imap->command;

    if (r->tag != imap->tag || command == IMAP_COMMAND_NONE) {
        imap->is_broken = true;
        return;
    }
    if (r->status != IMAP_STATUS_OK)
        remember(imap, r->text);
    imap->command = IMAP_COMMAND_NONE;
    imap->is_idling = imap->is_ending = false;
    imap->events.over(imap->events.ctx, command, r->status == IMAP_STATUS_OK);
}

static void take(struct imap *imap, const struct imap_response *r)
{
    switch (r->kind) {
    case IMAP_TAGGED: take_tagged(imap, r); break;
    case IMAP_CONTINUE: imap->is_idling = imap->command == IMAP_COMMAND_IDLE; break;
    case IMAP_OK: take_code(imap, r); break;
    case IMAP_CAPABILITY: take_capability(imap, r->text); break;
    case IMAP_FETCH: take_fetch(imap, r); break;
    case IMAP_BYE:
        remember(imap, r->text);
        imap->is_broken = true;
        break;
    case IMAP_EXISTS:
        imap->has_news = imap->has_news || imap->command != IMAP_COMMAND_EXAMINE;
        imap->exists = r->number;
        break;
    case IMAP_EXPUNGE:
    case IMAP_ANY: break;
    }
}

char *imap_room(struct imap *imap, size_t len)
{
    return imap_buffer_room(&imap->in, len);
}

void imap_input(struct imap *imap, size_t len)
{
    struct imap_response response;
    struct slice line;
    int r = 0;

    imap_buffer_add(&imap->in, len);
    while (!imap->is_broken && (r = imap_buffer_next(&imap->in, &line)) == 1)
        if (imap_response_read(line, &response))
            take(imap, &response);
        else
            imap->is_broken = true;
    imap->is_broken = imap->is_broken || r < 0;
}
