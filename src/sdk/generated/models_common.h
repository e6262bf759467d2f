// What the structs of tessera/models/common.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_page_query;
extern const tessera_reflect_model table_model_guarantees;
extern const tessera_reflect_model table_model_breaking_change;
extern const tessera_reflect_model table_model_consumer_wait;
extern const tessera_reflect_model table_model_guarantee_change;
extern const tessera_reflect_model table_model_pending_consumer;
extern const tessera_reflect_model table_model_migration_suggestion;
