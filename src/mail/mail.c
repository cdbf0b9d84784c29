#include "mail/mail.h"

#include "mail/banner.h"
#include "mail/mbox.h"
#include "mail/notice.h"
#include "mail/verdict.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

void mail_init(void)
{
    unsigned char digest[EVP_MAX_MD_SIZE];

    OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, NULL);
    EVP_Digest("", 0, digest, NULL, EVP_sha256(), NULL); /* loads the provider */
}

enum trust mail_trust(enum mail_verdict verdict)
{
    static const enum trust trusts[] = {
        [MAIL_GENUINE] = TRUST_GENUINE,
        [MAIL_VOUCHED] = TRUST_VOUCHED,
        [MAIL_UNKNOWN] = TRUST_UNKNOWN,
        [MAIL_FAKE] = TRUST_FAKE,
    };

    return trusts[verdict];
}

/* Over the limit of a message: nothing is looked at, for what would be judged is not all of it. */
static void refuse_large(struct arena *arena, struct mail *ret)
{
    ret->is_malformed = true;
    ret->mime.date = ret->mime.received = MAIL_NO_TIME;
    ret->verdict = MAIL_UNKNOWN;
    ret->decided_by = MAIL_MALFORMED;
    ret->kind = MAIL_OTHER;
    *array_push(arena, &ret->reasons) =
        (struct mail_reason){MAIL_MALFORMED, MAIL_FAIL, SLICE("too_large"), SLICE("")};
}

static void check_signatures(const struct mail_env *env, struct slice bytes,
                             const struct raw_message *raw, struct arena *arena, struct mail *ret)
{
    int64_t received = ret->mime.received;

    dkim_verify(raw, env->keys, received, arena, &ret->signatures);
    arc_verify(raw, env->keys, received, arena, &ret->signatures, &ret->arc);
    smime_verify(bytes, raw, env->roots, received, env->now, arena, &ret->smime);
}

/* Of mail that claims a brand: of all other nothing hangs on why a signature fails. */
static void find_banners(const struct mail_env *env, const struct raw_message *raw,
                         struct arena *arena, struct mail *ret)
{
    for (size_t i = 0; ret->claims.len > 0 && i < ret->signatures.len; i++) {
        struct mail_signature *s = &ret->signatures.at[i];

        if (s->type == SIGNATURE_DKIM && s->result == SIGNATURE_FAIL && s->body_hash == TRI_NO &&
            !s->has_length)
            s->is_added_to = banner_explains(raw, s, env->keys, arena);
    }
}

void mail_judge(const struct mail_env *env, struct slice bytes, struct arena *arena,
                struct mail *ret)
{
    struct raw_message raw;
    struct link_list links = {0};

    *ret = (struct mail){.kind = MAIL_OTHER};
    bytes = mbox_message(bytes);
    if (bytes.len > MIME_MAX_BYTES) {
        refuse_large(arena, ret);
        return;
    }
    header_read(bytes, arena, &raw);
    mime_read(bytes, &raw, arena, &ret->mime);
    ret->is_malformed = raw.junk || raw.is_cut || ret->mime.is_cut || ret->mime.is_malformed ||
                        ret->mime.from_fields != 1;
    check_signatures(env, bytes, &raw, arena, ret);
    if (ret->smime.content.len) /* what mail programs show in place of the wrapping */
        mime_entity_read(ret->smime.content, arena, &ret->mime);
    link_read(&ret->mime, arena, &links);
    claim_read(env->catalog, env->domains, &ret->mime, &links, arena, &ret->claims);
    find_banners(env, &raw, arena, ret);
    verdict_find(env, &raw, &links, arena, ret);
}

void mail_read(const struct catalog *catalog, struct mail *mail, struct arena *arena,
               struct records *records)
{
    struct mime_message covered = mail->mime;

    if (mail->subject_is_unsigned)
        covered.subject = SLICE("");
    mail->kind = notice_read(catalog, &covered, arena, records);
}

void mail_check(const struct mail_env *env, struct slice bytes, struct arena *arena,
                struct records *records, struct mail *ret)
{
    mail_judge(env, bytes, arena, ret);
    mail_read(env->catalog, ret, arena, records);
    if (records && records->sources.len)
        records_source(records)->trust = (uint8_t)mail_trust(ret->verdict);
}
