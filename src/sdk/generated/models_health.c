// What the structs of tessera/models/health.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_health.h"
#include "tessera/models/health.h"

static const tessera_reflect_field fields_health_pool[] = {
    {"size", "size", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_pool, size), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Connections that are kept when they rest"},
    {"maximum", "maximum", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_pool, maximum), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Most connections, in a rush"},
    {"open", "open", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_health_pool, open), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Connections there are"},
    {"checked_in", "checked_in", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_health_pool, checked_in), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Of these, idle"},
    {"checked_out", "checked_out", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_health_pool, checked_out), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Of these, in use; the one that this reply is made with is one of them"},
    {"overflow", "overflow", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_health_pool, overflow), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Connections beyond `size`: less than 0 while there are fewer"},
    {"waiting", "waiting", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_health_pool, waiting), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Requests that wait for a connection"},
};
const tessera_reflect_model table_model_health_pool = {"health_pool", "tessera_health_pool", "HealthPool", sizeof(tessera_health_pool), 7, fields_health_pool, "Connections to a database server", 0x7f};
static const tessera_reflect_field fields_health_part[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_part, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or unhealthy"},
    {"latency_ms", "latency_ms", TESSERA_KIND_NUMBER, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_part, latency_ms), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Milliseconds that a trivial query took; null when it failed"},
    {"pool", "pool", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 2, offsetof(tessera_health_part, pool), 4, 4, INT64_MIN, INT64_MIN, NULL, &table_model_health_pool, NULL, "The connections; absent where the database is embedded"},
};
const tessera_reflect_model table_model_health_part = {"health_check", "tessera_health_part", "HealthCheck", sizeof(tessera_health_part), 3, fields_health_part, "State of one part of the server", 0x1};
static const tessera_reflect_field fields_health_writes[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_writes, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or unhealthy"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_writes, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it takes nothing"},
};
const tessera_reflect_model table_model_health_writes = {"health_writes", "tessera_health_writes", "HealthWrites", sizeof(tessera_health_writes), 2, fields_health_writes, "Whether the database takes what is written", 0x1};
static const tessera_reflect_field fields_health_jobs_check[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_jobs_check, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or unhealthy"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_jobs_check, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Which jobs failed, and which are late"},
};
const tessera_reflect_model table_model_health_jobs_check = {"health_jobs_check", "tessera_health_jobs_check", "HealthJobsCheck", sizeof(tessera_health_jobs_check), 2, fields_health_jobs_check, "Whether the work that is due from time to time is done", 0x1};
static const tessera_reflect_field fields_health_lane[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_lane, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "reads, comparisons, hashes or writes"},
    {"threads", "threads", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_lane, threads), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Most threads that do it at a time"},
    {"running", "running", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_health_lane, running), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Requests that are worked on; of writes those that share the commit under way"},
    {"waiting", "waiting", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_health_lane, waiting), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Requests that wait"},
    {"queue_maximum", "queue_maximum", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_health_lane, queue_maximum), 13, 13, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Most of them; more are answered with 503"},
    {"refused", "refused", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_health_lane, refused), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Requests answered so since the start"},
};
const tessera_reflect_model table_model_health_lane = {"health_lane", "tessera_health_lane", "HealthLane", sizeof(tessera_health_lane), 6, fields_health_lane, "Work of one kind, which waits for work of its own kind only", 0x3f};
static const tessera_reflect_field fields_health_checks[] = {
    {"database", "database", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_checks, database), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_health_part, NULL, "The database"},
    {"writes", "writes", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_checks, writes), 6, 6, INT64_MIN, INT64_MIN, NULL, &table_model_health_writes, NULL, "Writing to it"},
    {"jobs", "jobs", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 2, offsetof(tessera_health_checks, jobs), 4, 4, INT64_MIN, INT64_MIN, NULL, &table_model_health_jobs_check, NULL, "What is done from time to time; absent when the database does not answer"},
};
const tessera_reflect_model table_model_health_checks = {"health_checks", "tessera_health_checks", "HealthChecks", sizeof(tessera_health_checks), 3, fields_health_checks, "States of the parts of the server", 0x1};
static const tessera_reflect_field fields_health_job[] = {
    {"name", "name", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_job, name), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Name of the job"},
    {"running", "running", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_job, running), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether some server runs it now"},
    {"last_run_at", "last_run_at", TESSERA_KIND_TIME, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 2, offsetof(tessera_health_job, last_run_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When its last run began; null when it has not run yet"},
    {"duration_ms", "duration_ms", TESSERA_KIND_NUMBER, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 3, offsetof(tessera_health_job, duration_ms), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Milliseconds that the last run took"},
    {"outcome", "outcome", TESSERA_KIND_STRING, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 4, offsetof(tessera_health_job, outcome), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "succeeded or failed"},
    {"handled", "handled", TESSERA_KIND_INT, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 5, offsetof(tessera_health_job, handled), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "What the last run dealt with, in rows"},
    {"next_run_at", "next_run_at", TESSERA_KIND_TIME, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 6, offsetof(tessera_health_job, next_run_at), 11, 11, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "When it is due"},
    {"late", "late", TESSERA_KIND_BOOL, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 7, offsetof(tessera_health_job, late), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether it was due minutes ago and no server runs it"},
};
const tessera_reflect_model table_model_health_job = {"health_job", "tessera_health_job", "HealthJob", sizeof(tessera_health_job), 8, fields_health_job, "Work that servers do from time to time; of all on one database one does it at a time", 0x43};
static const tessera_reflect_field fields_health_events[] = {
    {"open", "open", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_events, open), 4, 4, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Streams that are open"},
    {"maximum", "maximum", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_events, maximum), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Most of them"},
    {"refused", "refused", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_health_events, refused), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Streams that were refused since the start, as there were too many"},
    {"cut", "cut", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_health_events, cut), 3, 3, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Streams that were cut since the start, as their clients took nothing"},
    {"events", "events", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 4, offsetof(tessera_health_events, events), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Events that were read for them since the start, each once for all streams"},
    {"position", "position", TESSERA_KIND_INT, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 5, offsetof(tessera_health_events, position), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Number of the last of these; 0: none was read"},
};
const tessera_reflect_model table_model_health_events = {"health_events", "tessera_health_events", "HealthEvents", sizeof(tessera_health_events), 6, fields_health_events, "The streams of events", 0x3f};
static const tessera_reflect_field fields_health[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or degraded"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the API"},
    {"uptime_seconds", "uptime_seconds", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_health, uptime_seconds), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Seconds since the start, to a tenth"},
    {"checks", "checks", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_health, checks), 6, 6, INT64_MIN, INT64_MIN, NULL, &table_model_health_checks, NULL, "State of each part"},
    {"jobs", "jobs", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 4, offsetof(tessera_health, jobs), 4, 4, INT64_MIN, INT64_MIN, NULL, &table_model_health_job, NULL, "What is done from time to time; absent when the database does not answer"},
    {"events", "events", TESSERA_KIND_RECORD, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 5, offsetof(tessera_health, events), 6, 6, INT64_MIN, INT64_MIN, NULL, &table_model_health_events, NULL, "The streams of events"},
    {"lanes", "lanes", TESSERA_KIND_RECORDS, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 6, offsetof(tessera_health, lanes), 5, 5, INT64_MIN, INT64_MIN, NULL, &table_model_health_lane, NULL, "What is being worked on beside the loops, and what waits"},
};
const tessera_reflect_model table_model_health = {"health", "tessera_health", "Health", sizeof(tessera_health), 7, fields_health, "State of the server", 0xf};
static const tessera_reflect_field fields_readiness[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_readiness, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "ready or not_ready"},
    {"database", "database", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_readiness, database), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the database answers"},
    {"error", "error", TESSERA_KIND_STRING, TESSERA_FLAG_OMIT, TESSERA_PLACE_BODY, 2, offsetof(tessera_readiness, error), 5, 5, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Why it is not ready, where more is known"},
};
const tessera_reflect_model table_model_readiness = {"health_ready", "tessera_readiness", "HealthReady", sizeof(tessera_readiness), 3, fields_readiness, "Whether the server can answer requests", 0x3};
static const tessera_reflect_field fields_liveness[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_liveness, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "alive"},
};
const tessera_reflect_model table_model_liveness = {"health_live", "tessera_liveness", "HealthLive", sizeof(tessera_liveness), 1, fields_liveness, "Whether the server runs", 0x1};
