// What the structs of tessera/models/services.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_service;
extern const tessera_reflect_model table_model_service_create;
extern const tessera_reflect_model table_model_service_update;
extern const tessera_reflect_model table_model_service_list_query;
