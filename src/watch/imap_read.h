#ifndef MIOBOE_WATCH_IMAP_READ_H
#define MIOBOE_WATCH_IMAP_READ_H

/* What an IMAP server says (RFC 3501, RFC 9051), cut into responses within limits. */

#include "base/arena.h"

#define IMAP_MAX_LINE (64u << 10)    /* bytes of a response without its literals */
#define IMAP_MAX_LITERAL (32u << 20) /* bytes of one literal: a message, or its header fields */
#define IMAP_MAX_RESPONSE (IMAP_MAX_LITERAL + IMAP_MAX_LINE)
#define IMAP_MAX_DEPTH 8u /* lists in lists */

/* Bytes that came and are not read yet. */
struct imap_buffer {
    const struct allocator *allocator;
    char *at;
    size_t len, cap;
    size_t taken;   /* of these so many are read */
    size_t scanned; /* behind them: looked at, and no end found */
    size_t literal; /* where the literal that is awaited ends, from the response's beginning; 0 */
    size_t plain;   /* bytes of the response outside literals so far */
};

void imap_buffer_init(struct imap_buffer *buffer, const struct allocator *allocator);
void imap_buffer_done(struct imap_buffer *buffer);

/* Room for ${len} bytes more; then imap_buffer_add() says how many came. */
char *imap_buffer_room(struct imap_buffer *buffer, size_t len);
void imap_buffer_add(struct imap_buffer *buffer, size_t len);

/*
 * The next whole response without its line end to ${ret}, good until imap_buffer_room().  Return 1;
 * 0 when more must come; -1 when it is over a limit: the line is to be given up.
 */
int imap_buffer_next(struct imap_buffer *buffer, struct slice *ret);

enum imap_kind {
    IMAP_TAGGED,
    IMAP_CONTINUE, /* + */
    IMAP_OK,       /* untagged, with its code */
    IMAP_BYE,
    IMAP_EXISTS,
    IMAP_EXPUNGE,
    IMAP_FETCH,
    IMAP_CAPABILITY,
    IMAP_ANY /* nothing that matters */
};

enum imap_status { IMAP_STATUS_OK, IMAP_STATUS_NO, IMAP_STATUS_BAD };

struct imap_response {
    enum imap_kind kind;
    enum imap_status status; /* IMAP_TAGGED */
    uint32_t tag;            /* IMAP_TAGGED: the number behind the letter */
    uint32_t number;         /* IMAP_EXISTS, IMAP_EXPUNGE */
    struct slice text;       /* IMAP_TAGGED, IMAP_BYE, IMAP_CAPABILITY */
    struct slice code;       /* IMAP_OK: "UIDNEXT" … */
    uint32_t code_number;    /* its number, 0 = none */
    uint32_t uid, size;      /* IMAP_FETCH: 0 = not told */
    int64_t received;        /* IMAP_FETCH: INTERNALDATE; 0 = not told */
    struct slice body;       /* IMAP_FETCH: of BODY[...] */
    bool has_body;
};

/* Read one response; false when it is none that a server may send. */
bool imap_response_read(struct slice s, struct imap_response *ret);

/* `17-Jul-2026 02:44:25 +0900` to seconds since 1970 UTC; false when it is none. */
bool imap_date_read(struct slice s, int64_t *ret);

#endif
