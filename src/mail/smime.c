#include "mail/smime.h"

#include "mail/address.h"
#include "mail/ascii.h"
#include "mail/dkim.h"
#include "mail/multipart.h"
#include "mail/transfer.h"
#include "mail/word.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>

/* RSA from 2048 bits and no SHA-1 in the chain (security level of OpenSSL). */
#define CHAIN_LEVEL 2

/* What is to be verified. */
struct signed_mail {
    struct slice cms;  /* DER or BER */
    struct slice text; /* what is signed where it is not inside */
    bool is_detached;
};

static bool is_one_of(struct slice s, struct slice a, struct slice b)
{
    return slice_eq(s, a) || slice_eq(s, b);
}

static struct slice field_of(const struct raw_message *message, struct slice name,
                             struct arena *arena)
{
    const struct header *header = header_find(message, name, 0);

    return header ? header_unfold(arena, header->value) : (struct slice){"", 0};
}

/* The body of a part that holds a CMS structure. */
static struct slice cms_of(const struct raw_message *part, struct arena *arena)
{
    struct slice encoding =
        word_head(field_of(part, SLICE("Content-Transfer-Encoding"), arena), arena);

    return slice_eq(encoding, SLICE("base64")) ? transfer_base64(part->body, arena, NULL)
                                               : part->body;
}

/* ${s} with every line end CRLF, as signed (RFC 8551 section 3.1.1). */
static struct slice canonical(struct slice s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.len * 2 + 1);
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\n' && (i == 0 || s.ptr[i - 1] != '\r'))
            out[len++] = '\r';
        out[len++] = s.ptr[i];
    }
    return (struct slice){out, len};
}

/* The two parts of a multipart/signed: text and signature (RFC 1847 section 2.1). */
static bool detached_read(const struct raw_message *message, struct slice content_type,
                          struct arena *arena, struct signed_mail *ret)
{
    struct multipart parts;
    struct slice text, signature, more, type;
    struct raw_message part;

    multipart_init(&parts, message->body, word_parameter(content_type, SLICE("boundary"), arena),
                   arena);
    if (!multipart_next(&parts, &text) || !multipart_next(&parts, &signature) ||
        multipart_next(&parts, &more))
        return false;
    header_read(signature, arena, &part);
    type = word_head(field_of(&part, SLICE("Content-Type"), arena), arena);
    if (!is_one_of(type, SLICE("application/pkcs7-signature"),
                   SLICE("application/x-pkcs7-signature")))
        return false;
    *ret = (struct signed_mail){cms_of(&part, arena), canonical(text, arena), true};
    return true;
}

/* Whether the message as whole is signed.  A multipart/signed that is not well-formed is told in
 * ${ret}. */
static bool signed_find(const struct raw_message *message, struct arena *arena,
                        struct signed_mail *ret_mail, struct smime *ret)
{
    struct slice content_type = field_of(message, SLICE("Content-Type"), arena);
    struct slice type = word_head(content_type, arena), kind;

    if (slice_eq(type, SLICE("multipart/signed"))) {
        kind = word_parameter(content_type, SLICE("protocol"), arena);
        kind = ascii_lower(arena, kind);
        if (!is_one_of(kind, SLICE("application/pkcs7-signature"),
                       SLICE("application/x-pkcs7-signature")))
            return false;
        if (detached_read(message, content_type, arena, ret_mail))
            return true;
        ret->result = SMIME_FAIL;
        ret->detail = SLICE("not_two_parts");
        return false;
    }
    if (!is_one_of(type, SLICE("application/pkcs7-mime"), SLICE("application/x-pkcs7-mime")))
        return false;
    kind = ascii_lower(arena, word_parameter(content_type, SLICE("smime-type"), arena));
    if (kind.len && !slice_eq(kind, SLICE("signed-data")))
        return false;
    *ret_mail = (struct signed_mail){cms_of(message, arena), {"", 0}, false};
    return true;
}

/* SHA-256 and better; what else a digest may be is older. */
static bool is_strong(int nid)
{
    return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

/* The digest of the text, and that of the signature where its name tells one. */
static bool is_strong_signer(CMS_SignerInfo *signer)
{
    X509_ALGOR *digest = NULL, *signature = NULL;
    const ASN1_OBJECT *object = NULL;
    int nid = NID_undef;

    CMS_SignerInfo_get0_algs(signer, NULL, NULL, &digest, &signature);
    X509_ALGOR_get0(&object, NULL, NULL, digest);
    if (!is_strong(OBJ_obj2nid(object)))
        return false;
    X509_ALGOR_get0(&object, NULL, NULL, signature);
    if (OBJ_find_sigid_algs(OBJ_obj2nid(object), &nid, NULL) == 1 && nid != NID_undef)
        return is_strong(nid);
    return true;
}

/* Whether ${cms} is signed data of the kind that ${mail} says; else why not. */
static bool is_well_formed(CMS_ContentInfo *cms, const struct signed_mail *mail, struct smime *ret)
{
    STACK_OF(CMS_SignerInfo) * signers;
    ASN1_OCTET_STRING **content;
    int n;

    ret->detail = SLICE("bad_structure");
    if (OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed)
        return false;
    signers = CMS_get0_SignerInfos(cms);
    content = CMS_get0_content(cms);
    n = sk_CMS_SignerInfo_num(signers);
    if (n < 1 || n > SMIME_MAX_SIGNERS || !content)
        return false;
    ret->detail = mail->is_detached ? SLICE("content_inside") : SLICE("bad_structure");
    return (*content == NULL) == mail->is_detached;
}

/* Digests and signatures of all signers; certificates are not looked at.  What was signed goes to
 * ${ret}->content when it was inside. */
static bool signatures_fit(CMS_ContentInfo *cms, const struct signed_mail *mail,
                           struct arena *arena, struct smime *ret)
{
    BIO *in = mail->is_detached ? BIO_new_mem_buf(mail->text.ptr, (int)mail->text.len) : NULL;
    BIO *out = BIO_new(BIO_s_mem());
    char *bytes = NULL;
    bool fit;
    long n;

    fit = out && (in || !mail->is_detached) &&
          CMS_verify(cms, NULL, NULL, in, out, CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1;
    if (fit && !mail->is_detached) {
        n = BIO_get_mem_data(out, &bytes);
        ret->content = arena_copy(arena, (struct slice){bytes, n > 0 ? (size_t)n : 0});
    }
    BIO_free(in);
    BIO_free(out);
    return fit;
}

/* The chain of one signer at the time ${at}: the reason why it is not trusted, empty = it is. */
static struct slice chain_fault(X509 *signer, STACK_OF(X509) * others, X509_STORE *roots,
                                int64_t at)
{
    X509_STORE_CTX *ctx = X509_STORE_CTX_new();
    struct slice fault = SLICE("chain_untrusted");
    X509_VERIFY_PARAM *param;

    if (ctx && X509_STORE_CTX_init(ctx, roots, signer, others) == 1 &&
        X509_STORE_CTX_set_default(ctx, "smime_sign") == 1) {
        param = X509_STORE_CTX_get0_param(ctx);
        X509_VERIFY_PARAM_set_time(param, (time_t)at);
        X509_VERIFY_PARAM_set_auth_level(param, CHAIN_LEVEL);
        if (X509_verify_cert(ctx) == 1)
            fault = SLICE("");
        else if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_HAS_EXPIRED)
            fault = SLICE("chain_expired");
        else if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_CERT_NOT_YET_VALID)
            fault = SLICE("chain_not_yet_valid");
        else if (X509_STORE_CTX_get_error(ctx) == X509_V_ERR_INVALID_PURPOSE)
            fault = SLICE("wrong_purpose");
    }
    X509_STORE_CTX_free(ctx);
    return fault;
}

/* An IA5String as an address; one with a NUL in it is none. */
static struct slice address_of_string(const ASN1_STRING *string, struct arena *arena)
{
    struct slice s = {(const char *)ASN1_STRING_get0_data(string),
                      (size_t)ASN1_STRING_length(string)};

    if (slice_find_byte(s, '\0') < s.len || slice_find_byte(s, '@') == s.len)
        return (struct slice){"", 0};
    return ascii_lower(arena, arena_copy(arena, s));
}

/* The entry ${nid} of a name as UTF-8. */
static struct slice name_entry(const X509_NAME *name, int nid, struct arena *arena)
{
    int at = X509_NAME_get_index_by_NID(name, nid, -1), n;
    unsigned char *utf8 = NULL;
    struct slice text = {"", 0};

    if (at < 0)
        return text;
    n = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (n > 0)
        text = arena_copy(arena, (struct slice){(const char *)utf8, (size_t)n});
    OPENSSL_free(utf8);
    return text;
}

/* The address of a certificate: of its alternative names ${wanted} if it is among them, else the
 * first; else that of its subject. */
static struct slice certificate_address(X509 *certificate, struct slice wanted, struct arena *arena)
{
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    struct slice found = {"", 0};

    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        struct slice address;

        if (name->type != GEN_EMAIL)
            continue;
        address = address_of_string(name->d.rfc822Name, arena);
        if (found.len == 0 || slice_eq_nocase(address, wanted))
            found = address;
    }
    GENERAL_NAMES_free(names);
    if (found.len == 0) {
        found = name_entry(X509_get_subject_name(certificate), NID_pkcs9_emailAddress, arena);
        if (slice_find_byte(found, '\0') < found.len)
            found = SLICE("");
    }
    return ascii_lower(arena, found);
}

/* The address of From, where there is exactly one. */
static struct slice from_of(const struct raw_message *message, struct arena *arena)
{
    struct mime_addresses from = {0};

    if (header_count(message, SLICE("From")) == 1)
        (void)address_read(field_of(message, SLICE("From"), arena), arena, &from);
    return from.len == 1 ? ascii_lower(arena, from.at[0].address) : (struct slice){"", 0};
}

/* Who signed: address and issuer of the first signer; whether all have one address. */
static bool signers_read(STACK_OF(X509) * signers, struct slice wanted, struct arena *arena,
                         struct smime *ret)
{
    const X509_NAME *issuer = X509_get_issuer_name(sk_X509_value(signers, 0));

    ret->address = certificate_address(sk_X509_value(signers, 0), wanted, arena);
    ret->issuer = name_entry(issuer, NID_commonName, arena);
    if (ret->issuer.len == 0)
        ret->issuer = name_entry(issuer, NID_organizationName, arena);
    for (int i = 1; i < sk_X509_num(signers); i++)
        if (!slice_eq(certificate_address(sk_X509_value(signers, i), wanted, arena), ret->address))
            return false;
    return true;
}

/* What is against trusting a signature that fits; empty = nothing. */
static struct slice trust_fault(CMS_ContentInfo *cms, STACK_OF(X509) * signers, X509_STORE *roots,
                                int64_t at)
{
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms);
    STACK_OF(X509) *others = CMS_get1_certs(cms);
    struct slice fault = SLICE("");

    for (int i = 0; i < sk_CMS_SignerInfo_num(infos); i++)
        if (!is_strong_signer(sk_CMS_SignerInfo_value(infos, i)))
            fault = SLICE("weak_digest");
    if (fault.len == 0 && !roots)
        fault = SLICE("no_roots");
    if (fault.len == 0 && sk_X509_num(others) > SMIME_MAX_CERTIFICATES)
        fault = SLICE("bad_structure");
    for (int i = 0; fault.len == 0 && i < sk_X509_num(signers); i++)
        fault = chain_fault(sk_X509_value(signers, i), others, roots, at);
    sk_X509_pop_free(others, X509_free);
    return fault;
}

/* The signed entity, where header fields are signed with it: its own where it says so, or those of
 * a message inside. */
static bool protected_read(struct slice entity, struct arena *arena, struct raw_message *ret)
{
    struct slice type, hp, before;

    header_read(entity, arena, ret);
    type = field_of(ret, SLICE("Content-Type"), arena);
    hp = word_parameter(type, SLICE("hp"), arena);
    before = word_parameter(type, SLICE("protected-headers"), arena);
    if (slice_eq_nocase(hp, SLICE("clear")) || slice_eq_nocase(hp, SLICE("cipher")) ||
        slice_eq_nocase(before, SLICE("v1")))
        return true;
    if (!slice_eq(word_head(type, arena), SLICE("message/rfc822")))
        return false;
    header_read(ret->body, arena, ret);
    return true;
}

/* Header fields that are signed with the text: the subject to ${ret}; another author is a fault. */
static void read_protected(struct slice entity, struct slice from, struct arena *arena,
                           struct smime *ret)
{
    struct raw_message inner;
    struct slice author;

    if (!protected_read(entity, arena, &inner))
        return;
    author = from_of(&inner, arena);
    if (header_find(&inner, SLICE("From"), 0) && !slice_eq(author, from)) {
        ret->result = SMIME_UNTRUSTED;
        ret->detail = SLICE("from_differs");
        return;
    }
    ret->has_subject = header_count(&inner, SLICE("Subject")) == 1;
    if (ret->has_subject)
        ret->subject = ascii_trim(word_decode(field_of(&inner, SLICE("Subject"), arena), arena));
}

/* Judge the parsed structure. */
static void judge(CMS_ContentInfo *cms, const struct signed_mail *mail, struct slice from,
                  X509_STORE *roots, int64_t at, struct arena *arena, struct smime *ret)
{
    STACK_OF(X509) *signers = NULL;
    bool one_address;

    ret->result = SMIME_FAIL;
    if (!is_well_formed(cms, mail, ret))
        return;
    ret->detail = SLICE("signature_mismatch");
    if (!signatures_fit(cms, mail, arena, ret))
        return;
    signers = CMS_get0_signers(cms);
    if (sk_X509_num(signers) > 0) {
        one_address = signers_read(signers, from, arena, ret);
        ret->detail = trust_fault(cms, signers, roots, at);
        if (!one_address) {
            ret->address = SLICE("");
            ret->detail = SLICE("several_signers");
        }
        ret->result = ret->detail.len ? SMIME_UNTRUSTED : SMIME_PASS;
    }
    if (ret->result == SMIME_PASS)
        read_protected(mail->is_detached ? mail->text : ret->content, from, arena, ret);
    sk_X509_free(signers);
}

void smime_verify(struct slice bytes, const struct raw_message *message, X509_STORE *roots,
                  int64_t received, int64_t now, struct arena *arena, struct smime *ret)
{
    struct signed_mail mail;
    const unsigned char *at;
    CMS_ContentInfo *cms;

    (void)bytes;
    *ret = (struct smime){
        .address = {"", 0}, .issuer = {"", 0}, .detail = {"", 0}, .subject = {"", 0}};
    if (!signed_find(message, arena, &mail, ret))
        return;
    ret->result = SMIME_FAIL;
    ret->detail = SLICE("too_large");
    if (mail.text.len > INT32_MAX || (mail.is_detached && mail.cms.len > SMIME_MAX_SIGNATURE))
        return;
    at = (const unsigned char *)mail.cms.ptr;
    cms = d2i_CMS_ContentInfo(NULL, &at, (long)mail.cms.len);
    ret->detail = SLICE("bad_structure");
    if (cms)
        judge(cms, &mail, from_of(message, arena), roots, received == MAIL_NO_TIME ? now : received,
              arena, ret);
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
}
