// Raw bytes into a connection of the HTTP server, over a socket pair. The first byte says how the rest is cut into
// pieces; requests to /late are answered one turn later, or after their client has gone.
#include "net/http.h"
#include "net/http_drive.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LATE_MAXIMUM = 8, TURNS_MAXIMUM = 1000, BODY_MAXIMUM = 4096 };

static http_server *server;
static http_loop *loop;
static http_exchange *late[LATE_MAXIMUM];
static size_t late_count;

// Reads every byte, so that a slice beyond its memory is found; text must not hold what would break a line.
static size_t slice_check(text slice) {
    size_t sum = 0;
    for (size_t i = 0; i < slice.length; i++) {
        char c = slice.data[i];
        if (c == '\r' || c == '\n' || c == '\0')
            abort();
        sum += (unsigned char)c;
    }
    return sum;
}

static void request_check(const http_request *request) {
    slice_check(request->client);
    slice_check(request->host);
    if (request->client.length == 0)
        abort();
    size_t sum = slice_check(request->path) + slice_check(request->query) + slice_check(request->method_name);
    if (request->path.length == 0 || request->method_name.length == 0 || request->peer.length == 0)
        abort();
    for (size_t i = 0; i < request->header_count; i++) {
        if (request->headers[i].name.length == 0 || request->headers[i].value.data == NULL)
            abort();
        sum += slice_check(request->headers[i].name) + slice_check(request->headers[i].value);
    }
    if (request->body.length > BODY_MAXIMUM || (request->body.length > 0 && !request->has_body))
        abort();
    for (size_t i = 0; i < request->body.length; i++)
        sum += (unsigned char)request->body.data[i];
    if (sum == 0) // uses the sum; the bytes of a path cannot add up to nothing
        abort();
}

static void on_request(http_exchange *exchange, void *data) {
    (void)data;
    const http_request *request = http_exchange_request(exchange);
    request_check(request);
    http_reply_header(exchange, TEXT("Content-Type"), TEXT("application/json"));
    http_reply_header(exchange, TEXT("X-Path"), request->path);
    http_reply_header(exchange, TEXT("ETag"), http_request_header(request, "if-none-match"));
    buffer_append_text(http_reply_body(exchange), request->body);
    buffer_append_text(http_reply_body(exchange), request->query);
    if (text_is(request->path, "/late") && late_count < LATE_MAXIMUM)
        late[late_count++] = exchange;
    else
        http_exchange_finish(exchange);
}

static void on_refusal(http_exchange *exchange, int status, const char *reason, void *data) {
    (void)data;
    if (status < 400 || status > 599)
        abort();
    http_reply_header(exchange, TEXT("X-Path"), http_exchange_request(exchange)->path);
    buffer_append_string(http_reply_body(exchange), reason);
}

static void finish_late(void) {
    while (late_count > 0) {
        http_exchange *exchange = late[--late_count];
        if (late_count % 2 == 0)
            http_exchange_finish(exchange);
        else
            http_exchange_finish_from_anywhere(exchange);
    }
}

static void start(void) {
    http_options options = {.threads = 1,
                            .on_request = on_request,
                            .on_refusal = on_refusal,
                            .gzip_minimum = 100,
                            .proxies = {.unix_sockets = true, .forwarded = true}};
    options.limits = (http_limits){.uri_length = 512,
                                   .header_bytes = 1024,
                                   .header_count = 30,
                                   .body_bytes = BODY_MAXIMUM,
                                   .reply_bytes = 6000,
                                   .requests_per_connection = 20};
    signal(SIGPIPE, SIG_IGN); // as on the threads of a running server
    server = http_server_new(&options);
    loop = http_drive_loop(server, 0);
}

// Takes what the server has sent, so that it never waits for the client.
static void drain(int client) {
    static char bytes[65536];
    while (recv(client, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
        continue;
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length) {
    int pair[2];
    if (server == NULL)
        start();
    if (length < 1 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return 0;
    size_t piece = bytes[0] % 64 == 0 ? length : bytes[0] % 64;
    bool leaves_early = bytes[0] >= 128;
    http_drive_adopt(loop, pair[0]);
    for (size_t at = 1; at < length; at += piece) {
        size_t count = length - at < piece ? length - at : piece;
        if (send(pair[1], bytes + at, count, MSG_NOSIGNAL) < 0)
            break;
        http_drive_turn(loop);
        if (!leaves_early)
            finish_late();
        drain(pair[1]);
    }
    if (!leaves_early)
        shutdown(pair[1], SHUT_WR);
    else
        close(pair[1]);
    size_t open = 1;
    for (int turn = 0; turn < TURNS_MAXIMUM && (open > 0 || late_count > 0); turn++) {
        open = http_drive_turn(loop);
        finish_late();
        if (!leaves_early)
            drain(pair[1]);
    }
    if (!leaves_early)
        close(pair[1]);
    if (open > 0 || late_count > 0)
        abort(); // a connection whose client has gone must end by itself
    return 0;
}
