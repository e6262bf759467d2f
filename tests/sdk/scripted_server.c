#include "scripted_server.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 256, REPLIES = 32 };

typedef struct peer {
    int fd; // -1: free
    char request[SCRIPTED_REQUEST_BYTES];
    size_t received;
    char *output;
    size_t length, sent, cut, piece;
    int64_t due; // milliseconds; when sending may begin
    bool close, busy;
} peer;

struct scripted_server {
    int listener, wake, port;
    char url[64];
    pthread_t thread;
    pthread_mutex_t lock;
    peer peers[CONNECTIONS];
    // under the lock
    scripted_reply replies[REPLIES];
    size_t count, next, requests, connections;
    char last[SCRIPTED_REQUEST_BYTES];
    bool stop, drop;
};

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void peer_close(peer *p, bool reset) {
    struct linger hard = {.l_onoff = 1, .l_linger = 0};
    if (reset)
        setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close(p->fd);
    free(p->output);
    *p = (peer){.fd = -1};
}

// Length of the first whole request; 0 while it is not there.
static size_t request_length(const peer *p) {
    const char *end = memmem(p->request, p->received, "\r\n\r\n", 4);
    if (end == NULL)
        return 0;
    size_t head = (size_t)(end - p->request) + 4, body = 0;
    for (const char *line = p->request; line < end;
         line = (const char *)memchr(line, '\n', (size_t)(end + 2 - line)) + 1)
        if (strncasecmp(line, "content-length:", 15) == 0)
            body = strtoul(line + 15, NULL, 10);
    return p->received >= head + body ? head + body : 0;
}

static scripted_reply take_reply(scripted_server *s, const peer *p, size_t length) {
    pthread_mutex_lock(&s->lock);
    scripted_reply reply = s->replies[s->next];
    if (s->next + 1 < s->count)
        s->next++;
    s->requests++;
    memcpy(s->last, p->request, length);
    s->last[length < sizeof s->last ? length : sizeof s->last - 1] = '\0';
    pthread_mutex_unlock(&s->lock);
    return reply;
}

// The text of a reply that is not given as bytes; its length, and the text where there is room for it.
static size_t print_reply(const scripted_reply *r, char *out, size_t size) {
    const char *body = r->body == NULL ? "" : r->body;
    return (size_t)snprintf(
        out, size, "HTTP/1.1 %d Scripted\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n%s%s\r\n%s",
        r->status, strlen(body), r->headers == NULL ? "" : r->headers, r->close ? "Connection: close\r\n" : "", body);
}

static void prepare(peer *p, const scripted_reply *r) {
    size_t length = r->raw == NULL ? 0 : r->raw_length > 0 ? r->raw_length : strlen(r->raw);
    if (r->status != 0)
        length = print_reply(r, NULL, 0);
    p->output = malloc(length + 1);
    if (r->status != 0)
        print_reply(r, p->output, length + 1);
    else if (r->raw != NULL)
        memcpy(p->output, r->raw, length);
    p->length = length;
    p->sent = 0;
    p->piece = r->piece;
    p->cut = r->cut_after;
    p->close = r->close || r->cut_after > 0;
    p->due = now_ms() + r->delay_ms;
}

static void answer(scripted_server *s, peer *p) {
    size_t length = p->busy ? 0 : request_length(p);
    if (length == 0)
        return;
    scripted_reply reply = take_reply(s, p, length);
    memmove(p->request, p->request + length, p->received - length);
    p->received -= length;
    if (reply.reset) {
        peer_close(p, true);
        return;
    }
    p->busy = true;
    prepare(p, &reply);
}

static void send_some(peer *p) {
    size_t limit = p->cut > 0 && p->cut < p->length ? p->cut : p->length;
    size_t length = limit - p->sent;
    if (p->piece > 0 && length > p->piece)
        length = p->piece;
    ssize_t sent = length == 0 ? 0 : send(p->fd, p->output + p->sent, length, MSG_NOSIGNAL);
    if (sent < 0) {
        peer_close(p, false);
        return;
    }
    p->sent += (size_t)sent;
    if (p->sent < limit)
        return;
    if (p->close) {
        peer_close(p, false);
        return;
    }
    if (p->length == 0)
        return; // never answered
    free(p->output);
    p->output = NULL;
    p->busy = false;
}

static void receive(scripted_server *s, peer *p) {
    ssize_t received = recv(p->fd, p->request + p->received, sizeof p->request - 1 - p->received, 0);
    if (received <= 0) {
        peer_close(p, false);
        return;
    }
    p->received += (size_t)received;
    answer(s, p);
}

static void accept_peer(scripted_server *s) {
    int fd = accept4(s->listener, NULL, NULL, SOCK_CLOEXEC);
    for (size_t i = 0; fd >= 0 && i < CONNECTIONS; i++) {
        if (s->peers[i].fd >= 0)
            continue;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        s->peers[i].fd = fd;
        pthread_mutex_lock(&s->lock);
        s->connections++;
        pthread_mutex_unlock(&s->lock);
        return;
    }
    if (fd >= 0)
        close(fd);
}

// One look at everything. False when told to stop.
static bool turn(scripted_server *s) {
    struct pollfd watched[CONNECTIONS + 2] = {{.fd = s->listener, .events = POLLIN}, {.fd = s->wake, .events = POLLIN}};
    int64_t now = now_ms(), wait = 60000;
    for (size_t i = 0; i < CONNECTIONS; i++) {
        peer *p = &s->peers[i];
        bool sending = p->busy && p->output != NULL && (p->length > 0 || p->close);
        bool due = sending && p->due <= now;
        watched[i + 2] = (struct pollfd){.fd = p->fd, .events = (short)(POLLIN | (due ? POLLOUT : 0))};
        if (sending && !due && p->due - now < wait)
            wait = p->due - now;
    }
    poll(watched, CONNECTIONS + 2, (int)wait);
    pthread_mutex_lock(&s->lock);
    bool stop = s->stop, drop = s->drop;
    s->drop = false;
    pthread_mutex_unlock(&s->lock);
    for (size_t i = 0; i < CONNECTIONS; i++) {
        peer *p = &s->peers[i];
        short events = watched[i + 2].revents;
        if (p->fd < 0)
            continue;
        if (stop || drop)
            peer_close(p, false);
        else if ((events & POLLOUT) != 0)
            send_some(p);
        if (p->fd >= 0 && (events & (POLLIN | POLLHUP | POLLERR)) != 0)
            receive(s, p);
        if (p->fd >= 0)
            answer(s, p);
    }
    if (watched[1].revents != 0) {
        uint64_t count;
        ssize_t ignored = read(s->wake, &count, sizeof count);
        (void)ignored;
    }
    if (!stop && watched[0].revents != 0)
        accept_peer(s);
    return !stop;
}

static void *run(void *user) {
    while (turn(user))
        ;
    return NULL;
}

static void die(const char *what) {
    perror(what);
    abort();
}

static void wake(scripted_server *s) {
    if (write(s->wake, &(uint64_t){1}, sizeof(uint64_t)) < 0)
        die("eventfd");
}

scripted_server *scripted_server_start(const scripted_reply *replies, size_t count) {
    scripted_server *s = calloc(1, sizeof *s);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (s == NULL)
        die("calloc");
    for (size_t i = 0; i < CONNECTIONS; i++)
        s->peers[i].fd = -1;
    pthread_mutex_init(&s->lock, NULL);
    s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    s->wake = eventfd(0, EFD_CLOEXEC);
    if (s->listener < 0 || s->wake < 0 || bind(s->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(s->listener, 256) != 0 || getsockname(s->listener, (struct sockaddr *)&address, &size) != 0)
        die("scripted server");
    s->port = ntohs(address.sin_port);
    snprintf(s->url, sizeof s->url, "http://127.0.0.1:%d", s->port);
    scripted_server_script(s, replies, count);
    if (pthread_create(&s->thread, NULL, run, s) != 0)
        die("pthread_create");
    return s;
}

void scripted_server_script(scripted_server *s, const scripted_reply *replies, size_t count) {
    if (count == 0 || count > REPLIES)
        die("script");
    pthread_mutex_lock(&s->lock);
    memcpy(s->replies, replies, count * sizeof *replies);
    s->count = count;
    s->next = 0;
    s->requests = s->connections = 0;
    pthread_mutex_unlock(&s->lock);
}

void scripted_server_stop(scripted_server *s) {
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_mutex_unlock(&s->lock);
    wake(s);
    pthread_join(s->thread, NULL);
    close(s->listener);
    close(s->wake);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

void scripted_server_drop(scripted_server *s) {
    pthread_mutex_lock(&s->lock);
    s->drop = true;
    pthread_mutex_unlock(&s->lock);
    wake(s);
}

int scripted_server_port(const scripted_server *s) {
    return s->port;
}

const char *scripted_server_url(const scripted_server *s) {
    return s->url;
}

size_t scripted_server_requests(scripted_server *s) {
    pthread_mutex_lock(&s->lock);
    size_t requests = s->requests;
    pthread_mutex_unlock(&s->lock);
    return requests;
}

size_t scripted_server_connections(scripted_server *s) {
    pthread_mutex_lock(&s->lock);
    size_t connections = s->connections;
    pthread_mutex_unlock(&s->lock);
    return connections;
}

void scripted_server_last(scripted_server *s, char out[SCRIPTED_REQUEST_BYTES]) {
    pthread_mutex_lock(&s->lock);
    memcpy(out, s->last, SCRIPTED_REQUEST_BYTES);
    pthread_mutex_unlock(&s->lock);
}
