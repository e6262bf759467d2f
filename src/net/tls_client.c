#include "net/tls.h"
#include "net/tls_names.h"
#include <assert.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>
#include <time.h>

#define SECOND INT64_C(1000000)

enum { NAMES_MAXIMUM = 100 };

// RFC 2253, as most programs show it: "CN=loader,OU=Data,O=Example".
static text subject_of(const X509 *certificate, arena *a) {
    BIO *out = BIO_new(BIO_s_mem());
    char *bytes = NULL;
    text subject = TEXT("");
    if (out != NULL &&
        X509_NAME_print_ex(out, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) >= 0) {
        long length = BIO_get_mem_data(out, &bytes);
        if (length > 0)
            subject = (text){arena_text(a, (text){bytes, (size_t)length}), (size_t)length};
    }
    BIO_free(out);
    return subject;
}

static text common_name_of(const X509 *certificate, arena *a) {
    const X509_NAME *subject = X509_get_subject_name(certificate);
    int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    return at < 0 ? TEXT_NONE : tls_name_text(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)), a);
}

static http_certificate_name name_of(const GENERAL_NAME *name, arena *a) {
    switch (name->type) {
    case GEN_DNS:
        return (http_certificate_name){HTTP_NAME_DNS, tls_name_text(name->d.dNSName, a)};
    case GEN_URI:
        return (http_certificate_name){HTTP_NAME_URI, tls_name_text(name->d.uniformResourceIdentifier, a)};
    case GEN_EMAIL:
        return (http_certificate_name){HTTP_NAME_EMAIL, tls_name_text(name->d.rfc822Name, a)};
    default:
        return (http_certificate_name){HTTP_NAME_DNS, TEXT_NONE};
    }
}

static void take_names(http_certificate *made, X509 *certificate, arena *a) {
    GENERAL_NAMES *all = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    int count = all == NULL ? 0 : sk_GENERAL_NAME_num(all);
    if (count > NAMES_MAXIMUM)
        count = NAMES_MAXIMUM;
    http_certificate_name *names = arena_array(a, (size_t)count + 1, sizeof *names);
    for (int i = 0; i < count; i++) {
        http_certificate_name name = name_of(sk_GENERAL_NAME_value(all, i), a);
        if (name.value.data != NULL)
            names[made->name_count++] = name;
    }
    made->names = names;
    GENERAL_NAMES_free(all);
}

const http_certificate *tls_client_certificate(SSL *ssl, arena *a) {
    X509 *certificate = SSL_get0_peer_certificate(ssl);
    if (certificate == NULL || SSL_get_verify_result(ssl) != X509_V_OK)
        return NULL;
    http_certificate *made = arena_zalloc(a, sizeof *made);
    unsigned length = 0;
    static_assert(sizeof made->fingerprint == 32, "SHA-256");
    struct tm end;
    if (X509_digest(certificate, EVP_sha256(), made->fingerprint, &length) != 1 ||
        ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1)
        return NULL;
    made->expires_at = (int64_t)timegm(&end) * SECOND;
    made->subject = subject_of(certificate, a);
    made->common_name = common_name_of(certificate, a);
    take_names(made, certificate, a);
    return made;
}

bool tls_client_expired(SSL *ssl) {
    X509 *certificate = SSL_get0_peer_certificate(ssl);
    return certificate != NULL && X509_cmp_current_time(X509_get0_notAfter(certificate)) <= 0;
}
