/* Any bytes are what a server says on line after line: watch's loop never spins on it, what was
 * read goes on from where it was, and what is taken for a message lies within the limits. */

#include "watch/mailbox.h"

#include "base/base_test.h"

#define STEPS 3000u
#define DIALS 12u

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* The server: each line says the next piece, up to a byte 0, and then ends. */
struct net {
    struct slice rest;
    size_t dials, at_once;
};

struct net_line {
    struct net *net;
    struct slice says;
};

static struct net_line *dial(struct net *net, const struct net_login *login)
{
    struct net_line *line = malloc(sizeof(*line));

    (void)login;
    if (!line)
        abort();
    line->net = net;
    slice_cut(net->rest, (struct slice){"", 1}, &line->says, &net->rest);
    net->dials++;
    return line;
}

static enum net_code line_state(struct net_line *line, struct slice *ret_detail)
{
    (void)line;
    *ret_detail = SLICE("");
    return NET_OK;
}

static ptrdiff_t send_line(struct net_line *line, struct slice bytes)
{
    (void)line;
    return (ptrdiff_t)bytes.len;
}

static ptrdiff_t recv_line(struct net_line *line, char *to, size_t len)
{
    size_t n = line->says.len < len ? line->says.len : len;

    n = n < line->net->at_once ? n : line->net->at_once;
    memcpy(to, line->says.ptr ? line->says.ptr : "", n);
    line->says = slice_skip(line->says, n);
    return n ? (ptrdiff_t)n : -1;
}

static void hang_up(struct net_line *line)
{
    free(line);
}

static const struct net_ops ops = {.dial = dial,
                                   .line_state = line_state,
                                   .send = send_line,
                                   .recv = recv_line,
                                   .hang_up = hang_up};

static bool is_listed(void *ctx, struct slice fields)
{
    (void)ctx;
    return slice_has(fields, SLICE("x"));
}

static int login(void *ctx, struct net_login *ret)
{
    (void)ctx;
    *ret = (struct net_login){.url = SLICE("imaps://localhost")};
    return 0;
}

static void judge(struct mailbox *mailbox, int64_t ms)
{
    struct mailbox_mail mails[MAILBOX_PIECE];
    struct mailbox_mails taken = {mails, 0, MAILBOX_PIECE};
    uint32_t uids[MAILBOX_PIECE];

    mailbox_take(mailbox, &taken);
    for (size_t i = 0; i < taken.len; i++) {
        PROPERTY(mails[i].uid > 0 && mails[i].bytes.len <= IMAP_MAX_LITERAL);
        uids[i] = mails[i].uid;
    }
    for (size_t i = 0; i < taken.len; i++)
        mailbox_judged(mailbox, uids[i], uids[i] % 5 == 0, ms);
}

/* The first byte: how many bytes come at once. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct net net = {.rest = {(const char *)bytes + 1, len - 1},
                      .at_once = len && bytes[0] ? bytes[0] : 4096};
    struct mailbox_state before = {0}, state;
    struct mailbox_opts opts = {.ops = &ops,
                                .net = &net,
                                .allocator = &base_test_allocator,
                                .folder = SLICE("INBOX"),
                                .is_listed = is_listed,
                                .login = login,
                                .waiting = 200};
    struct mailbox *mailbox;
    int64_t ms = 1000;
    size_t steps = 0;

    if (!len)
        return 0;
    mailbox = mailbox_new(&opts, &before);
    while (net.dials < DIALS && steps++ < STEPS) {
        mailbox_step(mailbox, 1785000000 + ms / 1000, ms);
        judge(mailbox, ms);
        state = mailbox_state(mailbox);
        PROPERTY(state.uid_validity != before.uid_validity || state.next >= before.next);
        before = state;
        ms += mailbox_patience(mailbox, ms);
    }
    PROPERTY(steps < STEPS);
    mailbox_free(mailbox);
    return 0;
}
