// What the process counts. A loop thread counts what it answers on pages of its own, which nobody else writes: no lock, no cache
// line that another processor wants. Who reads adds the pages up.
#pragma once
#include "base/histogram.h"
#include "domain/tallies.h"
#include "server/route.h"

typedef enum metric {
#define METRIC(identifier, name, type, labels, since, doc) METRIC_##identifier,
#include "api/metrics.def"
#undef METRIC
    METRIC_COUNT
} metric;

typedef enum metric_cache { METRIC_CACHE_CREDENTIALS, METRIC_CACHE_REPLIES, METRIC_CACHE_COUNT } metric_cache;

typedef struct metrics metrics;
typedef struct loop_counts loop_counts; // the pages of a loop

// For all rows of a router, which must outlive it, and so many loop threads. Never NULL.
metrics *metrics_new(const route *first, unsigned routes, unsigned loops);
// Accepts NULL; returns NULL.
metrics *metrics_free(metrics *m);

// --- counting; on the loop's thread unless stated --------------------------------------------------------------------

loop_counts *metrics_of_loop(metrics *m, unsigned index);
// Where requests of the route are counted; NULL: those that no route has.
unsigned metrics_row(const metrics *m, const route *row, http_method method);
void metrics_begin(loop_counts *counts, unsigned row);
typedef struct metrics_reply {
    int status;
    size_t bytes;
    int64_t microseconds; // since the request was there
} metrics_reply;
void metrics_end(loop_counts *counts, unsigned row, const metrics_reply *reply);
void metrics_cache_look(loop_counts *counts, metric_cache cache, bool hit);
// From any thread: a write was kept that did this.
void metrics_tell(metrics *m, const uint32_t tallies[TALLY_COUNT]);
// From any thread: a worker read for so many microseconds.
void metrics_read_took(metrics *m, int64_t time);

// --- reading; from any thread ----------------------------------------------------------------------------------------

enum { METRIC_STATUSES_MAXIMUM = 40 };

extern const histogram_scale metrics_duration_scale;

// The requests of a row so far.
typedef struct request_counts {
    const char *method, *endpoint;
    uint64_t running;
    histogram_total duration;
    uint64_t statuses[METRIC_STATUSES_MAXIMUM]; // at the place of each status of metrics_status_at
} request_counts;
// False past the last row.
bool metrics_requests_at(const metrics *m, unsigned row, request_counts *out);
// The status that is counted at a place; 0 past the last. Place 0 holds all others.
int metrics_status_at(unsigned place);
uint64_t metrics_reply_bytes(const metrics *m);
uint64_t metrics_cache_looks(const metrics *m, metric_cache cache, bool hit);
uint64_t metrics_tallied(const metrics *m, unsigned tally);
void metrics_reads(const metrics *m, histogram_total *out);
