// What the server does by itself from time to time, on a thread of its own. Of several servers on one database one does a job at
// a time: it holds a lease on it, which ends by itself when the server does.
#pragma once
#include "store/store.h"

struct job_context; // what jobs know of the server: job_plans.h

// A job, as api/jobs.def has it.
typedef struct job_plan {
    const char *name;
    int64_t period, lease; // microseconds
    // Reads and computes what the next piece is going to write, of at most so many rows; NULL: there is nothing. Itself NULL
    // where a piece needs no such thing.
    const void *(*prepare)(const struct job_context *context, db *reader, int64_t most, arena *a);
    // Does a piece of the work, of at most so many rows, in a transaction; it may run twice (store_write). Gives how many rows
    // there were, fewer than `most` at the end of the work. `prepared` is never NULL where the job prepares.
    int64_t (*step)(const struct job_context *context, db *d, const void *prepared, int64_t most);
    const struct job_context *context; // for both; may be NULL
} job_plan;

typedef struct jobs jobs;

// Starts the thread. `plans` must outlive it. Never NULL.
jobs *jobs_start(store *s, const job_plan *plans, size_t count);
// Ends the thread; a run that is under way gives its job back after the present piece. Accepts NULL; returns NULL.
jobs *jobs_stop(jobs *j);
