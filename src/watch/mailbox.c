#include "watch/mailbox.h"

#include "base/hash.h"
#include "watch/suspect.h"

#include <stdio.h>
#include <stdlib.h>

#define FIRST_WAIT_MS 1000
#define ROOM (64u << 10)

enum entry_state { ENTRY_WAITS, ENTRY_FETCHING, ENTRY_FETCHED, ENTRY_LOOKED_AT, ENTRY_OVER };

/* A message that is known. */
struct entry {
    uint32_t uid, size;
    int64_t received, not_before;
    char *bytes;
    size_t len;
    uint8_t state, tries;
    bool is_listed, is_old; /* is_old: of the range of the past */
};

struct mailbox {
    struct mailbox_opts opts;
    struct mailbox_state state;
    struct net_line *line;
    struct imap imap;
    struct suspects suspects;
    struct entry *entries;
    size_t len, cap;
    size_t first;   /* before it none waits */
    uint32_t top;   /* the highest UID of the present whose header came */
    uint32_t chunk; /* lowest UID of the chunk of the past that is looked at; 0 = none */
    uint32_t attempts;
    int64_t retry_ms, command_ms, heard_ms, looked_ms, down_since;
    int64_t now;
    uint64_t random;
    enum net_code code;
    char said[200];
    bool is_capable, is_open, is_first_look, is_unsorted;
    bool is_stirred; /* judged since the last step: there may be more to ask for */
};

/* ------------------------------------------------------------------ entries */

static void give(const struct mailbox *m, void *ptr, size_t len)
{
    if (ptr)
        m->opts.allocator->resize(m->opts.allocator->ctx, ptr, len, 0);
}

static struct entry *find(const struct mailbox *m, uint32_t uid)
{
    for (size_t i = m->first; i < m->len; i++)
        if (m->entries[i].uid == uid && m->entries[i].state != ENTRY_OVER)
            return &m->entries[i];
    return NULL;
}

static void drop_bytes(struct mailbox *m, struct entry *e)
{
    give(m, e->bytes, e->len + 1);
    e->bytes = NULL;
    e->len = 0;
}

static void sweep(struct mailbox *m)
{
    size_t kept = 0;

    for (size_t i = 0; i < m->len; i++)
        if (m->entries[i].state != ENTRY_OVER)
            m->entries[kept++] = m->entries[i];
    m->len = kept;
    m->first = 0;
}

static void forget_entries(struct mailbox *m)
{
    for (size_t i = 0; i < m->len; i++)
        drop_bytes(m, &m->entries[i]);
    m->len = m->first = 0;
    m->chunk = 0;
}

/* The present before the past, listed senders first, the newest first. */
static int order(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->is_old != y->is_old)
        return x->is_old ? 1 : -1;
    if (x->is_listed != y->is_listed)
        return x->is_listed ? -1 : 1;
    return x->uid > y->uid ? -1 : x->uid < y->uid;
}

static void add_entry(struct mailbox *m, const struct imap_head *head, bool is_old)
{
    struct entry *e;

    if (m->len == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 64;

        m->entries = m->opts.allocator->resize(m->opts.allocator->ctx, m->entries,
                                               m->cap * sizeof(*e), cap * sizeof(*e));
        m->cap = cap;
    }
    e = &m->entries[m->len++];
    *e = (struct entry){.uid = head->uid,
                        .size = head->size,
                        .received = head->received,
                        .is_old = is_old,
                        .is_listed = m->opts.is_listed(m->opts.ctx, head->fields)};
    m->is_unsorted = true;
}

/* ------------------------------------------------------------------ what the server says */

static void leave_out(struct mailbox *m, uint32_t uid)
{
    if (m->opts.on_left_out)
        m->opts.on_left_out(m->opts.ctx, uid);
}

static void on_head(void *ctx, const struct imap_head *head)
{
    struct mailbox *m = ctx;
    bool is_old = m->chunk && head->uid >= m->chunk && head->uid <= m->state.past;

    if (!is_old && (head->uid <= m->top || head->uid < m->state.next))
        return; /* `n:*` always gives the newest */
    if (!is_old && m->len >= m->opts.waiting) {
        m->imap.has_news = true; /* later */
        return;
    }
    if (!is_old)
        m->top = head->uid;
    if (m->opts.on_head)
        m->opts.on_head(m->opts.ctx, head->fields, head->received);
    if (head->size > IMAP_MAX_LITERAL)
        leave_out(m, head->uid);
    else if (!suspects_leave_out(&m->suspects, head->uid))
        add_entry(m, head, is_old);
}

static void on_body(void *ctx, uint32_t uid, struct slice bytes)
{
    struct mailbox *m = ctx;
    struct entry *e = find(m, uid);

    if (!e || e->state != ENTRY_FETCHING)
        return;
    e->state = ENTRY_FETCHED;
    e->len = bytes.len;
    e->bytes = m->opts.allocator->resize(m->opts.allocator->ctx, NULL, 0, bytes.len + 1);
    memcpy(e->bytes, bytes.ptr, bytes.len);
}

/* The mailbox is not what it was: begin anew; what is the same is known by what it says. */
static void begin_anew(struct mailbox *m)
{
    const struct imap *imap = &m->imap;

    forget_entries(m);
    m->suspects = (struct suspects){.len = 0};
    m->state = (struct mailbox_state){
        .uid_validity = imap->uid_validity,
        .next = imap->uid_next ? imap->uid_next : 1,
        .past = imap->uid_next ? imap->uid_next - 1 : 0,
        .began = m->now,
    };
}

static void opened(struct mailbox *m)
{
    m->is_open = m->is_first_look = true;
    m->attempts = 0;
    m->down_since = 0;
    if (m->imap.uid_validity != m->state.uid_validity || !m->state.next)
        begin_anew(m);
    m->top = m->state.next - 1;
}

/* What was asked for and did not come is no longer there. */
static void end_bodies(struct mailbox *m)
{
    for (size_t i = 0; i < m->len; i++)
        if (m->entries[i].state == ENTRY_FETCHING)
            m->entries[i].state = ENTRY_OVER;
}

static void on_over(void *ctx, enum imap_command command, bool ok)
{
    struct mailbox *m = ctx;

    if (!ok && command != IMAP_COMMAND_NOOP && command != IMAP_COMMAND_IDLE) {
        m->imap.is_broken = true;
        return;
    }
    switch (command) {
    case IMAP_COMMAND_CAPABILITY: m->is_capable = true; break;
    case IMAP_COMMAND_EXAMINE: opened(m); break;
    case IMAP_COMMAND_HEADS: m->is_first_look = false; break;
    case IMAP_COMMAND_BODIES: end_bodies(m); break;
    case IMAP_COMMAND_IDLE: m->imap.can_idle = m->imap.can_idle && ok; break;
    case IMAP_COMMAND_NOOP:
    case IMAP_COMMAND_NONE: break;
    }
}

/* ------------------------------------------------------------------ how far it was read */

struct mailbox_state mailbox_state(const struct mailbox *m)
{
    struct mailbox_state state = m->state;
    uint32_t next = m->top + 1;

    for (size_t i = 0; i < m->len; i++)
        if (m->entries[i].state != ENTRY_OVER && !m->entries[i].is_old && m->entries[i].uid < next)
            next = m->entries[i].uid;
    if (m->is_open && next > state.next)
        state.next = next;
    return state;
}

/* ------------------------------------------------------------------ the line */

/* What was awaited when the line broke may be why it did. */
static void suspect(struct mailbox *m)
{
    uint32_t uids[MAILBOX_PIECE], uid;
    size_t n = 0;

    for (size_t i = 0; i < m->len && n < MAILBOX_PIECE; i++)
        if (m->entries[i].state == ENTRY_FETCHING)
            uids[n++] = m->entries[i].uid;
    uid = n ? suspects_broke(&m->suspects, uids, n) : 0;
    if (uid)
        leave_out(m, uid);
}

static void break_line(struct mailbox *m, enum net_code code, struct slice why, int64_t ms)
{
    int64_t wait = (int64_t)FIRST_WAIT_MS << (m->attempts < 9 ? m->attempts : 9);
    size_t len = why.len < sizeof(m->said) ? why.len : sizeof(m->said) - 1;

    memcpy(m->said, why.ptr ? why.ptr : "", len);
    m->said[len] = '\0';
    m->code = code;
    m->attempts++;
    if (code == NET_LOGIN || wait > MAILBOX_WAIT_MS)
        wait = MAILBOX_WAIT_MS;
    m->random = hash_scramble(m->random + 0x9e3779b97f4a7c15u);
    m->retry_ms = ms + wait * 3 / 4 + (int64_t)(m->random % (uint64_t)(wait / 2 + 1));
    m->down_since = m->down_since ? m->down_since : ms;
    m->opts.ops->hang_up(m->line);
    m->line = NULL;
    imap_done(&m->imap);
    m->state = mailbox_state(m);
    suspect(m);
    forget_entries(m);
    m->is_open = m->is_capable = false;
}

static void dial(struct mailbox *m, int64_t ms)
{
    struct imap_events events = {on_head, on_body, on_over, m};
    struct net_login login;

    if (m->opts.login(m->opts.ctx, &login) != 0) {
        break_line(m, NET_LOGIN, SLICE(""), ms);
        return;
    }
    imap_init(&m->imap, m->opts.allocator, &events);
    m->line = m->opts.ops->dial(m->opts.net, &login);
}

static void push(struct mailbox *m)
{
    struct slice out = imap_output(&m->imap);
    ptrdiff_t n;

    while (out.len && (n = m->opts.ops->send(m->line, out)) > 0) {
        imap_sent(&m->imap, (size_t)n);
        out = imap_output(&m->imap);
    }
}

/* Whether the line still holds. */
static bool pull(struct mailbox *m, int64_t ms)
{
    ptrdiff_t n;

    while ((n = m->opts.ops->recv(m->line, imap_room(&m->imap, ROOM), ROOM)) > 0) {
        m->heard_ms = ms;
        imap_input(&m->imap, (size_t)n);
        if (m->imap.is_broken)
            return false;
    }
    return n == 0;
}

/* ------------------------------------------------------------------ what to ask next */

static bool is_due(const struct entry *e, int64_t ms)
{
    return e->state == ENTRY_WAITS && e->not_before <= ms;
}

static void sort(struct mailbox *m)
{
    if (!m->is_unsorted && m->first < m->len / 2)
        return;
    sweep(m);
    if (m->is_unsorted)
        qsort(m->entries, m->len, sizeof(*m->entries), order);
    m->is_unsorted = false;
}

/* So much is fetched, or with the judge, that more would only take memory. */
static bool has_enough(const struct mailbox *m)
{
    size_t n = 0;

    for (size_t i = m->first; i < m->len; i++)
        n += m->entries[i].state == ENTRY_FETCHED || m->entries[i].state == ENTRY_LOOKED_AT;
    return n >= 2 * MAILBOX_PIECE;
}

/* Ask for the first that wait; false = none does. */
static bool ask_bodies(struct mailbox *m, int64_t ms)
{
    uint32_t uids[MAILBOX_PIECE];
    size_t n = 0, bytes = 0;
    bool leads = false;

    if (has_enough(m))
        return false;
    sort(m);
    while (m->first < m->len && m->entries[m->first].state == ENTRY_OVER)
        m->first++;
    for (size_t i = m->first; i < m->len && n < MAILBOX_PIECE; i++) {
        struct entry *e = &m->entries[i];

        if (!is_due(e, ms))
            continue;
        if (n && bytes + e->size > MAILBOX_PIECE_BYTES)
            break;
        if (n && leads && !e->is_listed)
            break; /* those that may count do not wait for others */
        if (n && (suspects_has(&m->suspects, e->uid) || suspects_has(&m->suspects, uids[0])))
            break; /* alone */
        leads = n ? leads : e->is_listed;
        bytes += e->size;
        e->state = ENTRY_FETCHING;
        uids[n++] = e->uid;
    }
    if (n)
        imap_bodies(&m->imap, uids, n);
    return n > 0;
}

static bool any_old(const struct mailbox *m)
{
    for (size_t i = 0; i < m->len; i++)
        if (m->entries[i].is_old && m->entries[i].state != ENTRY_OVER)
            return true;
    return false;
}

/* The next chunk of the past when the last one is judged; false = none. */
static bool ask_past(struct mailbox *m)
{
    if (m->chunk && any_old(m))
        return false;
    if (m->chunk)
        m->state.past = m->chunk - 1;
    m->chunk = 0;
    if (!m->state.past)
        return false;
    m->chunk = m->state.past >= MAILBOX_CHUNK ? m->state.past - MAILBOX_CHUNK + 1 : 1;
    imap_heads(&m->imap, m->chunk, m->state.past);
    return true;
}

/* What is with the judge, or about to be: what comes next is known when it is judged. */
static bool any_in_hand(const struct mailbox *m)
{
    for (size_t i = m->first; i < m->len; i++)
        if (m->entries[i].state == ENTRY_FETCHED || m->entries[i].state == ENTRY_LOOKED_AT)
            return true;
    return false;
}

static bool any_due(const struct mailbox *m, int64_t ms)
{
    for (size_t i = m->first; i < m->len; i++)
        if (is_due(&m->entries[i], ms))
            return true;
    return false;
}

/* A server need not tell of new mail while it is asked for other mail: it is asked in between. */
static bool is_look_due(const struct mailbox *m, int64_t ms)
{
    return ms - m->looked_ms >= MAILBOX_LOOK_MS && (m->state.past || any_due(m, ms));
}

static void ask_next(struct mailbox *m, int64_t ms)
{
    struct imap *imap = &m->imap;

    if (!m->is_capable)
        imap_capability(imap);
    else if (!m->is_open) {
        if (!imap_examine(imap, m->opts.folder))
            imap->is_broken = true;
    } else if (m->is_first_look || (imap->has_news && m->len < m->opts.waiting))
        imap_heads(imap, m->top + 1 > m->state.next ? m->top + 1 : m->state.next, 0);
    else if (is_look_due(m, ms))
        imap_noop(imap);
    else if (!ask_bodies(m, ms) && !has_enough(m) && !ask_past(m) && !any_in_hand(m)) {
        if (imap->can_idle)
            imap_idle(imap);
        else if (ms - m->command_ms >= MAILBOX_POLL_MS)
            imap_noop(imap);
    }
    if (imap->command != IMAP_COMMAND_NONE)
        m->command_ms = m->heard_ms = ms;
    if (imap->command == IMAP_COMMAND_EXAMINE || imap->command == IMAP_COMMAND_NOOP ||
        imap->command == IMAP_COMMAND_IDLE)
        m->looked_ms = ms;
}

static void keep_going(struct mailbox *m, int64_t ms)
{
    struct imap *imap = &m->imap;

    if (imap->command == IMAP_COMMAND_NONE)
        ask_next(m, ms);
    else if (imap->command == IMAP_COMMAND_IDLE && imap->is_idling && !imap->is_ending &&
             (imap->has_news || ms - m->command_ms >= MAILBOX_IDLE_MS || any_due(m, ms))) {
        imap_end_idle(imap);
        m->heard_ms = ms; /* an answer is due from now on */
    }
    push(m);
}

static bool is_silent(const struct mailbox *m, int64_t ms)
{
    bool idles = m->imap.command == IMAP_COMMAND_IDLE && m->imap.is_idling && !m->imap.is_ending;

    return m->imap.command != IMAP_COMMAND_NONE && !idles && ms - m->heard_ms > MAILBOX_SILENT_MS;
}

void mailbox_step(struct mailbox *m, int64_t now, int64_t ms)
{
    enum net_code code;
    struct slice detail = {"", 0};

    m->now = now;
    m->is_stirred = false;
    if (!m->line && ms >= m->retry_ms)
        dial(m, ms);
    if (!m->line)
        return;
    code = m->opts.ops->line_state(m->line, &detail);
    if (code == NET_BUSY)
        return;
    if (code != NET_OK) {
        break_line(m, code, detail, ms);
        return;
    }
    keep_going(m, ms);
    if (!pull(m, ms)) {
        break_line(m, NET_CONNECT, slice_of(m->imap.said), ms);
        return;
    }
    if (is_silent(m, ms)) {
        break_line(m, NET_TIMEOUT, SLICE(""), ms);
        return;
    }
    keep_going(m, ms);
}

/* When the line wants something though nothing comes on it. */
static int64_t line_due(const struct mailbox *m, int64_t ms)
{
    const struct imap *imap = &m->imap;

    if (!m->line)
        return m->retry_ms;
    if (imap->command == IMAP_COMMAND_IDLE && imap->is_idling && !imap->is_ending)
        return m->command_ms + MAILBOX_IDLE_MS;
    if (imap->command != IMAP_COMMAND_NONE)
        return m->heard_ms + MAILBOX_SILENT_MS + 1;
    return (m->is_open && !any_in_hand(m) ? m->command_ms : ms) + MAILBOX_POLL_MS;
}

int64_t mailbox_patience(const struct mailbox *m, int64_t ms)
{
    int64_t at = line_due(m, ms);

    if (m->is_stirred)
        return 0;
    for (size_t i = m->first; i < m->len; i++)
        if (m->entries[i].state == ENTRY_WAITS && m->entries[i].not_before > ms &&
            m->entries[i].not_before < at)
            at = m->entries[i].not_before;
    return at > ms ? at - ms : 0;
}

/* ------------------------------------------------------------------ judging */

size_t mailbox_take(struct mailbox *m, struct mailbox_mails *ret)
{
    size_t n = 0;

    for (size_t i = m->first; i < m->len && n < ret->cap; i++) {
        struct entry *e = &m->entries[i];

        if (e->state != ENTRY_FETCHED)
            continue;
        e->state = ENTRY_LOOKED_AT;
        ret->at[n++] = (struct mailbox_mail){
            .uid = e->uid,
            .received = e->received ? e->received : m->now,
            .bytes = {e->bytes, e->len},
            .is_past = e->received && e->received < m->state.began - m->opts.history};
    }
    ret->len = n;
    return n;
}

bool mailbox_judged(struct mailbox *m, uint32_t uid, bool again, int64_t ms)
{
    static const int64_t minutes[MAILBOX_TRIES] = {1, 5, 20, 0};
    struct entry *e = find(m, uid);

    if (!e || e->state != ENTRY_LOOKED_AT)
        return false;
    drop_bytes(m, e);
    m->is_stirred = true;
    again = again && e->tries + 1 < (int)MAILBOX_TRIES;
    e->state = again ? ENTRY_WAITS : ENTRY_OVER;
    if (again)
        e->not_before = ms + minutes[e->tries++] * 60 * 1000;
    return again;
}

/* ------------------------------------------------------------------ all */

void mailbox_health(const struct mailbox *m, struct mailbox_health *ret)
{
    *ret = (struct mailbox_health){.is_up = m->line && m->is_open,
                                   .code = m->code,
                                   .said = m->said,
                                   .down_since = m->down_since};
    for (size_t i = 0; i < m->len; i++)
        ret->waiting += m->entries[i].state != ENTRY_OVER;
    ret->is_idle = ret->is_up && !ret->waiting && !m->state.past && !m->is_first_look;
}

struct mailbox *mailbox_new(const struct mailbox_opts *opts, const struct mailbox_state *state)
{
    struct mailbox *m = opts->allocator->resize(opts->allocator->ctx, NULL, 0, sizeof(*m));

    *m = (struct mailbox){.opts = *opts, .state = *state, .random = opts->seed};
    m->top = state->next ? state->next - 1 : 0;
    m->opts.waiting = opts->waiting ? opts->waiting : MAILBOX_WAITING;
    return m;
}

void mailbox_free(struct mailbox *m)
{
    if (!m)
        return;
    m->opts.ops->hang_up(m->line);
    if (m->line)
        imap_done(&m->imap);
    forget_entries(m);
    give(m, m->entries, m->cap * sizeof(*m->entries));
    give(m, m, sizeof(*m));
}
