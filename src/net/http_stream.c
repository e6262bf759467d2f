#include "net/http_stream.h"
#include "base/container.h"
#include "net/http_internal.h"

// --- what happens to it ----------------------------------------------------------------------------------------------

static void stream_told(http_task *task) {
    http_exchange *x = container_of(task, http_exchange, stream_task);
    x->stream_telling = false;
    if (x->stream_ending) { // it was ended while this was on its way
        http_connection_finish(x);
        return;
    }
    x->stream->on_close(x, x->stream_gone, x->stream->data);
}

// Tells of it from the loop, since whoever is on the stack may be sending.
static void stream_tell(http_exchange *x) {
    if (x->stream_telling)
        return;
    x->stream_telling = true;
    x->stream_task.run = stream_told;
    http_loop_post(x->loop, &x->stream_task);
}

void http_stream_lost(http_exchange *x) {
    x->stream_gone = true;
    stream_tell(x);
}

void http_stream_drain(http_exchange *x) {
    stream_tell(x);
}

void http_stream_room(http_exchange *x) {
    x->stream->on_room(x, x->stream->data);
}

// --- sending ---------------------------------------------------------------------------------------------------------

void http_stream_begin(http_exchange *x, const http_stream *stream) {
    http_connection *c = x->connection;
    http_stream *own = arena_new_of(x->arena, http_stream);
    *own = *stream;
    x->stream = own;
    x->stream_bytes = 0;
    x->stream_telling = x->stream_ending = x->stream_gone = false;
    if (c->phase == PHASE_CLOSED) {
        http_stream_lost(x);
        return;
    }
    c->requests++;
    unsigned most = http_limits_of(c)->requests_per_connection;
    x->reply_close =
        !stream->keeps || !x->keep_alive || x->version_1_0 || c->loop->draining || (most > 0 && c->requests >= most);
    http_reply_render(x, x->reply_close, http_write_out(c));
    http_write_flush(c);
    if (c->loop->idle_closed)
        stream_tell(x);
}

void http_stream_only_head(http_exchange *x) {
    x->reply_endless = true;
}

bool http_stream_has_room(const http_exchange *x) {
    return x->connection->phase != PHASE_CLOSED && x->connection->writes_pending == 0;
}

void http_stream_send(http_exchange *x, buffer *piece) {
    http_connection *c = x->connection;
    if (c->phase != PHASE_CLOSED && piece->length > 0) {
        buffer *out = http_write_out(c);
        x->stream_bytes += piece->length;
        if (!x->version_1_0) {
            buffer_printf(out, "%zx\r\n", piece->length);
            buffer_append_string(piece, "\r\n");
        }
        if (piece->failed)
            http_connection_abort(c);
        else
            http_write_body(c, piece);
    }
    buffer_done(piece);
}

void http_stream_finish(http_exchange *x) {
    http_connection *c = x->connection;
    if (!x->version_1_0)
        buffer_append_string(http_write_out(c), "0\r\n\r\n");
    x->stream = NULL;
}

void http_stream_cut(http_exchange *x) {
    if (x->connection->phase != PHASE_CLOSED)
        http_connection_reset(x->connection);
}
