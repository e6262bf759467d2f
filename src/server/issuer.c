// Whoever needs a key that is not there asks for a fetch, and waits with all others for the same one: so there is one at a time,
// whatever is asked for. The next begins when the pause is over that its outcome calls for, so that wrong tokens cannot make it
// busy.
#include "server/issuer.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/fetch.h"
#include "net/thread_signals.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"
#define SECOND INT64_C(1000000)
#define WELL_KNOWN "/.well-known/openid-configuration"

enum {
    WAITING_MAXIMUM = 1024,
    DOCUMENT_BYTES = 256 << 10,
    KEYS_BYTES = 512 << 10,
    DEPTH_MAXIMUM = 16,
    PAUSE_DOUBLINGS = 5, // of a second, after failures
    MESSAGE_LENGTH = 512,
};

typedef struct waiting {
    http_loop *loop;
    http_task *task;
} waiting;

struct issuer {
    issuer_options options;
    fetcher *fetcher;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t changed;
    bool ending, wanted, fetching;
    key_set *keys;       // NULL: never had
    uint64_t generation; // of them
    uint64_t fetched;    // tries that ended
    unsigned failures;   // since the last that was good
    int64_t good_at;     // monotonic, when the keys were fetched
    int64_t ended_at;    // when the last try ended
    waiting waiting[WAITING_MAXIMUM];
    size_t waiting_count;
};

// --- documents -------------------------------------------------------------------------------------------------------

// Where the keys are, by the issuer's own description. NULL: `message` says what is wrong with it.
static const char *keys_url(const issuer *i, arena *a, char *message) {
    char reason[MESSAGE_LENGTH];
    text name = text_of(i->options.name);
    const char *url = arena_printf(a, "%.*s" WELL_KNOWN,
                                   (int)(text_ends_with(name, TEXT("/")) ? name.length - 1 : name.length), name.data);
    buffer body;
    json_error error;
    const json_value *described = NULL, *told, *keys;
    buffer_init(&body, DOCUMENT_BYTES);
    if (fetcher_get(i->fetcher, url, &body, reason, sizeof reason))
        described = json_parse(a, buffer_text(&body), DEPTH_MAXIMUM, &error);
    else
        snprintf(message, MESSAGE_LENGTH, "%s: %.300s", url, reason);
    bool came = message[0] == '\0';
    buffer_done(&body);
    if (!came)
        return NULL;
    if (described == NULL || error.repeats || (told = json_get(described, "issuer")) == NULL ||
        told->type != JSON_STRING || !text_equal(json_text_of(told), name)) {
        snprintf(message, MESSAGE_LENGTH, "%.300s is no description of this issuer", url);
        return NULL;
    }
    keys = json_get(described, "jwks_uri");
    if (keys != NULL && keys->type == JSON_STRING && !keys->holds_nul && fetch_is_trusted(keys->string))
        return keys->string;
    snprintf(message, MESSAGE_LENGTH, "%.300s names no jwks_uri by https", url);
    return NULL;
}

// The keys as they are now. NULL: `message` says why there are none.
static key_set *fetch(const issuer *i, char *message) {
    char reason[MESSAGE_LENGTH];
    const char *fault;
    arena *a = arena_new(0);
    key_set *keys = NULL;
    buffer body;
    buffer_init(&body, KEYS_BYTES);
    message[0] = '\0';
    const char *url = keys_url(i, a, message);
    if (url == NULL)
        goto done;
    if (!fetcher_get(i->fetcher, url, &body, reason, sizeof reason)) {
        snprintf(message, MESSAGE_LENGTH, "%.200s: %.300s", url, reason);
        goto done;
    }
    keys = key_set_read(buffer_text(&body), &fault);
    if (keys == NULL)
        snprintf(message, MESSAGE_LENGTH, "%.200s: %s", url, fault);
done:
    buffer_done(&body);
    arena_free(a);
    return keys;
}

// --- the thread; with the mutex unless stated ------------------------------------------------------------------------

static int64_t pause_after_failure(const issuer *i) {
    unsigned doublings = i->failures > PAUSE_DOUBLINGS ? PAUSE_DOUBLINGS : i->failures - 1;
    return SECOND << doublings;
}

static void post_waiting(issuer *i) {
    for (size_t n = 0; n < i->waiting_count; n++)
        http_loop_post(i->waiting[n].loop, i->waiting[n].task);
    i->waiting_count = 0;
}

// Takes what a fetch brought; NULL: it failed, and the former keys stay.
static void take(issuer *i, key_set *keys, const char *message) {
    i->ended_at = monotonic_now();
    i->fetched++;
    if (keys == NULL) {
        i->failures++;
        if (!i->ending)
            log_warning(LOGGER, "the keys of the issuer %s could not be fetched: %s", i->options.name, message);
        return;
    }
    if (i->failures > 0 || i->keys == NULL)
        log_info(LOGGER, "the issuer %s has %zu keys", i->options.name, key_set_count(keys));
    i->failures = 0;
    i->good_at = i->ended_at;
    if (i->keys != NULL && key_set_same(i->keys, keys)) {
        key_set_release(keys);
        return;
    }
    key_set_release(i->keys);
    i->keys = keys;
    i->generation++;
    atomic_fetch_add(i->options.changes, 1);
}

static void fetch_now(issuer *i) {
    char message[MESSAGE_LENGTH];
    i->wanted = false;
    i->fetching = true;
    pthread_mutex_unlock(&i->mutex);
    key_set *keys = fetch(i, message);
    pthread_mutex_lock(&i->mutex);
    i->fetching = false;
    take(i, keys, message);
    post_waiting(i);
}

// When the keys are to be fetched without anybody asking.
static int64_t due_at(const issuer *i) {
    return i->failures > 0 ? i->ended_at + pause_after_failure(i) : i->good_at + i->options.refresh * SECOND;
}

static void *run(void *data) {
    issuer *i = data;
    thread_block_signals();
    pthread_mutex_lock(&i->mutex);
    while (!i->ending) {
        int64_t due = due_at(i);
        if (i->wanted || due <= monotonic_now()) {
            fetch_now(i);
            continue;
        }
        struct timespec until = {.tv_sec = due / SECOND, .tv_nsec = due % SECOND * 1000};
        pthread_cond_timedwait(&i->changed, &i->mutex, &until);
    }
    pthread_mutex_unlock(&i->mutex);
    return NULL;
}

issuer *issuer_start(const issuer_options *options) {
    issuer *i = memory_zalloc(sizeof *i);
    pthread_condattr_t attributes;
    i->options = *options;
    i->fetcher = fetcher_new(options->ca_file, options->timeout);
    i->wanted = true;
    pthread_mutex_init(&i->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&i->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    i->has_thread = pthread_create(&i->thread, NULL, run, i) == 0;
    if (!i->has_thread) {
        log_error(LOGGER, "no thread for the keys of the issuer %s", options->name);
        i->ending = true;
        i->failures = 1;
    }
    return i;
}

void issuer_stop(issuer *i) {
    pthread_mutex_lock(&i->mutex);
    i->ending = true;
    pthread_cond_signal(&i->changed);
    pthread_mutex_unlock(&i->mutex);
    fetcher_stop(i->fetcher);
    if (i->has_thread)
        pthread_join(i->thread, NULL);
    pthread_mutex_lock(&i->mutex);
    post_waiting(i);
    pthread_mutex_unlock(&i->mutex);
}

issuer *issuer_free(issuer *i) {
    if (i == NULL)
        return NULL;
    fetcher_free(i->fetcher);
    key_set_release(i->keys);
    pthread_cond_destroy(&i->changed);
    pthread_mutex_destroy(&i->mutex);
    free(i);
    return NULL;
}

// --- for requests ----------------------------------------------------------------------------------------------------

// With the mutex.
static bool keys_count(const issuer *i) {
    return i->keys != NULL && (i->failures == 0 || monotonic_now() - i->good_at <= i->options.stale * SECOND);
}

key_set *issuer_keys(issuer *i, uint64_t *fetched) {
    pthread_mutex_lock(&i->mutex);
    key_set *keys = keys_count(i) ? key_set_hold(i->keys) : NULL;
    if (fetched != NULL)
        *fetched = i->fetched;
    pthread_mutex_unlock(&i->mutex);
    return keys;
}

uint64_t issuer_generation(issuer *i) {
    pthread_mutex_lock(&i->mutex);
    uint64_t generation = keys_count(i) ? i->generation : 0;
    pthread_mutex_unlock(&i->mutex);
    return generation;
}

issuer_answer issuer_ask(issuer *i) {
    pthread_mutex_lock(&i->mutex);
    int64_t pause = i->failures > 0 ? pause_after_failure(i) : i->options.refetch * SECOND;
    issuer_answer answer = i->failures > 0 ? ISSUER_AWAY : ISSUER_LATELY;
    if (i->ending) {
        answer = ISSUER_AWAY;
    } else if (i->wanted || i->fetching || i->ended_at + pause <= monotonic_now()) {
        i->wanted = !i->fetching;
        pthread_cond_signal(&i->changed);
        answer = ISSUER_FETCHES;
    }
    pthread_mutex_unlock(&i->mutex);
    return answer;
}

bool issuer_is_away(issuer *i) {
    pthread_mutex_lock(&i->mutex);
    bool away = i->failures > 0;
    pthread_mutex_unlock(&i->mutex);
    return away;
}

bool issuer_wait(issuer *i, uint64_t fetched, http_loop *loop, http_task *task) {
    pthread_mutex_lock(&i->mutex);
    bool at_once = i->ending || i->fetched != fetched, room = at_once || i->waiting_count < WAITING_MAXIMUM;
    if (at_once)
        http_loop_post(loop, task);
    else if (room)
        i->waiting[i->waiting_count++] = (waiting){loop, task};
    pthread_mutex_unlock(&i->mutex);
    return room;
}
