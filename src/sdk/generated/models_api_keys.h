// What the structs of tessera/models/api_keys.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_api_key;
extern const tessera_reflect_model table_model_api_key_created;
extern const tessera_reflect_model table_model_api_key_create;
extern const tessera_reflect_model table_model_api_key_list_query;
extern const tessera_reflect_model table_model_api_key_list;
