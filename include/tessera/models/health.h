// The models of the API as structs: health.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_health_pool tessera_health_pool;
typedef struct tessera_health_part tessera_health_part;
typedef struct tessera_health_writes tessera_health_writes;
typedef struct tessera_health_jobs_check tessera_health_jobs_check;
typedef struct tessera_health_lane tessera_health_lane;
typedef struct tessera_health_checks tessera_health_checks;
typedef struct tessera_health_job tessera_health_job;
typedef struct tessera_health_events tessera_health_events;
typedef struct tessera_health tessera_health;
typedef struct tessera_readiness tessera_readiness;
typedef struct tessera_liveness tessera_liveness;

// Lists inside records.
typedef struct tessera_health_lane_array {
    size_t count;
    const tessera_health_lane *const *items;
} tessera_health_lane_array;
typedef struct tessera_health_job_array {
    size_t count;
    const tessera_health_job *const *items;
} tessera_health_job_array;

// Connections to a database server.
struct tessera_health_pool {
    uint64_t present;
    int64_t size; // Connections that are kept when they rest
    int64_t maximum; // Most connections, in a rush
    int64_t open; // Connections there are
    int64_t checked_in; // Of these, idle
    int64_t checked_out; // Of these, in use; the one that this reply is made with is one of them
    int64_t overflow; // Connections beyond `size`: less than 0 while there are fewer
    int64_t waiting; // Requests that wait for a connection
};
enum { TESSERA_FIELD_health_pool_size, TESSERA_FIELD_health_pool_maximum, TESSERA_FIELD_health_pool_open,
    TESSERA_FIELD_health_pool_checked_in, TESSERA_FIELD_health_pool_checked_out, TESSERA_FIELD_health_pool_overflow,
    TESSERA_FIELD_health_pool_waiting, };

// State of one part of the server.
struct tessera_health_part {
    uint64_t present;
    const char *status; // healthy or unhealthy
    double latency_ms; // Milliseconds that a trivial query took; null when it failed
    const tessera_health_pool *pool; // The connections; absent where the database is embedded
};
enum { TESSERA_FIELD_health_part_status, TESSERA_FIELD_health_part_latency_ms, TESSERA_FIELD_health_part_pool, };

// Whether the database takes what is written.
struct tessera_health_writes {
    uint64_t present;
    const char *status; // healthy or unhealthy
    const char *error; // Why it takes nothing
};
enum { TESSERA_FIELD_health_writes_status, TESSERA_FIELD_health_writes_error, };

// Whether the work that is due from time to time is done.
struct tessera_health_jobs_check {
    uint64_t present;
    const char *status; // healthy or unhealthy
    const char *error; // Which jobs failed, and which are late
};
enum { TESSERA_FIELD_health_jobs_check_status, TESSERA_FIELD_health_jobs_check_error, };

// Work of one kind, which waits for work of its own kind only.
struct tessera_health_lane {
    uint64_t present;
    const char *name; // reads, comparisons, hashes or writes
    int64_t threads; // Most threads that do it at a time
    int64_t running; // Requests that are worked on; of writes those that share the commit under way
    int64_t waiting; // Requests that wait
    int64_t queue_maximum; // Most of them; more are answered with 503
    int64_t refused; // Requests answered so since the start
};
enum { TESSERA_FIELD_health_lane_name, TESSERA_FIELD_health_lane_threads, TESSERA_FIELD_health_lane_running,
    TESSERA_FIELD_health_lane_waiting, TESSERA_FIELD_health_lane_queue_maximum, TESSERA_FIELD_health_lane_refused, };

// States of the parts of the server.
struct tessera_health_checks {
    uint64_t present;
    const tessera_health_part *database; // The database
    const tessera_health_writes *writes; // Writing to it
    const tessera_health_jobs_check *jobs; // What is done from time to time; absent when the database does not answer
};
enum { TESSERA_FIELD_health_checks_database, TESSERA_FIELD_health_checks_writes, TESSERA_FIELD_health_checks_jobs, };

// Work that servers do from time to time; of all on one database one does it at a time.
struct tessera_health_job {
    uint64_t present;
    const char *name; // Name of the job
    bool running; // Whether some server runs it now
    int64_t last_run_at; // When its last run began; null when it has not run yet (microseconds since 1970)
    double duration_ms; // Milliseconds that the last run took
    const char *outcome; // succeeded or failed
    int64_t handled; // What the last run dealt with, in rows
    int64_t next_run_at; // When it is due (microseconds since 1970)
    bool late; // Whether it was due minutes ago and no server runs it
};
enum { TESSERA_FIELD_health_job_name, TESSERA_FIELD_health_job_running, TESSERA_FIELD_health_job_last_run_at,
    TESSERA_FIELD_health_job_duration_ms, TESSERA_FIELD_health_job_outcome, TESSERA_FIELD_health_job_handled,
    TESSERA_FIELD_health_job_next_run_at, TESSERA_FIELD_health_job_late, };

// The streams of events.
struct tessera_health_events {
    uint64_t present;
    int64_t open; // Streams that are open
    int64_t maximum; // Most of them
    int64_t refused; // Streams that were refused since the start, as there were too many
    int64_t cut; // Streams that were cut since the start, as their clients took nothing
    int64_t events; // Events that were read for them since the start, each once for all streams
    int64_t position; // Number of the last of these; 0: none was read
};
enum { TESSERA_FIELD_health_events_open, TESSERA_FIELD_health_events_maximum, TESSERA_FIELD_health_events_refused,
    TESSERA_FIELD_health_events_cut, TESSERA_FIELD_health_events_events, TESSERA_FIELD_health_events_position, };

// State of the server.
struct tessera_health {
    uint64_t present;
    const char *status; // healthy or degraded
    const char *version; // Version of the API
    double uptime_seconds; // Seconds since the start, to a tenth
    const tessera_health_checks *checks; // State of each part
    tessera_health_job_array jobs; // What is done from time to time; absent when the database does not answer
    const tessera_health_events *events; // The streams of events
    tessera_health_lane_array lanes; // What is being worked on beside the loops, and what waits
};
enum { TESSERA_FIELD_health_status, TESSERA_FIELD_health_version, TESSERA_FIELD_health_uptime_seconds,
    TESSERA_FIELD_health_checks, TESSERA_FIELD_health_jobs, TESSERA_FIELD_health_events, TESSERA_FIELD_health_lanes, };
TESSERA_RECORD_FUNCTIONS(tessera_health)

// Whether the server can answer requests.
struct tessera_readiness {
    uint64_t present;
    const char *status; // ready or not_ready
    bool database; // Whether the database answers
    const char *error; // Why it is not ready, where more is known
};
enum { TESSERA_FIELD_readiness_status, TESSERA_FIELD_readiness_database, TESSERA_FIELD_readiness_error, };
TESSERA_RECORD_FUNCTIONS(tessera_readiness)

// Whether the server runs.
struct tessera_liveness {
    uint64_t present;
    const char *status; // alive
};
enum { TESSERA_FIELD_liveness_status, };
TESSERA_RECORD_FUNCTIONS(tessera_liveness)

#ifdef __cplusplus
}
#endif
