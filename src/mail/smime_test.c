#include "mail/smime.h"

#include "mail/dkim.h"

#include "base/base_test.h"

/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

/* Certificates are made here, with the days and purposes that a case needs; the only time is NOW.
 */
#define NOW INT64_C(1786755723) /* 2026-08-15 */
#define DAY INT64_C(86400)

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
};

struct wish {
    const char *name, *extensions[4]; /* pairs name, value */
    int64_t from, until;
};

static void extension_add(X509 *certificate, X509 *issuer, const char *name, const char *value)
{
    X509V3_CTX ctx;
    X509_EXTENSION *extension;

    X509V3_set_ctx(&ctx, issuer, certificate, NULL, NULL, 0);
    extension = X509V3_EXT_conf(NULL, &ctx, name, value);
    assert_non_null(extension);
    assert_int_equal(X509_add_ext(certificate, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

/* A certificate by ${wish}, signed by ${issuer} (NULL: by itself). */
static struct identity identity_new(const struct wish *wish, const struct identity *issuer)
{
    struct identity ret = {EVP_EC_gen("P-256"), X509_new()};
    X509_NAME *name = X509_get_subject_name(ret.certificate);
    static long serial = 1;

    X509_set_version(ret.certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(ret.certificate), serial++);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)wish->name, -1, -1,
                               0);
    X509_set_issuer_name(ret.certificate,
                         issuer ? X509_get_subject_name(issuer->certificate) : name);
    X509_time_adj_ex(X509_getm_notBefore(ret.certificate), 0, 0, &(time_t){wish->from});
    X509_time_adj_ex(X509_getm_notAfter(ret.certificate), 0, 0, &(time_t){wish->until});
    X509_set_pubkey(ret.certificate, ret.key);
    for (size_t i = 0; i + 1 < COUNT(wish->extensions) && wish->extensions[i]; i += 2)
        extension_add(ret.certificate, issuer ? issuer->certificate : ret.certificate,
                      wish->extensions[i], wish->extensions[i + 1]);
    assert_true(X509_sign(ret.certificate, issuer ? issuer->key : ret.key, EVP_sha256()) > 0);
    return ret;
}

static void identity_free(struct identity *identity)
{
    EVP_PKEY_free(identity->key);
    X509_free(identity->certificate);
}

#define CA                                     \
    {                                          \
        "basicConstraints", "critical,CA:TRUE" \
    }
#define BANK(eku)                                                              \
    {                                                                          \
        "subjectAltName", "email:Notice@Bank.example", "extendedKeyUsage", eku \
    }
#define YEARS (3000 * DAY)

enum {
    ROOT,
    MIDDLE,
    OTHER_ROOT, /* who certify */
    GOOD,
    EXPIRED,
    FUTURE,
    SERVER,
    STRANGER,
    PLAIN,
    SECOND,
    ELSEWHERE,
    TWO_NAMES, /* who sign */
    IDENTITIES
};

static const struct {
    struct wish wish;
    int issuer; /* -1: itself */
} plan[IDENTITIES] = {
    [ROOT] = {{"Root", CA, NOW - YEARS, NOW + YEARS}, -1},
    [MIDDLE] = {{"認証局", CA, NOW - YEARS, NOW + YEARS}, ROOT},
    [OTHER_ROOT] = {{"Other", CA, NOW - YEARS, NOW + YEARS}, -1},
    [GOOD] = {{"Bank", BANK("emailProtection"), NOW - DAY, NOW + DAY}, MIDDLE},
    [EXPIRED] = {{"Bank", BANK("emailProtection"), NOW - 9 * DAY, NOW - DAY}, MIDDLE},
    [FUTURE] = {{"Bank", BANK("emailProtection"), NOW + DAY, NOW + 9 * DAY}, MIDDLE},
    [SERVER] = {{"Bank", BANK("serverAuth"), NOW - DAY, NOW + DAY}, MIDDLE},
    [STRANGER] = {{"Bank", BANK("emailProtection"), NOW - DAY, NOW + DAY}, OTHER_ROOT},
    [PLAIN] = {{"Bank", {"subjectAltName", "email:notice@bank.example"}, NOW - DAY, NOW + DAY},
               MIDDLE},
    [SECOND] = {{"Bank 2", BANK("emailProtection"), NOW - DAY, NOW + DAY}, MIDDLE},
    [ELSEWHERE] = {{"Other", {"subjectAltName", "email:x@evil.example"}, NOW - DAY, NOW + DAY},
                   MIDDLE},
    [TWO_NAMES] = {{"Bank",
                    {"subjectAltName", "email:a@bank.example,email:notice@bank.example"},
                    NOW - DAY,
                    NOW + DAY},
                   MIDDLE},
};

static struct identity identities[IDENTITIES];
static X509_STORE *roots;

static int set_up(void **state)
{
    (void)state;
    for (int i = 0; i < IDENTITIES; i++)
        identities[i] =
            identity_new(&plan[i].wish, plan[i].issuer < 0 ? NULL : &identities[plan[i].issuer]);
    roots = X509_STORE_new();
    return X509_STORE_add_cert(roots, identities[ROOT].certificate) == 1 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < IDENTITIES; i++)
        identity_free(&identities[i]);
    X509_STORE_free(roots);
    return 0;
}

#define SIGNED_TEXT "Content-Type: text/plain\r\n\r\nご利用 1,000円\r\n"

/* A CMS structure over SIGNED_TEXT in base64. */
static struct slice sign(const int *signers, size_t n, const EVP_MD *digest, bool inside,
                         struct arena *arena)
{
    unsigned flags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | (inside ? 0 : CMS_DETACHED);
    BIO *in = BIO_new_mem_buf(SIGNED_TEXT, -1);
    BIO *out = BIO_push(BIO_new(BIO_f_base64()), BIO_new(BIO_s_mem()));
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, flags);
    struct slice text;
    char *bytes;

    for (size_t i = 0; i < n; i++)
        assert_non_null(CMS_add1_signer(cms, identities[signers[i]].certificate,
                                        identities[signers[i]].key, digest, flags));
    assert_int_equal(CMS_add1_cert(cms, identities[MIDDLE].certificate), 1);
    assert_int_equal(CMS_final(cms, in, NULL, flags), 1);
    assert_int_equal(i2d_CMS_bio(out, cms), 1);
    (void)BIO_flush(out);
    text.len = (size_t)BIO_get_mem_data(BIO_next(out), &bytes);
    text.ptr = bytes;
    text = arena_copy(arena, text);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    BIO_free_all(out);
    return text;
}

#define FROM "From: Bank <notice@bank.example>\r\n"
#define DETACHED_HEAD                                                                    \
    FROM "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n" \
         " micalg=sha-256; boundary=b\r\n\r\n--b\r\n"
#define SIGNATURE_HEAD                                                         \
    "\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n" \
    "Content-Transfer-Encoding: base64\r\n\r\n"
#define OPAQUE_HEAD                                                         \
    FROM "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n" \
         "Content-Transfer-Encoding: base64\r\n\r\n"

static struct slice join(struct arena *arena, struct slice a, struct slice b, struct slice c)
{
    struct slice parts[] = {a, b, c};

    return arena_join(arena, parts, 3);
}

static struct slice detached(struct slice text, struct slice signature, struct arena *arena)
{
    struct slice head = join(arena, SLICE(DETACHED_HEAD), text, SLICE(SIGNATURE_HEAD));

    return join(arena, head, signature, SLICE("\r\n--b--\r\n"));
}

static struct smime verify(struct slice bytes, X509_STORE *store, int64_t received,
                           struct arena *arena)
{
    struct raw_message raw;
    struct smime ret;

    header_read(bytes, arena, &raw);
    smime_verify(bytes, &raw, store, received, NOW, arena, &ret);
    assert_int_equal(ERR_peek_error(), 0);
    return ret;
}

static void expect(struct smime have, enum smime_result result, const char *detail,
                   const char *about)
{
    assert_text(have.detail, detail, about);
    assert_int_equal(have.result, result);
}

static void a_signature_is_trusted_by_its_chain(void **state)
{
    static const struct {
        int signers[2];
        size_t n;
        enum smime_result want;
        const char *detail;
    } cases[] = {
        {{GOOD}, 1, SMIME_PASS, ""},
        {{PLAIN}, 1, SMIME_PASS, ""},
        {{TWO_NAMES}, 1, SMIME_PASS, ""},
        {{GOOD, SECOND}, 2, SMIME_PASS, ""},
        {{EXPIRED}, 1, SMIME_UNTRUSTED, "chain_expired"},
        {{FUTURE}, 1, SMIME_UNTRUSTED, "chain_not_yet_valid"},
        {{SERVER}, 1, SMIME_UNTRUSTED, "wrong_purpose"},
        {{STRANGER}, 1, SMIME_UNTRUSTED, "chain_untrusted"},
        {{GOOD, STRANGER}, 2, SMIME_UNTRUSTED, "chain_untrusted"},
        {{GOOD, ELSEWHERE}, 2, SMIME_UNTRUSTED, "several_signers"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int inside = 0; inside < 2; inside++) {
            struct arena *arena = arena_new(&base_test_allocator);
            struct slice cms = sign(cases[i].signers, cases[i].n, EVP_sha256(), inside, arena);
            struct slice mail = inside ? join(arena, SLICE(OPAQUE_HEAD), cms, SLICE(""))
                                       : detached(SLICE(SIGNED_TEXT), cms, arena);
            struct smime have = verify(mail, roots, MAIL_NO_TIME, arena);

            expect(have, cases[i].want, cases[i].detail, cases[i].detail);
            assert_text(have.address, cases[i].signers[1] == ELSEWHERE ? "" : "notice@bank.example",
                        "address");
            assert_text(have.content, inside ? SIGNED_TEXT : "", "content");
            arena_free(arena);
        }
}

static void the_chain_is_judged_at_the_time_of_receipt(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice mail =
        detached(SLICE(SIGNED_TEXT), sign((int[]){EXPIRED}, 1, EVP_sha256(), false, arena), arena);

    (void)state;
    expect(verify(mail, roots, NOW - 5 * DAY, arena), SMIME_PASS, "", "then");
    expect(verify(mail, roots, NOW, arena), SMIME_UNTRUSTED, "chain_expired", "today");
    arena_free(arena);
}

static void the_issuer_is_named(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice cms = sign((int[]){GOOD}, 1, EVP_sha256(), false, arena);
    struct smime have = verify(detached(SLICE(SIGNED_TEXT), cms, arena), roots, NOW, arena);

    (void)state;
    assert_text(have.issuer, "認証局", "issuer");
    expect(verify(detached(SLICE(SIGNED_TEXT), cms, arena), NULL, NOW, arena), SMIME_UNTRUSTED,
           "no_roots", "no roots");
    arena_free(arena);
}

static void line_ends_of_a_stored_mail_do_not_matter(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice mail =
        detached(SLICE(SIGNED_TEXT), sign((int[]){GOOD}, 1, EVP_sha256(), false, arena), arena);
    char *bare = arena_alloc(arena, mail.len);
    size_t len = 0;

    (void)state;
    for (size_t i = 0; i < mail.len; i++)
        if (mail.ptr[i] != '\r')
            bare[len++] = mail.ptr[i];
    expect(verify((struct slice){bare, len}, roots, NOW, arena), SMIME_PASS, "", "bare LF");
    arena_free(arena);
}

static void what_was_changed_or_wrapped_fails(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice outside = sign((int[]){GOOD}, 1, EVP_sha256(), false, arena);
    struct slice inside = sign((int[]){GOOD}, 1, EVP_sha256(), true, arena);
    struct slice good = detached(SLICE(SIGNED_TEXT), outside, arena), third;

    (void)state;
    expect(verify(detached(SLICE("Content-Type: text/plain\r\n\r\nご利用 9,000円\r\n"), outside,
                           arena),
                  roots, NOW, arena),
           SMIME_FAIL, "signature_mismatch", "changed text");
    expect(verify(detached(SLICE(SIGNED_TEXT), inside, arena), roots, NOW, arena), SMIME_FAIL,
           "content_inside", "text outside and inside");
    expect(verify(join(arena, SLICE(OPAQUE_HEAD), outside, SLICE("")), roots, NOW, arena),
           SMIME_FAIL, "bad_structure", "no text");
    third = join(arena, slice_sub(good, 0, good.len - 7), SLICE("--b\r\n\r\nmore\r\n--b--\r\n"),
                 SLICE(""));
    expect(verify(third, roots, NOW, arena), SMIME_FAIL, "not_two_parts", "a third part");
    expect(verify(detached(SLICE(SIGNED_TEXT), SLICE("AAAA"), arena), roots, NOW, arena),
           SMIME_FAIL, "bad_structure", "no CMS");
    arena_free(arena);
}

static void old_digests_are_refused(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice cms = sign((int[]){GOOD}, 1, EVP_sha1(), false, arena);

    (void)state;
    expect(verify(detached(SLICE(SIGNED_TEXT), cms, arena), roots, NOW, arena), SMIME_UNTRUSTED,
           "weak_digest", "SHA-1");
    cms = sign((int[]){GOOD}, 1, EVP_sha512(), false, arena);
    expect(verify(detached(SLICE(SIGNED_TEXT), cms, arena), roots, NOW, arena), SMIME_PASS, "",
           "SHA-512");
    arena_free(arena);
}

static void a_signature_over_a_part_is_none(void **state)
{
    struct arena *arena = arena_new(&base_test_allocator);
    struct slice cms = sign((int[]){GOOD}, 1, EVP_sha256(), false, arena);
    struct slice inner = slice_skip(detached(SLICE(SIGNED_TEXT), cms, arena), sizeof(FROM) - 1);
    struct slice mail =
        join(arena,
             SLICE(FROM "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n"
                        "Please pay.\r\n--x\r\n"),
             inner, SLICE("\r\n--x--\r\n"));

    (void)state;
    expect(verify(mail, roots, NOW, arena), SMIME_NONE, "", "part");
    expect(verify(SLICE(FROM "\r\nhello"), roots, NOW, arena), SMIME_NONE, "", "not signed");
    expect(verify(SLICE(FROM "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
                             "\r\nx"),
                  roots, NOW, arena),
           SMIME_NONE, "", "encrypted");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_is_trusted_by_its_chain),
        cmocka_unit_test(the_chain_is_judged_at_the_time_of_receipt),
        cmocka_unit_test(the_issuer_is_named),
        cmocka_unit_test(line_ends_of_a_stored_mail_do_not_matter),
        cmocka_unit_test(what_was_changed_or_wrapped_fails),
        cmocka_unit_test(old_digests_are_refused),
        cmocka_unit_test(a_signature_over_a_part_is_none),
    };

    return cmocka_run_group_tests_name("smime", tests, set_up, tear_down);
}
