#ifndef MIOBOE_WATCH_MAILBOX_TEST_H
#define MIOBOE_WATCH_MAILBOX_TEST_H

/*
 * For tests of mailboxes: an IMAP server in memory behind net_ops.  It knows the commands that
 * mioboe sends (RFC 3501, RFC 2177), writes down each, and misbehaves where a test says so.  One
 * line at a time; nothing waits.
 */

#include "base/base_test.h"
#include "watch/net.h"

#include <time.h>

#define FAKE_MAILS 1200u
#define FAKE_BYTES (1u << 20) /* of answers that were not read yet */

struct fake_mail {
    uint32_t uid;
    int64_t received;
    const char *from;
    bool is_gone;    /* it is listed, and cannot be fetched */
    uint32_t size;   /* that is told; 0 = the true one */
    uint64_t length; /* of the literal that is announced; 0 = the true one */
};

/* The server. */
struct net {
    struct fake_mail mails[FAKE_MAILS];
    size_t len;
    uint32_t uid_validity, uid_next;
    enum net_code refuses;    /* how a dial ends; NET_OK = well */
    bool has_idle, is_silent; /* is_silent: nothing is answered */
    bool refuses_idle;
    bool has_news;         /* mail came that it has not told of */
    const char *greeting;  /* instead of an answer to the next command; NULL = none */
    struct net_line *line; /* that is open; NULL = none */
    size_t dials;
    char log[60000]; /* the commands, without tags, each with ';' behind it */
    size_t log_len;
    size_t bodies; /* messages that were sent whole */
};

struct net_line {
    struct net *net;
    char in[8192], idle_tag[16];
    size_t in_len, out_len, out_sent;
    bool is_broken;
    char out[FAKE_BYTES];
};

/* ------------------------------------------------------------------ what it says */

static inline void fake_say(struct net *net, const char *text)
{
    struct net_line *line = net->line;
    size_t len = strlen(text);

    if (!line || line->out_len + len > FAKE_BYTES)
        return;
    memcpy(line->out + line->out_len, text, len);
    line->out_len += len;
}

static inline void fake_tell_news(struct net *net)
{
    char text[40];

    snprintf(text, sizeof(text), "* %zu EXISTS\r\n", net->len);
    if (net->has_news)
        fake_say(net, text);
    net->has_news = false;
}

/* As Dovecot does, it tells of new mail when it is asked by NOOP, or in IDLE: not while it fetches.
 */
static inline void fake_deliver(struct net *net, const char *from, int64_t received)
{
    net->mails[net->len++] =
        (struct fake_mail){.uid = net->uid_next++, .from = from, .received = received};
    net->has_news = true;
    if (net->line && net->line->idle_tag[0])
        fake_tell_news(net);
}

/* All but the newest are deleted by somebody else. */
static inline void fake_delete(struct net *net)
{
    if (net->len > 1)
        net->mails[0] = net->mails[net->len - 1];
    net->len = net->len ? 1 : 0;
}

/* The line ends: what was said before can still be read. */
static inline void fake_cut(struct net *net)
{
    if (net->line)
        net->line->is_broken = true;
}

static inline void fake_message(const struct fake_mail *mail, char *ret, size_t cap)
{
    snprintf(ret, cap, "From: %s\r\n\r\nmessage %u\r\n", mail->from, mail->uid);
}

static inline void fake_fetch(struct net *net, size_t i, bool whole)
{
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const struct fake_mail *mail = &net->mails[i];
    char body[200], text[500];
    time_t at = (time_t)mail->received;
    struct tm tm;

    if (whole && mail->is_gone)
        return;
    gmtime_r(&at, &tm);
    fake_message(mail, body, sizeof(body));
    if (!whole)
        snprintf(text, sizeof(text),
                 "* %zu FETCH (UID %u RFC822.SIZE %u INTERNALDATE \"%02d-%s-%d %02d:%02d:%02d "
                 "+0000\" BODY[HEADER.FIELDS (FROM SUBJECT)] {%zu}\r\nFrom: %s\r\n\r\n)\r\n",
                 i + 1, mail->uid, mail->size ? mail->size : (unsigned)strlen(body), tm.tm_mday,
                 months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec,
                 strlen(mail->from) + 10, mail->from);
    else
        snprintf(text, sizeof(text), "* %zu FETCH (UID %u BODY[] {%llu}\r\n%s)\r\n", i + 1,
                 mail->uid, (unsigned long long)(mail->length ? mail->length : strlen(body)), body);
    net->bodies += whole;
    fake_say(net, text);
}

/* `4:*`, `4:7` or `4,7`: whether ${uid} is meant; `*` is the newest, whatever stands before it. */
static inline bool fake_is_meant(const struct net *net, const char *set, uint32_t uid)
{
    unsigned from, to;
    const char *colon = strchr(set, ':');

    if (colon && sscanf(set, "%u:%u", &from, &to) == 2)
        return uid >= from && uid <= to;
    if (colon)
        return uid >= (unsigned)strtoul(set, NULL, 10) ||
               (net->len && uid == net->mails[net->len - 1].uid);
    for (const char *at = set; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strtoul(at, NULL, 10) == uid)
            return true;
    return false;
}

static inline void fake_uid_fetch(struct net *net, const char *rest)
{
    char set[2000] = "";

    sscanf(rest, "%1999s", set);
    for (size_t i = 0; i < net->len; i++)
        if (fake_is_meant(net, set, net->mails[i].uid))
            fake_fetch(net, i, strstr(rest, "BODY.PEEK[])") != NULL);
}

static inline void fake_examine(struct net *net)
{
    char text[200];

    snprintf(text, sizeof(text),
             "* %zu EXISTS\r\n* OK [UIDVALIDITY %u] .\r\n* OK [UIDNEXT %u] .\r\n", net->len,
             net->uid_validity, net->uid_next);
    fake_say(net, text);
    net->has_news = false;
}

static inline void fake_over(struct net *net, const char *tag, const char *how)
{
    char text[100];

    snprintf(text, sizeof(text), "%s %s\r\n", tag, how);
    fake_say(net, text);
}

/* One command, without its line end. */
static inline void fake_command(struct net *net, const char *command)
{
    char tag[16] = "";
    const char *words = strchr(command, ' ');

    if (net->log_len > sizeof(net->log) / 2)
        net->log_len = 0;
    net->log_len += (size_t)snprintf(net->log + net->log_len, sizeof(net->log) - net->log_len,
                                     "%s;", words ? words + 1 : command);
    if (net->is_silent)
        return;
    if (net->greeting) {
        fake_say(net, net->greeting);
        net->greeting = NULL;
        return;
    }
    if (strcmp(command, "DONE") == 0) {
        fake_over(net, net->line->idle_tag, "OK done");
        net->line->idle_tag[0] = '\0';
        return;
    }
    sscanf(command, "%15s", tag);
    words = words ? words + 1 : "";
    if (strncmp(words, "IDLE", 4) == 0 && !net->refuses_idle) {
        memcpy(net->line->idle_tag, tag, sizeof(tag));
        fake_say(net, "+ idling\r\n");
        fake_tell_news(net);
        return;
    }
    if (strncmp(words, "CAPABILITY", 10) == 0)
        fake_say(net,
                 net->has_idle ? "* CAPABILITY IMAP4rev1 IDLE\r\n" : "* CAPABILITY IMAP4rev1\r\n");
    else if (strncmp(words, "EXAMINE", 7) == 0)
        fake_examine(net);
    else if (strncmp(words, "NOOP", 4) == 0)
        fake_tell_news(net);
    else if (strncmp(words, "UID FETCH ", 10) == 0)
        fake_uid_fetch(net, words + 10);
    fake_over(net, tag, strncmp(words, "IDLE", 4) == 0 ? "NO not now" : "OK");
}

/* ------------------------------------------------------------------ as net_ops */

static inline struct net_line *fake_dial(struct net *net, const struct net_login *login)
{
    struct net_line *line = calloc(1, sizeof(*line));

    (void)login;
    if (!line)
        abort();
    line->net = net;
    net->line = line;
    net->dials++;
    return line;
}

static inline enum net_code fake_line_state(struct net_line *line, struct slice *ret_detail)
{
    *ret_detail = SLICE("as the test says");
    return line->net->refuses;
}

static inline ptrdiff_t fake_send(struct net_line *line, struct slice bytes)
{
    char *end;

    if (line->is_broken || line->in_len + bytes.len >= sizeof(line->in))
        return -1;
    memcpy(line->in + line->in_len, bytes.ptr, bytes.len);
    line->in_len += bytes.len;
    line->in[line->in_len] = '\0';
    while ((end = strstr(line->in, "\r\n"))) {
        *end = '\0';
        fake_command(line->net, line->in);
        line->in_len -= (size_t)(end + 2 - line->in);
        memmove(line->in, end + 2, line->in_len + 1);
    }
    return (ptrdiff_t)bytes.len;
}

/* A few bytes at a time, as networks do. */
static inline ptrdiff_t fake_recv(struct net_line *line, char *to, size_t len)
{
    size_t n = line->out_len - line->out_sent;

    n = n < len ? n : len;
    n = n < 997 ? n : 997;
    memcpy(to, line->out + line->out_sent, n);
    line->out_sent += n;
    if (line->out_sent == line->out_len)
        line->out_sent = line->out_len = 0;
    return n ? (ptrdiff_t)n : line->is_broken ? -1 : 0;
}

static inline void fake_hang_up(struct net_line *line)
{
    if (!line)
        return;
    line->net->line = NULL;
    free(line);
}

static const struct net_ops fake_ops = {.dial = fake_dial,
                                        .line_state = fake_line_state,
                                        .send = fake_send,
                                        .recv = fake_recv,
                                        .hang_up = fake_hang_up};

#endif
