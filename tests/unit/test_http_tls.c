// TLS with several loops: sessions that move between them, certificates that are loaded again meanwhile, clients that leave in
// the middle.
#include "unit.h"

#include "http_fixture.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENTS = 4, CONNECTIONS = 24, LOOPS = 3, BODY = 300000 };

static char file[] = "/tmp/test_http_tls.XXXXXX";
static fixture server;
static atomic_int resumed, answered;

// Key and certificate, signed by itself, in one file.
static int make_certificate(void **state) {
    (void)state;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *made = X509_new();
    int descriptor = mkstemp(file);
    FILE *out = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (key == NULL || made == NULL || out == NULL)
        return -1;
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), 0);
    X509_gmtime_adj(X509_getm_notAfter(made), 86400);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC, (const unsigned char *)"localhost", -1,
                               -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(made));
    X509_set_pubkey(made, key);
    bool good = X509_sign(made, key, EVP_sha256()) > 0 && PEM_write_X509(out, made) == 1 &&
                PEM_write_PrivateKey(out, key, NULL, NULL, 0, NULL, NULL) == 1;
    X509_free(made);
    EVP_PKEY_free(key);
    return fclose(out) == 0 && good ? 0 : -1;
}

static int remove_certificate(void **state) {
    (void)state;
    return unlink(file);
}

static int connect_to_server(void) {
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)server.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval limit = {.tv_sec = FIXTURE_WAIT / 1000};
    setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return connect(made, (struct sockaddr *)&to, sizeof to) == 0 ? made : (close(made), -1);
}

// Sends a request and reads up to the end of its reply.
static bool exchange(SSL *ssl, const char *request, size_t body_length) {
    static const char end[] = "\r\n\r\n";
    char bytes[16384];
    size_t length = 0;
    const char *head_end = NULL;
    if (SSL_write(ssl, request, (int)strlen(request)) <= 0)
        return false;
    while (head_end == NULL && length < sizeof bytes) {
        int got = SSL_read(ssl, bytes + length, (int)(sizeof bytes - length));
        if (got <= 0)
            return false;
        length += (size_t)got;
        head_end = memmem(bytes, length, end, strlen(end));
    }
    size_t rest = head_end == NULL ? 0 : length - (size_t)(head_end - bytes) - strlen(end);
    bool good = head_end != NULL && memcmp(bytes, "HTTP/1.1 200", 12) == 0;
    while (rest < body_length) {
        int got = SSL_read(ssl, bytes, sizeof bytes);
        if (got <= 0)
            return false;
        rest += (size_t)got;
    }
    return good && rest == body_length;
}

// Even ones do what clients should, odd ones leave in the middle.
static void serve_one(SSL *ssl, int number) {
    int descriptor = connect_to_server();
    if (descriptor < 0 || SSL_set_fd(ssl, descriptor) != 1)
        return;
    if (number % 4 == 3) {
        (void)!write(descriptor, "\x16\x03\x01\x02\x00\x01", 6);
    } else if (SSL_connect(ssl) == 1) {
        bool good = exchange(ssl, "GET /size/10 HTTP/1.1\r\nHost: a\r\n\r\n", 10) &&
                    exchange(ssl, "GET /pool/x HTTP/1.1\r\nHost: a\r\n\r\n", 1);
        if (number % 4 == 1)
            good = good && SSL_write(ssl, "GET /size/9000000 HTTP/1.1\r\nHost: a\r\n\r\n", 40) > 0;
        else
            good = good && exchange(ssl, "GET /size/300000 HTTP/1.1\r\nHost: a\r\n\r\n", BODY);
        answered += good;
        resumed += SSL_session_reused(ssl);
        if (number % 2 == 0)
            SSL_shutdown(ssl);
    }
    close(descriptor);
}

static void *run_client(void *argument) {
    SSL_CTX *context = argument;
    SSL_SESSION *session = NULL;
    for (int i = 0; i < CONNECTIONS; i++) {
        SSL *ssl = SSL_new(context);
        if (session != NULL && i % 4 != 3)
            SSL_set_session(ssl, session);
        serve_one(ssl, i);
        SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN); // else OpenSSL gives the session up
        SSL_SESSION *next = SSL_get1_session(ssl);
        if (next != NULL && SSL_SESSION_is_resumable(next)) {
            SSL_SESSION_free(session);
            session = next;
        } else {
            SSL_SESSION_free(next);
        }
        SSL_free(ssl);
        if (i % 4 == 0)
            http_server_reload_tls(server.server);
    }
    SSL_SESSION_free(session);
    return NULL;
}

static void test_loops_share_certificates(void **state) {
    (void)state;
    http_tls_certificate one = {file, file};
    http_tls_options tls = {.certificates = &one, .count = 1};
    fixture_start_tls(&server, (http_options){.threads = LOOPS}, &tls, "127.0.0.1:0");
    pthread_t clients[CLIENTS];
    SSL_CTX *contexts[CLIENTS];
    resumed = answered = 0;
    for (int i = 0; i < CLIENTS; i++) {
        contexts[i] = SSL_CTX_new(TLS_client_method());
        assert_int_equal(pthread_create(&clients[i], NULL, run_client, contexts[i]), 0);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(clients[i], NULL);
        SSL_CTX_free(contexts[i]);
    }
    fixture_stop(&server);
    assert_int_equal(answered, CLIENTS * CONNECTIONS * 3 / 4);
    // Each but the first of a client, whatever loop it comes to and whatever was loaded again.
    assert_int_equal(resumed, CLIENTS * (CONNECTIONS * 3 / 4 - 1));
}

int main(void) {
    signal(SIGPIPE, SIG_IGN); // clients and server leave one another
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_loops_share_certificates)};
    return cmocka_run_group_tests(tests, make_certificate, remove_certificate);
}
