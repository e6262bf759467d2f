// Sessions: the handshake, decrypting, the end.
#include "base/log.h"
#include "base/memory.h"
#include "net/http_tls_session.h"
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdlib.h>

#define LOGGER "tessera.net"

enum {
    HANDSHAKES_AT_ONCE = 2, // steps of one loop in the pool, so that what else runs there need not wait for many
    HANDSHAKES_BEGUN =
        1024, // of one loop that wait for their client, each with some 50 KB; the oldest makes room for more
    HELD_HIGH = 16 * 1024, // bytes that came before their step before reading stops
    ANSWER_MAXIMUM = 1 << 20,
    PLAIN_SIZE = SSL3_RT_MAX_PLAIN_LENGTH,
};

// --- input and output of OpenSSL -------------------------------------------------------------------------------------

static int on_bio_read(BIO *bio, char *out, int size) {
    http_tls_session *s = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (s->input.length == 0 || size <= 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    size_t length = s->input.length < (size_t)size ? s->input.length : (size_t)size;
    memcpy(out, s->input.data, length);
    s->input = (text){s->input.data + length, s->input.length - length};
    return (int)length;
}

static int on_bio_write(BIO *bio, const char *bytes, int length) {
    http_tls_session *s = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    buffer_append(s->output, bytes, (size_t)length);
    return s->output->failed ? -1 : length;
}

static long on_bio_control(BIO *bio, int command, long number, void *pointer) {
    (void)bio;
    (void)number;
    (void)pointer;
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

static int on_bio_create(BIO *bio) {
    BIO_set_init(bio, 1);
    return 1;
}

BIO_METHOD *http_tls_method_new(void) {
    BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOURCE_SINK | BIO_get_new_index(), "connection");
    if (method == NULL || BIO_meth_set_read(method, on_bio_read) != 1 ||
        BIO_meth_set_write(method, on_bio_write) != 1 || BIO_meth_set_ctrl(method, on_bio_control) != 1 ||
        BIO_meth_set_create(method, on_bio_create) != 1)
        abort(); // only memory can be missing
    return method;
}

// --- lists -----------------------------------------------------------------------------------------------------------

static void list_append(http_tls_list *list, http_tls_session *s) {
    s->list = list;
    s->previous = list->last;
    s->next = NULL;
    if (list->last != NULL)
        list->last->next = s;
    else
        list->first = s;
    list->last = s;
    list->count++;
}

static void list_remove(http_tls_session *s) {
    http_tls_list *list = s->list;
    if (list == NULL)
        return;
    if (s->previous != NULL)
        s->previous->next = s->next;
    else
        list->first = s->next;
    if (s->next != NULL)
        s->next->previous = s->previous;
    else
        list->last = s->previous;
    list->count--;
    s->list = NULL;
    s->previous = s->next = NULL;
}

// --- life ------------------------------------------------------------------------------------------------------------

void http_tls_begin(http_connection *c) {
    http_loop *loop = c->loop;
    http_tls_session *s = memory_zalloc(sizeof *s);
    s->connection = c;
    buffer_init(&s->held, HELD_HIGH + READ_SIZE);
    buffer_init(&s->feed, HELD_HIGH + READ_SIZE);
    buffer_init(&s->answer, ANSWER_MAXIMUM);
    c->tls = s;
    c->phase = PHASE_HANDSHAKE;
    c->deadline = http_loop_deadline(loop, http_limits_of(c)->handshake_seconds);
    if (loop->plain == NULL)
        loop->plain = memory_alloc(PLAIN_SIZE);
}

void http_tls_leave(http_connection *c) {
    list_remove(c->tls);
}

bool http_tls_end(http_connection *c) {
    http_tls_session *s = c->tls;
    if (s == NULL)
        return true;
    if (s->running)
        return false;
    list_remove(s);
    SSL_free(s->ssl);
    tls_set_release(s->set);
    arena_free(s->arena);
    buffer_done(&s->held);
    buffer_done(&s->feed);
    buffer_done(&s->answer);
    free(s);
    c->tls = NULL;
    return true;
}

const http_certificate *http_tls_client(const http_connection *c) {
    return c->tls->certificate;
}

void http_tls_say_goodbye(http_connection *c) {
    http_tls_session *s = c->tls;
    if (!s->established || s->failed || c->writes_pending > 0 || (SSL_get_shutdown(s->ssl) & SSL_SENT_SHUTDOWN) != 0)
        return;
    buffer *cipher = &c->loop->cipher;
    if (SSL_shutdown(s->ssl) < 0)
        ERR_clear_error();
    uv_buf_t bytes = uv_buf_init(cipher->data, (unsigned)cipher->length);
    if (cipher->length > 0)
        (void)uv_try_write(&c->stream, &bytes, 1); // a full socket is closed without it
    buffer_clear(cipher, OUT_HIGH);
}

// --- in clear --------------------------------------------------------------------------------------------------------

bool http_tls_encrypt(http_connection *c, const char *bytes, size_t length) {
    http_tls_session *s = c->tls;
    size_t written;
    if (SSL_write_ex(s->ssl, bytes, length, &written) == 1)
        return true;
    s->failed = true;
    ERR_clear_error();
    buffer_clear(&c->loop->cipher, 0);
    http_connection_abort(c);
    return false;
}

// What could not be read further: an error, or the client's end of the session.
static void decrypt_ended(http_connection *c) {
    http_tls_session *s = c->tls;
    // A closing client is answered what it has asked, as one that closes its half of the connection is.
    if ((SSL_get_shutdown(s->ssl) & SSL_RECEIVED_SHUTDOWN) != 0 && ERR_peek_error() == 0) {
        uv_read_stop(&c->stream);
        http_connection_end_of_input(c);
        return;
    }
    s->failed = true;
    ERR_clear_error();
    http_connection_abort(c);
}

// Decrypts the session's input, all of it, and has it used.
static void decrypt(http_connection *c) {
    http_tls_session *s = c->tls;
    http_loop *loop = c->loop;
    while (c->phase != PHASE_CLOSED && !c->close_after && !c->end_of_input &&
           (s->input.length > 0 || SSL_pending(s->ssl) > 0)) {
        size_t length = 0;
        bool good = SSL_read_ex(s->ssl, loop->plain, PLAIN_SIZE, &length) == 1;
        bool ended = !good && !SSL_want_read(s->ssl);
        // An alert, or the answer to a change of keys. Who does not take it is not read from.
        if (loop->cipher.length > 0 && !http_tls_flush(c))
            return;
        if (c->writes_pending > 0 && c->reading && !good) {
            uv_read_stop(&c->stream);
            c->reading = false;
        }
        if (good)
            http_connection_input(c, loop->plain, length);
        else if (ended)
            decrypt_ended(c);
    }
    s->input = TEXT_NONE; // what is left belongs to a connection that takes no more
}

// --- the handshake ---------------------------------------------------------------------------------------------------

static void session_begin(http_tls_session *s) {
    http_tls *tls = s->connection->loop->server->tls;
    uv_mutex_lock(&tls->mutex);
    s->set = tls_set_share(tls->set);
    uv_mutex_unlock(&tls->mutex);
    s->ssl = tls_set_begin(s->set);
    BIO *bio = BIO_new(tls->method);
    if (bio == NULL)
        abort();
    BIO_set_data(bio, s);
    SSL_set_bio(s->ssl, bio, bio);
}

static const char *failure_of(SSL *ssl) {
    long verified = SSL_get_verify_result(ssl);
    const char *reason = ERR_reason_error_string(ERR_peek_error());
    if (verified != X509_V_OK)
        reason = X509_verify_cert_error_string(verified);
    return reason == NULL ? "the client closed it" : reason;
}

// In a thread of the pool.
static void on_step(uv_work_t *work) {
    http_tls_session *s = work->data;
    if (s->ssl == NULL)
        session_begin(s);
    s->input = buffer_text(&s->feed);
    s->output = &s->answer;
    if (SSL_do_handshake(s->ssl) != 1) {
        s->step = SSL_want_read(s->ssl) ? TLS_STEP_MORE : TLS_STEP_FAILED;
        s->reason = s->step == TLS_STEP_FAILED ? failure_of(s->ssl) : NULL;
        ERR_clear_error();
        return;
    }
    s->step = TLS_STEP_DONE;
    if (tls_client_expired(s->ssl)) {
        s->step = TLS_STEP_FAILED;
        s->reason = "certificate has expired";
    } else if (SSL_get0_peer_certificate(s->ssl) != NULL) {
        s->arena = arena_new(0);
        s->certificate = tls_client_certificate(s->ssl, s->arena);
    }
    ERR_clear_error();
}

static void handshakes_go_on(http_loop *loop);

static void handshake_failed(http_connection *c) {
    http_tls_session *s = c->tls;
    log_info(LOGGER, "the TLS handshake with %s failed: %s", c->peer, s->reason);
    s->failed = true;
    c->phase = PHASE_IDLE;
    c->close_after = true;
    http_connection_settle(c);
}

// What came behind the handshake is decrypted here, on the loop.
static void handshake_done(http_connection *c) {
    http_tls_session *s = c->tls;
    buffer feed = s->feed, held = s->held;
    buffer_init(&s->feed, 0);
    buffer_init(&s->held, 0);
    s->established = true;
    c->phase = PHASE_IDLE;
    c->deadline = http_loop_deadline(c->loop, http_limits_of(c)->idle_seconds);
    if (c->loop->connection_count > http_limits_of(c)->connections)
        http_connection_refuse(c, 503, "too many connections");
    decrypt(c); // the rest of the feed
    s->input = buffer_text(&held);
    decrypt(c);
    if (c->phase != PHASE_CLOSED)
        http_connection_settle(c);
    buffer_done(&feed);
    buffer_done(&held);
}

static void handshake_wait(http_connection *c) {
    http_tls_session *s = c->tls;
    buffer_clear(&s->feed, 0);
    list_append(s->held.length > 0 ? &c->loop->handshakes_waiting : &c->loop->handshakes_begun, s);
    http_connection_start_reading(c);
}

static void handshake_stepped(http_connection *c) {
    http_tls_session *s = c->tls;
    buffer *cipher = &c->loop->cipher;
    buffer_append_text(cipher, buffer_text(&s->answer));
    buffer_done(&s->answer);
    s->output = cipher;
    if (!http_tls_flush(c))
        return;
    if (s->step == TLS_STEP_FAILED)
        handshake_failed(c);
    else if (s->step == TLS_STEP_DONE)
        handshake_done(c);
    else
        handshake_wait(c);
}

static void on_stepped(uv_work_t *work, int status) {
    (void)status; // it is never cancelled
    http_tls_session *s = work->data;
    http_connection *c = s->connection;
    http_loop *loop = c->loop;
    loop->handshakes_running--;
    s->running = false;
    if (c->phase != PHASE_CLOSED)
        handshake_stepped(c);
    else if (c->handle_closed)
        http_connection_recycle(c);
    handshakes_go_on(loop);
}

// Starts steps as far as they may run at the same time.
static void handshakes_go_on(http_loop *loop) {
    http_tls_session *s;
    while (loop->handshakes_running < HANDSHAKES_AT_ONCE && (s = loop->handshakes_waiting.first) != NULL) {
        http_tls_list *begun = &loop->handshakes_begun;
        if (s->ssl == NULL && begun->count >= HANDSHAKES_BEGUN)
            http_connection_abort(begun->first->connection);
        list_remove(s);
        buffer feed = s->feed;
        s->feed = s->held;
        s->held = feed;
        s->work.data = s;
        s->running = true;
        loop->handshakes_running++;
        if (uv_queue_work(&loop->uv, &s->work, on_step, on_stepped) == 0)
            continue;
        s->running = false;
        loop->handshakes_running--;
        http_connection_abort(s->connection);
    }
}

// A client that speaks no TLS is told so in its own language.
static void refuse_in_clear(http_connection *c) {
    http_tls_end(c);
    c->phase = PHASE_IDLE;
    http_connection_refuse(c, 400, "this port speaks TLS: the URL begins with https://");
    http_connection_settle(c);
}

void http_tls_input(http_connection *c, const char *bytes, size_t length) {
    http_tls_session *s = c->tls;
    if (s->established) {
        s->input = (text){bytes, length};
        decrypt(c);
        return;
    }
    bool first = s->ssl == NULL && !s->running && s->held.length == 0;
    if (first && bytes[0] >= 'A' && bytes[0] <= 'Z') {
        refuse_in_clear(c);
        return;
    }
    buffer_append(&s->held, bytes, length); // it fits: less than HELD_HIGH was there
    if (s->held.length >= HELD_HIGH) {
        uv_read_stop(&c->stream);
        c->reading = false;
    }
    if (s->running || s->list == &c->loop->handshakes_waiting)
        return;
    list_remove(s);
    list_append(&c->loop->handshakes_waiting, s);
    handshakes_go_on(c->loop);
}
