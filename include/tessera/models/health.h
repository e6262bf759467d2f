// The models of the API as structs: health.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/enums.h"
#include "tessera/record.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tessera_health_part tessera_health_part;
typedef struct tessera_health_checks tessera_health_checks;
typedef struct tessera_health tessera_health;
typedef struct tessera_readiness tessera_readiness;
typedef struct tessera_liveness tessera_liveness;

// State of one part of the server.
struct tessera_health_part {
    uint64_t present;
    const char *status; // healthy or unhealthy
    double latency_ms; // Milliseconds that a trivial query took; null when it failed
};
enum { TESSERA_FIELD_health_part_status, TESSERA_FIELD_health_part_latency_ms, };

// States of the parts of the server.
struct tessera_health_checks {
    uint64_t present;
    const tessera_health_part *database; // The database
};
enum { TESSERA_FIELD_health_checks_database, };

// State of the server.
struct tessera_health {
    uint64_t present;
    const char *status; // healthy or degraded
    const char *version; // Version of the API
    double uptime_seconds; // Seconds since the start, to a tenth
    const tessera_health_checks *checks; // State of each part
};
enum { TESSERA_FIELD_health_status, TESSERA_FIELD_health_version, TESSERA_FIELD_health_uptime_seconds,
    TESSERA_FIELD_health_checks, };
TESSERA_RECORD_FUNCTIONS(tessera_health)

// Whether the server can answer requests.
struct tessera_readiness {
    uint64_t present;
    const char *status; // ready or not_ready
    bool database; // Whether the database answers
};
enum { TESSERA_FIELD_readiness_status, TESSERA_FIELD_readiness_database, };
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
