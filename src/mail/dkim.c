#include "mail/dkim.h"

#include "mail/signature.h"

#include <string.h>

/* The hashes of one body: most messages with several signatures want the same one. */
struct body_hash {
    enum canon_kind kind;
    uint64_t length, total;
    uint8_t hash[DIGEST_LEN];
};
ARRAY_TYPE(body_hashes, struct body_hash);

/* One message being verified. */
struct verifying {
    const struct raw_message *message;
    struct keys *keys;
    int64_t received;
    struct arena *arena;
    struct body_hashes bodies;
};

static const struct body_hash *body_find(struct verifying *v, const struct signature *signature)
{
    struct body_hash *body;

    for (size_t i = 0; i < v->bodies.len; i++) {
        body = &v->bodies.at[i];
        if (body->kind == signature->body_canon && body->length == signature->length)
            return body;
    }
    body = array_push(v->arena, &v->bodies);
    body->kind = signature->body_canon;
    body->length = signature->length;
    signature_body(signature, v->message->body, keys_digest(v->keys), body->hash, &body->total);
    return body;
}

/* Whether the body is what was signed; l= must not be longer than it. */
static void body_check(struct verifying *v, const struct signature *signature,
                       struct mail_signature *ret)
{
    const struct body_hash *body = body_find(v, signature);
    bool long_enough = !signature->has_length || signature->length <= body->total;
    bool same = memcmp(body->hash, signature->body_hash.ptr, DIGEST_LEN) == 0;

    ret->body_hash = same && long_enough ? TRI_YES : TRI_NO;
    ret->covers_all = !signature->has_length || signature->length == body->total;
}

/* Whether h= names ${name} at least as often as it is there, and at least once. */
static bool signs_all(const struct verifying *v, const struct signature *signature,
                      struct slice name)
{
    size_t times = signature_signs(signature, name);

    return times > 0 && times >= header_count(v->message, name);
}

/* None that is there is left out. */
static bool signs_any(const struct verifying *v, const struct signature *signature,
                      struct slice name)
{
    return header_count(v->message, name) == 0 || signs_all(v, signature, name);
}

static void describe(const struct signature *signature, struct mail_signature *ret)
{
    ret->domain = signature->domain;
    ret->selector = signature->selector;
    ret->identity = signature->identity;
    ret->algorithm = signature->algorithm;
    ret->has_length = signature->has_length;
    ret->signed_at = signature->signed_at;
    ret->expires_at = signature->expires_at;
}

/*
 * What rules a well-formed signature out before its key is asked for.  A From field that is not
 * signed could be anybody's (RFC 6376 section 8.15), and a message that is read differently by
 * others proves nothing.
 */
static struct slice message_check(const struct verifying *v, const struct signature *signature,
                                  const struct mail_signature *told)
{
    if (v->message->is_cut)
        return SLICE("message_too_large");
    if (v->message->junk)
        return SLICE("malformed_header");
    if (told->type == SIGNATURE_DKIM && !told->signs_from)
        return SLICE("from_not_signed");
    return signature_time(signature, v->received);
}

/* Key, body hash, signature. */
static struct slice key_check(struct verifying *v, const struct signature *signature,
                              struct mail_signature *ret)
{
    const struct key *key = keys_find(v->keys, signature->selector, signature->domain);
    struct slice code = signature_key(signature, key, &ret->result);
    uint8_t hash[DIGEST_LEN];

    ret->key_bits = key->bits;
    ret->testing = key->testing;
    ret->key_is_secure = key->is_secure;
    if (code.len)
        return code;
    ret->result = SIGNATURE_FAIL;
    if (ret->body_hash == TRI_NO)
        return SLICE("body_changed");
    signature_hash(signature, v->message, keys_digest(v->keys), v->arena, hash);
    if (!key_verify(key, hash, signature->value))
        return SLICE("signature_mismatch");
    ret->result = SIGNATURE_PASS;
    return SLICE("");
}

/* Verify one field of ${form}. */
static void verify(struct verifying *v, const struct header *field, enum signature_form form,
                   struct mail_signature *ret)
{
    struct signature signature;
    struct slice code = signature_read(field, form, v->arena, &signature);

    *ret = (struct mail_signature){
        .field = field,
        .type = form == FORM_DKIM ? SIGNATURE_DKIM : SIGNATURE_ARC,
        .result = SIGNATURE_REFUSED,
    };
    describe(&signature, ret);
    ret->signs_from = signs_all(v, &signature, SLICE("From"));
    ret->signs_subject = signs_all(v, &signature, SLICE("Subject"));
    ret->signs_type = signs_any(v, &signature, SLICE("Content-Type"));
    ret->signs_encoding = signs_any(v, &signature, SLICE("Content-Transfer-Encoding"));
    ret->signs_reply_to = signs_any(v, &signature, SLICE("Reply-To"));
    ret->covers_all = !signature.has_length;
    if (code.len == 0) {
        body_check(v, &signature, ret);
        code = message_check(v, &signature, ret);
    }
    if (code.len == 0)
        code = key_check(v, &signature, ret);
    ret->detail = code;
}

void dkim_verify(const struct raw_message *message, struct keys *keys, int64_t received,
                 struct arena *arena, struct mail_signatures *ret)
{
    struct verifying v = {message, keys, received, arena, {0}};
    size_t looked_at = 0;

    for (size_t i = 0; i < message->headers.len && looked_at < DKIM_MAX_SIGNATURES; i++) {
        const struct header *field = &message->headers.at[i];

        if (!slice_eq_nocase(field->name, SLICE("DKIM-Signature")))
            continue;
        verify(&v, field, FORM_DKIM, array_push(arena, ret));
        looked_at++;
    }
}

bool dkim_signs_body(const struct raw_message *message, const struct header *field,
                     struct keys *keys, struct slice body, struct arena *arena)
{
    enum signature_result result;
    struct signature signature;
    uint8_t hash[DIGEST_LEN];
    const struct key *key;
    uint64_t total;

    if (signature_read(field, FORM_DKIM, arena, &signature).len || signature.has_length)
        return false;
    signature_body(&signature, body, keys_digest(keys), hash, &total);
    if (memcmp(hash, signature.body_hash.ptr, DIGEST_LEN) != 0)
        return false;
    key = keys_find(keys, signature.selector, signature.domain);
    if (signature_key(&signature, key, &result).len)
        return false;
    signature_hash(&signature, message, keys_digest(keys), arena, hash);
    return key_verify(key, hash, signature.value);
}

void dkim_verify_arc(const struct raw_message *message, const struct header *field,
                     struct keys *keys, int64_t received, struct arena *arena,
                     struct mail_signature *ret)
{
    struct verifying v = {message, keys, received, arena, {0}};

    verify(&v, field, FORM_ARC_MESSAGE, ret);
}
