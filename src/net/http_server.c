// The server: options and their defaults, threads, start and stop.
#include "base/log.h"
#include "base/memory.h"
#include "net/http_internal.h"
#include <stdlib.h>
#include <unistd.h>

#define LOGGER "tessera.net"

enum { THREADS_MAXIMUM = 256 };

static void default_size(size_t *limit, size_t value) {
    if (*limit == 0)
        *limit = value;
}

static void default_seconds(unsigned *limit, unsigned value) {
    if (*limit == 0)
        *limit = value;
}

static void limits_complete(http_limits *limits) {
    default_size(&limits->uri_length, 8192);
    default_size(&limits->header_bytes, 32768);
    default_size(&limits->header_count, 100);
    default_size(&limits->body_bytes, (size_t)16 << 20);
    default_size(&limits->reply_bytes, (size_t)256 << 20);
    // libuv counts the bytes of one write in 32 bits.
    if (limits->reply_bytes > (size_t)1 << 30)
        limits->reply_bytes = (size_t)1 << 30;
    default_size(&limits->held_bytes, (size_t)256 << 20);
    if (limits->held_bytes < limits->body_bytes)
        limits->held_bytes = limits->body_bytes;
    default_size(&limits->unsent_bytes, (size_t)512 << 20);
    if (limits->unsent_bytes < limits->reply_bytes + OUT_MAXIMUM)
        limits->unsent_bytes = limits->reply_bytes + OUT_MAXIMUM;
    default_size(&limits->connections, 10000);
    default_seconds(&limits->header_seconds, 10);
    default_seconds(&limits->body_seconds, 20);
    default_seconds(&limits->body_total_seconds, 300);
    default_seconds(&limits->idle_seconds, 75);
    default_seconds(&limits->write_seconds, 30);
    default_seconds(&limits->handshake_seconds, 10);
    default_seconds(&limits->drain_seconds, 30);
}

static unsigned cores(void) {
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : (unsigned)online;
}

static void refusal_default(http_exchange *x, int status, const char *reason, void *data) {
    (void)status;
    (void)data;
    http_reply_header(x, TEXT("Content-Type"), TEXT("text/plain; charset=utf-8"));
    buffer_append_string(http_reply_body(x), reason);
    buffer_append_byte(http_reply_body(x), '\n');
}

http_server *http_server_new(const http_options *options) {
    http_server *server = memory_zalloc(sizeof(*server));
    server->options = *options;
    limits_complete(&server->options.limits);
    default_size(&server->options.gzip_minimum, 1024);
    default_seconds(&server->options.threads, cores());
    if (server->options.threads > THREADS_MAXIMUM)
        server->options.threads = THREADS_MAXIMUM;
    if (server->options.on_refusal == NULL)
        server->options.on_refusal = refusal_default;
    server->gzip = http_gzip_pool_new();
    server->loops = memory_zalloc(server->options.threads * sizeof(*server->loops));
    for (unsigned i = 0; i < server->options.threads; i++)
        http_loop_init(&server->loops[i], server, i);
    return server;
}

http_server *http_server_free(http_server *server) {
    if (server == NULL)
        return NULL;
    for (unsigned i = 0; i < server->options.threads; i++)
        http_loop_done(&server->loops[i]);
    for (size_t i = 0; i < server->listener_count; i++)
        http_listener_done(&server->listeners[i], server->options.threads);
    http_gzip_pool_free(server->gzip);
    http_tls_free(server->tls);
    free(server->loops);
    free(server);
    return NULL;
}

unsigned http_server_threads(const http_server *server) {
    return server->options.threads;
}

const char *http_server_address(const http_server *server, size_t index) {
    return index < server->listener_count ? server->listeners[index].url : NULL;
}

http_loop *http_server_loop(http_server *server, unsigned index) {
    return index < server->options.threads ? &server->loops[index] : NULL;
}

http_server_state http_server_look(const http_server *server) {
    http_server_state state = {0};
    for (unsigned i = 0; i < server->options.threads; i++) {
        uint64_t closed = counter_read(&server->loops[i].closed); // first, lest more seem closed than were opened
        uint64_t accepted = counter_read(&server->loops[i].accepted);
        state.connections += (size_t)(accepted - closed);
        state.accepted += accepted;
    }
    return state;
}

void http_server_stop(http_server *server) {
    atomic_fetch_add_explicit(&server->stops, 1, memory_order_relaxed);
    for (unsigned i = 0; i < server->options.threads; i++)
        uv_async_send(&server->loops[i].wakeup);
}

bool http_server_run(http_server *server, void (*on_ready)(void *data)) {
    uv_sem_t started;
    if (uv_sem_init(&started, 0) != 0)
        return false;
    unsigned count = 0;
    bool good = true;
    for (; count < server->options.threads; count++) {
        http_loop *loop = &server->loops[count];
        loop->started = &started;
        int status = uv_thread_create(&loop->thread, http_loop_run, loop);
        if (status == 0)
            continue;
        log_error(LOGGER, "a loop thread could not start: %s", uv_strerror(status));
        good = false;
        break;
    }
    for (unsigned i = 0; i < count; i++)
        uv_sem_wait(&started);
    for (unsigned i = 0; i < count; i++)
        good = good && !server->loops[i].failed;
    if (good && on_ready != NULL)
        on_ready(server->options.data);
    if (!good)
        http_server_stop(server);
    for (unsigned i = 0; i < count; i++)
        uv_thread_join(&server->loops[i].thread);
    uv_sem_destroy(&started);
    for (size_t i = 0; i < server->listener_count; i++)
        http_listener_unlink(&server->listeners[i]);
    return good;
}
