// What the server does by itself from time to time, on a thread of its own. Of several servers on one database one does a job at a
// time: it holds a lease on it, which ends by itself when the server does.
#pragma once
#include "store/store.h"

// A job, as api/jobs.def has it.
typedef struct job_plan {
    const char *name;
    int64_t period, lease; // microseconds
    // Does a piece of the work, of at most so many rows, in a transaction; it may run twice (store_write). Gives how many rows
    // there were, fewer than `most` at the end of the work.
    int64_t (*step)(db *d, int64_t most);
} job_plan;

typedef struct jobs jobs;

// Starts the thread. `plans` must outlive it. Never NULL.
jobs *jobs_start(store *s, const job_plan *plans, size_t count);
// Ends the thread; a run that is under way gives its job back after the present piece. Accepts NULL; returns NULL.
jobs *jobs_stop(jobs *j);
