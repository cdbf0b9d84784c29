#ifndef MIOBOE_MAIL_ROOTS_H
#define MIOBOE_MAIL_ROOTS_H

/* Certificates that are trusted, read when the first message needs them. */

#include "base/slice.h"

#include <openssl/x509.h>

/*
 * The store of the certificates ${pem} (PEM form), made in ${store} when ${message} looks as if it
 * were signed by CMS and there is none yet.  Return ${*store}; NULL = none was needed so far.
 */
X509_STORE *roots_for(X509_STORE **store, struct slice pem, struct slice message);

#endif
