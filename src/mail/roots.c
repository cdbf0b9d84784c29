#include "mail/roots.h"

#include <openssl/bio.h>
#include <openssl/pem.h>

#define LOOK (64u << 10) /* bytes of a message that tell whether it is signed by CMS */

static bool has_nocase(struct slice s, struct slice needle)
{
    for (size_t i = 0; i + needle.len <= s.len; i++)
        if ((s.ptr[i] | 0x20) == needle.ptr[0] &&
            slice_eq_nocase(slice_sub(s, i, i + needle.len), needle))
            return true;
    return false;
}

X509_STORE *roots_for(X509_STORE **store, struct slice pem, struct slice message)
{
    BIO *bio;
    X509 *cert;

    if (*store || !pem.len || !has_nocase(slice_sub(message, 0, LOOK), SLICE("pkcs7")))
        return *store;
    *store = X509_STORE_new();
    bio = BIO_new_mem_buf(pem.ptr, (int)pem.len);
    while (*store && bio && (cert = PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
        X509_STORE_add_cert(*store, cert);
        X509_free(cert);
    }
    BIO_free(bio);
    return *store;
}
