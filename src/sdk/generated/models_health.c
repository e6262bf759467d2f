// What the structs of tessera/models/health.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#include "sdk/generated/enums.h"
#include "sdk/generated/models_health.h"
#include "tessera/models/health.h"

static const tessera_reflect_field fields_health_part[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_part, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or unhealthy"},
    {"latency_ms", "latency_ms", TESSERA_KIND_NUMBER, TESSERA_FLAG_NULLABLE, TESSERA_PLACE_BODY, 1, offsetof(tessera_health_part, latency_ms), 10, 10, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Milliseconds that a trivial query took; null when it failed"},
};
const tessera_reflect_model table_model_health_part = {"health_check", "tessera_health_part", "HealthCheck", sizeof(tessera_health_part), 2, fields_health_part, "State of one part of the server"};
static const tessera_reflect_field fields_health_checks[] = {
    {"database", "database", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health_checks, database), 8, 8, INT64_MIN, INT64_MIN, NULL, &table_model_health_part, NULL, "The database"},
};
const tessera_reflect_model table_model_health_checks = {"health_checks", "tessera_health_checks", "HealthChecks", sizeof(tessera_health_checks), 1, fields_health_checks, "States of the parts of the server"};
static const tessera_reflect_field fields_health[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_health, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "healthy or degraded"},
    {"version", "version", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_health, version), 7, 7, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Version of the API"},
    {"uptime_seconds", "uptime_seconds", TESSERA_KIND_NUMBER, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 2, offsetof(tessera_health, uptime_seconds), 14, 14, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Seconds since the start, to a tenth"},
    {"checks", "checks", TESSERA_KIND_RECORD, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 3, offsetof(tessera_health, checks), 6, 6, INT64_MIN, INT64_MIN, NULL, &table_model_health_checks, NULL, "State of each part"},
};
const tessera_reflect_model table_model_health = {"health", "tessera_health", "Health", sizeof(tessera_health), 4, fields_health, "State of the server"};
static const tessera_reflect_field fields_readiness[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_readiness, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "ready or not_ready"},
    {"database", "database", TESSERA_KIND_BOOL, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 1, offsetof(tessera_readiness, database), 8, 8, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "Whether the database answers"},
};
const tessera_reflect_model table_model_readiness = {"health_ready", "tessera_readiness", "HealthReady", sizeof(tessera_readiness), 2, fields_readiness, "Whether the server can answer requests"};
static const tessera_reflect_field fields_liveness[] = {
    {"status", "status", TESSERA_KIND_STRING, TESSERA_FLAG_REQUIRED, TESSERA_PLACE_BODY, 0, offsetof(tessera_liveness, status), 6, 6, INT64_MIN, INT64_MIN, NULL, NULL, NULL, "alive"},
};
const tessera_reflect_model table_model_liveness = {"health_live", "tessera_liveness", "HealthLive", sizeof(tessera_liveness), 1, fields_liveness, "Whether the server runs"};
