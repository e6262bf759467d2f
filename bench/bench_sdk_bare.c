#include "bench_sdk_bare.h"
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 128, SCRATCH = 64 * 1024 };

typedef struct bare_connection {
    int fd;
    size_t received; // of the reply under way
} bare_connection;

struct bare {
    int epoll;
    const char *request;
    size_t length, reply; // bytes
    size_t count;
    char scratch[SCRATCH];
    bare_connection connections[];
};

static bool send_request(const bare *b, const bare_connection *c) {
    return send(c->fd, b->request, b->length, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)b->length;
}

// The length of the first reply, which stands in the scratch and is the model of all others; 0: it is none.
static size_t read_first(bare *b, int fd) {
    size_t received = 0;
    while (received < sizeof b->scratch - 1) {
        ssize_t more = recv(fd, b->scratch + received, sizeof b->scratch - 1 - received, 0);
        if (more <= 0)
            return 0;
        received += (size_t)more;
        b->scratch[received] = '\0';
        const char *end = strstr(b->scratch, "\r\n\r\n");
        const char *size = end == NULL ? NULL : strcasestr(b->scratch, "\r\ncontent-length:");
        if (end == NULL)
            continue;
        if (size == NULL || size > end || strncmp(b->scratch, "HTTP/1.1 200 ", 13) != 0)
            return 0;
        size_t whole = (size_t)(end - b->scratch) + 4 + strtoul(size + 17, NULL, 10);
        if (received >= whole)
            return received == whole ? whole : 0;
    }
    return 0;
}

static bool connect_one(bare *b, bare_connection *c, const struct sockaddr_in *address) {
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || connect(c->fd, (const struct sockaddr *)address, sizeof *address) != 0)
        return false;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    b->reply = send_request(b, c) ? read_first(b, c->fd) : 0;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    return b->reply > 0 && epoll_ctl(b->epoll, EPOLL_CTL_ADD, c->fd, &event) == 0;
}

bare *bare_open(const char *host, unsigned port, const char *request, size_t length, size_t connections) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    bare *b = calloc(1, sizeof *b + connections * sizeof(bare_connection));
    if (b == NULL || inet_pton(AF_INET, host, &address.sin_addr) != 1)
        abort();
    b->epoll = epoll_create1(EPOLL_CLOEXEC);
    b->request = request;
    b->length = length;
    while (b->count < connections)
        if (!connect_one(b, &b->connections[b->count++], &address)) {
            perror("the bare client cannot exchange its request");
            bare_close(b);
            return NULL;
        }
    return b;
}

// Reads what has come; true when the reply is whole. `*failed` when it is not as long as the first.
static bool receive(bare *b, bare_connection *c, bool *failed) {
    ssize_t received = recv(c->fd, b->scratch, sizeof b->scratch, MSG_DONTWAIT);
    *failed = received <= 0 || c->received + (size_t)received > b->reply;
    if (*failed)
        return true;
    c->received += (size_t)received;
    if (c->received < b->reply)
        return false;
    c->received = 0;
    return true;
}

size_t bare_run(bare *b, size_t calls) {
    struct epoll_event events[EVENTS];
    size_t left = calls, pending = 0, failures = 0;
    for (; pending < b->count && left > 0; pending++, left--)
        failures += !send_request(b, &b->connections[pending]);
    while (pending > 0 && failures == 0) {
        int count = epoll_wait(b->epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            bool failed;
            if (!receive(b, events[i].data.ptr, &failed))
                continue;
            failures += failed;
            if (failed || left == 0)
                pending--;
            else
                failures += !send_request(b, events[i].data.ptr);
            left -= left > 0;
        }
    }
    return failures;
}

void bare_close(bare *b) {
    for (size_t i = 0; i < b->count; i++)
        close(b->connections[i].fd);
    close(b->epoll);
    free(b);
}
