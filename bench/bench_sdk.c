// What a call costs its client: processor time of the calling thread per assets.get, one at a time and with many in
// flight. Usage: bench_sdk URL ASSET_ID [CALLS [IN_FLIGHT]]
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <tessera.h>
#include <time.h>

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
    for (size_t i = 0; i < in_flight && r->left > 0; i++)
        submit(r);
    while (tessera_client_pending(r->client) > 0)
        tessera_client_poll(r->client, -1);
    return r->failed;
}

static size_t run_serial(run *r, size_t calls, size_t in_flight) {
    size_t failed = 0;
    (void)in_flight;
    for (size_t i = 0; i < calls; i++) {
        tessera_asset *asset = NULL;
        failed += tessera_assets_get(r->client, r->id, &asset, NULL) != TESSERA_OK;
        tessera_asset_free(asset);
    }
    return failed;
}

static int measure(run *r, const char *name, size_t (*function)(run *, size_t, size_t), size_t calls,
                   size_t in_flight) {
    r->failed = 0;
    if (function(r, calls / 10 + in_flight, in_flight) > 0) // warm: connections are open
        r->failed++;
    double cpu = thread_time(), wall = clock_time();
    size_t failed = function(r, calls, in_flight);
    cpu = thread_time() - cpu;
    wall = clock_time() - wall;
    printf("%-16s %8zu calls  %6.2f us CPU per call  %8.0f calls/s  %zu failed\n", name, calls, cpu / (double)calls,
           (double)calls / wall * 1e6, failed);
    return failed == 0 ? 0 : 1;
}

int main(int argc, char **argv) {
    tessera_error error;
    char line[512];
    if (argc < 3) {
        fprintf(stderr, "usage: bench_sdk URL ASSET_ID [CALLS [IN_FLIGHT]]\n");
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
    int status = measure(&r, "one at a time", run_serial, calls / 4, 1);
    return status | measure(&r, "in flight", run_parallel, calls, in_flight);
}
