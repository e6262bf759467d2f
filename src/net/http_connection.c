// Connections: reading, running requests one at a time, writing, closing.
//
// A connection is busy while an exchange runs or while written bytes wait for the client. Input that comes meanwhile is
// kept, up to a bound, and used when the connection is free again; so replies go out in the order of the requests.
#include "net/http_forwarded.h"
#include "net/http_internal.h"
#include <netinet/in.h>
#include <netinet/tcp.h>

static void connection_settle_soon(http_connection *c);

// --- replies ---------------------------------------------------------------------------------------------------------

// A body that outgrew its limit cannot be sent: the reply becomes a refusal of its own.
static void reply_check_size(http_exchange *x) {
    if (!x->reply_body.failed)
        return;
    const http_options *options = &x->loop->server->options;
    http_reply_reset(x);
    x->status = 500;
    options->on_refusal(x, 500, "the reply is too large", options->data);
    if (x->reply_body.failed)
        http_reply_reset(x);
}

static void tell_finished(http_exchange *x, size_t bytes) {
    const http_options *options = &x->loop->server->options;
    if (options->on_finished != NULL)
        options->on_finished(x, bytes, options->data);
}

// Ends a reply that was sent already, piece by piece.
static void connection_end_stream(http_connection *c) {
    http_exchange *x = c->exchange;
    http_stream_finish(x);
    tell_finished(x, x->stream_bytes);
    c->close_after = x->reply_close || c->loop->draining;
    c->phase = PHASE_IDLE;
    c->deadline = http_loop_deadline(c->loop, http_limits_of(c)->idle_seconds);
    c->exchange = NULL;
    http_exchange_release(x);
}

// Renders the reply of the connection's exchange and ends the exchange.
static void connection_reply(http_connection *c) {
    http_exchange *x = c->exchange;
    if (x->stream != NULL) {
        connection_end_stream(c);
        return;
    }
    reply_check_size(x);
    http_gzip_apply(x);
    tell_finished(x, http_reply_is_bodiless(x) || x->request.method == HTTP_HEAD ? 0 : x->reply_body.length);
    c->requests++;
    unsigned requests_most = http_limits_of(c)->requests_per_connection;
    c->close_after =
        x->reply_close || !x->keep_alive || c->loop->draining || (requests_most > 0 && c->requests >= requests_most);
    c->phase = PHASE_IDLE;
    c->deadline = http_loop_deadline(c->loop, http_limits_of(c)->idle_seconds);
    c->exchange = NULL;
    text body = http_reply_render(x, c->close_after, http_write_out(c));
    if (body.length > 0)
        http_write_body(c, &x->reply_body);
    else if (c->loop->out.length > OUT_HIGH || c->loop->out.failed)
        http_write_flush(c);
    http_exchange_release(x);
}

// The exchange of the connection has ended: sends its reply, unless the client has gone.
static void connection_exchange_ended(http_connection *c) {
    http_loop *loop = c->loop;
    loop->running--;
    if (c->phase != PHASE_CLOSED) {
        connection_reply(c);
        return;
    }
    tell_finished(c->exchange, 0);
    http_exchange_release(c->exchange);
    c->exchange = NULL;
    if (c->handle_closed)
        http_connection_recycle(c);
    http_loop_end_if_drained(loop);
}

void http_connection_refuse(http_connection *c, int status, const char *reason) {
    const http_options *options = &c->loop->server->options;
    if (c->exchange == NULL)
        c->exchange = http_exchange_take(c->loop, c);
    http_exchange *x = c->exchange;
    http_parse_salvage(x);
    x->status = status;
    c->phase = PHASE_RUNNING;
    c->loop->running++;
    x->dispatching = true;
    options->on_refusal(x, status, reason, options->data);
    x->dispatching = false;
    x->reply_close = true;
    connection_exchange_ended(c);
}

// Hands a complete request to the layer above.
static void connection_run(http_connection *c) {
    const http_options *options = &c->loop->server->options;
    http_exchange *x = c->exchange;
    c->phase = PHASE_RUNNING;
    c->loop->running++;
    http_loop_note_request(c->loop);
    if (c->from_proxy)
        http_forwarded_apply(&options->proxies, &x->request, x->arena);
    x->dispatching = true;
    options->on_request(x, options->data);
    x->dispatching = false;
    if (x->finished)
        connection_exchange_ended(c);
}

void http_connection_finish(http_exchange *x) {
    http_connection *c = x->connection;
    bool closed = c->phase == PHASE_CLOSED; // then the connection's memory may go with the exchange
    connection_exchange_ended(c);
    if (!closed)
        http_connection_resume(c);
}

// --- reading ---------------------------------------------------------------------------------------------------------

// True while input may be parsed.
static bool connection_ready(const http_connection *c) {
    return c->phase < PHASE_RUNNING && !c->close_after && c->writes_pending == 0;
}

static void connection_continue(http_connection *c) {
    c->exchange->expects_continue = false;
    buffer_append_string(http_write_out(c), "HTTP/1.1 100 Continue\r\n\r\n");
}

// Has the kernel acknowledge at once what has come. It would wait some 40 ms for a reply to send it with, and a client that
// writes a request in pieces holds the next one back until then (RFC 9293 section 3.7.4, Nagle).
static void connection_acknowledge(const http_connection *c) {
    int descriptor, on = 1;
    if (c->handle.type == UV_TCP && uv_fileno(&c->handle, &descriptor) == 0)
        (void)setsockopt(descriptor, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on)); // else it is only slower
}

// After a piece of an incomplete request: sets the time limit for the next piece.
static void connection_await(http_connection *c) {
    http_exchange *x = c->exchange;
    if (c->phase != PHASE_BODY)
        return;
    connection_acknowledge(c);
    if (x->body_deadline == 0) {
        x->body_deadline = http_loop_deadline(c->loop, http_limits_of(c)->body_total_seconds);
        // A client that sends its body at once does not wait for the invitation.
        if (x->expects_continue && x->body.length == 0)
            connection_continue(c);
    }
    c->deadline = http_loop_deadline(c->loop, http_limits_of(c)->body_seconds);
    if (c->deadline > x->body_deadline)
        c->deadline = x->body_deadline;
}

// Parses and runs requests until the bytes end or the connection is busy. Returns how many bytes were used.
static size_t connection_consume(http_connection *c, const char *bytes, size_t length) {
    size_t used = 0;
    while (used < length && connection_ready(c)) {
        bool begins = c->exchange == NULL;
        size_t taken = 0;
        http_parse_result result = http_parse(c, bytes + used, length - used, &taken);
        used += taken;
        if (result == PARSE_COMPLETE)
            connection_run(c);
        else if (result == PARSE_REFUSED)
            http_connection_refuse(c, c->exchange->refusal, c->exchange->refusal_reason);
        else if (begins && c->phase == PHASE_HEAD)
            c->deadline = http_loop_deadline(c->loop, http_limits_of(c)->header_seconds);
        else
            connection_await(c);
    }
    return used;
}

// Keeps input for later; stops reading when that is enough.
static void connection_keep(http_connection *c, const char *bytes, size_t length) {
    if (c->pending_offset > 0) {
        c->pending.length -= c->pending_offset;
        memmove(c->pending.data, c->pending.data + c->pending_offset, c->pending.length);
        c->pending_offset = 0;
    }
    buffer_append(&c->pending, bytes, length);
    if (c->pending.failed) { // cannot be: less than PENDING_HIGH was kept, and one read adds INPUT_MAXIMUM at most
        http_connection_abort(c);
        return;
    }
    if (c->pending.length < PENDING_HIGH)
        return;
    uv_read_stop(&c->stream);
    c->reading = false;
}

static bool is_streaming(const http_connection *c) {
    return c->phase == PHASE_RUNNING && c->exchange->stream != NULL;
}

void http_connection_end_of_input(http_connection *c) {
    c->end_of_input = true;
    c->reading = false;
    if (c->phase == PHASE_LINGER || c->phase == PHASE_HANDSHAKE || is_streaming(c))
        http_connection_abort(c);
    else
        http_connection_settle(c);
}

static void on_allocate(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
    (void)suggested;
    http_connection *c = handle->data;
    *out = uv_buf_init(c->loop->read_buffer, READ_SIZE);
}

void http_connection_input(http_connection *c, const char *bytes, size_t length) {
    size_t used = connection_consume(c, bytes, length);
    if (used < length && c->phase != PHASE_CLOSED && !c->close_after)
        connection_keep(c, bytes + used, length - used);
    connection_settle_soon(c);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *bytes) {
    http_connection *c = stream->data;
    if (count == 0 || c->phase == PHASE_CLOSED)
        return;
    if (count == UV_EOF) {
        http_connection_end_of_input(c);
        return;
    }
    if (count < 0) {
        http_connection_abort(c);
        return;
    }
    if (c->close_after) // what follows the last request is dropped
        return;
    if (c->tls != NULL)
        http_tls_input(c, bytes->base, (size_t)count);
    else
        http_connection_input(c, bytes->base, (size_t)count);
}

void http_connection_start_reading(http_connection *c) {
    if (c->reading || c->end_of_input)
        return;
    if (uv_read_start(&c->stream, on_allocate, on_read) == 0)
        c->reading = true;
    else
        http_connection_abort(c);
}

// The connection is free again: uses the input that was kept meanwhile.
void http_connection_resume(http_connection *c) {
    size_t kept = c->pending.length - c->pending_offset;
    if (is_streaming(c)) {
        http_stream_room(c->exchange);
        return;
    }
    if (kept > 0 && connection_ready(c)) {
        c->pending_offset += connection_consume(c, c->pending.data + c->pending_offset, kept);
        if (c->phase != PHASE_CLOSED && c->pending_offset == c->pending.length) {
            buffer_done(&c->pending);
            c->pending_offset = 0;
        }
    }
    connection_settle_soon(c);
}

// --- closing ---------------------------------------------------------------------------------------------------------

static void on_shutdown(uv_shutdown_t *request, int status) {
    http_connection *c = request->data;
    if (status < 0)
        http_connection_abort(c);
}

// Says that no more will come and waits a while for the client to close, reading what it still sends: closing with
// unread bytes would reset the connection and could destroy the reply on its way (RFC 9112 section 9.6).
static void connection_linger(http_connection *c) {
    if (c->tls != NULL)
        http_tls_say_goodbye(c);
    c->phase = PHASE_LINGER;
    c->deadline = uv_now(&c->loop->uv) + LINGER_MILLISECONDS;
    buffer_done(&c->pending);
    c->pending_offset = 0;
    c->shutdown.data = c;
    if (c->end_of_input || uv_shutdown(&c->shutdown, &c->stream, on_shutdown) != 0) {
        http_connection_abort(c);
        return;
    }
    http_connection_start_reading(c);
}

// After each batch of input or late reply: sends what was rendered and decides how the connection goes on.
void http_connection_settle(http_connection *c) {
    http_write_flush(c);
    if (c->phase >= PHASE_RUNNING || c->writes_pending > 0)
        return;
    size_t kept = c->pending.length - c->pending_offset;
    if (c->close_after)
        connection_linger(c);
    else if (kept == 0 && (c->end_of_input || (c->loop->idle_closed && c->phase == PHASE_IDLE)))
        http_connection_abort(c);
    else if (kept < PENDING_HIGH)
        http_connection_start_reading(c);
}

void http_connection_settle_waiting(http_loop *loop) {
    for (size_t i = 0; i < loop->waiting_count; i++) {
        http_connection *c = loop->waiting[i];
        if (c == NULL)
            continue;
        c->waiting = false;
        http_connection_settle(c);
    }
    loop->waiting_count = 0;
}

// Settles the connection with the next ones that come, before the loop sleeps again.
static void connection_settle_soon(http_connection *c) {
    http_loop *loop = c->loop;
    if (c->phase == PHASE_CLOSED)
        return;
    if (!c->waiting)
        loop->waiting[loop->waiting_count++] = c;
    c->waiting = true;
    if (loop->waiting_count == WAITING_MAXIMUM || loop->out.length > OUT_HIGH)
        http_connection_settle_waiting(loop);
}

void http_connection_drain(http_connection *c) {
    if (c->phase == PHASE_HANDSHAKE || (c->phase == PHASE_IDLE && c->writes_pending == 0))
        http_connection_abort(c);
    else if (is_streaming(c))
        http_stream_drain(c->exchange);
}

bool http_connection_shed(http_loop *loop) {
    http_connection *victim = NULL;
    http_connection_settle_waiting(loop);
    for (http_connection *c = loop->connections; c != NULL; c = c->next) // newest first: the last one waits longest
        if (c->phase == PHASE_IDLE || (victim == NULL && c->phase != PHASE_RUNNING))
            victim = c;
    if (victim != NULL)
        http_connection_abort(victim);
    return victim != NULL;
}

// --- time ------------------------------------------------------------------------------------------------------------

void http_connection_sweep(http_connection *c, uint64_t now) {
    if (c->writes_pending > 0 && c->phase != PHASE_HANDSHAKE) {
        http_write_sweep(c, now);
        return;
    }
    if (c->phase == PHASE_RUNNING || now < c->deadline)
        return;
    if (c->phase == PHASE_HEAD)
        http_connection_refuse(c, 408, "the request headers did not arrive in time");
    else if (c->phase == PHASE_BODY)
        http_connection_refuse(c, 408, "the request body did not arrive in time");
    else {
        http_connection_abort(c);
        return;
    }
    http_connection_settle(c);
}
