#include "mail/roots.h"

#include <openssl/bio.h>
#include <openssl/pem.h>

#define LOOK (64u << 10) /* bytes of a header that tell whether a message is signed by CMS */

static bool has_nocase(struct slice s, struct slice needle)
{
    for (size_t i = 0; i + needle.len <= s.len; i++)
        if ((s.ptr[i] | 0x20) == needle.ptr[0] &&
            slice_eq_nocase(slice_sub(s, i, i + needle.len), needle))
            return true;
    return false;
}

/* Up to the first empty line. */
static struct slice header_of(struct slice message)
{
    struct slice rest = message;
    size_t line;

    do {
        line = slice_find_byte(rest, '\n') + 1;
        rest = slice_skip(rest, line);
    } while (rest.len > 0 && !slice_starts(rest, SLICE("\n")) &&
             !slice_starts(rest, SLICE("\r\n")));
    return slice_sub(message, 0, message.len - rest.len);
}

X509_STORE *roots_for(X509_STORE **store, struct slice pem, struct slice message)
{
    struct slice head = slice_sub(message, 0, LOOK);
    BIO *bio;
    X509 *cert;

    if (*store || !pem.len || !has_nocase(header_of(head), SLICE("pkcs7")))
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
