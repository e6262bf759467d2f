// The life of connections: opened, listed, taken out of everything, closed, and kept for the next one.
#include "base/memory.h"
#include "net/http_forwarded.h"
#include "net/http_internal.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>

// --- memory, lists and the end ---------------------------------------------------------------------------------------

static http_connection *connection_take(http_loop *loop) {
    http_connection *c = loop->free_connections;
    if (c == NULL)
        return memory_zalloc(sizeof(*c));
    loop->free_connections = c->next;
    loop->free_connection_count--;
    *c = (http_connection){0};
    return c;
}

void http_connection_recycle(http_connection *c) {
    http_loop *loop = c->loop;
    if (!http_tls_end(c))
        return;
    if (loop->free_connection_count == FREE_CONNECTIONS) {
        free(c);
        return;
    }
    c->next = loop->free_connections;
    loop->free_connections = c;
    loop->free_connection_count++;
}

static void on_handle_closed(uv_handle_t *handle) {
    http_connection *c = handle->data;
    c->handle_closed = true;
    if (c->exchange == NULL)
        http_connection_recycle(c);
}

static void connection_list(http_loop *loop, http_connection *c) {
    c->next = loop->connections;
    if (c->next != NULL)
        c->next->previous = c;
    loop->connections = c;
    counter_add_alone(&loop->accepted, 1);
    // An idle server should not wake up: the sweep runs only while there is something to sweep.
    if (loop->connection_count++ == 0)
        uv_timer_start(&loop->sweep, loop->sweep.timer_cb, SWEEP_MILLISECONDS, SWEEP_MILLISECONDS);
}

static void connection_unlist(http_connection *c) {
    http_loop *loop = c->loop;
    if (c->previous != NULL)
        c->previous->next = c->next;
    else
        loop->connections = c->next;
    if (c->next != NULL)
        c->next->previous = c->previous;
    counter_add_alone(&loop->closed, 1);
    if (--loop->connection_count == 0 && !loop->draining)
        uv_timer_stop(&loop->sweep);
}

static void connection_stop_waiting(http_connection *c) {
    http_loop *loop = c->loop;
    for (size_t i = 0; c->waiting && i < loop->waiting_count; i++)
        if (loop->waiting[i] == c)
            loop->waiting[i] = NULL;
    c->waiting = false;
}

// Takes the connection out of everything but its handle, and of a running exchange.
static void connection_detach(http_connection *c) {
    bool running = c->phase == PHASE_RUNNING;
    c->phase = PHASE_CLOSED;
    connection_unlist(c);
    buffer_done(&c->pending);
    c->pending_offset = 0;
    http_write_forget(c);
    connection_stop_waiting(c);
    if (c->tls != NULL)
        http_tls_leave(c);
    if (running && c->exchange->stream != NULL)
        http_stream_lost(c->exchange);
    if (!running && c->exchange != NULL) {
        http_exchange_release(c->exchange);
        c->exchange = NULL;
    }
}

void http_connection_abort(http_connection *c) {
    if (c->phase == PHASE_CLOSED)
        return;
    if (c->tls != NULL && c->phase == PHASE_IDLE)
        http_tls_say_goodbye(c);
    connection_detach(c);
    uv_close(&c->handle, on_handle_closed);
    http_loop_end_if_drained(c->loop);
}

void http_connection_reset(http_connection *c) {
    connection_detach(c);
    if (c->handle.type != UV_TCP || uv_tcp_close_reset(&c->tcp, on_handle_closed) != 0)
        uv_close(&c->handle, on_handle_closed);
    http_loop_end_if_drained(c->loop);
}

// --- opening ---------------------------------------------------------------------------------------------------------

static void peer_name(http_connection *c) {
    struct sockaddr_storage address;
    int length = sizeof(address);
    char host[INET6_ADDRSTRLEN] = "?";
    if (uv_tcp_getpeername(&c->tcp, (struct sockaddr *)&address, &length) != 0)
        address.ss_family = AF_UNSPEC;
    c->address = http_address_of((const struct sockaddr *)&address);
    if (address.ss_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)&address;
        inet_ntop(AF_INET, &v4->sin_addr, host, sizeof(host));
        snprintf(c->peer, sizeof(c->peer), "%s:%u", host, (unsigned)ntohs(v4->sin_port));
        c->client = (text){c->peer, strlen(host)};
    } else if (address.ss_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&address;
        inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof(host));
        snprintf(c->peer, sizeof(c->peer), "[%s]:%u", host, (unsigned)ntohs(v6->sin6_port));
        c->client = (text){c->peer + 1, strlen(host)};
    } else {
        snprintf(c->peer, sizeof(c->peer), "unknown");
        c->client = text_of(c->peer);
    }
}

static http_connection *connection_new(http_loop *loop, bool is_unix) {
    http_connection *c = connection_take(loop);
    c->loop = loop;
    c->phase = PHASE_IDLE;
    buffer_init(&c->pending, PENDING_HIGH + INPUT_MAXIMUM);
    // These only fill in the structures: no descriptor is made.
    int status = is_unix ? uv_pipe_init(&loop->uv, &c->pipe, 0) : uv_tcp_init(&loop->uv, &c->tcp);
    if (status != 0)
        abort();
    c->handle.data = c;
    connection_list(loop, c);
    c->deadline = http_loop_deadline(loop, http_limits_of(c)->idle_seconds);
    return c;
}

static void connection_open(http_connection *c) {
    http_loop *loop = c->loop;
    if (c->handle.type == UV_NAMED_PIPE) {
        snprintf(c->peer, sizeof(c->peer), "unix");
        c->client = text_of(c->peer);
    } else {
        peer_name(c);
    }
    c->from_proxy =
        http_forwarded_believes(&loop->server->options.proxies, c->handle.type == UV_NAMED_PIPE, &c->address);
    http_connection_start_reading(c);
    if (c->phase == PHASE_CLOSED || loop->connection_count <= http_limits_of(c)->connections)
        return;
    if (loop->connection_count > http_limits_of(c)->connections + REFUSED_CONNECTIONS) {
        http_connection_abort(c);
        return;
    }
    if (c->tls != NULL) // it is told when it can be told
        return;
    http_connection_refuse(c, 503, "too many connections");
    http_connection_settle(c);
}

void http_connection_accept(http_loop *loop, uv_stream_t *listener) {
    size_t index = (size_t)((uv_pipe_t *)(void *)listener - loop->listener_handles);
    http_connection *c = connection_new(loop, listener->type == UV_NAMED_PIPE);
    if (uv_accept(listener, &c->stream) != 0) {
        http_connection_abort(c);
        return;
    }
    if (loop->server->listeners[index].tls)
        http_tls_begin(c);
    connection_open(c);
}

void http_connection_adopt(http_loop *loop, uv_os_sock_t socket) {
    http_connection *c = connection_new(loop, true);
    if (uv_pipe_open(&c->pipe, socket) == 0)
        connection_open(c);
    else
        http_connection_abort(c);
}
