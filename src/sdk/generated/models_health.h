// What the structs of tessera/models/health.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_health_pool;
extern const tessera_reflect_model table_model_health_part;
extern const tessera_reflect_model table_model_health_writes;
extern const tessera_reflect_model table_model_health_jobs_check;
extern const tessera_reflect_model table_model_health_lane;
extern const tessera_reflect_model table_model_health_checks;
extern const tessera_reflect_model table_model_health_job;
extern const tessera_reflect_model table_model_health_events;
extern const tessera_reflect_model table_model_health;
extern const tessera_reflect_model table_model_readiness;
extern const tessera_reflect_model table_model_liveness;
