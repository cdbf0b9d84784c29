/* Any bytes are what a server says: nothing beyond the limits is kept, what is told lies within
 * what came, and the session ends in a defined state. */

#include "watch/imap.h"

#include "base/base_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct counts {
    size_t heads, bodies, overs;
};

static void on_head(void *ctx, const struct imap_head *head)
{
    PROPERTY(head->uid > 0 && head->fields.len <= IMAP_MAX_LITERAL);
    ((struct counts *)ctx)->heads++;
}

static void on_body(void *ctx, uint32_t uid, struct slice body)
{
    PROPERTY(uid > 0 && body.len <= IMAP_MAX_LITERAL);
    for (size_t i = 0; i < body.len; i += 64)
        ((struct counts *)ctx)->bodies += body.ptr[i] == 'x';
}

static void on_over(void *ctx, enum imap_command command, bool ok)
{
    (void)ok;
    PROPERTY(command != IMAP_COMMAND_NONE);
    ((struct counts *)ctx)->overs++;
}

/* The first byte chooses the command that is under way; the next how the bytes are cut. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct counts counts = {0, 0, 0};
    struct imap_events events = {on_head, on_body, on_over, &counts};
    static const uint32_t uids[] = {1, 2};
    size_t at = 2, piece;
    struct imap imap;

    if (len < 2)
        return 0;
    imap_init(&imap, &base_test_allocator, &events);
    if (bytes[0] % 3 == 0)
        imap_heads(&imap, 1, 0);
    else if (bytes[0] % 3 == 1)
        imap_bodies(&imap, uids, 2);
    else
        imap_idle(&imap);
    piece = bytes[1] ? bytes[1] : 4096;
    while (at < len && !imap.is_broken) {
        size_t n = len - at < piece ? len - at : piece;

        memcpy(imap_room(&imap, n), bytes + at, n);
        imap_input(&imap, n);
        at += n;
    }
    PROPERTY(imap.in.len <= IMAP_MAX_RESPONSE + len);
    PROPERTY(counts.overs <= 1);
    imap_done(&imap);
    return 0;
}
