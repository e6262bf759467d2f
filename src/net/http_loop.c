// Loop threads: accepting, time limits, work from other threads, the end.
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/http_drive.h"
#include "net/http_internal.h"
#include "net/thread_signals.h"
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.net"

enum { BACKLOG = 1024 };

static void check(int status, const char *what) {
    if (status == 0)
        return;
    log_critical(LOGGER, "%s: %s", what, uv_strerror(status));
    abort();
}

// --- work from other threads -----------------------------------------------------------------------------------------

void http_loop_post(http_loop *loop, http_task *task) {
    http_task *head = atomic_load_explicit(&loop->tasks, memory_order_relaxed);
    do {
        task->next = head;
    } while (
        !atomic_compare_exchange_weak_explicit(&loop->tasks, &head, task, memory_order_release, memory_order_relaxed));
    // Whoever put the first task there has woken the loop, which takes all of them.
    if (head == NULL)
        uv_async_send(&loop->wakeup);
}

static void loop_run_tasks(http_loop *loop) {
    http_task *newest = atomic_exchange_explicit(&loop->tasks, NULL, memory_order_acquire);
    http_task *oldest = NULL;
    while (newest != NULL) {
        http_task *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    while (oldest != NULL) {
        http_task *next = oldest->next; // a task's memory is its owner's once it runs
        oldest->run(oldest);
        oldest = next;
    }
}

static void loop_abort_connections(http_loop *loop) {
    while (loop->connections != NULL)
        http_connection_abort(loop->connections);
}

static void on_wakeup(uv_async_t *handle) {
    http_loop *loop = handle->data;
    unsigned stops = atomic_load_explicit(&loop->server->stops, memory_order_relaxed);
    loop_run_tasks(loop);
    http_tls_reload_if_asked(loop);
    if (stops > 0)
        loop->draining = true;
    if (stops > 1) {
        http_connection_settle_waiting(loop);
        loop_abort_connections(loop);
        uv_stop(&loop->uv);
    }
}

// --- the end ---------------------------------------------------------------------------------------------------------

void http_loop_end_if_drained(http_loop *loop) {
    if (loop->idle_closed && !loop->ended && loop->connection_count == 0 && loop->running == 0)
        uv_stop(&loop->uv);
}

static void loop_close_listeners(http_loop *loop) {
    for (size_t i = 0; i < loop->listener_count; i++) {
        uv_handle_t *handle = (uv_handle_t *)&loop->listener_handles[i];
        if (!uv_is_closing(handle))
            uv_close(handle, NULL);
    }
}

// Runs behind the poll that brought the call to stop: connections that were queued by then have been accepted.
static void loop_begin_drain(http_loop *loop) {
    loop->drain_begun = true;
    loop->drain_deadline = http_loop_deadline(loop, loop->server->options.limits.drain_seconds);
    loop_close_listeners(loop);
    if (loop->index == 0 && loop->server->options.drain_begins != NULL)
        loop->server->options.drain_begins(loop->server->options.data);
    uv_timer_start(&loop->sweep, loop->sweep.timer_cb, SWEEP_MILLISECONDS, SWEEP_MILLISECONDS);
    uv_async_send(&loop->wakeup); // for one more poll that does not wait
}

// Runs behind that next poll: requests that had arrived have been read and get their reply.
static void loop_close_idle(http_loop *loop) {
    loop->idle_closed = true;
    for (http_connection *c = loop->connections, *next; c != NULL; c = next) {
        next = c->next;
        http_connection_drain(c);
    }
    http_loop_end_if_drained(loop);
}

static void on_before_poll(uv_prepare_t *handle) {
    http_connection_settle_waiting(handle->data);
    log_flush();
}

static void on_after_poll(uv_check_t *handle) {
    http_loop *loop = handle->data;
    http_connection_settle_waiting(loop);
    if (loop->draining && !loop->drain_begun)
        loop_begin_drain(loop);
    else if (loop->drain_begun && !loop->idle_closed)
        loop_close_idle(loop);
}

// --- time ------------------------------------------------------------------------------------------------------------

uint64_t http_loop_deadline(const http_loop *loop, unsigned seconds) {
    return uv_now(&loop->uv) + (uint64_t)seconds * 1000;
}

static void on_sweep(uv_timer_t *handle) {
    http_loop *loop = handle->data;
    uint64_t now = uv_now(&loop->uv);
    for (http_connection *c = loop->connections, *next; c != NULL; c = next) {
        next = c->next;
        http_connection_sweep(c, now);
    }
    if (!loop->drain_begun || now < loop->drain_deadline)
        return;
    if (loop->running > 0)
        log_warning(LOGGER, "the time to drain is over; %zu requests were still running", loop->running);
    loop_abort_connections(loop);
    uv_stop(&loop->uv);
}

static void on_idle(uv_timer_t *handle) {
    http_loop *loop = handle->data;
    const http_options *options = &loop->server->options;
    loop->idle_due = false;
    options->loop_idle(loop, loop->data, options->data);
}

void http_loop_note_request(http_loop *loop) {
    if (loop->idle_due || loop->server->options.loop_idle == NULL)
        return;
    loop->idle_due = true;
    uv_timer_start(&loop->idle, on_idle, IDLE_MILLISECONDS, 0);
}

// --- starting --------------------------------------------------------------------------------------------------------

// Without descriptors libuv calls again and again, within one turn of the loop, until a connection can be accepted. So room is
// made by closing one that waits for its client; where there is none, others are given a moment, and at shutdown the listener
// is closed.
static void make_room(http_loop *loop, uv_stream_t *listener) {
    if (http_connection_shed(loop))
        return;
    if (atomic_load_explicit(&loop->server->stops, memory_order_relaxed) > 0)
        loop_close_listeners(loop);
    else if (!uv_is_closing((uv_handle_t *)listener))
        nanosleep(&(struct timespec){.tv_nsec = SHORTAGE_PAUSE_NANOSECONDS}, NULL);
}

static void on_connection(uv_stream_t *listener, int status) {
    http_loop *loop = listener->data;
    if (status == 0) {
        http_connection_accept(loop, listener);
        return;
    }
    int64_t now = monotonic_now();
    if (now >= loop->next_complaint) {
        loop->next_complaint = now + COMPLAINT_MICROSECONDS;
        log_warning(LOGGER, "a connection could not be accepted: %s", uv_strerror(status));
    }
    if (status == UV_EMFILE || status == UV_ENFILE)
        make_room(loop, listener);
}

// Opens the loop's share of a listener.
static int loop_listen(http_loop *loop, uv_pipe_t *slot, http_listener *listener) {
    int descriptor = listener->descriptors[loop->index];
    int status;
    if (listener->is_unix) {
        check(uv_pipe_init(&loop->uv, slot, 0), "uv_pipe_init");
        status = uv_pipe_open(slot, descriptor);
    } else {
        check(uv_tcp_init(&loop->uv, (uv_tcp_t *)slot), "uv_tcp_init");
        status = uv_tcp_open((uv_tcp_t *)slot, descriptor);
    }
    slot->data = loop;
    loop->listener_count++;
    if (status != 0)
        return status;
    listener->descriptors[loop->index] = -1; // the handle closes it from here on
    return uv_listen((uv_stream_t *)slot, BACKLOG, on_connection);
}

static bool loop_listen_all(http_loop *loop) {
    http_server *server = loop->server;
    loop->listener_handles = memory_zalloc((server->listener_count + 1) * sizeof(*loop->listener_handles));
    for (size_t i = 0; i < server->listener_count; i++) {
        int status = loop_listen(loop, &loop->listener_handles[i], &server->listeners[i]);
        if (status == 0)
            continue;
        log_error(LOGGER, "cannot accept on %s: %s", server->listeners[i].url, uv_strerror(status));
        return false;
    }
    return true;
}

void http_loop_run(void *argument) {
    http_loop *loop = argument;
    const http_options *options = &loop->server->options;
    thread_block_signals();
    log_gather();
    if (options->loop_start != NULL)
        loop->data = options->loop_start(loop, options->data);
    loop->failed = !loop_listen_all(loop);
    uv_sem_post(loop->started);
    if (!loop->failed)
        uv_run(&loop->uv, UV_RUN_DEFAULT);
    loop->ended = true;
    loop_close_listeners(loop);
    loop_abort_connections(loop);
    // One more turn lets the close callbacks run; tasks that were posted meanwhile run with it.
    uv_run(&loop->uv, UV_RUN_NOWAIT);
    if (options->loop_end != NULL)
        options->loop_end(loop, loop->data, options->data);
    loop->data = NULL;
    log_scatter();
}

void http_loop_init(http_loop *loop, http_server *server, unsigned index) {
    loop->server = server;
    loop->index = index;
    buffer_init(&loop->out, OUT_MAXIMUM);
    buffer_init(&loop->cipher, OUT_MAXIMUM);
    check(uv_loop_init(&loop->uv), "uv_loop_init");
    loop->uv.data = loop;
    check(uv_async_init(&loop->uv, &loop->wakeup, on_wakeup), "uv_async_init");
    check(uv_timer_init(&loop->uv, &loop->sweep), "uv_timer_init");
    check(uv_timer_init(&loop->uv, &loop->idle), "uv_timer_init");
    check(uv_prepare_init(&loop->uv, &loop->before_poll), "uv_prepare_init");
    check(uv_check_init(&loop->uv, &loop->after_poll), "uv_check_init");
    loop->wakeup.data = loop->sweep.data = loop->idle.data = loop;
    loop->before_poll.data = loop->after_poll.data = loop;
    loop->sweep.timer_cb = on_sweep;
    loop->read_buffer = memory_alloc(READ_SIZE);
    check(uv_prepare_start(&loop->before_poll, on_before_poll), "uv_prepare_start");
    check(uv_check_start(&loop->after_poll, on_after_poll), "uv_check_start");
}

static void free_lists_done(http_loop *loop) {
    // What still lives belongs to exchanges that nobody will finish any more.
    while (loop->live != NULL) {
        http_exchange *x = loop->live;
        loop->live = x->next;
        http_tls_end(x->connection);
        free(x->connection);
        http_exchange_destroy(x);
    }
    while (loop->free_exchanges != NULL) {
        http_exchange *x = loop->free_exchanges;
        loop->free_exchanges = x->next;
        http_exchange_destroy(x);
    }
    while (loop->free_connections != NULL) {
        http_connection *c = loop->free_connections;
        loop->free_connections = c->next;
        free(c);
    }
}

void http_loop_done(http_loop *loop) {
    // Finishes that came after the thread's end.
    loop_run_tasks(loop);
    loop_abort_connections(loop);
    uv_close((uv_handle_t *)&loop->wakeup, NULL);
    uv_close((uv_handle_t *)&loop->sweep, NULL);
    uv_close((uv_handle_t *)&loop->idle, NULL);
    uv_close((uv_handle_t *)&loop->before_poll, NULL);
    uv_close((uv_handle_t *)&loop->after_poll, NULL);
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    check(uv_loop_close(&loop->uv), "uv_loop_close");
    free_lists_done(loop);
    buffer_done(&loop->out);
    buffer_done(&loop->cipher);
    free(loop->read_buffer);
    free(loop->plain);
    free(loop->listener_handles);
}

void *http_loop_data(const http_loop *loop) {
    return loop->data;
}

unsigned http_loop_index(const http_loop *loop) {
    return loop->index;
}

// --- by hand ---------------------------------------------------------------------------------------------------------

http_loop *http_drive_loop(http_server *server, unsigned index) {
    return &server->loops[index];
}

void http_drive_adopt(http_loop *loop, int socket) {
    http_connection_adopt(loop, socket);
}

size_t http_drive_turn(http_loop *loop) {
    uv_run(&loop->uv, UV_RUN_NOWAIT);
    return loop->connection_count;
}
