/*
 * Any bytes are a message: its fields lie in it one after the other; a signature that passes has
 * nothing against it, every other one says why; and with LF for CRLF the answers are the same.
 */

#include "mail/dkim.h"

#include "base/base_test.h"
#include "mail/key_test.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void fields_lie_in(struct slice text, const struct raw_message *message)
{
    const char *at = text.ptr, *end = text.len ? text.ptr + text.len : text.ptr;

    for (size_t i = 0; i < message->headers.len; i++) {
        const struct header *field = &message->headers.at[i];

        PROPERTY(field->raw.ptr >= at && field->raw.ptr + field->raw.len <= end);
        PROPERTY(field->name.ptr == field->raw.ptr && field->name.len > 0);
        PROPERTY(field->value.ptr >= field->name.ptr + field->name.len);
        PROPERTY(field->value.ptr + field->value.len <= field->raw.ptr + field->raw.len);
        at = field->raw.ptr + field->raw.len;
    }
    PROPERTY(message->body.len == 0 ||
             (message->body.ptr > at - 1 && message->body.ptr + message->body.len == end));
}

static void answers_hold(const struct raw_message *message,
                         const struct mail_signatures *signatures)
{
    PROPERTY(signatures->len <= DKIM_MAX_SIGNATURES);
    for (size_t i = 0; i < signatures->len; i++) {
        const struct mail_signature *s = &signatures->at[i];

        PROPERTY((s->result == SIGNATURE_PASS) == (s->detail.len == 0));
        if (s->result == SIGNATURE_PASS)
            PROPERTY(s->body_hash == TRI_YES && s->signs_from && !message->junk &&
                     !message->is_cut && s->domain.len && s->key_bits);
        if (s->result == SIGNATURE_FAIL)
            PROPERTY(s->key_bits > 0);
    }
}

static struct slice with_crlf(struct slice text, struct arena *arena)
{
    char *to = arena_alloc(arena, 2 * text.len);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            to[len++] = '\r';
        to[len++] = text.ptr[i];
    }
    return (struct slice){to, len};
}

static void verify(struct slice text, struct keys *keys, struct arena *arena,
                   struct raw_message *message, struct mail_signatures *ret)
{
    *ret = (struct mail_signatures){0};
    header_read(text, arena, message);
    fields_lie_in(text, message);
    dkim_verify(message, keys, MAIL_NO_TIME, arena, ret);
    answers_hold(message, ret);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct keys *keys = keys_new(&base_test_allocator, &key_test_source);
    struct slice text = {(const char *)bytes, len};
    struct raw_message message, other;
    struct mail_signatures signatures, others;

    verify(text, keys, arena, &message, &signatures);
    if (!message.is_cut && slice_find_byte(text, '\r') == text.len) {
        verify(with_crlf(text, arena), keys, arena, &other, &others);
        PROPERTY(other.is_cut || others.len == signatures.len);
        for (size_t i = 0; i < signatures.len && !other.is_cut; i++)
            PROPERTY(signatures.at[i].result == others.at[i].result &&
                     slice_eq(signatures.at[i].detail, others.at[i].detail));
    }
    keys_free(keys);
    arena_free(arena);
    return 0;
}
