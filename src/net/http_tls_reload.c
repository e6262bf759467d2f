// The certificates of the server, and reading them again while it serves.
#include "base/log.h"
#include "base/memory.h"
#include "net/http_tls_session.h"
#include <stdlib.h>

#define LOGGER "tessera.net"

static void tell_certificates(const tls_set *set) {
    arena *a = arena_new(0);
    const char *shown;
    bool expired;
    for (size_t i = 0; (shown = tls_set_describe(set, i, &expired, a)) != NULL; i++)
        log_line(expired ? LOG_WARNING : LOG_INFO, LOGGER, "TLS certificate for %s%s", shown,
                 expired ? ", which is over" : "");
    arena_free(a);
}

bool http_server_use_tls(http_server *server, const http_tls_options *options, char *message, size_t message_size) {
    tls_tickets *tickets = tls_tickets_new();
    tls_set *set = tls_set_new(options, tickets, message, message_size);
    if (set == NULL) {
        tls_tickets_free(tickets);
        return false;
    }
    http_tls *tls = memory_zalloc(sizeof *tls);
    *tls = (http_tls){.options = options, .tickets = tickets, .set = set, .method = http_tls_method_new()};
    if (uv_mutex_init(&tls->mutex) != 0)
        abort();
    server->tls = tls;
    tell_certificates(set);
    return true;
}

http_tls *http_tls_free(http_tls *tls) {
    if (tls == NULL)
        return NULL;
    tls_set_release(tls->set);
    tls_tickets_free(tls->tickets);
    BIO_meth_free(tls->method);
    uv_mutex_destroy(&tls->mutex);
    free(tls);
    return NULL;
}

void http_server_reload_tls(http_server *server) {
    if (server->tls == NULL)
        return;
    atomic_fetch_add_explicit(&server->tls->asked, 1, memory_order_relaxed);
    uv_async_send(&server->loops[0].wakeup);
}

// In a thread of the pool.
static void on_reload(uv_work_t *work) {
    http_tls *tls = work->data;
    tls->fresh = tls_set_new(tls->options, tls->tickets, tls->message, sizeof tls->message);
}

static void on_reloaded(uv_work_t *work, int status) {
    (void)status; // it is never cancelled
    http_tls *tls = work->data;
    tls_set *former = NULL, *fresh = tls->fresh;
    tls->running = false;
    if (fresh == NULL) {
        log_error(LOGGER, "the certificates were not loaded again, the former ones stay: %s", tls->message);
    } else {
        uv_mutex_lock(&tls->mutex);
        former = tls->set;
        tls->set = fresh;
        uv_mutex_unlock(&tls->mutex);
        log_info(LOGGER, "the certificates were loaded again");
        tell_certificates(fresh);
    }
    tls_set_release(former);
    http_tls_reload_if_asked(work->loop->data);
}

void http_tls_reload_if_asked(http_loop *loop) {
    http_tls *tls = loop->server->tls;
    if (tls == NULL || loop->index != 0 || tls->running || loop->draining)
        return;
    unsigned asked = atomic_load_explicit(&tls->asked, memory_order_relaxed);
    if (asked == tls->seen)
        return;
    tls->seen = asked;
    tls->work.data = tls;
    tls->running = uv_queue_work(&loop->uv, &tls->work, on_reload, on_reloaded) == 0;
    if (!tls->running)
        log_error(LOGGER, "the certificates were not loaded again: no thread could be had");
}
