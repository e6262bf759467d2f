// What the server takes on at once: the lanes of its workers, the memory of large requests, and giving memory back.
#pragma once
#include "server/config.h"
#include "server/request.h"

// The lanes of the worker pool. Writes have one only where the database is waited for (store_blocks), and else the store's
// writer. What waits for another server is in a pool of its own.
typedef enum load_lane { LANE_READS, LANE_COMPARISONS, LANE_HASHES, LANE_WRITES, LANE_OUTWARD, LANE_COUNT } load_lane;
const char *load_lane_name(load_lane lane);

// The lanes at the moment, writes with the store's writer where it has a thread of its own. From any thread.
typedef struct load_lane_state {
    unsigned threads; // most tasks that run at a time
    size_t running, waiting, queue_maximum;
    uint64_t done, refused; // since the start
} load_lane_state;
void load_look(app *app, load_lane_state out[LANE_COUNT]);

// The threads and the lanes of the pool, by the settings and the store.
void load_set_lanes(const app *app, worker_options *options);
// The lane in which the request runs, when it runs in a worker.
load_lane load_lane_of(const request *rq);
// Whether a decoded request needs a worker at all. Where the database is embedded a read does that filters by a pattern, and what
// comes with a password, whose hash is slow by intent.
bool load_needs_worker(const request *rq);
// The other pool.
void load_set_outward(worker_options *options);
// Queues the task in the lane; false when it is full.
bool load_submit(app *app, load_lane lane, worker_task *task);
// Seconds after which to ask again when the lane is full.
int64_t load_retry_after(app *app, load_lane lane);

// Counts the memory that the contents of a large body may take among that of all of them, until the request ends. False when they
// would pass their limit together: it is not counted then.
bool load_take_memory(request *rq);
// Counts what the request holds by now instead.
void load_settle_memory(request *rq);
