// The resolver of the system cannot be told to stop. So it is asked by a thread that nobody joins, and what it and the asker
// share belongs to whoever of them is the last to let go of it.
#include "net/outbound_lookup.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/thread_signals.h"
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum { THREADS_MAXIMUM = 64, STACK_BYTES = 256 << 10 };

struct lookups {
    lookup_ask *ask;
    atomic_uint holders; // its owner and the threads that ask
};

typedef struct lookup {
    lookups *all;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t ended;
    bool done, found, given_up;
    lookup_answer answer;
    char host[];
} lookup;

static bool ask_system(const char *host, lookup_answer *out) {
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *list = NULL;
    if (getaddrinfo(host, NULL, &hints, &list) != 0)
        return false;
    for (const struct addrinfo *one = list; one != NULL && out->count < LOOKUP_ADDRESSES_MAXIMUM; one = one->ai_next) {
        http_address address = http_address_of(one->ai_addr);
        if (address.known)
            out->addresses[out->count++] = address;
    }
    freeaddrinfo(list);
    return out->count > 0;
}

lookups *lookups_new(lookup_ask *ask) {
    lookups *all = memory_zalloc(sizeof *all);
    all->ask = ask == NULL ? ask_system : ask;
    atomic_init(&all->holders, 1);
    return all;
}

lookups *lookups_free(lookups *all) {
    if (all != NULL && atomic_fetch_sub(&all->holders, 1) == 1)
        free(all);
    return NULL;
}

static void lookup_free(lookup *l) {
    pthread_cond_destroy(&l->ended);
    pthread_mutex_destroy(&l->mutex);
    free(l);
}

static void *lookup_main(void *data) {
    lookup *l = data;
    lookups *all = l->all;
    lookup_answer answer = {.count = 0};
    thread_block_signals();
    bool found = all->ask(l->host, &answer);
    lookups_free(all);
    pthread_mutex_lock(&l->mutex);
    l->done = true;
    l->found = found;
    l->answer = answer;
    bool given_up = l->given_up;
    pthread_cond_signal(&l->ended);
    pthread_mutex_unlock(&l->mutex);
    if (given_up)
        lookup_free(l);
    return NULL;
}

static lookup *lookup_new(lookups *all, const char *host) {
    size_t length = strlen(host) + 1;
    lookup *l = memory_zalloc(sizeof *l + length);
    l->all = all;
    memcpy(l->host, host, length);
    pthread_mutex_init(&l->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&l->ended, &attributes);
    pthread_condattr_destroy(&attributes);
    return l;
}

static bool lookup_start(lookup *l) {
    pthread_t thread;
    pthread_attr_t attributes;
    if (atomic_fetch_add(&l->all->holders, 1) > THREADS_MAXIMUM) {
        lookups_free(l->all);
        return false;
    }
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    bool started = pthread_create(&thread, &attributes, lookup_main, l) == 0;
    pthread_attr_destroy(&attributes);
    if (!started)
        lookups_free(l->all);
    return started;
}

lookup_end lookup_host(lookups *all, const char *host, unsigned milliseconds, lookup_answer *out) {
    int64_t until = monotonic_now() + milliseconds * INT64_C(1000);
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    lookup *l = lookup_new(all, host);
    *out = (lookup_answer){.count = 0};
    if (!lookup_start(l)) {
        lookup_free(l);
        return LOOKUP_TIMED_OUT;
    }
    int waited = 0;
    pthread_mutex_lock(&l->mutex);
    while (!l->done && waited == 0)
        waited = pthread_cond_timedwait(&l->ended, &l->mutex, &end);
    bool done = l->done, found = l->found;
    *out = l->answer;
    l->given_up = !done;
    pthread_mutex_unlock(&l->mutex);
    if (!done)
        return LOOKUP_TIMED_OUT;
    lookup_free(l);
    return found ? LOOKUP_FOUND : LOOKUP_NONE;
}
