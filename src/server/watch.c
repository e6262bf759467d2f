// Those who come while a look is under way share the next one: however many ask, the database is asked by one thread. Counting
// takes longer the more there is to count, so what took a while is not counted again for twenty times as long.
#include "server/watch.h"
#include "base/container.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/timestamp.h"
#include "net/thread_signals.h"
#include "server/app.h"
#include "server/deliveries.h"
#include "server/dress.h"
#include "server/notifier.h"
#include "server/run.h"
#include "store/jobs.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LOGGER "tessera.server"

enum {
    PATIENCE_MICROSECONDS = 2000000, // for a look to end
    WAITING_MAXIMUM = 1000,
    COUNTING_PART = 20, // of the time at most is spent with counting
};

struct watch {
    app *app;
    pthread_t looker, teller;
    pthread_mutex_t mutex; // guards what follows
    pthread_cond_t wanted, changed;
    bool ending;
    uint64_t asked, begun, done; // numbers of looks
    bool all;                    // the next look is at everything
    http_task *first, *last;     // requests that wait, by their `finishing`
    size_t waiting;
    watch_view view; // what the last look has found

    // The looking thread's own.
    db *reader;
    int64_t count_after; // monotonic
};

static request *request_of(http_task *task) {
    return container_of(task, request, course.finishing);
}

// --- looking ---------------------------------------------------------------------------------------------------------

static void copy_name(char *out, size_t size, const char *name) {
    snprintf(out, size, "%s", name == NULL ? "" : name);
}

// A server of another version may have left rows of jobs that this one does not do.
static bool is_own(const char *name) {
    static const char *const names[] = {
#define JOB(name, period, lease, way, doc) #name,
#include "api/jobs.def"
#undef JOB
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

// What is done whenever there is something to do has a row for its lease alone, and is never late.
static bool is_lease(const char *name) {
    return strcmp(name, DELIVERIES_LEASE) == 0 || strcmp(name, NOTIFIER_LEASE) == 0;
}

static void look_at_jobs(db *reader, watch_view *view, arena *a) {
    record_list found = store_jobs_list(reader, a);
    const struct health_job *jobs = found.items;
    view->has_jobs = !db_has_failed(reader);
    view->job_count = 0;
    for (size_t i = 0; i < found.count && view->job_count < WATCH_JOBS_MAXIMUM; i++) {
        bool lease = is_lease(jobs[i].name);
        if (!lease && !is_own(jobs[i].name))
            continue;
        watch_job *job = &view->jobs[view->job_count++];
        *job = (watch_job){.running = jobs[i].running == 1,
                           .late = !lease && jobs[i].late == 1,
                           .last_run_at = jobs[i].last_run_at,
                           .next_run_at = jobs[i].next_run_at,
                           .milliseconds = jobs[i].duration_ms,
                           .handled = jobs[i].handled};
        copy_name(job->name, sizeof job->name, jobs[i].name);
        copy_name(job->outcome, sizeof job->outcome, jobs[i].outcome);
    }
}

// Numbers that are too young to be counted anew stay what they are.
static void count_all(watch *w, watch_view *view) {
    int64_t began = monotonic_now();
    view->has_outbox = store_outbox_look(w->reader, &view->outbox);
    view->has_secrets = secret_tally_read(w->reader, w->app->secrets, &view->secrets);
    if (began < w->count_after)
        return;
    store_totals totals;
    if (!store_totals_read(w->reader, &totals))
        return;
    view->has_totals = true;
    view->totals = totals;
    view->totals_at = monotonic_now();
    w->count_after = view->totals_at + (view->totals_at - began) * COUNTING_PART;
}

// False where the connection turned out to be of no use.
static bool look_once(watch *w, watch_view *view, bool all, arena *a) {
    store *s = w->app->store;
    store_reader_refresh(s, w->reader);
    db_clear_failure(w->reader);
    view->latency = store_probe(s, w->reader);
    view->answers = view->latency >= 0;
    view->pool = store_get_statistics(s).pool; // while this thread's session is in use
    if (view->answers)
        look_at_jobs(w->reader, view, a);
    if (view->answers && all)
        count_all(w, view);
    bool stale = db_failure_passes(w->reader) && !db_is_locked(w->reader) && !db_failure_recurs(w->reader);
    db_clear_failure(w->reader);
    store_reader_rest(s, w->reader);
    return view->answers || !stale;
}

static void look(watch *w, watch_view *view, bool all) {
    view->has_jobs = view->answers = false;
    view->has_outbox = view->has_outbox && !all;
    view->has_secrets = view->has_secrets && !all;
    if (w->reader == NULL)
        w->reader = store_reader_open(w->app->store);
    if (w->reader == NULL)
        return;
    arena *a = arena_new(0);
    if (!look_once(w, view, all, a)) // a session that rested for long may have been closed by the other side
        look_once(w, view, all, a);
    arena_free(a);
    view->trouble = store_get_statistics(w->app->store).trouble;
}

static void *looker_main(void *data) {
    watch *w = data;
    thread_block_signals();
    pthread_setname_np(pthread_self(), "watch");
    watch_view *view = memory_zalloc(sizeof *view);
    pthread_mutex_lock(&w->mutex);
    while (!w->ending) {
        if (w->asked == w->begun) {
            pthread_cond_wait(&w->wanted, &w->mutex);
            continue;
        }
        bool all = w->all;
        w->all = false;
        w->begun++;
        pthread_mutex_unlock(&w->mutex);
        look(w, view, all);
        pthread_mutex_lock(&w->mutex);
        w->view = *view;
        w->done = w->begun;
        pthread_cond_signal(&w->changed);
    }
    pthread_mutex_unlock(&w->mutex);
    free(view);
    if (w->reader != NULL)
        store_reader_close(w->reader);
    return NULL;
}

// --- telling ---------------------------------------------------------------------------------------------------------

static int64_t deadline_of(const request *rq) {
    return rq->began + PATIENCE_MICROSECONDS;
}

static bool may_tell(const watch *w, const request *rq) {
    return w->ending || w->done >= rq->course.look || monotonic_now() >= deadline_of(rq);
}

// Until something happens, or the first request has waited for long enough; the mutex is held.
static void wait_for_change(watch *w) {
    if (w->first == NULL) {
        pthread_cond_wait(&w->changed, &w->mutex);
        return;
    }
    int64_t until = deadline_of(request_of(w->first));
    struct timespec end = {.tv_sec = until / 1000000, .tv_nsec = until % 1000000 * 1000};
    pthread_cond_timedwait(&w->changed, &w->mutex, &end);
}

// The first request, with what it is told; the mutex is held.
static request *take_first(watch *w) {
    request *rq = request_of(w->first);
    w->first = w->first->next;
    w->waiting--;
    watch_view *view = arena_new_of(rq->arena, watch_view);
    *view = w->view;
    if (w->done < rq->course.look) // the database has not answered, so that what was known is not so any more
        view->answers = view->has_jobs = view->has_outbox = view->has_secrets = false;
    rq->watched = view;
    return rq;
}

static void tell(request *rq) {
    run_handler(rq);
    dress_reply(rq);
    http_exchange_finish_from_anywhere(rq->exchange);
}

static void *teller_main(void *data) {
    watch *w = data;
    thread_block_signals();
    pthread_setname_np(pthread_self(), "watch-tell");
    pthread_mutex_lock(&w->mutex);
    while (!w->ending || w->first != NULL) {
        if (w->first == NULL || !may_tell(w, request_of(w->first))) {
            wait_for_change(w);
            continue;
        }
        request *rq = take_first(w);
        pthread_mutex_unlock(&w->mutex);
        tell(rq);
        pthread_mutex_lock(&w->mutex);
    }
    pthread_mutex_unlock(&w->mutex);
    return NULL;
}

bool watch_submit(watch *w, request *rq) {
    pthread_mutex_lock(&w->mutex);
    bool room = !w->ending && w->waiting < WAITING_MAXIMUM;
    if (room) {
        rq->course.finishing = (http_task){.next = NULL};
        if (w->first == NULL)
            w->first = &rq->course.finishing;
        else
            w->last->next = &rq->course.finishing;
        w->last = &rq->course.finishing;
        w->waiting++;
        w->asked = rq->course.look = w->begun + 1;
        w->all = w->all || rq->route->shape == SHAPE_TEXT; // metrics show all numbers
        pthread_cond_signal(&w->wanted);
        pthread_cond_signal(&w->changed);
    }
    pthread_mutex_unlock(&w->mutex);
    return room;
}

// --- life ------------------------------------------------------------------------------------------------------------

static void thread_start(pthread_t *thread, void *(*run)(void *data), watch *w) {
    int error = pthread_create(thread, NULL, run, w);
    if (error == 0)
        return;
    // As with memory: a machine that cannot give a few threads at the start cannot serve.
    log_critical(LOGGER, "a thread that watches the database could not start: error %d", error);
    abort();
}

watch *watch_start(app *app) {
    watch *w = memory_zalloc(sizeof *w);
    w->app = app;
    pthread_mutex_init(&w->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); // as monotonic_now
    pthread_cond_init(&w->wanted, &attributes);
    pthread_cond_init(&w->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    thread_start(&w->looker, looker_main, w);
    thread_start(&w->teller, teller_main, w);
    return w;
}

watch *watch_stop(watch *w) {
    if (w == NULL)
        return NULL;
    pthread_mutex_lock(&w->mutex);
    w->ending = true;
    pthread_cond_signal(&w->wanted);
    pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
    pthread_join(w->teller, NULL);
    pthread_join(w->looker, NULL);
    pthread_cond_destroy(&w->wanted);
    pthread_cond_destroy(&w->changed);
    pthread_mutex_destroy(&w->mutex);
    free(w);
    return NULL;
}
