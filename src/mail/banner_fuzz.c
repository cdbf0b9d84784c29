/*
 * What a gateway writes above or below a signed text explains that the signature fails, whatever
 * it is: a few lines, no more.  And any bytes are a message: only a signature that fails, of a body
 * that is there, is explained.
 */

#include "mail/banner.h"

#include "base/base_test.h"
#include "mail/key_test.h"

#define LINES 8u /* that a gateway writes at most */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* fuzz/corpus/dkim/good */
#define HEAD                                                                       \
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.example;\n"      \
    "\ts=rsa2048; h=From:To:Subject:Date;\n"                                       \
    "\tbh=7jU4+EWhVejzFGi3oMIujGDnSFp9SABfGjnFc6ph1Og=;\n"                         \
    "\tb=LoNlQmrsdXYtjC5QFA91d2A+FnYKiy3CgrIFFJco1nKjDKZwkaJxXuU+cKp0I/UPSs8hWI\n" \
    "\t Ggi3aAk06+6shspvI+rexF86F/7AhB40uLZocggHvDQHXN1Edy9tebnn4urmrcLx99qyQl\n"  \
    "\t deFL7FHrB8GBVxy7B8hE6q+5dA9cr0A/oJgXLRBpzob1ssTU2kfuMXGYyzOtF+YZQxzLx5\n"  \
    "\t A3tMSM5iuVkFFlxs5BJ52XfT+QS7tKbFCQ7Adq6gYawxDd9jojgA4EudoRtS5E6twzFQ0r\n"  \
    "\t 8mU3DCHVB4IdmwLF9kxBBPSubp7gs7Q2YKNdaNAjEv+TBqRi+O/bdSm9D17sFQ==\n"        \
    "From: Shop <orders@shop.example>\n"                                           \
    "To: Reader <reader@mail.example>\n"                                           \
    "Subject: Your order  has shipped\n"                                           \
    "Date: Sat, 1 Aug 2026 10:00:00 +0900\n\n"
#define BODY "Dear reader,\n\nyour  parcel\tis on its way. \n\n  Shop\n"

/* Whether a signature of ${text} that fails is explained. */
static bool is_explained(struct slice text, struct keys *keys, struct arena *arena)
{
    struct mail_signatures signatures = {0};
    struct raw_message message;
    bool any = false;

    header_read(text, arena, &message);
    dkim_verify(&message, keys, MAIL_NO_TIME, arena, &signatures);
    for (size_t i = 0; i < signatures.len; i++) {
        bool explained = banner_explains(&message, &signatures.at[i], keys, arena);

        PROPERTY(!explained || (message.body.len > 0 && message.body.len <= BANNER_MAX_BODY));
        any = any || (explained && signatures.at[i].result == SIGNATURE_FAIL);
    }
    return any;
}

/* A few whole lines of plain text. */
static bool is_banner(struct slice text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text.len; i++) {
        lines += text.ptr[i] == '\n';
        if (text.ptr[i] == '<' || text.ptr[i] == '>')
            return false;
    }
    return text.len && text.len < BANNER_MAX_BYTES && text.ptr[text.len - 1] == '\n' &&
           lines <= LINES;
}

/* Blanks alone change nothing that is signed: then the signature passes. */
static bool is_seen(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr(" \t\r\n", text.ptr[i]))
            return true;
    return false;
}

static void add_banner(struct slice text, bool above, struct keys *keys, struct arena *arena)
{
    struct slice parts[] = {SLICE(HEAD), SLICE(BODY), text};

    if (above) {
        parts[1] = text;
        parts[2] = SLICE(BODY);
    }
    if (is_banner(text) && is_seen(text))
        PROPERTY(is_explained(arena_join(arena, parts, 3), keys, arena));
    else
        is_explained(arena_join(arena, parts, 3), keys, arena);
}

/* The first byte chooses: above, below, or a message as it is. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct keys *keys = keys_new(&base_test_allocator, &key_test_source);
    struct slice text = {(const char *)bytes + 1, len - 1};

    if (len && bytes[0] % 3 < 2)
        add_banner(text, bytes[0] % 3 == 0, keys, arena);
    else if (len)
        is_explained(text, keys, arena);
    keys_free(keys);
    arena_free(arena);
    return 0;
}
