#include "faulty_proxy.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PAIRS = 128, BYTES = 64 * 1024 };

// Bytes on their way from one socket to another.
typedef struct stream {
    char bytes[BYTES];
    size_t length, sent;
    size_t passed; // ever
    bool ended;    // the sender sends no more
} stream;

typedef struct pair {
    int client, server; // -1: free
    proxy_plan plan;
    stream requests, replies;
} pair;

struct faulty_proxy {
    int listener, wake, upstream;
    char url[64];
    proxy_planner planner;
    void *user;
    size_t accepted;
    pthread_t thread;
    atomic_bool stop;
    pair pairs[PAIRS];
};

static void die(const char *what) {
    perror(what);
    abort();
}

static struct sockaddr_in loopback(int port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void pair_close(pair *p, bool reset) {
    struct linger hard = {.l_onoff = 1, .l_linger = 0};
    if (reset)
        setsockopt(p->client, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close(p->client);
    if (p->server >= 0)
        close(p->server);
    p->client = p->server = -1;
}

static int connect_upstream(int port) {
    struct sockaddr_in address = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static void stream_reset(stream *s) {
    s->length = s->sent = s->passed = 0;
    s->ended = false;
}

static void accept_client(faulty_proxy *x) {
    int fd = accept4(x->listener, NULL, NULL, SOCK_CLOEXEC);
    pair *p = x->pairs;
    while (p < x->pairs + PAIRS && p->client >= 0)
        p++;
    if (fd < 0 || p == x->pairs + PAIRS) {
        close(fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    stream_reset(&p->requests);
    stream_reset(&p->replies);
    p->client = fd;
    p->plan = x->planner(x->accepted++, x->user);
    p->server = p->plan.fault == PROXY_REFUSE ? -1 : connect_upstream(x->upstream);
    if (p->server < 0)
        pair_close(p, false);
}

static bool has_room(const stream *s) {
    return !s->ended && s->length == 0;
}

static void receive(stream *s, int fd) {
    ssize_t received = recv(fd, s->bytes, BYTES, MSG_DONTWAIT);
    s->ended = received <= 0;
    s->length = received > 0 ? (size_t)received : 0;
    s->sent = 0;
}

// How many of the bytes that wait may be passed on now.
static size_t allowance(const pair *p, const stream *s) {
    size_t waiting = s->length - s->sent;
    bool reply = s == &p->replies;
    if (reply && p->plan.fault == PROXY_SLOW)
        return waiting < p->plan.at ? waiting : p->plan.at;
    bool limited = reply ? p->plan.fault == PROXY_CUT || p->plan.fault == PROXY_RESET || p->plan.fault == PROXY_SILENT
                         : p->plan.fault == PROXY_SWALLOW;
    size_t left = s->passed < p->plan.at ? p->plan.at - s->passed : 0;
    return limited && waiting > left ? left : waiting;
}

static void garble(const pair *p, stream *s) {
    static const char noise[3] = {'\x01', '\xFF', '\0'};
    for (size_t i = 0; i < sizeof noise; i++)
        if (p->plan.at + i >= s->passed && p->plan.at + i - s->passed < s->length - s->sent)
            s->bytes[s->sent + p->plan.at + i - s->passed] = noise[i];
}

// Passes on what may be; false when that fails.
static bool pass(pair *p, stream *s, int to) {
    size_t length = allowance(p, s);
    if (s == &p->replies && p->plan.fault == PROXY_GARBLE)
        garble(p, s);
    ssize_t sent = length == 0 ? 0 : send(to, s->bytes + s->sent, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0)
        return false;
    s->sent += (size_t)sent;
    s->passed += (size_t)sent;
    if (s->sent == s->length)
        s->length = s->sent = 0;
    return true;
}

static bool is_stuck(const pair *p, const stream *s) {
    return s->length > 0 && allowance(p, s) == 0;
}

// One direction's share of a turn; false when the pair has come to its end.
static bool serve(pair *p, stream *s, const struct pollfd *from, const struct pollfd *to) {
    if (has_room(s) && (from->revents & (POLLIN | POLLHUP | POLLERR)) != 0)
        receive(s, from->fd);
    else if ((s->length > 0 && (to->revents & POLLOUT) != 0 && !is_stuck(p, s) && !pass(p, s, to->fd)) ||
             (to->revents & (POLLHUP | POLLERR)) != 0)
        return false;
    if (is_stuck(p, s))
        return p->plan.fault == PROXY_SILENT;
    return !(s->ended && s->length == 0);
}

static short interest(const pair *p, const stream *in, const stream *out) {
    return (short)((has_room(in) ? POLLIN : 0) | (out->length > 0 && !is_stuck(p, out) ? POLLOUT : 0));
}

static bool turn(faulty_proxy *x) {
    struct pollfd watched[2 * PAIRS + 2] = {{.fd = x->listener, .events = POLLIN}, {.fd = x->wake, .events = POLLIN}};
    for (size_t i = 0; i < PAIRS; i++) {
        const pair *p = &x->pairs[i];
        watched[2 * i + 2] = (struct pollfd){.fd = p->client, .events = interest(p, &p->requests, &p->replies)};
        watched[2 * i + 3] = (struct pollfd){.fd = p->server, .events = interest(p, &p->replies, &p->requests)};
    }
    if (poll(watched, 2 * PAIRS + 2, -1) < 0)
        die("poll");
    for (size_t i = 0; i < PAIRS; i++) {
        pair *p = &x->pairs[i];
        const struct pollfd *client = &watched[2 * i + 2], *server = &watched[2 * i + 3];
        if (p->client < 0 || (client->revents == 0 && server->revents == 0))
            continue;
        if (!serve(p, &p->requests, client, server) || !serve(p, &p->replies, server, client))
            pair_close(p, p->plan.fault == PROXY_RESET);
    }
    if (watched[0].revents != 0)
        accept_client(x);
    return !x->stop;
}

static void *run(void *user) {
    while (turn(user))
        ;
    return NULL;
}

faulty_proxy *faulty_proxy_start(int port, proxy_planner planner, void *user) {
    faulty_proxy *x = calloc(1, sizeof *x);
    struct sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (x == NULL)
        die("calloc");
    for (size_t i = 0; i < PAIRS; i++)
        x->pairs[i].client = x->pairs[i].server = -1;
    x->upstream = port;
    x->planner = planner;
    x->user = user;
    x->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    x->wake = eventfd(0, EFD_CLOEXEC);
    if (x->listener < 0 || x->wake < 0 || bind(x->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(x->listener, PAIRS) != 0 || getsockname(x->listener, (struct sockaddr *)&address, &size) != 0)
        die("faulty proxy");
    snprintf(x->url, sizeof x->url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    if (pthread_create(&x->thread, NULL, run, x) != 0)
        die("pthread_create");
    return x;
}

void faulty_proxy_stop(faulty_proxy *x) {
    x->stop = true;
    if (write(x->wake, &(uint64_t){1}, sizeof(uint64_t)) < 0)
        die("eventfd");
    pthread_join(x->thread, NULL);
    for (size_t i = 0; i < PAIRS; i++)
        if (x->pairs[i].client >= 0)
            pair_close(&x->pairs[i], false);
    close(x->listener);
    close(x->wake);
    free(x);
}

const char *faulty_proxy_url(const faulty_proxy *x) {
    return x->url;
}
