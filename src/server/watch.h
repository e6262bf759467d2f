// How the database does, as those are told who watch the server: looked at by a thread of its own that may wait, told by another
// one that does not. So a request for the server's health or its metrics is answered within a time, whatever the database does,
// and whatever else the server has to do.
#pragma once
#include "domain/secret_renewal.h"
#include "server/request.h"
#include "store/totals.h"

enum { WATCH_JOBS_MAXIMUM = 64 };

// A row of jobs.
typedef struct watch_job {
    char name[64], outcome[16]; // outcome "": it has not run yet
    bool running, late;
    int64_t last_run_at; // TIMESTAMP_NONE: never
    int64_t next_run_at;
    double milliseconds;
    int64_t handled;
} watch_job;

typedef struct watch_view {
    bool answers;        // the database, within the time
    int64_t latency;     // microseconds of a trivial query, where it answers
    const char *trouble; // why nothing can be written, as the rest of a sentence; NULL: it can, as far as is known
    store_pool_statistics pool;
    bool has_jobs;
    watch_job jobs[WATCH_JOBS_MAXIMUM];
    size_t job_count;
    bool has_outbox; // only where all was asked for, as the next ones
    store_outbox_state outbox;
    bool has_secrets;
    secret_tally secrets;
    bool has_totals;
    store_totals totals;
    int64_t totals_at; // monotonic
} watch_view;

typedef struct watch watch;

// Starts the threads. Never NULL.
watch *watch_start(app *app);
// Answers those who wait and ends the threads. Accepts NULL; returns NULL.
watch *watch_stop(watch *w);
// Has the request's handler run, with rq->watched set, once the database was looked at anew or the time for that is over; the
// request is finished then. False: too many wait already.
bool watch_submit(watch *w, request *rq);
