// The names of hosts that a certificate is for.
#pragma once
#include "base/arena.h"
#include <openssl/x509.h>

typedef struct tls_names {
    text *items;
    size_t count;
} tls_names;

// Its alternative names of kind DNS, else the common name of its subject (RFC 6125 section 6.4.4). In `a`.
tls_names tls_names_of(X509 *certificate, arena *a);
// True when the host is among them, or stands for the first label of one that begins with "*." (RFC 6125 section 6.4.3).
bool tls_names_have(const tls_names *names, text host);
bool tls_names_equal(const tls_names *one, const tls_names *other);
// For people. In `a`.
const char *tls_names_shown(const tls_names *names, arena *a);
// The bytes of a string of a certificate; TEXT_NONE where they hold what no name has: NUL or another control character, or no
// UTF-8.
text tls_name_text(const ASN1_STRING *string, arena *a);
