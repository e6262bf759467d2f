// Exchanges: their store on each loop, and what the layer above reads and sets.
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "net/http_internal.h"
#include <stdlib.h>

#define LOGGER "tessera.net"

static http_exchange *exchange_new(http_loop *loop) {
    http_exchange *x = memory_zalloc(sizeof(*x));
    x->loop = loop;
    x->arena = arena_new(0);
    buffer_init(&x->body, loop->server->options.limits.body_bytes);
    buffer_init(&x->reply_body, loop->server->options.limits.reply_bytes);
    return x;
}

static void exchange_begin(http_exchange *x) {
    x->context = NULL;
    x->dispatching = x->finished = false;
    x->request = (http_request){.method = HTTP_OTHER, .method_name = TEXT(""), .path = TEXT(""), .body = TEXT("")};
    x->headers = x->headers_inline;
    x->header_count = 0;
    x->header_capacity = HEADERS_INLINE;
    x->head = x->head_inline;
    x->head_length = 0;
    x->head_capacity = HEAD_INLINE;
    x->target = (text){x->head, 0};
    x->header_bytes = x->head_wire = x->wire_bytes = 0;
    x->body_deadline = 0;
    x->in_value = x->after_newline = x->head_scanned = x->head_complete = false;
    x->keep_alive = x->expects_continue = x->version_1_0 = false;
    x->method_complete = x->chunked = false;
    x->method_length = x->chunk_left = 0;
    x->chunk_state = 0;
    x->refusal = 0;
    x->refusal_reason = NULL;
    x->status = 200;
    x->reply_close = false;
    x->gzip_considered = x->gzip_varies = x->gzip_wanted = x->gzip_applied = false;
    x->reply_headers = x->reply_headers_inline;
    x->reply_header_count = 0;
    x->reply_header_capacity = REPLY_HEADERS_INLINE;
    x->reply_header_lines = TEXT("");
    x->stream = NULL;
    x->reply_endless = false;
}

http_exchange *http_exchange_take(http_loop *loop, http_connection *connection) {
    http_exchange *x = loop->free_exchanges;
    if (x == NULL) {
        x = exchange_new(loop);
    } else {
        loop->free_exchanges = x->next;
        loop->free_exchange_count--;
    }
    exchange_begin(x);
    x->connection = connection;
    x->request.peer = text_of(connection->peer);
    x->request.client = connection->client;
    x->request.client_address = connection->address;
    if (connection->tls != NULL) {
        x->request.secure = true;
        x->request.certificate = http_tls_client(connection);
    }
    x->previous = NULL;
    x->next = loop->live;
    if (x->next != NULL)
        x->next->previous = x;
    loop->live = x;
    return x;
}

void http_exchange_release(http_exchange *x) {
    http_loop *loop = x->loop;
    loop->held_bytes -= x->body.length;
    if (x->previous != NULL)
        x->previous->next = x->next;
    else
        loop->live = x->next;
    if (x->next != NULL)
        x->next->previous = x->previous;
    if (loop->free_exchange_count == FREE_EXCHANGES) {
        http_exchange_destroy(x);
        return;
    }
    arena_reset(x->arena, KEEP_ARENA);
    buffer_clear(&x->body, KEEP_BODY);
    buffer_clear(&x->reply_body, KEEP_BODY);
    x->next = loop->free_exchanges;
    loop->free_exchanges = x;
    loop->free_exchange_count++;
}

void http_exchange_destroy(http_exchange *x) {
    arena_free(x->arena);
    buffer_done(&x->body);
    buffer_done(&x->reply_body);
    free(x);
}

const http_request *http_exchange_request(const http_exchange *x) {
    return &x->request;
}

text http_request_header(const http_request *request, const char *name) {
    text wanted = text_of(name);
    for (size_t i = 0; i < request->header_count; i++) {
        const http_header *header = &request->headers[i];
        if (header->name.length == wanted.length && text_equal_ascii_nocase(header->name, wanted))
            return header->value;
    }
    return TEXT_NONE;
}

arena *http_exchange_arena(http_exchange *x) {
    return x->arena;
}

http_loop *http_exchange_loop(http_exchange *x) {
    return x->loop;
}

void http_exchange_set_context(http_exchange *x, void *context) {
    x->context = context;
}

void *http_exchange_context(const http_exchange *x) {
    return x->context;
}

void http_reply_status(http_exchange *x, int status) {
    x->status = status;
}

int http_reply_get_status(const http_exchange *x) {
    return x->status;
}

static bool header_value_valid(text value) {
    return value.length == 0 ||
           (memchr(value.data, '\r', value.length) == NULL && memchr(value.data, '\n', value.length) == NULL &&
            memchr(value.data, '\0', value.length) == NULL);
}

// token of RFC 9110 section 5.6.2, as far as it matters: a name that cannot end its line or its field name.
static bool header_name_valid(text name) {
    static const bool valid[256] = {['!' ... '9'] = true, [';' ... '~'] = true};
    for (size_t i = 0; i < name.length; i++)
        if (!valid[(unsigned char)name.data[i]])
            return false;
    return name.length > 0;
}

void http_reply_header(http_exchange *x, text name, text value) {
    if (!header_name_valid(name) || !header_value_valid(value)) {
        log_warning(LOGGER, "a reply header was left out: its name or value is not valid");
        return;
    }
    if (x->reply_header_count == REPLY_HEADERS_MAXIMUM) {
        log_warning(LOGGER, "a reply header was left out: there are more than %d", REPLY_HEADERS_MAXIMUM);
        return;
    }
    if (x->reply_header_count == x->reply_header_capacity) {
        http_header *bigger = arena_array(x->arena, x->reply_header_capacity * 2, sizeof(*bigger));
        memcpy(bigger, x->reply_headers, x->reply_header_count * sizeof(*bigger));
        x->reply_headers = bigger;
        x->reply_header_capacity *= 2;
    }
    x->reply_headers[x->reply_header_count++] = (http_header){name, value};
}

void http_reply_header_lines(http_exchange *x, text lines) {
    x->reply_header_lines = lines;
}

void http_reply_reset(http_exchange *x) {
    x->reply_header_count = 0;
    x->reply_header_lines = TEXT("");
    buffer_clear(&x->reply_body, KEEP_BODY);
}

buffer *http_reply_body(http_exchange *x) {
    return &x->reply_body;
}

void http_reply_close(http_exchange *x) {
    x->reply_close = true;
}

static void exchange_finished(http_exchange *x) {
    if (x->stream != NULL && x->stream_telling) {
        x->stream_ending = true;
        return;
    }
    x->finished = true;
    // Inside on_request the caller of on_request goes on: a pipeline answered at once must not recurse.
    if (!x->dispatching)
        http_connection_finish(x);
}

static void on_gzip_work(uv_work_t *work) {
    http_gzip_apply(work->data);
}

static void on_gzip_done(uv_work_t *work, int status) {
    (void)status; // it is never cancelled
    exchange_finished(work->data);
}

void http_exchange_finish(http_exchange *x) {
    // A body that takes milliseconds to compress must not hold up the other connections of the loop.
    if (x->reply_body.length > GZIP_ON_LOOP && http_gzip_wanted(x)) {
        x->gzip_work.data = x;
        if (uv_queue_work(&x->loop->uv, &x->gzip_work, on_gzip_work, on_gzip_done) == 0)
            return;
    }
    exchange_finished(x);
}

static void finish_posted(http_task *task) {
    http_exchange_finish(container_of(task, http_exchange, finish_task));
}

void http_exchange_finish_from_anywhere(http_exchange *x) {
    // Compressed here, where it does not hold up the loop.
    http_gzip_apply(x);
    x->finish_task.run = finish_posted;
    http_loop_post(x->loop, &x->finish_task);
}
