// What the structs of tessera/models/search.h look like.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/reflect.h"

extern const tessera_reflect_model table_model_search_query;
extern const tessera_reflect_model table_model_search_team;
extern const tessera_reflect_model table_model_search_user;
extern const tessera_reflect_model table_model_search_asset;
extern const tessera_reflect_model table_model_search_contract;
extern const tessera_reflect_model table_model_search_results;
extern const tessera_reflect_model table_model_search_counts;
extern const tessera_reflect_model table_model_search_reply;
