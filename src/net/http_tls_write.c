// Sending what is encrypted. A reply that the socket does not take waits in clear, and is encrypted piece by piece as it leaves:
// at any time one piece of a connection is with libuv.
#include "base/memory.h"
#include "net/http_tls_session.h"
#include <stdlib.h>

enum { PIECE = 64 * 1024, CIPHER_KEPT = 2 * PIECE };

struct tls_write {
    uv_write_t request;
    http_connection *connection;
    tls_write *next; // begins when this one is done
    bool queued;     // among the session's writes; else it is a piece alone
    char *cipher;    // what libuv sends
    char *head;
    buffer body;
    text plain[2]; // head and body
    size_t done;   // bytes of them that were encrypted
    size_t length; // as it was counted
};

static void write_free(tls_write *w) {
    w->connection->writes_pending--;
    w->connection->loop->unsent_bytes -= w->length;
    free(w->cipher);
    free(w->head);
    buffer_done(&w->body);
    free(w);
}

static size_t plain_length(const text plain[2]) {
    return plain[0].length + plain[1].length;
}

// Encrypts the next piece of the two parts behind one another, from `*done` on. False: the connection was closed.
static bool encrypt_piece(http_connection *c, const text plain[2], size_t *done) {
    size_t start = 0, end = *done + PIECE;
    for (int i = 0; i < 2; start += plain[i++].length) {
        size_t from = *done > start ? *done - start : 0;
        size_t to = end - start < plain[i].length ? end - start : plain[i].length;
        if (start >= end || from >= to)
            continue;
        if (!http_tls_encrypt(c, plain[i].data + from, to - from))
            return false;
        *done = start + to;
    }
    return true;
}

static void on_written(uv_write_t *request, int status);

// Gives the loop's cipher, but for what was sent, to libuv. False: it does not take it, and the connection was closed.
static bool write_send(tls_write *w, size_t sent) {
    http_connection *c = w->connection;
    buffer *cipher = &c->loop->cipher;
    size_t length = cipher->length - sent;
    w->cipher = memory_alloc(length);
    memcpy(w->cipher, cipher->data + sent, length);
    buffer_clear(cipher, CIPHER_KEPT);
    uv_buf_t bytes = uv_buf_init(w->cipher, (unsigned)length);
    w->request.data = w;
    if (uv_write(&w->request, &c->stream, &bytes, 1, on_written) == 0)
        return true;
    http_connection_abort(c);
    return false;
}

// Encrypts and sends the next piece. False: the connection was closed.
static bool write_go_on(tls_write *w) {
    return encrypt_piece(w->connection, w->plain, &w->done) && write_send(w, 0);
}

static void writes_free(http_tls_session *s) {
    while (s->writes != NULL) {
        tls_write *w = s->writes;
        s->writes = w->next;
        write_free(w);
    }
}

static void on_written(uv_write_t *request, int status) {
    tls_write *w = request->data;
    http_connection *c = w->connection;
    http_tls_session *s = c->tls;
    free(w->cipher);
    w->cipher = NULL;
    if (status < 0)
        http_connection_abort(c);
    if (c->phase != PHASE_CLOSED && w->done < plain_length(w->plain)) {
        c->write_deadline = http_loop_deadline(c->loop, http_limits_of(c)->write_seconds);
        if (write_go_on(w))
            return;
    }
    if (w->queued)
        s->writes = w->next;
    bool next = w->queued && s->writes != NULL;
    write_free(w);
    if (next && (c->phase == PHASE_CLOSED || !write_go_on(s->writes)))
        writes_free(s);
    if (c->phase != PHASE_CLOSED && c->writes_pending == 0)
        http_connection_resume(c);
}

// A write that waits, with nothing in clear. NULL: more than may wait; the connection was reset.
static tls_write *write_new(http_connection *c, size_t length) {
    if (!http_write_count(c, length)) {
        buffer_clear(&c->loop->cipher, 0);
        return NULL;
    }
    tls_write *w = memory_zalloc(sizeof *w);
    w->connection = c;
    w->length = length;
    buffer_init(&w->body, 0);
    return w;
}

bool http_tls_flush(http_connection *c) {
    buffer *cipher = &c->loop->cipher;
    if (cipher->length == 0)
        return true;
    uv_buf_t bytes = uv_buf_init(cipher->data, (unsigned)cipher->length);
    int sent = c->writes_pending > 0 ? 0 : uv_try_write(&c->stream, &bytes, 1);
    if (sent == UV_EAGAIN)
        sent = 0;
    if (sent < 0) {
        buffer_clear(cipher, OUT_HIGH);
        http_connection_abort(c);
        return false;
    }
    if ((size_t)sent == cipher->length) {
        buffer_clear(cipher, CIPHER_KEPT);
        return true;
    }
    tls_write *w = write_new(c, cipher->length - (size_t)sent);
    if (w == NULL)
        return false;
    bool good = write_send(w, (size_t)sent);
    if (!good)
        write_free(w);
    return good;
}

// What was not encrypted is kept: the part of the loop's output in a copy, the body as it is.
static void keep_plain(tls_write *w, const text plain[2], size_t done, buffer *body) {
    w->plain[1] = plain[1];
    if (done < plain[0].length) {
        w->plain[0].length = plain[0].length - done;
        w->head = memory_alloc(w->plain[0].length);
        memcpy(w->head, plain[0].data + done, w->plain[0].length);
        w->plain[0].data = w->head;
    } else {
        w->done = done - plain[0].length;
    }
    if (body == NULL)
        return;
    w->body = *body;
    buffer_init(body, w->body.maximum);
}

static void write_append(http_tls_session *s, tls_write *w) {
    tls_write **at = &s->writes;
    while (*at != NULL)
        at = &(*at)->next;
    *at = w;
    w->queued = true;
}

void http_tls_write(http_connection *c, text part, buffer *body) {
    http_tls_session *s = c->tls;
    const text plain[2] = {part, body == NULL ? TEXT("") : buffer_text(body)};
    size_t done = 0;
    bool idle = s->writes == NULL;
    if (idle && !encrypt_piece(c, plain, &done))
        return;
    if (done == plain_length(plain)) {
        http_tls_flush(c);
        return;
    }
    tls_write *w = write_new(c, plain_length(plain) - done + c->loop->cipher.length);
    if (w == NULL)
        return;
    keep_plain(w, plain, done, body);
    write_append(s, w);
    if (idle && !write_send(w, 0))
        writes_free(s);
}
