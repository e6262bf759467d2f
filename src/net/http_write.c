// Writing. What is rendered stands in the loop's output until the connection is settled, together with others: a client that
// has several connections is then woken once for a number of replies, not for each. What the socket does not take waits in
// libuv, bounded in size and time.
#include "base/memory.h"
#include "net/http_internal.h"
#include <linux/sockios.h>
#include <stdlib.h>
#include <sys/ioctl.h>

// Bytes handed to libuv because the socket was full.
typedef struct http_write {
    uv_write_t request;
    http_connection *connection;
    char *head; // rendered bytes, NULL when all were sent
    buffer body;
    size_t length; // of both, as queued
} http_write;

static void write_free(http_write *w) {
    http_connection *c = w->connection;
    c->writes_pending--;
    c->loop->unsent_bytes -= w->length;
    free(w->head);
    buffer_done(&w->body);
    free(w);
}

static void on_written(uv_write_t *request, int status) {
    http_write *w = request->data;
    http_connection *c = w->connection;
    write_free(w);
    if (c->phase == PHASE_CLOSED)
        return;
    if (status < 0)
        http_connection_abort(c);
    else if (c->writes_pending == 0)
        http_connection_resume(c);
}

// Takes over what the socket did not take: `parts` less their first `sent` bytes. The second part, when it is there, is
// the body and its memory moves along. Returns the number of parts that are left, in `rest`.
static unsigned write_take(http_write *w, const uv_buf_t parts[2], size_t sent, buffer *body, uv_buf_t rest[2]) {
    unsigned count = 0;
    if (sent < parts[0].len) {
        size_t length = parts[0].len - sent;
        w->head = memory_alloc(length);
        memcpy(w->head, parts[0].base + sent, length);
        rest[count++] = uv_buf_init(w->head, (unsigned)length);
        sent = 0;
    } else {
        sent -= parts[0].len;
    }
    if (body != NULL) {
        w->body = *body;
        buffer_init(body, w->body.maximum);
        rest[count++] = uv_buf_init(w->body.data + sent, (unsigned)(w->body.length - sent));
    }
    return count;
}

bool http_write_count(http_connection *c, size_t length) {
    http_loop *loop = c->loop;
    const http_limits *limits = &loop->server->options.limits;
    if (length > limits->unsent_bytes - loop->unsent_bytes) {
        http_connection_reset(c);
        return false;
    }
    if (c->writes_pending++ == 0)
        c->outstanding_seen = 0; // the first sweep counts
    loop->unsent_bytes += length;
    c->write_deadline = http_loop_deadline(loop, limits->write_seconds);
    return true;
}

static void write_queue(http_connection *c, const uv_buf_t parts[2], size_t sent, size_t length, buffer *body) {
    if (!http_write_count(c, length))
        return;
    http_write *w = memory_zalloc(sizeof(*w));
    uv_buf_t rest[2];
    w->connection = c;
    w->request.data = w;
    w->length = length;
    buffer_init(&w->body, 0);
    unsigned count = write_take(w, parts, sent, body, rest);
    if (uv_write(&w->request, &c->stream, rest, count, on_written) == 0)
        return;
    write_free(w);
    http_connection_abort(c);
}

// --- the loop's output -----------------------------------------------------------------------------------------------

static text out_part(const http_connection *c) {
    const http_loop *loop = c->loop;
    size_t length = loop->out_connection == c ? loop->out.length - c->out_start : c->out_length;
    return (text){loop->out.data + c->out_start, length};
}

void http_write_forget(http_connection *c) {
    http_loop *loop = c->loop;
    if (!c->has_out)
        return;
    c->has_out = false;
    if (loop->out_connection == c) {
        loop->out_connection = NULL;
        loop->out.length = c->out_start;
        loop->out.failed = false;
    }
    if (--loop->out_parts == 0)
        buffer_clear(&loop->out, OUT_HIGH);
}

// Begins the connection's part at the end of the output, and moves there what it had before those of others.
static void out_begin(http_connection *c) {
    http_loop *loop = c->loop;
    size_t start = loop->out.length;
    if (c->has_out) {
        char *space = buffer_reserve(&loop->out, c->out_length);
        if (space != NULL)
            memcpy(space, loop->out.data + c->out_start, c->out_length);
        buffer_commit(&loop->out, c->out_length);
    } else {
        c->has_out = true;
        loop->out_parts++;
    }
    c->out_start = start;
}

buffer *http_write_out(http_connection *c) {
    http_loop *loop = c->loop;
    if (loop->out_connection == c)
        return &loop->out;
    if (loop->out_connection != NULL)
        loop->out_connection->out_length = out_part(loop->out_connection).length;
    out_begin(c);
    loop->out_connection = c;
    return &loop->out;
}

void http_write_body(http_connection *c, buffer *body) {
    if (c->loop->out.failed) { // a head beyond all bounds
        http_connection_abort(c);
        return;
    }
    text part = out_part(c);
    if (c->tls != NULL) {
        http_tls_write(c, part, body);
        http_write_forget(c);
        return;
    }
    uv_buf_t parts[2] = {uv_buf_init((char *)part.data, (unsigned)part.length)};
    size_t total = part.length;
    if (body != NULL) {
        parts[1] = uv_buf_init(body->data, (unsigned)body->length);
        total += body->length;
    }
    int sent = c->writes_pending > 0 ? 0 : uv_try_write(&c->stream, parts, body == NULL ? 1 : 2);
    if (sent == UV_EAGAIN)
        sent = 0;
    if (sent < 0)
        http_connection_abort(c);
    else if ((size_t)sent < total)
        write_queue(c, parts, (size_t)sent, total - (size_t)sent, body);
    http_write_forget(c);
}

void http_write_flush(http_connection *c) {
    if (c->has_out)
        http_write_body(c, NULL);
}

// --- time ------------------------------------------------------------------------------------------------------------

// Bytes that the client has not taken: queued here or in the kernel, which wakes us only for large pieces of room.
static size_t bytes_outstanding(const http_connection *c) {
    size_t queued = uv_stream_get_write_queue_size(&c->stream);
    uv_os_fd_t descriptor;
    int in_kernel = 0;
    if (uv_fileno(&c->handle, &descriptor) == 0 && ioctl(descriptor, SIOCOUTQ, &in_kernel) == 0)
        queued += (size_t)in_kernel;
    return queued;
}

void http_write_sweep(http_connection *c, uint64_t now) {
    // Any byte taken since the last look starts the wait anew.
    size_t outstanding = bytes_outstanding(c);
    if (outstanding != c->outstanding_seen) {
        c->outstanding_seen = outstanding;
        c->write_deadline = http_loop_deadline(c->loop, c->loop->server->options.limits.write_seconds);
    } else if (now >= c->write_deadline) {
        http_connection_reset(c);
    }
}
