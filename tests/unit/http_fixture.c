#include "unit.h"

#include "base/memory.h"
#include "http_fixture.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

long long milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void sem_wait_bounded(sem_t *semaphore, const char *what) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += FIXTURE_WAIT / 1000;
    while (sem_timedwait(semaphore, &until) != 0)
        if (errno != EINTR)
            fail_msg("%s took too long", what);
}

// --- routes ----------------------------------------------------------------------------------------------------------

typedef struct work {
    worker_task task;
    http_exchange *exchange;
    text text;
} work;

static void work_run(worker_task *task, void *thread_data) {
    (void)thread_data;
    work *w = (work *)task;
    buffer_append_text(http_reply_body(w->exchange), w->text);
    http_exchange_finish_from_anywhere(w->exchange);
}

static void answer_echo(http_exchange *x) {
    const http_request *request = http_exchange_request(x);
    buffer *body = http_reply_body(x);
    text echo = http_request_header(request, "x-echo");
    buffer_append_text(body, request->method_name);
    buffer_append_byte(body, ' ');
    buffer_append_text(body, request->path);
    if (request->query.data != NULL) {
        buffer_append_byte(body, '?');
        buffer_append_text(body, request->query);
    }
    buffer_append_string(body, " [");
    buffer_append_text(body, echo);
    buffer_append_string(body, request->has_body ? "] +" : "] -");
    buffer_append_text(body, request->body);
    http_reply_header(x, TEXT("X-Peer"), request->peer);
}

static size_t number_after(http_exchange *x, const char *prefix) {
    char *path = arena_text(http_exchange_arena(x), http_exchange_request(x)->path);
    return strtoul(path + strlen(prefix), NULL, 10);
}

static void answer_filled(http_exchange *x, size_t length, bool json) {
    buffer *body = http_reply_body(x);
    if (json) {
        http_reply_header(x, TEXT("Content-Type"), TEXT("application/json; charset=utf-8"));
        http_reply_header(x, TEXT("ETag"), TEXT("\"abc\""));
    } else {
        http_reply_header(x, TEXT("Content-Type"), TEXT("application/octet-stream"));
    }
    while (body->length < length && !body->failed)
        buffer_append(body, "[1234567890,22]\n", length - body->length < 16 ? length - body->length : 16);
}

static void answer_inject(http_exchange *x) {
    http_reply_header(x, TEXT("X-Bad"), TEXT("a\r\nX-Injected: yes"));
    http_reply_header(x, TEXT("X-Bad\r\nX-Injected"), TEXT("yes"));
    http_reply_header(x, TEXT("X-Nul"), ((text){"a\0b", 3}));
    http_reply_header(x, TEXT("X-Good"), TEXT("1"));
    http_reply_header(x, TEXT("X-Good"), TEXT("2"));
}

static void hold(fixture *f, http_exchange *x) {
    pthread_mutex_lock(&f->mutex);
    bool full = f->held_count == FIXTURE_HELD;
    if (!full)
        f->held[f->held_count++] = x;
    pthread_cond_broadcast(&f->changed);
    pthread_mutex_unlock(&f->mutex);
    if (full)
        http_exchange_finish(x);
}

// An exchange that ends another one on the same loop.
static void let_go(fixture *f) {
    pthread_mutex_lock(&f->mutex);
    for (size_t i = 0; i < f->held_count; i++) {
        buffer_append_string(http_reply_body(f->held[i]), "let go");
        http_exchange_finish(f->held[i]);
    }
    f->held_count = 0;
    pthread_mutex_unlock(&f->mutex);
}

static void hand_to_worker(fixture *f, http_exchange *x, text path) {
    work *w = arena_new_of(http_exchange_arena(x), work);
    *w = (work){.task.run = work_run, .exchange = x, .text = {path.data + 6, path.length - 6}};
    if (worker_pool_submit(f->workers, 0, &w->task))
        return;
    http_reply_status(x, 503);
    http_exchange_finish(x);
}

static void on_request(http_exchange *x, void *data) {
    fixture *f = data;
    text path = http_exchange_request(x)->path;
    atomic_fetch_add(&f->requests, 1);
    if (text_is(path, "/hold")) {
        hold(f, x);
        return;
    }
    if (text_starts_with(path, TEXT("/pool/"))) {
        hand_to_worker(f, x, path);
        return;
    }
    if (text_is(path, "/let-go"))
        let_go(f);
    if (text_starts_with(path, TEXT("/size/")))
        answer_filled(x, number_after(x, "/size/"), false);
    else if (text_starts_with(path, TEXT("/text/")))
        answer_filled(x, number_after(x, "/text/"), true);
    else if (text_is(path, "/inject"))
        answer_inject(x);
    else if (text_is(path, "/loop"))
        buffer_printf(http_reply_body(x), "%u", http_loop_index(http_exchange_loop(x)));
    else if (text_starts_with(path, TEXT("/status/"))) {
        http_reply_status(x, (int)number_after(x, "/status/"));
        buffer_append_string(http_reply_body(x), "never to be seen with 204");
    } else
        answer_echo(x);
    http_exchange_finish(x);
}

static void on_refusal(http_exchange *x, int status, const char *reason, void *data) {
    (void)data;
    http_reply_header(x, TEXT("Content-Type"), TEXT("application/json"));
    http_reply_header(x, TEXT("X-Refused-Path"), http_exchange_request(x)->path);
    buffer_printf(http_reply_body(x), "{\"status\":%d,\"reason\":\"%s\"}", status, reason);
}

static void *loop_start(http_loop *loop, void *data) {
    fixture *f = data;
    atomic_fetch_add(&f->loops_started, 1);
    return loop;
}

static void loop_end(http_loop *loop, void *loop_data, void *data) {
    fixture *f = data;
    if (loop == loop_data)
        atomic_fetch_add(&f->loops_ended, 1);
}

static void loop_idle(http_loop *loop, void *loop_data, void *data) {
    fixture *f = data;
    if (loop == loop_data)
        atomic_fetch_add(&f->idles, 1);
}

// --- the server ------------------------------------------------------------------------------------------------------

static void on_ready(void *data) {
    sem_post(&((fixture *)data)->ready);
}

static void *run(void *argument) {
    fixture *f = argument;
    f->run_result = http_server_run(f->server, on_ready);
    sem_post(&f->ended);
    return NULL;
}

void fixture_start(fixture *f, http_options options, const char *address) {
    fixture_start_tls(f, options, NULL, address);
}

void fixture_start_tls(fixture *f, http_options options, const http_tls_options *tls, const char *address) {
    char message[256] = "";
    *f = (fixture){0};
    pthread_mutex_init(&f->mutex, NULL);
    pthread_cond_init(&f->changed, NULL);
    sem_init(&f->ready, 0, 0);
    sem_init(&f->ended, 0, 0);
    if (options.threads == 0)
        options.threads = 1;
    options.on_request = on_request;
    options.on_refusal = on_refusal;
    options.loop_start = loop_start;
    options.loop_end = loop_end;
    options.loop_idle = loop_idle;
    options.data = f;
    f->workers = worker_pool_new(&(worker_options){.threads = 2, .lanes = {{.queue_maximum = 100}}});
    f->server = http_server_new(&options);
    if (tls != NULL && !http_server_use_tls(f->server, tls, message, sizeof(message)))
        fail_msg("%s", message);
    if (!http_server_listen(f->server, address, message, sizeof(message)))
        fail_msg("%s", message);
    const char *url = http_server_address(f->server, 0);
    if (strncmp(url, "unix:", 5) == 0)
        snprintf(f->path, sizeof(f->path), "%s", url + 5);
    else
        f->port = (int)strtol(strrchr(url, ':') + 1, NULL, 10);
    assert_int_equal(pthread_create(&f->thread, NULL, run, f), 0);
    sem_wait_bounded(&f->ready, "the start of the server");
}

void fixture_wait_ended(fixture *f) {
    sem_wait_bounded(&f->ended, "the end of the server");
    sem_post(&f->ended);
}

void fixture_stop(fixture *f) {
    http_server_stop(f->server);
    fixture_wait_ended(f);
    pthread_join(f->thread, NULL);
    worker_pool_free(f->workers);
    http_server_free(f->server);
    pthread_cond_destroy(&f->changed);
    pthread_mutex_destroy(&f->mutex);
    sem_destroy(&f->ready);
    sem_destroy(&f->ended);
}

void fixture_wait_held(fixture *f, size_t count) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += FIXTURE_WAIT / 1000;
    bool late = false;
    pthread_mutex_lock(&f->mutex);
    while (f->held_count < count && !late)
        late = pthread_cond_timedwait(&f->changed, &f->mutex, &until) == ETIMEDOUT;
    pthread_mutex_unlock(&f->mutex);
    if (late)
        fail_msg("the requests did not come");
}

void fixture_release(fixture *f, const char *body) {
    pthread_mutex_lock(&f->mutex);
    for (size_t i = 0; i < f->held_count; i++) {
        buffer_append_string(http_reply_body(f->held[i]), body);
        http_exchange_finish_from_anywhere(f->held[i]);
    }
    f->held_count = 0;
    pthread_mutex_unlock(&f->mutex);
}

// --- the client ------------------------------------------------------------------------------------------------------

void client_open(client *c, const fixture *f) {
    *c = (client){0};
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)f->port)};
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct sockaddr_un file = {.sun_family = AF_UNIX};
    snprintf(file.sun_path, sizeof(file.sun_path), "%s", f->path);
    bool tcp = f->port != 0;
    c->socket = socket(tcp ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(c->socket >= 0);
    int on = 1;
    if (tcp)
        setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    int status = tcp ? connect(c->socket, (struct sockaddr *)&v4, sizeof(v4))
                     : connect(c->socket, (struct sockaddr *)&file, sizeof(file));
    assert_int_equal(status, 0);
}

void client_close(client *c) {
    close(c->socket);
    free(c->input);
    *c = (client){.socket = -1};
}

void client_send_bytes(client *c, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t sent = send(c->socket, at, length, MSG_NOSIGNAL);
        if (sent <= 0)
            fail_msg("the server closed while the request was sent");
        at += sent;
        length -= (size_t)sent;
    }
}

void client_send(client *c, const char *bytes) {
    client_send_bytes(c, bytes, strlen(bytes));
}

size_t client_send_some(client *c, const void *bytes, size_t length) {
    ssize_t sent = send(c->socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent < 0 ? 0 : (size_t)sent;
}

bool client_readable(const client *c, int milliseconds) {
    struct pollfd wanted = {.fd = c->socket, .events = POLLIN};
    return poll(&wanted, 1, milliseconds) == 1;
}

// Reads what is there. False at the end of input or after the longest wait.
static bool client_fill(client *c) {
    if (!client_readable(c, FIXTURE_WAIT))
        return false;
    if (c->capacity - c->length < 65536) {
        c->capacity = c->capacity * 2 + 65536;
        c->input = memory_realloc(c->input, c->capacity);
    }
    ssize_t count = recv(c->socket, c->input + c->length, c->capacity - c->length - 1, 0);
    if (count <= 0)
        return false;
    c->length += (size_t)count;
    return true;
}

bool reply_header(const reply *r, const char *name, char value[256]) {
    char start[64];
    snprintf(start, sizeof(start), "\r\n%s: ", name);
    const char *at = strcasestr(r->head, start);
    if (at == NULL)
        return false;
    at += strlen(start);
    snprintf(value, 256, "%.*s", (int)strcspn(at, "\r"), at);
    return true;
}

void reply_done(reply *r) {
    free(r->body);
    r->body = NULL;
}

bool client_read(client *c, reply *r, bool head_only) {
    char *end = NULL;
    *r = (reply){0};
    do {
        size_t unread = c->length - c->used;
        end = unread == 0 ? NULL : memmem(c->input + c->used, unread, "\r\n\r\n", 4);
    } while (end == NULL && client_fill(c));
    if (end == NULL)
        return false;
    size_t head = (size_t)(end + 4 - (c->input + c->used));
    assert_true(head < sizeof(r->head));
    memcpy(r->head, c->input + c->used, head);
    c->used += head;
    assert_memory_equal(r->head, "HTTP/1.1 ", 9);
    r->status = (int)strtol(r->head + 9, NULL, 10);
    char value[256];
    if (!head_only && reply_header(r, "Content-Length", value))
        r->length = strtoul(value, NULL, 10);
    while (c->length - c->used < r->length)
        if (!client_fill(c))
            return false;
    r->body = memory_zalloc(r->length + 1);
    if (r->length > 0)
        memcpy(r->body, c->input + c->used, r->length);
    c->used += r->length;
    return true;
}

void client_expect(client *c, reply *r, int status) {
    if (!client_read(c, r, false))
        fail_msg("no reply came, %d was expected", status);
    if (r->status != status)
        fail_msg("the status is %d with %s, %d was expected", r->status, r->body, status);
}

bool client_sees_end(client *c) {
    if (c->used < c->length || !client_readable(c, FIXTURE_WAIT))
        return false;
    char byte;
    return recv(c->socket, &byte, 1, 0) <= 0;
}
