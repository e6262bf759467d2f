// One connection, in two lives. While it is set up, libcurl does everything, and what it wants watched is watched for
// it; but where the address is known and nothing stands between, a socket is connected without it, in a third of the time. Once
// it is established its socket is ours, bytes are sent and received without libcurl (with TLS through it, because it holds the
// session), and the pool is told of whole replies and of the end.
#include "sdk/connection.h"
#include "base/memory.h"
#include "sdk/authorities.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    SCRATCH = 64 * 1024,
    READS = 16, // of one connection before others have their turn
};

// A socket that libcurl has us watch while it sets a connection up. What is watched is a duplicate: libcurl tells that
// a socket is done with after closing it, when its number may already be another's.
struct curl_watch {
    watch watch; // first
    curl_watch *next;
    connection *owner;
    int fd;        // libcurl's
    int duplicate; // ours; -1: none was to be had
    uint32_t events;
};

// --- setting up ------------------------------------------------------------------------------------------------------

static void advance(connection *c, curl_socket_t fd, int what);

static void curl_ready(watch *w, uint32_t events) {
    curl_watch *cw = (curl_watch *)(void *)w;
    int what = (events & EPOLLIN ? CURL_CSELECT_IN : 0) | (events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
               (events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
    advance(cw->owner, cw->fd, what);
}

static bool watch_duplicate(curl_watch *cw) {
    cw->duplicate = fcntl(cw->fd, F_DUPFD_CLOEXEC, 0);
    return cw->duplicate >= 0 && mux_watch(cw->owner->pool->transport.mux, cw->duplicate, cw->events, &cw->watch);
}

static void drop_duplicate(curl_watch *cw) {
    if (cw->duplicate < 0)
        return;
    mux_forget(cw->owner->pool->transport.mux, cw->duplicate);
    close(cw->duplicate);
    cw->duplicate = -1;
}

static bool watch_socket(connection *c, int fd, uint32_t events) {
    curl_watch *cw = memory_zalloc(sizeof *cw);
    *cw = (curl_watch){.watch.ready = curl_ready, .next = c->watches, .owner = c, .fd = fd, .events = events};
    c->watches = cw;
    curl_multi_assign(c->multi, fd, cw);
    return watch_duplicate(cw);
}

static void forget_socket(connection *c, curl_watch *cw) {
    drop_duplicate(cw);
    for (curl_watch **at = &c->watches; *at != NULL; at = &(*at)->next)
        if (*at == cw) {
            *at = cw->next;
            break;
        }
    mux_bury(c->pool->transport.mux, &cw->watch);
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *user, void *known) {
    (void)easy;
    connection *c = user;
    curl_watch *cw = known;
    uint32_t events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
    if (what == CURL_POLL_REMOVE) {
        curl_multi_assign(c->multi, fd, NULL);
        if (cw != NULL)
            forget_socket(c, cw);
        return 0;
    }
    if (cw == NULL)
        return watch_socket(c, fd, events) ? 0 : -1;
    cw->events = events;
    mux_change(c->pool->transport.mux, cw->duplicate, events, &cw->watch);
    return 0;
}

// A new socket may get the number of one that was closed a moment ago, which libcurl then takes for watched.
static curl_socket_t on_open(void *user, curlsocktype purpose, struct curl_sockaddr *address) {
    connection *c = user;
    (void)purpose;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    for (curl_watch *cw = c->watches; fd >= 0 && cw != NULL; cw = cw->next)
        if (cw->fd == fd) {
            drop_duplicate(cw);
            watch_duplicate(cw);
        }
    return fd < 0 ? CURL_SOCKET_BAD : fd;
}

static int on_timer(CURLM *multi, long delay_ms, void *user) {
    (void)multi;
    connection *c = user;
    if (delay_ms < 0)
        mux_timer_clear(c->pool->transport.mux, &c->timer);
    else
        mux_timer_set(c->pool->transport.mux, &c->timer, c->pool->transport.mux->now + delay_ms * 1000);
    return 0;
}

static void timer_fired(timer *t) {
    advance(LINK_OWNER(t, connection, timer), CURL_SOCKET_TIMEOUT, 0);
}

// The established socket has become ours, so libcurl must not close it.
static int on_close(void *user, curl_socket_t fd) {
    connection *c = user;
    return fd == c->fd ? 0 : close(fd);
}

static bool set_text(CURL *easy, CURLoption option, const char *value) {
    return value == NULL || curl_easy_setopt(easy, option, value) == CURLE_OK;
}

// The system's, or what the environment names.
static bool set_usual_authorities(CURL *e, const settings *s) {
    const char *file = s->ca_file;
    char *own = NULL;
    if (s->secure && file == NULL && curl_easy_getinfo(e, CURLINFO_CAINFO, &own) == CURLE_OK)
        file = authorities_file(own);
    // A folder is enough; without one, the message of libcurl names the file that it misses.
    bool fine = (file == NULL && s->ca_folder == NULL) || curl_easy_setopt(e, CURLOPT_CAINFO, file) == CURLE_OK;
    return fine && set_text(e, CURLOPT_CAPATH, s->ca_folder);
}

// Of what is named each kind is set, NULL too: libcurl would trust the system's of that kind as well.
static bool set_authorities(CURL *e, const settings *s) {
    if (!s->named_authorities)
        return set_usual_authorities(e, s);
    struct curl_blob authorities = {s->ca_text, s->ca_text == NULL ? 0 : strlen(s->ca_text), CURL_BLOB_NOCOPY};
    return curl_easy_setopt(e, CURLOPT_CAINFO, s->ca_file) == CURLE_OK &&
           curl_easy_setopt(e, CURLOPT_CAPATH, s->ca_folder) == CURLE_OK &&
           (s->ca_text == NULL || curl_easy_setopt(e, CURLOPT_CAINFO_BLOB, &authorities) == CURLE_OK);
}

// A password always: without one OpenSSL would ask the terminal for it, in the middle of a call.
static bool set_certificate(CURL *e, const settings *s) {
    const char *password = s->key_password == NULL ? "" : s->key_password;
    return s->cert_file == NULL ||
           (set_text(e, CURLOPT_SSLCERT, s->cert_file) && set_text(e, CURLOPT_SSLKEY, s->key_file) &&
            set_text(e, CURLOPT_KEYPASSWD, password));
}

static bool set_options(connection *c) {
    const settings *s = c->pool->transport.settings;
    CURL *e = c->easy;
    bool fine = true;
    fine &= curl_easy_setopt(e, CURLOPT_URL, s->connect_url) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_CONNECT_ONLY, 1L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_PROXY, s->proxy) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_HTTPPROXYTUNNEL, s->proxy[0] != '\0' ? 1L : 0L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, s->skip_verify ? 0L : 1L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, s->skip_verify ? 0L : 2L) == CURLE_OK;
    fine &= set_text(e, CURLOPT_UNIX_SOCKET_PATH, s->socket_path) && set_certificate(e, s);
    fine &= set_authorities(e, s);
    fine &= curl_easy_setopt(e, CURLOPT_SSL_ENABLE_ALPN, 0L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_TCP_NODELAY, 1L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_TCP_KEEPALIVE, 1L) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_ERRORBUFFER, c->problem) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_open) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, c) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_CLOSESOCKETFUNCTION, on_close) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_CLOSESOCKETDATA, c) == CURLE_OK;
    fine &= curl_easy_setopt(e, CURLOPT_SHARE, c->pool->share) == CURLE_OK;
    // Not to wait for a slow name server when the client goes away.
    fine &= curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L) == CURLE_OK;
    fine &= curl_multi_setopt(c->multi, CURLMOPT_SOCKETFUNCTION, on_socket) == CURLM_OK;
    fine &= curl_multi_setopt(c->multi, CURLMOPT_SOCKETDATA, c) == CURLM_OK;
    fine &= curl_multi_setopt(c->multi, CURLMOPT_TIMERFUNCTION, on_timer) == CURLM_OK;
    fine &= curl_multi_setopt(c->multi, CURLMOPT_TIMERDATA, c) == CURLM_OK;
    return fine;
}

static void drop_curl(connection *c) {
    if (c->multi != NULL && c->easy != NULL)
        curl_multi_remove_handle(c->multi, c->easy);
    if (c->easy != NULL)
        curl_easy_cleanup(c->easy);
    if (c->multi != NULL)
        curl_multi_cleanup(c->multi);
    c->easy = NULL;
    c->multi = NULL;
    mux_timer_clear(c->pool->transport.mux, &c->timer);
}

void connection_close(connection *c) {
    pool *p = c->pool;
    list_remove(&c->link);
    if (c->exchange != NULL)
        c->exchange->carrier = NULL;
    http_reply_done(&c->reply);
    int fd = c->fd;
    if (fd >= 0)
        mux_forget(p->transport.mux, fd);
    // A TLS session ends in order before its socket is closed.
    drop_curl(c);
    if (fd >= 0)
        close(fd);
    p->count--;
    if (!c->established)
        p->opening_count--;
    mux_bury(p->transport.mux, &c->watch);
}

static void connection_ready(watch *w, uint32_t events);

// libcurl has done its part. Of a plain connection it can be let go; with TLS it stays for its session.
static void adopt(connection *c) {
    curl_socket_t fd = CURL_SOCKET_BAD;
    pool *p = c->pool;
    if (curl_easy_getinfo(c->easy, CURLINFO_ACTIVESOCKET, &fd) != CURLE_OK || fd == CURL_SOCKET_BAD) {
        pool_broken(p, c, TESSERA_E_CONNECTION, "the connection was lost while it was set up");
        return;
    }
    c->fd = fd;
    for (curl_watch *cw = c->watches; cw != NULL; cw = cw->next)
        drop_duplicate(cw);
    if (!p->transport.settings->secure)
        drop_curl(c);
    if (!mux_watch(p->transport.mux, fd, EPOLLIN, &c->watch)) {
        pool_broken(p, c, TESSERA_E_CONNECTION, strerror(errno));
        return;
    }
    c->established = true;
    p->opening_count--;
    pool_opened(p, c);
}

static void setup_failed(connection *c, CURLcode result) {
    char message[CURL_ERROR_SIZE + 512];
    const settings *s = c->pool->transport.settings;
    const char *reason = c->problem[0] != '\0' ? c->problem : curl_easy_strerror(result);
    long code = 0;
    // Of a socket file libcurl tells a host and a port, which it has not.
    if (s->socket_path != NULL && curl_easy_getinfo(c->easy, CURLINFO_OS_ERRNO, &code) == CURLE_OK && code != 0)
        reason = strerror((int)code);
    snprintf(message, sizeof message, "cannot connect to %s: %s", s->socket_path != NULL ? s->base_url : s->connect_url,
             reason);
    pool_broken(c->pool, c, TESSERA_E_CONNECTION, message);
}

static void advance(connection *c, curl_socket_t fd, int what) {
    int running = 0, left = 0;
    curl_multi_socket_action(c->multi, fd, what, &running);
    CURLMsg *message = curl_multi_info_read(c->multi, &left);
    if (message == NULL || message->msg != CURLMSG_DONE || c->established)
        return;
    CURLcode result = message->data.result;
    if (result == CURLE_OK)
        adopt(c);
    else
        setup_failed(c, result);
}

static void open_with_curl(connection *c) {
    pool *p = c->pool;
    c->watch.ready = connection_ready;
    c->multi = curl_multi_init();
    c->easy = curl_easy_init();
    if (c->multi == NULL || c->easy == NULL || !set_options(c) ||
        curl_multi_add_handle(c->multi, c->easy) != CURLM_OK) {
        pool_broken(p, c, TESSERA_E_CONNECTION, "libcurl could not be set up");
        return;
    }
    advance(c, CURL_SOCKET_TIMEOUT, 0);
}

// --- setting up without libcurl --------------------------------------------------------------------------------------

static void drop_direct(connection *c) {
    mux_forget(c->pool->transport.mux, c->fd);
    close(c->fd);
    c->fd = -1;
}

// The socket is connected, or cannot be: then libcurl tries, which also says what is wrong. One that was reset meanwhile had been
// connected, and whoever uses it finds out.
static void direct_ready(watch *w, uint32_t events) {
    connection *c = (connection *)(void *)w;
    pool *p = c->pool;
    int problem = 0;
    socklen_t size = sizeof problem;
    (void)events;
    if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &problem, &size) != 0 || (problem != 0 && problem != ECONNRESET)) {
        drop_direct(c);
        open_with_curl(c);
        return;
    }
    c->watch.ready = connection_ready;
    mux_change(p->transport.mux, c->fd, EPOLLIN, &c->watch);
    c->established = true;
    p->opening_count--;
    pool_opened(p, c);
}

// As libcurl has them: no waiting for more to send, and a peer that has gone is found out about after a while.
static void set_tcp_options(int fd) {
    static const struct {
        int level, option, value;
    } options[] = {{IPPROTO_TCP, TCP_NODELAY, 1},
                   {SOL_SOCKET, SO_KEEPALIVE, 1},
                   {IPPROTO_TCP, TCP_KEEPIDLE, 60},
                   {IPPROTO_TCP, TCP_KEEPINTVL, 60}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        setsockopt(fd, options[i].level, options[i].option, &options[i].value, sizeof options[i].value);
}

// Begins to connect to an address. False: libcurl is to do it.
static bool open_direct(connection *c) {
    const settings *s = c->pool->transport.settings;
    if (s->address_length == 0)
        return false;
    c->fd = socket(s->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (c->fd < 0)
        return false;
    if (s->address.ss_family != AF_UNIX)
        set_tcp_options(c->fd);
    c->watch.ready = direct_ready;
    if ((connect(c->fd, (const struct sockaddr *)&s->address, s->address_length) == 0 || errno == EINPROGRESS) &&
        mux_watch(c->pool->transport.mux, c->fd, EPOLLOUT, &c->watch))
        return true;
    close(c->fd);
    c->fd = -1;
    return false;
}

void connection_open(pool *p) {
    connection *c = memory_zalloc(sizeof *c);
    c->pool = p;
    c->fd = -1;
    c->timer.fire = timer_fired;
    list_append(&p->opening, &c->link);
    p->count++;
    p->opening_count++;
    if (!open_direct(c))
        open_with_curl(c);
}

// --- bytes -----------------------------------------------------------------------------------------------------------

// As send(2): -1 with errno set on failure.
static ssize_t send_bytes(connection *c, const char *bytes, size_t length) {
    size_t sent = 0;
    if (c->easy == NULL)
        return send(c->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    CURLcode result = curl_easy_send(c->easy, bytes, length, &sent);
    if (result == CURLE_OK)
        return (ssize_t)sent;
    errno = result == CURLE_AGAIN ? EAGAIN : EPIPE;
    return -1;
}

static ssize_t receive_bytes(connection *c, char *bytes, size_t size) {
    size_t received = 0;
    if (c->easy == NULL)
        return recv(c->fd, bytes, size, MSG_DONTWAIT);
    CURLcode result = curl_easy_recv(c->easy, bytes, size, &received);
    if (result == CURLE_OK)
        return (ssize_t)received;
    errno = result == CURLE_AGAIN ? EAGAIN : ECONNRESET;
    return -1;
}

static bool is_transient(int reason) {
    return reason == EAGAIN || reason == EWOULDBLOCK || reason == EINTR;
}

static void want_writing(connection *c, bool wanted) {
    if (c->writing == wanted)
        return;
    c->writing = wanted;
    mux_change(c->pool->transport.mux, c->fd, EPOLLIN | (wanted ? EPOLLOUT : 0u), &c->watch);
}

// Sends what there is room for. A peer that refuses the rest may have said why: what it sent is read before giving up.
static void send_request(connection *c) {
    const exchange *x = c->exchange;
    while (c->sent < x->length && !c->deaf) {
        ssize_t sent = send_bytes(c, x->request + c->sent, x->length - c->sent);
        if (sent > 0)
            c->sent += (size_t)sent;
        else if (is_transient(errno))
            break;
        else
            c->deaf = true;
    }
    want_writing(c, c->sent < x->length && !c->deaf);
}

void connection_start(connection *c, exchange *x) {
    c->exchange = x;
    c->sent = 0;
    x->carrier = c;
    http_reply_begin(&c->reply, x->head, c->pool->transport.settings->max_reply, x->room);
    c->reply.keeps_head = c->pool->transport.settings->keep_heads;
    send_request(c);
}

// Reads once more what may be left; true when the reply is whole.
static reply_progress receive_some(connection *c, bool *again) {
    char *scratch = c->pool->scratch;
    size_t used = 0;
    *again = false;
    ssize_t received = receive_bytes(c, scratch, SCRATCH);
    if (received < 0 && is_transient(errno))
        return REPLY_MORE;
    if (received <= 0)
        return http_reply_end(&c->reply);
    reply_progress progress = http_reply_feed(&c->reply, scratch, (size_t)received, &used);
    if (used < (size_t)received)
        c->reply.keep_alive = false; // more than was asked for
    // A full read, and any through TLS, may have left something that the descriptor does not show.
    *again = received == SCRATCH || c->easy != NULL;
    return progress;
}

static void receive_reply(connection *c) {
    bool again = true;
    reply_progress progress = REPLY_MORE;
    for (int i = 0; again && progress == REPLY_MORE && (i < READS || c->easy != NULL); i++)
        progress = receive_some(c, &again);
    if (progress == REPLY_MORE)
        return;
    if (progress == REPLY_COMPLETE) {
        if (c->sent < c->exchange->length)
            c->reply.keep_alive = false;
        pool_replied(c->pool, c);
        return;
    }
    const char *message;
    tessera_status failure = transport_failure(progress, &c->reply, &message);
    pool_broken(c->pool, c, failure, message);
}

static void connection_ready(watch *w, uint32_t events) {
    connection *c = (connection *)(void *)w;
    if (c->exchange == NULL) {
        // Nothing was asked: the peer closes, or talks out of turn.
        if (c->easy == NULL || !connection_is_alive(c))
            connection_close(c);
        return;
    }
    if ((events & EPOLLOUT) != 0)
        send_request(c);
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        receive_reply(c);
}

bool connection_is_alive(connection *c) {
    char byte;
    if (c->easy == NULL)
        return recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && is_transient(errno);
    // With TLS, messages of the session itself may be waiting; reading deals with them.
    return receive_bytes(c, &byte, 1) < 0 && is_transient(errno);
}
