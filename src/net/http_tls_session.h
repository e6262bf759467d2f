// What the files of the server's TLS share.
#pragma once
#include "net/http_internal.h"
#include "net/tls.h"

typedef struct tls_write tls_write; // of http_tls_write.c

typedef enum tls_step { TLS_STEP_MORE, TLS_STEP_DONE, TLS_STEP_FAILED } tls_step;

struct http_tls_session {
    http_connection *connection;
    SSL *ssl; // NULL: nothing has come yet
    tls_set *set;
    text input;     // as it came; OpenSSL has yet to read it
    buffer *output; // where it writes to
    bool established, failed;
    tls_write *writes; // replies that the client does not take; the first one is under way
    const http_certificate *certificate;
    arena *arena; // that holds it

    // The handshake.
    http_tls_list *list; // that it is in; NULL: none
    http_tls_session *previous, *next;
    bool running;  // a step of it, in another thread, to which all but `held` belongs then
    buffer held;   // what came meanwhile
    buffer feed;   // what the step reads
    buffer answer; // and what it writes
    tls_step step; // what became of it
    const char *reason;
    uv_work_t work;
};

struct http_tls {
    const http_tls_options *options;
    tls_tickets *tickets;
    BIO_METHOD *method;
    uv_mutex_t mutex;
    tls_set *set; // for connections that begin now; guarded by the mutex
    // Reading the files again.
    atomic_uint asked;
    unsigned seen;
    bool running;
    tls_set *fresh;
    char message[512];
    uv_work_t work;
};

// --- http_tls.c ------------------------------------------------------------------------------------------------------

// How OpenSSL reads and writes: `input` and `output` of a session. NULL when there is no memory.
BIO_METHOD *http_tls_method_new(void);
// Encrypts into the session's output. False: the connection was closed.
bool http_tls_encrypt(http_connection *connection, const char *bytes, size_t length);
