// Certificates and keys, one context of OpenSSL for each host that they are for. All contexts are set up alike, so that a client
// may be moved to that of the host which it names (RFC 6066 section 3) in the middle of its handshake.
#include "base/memory.h"
#include "net/tls.h"
#include "net/tls_names.h"
#include <errno.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <sys/stat.h>

enum {
    FILE_MAXIMUM = 1 << 20, // bytes of a file
    SESSION_SECONDS = 7200, // that a session may be resumed
    CLIENT_CHAIN_DEPTH = 8, // authorities between a client's certificate and the one that is known
};

// Forward secrecy and authenticated encryption alone; what TLS 1.3 has is all of that kind.
#define CIPHERS "ECDHE+AESGCM:ECDHE+CHACHA20"

typedef struct certificate {
    SSL_CTX *context; // that of an earlier one, where both are for the same hosts with keys of another kind
    X509 *leaf;
    tls_names names;
} certificate;

struct tls_set {
    atomic_uint owners;
    arena *arena;
    certificate *certificates;
    size_t count;
};

// What is being read, for messages.
typedef struct loading {
    const http_tls_options *options;
    tls_set *set;
    tls_tickets *tickets;
    char *message;
    size_t message_size;
} loading;

// --- messages --------------------------------------------------------------------------------------------------------

static bool complain(const loading *l, const char *what, const char *file, const char *why) {
    snprintf(l->message, l->message_size, "%s %s: %s", what, file, why);
    ERR_clear_error();
    return false;
}

// As complain, with OpenSSL's reason; `none`: what is said of a file in which nothing of the kind was found.
static bool complain_reason(const loading *l, const char *what, const char *file, const char *none) {
    unsigned long error = ERR_peek_last_error();
    bool absent = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
    const char *reason = ERR_reason_error_string(error);
    return complain(l, what, file, absent || reason == NULL ? none : reason);
}

// That the file can be read and has a size that such files have.
static bool file_fits(const loading *l, const char *what, const char *file) {
    struct stat found;
    FILE *opened = fopen(file, "re");
    int status = opened == NULL ? -1 : fstat(fileno(opened), &found);
    int error = errno;
    if (opened != NULL)
        fclose(opened);
    if (status != 0)
        return complain(l, what, file, strerror(error));
    if (!S_ISREG(found.st_mode))
        return complain(l, what, file, "it is not a file");
    return found.st_size <= FILE_MAXIMUM || complain(l, what, file, "it is larger than 1 MiB");
}

// --- contexts --------------------------------------------------------------------------------------------------------

static SSL_CTX *find_host(const tls_set *set, text host) {
    for (size_t i = 0; i < set->count; i++)
        if (tls_names_have(&set->certificates[i].names, host))
            return set->certificates[i].context;
    return NULL;
}

static int on_server_name(SSL *ssl, int *alert, void *argument) {
    (void)alert;
    const char *host = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
    SSL_CTX *context = host == NULL ? NULL : find_host(argument, text_of(host));
    if (context == NULL)
        return SSL_TLSEXT_ERR_NOACK; // the first certificate stays
    SSL_set_SSL_CTX(ssl, context);
    return SSL_TLSEXT_ERR_OK;
}

// RFC 7301: a client that names protocols and not ours is refused.
static int on_protocols(SSL *ssl, const unsigned char **chosen, unsigned char *length, const unsigned char *offered,
                        unsigned offered_length, void *argument) {
    (void)ssl;
    (void)argument;
    static const unsigned char ours[] = "\x08http/1.1";
    unsigned char *found;
    if (SSL_select_next_proto(&found, length, ours, sizeof ours - 1, offered, offered_length) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

// Sessions of other authorities, or of a time when nobody was asked, are not resumed.
static bool apply_session_context(const loading *l, SSL_CTX *context) {
    const http_tls_options *options = l->options;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    bool good = hash != NULL && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1 &&
                EVP_DigestUpdate(hash, &options->client_required, sizeof options->client_required) == 1;
    STACK_OF(X509_OBJECT) *objects = X509_STORE_get0_objects(SSL_CTX_get_cert_store(context));
    for (int i = 0; good && i < sk_X509_OBJECT_num(objects); i++) {
        const X509 *authority = X509_OBJECT_get0_X509(sk_X509_OBJECT_value(objects, i));
        unsigned char one[EVP_MAX_MD_SIZE];
        if (authority != NULL)
            good = X509_digest(authority, EVP_sha256(), one, &length) == 1 && EVP_DigestUpdate(hash, one, length) == 1;
    }
    good = good && EVP_DigestFinal_ex(hash, digest, &length) == 1 &&
           SSL_CTX_set_session_id_context(context, digest, SSL_MAX_SID_CTX_LENGTH) == 1;
    EVP_MD_CTX_free(hash);
    return good || complain_reason(l, "TLS", "sessions", "no context");
}

static bool apply_clients(const loading *l, SSL_CTX *context) {
    static const char what[] = "the authorities of clients in";
    const char *file = l->options->client_ca_file;
    if (file == NULL)
        return true;
    if (!file_fits(l, what, file))
        return false;
    STACK_OF(X509_NAME) *names = SSL_load_client_CA_file(file);
    if (names == NULL || SSL_CTX_load_verify_file(context, file) != 1) {
        sk_X509_NAME_pop_free(names, X509_NAME_free);
        return complain_reason(l, what, file, "there is no certificate in PEM in it");
    }
    SSL_CTX_set_client_CA_list(context, names);
    SSL_CTX_set_verify_depth(context, CLIENT_CHAIN_DEPTH);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (l->options->client_required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0),
                       NULL);
    return true;
}

static SSL_CTX *context_new(const loading *l) {
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (context == NULL || SSL_CTX_set_cipher_list(context, CIPHERS) != 1 ||
        SSL_CTX_set_min_proto_version(context, l->options->only_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION) != 1) {
        complain_reason(l, "TLS", "cannot be set up", "OpenSSL fails");
        SSL_CTX_free(context);
        return NULL;
    }
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);         // what waits idle holds no buffers
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // clients keep them, as tickets
    SSL_CTX_set_timeout(context, SESSION_SECONDS);
    SSL_CTX_set_tlsext_servername_callback(context, on_server_name);
    SSL_CTX_set_tlsext_servername_arg(context, l->set);
    SSL_CTX_set_alpn_select_cb(context, on_protocols, NULL);
    tls_tickets_apply(l->tickets, context);
    if (apply_clients(l, context) && apply_session_context(l, context))
        return context;
    SSL_CTX_free(context);
    return NULL;
}

// --- certificates ----------------------------------------------------------------------------------------------------

static int on_password(char *out, int size, int writes, void *argument) {
    (void)out;
    (void)size;
    (void)writes;
    bool *asked = argument;
    *asked = true;
    return -1;
}

static EVP_PKEY *key_load(const loading *l, const char *file) {
    static const char what[] = "the key in";
    if (!file_fits(l, what, file))
        return NULL;
    bool encrypted = false;
    BIO *in = BIO_new_file(file, "r");
    EVP_PKEY *key = in == NULL ? NULL : PEM_read_bio_PrivateKey(in, NULL, on_password, &encrypted);
    BIO_free(in);
    if (key == NULL && encrypted)
        complain(l, what, file, "it is encrypted; only a key without a password can be read");
    else if (key == NULL)
        complain(l, what, file, "there is no private key in PEM in it");
    return key;
}

static X509 *leaf_load(const loading *l, const char *what, const char *file) {
    BIO *in = BIO_new_file(file, "r");
    X509 *leaf = in == NULL ? NULL : PEM_read_bio_X509_AUX(in, NULL, NULL, NULL);
    BIO_free(in);
    if (leaf == NULL)
        complain_reason(l, what, file, "there is no certificate in PEM in it");
    return leaf;
}

// The context of an earlier certificate for the same hosts whose key is of another kind: the client's algorithms then choose.
static SSL_CTX *context_of_twin(const tls_set *set, const certificate *made) {
    for (size_t i = 0; i < set->count; i++) {
        const certificate *other = &set->certificates[i];
        int kind = EVP_PKEY_get_base_id(X509_get0_pubkey(other->leaf));
        if (tls_names_equal(&made->names, &other->names) && kind != EVP_PKEY_get_base_id(X509_get0_pubkey(made->leaf)))
            return other->context;
    }
    return NULL;
}

static bool key_apply(const loading *l, const http_tls_certificate *files, SSL_CTX *context) {
    EVP_PKEY *key = key_load(l, files->key_file);
    if (key == NULL)
        return false;
    bool good = SSL_CTX_use_PrivateKey(context, key) == 1;
    EVP_PKEY_free(key);
    if (good)
        return true;
    unsigned long error = ERR_peek_last_error();
    bool other = ERR_GET_LIB(error) == ERR_LIB_X509 && (ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH ||
                                                        ERR_GET_REASON(error) == X509_R_KEY_TYPE_MISMATCH);
    if (!other)
        return complain_reason(l, "the key in", files->key_file, "it cannot be used");
    snprintf(l->message, l->message_size, "the key in %s does not belong to the certificate in %s", files->key_file,
             files->certificate_file);
    ERR_clear_error();
    return false;
}

static bool certificate_load(const loading *l, const http_tls_certificate *files) {
    static const char what[] = "the certificate in";
    const char *file = files->certificate_file;
    tls_set *set = l->set;
    if (!file_fits(l, what, file))
        return false;
    certificate made = {.leaf = leaf_load(l, what, file)};
    if (made.leaf == NULL)
        return false;
    made.names = tls_names_of(made.leaf, set->arena);
    made.context = context_of_twin(set, &made);
    if (made.context != NULL)
        SSL_CTX_up_ref(made.context);
    else
        made.context = context_new(l);
    set->certificates[set->count++] = made; // whatever comes of it, it is freed with the set
    if (made.context == NULL)
        return false;
    if (SSL_CTX_use_certificate_chain_file(made.context, file) != 1)
        return complain_reason(l, what, file, "it cannot be used");
    return key_apply(l, files, made.context);
}

// --- sets ------------------------------------------------------------------------------------------------------------

tls_set *tls_set_new(const http_tls_options *options, tls_tickets *tickets, char *message, size_t message_size) {
    tls_set *set = memory_zalloc(sizeof *set);
    loading l = {options, set, tickets, message, message_size};
    atomic_init(&set->owners, 1);
    set->arena = arena_new(0);
    set->certificates = arena_array(set->arena, options->count + 1, sizeof *set->certificates);
    for (size_t i = 0; i < options->count; i++) {
        if (certificate_load(&l, &options->certificates[i]))
            continue;
        tls_set_release(set);
        return NULL;
    }
    ERR_clear_error(); // the end of a file of certificates is an error to OpenSSL
    return set;
}

tls_set *tls_set_share(tls_set *set) {
    atomic_fetch_add_explicit(&set->owners, 1, memory_order_relaxed);
    return set;
}

void tls_set_release(tls_set *set) {
    if (set == NULL || atomic_fetch_sub_explicit(&set->owners, 1, memory_order_acq_rel) > 1)
        return;
    for (size_t i = 0; i < set->count; i++) {
        SSL_CTX_free(set->certificates[i].context);
        X509_free(set->certificates[i].leaf);
    }
    arena_free(set->arena);
    free(set);
}

SSL *tls_set_begin(const tls_set *set) {
    SSL *ssl = SSL_new(set->certificates[0].context);
    if (ssl == NULL) // nothing but memory can be missing
        abort();
    SSL_set_accept_state(ssl);
    return ssl;
}

const char *tls_set_describe(const tls_set *set, size_t index, bool *expired, arena *a) {
    if (index >= set->count)
        return NULL;
    const certificate *one = &set->certificates[index];
    const ASN1_TIME *end = X509_get0_notAfter(one->leaf);
    struct tm time;
    char shown[32] = "?";
    if (ASN1_TIME_to_tm(end, &time) != 1 || strftime(shown, sizeof shown, "%Y-%m-%dT%H:%M:%SZ", &time) == 0)
        shown[0] = '?';
    *expired = X509_cmp_current_time(end) <= 0;
    return arena_printf(a, "%s, valid until %s", tls_names_shown(&one->names, a), shown);
}
