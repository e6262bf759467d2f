// What a call costs its client: processor time of the calling thread per assets.get, one at a time and with many in
// flight, the latter beside a bare client that exchanges the same bytes.
// Usage: bench_sdk URL ASSET_ID [CALLS [IN_FLIGHT]]
#include "bench_sdk_bare.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <tessera.h>
#include <tessera/mock.h>
#include <time.h>

enum { ROUNDS = 25, REQUEST_BYTES = 4096 };

typedef struct run {
    tessera_client *client;
    const char *id;
    size_t left, failed;
} run;

static double thread_time(void) {
    struct rusage usage;
    getrusage(RUSAGE_THREAD, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static double clock_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void one_done(tessera_future *future, void *user);

static void submit(run *r) {
    r->left--;
    tessera_future *future = tessera_assets_get_async(r->client, r->id);
    tessera_future_on_done(future, one_done, r);
    tessera_future_free(future);
}

static void one_done(tessera_future *future, void *user) {
    run *r = user;
    tessera_asset *asset = NULL;
    if (tessera_assets_get_result(future, &asset, NULL) != TESSERA_OK)
        r->failed++;
    tessera_asset_free(asset);
    if (r->left > 0)
        submit(r);
}

static size_t run_parallel(run *r, size_t calls, size_t in_flight) {
    r->left = calls;
    r->failed = 0;
    for (size_t i = 0; i < in_flight && r->left > 0; i++)
        submit(r);
    while (tessera_client_pending(r->client) > 0)
        tessera_client_poll(r->client, -1);
    return r->failed;
}

static size_t run_serial(run *r, size_t calls) {
    size_t failed = 0;
    for (size_t i = 0; i < calls; i++) {
        tessera_asset *asset = NULL;
        failed += tessera_assets_get(r->client, r->id, &asset, NULL) != TESSERA_OK;
        tessera_asset_free(asset);
    }
    return failed;
}

static int report(const char *name, size_t calls, double cpu, double wall, size_t failed) {
    printf("%-16s %8zu calls  %6.2f us CPU per call  %8.0f calls/s  %zu failed\n", name, calls, cpu / (double)calls,
           (double)calls / wall * 1e6, failed);
    return failed == 0 ? 0 : 1;
}

static int measure_serial(run *r, size_t calls) {
    size_t failed = run_serial(r, calls / 10 + 1); // warm: the connection is open
    double cpu = thread_time(), wall = clock_time();
    failed += run_serial(r, calls);
    return report("one at a time", calls, thread_time() - cpu, clock_time() - wall, failed);
}

// --- beside the bare client ------------------------------------------------------------------------------------------

// The bytes of the request that a client sends for the call, as the mock has recorded them. Returns their length; 0:
// they are not to be had.
static size_t request_of(const char *url, const char *id, char *out, size_t size) {
    TESSERA_AUTO(tessera_mock) mock = tessera_mock_new();
    TESSERA_AUTO(tessera_client)
    client = tessera_mock_client(mock, &(tessera_client_options){.base_url = url}, NULL);
    tessera_mock_on(mock, NULL, "**");
    if (client == NULL)
        return 0;
    tessera_assets_get(client, id, NULL, NULL);
    const tessera_mock_request *sent = tessera_mock_request_at(mock, NULL, NULL, 0);
    if (sent == NULL)
        return 0;
    size_t length = (size_t)snprintf(out, size, "%s %s HTTP/1.1\r\n", sent->method, sent->path);
    for (const char *const *header = sent->headers; *header != NULL && length < size; header++)
        length += (size_t)snprintf(out + length, size - length, "%s\r\n", *header);
    length += length < size ? (size_t)snprintf(out + length, size - length, "\r\n") : 0;
    return length < size ? length : 0;
}

typedef struct round_time {
    double ours, wall, bare;
} round_time;

static int compare_numbers(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(const double *values) {
    double sorted[ROUNDS];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, ROUNDS, sizeof sorted[0], compare_numbers);
    return sorted[ROUNDS / 2];
}

static size_t measure_round(run *r, bare *b, size_t calls, size_t in_flight, round_time *time) {
    double cpu = thread_time(), wall = clock_time();
    size_t failed = run_parallel(r, calls, in_flight);
    time->ours = thread_time() - cpu;
    time->wall = clock_time() - wall;
    cpu = thread_time();
    failed += bare_run(b, calls);
    time->bare = thread_time() - cpu;
    return failed;
}

// Both take turns, many of them, so that what else the machine does meets both.
static int measure_parallel(run *r, bare *b, size_t calls, size_t in_flight) {
    double ours[ROUNDS], walls[ROUNDS], bares[ROUNDS], ratios[ROUNDS];
    size_t failed = run_parallel(r, calls / 10 + in_flight, in_flight); // warm: connections are open
    for (int i = 0; i < ROUNDS; i++) {
        round_time time;
        failed += measure_round(r, b, calls, in_flight, &time);
        ours[i] = time.ours;
        walls[i] = time.wall;
        bares[i] = time.bare;
        ratios[i] = time.ours / time.bare;
    }
    int status = report("in flight", calls, median(ours), median(walls), failed);
    printf("%-16s %8zu calls  %6.2f us CPU per call\n", "bare epoll", calls, median(bares) / (double)calls);
    printf("in flight / bare epoll %5.2f\n", median(ratios));
    return status;
}

int main(int argc, char **argv) {
    tessera_error error;
    char line[512], host[64], request[REQUEST_BYTES];
    char digits[8];
    if (argc < 3 || sscanf(argv[1], "http://%63[0-9.]:%7[0-9]", host, digits) != 2) {
        fprintf(stderr, "usage: bench_sdk http://IPv4:PORT ASSET_ID [CALLS [IN_FLIGHT]]\n");
        return 2;
    }
    size_t calls = argc > 3 ? strtoul(argv[3], NULL, 10) : 20000;
    size_t in_flight = argc > 4 ? strtoul(argv[4], NULL, 10) : 64;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(&(tessera_client_options){.base_url = argv[1]}, &error);
    if (client == NULL) {
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
        return 1;
    }
    run r = {.client = client, .id = argv[2]};
    int status = measure_serial(&r, calls / 4);
    size_t length = request_of(argv[1], argv[2], request, sizeof request);
    bare *b = length == 0 ? NULL : bare_open(host, (unsigned)strtoul(digits, NULL, 10), request, length, in_flight);
    if (b == NULL)
        return 1;
    status |= measure_parallel(&r, b, calls, in_flight);
    bare_close(b);
    return status;
}
