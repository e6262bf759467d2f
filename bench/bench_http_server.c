// Answers every request at once with one fixed JSON object: the HTTP layer alone, to be compared with other servers.
// Usage: bench_http_server [HOST:PORT] [THREADS]
#include "net/http.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

// 200 bytes, as `return 200` of the nginx that it is compared with.
static const char reply[] =
    "{\"id\":\"0190f5a2-7c3e-7a10-9b1d-2f6f0c3d4e5f\",\"name\":\"data-platform\",\"description\":\"Owns the shared "
    "tables of the company\",\"created_at\":\"2024-07-28T09:15:00.000000Z\",\"updated_at\":null,\"members\":123456}";

static http_server *server;

static void on_request(http_exchange *exchange, void *data) {
    (void)data;
    http_reply_header(exchange, TEXT("Content-Type"), TEXT("application/json"));
    buffer_append(http_reply_body(exchange), reply, sizeof(reply) - 1);
    http_exchange_finish(exchange);
}

static void on_ready(void *data) {
    (void)data;
    printf("listening on %s\n", http_server_address(server, 0));
    fflush(stdout);
}

static void on_signal(int number) {
    (void)number;
    // NOLINTNEXTLINE(bugprone-signal-handler): made to be called there
    http_server_stop(server);
}

int main(int count, char **arguments) {
    const char *address = count > 1 ? arguments[1] : "127.0.0.1:0";
    unsigned threads = count > 2 ? (unsigned)strtoul(arguments[2], NULL, 10) : 1;
    char message[256];
    server = http_server_new(&(http_options){.threads = threads, .on_request = on_request});
    if (!http_server_listen(server, address, message, sizeof(message))) {
        fprintf(stderr, "%s\n", message);
        return 1;
    }
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    bool good = http_server_run(server, on_ready);
    http_server_free(server);
    return good ? 0 : 1;
}
